// ./comity demo: the whole way once, on a sample: an image is seized in one State, handed to another, and checked there.
import { globSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newUuid } from '../base/ids.ts';
import { insertCase } from '../cases/case.store.ts';
import type { CaseFile } from '../cases/case.ts';
import { audit } from '../evidence/upkeep/audit.acts.ts';
import { eventsOf } from '../evidence/events/recorded-event.acts.ts';
import { addExhibit } from '../evidence/intake/exhibit-add.acts.ts';
import { initialise } from '../evidence/installation/init.acts.ts';
import { openInstallation } from '../evidence/installation/open.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { createPackage } from '../evidence/packages/package-create.acts.ts';
import { importPackage } from '../evidence/packages/package-import.acts.ts';
import { acceptExhibit, fileReceipt } from '../evidence/custody/transfer.acts.ts';
import { imageTools } from '../forensics/sources/image-tools.ts';
import { homeAt } from '../platform/home.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { parsePolicy } from '../verify/policy.ts';
import { custodyLines, exhibitWords } from './custody-line.ts';
import { optionsOf } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { counted } from './words.ts';
import { runVerify } from './verify.ts';

const SAMPLE = fileURLToPath(new URL('../../fixtures/ewf/encase5.E01', import.meta.url));
const AUTHORITY = { type: 'warrant', id: '441/26 (invented)' } as const;

export async function runDemo(args: readonly string[], terminal: Terminal): Promise<number> {
  optionsOf(args, {});
  const root = await mkdtemp(join(process.cwd(), 'comity-demo-'));
  await chmod(root, 0o711); // so that the user who runs PostgreSQL for root can pass through
  const at = (name: string): string => join(root, name);
  const step = (words: string): void => terminal.out(`\n── ${words}`);
  step('Two agencies set their installations up, each with a log and keys of its own');
  const france = await agency(
    at('france'),
    'Cyber unit of Lyon (demonstration)',
    'FR',
    'lyon.example/custody',
  );
  const fiji = await agency(
    at('fiji'),
    'Central Authority of Fiji (demonstration)',
    'FJ',
    'suva.example/custody',
  );
  try {
    await writeFile(at('lyon-keys.txt'), france.trust);
    await writeFile(at('suva-keys.txt'), fiji.trust);
    terminal.out(`In ${root}. Their public keys are exchanged by another road.`);

    step('Lyon takes a seized disk image into evidence, and compares it with the hash it carries');
    const added = await seize(france.house, await openCase(france.house, 'Harbour invoices'));
    terminal.out(`${added.number}  ${added.title}`);
    for (const words of exhibitWords(added)) terminal.out(`  ${words}`);

    step('Lyon offers custody to Fiji: one folder, with proof and conditions');
    const pack = await createPackage(france.house, {
      caseName: added.number.replace(/-\d+$/, ''),
      exhibits: [],
      to: at('package'),
      receiver: { name: 'Central Authority of Fiji (demonstration)', state: 'FJ' },
      isOffer: true,
      withoutQuorum: false,
      form: { isZip: false, encryptTo: [] },
    });
    terminal.out(pack.path);

    step('Fiji checks it with the keys that came by another road');
    if ((await runVerify([pack.path, '--trust', at('lyon-keys.txt')], terminal)) !== EXIT.done)
      return EXIT.failed;

    step('Fiji takes it into evidence, accepts custody, and sends the receipt back');
    const number = await receive(fiji, france, {
      path: pack.path,
      lyonKeys: at('lyon-keys.txt'),
      sent: added.number,
    });
    for (const words of custodyLines(await eventsOf(fiji.house, number))) terminal.out(words);

    step('Somebody changes one bit of the image in a copy of the package');
    await spoil(pack.path, at('package-changed'));
    await runVerify([at('package-changed')], terminal);

    step('Both read everything again');
    for (const { house } of [france, fiji]) {
      const report = await audit(house);
      terminal.out(
        `${house.settings.agency}: ${counted(report.exhibits.checked, 'exhibit')}, ${counted(report.events.checked, 'event')}, ${counted(report.differencesCount, 'difference')}`,
      );
    }
    sayNext(terminal, relative(process.cwd(), join(pack.path, pack.bag)));
    return EXIT.done;
  } finally {
    await france.house.close();
    await fiji.house.close();
  }
}

interface Agency {
  readonly house: Installation;
  /** Its verifier keys, as a trust file for partners. */
  readonly trust: string;
}

async function agency(path: string, name: string, state: string, origin: string): Promise<Agency> {
  const home = homeAt(path);
  const made = await initialise(home, { agency: name, state, origin });
  return { house: await openInstallation(home), trust: await readFile(made.trustFile, 'utf8') };
}

function openCase(house: Installation, title: string): Promise<CaseFile> {
  return house.db.transaction((tx) =>
    insertCase(tx, {
      id: newUuid(house.clock, house.random),
      title,
      state: house.settings.state,
      createdAt: new Date(house.clock()),
    }),
  );
}

async function seize(house: Installation, file: CaseFile) {
  const { exhibit } = await addExhibit(house, {
    caseName: file.reference,
    from: { kind: 'path', path: SAMPLE },
    also: [],
    images: imageTools,
    title: 'Disk image of the seized laptop',
    source: 'Laptop, office at the harbour (invented)',
    authority: AUTHORITY,
    place: 'Lyon, FR',
    conditions: ['To be used in this case only (Budapest Convention, Art. 28(2)(b))'],
  });
  return exhibit;
}

async function receive(
  fiji: Agency,
  france: Agency,
  request: { path: string; lyonKeys: string; sent: string },
): Promise<string> {
  const file = await openCase(fiji.house, 'Request from France, harbour invoices');
  const trust = await readFile(request.lyonKeys);
  const imported = await importPackage(fiji.house, { path: request.path, caseName: file.reference, trust });
  if (!imported.ok) throw new Error(imported.message);
  const number = imported.exhibits.find((one) => one.fromItem === request.sent)?.number ?? '';
  const { receipt } = await acceptExhibit(fiji.house, number);
  const policy = parsePolicy(Buffer.from(fiji.trust), 'suva-keys.txt', nodeCrypto);
  await fileReceipt(france.house, { number: request.sent, receipt, trust: policy });
  return number;
}

/** Flips one bit in the middle of the image. */
async function spoil(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  const [image = ''] = globSync(join(to, '*/data/*/*.E01'));
  const bytes = await readFile(image);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await chmod(image, 0o644);
  await writeFile(image, bytes);
}

function sayNext(terminal: Terminal, bag: string): void {
  terminal.out('\nNow check it without this program:');
  terminal.out(
    `  cd ${bag} && sha256sum -c --quiet manifest-sha256.txt tagmanifest-sha256.txt && cat CHECK.txt`,
  );
  terminal.out('docs/guides/check-by-hand.md goes on from there with openssl.');
}
