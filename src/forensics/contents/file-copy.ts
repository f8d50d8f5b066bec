// A copy of one file as it leaves: a ZIP with the file as it is, and beside it what it is, where it lay and its digest.
import { createHash } from 'node:crypto';
import { isoLocal } from '../../base/time.ts';
import { safeName } from '../../platform/safe-name.ts';
import { ZipWriter } from '../../platform/zip-writer.ts';

interface CopiedFile {
  /** As it was found. */
  readonly name: string;
  /** Of the exhibit. */
  readonly number: string;
  readonly record: object;
  /** The whole of it, in order. */
  readonly send: (onBytes: (bytes: Uint8Array) => Promise<void>) => Promise<void>;
}

export function copyAnswer(copied: CopiedFile, now: number): Response {
  const name = safeName(copied.name);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  void send({ ...copied, name }, now, writable.getWriter());
  return new Response(readable, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}.zip"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox',
    },
  });
}

async function send(
  { name, number, record, send: sendTo }: CopiedFile,
  now: number,
  writer: WritableStreamDefaultWriter<Uint8Array>,
): Promise<void> {
  const hash = createHash('sha256');
  try {
    // A copy: what is handed over may be used again for the next piece.
    const zip = new ZipWriter(async (bytes) => writer.write(Uint8Array.from(bytes)), now);
    const pieces = new TransformStream<Uint8Array, Uint8Array>();
    const into = pieces.writable.getWriter();
    const sending = sendTo(async (bytes) => {
      hash.update(bytes);
      await into.write(Uint8Array.from(bytes));
    })
      .then(() => into.close())
      .catch((error: unknown) => into.abort(error));
    await zip.addPieces(name, pieces.readable);
    await sending;
    const whole = { exhibit: number, copiedAt: isoLocal(now), ...record, sha256: hash.digest('hex') };
    await zip.add('record.json', Buffer.from(`${JSON.stringify(whole, undefined, 2)}\n`));
    await zip.finish();
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined); // who asked has gone
  }
}
