// A folder copied as it is: same bytes, same modes, on disk for good when it returns. For what lies still; evidence is
// taken in by `copy.ts`, which digests what it reads. A file has its name when it is whole, so a copy that was killed
// leaves none that is cut.
import { constants, createReadStream } from 'node:fs';
import { chmod, copyFile, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { passingName, removeAbandoned } from './abandoned-files.ts';
import { listFolder } from './disk-store-list.ts';
import { diskRefusal, errorCode, flush, ifThere } from './files.ts';

interface CopyFolderOptions {
  /**
   * Files whose name is taken are left as they are: nothing that was kept is replaced. Except one that is cut, and has
   * nothing but the beginning of what is copied: a copy that wrote under the final name was killed there.
   */
  readonly keepExisting?: boolean;
  /** Names at the top that are not copied. */
  readonly without?: readonly string[];
  readonly onBytes?: (bytes: number) => void;
}

/** Makes `to`. A file that is removed while this runs is passed over; what is no file or folder is not copied. */
export async function copyFolder(from: string, to: string, options: CopyFolderOptions = {}): Promise<void> {
  const { without = [], ...below } = options;
  try {
    const { mode } = await stat(from);
    await mkdir(to, { recursive: true, mode: 0o700 });
    await removeAbandoned(to);
    for (const { name, kind, bytes } of (await listFolder(from)) ?? []) {
      if (without.includes(name)) continue;
      if (kind === 'folder') await copyFolder(join(from, name), join(to, name), below);
      else if (kind === 'file' && (await copyOne(join(from, name), join(to, name), below)))
        below.onBytes?.(bytes);
    }
    await chmod(to, mode & 0o777);
    await flush(to);
  } catch (error) {
    throw diskRefusal(error, to);
  }
}

async function copyOne(
  from: string,
  to: string,
  { keepExisting = false }: CopyFolderOptions,
): Promise<boolean> {
  const part = join(dirname(to), passingName('copy')); // not after the file, whose name may be as long as names can be
  try {
    const there = keepExisting ? await ifThere(stat(to)) : undefined;
    if (there !== undefined && !(await isBeginning(to, from))) return false;
    // A clone where the file system can, else a copy within the kernel.
    await copyFile(from, part, constants.COPYFILE_FICLONE);
    await flush(part);
    // Unlike rename, link fails when the name was taken meanwhile.
    await (keepExisting && there === undefined ? link : rename)(part, to);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || (errorCode(error) === 'EEXIST' && keepExisting)) return false;
    throw error;
  } finally {
    await rm(part, { force: true });
  }
  return true;
}

/** Whether a file is shorter than another, and as that one is as far as it goes. */
async function isBeginning(short: string, whole: string): Promise<boolean> {
  const [{ size }, { size: all }] = [await stat(short), await stat(whole)];
  if (size >= all) return false;
  const file = await open(whole, 'r');
  try {
    let at = 0;
    for await (const piece of createReadStream(short) as AsyncIterable<Buffer>) {
      const same = await file.read(Buffer.alloc(piece.length), 0, piece.length, at);
      if (!piece.equals(same.buffer.subarray(0, same.bytesRead))) return false;
      at += piece.length;
    }
  } finally {
    await file.close();
  }
  return true;
}
