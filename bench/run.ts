// `npm run bench [-- SECTION…]`: measures beside a peer in the same run, prints a table, exits 1 below a gate.
// Sections: hash image package small log million memory. `million` and `memory` take minutes and 20 GB of disk.
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashing } from './hash.ts';
import { images } from './images.ts';
import { largePackage, smallPackage } from './packages.ts';
import { log, million } from './log.ts';
import { memory } from './memory.ts';
import { isKept, printTable, type Row } from './table.ts';

const SECTIONS: { readonly [name: string]: (folder: string) => readonly Row[] } = {
  hash: hashing,
  image: images,
  package: largePackage,
  small: smallPackage,
  log,
  million,
  memory,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(SECTIONS, name));
if (unknown !== undefined) {
  console.error(`No section ${unknown}. There are: ${Object.keys(SECTIONS).join(' ')}`);
  process.exit(2);
}
const folder = mkdtempSync(join(process.env['COMITY_BENCH'] ?? tmpdir(), 'comity-bench-'));
chmodSync(folder, 0o755); // PostgreSQL runs as another user when we are root
const rows: Row[] = [];
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(SECTIONS)) {
    console.error(`${name}…`);
    const place = join(folder, name);
    mkdirSync(place, { mode: 0o755 });
    const found = SECTIONS[name]?.(place) ?? [];
    rows.push(...found);
    for (const row of found) appendFileSync(join(folder, 'rows.jsonl'), `${JSON.stringify(row)}\n`);
    rmSync(place, { recursive: true, force: true });
  }
} finally {
  printTable(rows);
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = rows.every(isKept) ? 0 : 1;
