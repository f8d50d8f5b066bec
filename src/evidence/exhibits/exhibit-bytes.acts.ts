// Giving out the bytes of an exhibit, or the names of its files. Each is an event of the log before anything leaves.
import type { PersonDatabase } from '../../people/as-person.store.ts';
import type { ByteRange, StoredFile } from '../../platform/object-store.ts';
import { recordLook, type Viewer } from './exhibit-act.acts.ts';
import type { Exhibit } from './exhibit.ts';
import { exhibitNumbered } from './exhibit.store.ts';
import type { Installation } from '../log/installation.acts.ts';

/** Where one file of an exhibit is asked for. */
interface FileAsked {
  readonly viewer: Viewer;
  readonly number: string;
  /** As it lies in the store: `data/letter.txt`. */
  readonly path: string;
}

/** In the order of their paths; a view. Undefined when there is nothing of that number, or nothing held any more. */
export async function seeFiles(
  house: Installation,
  db: PersonDatabase,
  viewer: Viewer,
  number: string,
): Promise<readonly StoredFile[] | undefined> {
  const exhibit = await heldExhibit(db, viewer, number);
  if (exhibit === undefined) return undefined;
  await recordLook(house, db, viewer, number, { type: 'viewed' });
  return (await house.store.inventory(exhibit.id)).files;
}

interface CopiedFile extends StoredFile {
  readonly read: (range: ByteRange) => AsyncIterable<Uint8Array>;
}

/**
 * A copy for who asks, whole or from where an earlier one broke off, each an event. `isNone`: whether nothing is given out of
 * a file of these bytes, because it has no such part; then nothing is recorded. Undefined: there is no such file.
 */
export async function copyFile(
  house: Installation,
  db: PersonDatabase,
  { viewer, number, path }: FileAsked,
  isNone: (file: StoredFile) => boolean = () => false,
): Promise<CopiedFile | undefined> {
  const exhibit = await heldExhibit(db, viewer, number);
  if (exhibit === undefined) return undefined;
  const file = (await house.store.inventory(exhibit.id)).files.find((one) => one.path === path);
  if (file === undefined || file.bytes < 0) return undefined;
  const read = (range: ByteRange): AsyncIterable<Uint8Array> => house.store.read(exhibit.id, path, range);
  if (isNone(file)) return { ...file, read };
  const facts = { files: 1, bytes: file.bytes };
  const looked = await recordLook(house, db, viewer, number, { type: 'downloaded', facts });
  return looked === undefined ? undefined : { ...file, read };
}

async function heldExhibit(
  db: PersonDatabase,
  { person, file }: Viewer,
  number: string,
): Promise<Exhibit | undefined> {
  const found = await db.asPerson(person.id, (tx) => exhibitNumbered(tx, number));
  return found?.caseId === file.id && found.status === 'held' ? found : undefined;
}
