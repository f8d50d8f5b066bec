// A selection becomes an exhibit of its own: the files as they are, or a report without a byte of them; with a record of where each lies
// and what is said of it. It is chained to the exhibit that it comes from by an event of each, and keeps its conditions.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import { addExhibit, type Added, type AddRequest } from '../../evidence/intake/exhibit-add.acts.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { safeName } from '../../platform/safe-name.ts';
import type { Authority } from '../../verify/event.ts';
import { EXAMINE_LIMITS } from '../extractors/examine-inside.ts';
import { imageTools } from '../sources/image-tools.ts';
import type { ContentItem } from './examined.store.ts';
import { eachByteOf, openInside, type OpenInside } from './item-bytes.acts.ts';
import { writeRecords, type FileNames, type Recorded } from './select-records.acts.ts';
import { selectedItems } from './select.store.ts';
import type { SelectedItem } from './select.ts';

const MOST_ITEMS = 10_000;

export interface SelectRequest extends Recorded {
  readonly reference: string;
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
  const { exhibit, what, as, tag, filter, ticked, signal } = request;
  const hasFiles = what !== 'hits' && as !== 'report';
  if (exhibit.status !== 'held') throw new Refusal('notAllowed.destroyed');
  const of = { exhibit: exhibit.id, caseId: exhibit.caseId };
  const items = await selectedItems(house.db.kysely, of, {
    what,
    as,
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
    const path = join(folder, safeName(`${exhibit.number}-${as === 'report' ? 'report' : what}`));
    await mkdir(path);
    const names = hasFiles ? await writeFiles(house, request, items, path) : undefined;
    await writeRecords(house, request, { items, names, path });
    signal.throwIfAborted();
    const method = `${as === 'report' ? 'report' : 'selection'} of ${items.length} items, ${what}`;
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

/** Each under a number and a name that every system takes: the path as it was found is in the record. */
async function writeFiles(
  house: Installation,
  { exhibit, signal, volumeKey, onProgress }: SelectRequest,
  items: readonly SelectedItem[],
  path: string,
): Promise<FileNames> {
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
