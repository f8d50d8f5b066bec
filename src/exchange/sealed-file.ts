// A package as a file of age, sealed and opened in pieces by `node:crypto`, as the body of a message is: of a large one that is most of the
// work, and the library does it in JavaScript. Nothing of a piece is given before its tag holds.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Decrypter } from 'age-encryption';
import {
  CIPHER,
  headBytes,
  identityOf,
  NONCE_BYTES,
  payloadKey,
  PIECE_BYTES,
  pieceNonce,
  sealedHead,
  TAG_BYTES,
} from './sealed-body.ts';

const SEALED_BYTES = PIECE_BYTES + TAG_BYTES;
/** Read at once: a MiB. */
const PIECES = 16;
/** Of more receivers than there will be. */
const HEAD_BYTES_MAX = 256 * 1024;

/** What lies at `path`, sealed for those who are named by `age1…`. */
export async function* sealFile(
  path: string,
  recipients: readonly string[],
): AsyncGenerator<Buffer, undefined> {
  const { head, fileKey } = await sealedHead(recipients);
  const nonce = randomBytes(NONCE_BYTES);
  const key = payloadKey(fileKey, nonce);
  yield Buffer.concat([head, nonce]);
  yield* inPieces(path, { at: 0, pieceBytes: PIECE_BYTES }, (piece, number) => {
    const cipher = createCipheriv(CIPHER, key, number, { authTagLength: TAG_BYTES });
    return [cipher.update(piece), cipher.final(), cipher.getAuthTag()];
  });
  return undefined;
}

/** What was sealed for `identity`. Throws NotSealed where it is for another, or damaged; what came before was as it was sealed. */
export async function* openFile(path: string, identity: string): AsyncGenerator<Buffer, undefined> {
  const { key, at } = await opened(path, identity);
  yield* inPieces(path, { at, pieceBytes: SEALED_BYTES }, (piece, number) => {
    try {
      const decipher = createDecipheriv(CIPHER, key, number, { authTagLength: TAG_BYTES });
      decipher.setAuthTag(piece.subarray(-TAG_BYTES));
      const plain = decipher.update(piece.subarray(0, -TAG_BYTES));
      decipher.final();
      // Only a single piece may be empty.
      if (plain.length === 0 && !number.subarray(0, 11).every((byte) => byte === 0)) throw new NotSealed();
      return [plain];
    } catch {
      throw new NotSealed();
    }
  });
  return undefined;
}

export class NotSealed extends Error {
  constructor() {
    super('not a file that is encrypted for this installation');
  }
}

async function opened(
  path: string,
  identity: string,
): Promise<{ readonly key: Uint8Array; readonly at: number }> {
  const file = await open(path);
  try {
    const { buffer: bytes, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES_MAX + NONCE_BYTES), 0);
    const begin = bytes.subarray(0, bytesRead);
    const length = headBytes(begin, HEAD_BYTES_MAX);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identityOf(identity));
    const fileKey = await decrypter.decryptHeader(begin.subarray(0, length)).catch(() => {
      throw new NotSealed();
    });
    const at = length + NONCE_BYTES;
    return { key: payloadKey(fileKey, begin.subarray(length, at)), at };
  } finally {
    await file.close();
  }
}

/** `act` gets each with its nonce, which says whether it is the last. A file without bytes is one piece without any. */
async function* inPieces(
  path: string,
  { at, pieceBytes }: { readonly at: number; readonly pieceBytes: number },
  act: (piece: Buffer, nonce: Buffer) => readonly Buffer[],
): AsyncGenerator<Buffer, undefined> {
  const file = await open(path);
  try {
    const size = Math.max(0, (await file.stat()).size - at);
    const count = Math.max(1, Math.ceil(size / pieceBytes));
    const bytes = Buffer.allocUnsafeSlow(PIECES * pieceBytes);
    for (let first = 0; first < count; first += PIECES) {
      const from = first * pieceBytes;
      const group = await readWhole(file, bytes.subarray(0, Math.min(bytes.length, size - from)), at + from);
      const here = Math.min(PIECES, count - first);
      const made = Array.from({ length: here }, (_, i) =>
        act(
          group.subarray(i * pieceBytes, (i + 1) * pieceBytes),
          pieceNonce(first + i, first + i === count - 1),
        ),
      );
      yield Buffer.concat(made.flat());
    }
  } finally {
    await file.close();
  }
  return undefined;
}

async function readWhole(file: FileHandle, bytes: Buffer, at: number): Promise<Buffer> {
  const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
  if (bytesRead < bytes.length) throw new Error(`${bytesRead} of ${bytes.length} bytes could be read`);
  return bytes;
}
