// A file as the answer to a request, whole or from where an earlier download stopped (RFC 9110, 14: range requests).
import type { FileHandle } from 'node:fs/promises';
import { ReadableStream } from 'node:stream/web';

export interface AskedRange {
  /** The header fields, '' when absent. */
  readonly range: string;
  readonly ifRange: string;
}

export function rangeOf({ headers }: Pick<Request, 'headers'>): AskedRange {
  return { range: headers.get('range') ?? '', ifRange: headers.get('if-range') ?? '' };
}

interface KeptFile {
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
  const { file } = asked;
  if (partOf(asked, asked) === 'outside') void file.close();
  return partAnswer(asked, (part) => file.createReadStream({ ...part }));
}

/** `read` is called when there is something to send. */
export function partAnswer(
  asked: AskedRange & KeptFile & { readonly name: string },
  read: (part: Part) => AsyncIterable<Uint8Array>,
): Response {
  const { bytes, tag, name } = asked;
  const part = partOf(asked, asked);
  if (part === 'outside') return outsideAnswer({ bytes });
  const headers = new Headers({
    'content-type': 'application/octet-stream',
    'content-disposition': dispositionOf(name),
    'accept-ranges': 'bytes',
    etag: `"${tag}"`,
  });
  const { start, end } = part ?? { start: 0, end: bytes - 1 };
  headers.set('content-length', String(end - start + 1));
  if (part !== undefined) headers.set('content-range', `bytes ${start}-${end}/${bytes}`);
  const stream = end < start ? null : (ReadableStream.from(read({ start, end })) as BodyInit);
  return new Response(stream, { status: part === undefined ? 200 : 206, headers });
}

/** There is no such part of it: nothing is given out. */
export function outsideAnswer({ bytes }: Pick<KeptFile, 'bytes'>): Response {
  return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes}` } });
}

/** RFC 6266, 4.3: with the name as it is beside the plain one, where they differ. */
function dispositionOf(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  const whole = plain === name ? '' : `; filename*=UTF-8''${encodeURIComponent(name)}`;
  return `attachment; filename="${plain}"${whole}`;
}
