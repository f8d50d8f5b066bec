// What a failed copy means to a person.
import { inEnglish, Refusal } from '../base/refusal.ts';
import type { PassFailed } from './copy-pass.ts';

const GONE = ['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ENOMEDIUM', 'ESTALE'];
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** `source` and `target` are names for the message. */
export function copyRefusal(failed: PassFailed, source: string, target: string): Error {
  return failed.side === 'target' ? targetRefusal(failed, target) : sourceRefusal(failed, source);
}

function targetRefusal({ code, reason }: PassFailed, target: string): Error {
  if (FULL.includes(code)) return new Refusal('noSpace.copyTarget', { target, reason: inEnglish(reason) });
  return new Error(`${target} could not be written: ${reason}`);
}

function sourceRefusal({ code, reason }: PassFailed, source: string): Error {
  if (GONE.includes(code)) return new Refusal('notFound.copySource', { source, reason: inEnglish(reason) });
  if (code === 'EACCES' || code === 'EPERM')
    return new Refusal('notAllowed.copyPermission', { source, reason: inEnglish(reason) });
  if (code === 'ELOOP') return new Refusal('badInput.copyLink', { source });
  if (code === 'notFile') return new Refusal('badInput.copyKind', { source, reason: inEnglish(reason) });
  if (code === 'noSize') return new Refusal('unsupported.copySize', { source, reason: inEnglish(reason) });
  return new Error(`${source} could not be read: ${reason}`);
}
