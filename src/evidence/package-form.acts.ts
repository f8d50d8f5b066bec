// A package as one file: a zip whose parts are stored as they are (ZIP64 where needed), encrypted to its receiver with
// age when asked. What is inside is the same; the receiver checks it after opening.
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../base/refusal.ts';
import { diskRefusal } from '../platform/files.ts';
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
    throw new Refusal('badUsage', {
      expected: "the receiver's age recipient, age1…",
      found: wrong.slice(0, 20),
      next: 'Ask the receiver for it by another road (`age-keygen -y key.txt` prints it).',
    });
  }
  if (form.encryptTo.length > 0 && !form.isZip) {
    throw new Refusal('badUsage', {
      expected: '--zip with --encrypt-to',
      found: 'a folder to encrypt',
      next: 'Add --zip: what is encrypted is one file.',
    });
  }
  return form.encryptTo;
}

/** Writes `target` from the folder and removes the folder. `target` appears only when it is whole. */
export async function packFolder(
  folder: string,
  target: string,
  recipients: readonly string[],
): Promise<void> {
  const part = zipPartOf(folder);
  await rm(part, { force: true });
  try {
    const zip = await zipOf(folder);
    const bytes = recipients.length === 0 ? zip : await encrypted(zip, recipients);
    await pipeline(bytes, createWriteStream(part, { flags: 'wx', mode: 0o444 }));
    const file = await open(part, 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(part, { force: true });
    throw diskRefusal(error, target);
  }
  await rename(part, target);
  await rm(folder, { recursive: true, force: true });
}

async function zipOf(folder: string): Promise<Readable> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const names = (await readdir(folder, { recursive: true })).sort();
  for (const name of names) {
    const info = await stat(join(folder, name));
    const options = { mtime: info.mtime, mode: 0o100444, size: info.size, compress: false };
    if (info.isFile())
      zip.addReadStreamLazy(name, options, (done) => done(null, createReadStream(join(folder, name))));
  }
  zip.end();
  return Readable.from(zip.outputStream);
}

async function encrypted(bytes: Readable, recipients: readonly string[]): Promise<Readable> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const stream = await encrypter.encrypt(Readable.toWeb(bytes) as ReadableStream<Uint8Array>); // the DOM's type of it
  return Readable.fromWeb(stream as never); // and back to Node's
}
