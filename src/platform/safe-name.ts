// Names under which found files are stored: valid on every system and in a manifest, whatever they were called. The
// found name is always recorded beside (`tree.jsonl`). What comes out passes `nameFault` of verify/names.ts.
import { createHash } from 'node:crypto';
import { foldedName, RESERVED } from '../verify/names.ts';

export const MAX_NAME_BYTES = 120;

/** Refused by Windows or by a manifest, not shown as they are, or of no meaning. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Cn}\ufffd\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\\/:*?"<>|%]/gu;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Deterministic, not reversible. Bytes that are not UTF-8 become `_`, as does every character that is not safe. */
export function safeName(name: string | Uint8Array): string {
  const text = typeof name === 'string' ? name : decoder.decode(name);
  if (/^[\w-][\w.-]*[\w-]$/.test(text) && text.length <= MAX_NAME_BYTES && !RESERVED.test(text)) return text;
  const tidy = text
    .toWellFormed()
    .normalize('NFC')
    .replace(UNSAFE, '_')
    .normalize('NFC')
    .replace(/^ +/, underscores)
    .replace(/(?<![. ])[. ]+$/, underscores);
  return shortened(RESERVED.test(tidy) ? `_${tidy}` : tidy || '_', name);
}

function underscores(run: string): string {
  return '_'.repeat(Math.min(run.length, MAX_NAME_BYTES));
}

/** For one folder: gives each name a safe one that no other has, not even after Unicode folding. */
export function folderNames(): (name: string | Uint8Array) => string {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return (name) => {
    const first = safeName(name);
    let free = first;
    for (let n = counts.get(foldedName(first)) ?? 1; taken.has(foldedName(free));) {
      n += 1;
      counts.set(foldedName(first), n);
      free = numbered(first, n);
    }
    taken.add(foldedName(free));
    return free;
  };
}

/** The same for a list. */
export function safeNames(names: readonly (string | Uint8Array)[]): readonly string[] {
  return names.map(folderNames());
}

function numbered(name: string, n: number): string {
  const { stem, extension } = split(name);
  const mark = `~${n}`;
  return cut(stem, MAX_NAME_BYTES - mark.length - Buffer.byteLength(extension)) + mark + extension;
}

/** A long name keeps its extension, and a piece of the digest of what it was so that two long names stay apart. */
function shortened(text: string, found: string | Uint8Array): string {
  if (Buffer.byteLength(text) <= MAX_NAME_BYTES) return text;
  const { stem, extension } = split(text);
  const mark = `~${createHash('sha256').update(found).digest('hex').slice(0, 8)}`;
  return cut(stem, MAX_NAME_BYTES - mark.length - Buffer.byteLength(extension)) + mark + extension;
}

function split(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot) : '';
  if (Buffer.byteLength(extension) > 16) return { stem: name, extension: '' };
  return { stem: name.slice(0, name.length - extension.length), extension };
}

/** As many whole characters as fit. */
function cut(text: string, bytes: number): string {
  let end = '';
  let size = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    end += character;
  }
  return end;
}
