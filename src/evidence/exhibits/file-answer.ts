// A file as the answer to a request, whole or from where an earlier download stopped (RFC 9110, 14: range requests).
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';

export interface AskedRange {
  /** The header fields, '' when absent. */
  readonly range: string;
  readonly ifRange: string;
}

export interface KeptFile {
  readonly bytes: number;
  /** Names these very bytes. */
  readonly tag: string;
}

interface Part {
  readonly start: number;
  /** Of the last byte. */
  readonly end: number;
}

/** The part asked for; undefined: the whole. `outside`: there is no such part. More than one part is answered with the whole. */
export function partOf(
  { range, ifRange }: AskedRange,
  { bytes, tag }: KeptFile,
): Part | 'outside' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range);
  if (match === null || (ifRange !== '' && ifRange !== `"${tag}"`)) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return start >= bytes || end < start ? 'outside' : { start, end };
}

/** 0 for the whole: whoever asks from further on goes on with what they have. */
export function rangeStart(asked: AskedRange, kept: KeptFile): number {
  const part = partOf(asked, kept);
  return part === undefined || part === 'outside' ? 0 : part.start;
}

/** Closes the file when it was read, or when nobody wants it any more. */
export function fileAnswer(
  asked: AskedRange & KeptFile & { readonly file: FileHandle; readonly name: string },
): Response {
  const { bytes, tag, file, name } = asked;
  const part = partOf(asked, asked);
  const headers = new Headers({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
    'accept-ranges': 'bytes',
    etag: `"${tag}"`,
  });
  if (part === 'outside') {
    void file.close();
    headers.set('content-range', `bytes */${bytes}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = part ?? { start: 0, end: bytes - 1 };
  headers.set('content-length', String(end - start + 1));
  if (part !== undefined) headers.set('content-range', `bytes ${start}-${end}/${bytes}`);
  const stream = Readable.toWeb(file.createReadStream({ start, end }));
  return new Response(stream as ReadableStream<Uint8Array>, {
    status: part === undefined ? 200 : 206,
    headers,
  });
}
