// Makes the rows of cases and exhibits again from events that were read back into a rolled-back database, so that no
// number is given twice and no stored object is taken for a stranger. What an order took since is taken again: the backup has it
// back. Private text is not in the log and stays lost.
import { isUuid, type Uuid } from '../../base/ids.ts';
import { factText, type CustodyEvent } from '../../verify/event.ts';
import { takeOffCopies } from '../custody/copies.store.ts';
import type { Method } from '../exhibits/exhibit.ts';
import {
  addToConditions,
  exhibitNumbered,
  insertExhibit,
  keepWithRequest,
  setStatus,
} from '../exhibits/exhibit.store.ts';
import { eraseDetail } from '../log/log.store.ts';
import { raiseCounters, insertRestoredCase, type Tx } from './rebuild.store.ts';

interface ReadBack {
  readonly event: CustodyEvent;
  readonly recordedAt: Date;
}

const RESTORED_TITLE = '(restored from the log)';

export async function rebuildRows(tx: Tx, events: readonly ReadBack[]): Promise<void> {
  const opened = new Map<string, ReadBack>();
  for (const one of events) {
    const { event } = one;
    if (event.type === 'acquired' || event.type === 'received') opened.set(event.item, one);
    if (event.type === 'stored') await rebuildExhibit(tx, opened.get(event.item), event);
    if (event.type === 'authorityAdded') await keepNamed(tx, event);
    if (event.type === 'conditionAdded') await rebuildConditions(tx, event);
    if (event.type === 'destroyed') await markDestroyed(tx, one);
    if (event.type === 'detailErased') await eraseAgain(tx, event);
  }
}

async function rebuildExhibit(tx: Tx, first: ReadBack | undefined, stored: CustodyEvent): Promise<void> {
  const id = objectId(stored);
  const [, reference, item] = /^(.+-\d+)-(\d+)$/.exec(stored.item) ?? [];
  if (first === undefined || id === undefined || reference === undefined || stored.case === undefined) return;
  const { event, recordedAt } = first;
  await insertRestoredCase(tx, { id: stored.case, reference, title: RESTORED_TITLE, createdAt: recordedAt });
  await raiseCounters(tx, { caseId: stored.case, reference, item: Number(item) });
  const { method, files, bytes, conditions, fromLog, fromItem } = event.facts ?? {};
  await insertExhibit(tx, {
    id,
    number: stored.item,
    caseId: stored.case,
    item: Number(item),
    method: (event.type === 'received' ? 'package' : method) as Method, // a fact of `acquired`, written by exhibit-add
    title: RESTORED_TITLE,
    files: Number(files),
    bytes: Number(bytes),
    sha256: event.digests?.sha256 ?? '',
    conditions: Array.isArray(conditions) ? conditions.map(String) : [],
    ...(typeof fromLog === 'string' ? { fromLog } : {}),
    ...(typeof fromItem === 'string' ? { fromItem } : {}),
    addedAt: recordedAt,
  });
  await keepRebuilt(tx, { id, caseId: stored.case, event });
}

/** What came in answer to a request that not all of the case may know of is kept again, by the authority that the log has of it. */
async function keepRebuilt(
  tx: Tx,
  { id, caseId, event }: { readonly id: Uuid; readonly caseId: Uuid; readonly event: CustodyEvent },
): Promise<void> {
  await keepWithRequest(tx, { exhibit: id, caseId, authority: event.authority });
}

async function keepNamed(tx: Tx, event: CustodyEvent): Promise<void> {
  const exhibit = await exhibitNumbered(tx, event.item);
  if (exhibit !== undefined) await keepRebuilt(tx, { id: exhibit.id, caseId: exhibit.caseId, event });
}

async function rebuildConditions(tx: Tx, { item, facts }: CustodyEvent): Promise<void> {
  const { conditions } = facts ?? {};
  const exhibit = await exhibitNumbered(tx, item);
  if (exhibit === undefined || !Array.isArray(conditions)) return;
  for (const one of conditions) await addToConditions(tx, exhibit.id, String(one));
}

/** The exhibit may have been stored before the backup. Its bytes go at the next start, which finishes what was begun. */
async function markDestroyed(tx: Tx, { event, recordedAt }: ReadBack): Promise<void> {
  const exhibit = await exhibitNumbered(tx, event.item);
  if (exhibit === undefined) return;
  const { id, caseId, number } = exhibit;
  await setStatus(tx, id, 'destroying');
  await takeOffCopies(tx, { caseId, number, at: recordedAt });
}

async function eraseAgain(tx: Tx, erased: CustodyEvent): Promise<void> {
  const id = factText(erased, 'event') ?? '';
  if (isUuid(id)) await eraseDetail(tx, id);
}

function objectId(stored: CustodyEvent) {
  const text = (factText(stored, 'object') ?? '').replace(/^urn:uuid:/, '');
  return isUuid(text) ? text : undefined;
}
