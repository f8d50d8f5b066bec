// `npm run bench [-- SECTION…]`: measures beside a peer in the same run, prints a table, exits 1 below a gate.
// docs/benchmarks.md says what each row and each gate means. All of it takes half an hour and 20 GB below COMITY_BENCH
// (default: the folder for temporary files).
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { channels } from './channels.ts';
import { clocks } from './clocks.ts';
import { desks } from './desks.ts';
import { exchange } from './exchange.ts';
import { exchangePackage } from './exchange-package.ts';
import { forensics } from './forensics.ts';
import { hashing } from './hash.ts';
import { hostile } from './hostile.ts';
import { images } from './images.ts';
import { inside } from './inside.ts';
import { log, million } from './log.ts';
import { memory } from './memory.ts';
import { largePackage, smallPackage } from './packages.ts';
import { requests } from './requests.ts';
import { isKept, printTable, type Row } from './table.ts';
import { web } from './web.ts';
import { upload } from './web-upload.ts';

const SECTIONS: { readonly [name: string]: (folder: string) => readonly Row[] | Promise<readonly Row[]> } = {
  channels,
  clocks,
  desks,
  requests,
  exchange: async (folder) => [...(await exchange(folder)), ...(await exchangePackage(folder))],
  'exchange-requests': exchange,
  'exchange-package': exchangePackage,
  hash: hashing,
  image: images,
  forensics,
  inside,
  package: largePackage,
  small: smallPackage,
  log,
  million,
  memory,
  web,
  upload,
  hostile,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(SECTIONS, name));
if (unknown !== undefined) {
  console.error(`No section ${unknown}. There are: ${Object.keys(SECTIONS).join(' ')}`);
  process.exit(2);
}
const folder = mkdtempSync(join(process.env['COMITY_BENCH'] ?? tmpdir(), 'comity-bench-'));
chmodSync(folder, 0o755); // PostgreSQL runs as another user when we are root
console.log(
  `${cpus()[0]?.model ?? 'processor unknown'}, ${availableParallelism()} cores, Node.js ${process.version}`,
);
const rows: Row[] = [];
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(SECTIONS)) {
    console.error(`${name}, at a load of ${loadavg()[0]?.toFixed(1)}…`);
    const place = join(folder, name);
    mkdirSync(place, { mode: 0o755 });
    rows.push(...((await SECTIONS[name]?.(place)) ?? []));
    rmSync(place, { recursive: true, force: true });
  }
} finally {
  printTable(rows);
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = rows.every(isKept) ? 0 : 1;
