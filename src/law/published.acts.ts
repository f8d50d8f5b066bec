// The law data as it is published here: what came with the program, and on it every change that two editors made.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Clock } from '../base/time.ts';
import type { Database } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';
import { applyChange, declarationFact, declarationOf, factNow } from './apply-change.ts';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Change } from './change.ts';
import { keepReview } from './kept-review.ts';
import { FORMS_FILE, formTexts, isFormFile, partsOf, wholeOf } from './form-files.ts';
import { readLawFolder, shippedLaw } from './data-files.store.ts';
import { dataVersionOf, loadLawOrRefuse } from './load.ts';
import type { Knowledge } from './model.ts';
import { proposals } from './proposal.store.ts';
import { REVIEWER, withoutReviews } from './review.ts';
import type { JsonObject, LawValues } from './values.ts';
import {
  insertVersion,
  latestVersion,
  lockVersions,
  textsOfVersion,
  versions,
  type Tx,
  type VersionLine,
} from './version.store.ts';
import { writeYaml } from './write-yaml.ts';
import { headComment, readYaml, type SourceText, type YamlFile } from './yaml-file.ts';

/** One version: the bytes, and what they say. */
export interface LawVersion {
  readonly line: VersionLine;
  readonly texts: readonly SourceText[];
}

export interface PublishedLaw {
  /** What is published now. */
  current(): Promise<Knowledge>;
  latest(): Promise<LawVersion>;
  /** As it was under that data version; undefined when it was never published here, or before the files had their form of today. */
  named(dataVersion: string): Promise<Knowledge | undefined>;
}

const KNOWN_MAX = 4;
const CHANGES_MAX = 100_000;

/** `shipped`: what came with the program. */
export function openPublishedLaw(
  db: Database<Schema>,
  clock: Clock,
  shipped: () => readonly SourceText[] = readLawFolder,
): PublishedLaw {
  /** What is on the disk keeps its checks there too; other texts are checked each time. */
  const check = async (texts: readonly SourceText[]): Promise<Knowledge> =>
    shipped === readLawFolder ? shippedLaw(texts) : loadLawOrRefuse(texts).knowledge;
  const known = new Map<string, Promise<Knowledge>>();
  let adopted: Promise<void> | undefined;
  const knowledgeOf = (line: VersionLine): Promise<Knowledge> => {
    let found = known.get(line.dataVersion);
    if (found === undefined) {
      found = read(line);
      known.set(line.dataVersion, found);
      found.catch(() => known.delete(line.dataVersion)); // asked again next time
      for (const name of [...known.keys()].slice(0, -KNOWN_MAX)) known.delete(name);
    }
    return found;
  };
  const read = async (line: VersionLine): Promise<Knowledge> => {
    const texts = shipped();
    if (dataVersionOf(texts) === line.dataVersion) return check(texts);
    return loadLawOrRefuse(await textsOfVersion(db.kysely, line.number)).knowledge;
  };
  const newest = async (): Promise<VersionLine> => {
    adopted ??= adopt(db, clock, shipped(), check);
    await adopted.catch((error: unknown) => {
      adopted = undefined;
      throw error;
    });
    const line = await latestVersion(db.kysely);
    if (line === undefined) throw new Error('no law version, though the shipped one was adopted');
    return line;
  };
  return {
    current: async () => knowledgeOf(await newest()),
    latest: async () => {
      const line = await newest();
      return { line, texts: await textsOfVersion(db.kysely, line.number) };
    },
    named: async (dataVersion) => {
      await newest();
      const [line] = await versions(db.kysely, { named: dataVersion, limit: 1 });
      try {
        return line && (await knowledgeOf(line));
      } catch (error) {
        if (error instanceof Refusal && error.code === 'badInput') return undefined;
        throw error;
      }
    },
  };
}

/** Where the program brought other data than the last time, it becomes a version, with the changes made here on it. */
async function adopt(
  db: Database<Schema>,
  clock: Clock,
  shipped: readonly SourceText[],
  check: (texts: readonly SourceText[]) => Promise<Knowledge>,
): Promise<void> {
  const shippedVersion = dataVersionOf(shipped);
  if ((await latestVersion(db.kysely))?.shippedVersion === shippedVersion) return;
  await db.transaction(async (tx) => {
    await lockVersions(tx);
    const last = await latestVersion(tx);
    if (last?.shippedVersion === shippedVersion) return;
    await check(shipped);
    const publishedAt = new Date(clock());
    const { texts, setAside } = await withChanges(tx, shipped);
    const dataVersion = dataVersionOf(texts);
    const number = (last?.number ?? 0) + 1;
    await insertVersion(
      tx,
      { number, dataVersion, shippedVersion, publishedAt, proposal: undefined, setAside },
      texts,
    );
  });
}

/** Oldest first, each as it was decided. What the new data says already is done; what it contradicts is set aside. */
async function withChanges(
  tx: Tx,
  shipped: readonly SourceText[],
): Promise<{ readonly texts: readonly SourceText[]; readonly setAside: readonly Uuid[] }> {
  const made = await proposals(tx, { outcome: 'published', order: 'newestFirst', limit: CHANGES_MAX });
  if (made.length === 0) return { texts: shipped, setAside: [] }; // nothing to read them for
  const setAside: Uuid[] = [];
  let values = valuesOf(shipped);
  for (const { id, change, decidedAt } of made.toReversed()) {
    const day = (decidedAt ?? new Date(0)).toISOString().slice(0, 10);
    if (saysAlready(values, change)) {
      values = keepReview(values, change, { by: REVIEWER, on: day });
      continue;
    }
    const applied = applyChange(values, change, day, REVIEWER);
    if (applied.ok) ({ values } = applied);
    else setAside.push(id);
  }
  return { texts: textsOf(values, shipped), setAside };
}

/** How sure it is belongs to what is said: a fact confirmed or disputed here is not again what it was. */
function saysAlready(values: LawValues, change: Change): boolean {
  const now = factNow(values, change);
  switch (change.kind) {
    case 'value':
    case 'record':
      return canonicalJson(withoutReviews(now)) === canonicalJson(withoutReviews(change.value));
    case 'declaration':
      return (
        canonicalJson(now) === canonicalJson(declarationFact(change as unknown as { [key: string]: Json })) && // strings alone
        declarationOf(values, change)?.['confidence'] === change.confidence &&
        (declarationOf(values, change)?.['closes'] === true) === (change.closes === true) &&
        canonicalJson(declarationOf(values, change)?.['assurances'] ?? []) ===
          canonicalJson([...(change.assurances ?? [])])
      );
    case 'party':
      return (
        typeof now === 'object' &&
        now !== null &&
        'status' in now &&
        now.status === change.status &&
        now.confidence === change.confidence &&
        now.entry_into_force === (change.entry_into_force ?? null) &&
        ('until' in now ? now.until : undefined) === change.until
      );
  }
}

/** Of texts that passed their checks. */
export function valuesOf(texts: readonly SourceText[]): LawValues {
  const forms = formTexts(texts).map(fileOf);
  const values = texts
    .filter(({ name }) => !isFormFile(name))
    .map((one) => [one.name, wholeOf(fileOf(one), one.name === FORMS_FILE ? forms : []).value] as const);
  return Object.fromEntries(values) as unknown as LawValues; // one of each name: the loader saw to it
}

function fileOf(source: SourceText): YamlFile {
  const { file } = readYaml(source);
  if (file === undefined) throw new Error(`${source.name}: published, and not readable`);
  return file;
}

/** In the canonical form; files whose value is the same keep their bytes. */
export function textsOf(values: LawValues, before: readonly SourceText[]): SourceText[] {
  const { [FORMS_FILE]: forms, ...others } = values;
  const now = new Map([...Object.entries(others), ...partsOf(forms)]);
  const earlier = new Map(before.map((one) => [one.name, one]));
  return [...now]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => {
      const text = earlier.get(name);
      if (text !== undefined && isSame(value, fileOf(text).value as JsonObject)) return text; // as its schema said
      return { name, text: writeYaml(value, text && headComment(text.text)) };
    });
}

/** The eleven files in the canonical form, every form in `forms.yaml`: for whoever takes a file and not a folder. */
export function wholeTexts(texts: readonly SourceText[]): SourceText[] {
  const heads = new Map(texts.map(({ name, text }) => [name, headComment(text)]));
  return Object.entries(valuesOf(texts)).map(([name, value]) => ({
    name,
    text: writeYaml(value, heads.get(name)),
  }));
}

/** Nothing in it was replaced: what a change leaves alone is the very same. */
function isSame(a: JsonObject, b: JsonObject): boolean {
  if (a === b) return true;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
