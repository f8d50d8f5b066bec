// Which digests beside SHA-256 the events state of the evidence, so that the one pass over it computes them too. What a
// receiver repeats under its own signature it must have computed.
import { utf8Text } from '../base/bytes.ts';
import type { FurtherDigests } from './bag.ts';
import type { HashName } from './crypto.ts';
import { MAX_EVENT_BYTES } from './event.ts';
import { parseEventNote } from './event-note.ts';
import { Fault } from './fault.ts';
import { readTagFile, type OpenPackage } from './package-parts.ts';

/** Those that an event may state beside the one that every exhibit has. */
export const FURTHER = ['md5', 'sha1', 'sha512'] as const satisfies readonly HashName[];

/** Nothing is judged by this: an event that is not of the form is named by the check of events, after the evidence. */
export async function statedDigests(pack: OpenPackage): Promise<FurtherDigests> {
  const stated = new Map<string, Set<HashName>>();
  for (const path of pack.source.tagPaths) {
    if (!path.startsWith('custody/events/')) continue;
    const bytes = await readTagFile(pack, path, MAX_EVENT_BYTES + 1).catch(passFault);
    const event = bytes === undefined ? undefined : eventOf(bytes, path);
    if (event?.digests === undefined) continue;
    for (const name of FURTHER)
      if (event.digests[name] !== undefined)
        stated.set(event.item, (stated.get(event.item) ?? new Set<HashName>()).add(name));
  }
  return stated.size === 0 ? new Map() : byPath(pack, stated);
}

/** Digests of an exhibit are over its one file, or over the list of its files. */
export function digestedPath(number: string, files: readonly string[]): string {
  const [only] = files;
  return only !== undefined && files.length === 1 ? only : `data/${number}/tree.jsonl`;
}

function byPath(pack: OpenPackage, stated: ReadonlyMap<string, ReadonlySet<HashName>>): FurtherDigests {
  const files = new Map<string, string[]>();
  for (const path of pack.layout.files.keys()) {
    const [root, number = ''] = path.split('/', 2);
    if (root === 'data' && stated.has(number)) files.set(number, [...(files.get(number) ?? []), path]);
  }
  return new Map(
    [...files].map(([number, paths]) => [digestedPath(number, paths), [...(stated.get(number) ?? [])]]),
  );
}

function eventOf(bytes: Uint8Array, path: string) {
  // Most events have no digests, and need not be read twice.
  if (!/"(?:md5|sha1|sha512)":"/.test(textOf(bytes))) return undefined;
  try {
    return parseEventNote(bytes, path).event;
  } catch (error) {
    return passFault(error);
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return utf8Text(bytes);
  } catch {
    return '';
  }
}

function passFault(error: unknown): undefined {
  if (!(error instanceof Fault)) throw error;
  return undefined;
}
