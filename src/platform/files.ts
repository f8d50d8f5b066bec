// Files that outlive a power cut: written whole under another name, flushed, then renamed; the folder is flushed too,
// because a name lives in its folder (POSIX fsync flushes only the file).
import { constants } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { access, chmod, link, mkdir, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Refusal } from '../base/refusal.ts';

/** Flushes a file, or the names in a folder: what was written, made, renamed or removed there stays so. */
export async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Undefined when there is no such file or folder. */
export async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Makes a folder and its missing parents, durably. `mode` is exact, whatever the umask, and holds for every folder
 * that is made; one that exists keeps its own.
 */
export async function makeFolder(path: string, mode = 0o755): Promise<void> {
  const target = resolve(path);
  try {
    const topmost = await mkdir(target, { recursive: true, mode });
    if (topmost === undefined) return;
    for (let made = target; made.length >= topmost.length; made = dirname(made)) {
      await chmod(made, mode); // mkdir() is subject to the umask, this is not
      await flush(dirname(made));
    }
  } catch (error) {
    // Node.js says ENOENT of a folder whose file system takes nothing.
    throw diskRefusal(
      errorCode(error) === 'ENOENT' ? ((await whyNotWritable(target)) ?? error) : error,
      target,
    );
  }
}

/** The error that writing beside the nearest folder above would meet. */
async function whyNotWritable(path: string): Promise<unknown> {
  for (let above = dirname(path); ; above = dirname(above)) {
    const error: unknown = await access(above, constants.W_OK).catch((reason: unknown) => reason);
    if (errorCode(error) !== 'ENOENT' || above === dirname(above)) return error;
  }
}

/** Replaces the file, or makes it: a reader sees the old bytes or the new, never a part. `mode` is exact. */
export async function writeAtomically(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  await writeVia(path, bytes, mode, rename);
}

/** Makes the file whole; throws `alreadyExists` when the name is taken, so of two makers exactly one succeeds. */
export async function createAtomically(
  path: string,
  bytes: Uint8Array | string,
  mode = 0o644,
): Promise<void> {
  await writeVia(path, bytes, mode, async (temporary, target) => {
    await link(temporary, target); // unlike rename, fails when the name exists
    await unlink(temporary);
  });
}

export function noSpace(path: string, cause: unknown): Refusal {
  return new Refusal('noSpace.write', { path, cause });
}

/**
 * What a failed file operation means to a person: a full disk and a missing permission are refusals; anything else
 * comes back as it is. Written `throw diskRefusal(error, path)`.
 */
export function diskRefusal(error: unknown, path: string): unknown {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return noSpace(path, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Refusal(
        errorCode(error) === 'EROFS' ? 'notAllowed.readOnlyDisk' : 'notAllowed.diskPermission',
        { path, cause: error },
      );
    case 'EXDEV':
      return new Refusal('notReady.oneFileSystem', { path, cause: error });
    case 'EIO':
      return new Refusal('damaged.diskError', { path, cause: error });
    case 'EEXIST':
      return new Refusal('alreadyExists.fileMadeBefore', { path, cause: error });
    default:
      return error;
  }
}

/** The code of a system or database error, such as `ENOENT` or `57P01`; undefined for other things. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

async function writeVia(
  path: string,
  bytes: Uint8Array | string,
  mode: number,
  put: (temporary: string, target: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.chmod(mode); // open() is subject to the umask, this is not
      await file.sync();
    } finally {
      await file.close();
    }
    await put(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined); // it may not have been made; the error above is what matters
    throw diskRefusal(error, path);
  }
  await flush(folder);
}
