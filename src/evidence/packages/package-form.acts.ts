// A package as one file: a zip whose parts are stored as they are (ZIP64 where needed), encrypted to its receiver with
// age when asked. What is inside is the same; the receiver checks it after opening.
import { writeSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import { diskRefusal } from '../../platform/files.ts';
import { zipFiles } from '../../platform/zip-files.ts';
import { ZipWriter, type ZipSink } from '../../platform/zip-writer.ts';
import { zipPartOf } from './package-part.acts.ts';

export interface PackageForm {
  readonly isZip: boolean;
  /** age recipients (`age1…`); any makes it an encrypted zip. */
  readonly encryptTo: readonly string[];
}

/** Refuses recipients that are none before anything is recorded. */
export function checkedForm(form: PackageForm): readonly string[] {
  const wrong = form.encryptTo.find((recipient) => !/^age1[0-9a-z]{58,4000}$/.test(recipient));
  if (wrong !== undefined) {
    throw new Refusal('badUsage.ageRecipient', { found: wrong.slice(0, 20) });
  }
  if (form.encryptTo.length > 0 && !form.isZip) {
    throw new Refusal('badUsage.encryptZip');
  }
  return form.encryptTo;
}

interface ZipPlace {
  /** Papers lie here when evidence has been written. */
  readonly part: string;
  readonly to: string;
  readonly recipients: readonly string[];
  /** Milliseconds since 1970. */
  readonly time: number;
}

/**
 * `write` puts evidence into the zip and papers into the folder, which follow it and are removed there. The zip takes its
 * name only when it is whole. Refuses noSpace.
 */
export async function writeZip<T>(place: ZipPlace, write: (zip: ZipWriter) => Promise<T>): Promise<T> {
  const { part, to, recipients, time } = place;
  const path = zipPartOf(part);
  await rm(path, { force: true });
  let written: T;
  try {
    const file = await openZipFile(path, recipients);
    try {
      const zip = new ZipWriter(file.sink, time);
      written = await write(zip);
      await addFolder(zip, part);
      await zip.finish();
      await file.finish();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw diskRefusal(error, to);
  }
  await rename(path, to);
  await rm(part, { recursive: true, force: true });
  return written;
}

async function addFolder(zip: ZipWriter, folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths.sort().map((path) => ({ path, to: relative(folder, path) }));
  for await (const result of zipFiles(zip, files))
    if (!result.ok) throw new Error(`${result.target.to} was written and cannot be read: ${result.reason}`);
}

interface ZipFile {
  readonly sink: ZipSink;
  /** Everything given to the sink is on the disk. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

async function openZipFile(path: string, recipients: readonly string[]): Promise<ZipFile> {
  const file = await open(path, 'wx', 0o444);
  const put = async (bytes: Uint8Array): Promise<void> => {
    for (let done = 0; done < bytes.length;) done += writeSync(file.fd, bytes, done);
  };
  const close = (): Promise<void> => file.close();
  if (recipients.length === 0) return { sink: put, finish: () => file.sync(), close };
  const { writable, readable } = new TransformStream<Uint8Array, Uint8Array>();
  const writing = putAll(await encrypted(readable, recipients), put);
  writing.catch(() => undefined); // told by the sink, which then fails, or by `finish`
  const writer = writable.getWriter();
  return {
    sink: (bytes) => writer.write(new Uint8Array(bytes)), // a copy: it is not yet read when this is kept
    finish: async () => {
      await writer.close();
      await writing;
      await file.sync();
    },
    close: async () => {
      await writer.abort().catch(() => undefined); // closed already when all went well
      await writing.catch(() => undefined);
      await close();
    },
  };
}

async function putAll(
  pieces: AsyncIterable<Uint8Array>,
  put: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  for await (const piece of pieces) await put(piece);
}

async function encrypted(
  bytes: ReadableStream<Uint8Array>,
  recipients: readonly string[],
): Promise<AsyncIterable<Uint8Array>> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return await encrypter.encrypt(bytes);
}
