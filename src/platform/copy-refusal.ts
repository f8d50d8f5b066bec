// What a failed copy means to a person.
import { Refusal } from '../base/refusal.ts';
import type { PassFailed } from './copy-pass.ts';

const GONE = ['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ENOMEDIUM', 'ESTALE'];
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** `source` and `target` are names for the message. */
export function copyRefusal(failed: PassFailed, source: string, target: string): Error {
  return failed.side === 'target' ? targetRefusal(failed, target) : sourceRefusal(failed, source);
}

function targetRefusal({ code, reason }: PassFailed, target: string): Error {
  if (FULL.includes(code))
    return new Refusal('noSpace', {
      expected: `room to write ${target}`,
      found: reason,
      next: 'Nothing was kept. Free some space there, or use a larger disk, and repeat.',
    });
  return new Error(`${target} could not be written: ${reason}`);
}

function sourceRefusal({ code, reason }: PassFailed, source: string): Error {
  if (GONE.includes(code))
    return new Refusal('notFound', {
      expected: `${source} to be there until it is read`,
      found: reason,
      next: 'Nothing was kept. Check the name, and that the medium is connected, and repeat.',
    });
  if (code === 'EACCES' || code === 'EPERM')
    return new Refusal('notAllowed', {
      expected: `permission to read ${source}`,
      found: reason,
      next: 'Repeat as a user who may read it; for a device that is usually root.',
    });
  if (code === 'ELOOP' || code === 'notFile')
    return new Refusal('badInput', {
      expected: `${source} to be a file or a block device`,
      found: code === 'ELOOP' ? 'a symbolic link' : reason,
      next: 'Name the file itself; add a folder to keep links and other entries as they are.',
    });
  if (code === 'noSize')
    return new Refusal('unsupported', {
      expected: `${source} to say how large it is`,
      found: reason,
      next: 'Make an image with an acquisition tool and add that.',
    });
  return new Error(`${source} could not be read: ${reason}`);
}
