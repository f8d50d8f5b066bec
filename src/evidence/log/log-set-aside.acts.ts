// A checkpoint whose last events are lost for good is kept, because it proves what was published, and makes room for the
// next. The restored log says so first; a process that was killed in between leaves this step to the next start.
import { equalBytes, hex } from '../../base/bytes.ts';
import type { Database } from '../../platform/database.ts';
import type { LogFolder } from '../../platform/log-folder.ts';
import type { Schema } from '../../platform/schema.ts';
import { factText } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { lostPath, type Published } from './log-publish.acts.ts';
import { leavesOfItem, rootAt } from './log.store.ts';

export async function setAside(folder: LogFolder, published: Published): Promise<void> {
  // It stays where it is until the next is published over it: there is no moment without a head on disk.
  await folder.write([{ path: lostPath(published.size), bytes: published.note }]);
}

/** Sets the checkpoint aside that the last `restored` event names, when the log no longer leads to it. */
export async function finishRestoration(
  db: Database<Schema>,
  folder: LogFolder,
  read: () => Promise<Published | undefined>,
): Promise<void> {
  const leaf = (await leavesOfItem(db.kysely, 'log')).at(-1);
  if (leaf === undefined) return;
  const { event } = parseEventNote(leaf.note, `event ${leaf.index}`);
  if (event.type !== 'restored' || event.facts?.['lostFrom'] === undefined) return;
  const published = await read();
  if (published === undefined || published.size !== event.facts['publishedSize']) return;
  if (hex(published.root) !== factText(event, 'publishedRoot')) return;
  const root = await rootAt(db.kysely, published.size);
  if (root === undefined || !equalBytes(root, published.root)) await setAside(folder, published);
}
