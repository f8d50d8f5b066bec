// A file that comes whole in one request, without a script: written as it comes, then the same way as any other.
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { diskRefusal } from '../../platform/files.ts';
import type { FormFile } from '../../platform/form-file.ts';
import {
  beginUpload,
  finishUpload,
  newUploadId,
  removeBytes,
  uploadPath,
  type Bringing,
  type Reception,
} from './upload.acts.ts';

/** Refuses what `beginUpload` does, and badInput when it breaks off; then nothing of it is kept. */
export async function receiveAtOnce(reception: Reception, bringing: Bringing, sent: FormFile): Promise<void> {
  const id = await receiveWhole(reception, bringing, sent);
  await finishUpload(reception, bringing, id, undefined);
}

/** The same, and it waits to be taken in. */
export async function receiveWhole(reception: Reception, bringing: Bringing, sent: FormFile): Promise<Uuid> {
  const { home } = reception.house;
  const id = newUploadId(reception.house);
  const path = uploadPath(home, id);
  const counter = counted(reception.settings.formBytesMax);
  try {
    await pipeline(sent.bytes, counter.stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    await beginUpload(reception, bringing, { id, name: sent.name, bytes: counter.bytes() });
  } catch (error) {
    await removeBytes(home, id);
    throw diskRefusal(error, 'the file that is sent');
  }
  return id;
}

function counted(max: number): { readonly stream: Transform; bytes(): number } {
  let bytes = 0;
  const stream = new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      bytes += piece.length;
      done(bytes > max ? tooLarge(max) : null, piece);
    },
  });
  return { stream, bytes: () => bytes };
}

const tooLarge = (max: number): Refusal => new Refusal('tooLarge.formUpload', { max });
