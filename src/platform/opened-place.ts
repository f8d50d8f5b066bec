// Where something that was opened lies, as the kernel says it (proc(5), /proc/pid/fd): a link that somebody put on the way between
// looking and opening shows there. Paths are the raw bytes, one character for each (latin1).
import * as fs from 'node:fs';
import { errorCode } from './files.ts';

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = fs.constants;

/** Undefined where the system does not say: then nothing can be compared. */
function placeOf(fd: number): string | undefined {
  try {
    return fs.readlinkSync(handleOf(fd), { encoding: 'latin1' });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Throws ELOOP where it lies elsewhere than at `real`, as a system does that follows no link at all. */
export function refuseElsewhere(fd: number, real: string | undefined): void {
  const place = placeOf(fd);
  if (real === undefined || place === undefined || place === real) return;
  throw Object.assign(new Error('a link or another folder was put on the way to it'), { code: 'ELOOP' });
}

export interface OpenedFolder {
  readonly fd: number;
  /** What is below this path is in the folder that was opened, whatever stands at its own path by now. */
  readonly handle: string;
  readonly real: string | undefined;
}

/** `real`: where it has to lie. To be closed. */
export function openFolder(path: string, real: string | undefined): OpenedFolder {
  const fd = fs.openSync(Buffer.from(path, 'latin1'), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK);
  try {
    refuseElsewhere(fd, real);
    const place = placeOf(fd);
    return { fd, handle: place === undefined ? path : handleOf(fd), real: place };
  } catch (error) {
    fs.closeSync(fd);
    throw error;
  }
}

/** The place of something in a folder. */
export function placeBelow(real: string | undefined, name: string): string | undefined {
  return real === undefined ? undefined : `${real === '/' ? '' : real}/${name}`;
}

const handleOf = (fd: number): string => `/proc/self/fd/${fd}`;
