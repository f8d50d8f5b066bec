// A folder copied as it is: same bytes, same modes, on disk for good when it returns. For what lies still; evidence is
// taken in by `copy.ts`, which digests what it reads.
import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listFolder } from './disk-store-list.ts';
import { diskRefusal, errorCode, flush } from './files.ts';

interface CopyFolderOptions {
  /** Files whose name is taken are left as they are: nothing that was kept is replaced. */
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

async function copyOne(from: string, to: string, options: CopyFolderOptions): Promise<boolean> {
  try {
    // A clone where the file system can, else a copy within the kernel.
    const flags = constants.COPYFILE_FICLONE | (options.keepExisting === true ? constants.COPYFILE_EXCL : 0);
    await copyFile(from, to, flags);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || (errorCode(error) === 'EEXIST' && options.keepExisting === true))
      return false;
    throw error;
  }
  await flush(to);
  return true;
}
