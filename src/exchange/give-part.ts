// A part goes out of a file to the socket through memory that is used again: made anew for each answer, to collect it was a third of what
// giving a package cost. A `Response` cannot say when its bytes have left.
import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';

const PIECE_BYTES = 512 * 1024;
const KEPT_MAX = 8;
const kept: Buffer[] = [];

export interface PartOfFile {
  readonly file: FileHandle;
  readonly first: number;
  readonly length: number;
}

/** Over when all has left, or when who asked went away: to that one nothing can be said any more. */
export async function givePart(outgoing: ServerResponse, part: PartOfFile): Promise<void> {
  let next = await pieceOf(part, 0);
  const head = { 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' };
  outgoing.writeHead(200, { ...head, 'cache-control': 'no-store', 'content-length': part.length });
  try {
    for (let at = next.length; at < part.length; at += next.length) {
      const leaving = left(outgoing, next);
      leaving.catch(() => undefined); // met below
      next = await pieceOf(part, at);
      await leaving;
    }
    await left(outgoing, next);
    outgoing.end();
  } catch {
    outgoing.destroy();
  }
}

/** Throws when the file became shorter. */
async function pieceOf({ file, first, length }: PartOfFile, at: number): Promise<Buffer> {
  const bytes = kept.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES);
  const wanted = Math.min(PIECE_BYTES, length - at);
  const { bytesRead } = await file.read(bytes, 0, wanted, first + at);
  if (bytesRead < wanted) throw new Error(`${bytesRead} of ${wanted} bytes could be read`);
  return bytes.subarray(0, wanted);
}

export async function partAtOnce({ file, first, length }: PartOfFile): Promise<Buffer<ArrayBuffer>> {
  const bytes = Buffer.allocUnsafeSlow(length);
  const { bytesRead } = await file.read(bytes, 0, length, first);
  return bytes.subarray(0, bytesRead);
}

/** Where it does not leave, nobody knows who still reads it: it is not used again. */
function left(outgoing: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const closed = (): void => reject(new Error('who asked went away'));
    if (outgoing.destroyed) return closed();
    outgoing.once('close', closed);
    outgoing.write(bytes, (error) => {
      outgoing.off('close', closed);
      if (error) return reject(error);
      if (kept.length < KEPT_MAX) kept.push(Buffer.from(bytes.buffer));
      resolve();
    });
  });
}
