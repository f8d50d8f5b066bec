// A selection becomes an exhibit of its own: the files as they are, or a report of hits without a byte of them; with a record of where each
// lies and what is said of it. It is chained to the exhibit that it comes from by an event of each, and keeps its conditions.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import { csvLine } from '../../base/csv.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import { addExhibit, type Added, type AddRequest } from '../../evidence/intake/exhibit-add.acts.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { readDetail } from '../../evidence/events/event.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { TOOL } from '../../evidence/log/tool.ts';
import { safeName } from '../../platform/safe-name.ts';
import type { Authority } from '../../verify/event.ts';
import { EXAMINE_LIMITS } from '../extractors/examine-inside.ts';
import { imageTools } from '../sources/image-tools.ts';
import { resultOf } from '../known/decided.ts';
import type { ContentItem } from './examined.store.ts';
import { eachByteOf, openInside, type OpenInside } from './item-bytes.acts.ts';
import { LANGUAGES, type Language } from '../../web/messages.ts';
import { listSets } from '../known/known.store.ts';
import { hitsReportPdf } from './hits-report.ts';
import { lastRun, type RunRow } from './items.store.ts';
import { decisionsOf, selectedItems, type Selected } from './select.store.ts';
import type { SelectedItem } from './select.ts';

const MOST_ITEMS = 10_000;

export interface SelectRequest extends Omit<Selected, 'person'> {
  readonly exhibit: Exhibit;
  readonly reference: string;
  readonly title: string;
  readonly reason: string;
  /** In which the report of hits is written. */
  readonly language?: Language | undefined;
  readonly by?: AddRequest['by'];
  /** Under which it is made once. */
  readonly key?: string;
  /** Of the encrypted volume in which some of it lies. */
  readonly volumeKey?: Uint8Array | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Refuses notFound: nothing is selected; tooLarge; damaged: what is read is not what was examined; conflict: it lies in a locked volume. */
export async function makeSelection(house: Installation, request: SelectRequest): Promise<Added> {
  const { exhibit, what, tag, filter, ticked, signal } = request;
  if (exhibit.status !== 'held') throw new Refusal('notAllowed.destroyed');
  const of = { exhibit: exhibit.id, caseId: exhibit.caseId };
  const items = await selectedItems(house.db.kysely, of, {
    what,
    tag,
    filter,
    ticked,
    limit: MOST_ITEMS + 1,
    person: request.by?.personId,
  });
  if (items.length === 0) throw new Refusal('notFound.selection');
  // One of them is not there, is no file, or was not read: all that were ticked, or none.
  if (ticked !== undefined && items.length < new Set(ticked).size) throw new Refusal('notFound.selection');
  if (items.length > MOST_ITEMS) throw new Refusal('tooLarge.selection', { most: MOST_ITEMS });
  // Beside what browsers send: what a crash leaves there, the next start removes.
  const folder = await mkdtemp(join(house.home.uploads, 'selection-'));
  try {
    const path = join(folder, safeName(`${exhibit.number}-${what}`));
    await mkdir(path);
    const names = what !== 'hits' ? await writeFiles(house, request, items, path) : undefined;
    await writeRecords(house, request, { items, names, path });
    signal.throwIfAborted();
    const method = `selection of ${items.length} items, ${what}`;
    return await addExhibit(house, {
      caseName: request.reference,
      title: request.title,
      source: `${exhibit.number}`,
      authority: await authorityOf(house, exhibit),
      conditions: exhibit.conditions,
      reason: request.reason,
      from: { kind: 'path', path },
      also: [],
      images: imageTools,
      derivedFrom: { exhibit, method },
      signal,
      ...(request.by === undefined ? {} : { by: request.by }),
      ...(request.key === undefined ? {} : { key: request.key }),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** On which the exhibit was taken in: what is made of it is held on the same. */
async function authorityOf(house: Installation, { number }: Exhibit): Promise<Authority> {
  const [first] = await eventsOf(house, number);
  return first?.event.authority ?? { type: 'other', id: number };
}

/** By the id of its item. */
type Names = ReadonlyMap<string, string>;

/** Each under a number and a name that every system takes: the path as it was found is in the record. */
async function writeFiles(
  house: Installation,
  { exhibit, signal, volumeKey, onProgress }: SelectRequest,
  items: readonly SelectedItem[],
  path: string,
): Promise<Names> {
  const names = new Map<string, string>();
  await mkdir(join(path, 'files'));
  const open = await openInside(house, exhibit, EXAMINE_LIMITS, volumeKey);
  try {
    for (const [index, item] of items.entries()) {
      signal.throwIfAborted();
      const own = item.path.slice(item.path.lastIndexOf('/') + 1);
      const name = `files/${`${index + 1}`.padStart(5, '0')}-${safeName(own)}`;
      await writeOne(open, item, join(path, name), signal);
      names.set(item.id, name);
      onProgress?.(index + 1, items.length);
    }
  } finally {
    open.close();
  }
  return names;
}

async function writeOne(
  open: OpenInside,
  { parent, sha256, ...item }: SelectedItem,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  const content: ContentItem = { ...item, parent: parent ?? undefined, sha256: sha256 ?? '' };
  const hash = createHash('sha256');
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  const closed = new Promise<void>((done, fail) => void out.once('close', done).once('error', fail));
  closed.catch(() => undefined); // awaited below
  try {
    const failed = await eachByteOf(
      open,
      content,
      async (piece) => {
        hash.update(piece);
        if (!out.write(piece)) await once(out, 'drain');
      },
      signal,
    );
    if (failed?.reason === 'encrypted')
      throw new Refusal('conflict.selectionLocked', { path: item.path.slice(0, 200) });
    out.end();
    await closed;
    const found = failed === undefined ? hash.digest('hex') : failed.reason;
    if (found !== sha256) throw new Refusal('damaged.selected', { path: item.path.slice(0, 200), found });
  } finally {
    out.destroy();
  }
}

async function writeRecords(
  house: Installation,
  request: SelectRequest,
  {
    items,
    names,
    path,
  }: { readonly items: readonly SelectedItem[]; readonly names: Names | undefined; readonly path: string },
): Promise<void> {
  const { exhibit, what, tag, filter, title, reason } = request;
  const run = await lastRun(house.db.kysely, exhibit.id);
  const about = {
    exhibit: exhibit.number,
    exhibitSha256: exhibit.sha256,
    what,
    title,
    reason,
    ...(tag === undefined ? {} : { tag }),
    ...(filter === undefined ? {} : { filter: filter as Json }), // read by its shape: text and numbers
    items: items.length,
    examination: { run: run?.id ?? null, root: run?.root ?? null },
    madeAt: isoLocal(house.clock()),
    tool: { ...TOOL },
    // What a reader must not take for more than it is.
    says: 'A hit is a computed match with an entry of a set. "confirmed" says what two persons who looked agreed on. No picture is in a report of hits.',
  };
  await writeFile(join(path, 'about.json'), `${canonicalJson(about)}\n`, { mode: 0o600 });
  const lines = items.map((item) => {
    const hits = item.hits.map((hit) => ({ ...hit, confirmed: resultOf(hit.decisions) === 'match' }));
    const name = names?.get(item.id);
    return canonicalJson({ ...item, hits, ...(name === undefined ? {} : { file: name }) } as unknown as Json); // rows of JSON
  });
  await writeFile(join(path, 'items.jsonl'), lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  if (what === 'hits') await writeReport(house, request, { items, run, path });
  await writeFile(join(path, what === 'hits' ? 'hits.csv' : 'items.csv'), table(items, names), {
    mode: 0o600,
  });
}

/** For people, beside the tables for programs. Who looked is what the custody record says, where everybody reads it. */
async function writeReport(
  house: Installation,
  { exhibit, title, reason, language = 'en' }: SelectRequest,
  {
    items,
    run,
    path,
  }: { readonly items: readonly SelectedItem[]; readonly run: RunRow | undefined; readonly path: string },
): Promise<void> {
  const { kysely } = house.db;
  const looks = new Map<string, number>();
  for (const { event, detail } of await eventsOf(house, exhibit.number)) {
    if (event.type !== 'viewed' || event.facts?.['purpose'] !== 'picture') continue;
    const person = readDetail(detail?.text ?? '{}', 'an event').person ?? '';
    looks.set(person, (looks.get(person) ?? 0) + 1);
  }
  const named = new Set(items.flatMap(({ hits }) => hits.map(({ set, version }) => `${set} ${version}`)));
  const pdf = await hitsReportPdf(LANGUAGES[language], {
    exhibit: exhibit.number,
    exhibitSha256: exhibit.sha256,
    title,
    reason,
    run: run?.id ?? '',
    root: run?.root ?? '',
    madeAt: new Date(house.clock()),
    items,
    decisions: await decisionsOf(kysely, { exhibit: exhibit.id, caseId: exhibit.caseId }),
    sets: (await listSets(kysely)).filter(({ name, version }) => named.has(`${name} ${version}`)),
    looks: [...looks].map(([person, pictures]) => ({ person, pictures })),
  });
  await writeFile(join(path, 'report.pdf'), pdf, { mode: 0o600 });
}

const HEAD = ['path', 'volume', 'bytes', 'modified', 'deleted', 'sha256', 'md5', 'file', 'set', 'version', 'category', 'distance', 'entry', 'found by', 'flags', 'may be told', 'decision']; // prettier-ignore

/** A row for each hit; of an item without one, a row. */
function table(items: readonly SelectedItem[], names: Names | undefined): string {
  const rows = items.flatMap((item) => {
    const { path, volume, bytes, modified, deleted, sha256, md5 } = item;
    const own = [path, `${volume}`, `${bytes}`, modified ?? '', deleted ? 'yes' : 'no', sha256 ?? '', md5 ?? '', names?.get(item.id) ?? '']; // prettier-ignore
    if (item.hits.length === 0) return [[...own, ...HEAD.slice(own.length).map(() => '')]];
    return item.hits.map((hit) => [
      ...own,
      hit.set,
      `${hit.version}`,
      hit.category ?? '',
      hit.distance === null ? 'equal' : `${hit.distance}`,
      hit.entry === null ? '' : `${hit.entry}`,
      hit.digest,
      hit.flags.join(', '),
      hit.mayBeTold ?? '',
      hit.digest === 'pdq' ? resultOf(hit.decisions) : 'nobody needs to look',
    ]);
  });
  return [HEAD, ...rows].map(csvLine).join('');
}
