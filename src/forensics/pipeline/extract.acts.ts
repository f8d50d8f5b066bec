// Files within files, text and facts: each content once, by the extractor that takes it, however many items hold it.
import type { FoundMember } from '../extractors/asked.ts';
import { LIMITS, type Extractor } from '../extractors/extractor.ts';
import { isFailure } from '../extractors/examine-inside.ts';
import { extractorOf } from '../extractors/index.ts';
import type { Work } from './examine.acts.ts';
import { itemId, kept, VERSIONS, type Failed, type NewItem, type Unit } from './examined.ts';
import {
  besideItem,
  childrenOf,
  contentsAfter,
  contentsCount,
  insertUnits,
  itemById,
  unitOf,
  type ContentItem,
  type UnitEnd,
} from './examined.store.ts';
import { insertItems } from './listed.store.ts';
import { chainOf, storedFile } from './item-bytes.acts.ts';
import { madeNow, once } from './list.acts.ts';
import { typeAll } from './type.acts.ts';

const AT_ONCE = 500;
const NONE = '';

/** From the outside in, in the order of the items' ids: whatever stops it, it goes on to the same end. */
export async function extractAll(work: Work): Promise<void> {
  let done = 0;
  for (let depth = 0; depth <= LIMITS.depth; depth++) {
    let after = NONE;
    let found = 0;
    const total = await contentsCount(work.house.db.kysely, work.of); // with what was found within those before
    for (;;) {
      const items = await contentsAfter(work.house.db.kysely, work.of, { depth, after, limit: AT_ONCE });
      found += items.length;
      for (const item of items) {
        const extractor = extractorOf(item.kind, item.path);
        done += 1;
        if (extractor === undefined) continue;
        await extractOne(work, item, extractor);
        await work.at('extract', { done, total, failed: 0 });
      }
      const last = items.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
    if (found === 0) return;
    await typeAll(work); // what was found within decides what is opened next
  }
}

async function extractOne(work: Work, item: ContentItem, extractor: Extractor): Promise<void> {
  const { beside: suffix } = extractor;
  const { kysely } = work.house.db;
  const beside = suffix === undefined ? undefined : await besideItem(kysely, work.of, item, suffix);
  const unit = {
    stage: `extract:${extractor.name}`,
    version: extractor.version,
    content: item.sha256,
    itemId: item.id,
    ...(beside === undefined ? {} : { settings: beside.sha256 }),
  };
  const before = await unitOf(work.house.db.kysely, work.of, unit);
  if (before === item.id) return;
  if (before !== undefined) return copyOf(work, item, before);
  await once(work, unit, async () => {
    if (item.depth >= LIMITS.depth)
      return {
        end: { failed: { reason: 'tooDeep', detail: `more than ${LIMITS.depth} files within files` } },
      };
    const members: FoundMember[] = [];
    const end = await extract(work, { item, beside }, extractor.name, members);
    return { end, effect: (tx) => writeMembers(work, tx, item, members) };
  });
}

async function extract(
  work: Work,
  { item, beside }: { readonly item: ContentItem; readonly beside: ContentItem | undefined },
  extractor: string,
  members: FoundMember[],
): Promise<UnitEnd> {
  const { chain: own, top } = await chainOf(work, item);
  const chain =
    beside === undefined
      ? own
      : { ...own, beside: { path: beside.path.split('/').slice(1), address: beside.address } };
  const stored = work.isMedium
    ? []
    : [top, ...(beside !== undefined && item.parent === undefined ? [beside] : [])];
  const handed = stored.map((one) => storedFile(work, one));
  try {
    const take = (rows: readonly FoundMember[]): Promise<void> => {
      members.push(...rows);
      return Promise.resolve();
    };
    const given = handed.flatMap((one) => (one === undefined ? [] : [one.file]));
    const files = given.length === 0 ? {} : { files: given };
    const found = await work.inside.extract(chain, extractor, take, { signal: work.signal, ...files });
    if (isFailure(found)) {
      members.length = 0; // how far it came hangs on the machine, not on the file
      return { failed: found };
    }
    const { failed, text, facts } = found;
    const failure: Failed | undefined =
      failed === undefined ? undefined : { reason: failed.failed, detail: failed.detail };
    return { failed: failure, text: text === undefined ? undefined : kept(text), facts };
  } finally {
    for (const one of handed) one?.close();
  }
}

function writeMembers(
  work: Work,
  tx: Parameters<typeof insertItems>[0],
  parent: ContentItem,
  members: readonly FoundMember[],
): Promise<void> {
  const made = members.map((member) => childOf(work, parent, member));
  const failed: (Unit & UnitEnd)[] = made.flatMap(({ item, failed: why }) =>
    why === undefined
      ? []
      : [{ stage: 'hash', version: VERSIONS.hash, content: item.id, itemId: item.id, failed: why }],
  );
  return insertItems(
    tx,
    work.of,
    made.map(({ item }) => item),
  ).then(() =>
    // prettier-ignore
    failed.length === 0 ? undefined : insertUnits(tx, work.of, failed, madeNow(work)),
  );
}

function childOf(
  { exhibit }: Work,
  parent: ContentItem,
  { place, path: within, address, type, sizeBytes, modified, target, read }: FoundMember,
): { readonly item: NewItem; readonly failed: Failed | undefined } {
  const path = `${parent.path}/${kept(within)}`;
  const id = itemId({ exhibit: exhibit.id, volume: parent.volume, address, path, parent: parent.id });
  const digests =
    read === undefined || 'failed' in read
      ? {}
      : { sha256: read.sha256, sha1: read.sha1, md5: read.md5, first: read.first };
  const item = {
    id,
    parent: parent.id,
    depth: parent.depth + 1,
    volume: parent.volume,
    place,
    path,
    address,
    type,
    bytes: sizeBytes,
    deleted: false,
    modified,
    more: target === undefined ? {} : { target: kept(target) },
    ...digests,
  };
  const failed =
    read !== undefined && 'failed' in read ? { reason: read.failed, detail: read.detail } : undefined;
  return { item, failed };
}

/** The same content lies elsewhere too and was opened there: what is in it is in this one as well. */
async function copyOf(work: Work, item: ContentItem, first: string): Promise<void> {
  const unit = { stage: 'same', version: 1, content: item.id, itemId: item.id };
  await once(work, unit, async () => {
    const above = await itemById(work.house.db.kysely, work.of, first);
    if (above === undefined) throw new Error('an item whose content was opened, and is not there');
    const items = (await childrenOf(work.house.db.kysely, work.of, first)).map((child): NewItem => {
      const path = item.path + child.path.slice(above.path.length);
      const at = {
        exhibit: work.exhibit.id,
        volume: item.volume,
        address: child.address,
        path,
        parent: item.id,
      };
      return { ...child, id: itemId(at), parent: item.id, depth: item.depth + 1, volume: item.volume, path };
    });
    return { effect: (tx) => insertItems(tx, work.of, items) };
  });
}
