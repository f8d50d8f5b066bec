// What an administrator says about evidence that comes through the web, by the environment. docs/guides/run-a-server.md
import { isAbsolute } from 'node:path';
import { Refusal } from '../base/refusal.ts';

export interface UploadSettings {
  /** Of one file. */
  readonly fileBytesMax: number;
  /** Of all files that one person has under way. */
  readonly personBytesMax: number;
  /** Of a file sent by a plain form, which cannot be taken up again. */
  readonly formBytesMax: number;
  /** What nothing came of for so long is removed. */
  readonly keptDays: number;
  /** A folder on the server whose contents may be taken in; undefined: none. */
  readonly folder: string | undefined;
}

/** Refuses badUsage. */
export function uploadSettings(env: NodeJS.ProcessEnv): UploadSettings {
  const fileBytesMax = sizeOf(env, 'COMITY_UPLOAD_FILE_MAX', '1 TB');
  return {
    fileBytesMax,
    personBytesMax: sizeOf(env, 'COMITY_UPLOAD_PERSON_MAX', '2 TB'),
    formBytesMax: Math.min(fileBytesMax, sizeOf(env, 'COMITY_UPLOAD_FORM_MAX', '2 GB')),
    keptDays: daysOf(env, 'COMITY_UPLOAD_DAYS', '7'),
    folder: folderOf(env, 'COMITY_EVIDENCE_FOLDER'),
  };
}

const UNITS: { readonly [unit: string]: number } = { '': 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

function sizeOf(env: NodeJS.ProcessEnv, name: string, fallback: string): number {
  const text = env[name] || fallback;
  const [, digits, unit] = /^([1-9]\d{0,5}) ?(|kB|MB|GB|TB)$/.exec(text) ?? [];
  const factor = UNITS[unit ?? 'none'];
  if (factor === undefined)
    throw new Refusal('badUsage.environment', { name, example: '500 GB', found: text });
  return Number(digits) * factor;
}

function daysOf(env: NodeJS.ProcessEnv, name: string, fallback: string): number {
  const text = env[name] || fallback;
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new Refusal('badUsage.environmentDays', { name, max: 999, found: text });
}

function folderOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name] || undefined;
  if (text === undefined || isAbsolute(text)) return text;
  throw new Refusal('badUsage.environmentFolder', { name, found: text });
}
