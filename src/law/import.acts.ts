// Taking a depositary's download in: read within limits, kept as it was read, its differences proposed one by one.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Person } from '../people/person.ts';
import type { Change } from './change.ts';
import type { Day } from './day.ts';
import { readChart } from './import-chart.ts';
import { readEurLex } from './import-eurlex.ts';
import { readUntc } from './import-untc.ts';
import { differencesOf, type Download, type ImportFormat, type ImportOffered } from './import.ts';
import { importById, insertImport, type ImportRow } from './import.store.ts';
import { inForceOn, instrumentOf } from './look-up.ts';
import type { Knowledge } from './model.ts';
import { proposeAll, type Editing, type Proposed } from './proposal.acts.ts';
import { proposals } from './proposal.store.ts';
import { valuesOf } from './published.acts.ts';

interface ImportAsked {
  readonly format: ImportFormat;
  readonly instrument: string;
  readonly day: Day;
  /** The number of the act in EUR-Lex. */
  readonly celex: string;
  readonly fileName: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What was taken under it is not taken again. */
  readonly id?: Uuid;
}

/** Throws Refusal for what is no such download, and for an instrument that is not on record. */
export async function readDownload(
  knowledge: Knowledge,
  { format, instrument, day, celex, ...asked }: Omit<ImportAsked, 'id'>,
): Promise<Download> {
  const known = instrumentOf(knowledge, instrument);
  if (known === undefined)
    throw new Refusal('notFound.instrumentOnRecord', { instrument: instrument.slice(0, 80) });
  const hash = createHash('sha256');
  const bytes = hashed(asked.bytes, hash);
  const reading =
    format === 'untc'
      ? await readUntc(bytes, inForceOn(known, day).verdict === 'yes')
      : format === 'chart'
        ? await readChart(bytes, day)
        : await readEurLex(bytes, celex);
  return { format, instrument, day, sha256: hash.digest('hex'), reading };
}

/** Read, and kept as it was read. Throws Refusal as above. */
export async function takeDownload({ people, law }: Editing, by: Person, asked: ImportAsked): Promise<Uuid> {
  const { fileName, id = newUuid(people.clock, people.random) } = asked;
  const download = await readDownload(await law.current(), asked);
  const row = { id, download, fileName, readBy: by.id, readAt: new Date(people.clock()) };
  await people.db.asPerson(by.id, (tx) => insertImport(tx, row));
  return id;
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncIterable<Uint8Array> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

export interface ImportSeen {
  readonly row: ImportRow;
  readonly differences: readonly ImportOffered[];
}

/** Held against what is published now. Undefined: no such download, or not for this person. */
export async function seeImport(
  { people, law }: Editing,
  by: Person,
  id: Uuid,
): Promise<ImportSeen | undefined> {
  const { texts } = await law.latest();
  return people.db.asPerson(by.id, async (tx) => {
    const row = await importById(tx, id);
    if (row === undefined) return undefined;
    const open = await proposals(tx, { outcome: 'open', order: 'oldestFirst', limit: OPEN_MAX });
    const proposed = new Set(open.map(({ change }) => sameChange(change)));
    const differences = differencesOf(valuesOf(texts), row.download).map((one) => ({
      ...one,
      isProposed: proposed.has(sameChange(one.change)),
    }));
    return { row, differences };
  });
}

/** Equal for equal changes, whatever the order of their keys. */
function sameChange(change: Change): string {
  return canonicalJson(JSON.parse(JSON.stringify(change)) as Json); // JSON has no undefined
}

const OPEN_MAX = 10_000;

/**
 * One proposal for each that was chosen and is not proposed yet: asked twice, nothing is proposed twice. `place`: where
 * it was asked, when not on the pages.
 */
export async function proposeDifferences(
  editing: Editing,
  by: Person,
  { row, differences }: ImportSeen,
  keys: ReadonlySet<string>,
  place = '',
): Promise<readonly Proposed[]> {
  const { download, fileName } = row;
  const chosen = differences.filter(({ key, isProposed }) => keys.has(key) && !isProposed);
  return proposeAll(
    editing,
    by,
    chosen.map(({ change, what }) => ({
      change,
      reason: `${what}: ${fileName}, ${download.day}${place === '' ? '' : ` (${place})`}`,
    })),
  );
}
