// Files put whole into an object store, listed and removed for good.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Refusal } from '../base/refusal.ts';
import type { S3Body, S3Client } from './s3-client.ts';

interface S3Entry {
  readonly key: string;
  readonly bytes: number;
}

const MIB = 1024 * 1024;
/** Larger ones go in parts, of which one that breaks is sent again and not the whole. */
const PART_BYTES = 64 * MIB;
const PARTS_MAX = 9_000; // 10,000 are allowed
const PARTS_AT_ONCE = 3;
const DELETES_AT_ONCE = 16;

export function bodyOf(bytes: Uint8Array | string): Extract<S3Body, { bytes: Uint8Array }> {
  const buffer = Buffer.from(bytes);
  return { bytes: buffer, sha256: createHash('sha256').update(buffer).digest('hex') };
}

interface PutFile {
  readonly path: string;
  readonly bytes: number;
  /** What the file must be; the store and we refuse others. */
  readonly sha256: string;
  readonly headers?: { readonly [name: string]: string };
  readonly onBytes?: (bytes: number) => void;
}

/** Refuses damaged where the file is not what it was. */
export async function putFile(client: S3Client, key: string, file: PutFile): Promise<void> {
  if (file.bytes <= PART_BYTES) {
    await client.put(key, { path: file.path, from: 0, to: file.bytes, sha256: file.sha256 }, file.headers);
    file.onBytes?.(file.bytes);
    return;
  }
  const [started] = await client.rows({
    method: 'POST',
    key,
    query: { uploads: '' },
    ...(file.headers && { headers: file.headers }),
  });
  const upload = started?.['UploadId'];
  if (upload === undefined) throw new Error('an upload without a name');
  try {
    const parts = await putParts(client, { key, upload }, file);
    const lines = parts.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`);
    const body = bodyOf(`<CompleteMultipartUpload>${lines.join('')}</CompleteMultipartUpload>`);
    const [done] = await client.rows({ method: 'POST', key, query: { uploadId: upload }, body });
    // The answer may begin as a success and say a failure in the end.
    if (done?.['ETag'] === undefined)
      throw new Error(`an upload that was not completed: ${done?.['Code'] ?? 'no answer'}`);
  } catch (error) {
    await abortUpload(client, key, upload).catch(() => undefined); // what is left is found by `abortUploads`
    throw error;
  }
}

async function putParts(
  client: S3Client,
  { key, upload }: { readonly key: string; readonly upload: string },
  { path, bytes, sha256, onBytes }: PutFile,
): Promise<readonly string[]> {
  const size = Math.max(PART_BYTES, Math.ceil(bytes / PARTS_MAX / MIB) * MIB);
  const whole = createHash('sha256');
  const tags: string[] = [];
  const under = new Set<Promise<void>>();
  for (let from = 0; from < bytes; from += size) {
    const to = Math.min(bytes, from + size);
    const part = createHash('sha256');
    for await (const piece of createReadStream(path, { start: from, end: to - 1, highWaterMark: MIB })) {
      part.update(piece as Buffer);
      whole.update(piece as Buffer);
    }
    const body = { path, from, to, sha256: part.digest('hex') };
    const index = from / size;
    const sending = sendPart(client, { key, upload, number: index + 1 }, body).then((tag) => {
      tags[index] = tag;
      onBytes?.(to - from);
    });
    under.add(sending);
    void sending.then(
      () => under.delete(sending),
      () => undefined, // heard below
    );
    if (under.size >= PARTS_AT_ONCE) await Promise.race(under);
  }
  await Promise.all(under);
  const found = whole.digest('hex');
  if (found !== sha256) throw new Refusal('damaged.writtenBytes', { path, sha256, found });
  return tags;
}

async function sendPart(
  client: S3Client,
  { key, upload, number }: { readonly key: string; readonly upload: string; readonly number: number },
  body: S3Body,
): Promise<string> {
  const query = { partNumber: String(number), uploadId: upload };
  const answer = await client.ask({ method: 'PUT', key, query, body });
  answer?.resume();
  const tag = answer?.headers.etag;
  if (tag === undefined) throw new Error('a part that nobody took');
  return tag;
}

async function abortUpload(client: S3Client, key: string, upload: string): Promise<void> {
  (await client.ask({ method: 'DELETE', key, query: { uploadId: upload } }))?.resume();
}

/** What uploads that were cut left below a prefix. */
export async function abortUploads(client: S3Client, prefix: string): Promise<number> {
  let count = 0;
  const all = { uploads: '', prefix: client.settings.prefix + prefix };
  for (const { Key, UploadId } of await client.rows({ method: 'GET', query: all }, 'Upload')) {
    if (Key === undefined || UploadId === undefined) continue;
    await abortUpload(client, Key.slice(client.settings.prefix.length), UploadId);
    count += 1;
  }
  return count;
}

/** In the order of the keys, from behind `after`; who has seen enough of a folder says where to go on. */
export async function* listEntries(
  client: S3Client,
  prefix: string,
  goOn: { after?: string } = {},
): AsyncGenerator<S3Entry> {
  const own = client.settings.prefix;
  for (let isMore = true; isMore;) {
    const query = {
      'list-type': '2',
      'encoding-type': 'url',
      prefix: own + prefix,
      ...(goOn.after !== undefined && { 'start-after': own + goOn.after }),
    };
    const rows = await client.rows({ method: 'GET', query }, 'Contents');
    isMore = rows.at(-1)?.['IsTruncated'] === 'true';
    for (const { element, Key, Size } of rows) {
      if (element === undefined || Key === undefined) continue;
      const key = decodeURIComponent(Key.replaceAll('+', ' ')).slice(own.length);
      if (goOn.after !== undefined && key <= goOn.after) continue;
      goOn.after = key;
      yield { key, bytes: Number(Size) };
    }
  }
}

/** Every version of everything below a prefix. Throws S3Error AccessDenied where a lock keeps one. */
export async function removeAll(client: S3Client, prefix: string): Promise<void> {
  const own = client.settings.prefix;
  for (;;) {
    const query = { versions: '', 'encoding-type': 'url', prefix: own + prefix };
    const found = (await client.rows({ method: 'GET', query }, 'Version', 'DeleteMarker')).flatMap((row) =>
      row['Key'] === undefined || row['element'] === undefined
        ? []
        : [
            {
              key: decodeURIComponent(row['Key'].replaceAll('+', ' ')).slice(own.length),
              version: row['VersionId'],
            },
          ],
    );
    if (found.length === 0) return;
    await eachAtOnce(found, DELETES_AT_ONCE, ({ key, version }) => client.delete(key, version ?? 'null'));
  }
}

/** So many under way; ends with the first that fails. */
export async function eachAtOnce<T>(
  items: Iterable<T>,
  most: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const hand = async (): Promise<void> => {
    for (let next = rest.next(); next.done !== true; next = rest.next()) await act(next.value);
  };
  await Promise.all(Array.from({ length: most }, hand));
}
