// ./comity known pictures import|list|match: lists of fingerprints with their owner and legal basis, and what of an exhibit is near
// to one of them. The product ships none.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { newUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { findExhibit } from '../evidence/exhibits/exhibit.store.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { readPictureList } from '../forensics/pictures/picture-set.ts';
import { today } from '../forensics/known/known.acts.ts';
import { matchPictures } from '../forensics/review/match.acts.ts';
import { keepSet, pictureSets } from '../forensics/review/review.store.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { argument, counted, printable } from './words.ts';

const FAILURES_SHOWN = 20;

const SET = {
  name: { type: 'string' },
  version: { type: 'string' },
  category: { type: 'string' },
  owner: { type: 'string' },
  basis: { type: 'string' },
  expires: { type: 'string' },
  'may-be-told': { type: 'string' },
} as const;

export async function runKnownPictures(args: readonly string[], terminal: Terminal): Promise<number> {
  const [sub, ...rest] = args;
  switch (sub) {
    case 'import':
      return withInstallation((house) => importSet(house, rest, terminal));
    case 'list':
      return withInstallation((house) => listSets(house, terminal));
    case 'match':
      return withInstallation((house, signal) => match(house, { args: rest, signal }, terminal));
    default:
      throw usage("'known pictures import', 'list' or 'match'", sub ?? 'nothing');
  }
}

async function importSet(house: Installation, args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: SET });
  const path = argument(positionals[0], 'a list of PDQ fingerprints');
  const wanted = (name: keyof typeof SET): string => {
    const value = values[name]?.trim() ?? '';
    if (value === '') throw usage(`--${name}: a list is held by a right and for a time`, 'none');
    return value;
  };
  const expiresOn = wanted('expires');
  const isDay = /^\d{4}-\d\d-\d\d$/.test(expiresOn) && !Number.isNaN(Date.parse(expiresOn));
  if (!isDay || expiresOn <= today(house))
    throw usage('--expires YYYY-MM-DD, a day to come, from which it may not be used', expiresOn);
  const list = readPictureList(readFileSync(path, 'utf8'));
  const hashes = Buffer.concat(list.map(({ hash }) => hash));
  const [name, version, category] = [wanted('name'), wanted('version'), wanted('category')];
  const isNew = await keepSet(house.db.kysely, {
    id: newUuid(house.clock, house.random),
    name,
    version,
    category,
    owner: wanted('owner'),
    basis: wanted('basis'),
    mayBeTold: values['may-be-told'] ?? null,
    expiresOn,
    hashes,
    sha256: createHash('sha256').update(hashes).digest(),
    at: new Date(house.clock()),
  });
  if (!isNew)
    throw new Refusal('alreadyExists', {
      expected: 'a set of a new name, version or category',
      found: `${name} ${version}, ${category}`,
      next: 'Give the list of another day another version.',
    });
  terminal.out(
    printable(
      `${counted(list.length, 'fingerprint')} of ${name} ${version}, ${category}, to be used before ${expiresOn}`,
    ),
  );
  return EXIT.done;
}

async function listSets(house: Installation, terminal: Terminal): Promise<number> {
  for (const set of await pictureSets(house.db.kysely)) {
    const { name, version, category, count, owner, basis, expiresOn, mayBeTold } = set;
    const told = mayBeTold === null ? '' : `, may be told: ${mayBeTold}`;
    terminal.out(
      printable(
        `${name} ${version}, ${category}: ${counted(count, 'fingerprint')} of ${owner}, by ${basis}, before ${expiresOn}${told}`,
      ),
    );
  }
  return EXIT.done;
}

async function match(
  house: Installation,
  { args, signal }: { readonly args: readonly string[]; readonly signal: AbortSignal },
  terminal: Terminal,
): Promise<number> {
  const options = { set: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const exhibit = await findExhibit(house.db.kysely, argument(positionals[0], 'the number of an exhibit'));
  const sets = (await pictureSets(house.db.kysely)).filter(
    ({ name }) => values.set === undefined || name === values.set,
  );
  if (sets.length === 0)
    throw new Refusal('notFound', {
      expected: values.set === undefined ? 'a set of fingerprints' : `a set called ${values.set}`,
      found: 'none',
      next: "See './comity known pictures list'.",
    });
  let isWhole = true;
  for (const set of sets) {
    const { pictures, hits, failures } = await matchPictures(house, { exhibit, set, signal });
    terminal.out(
      printable(
        `${set.name} ${set.version}, ${set.category}: ${counted(pictures, 'picture')}, ${counted(hits, 'hit')}, ${failures.length} not read`,
      ),
    );
    for (const { path, why } of failures.slice(0, FAILURES_SHOWN)) terminal.err(printable(`${path}: ${why}`));
    isWhole &&= failures.length === 0;
  }
  return isWhole ? EXIT.done : EXIT.refused;
}

function usage(expected: string, found: string): Refusal {
  return new Refusal('badUsage', { expected, found, next: "See './comity help known'." });
}
