// Writes the files of a package that are not evidence.
import { createHash } from 'node:crypto';
import { chmod, mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import { manifestLine } from './package-files.ts';

/** The files of the bag that are not evidence, digested as they are written. */
export class TagFiles {
  readonly #root: string;
  readonly #digests = new Map<string, string>();
  readonly #folders = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  write(path: string, bytes: Uint8Array): Promise<void> {
    return this.writePieces(path, [bytes]);
  }

  async writePieces(path: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
    const target = join(this.#root, path);
    const folder = dirname(target);
    if (!this.#folders.has(folder)) await mkdir(folder, { recursive: true });
    this.#folders.add(folder);
    this.#digests.set(path, await writeNew(target, pieces));
  }

  /** Writes the tag manifest and returns its SHA-256. */
  finish(): Promise<string> {
    const lines = [...this.#digests]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, sha256]) => manifestLine(sha256, path));
    return writeNew(join(this.#root, 'tagmanifest-sha256.txt'), lines);
  }
}

const PIECE_CHARACTERS = 1024 * 1024;

/** A new, read-only file; returns its SHA-256. */
export async function writeNew(path: string, pieces: Iterable<string | Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  const file: FileHandle = await open(path, 'wx', 0o644);
  const write = async (piece: string | Uint8Array): Promise<void> => {
    const bytes = Buffer.from(piece);
    hash.update(bytes);
    await file.writeFile(bytes);
  };
  try {
    let text = '';
    for (const piece of pieces) {
      if (typeof piece === 'string') text += piece;
      if (typeof piece === 'string' && text.length < PIECE_CHARACTERS) continue;
      await write(text);
      text = '';
      if (typeof piece !== 'string') await write(piece);
    }
    await write(text);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC') {
      throw new Refusal('noSpace.packageSpace', { path, cause });
    }
    throw cause;
  } finally {
    await file.close();
  }
  await chmod(path, 0o444);
  return hash.digest('hex');
}
