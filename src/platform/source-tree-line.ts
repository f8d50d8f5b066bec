// One line of `tree.jsonl` for each entry of a folder, as docs/formats/store.md, section 5, says. The SHA-256 of the whole
// file is the digest of the exhibit.
import { base64 } from '../base/bytes.ts';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { isoNanoseconds } from './source-time.ts';
import type { FoundEntry } from './source-tree.ts';
import type { WriteResult } from './object-store.ts';

/** `written` is what became of a file; absent for everything else. */
export function treeLine(entry: FoundEntry, written?: WriteResult): string {
  const { stat } = entry;
  const parentOfPath = entry.path.slice(0, Math.max(0, entry.path.lastIndexOf('/')));
  const fields: { [name: string]: Json | undefined } = {
    kind: entry.kind,
    path: entry.path,
    ...bytesField('name', entry.name),
    folder: entry.folder === parentOfPath ? undefined : entry.folder,
    ...(entry.target && bytesField('target', entry.target)),
    mountPoint: entry.isMountPoint || undefined,
    hardLinkOf: entry.hardLinkOf,
    fault: entry.fault,
    ...(stat && {
      mode: (Number(stat.mode) & 0o7777).toString(8).padStart(4, '0'),
      uid: Number(stat.uid),
      gid: Number(stat.gid),
      inode: String(stat.ino),
      links: entry.kind === 'folder' ? undefined : Number(stat.nlink),
      modified: timeField(stat.mtimeNs),
      changed: timeField(stat.ctimeNs),
      accessed: timeField(stat.atimeNs),
      born: stat.birthtimeNs === 0n ? undefined : timeField(stat.birthtimeNs),
    }),
    ...(written && writtenFields(written, stat?.blocks)),
  };
  const known = Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined);
  return `${canonicalJson(Object.fromEntries(known))}\n`;
}

/** A file that is not from a folder: a segment of an image, one of several named files. */
export function fileLine(path: string, name: Uint8Array, written: WriteResult): string {
  const entry = {
    kind: 'file',
    path,
    folder: '',
    name: Buffer.from(name),
    foundPath: Buffer.alloc(0),
  } as const;
  return treeLine({ ...entry, isMountPoint: false }, written);
}

/** Text where the bytes are UTF-8, else the bytes under another name. */
function bytesField(name: string, bytes: Uint8Array): { readonly [name: string]: string } {
  try {
    return { [name]: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { [`${name}Bytes`]: base64(bytes) };
  }
}

function timeField(ns: bigint): Json {
  const iso = isoNanoseconds(ns);
  return { ns: String(ns), ...(iso !== undefined && { iso }) };
}

function writtenFields(
  written: WriteResult,
  blocks: bigint | undefined,
): { readonly [name: string]: Json | undefined } {
  if (!written.ok) return { fault: written.code };
  const { file } = written;
  return {
    bytes: file.bytes,
    sha256: file.sha256,
    md5: file.md5,
    sha1: file.sha1,
    allocated: file.isSparse && blocks !== undefined ? Number(blocks) * 512 : undefined,
    badBytes: file.badBytes || undefined,
    badRanges: file.badRanges.length > 0 ? file.badRanges : undefined,
    retriedBytes: file.retriedBytes || undefined,
    retriedRanges: file.retriedRanges.length > 0 ? file.retriedRanges : undefined,
    changes: file.changes.length > 0 ? file.changes.map((one) => ({ ...one })) : undefined,
  };
}
