// The tree over the chunks of a file (RFC 6962, section 2.1): it says which part of a damaged file is damaged. It never
// takes the place of the plain SHA-256. The side file is specified in docs/formats/store.md.
import { createHash } from 'node:crypto';

export const CHUNK_BYTES = 4 * 1024 * 1024;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Takes a file in pieces of any size and gives its leaf hashes one by one; holds one hash per level of the tree. */
export class ChunkHasher {
  readonly #onLeaf: (leaf: Buffer) => void;
  readonly #tree = new ChunkRoot();
  #leaf = createHash('sha256').update(LEAF);
  #filled = 0;

  constructor(onLeaf: (leaf: Buffer) => void = () => undefined) {
    this.#onLeaf = onLeaf;
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + CHUNK_BYTES - this.#filled);
      this.#leaf.update(part);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === CHUNK_BYTES) this.#endChunk();
    }
  }

  /** The root; of no bytes at all, that of the empty tree. */
  root(): Buffer {
    if (this.#filled > 0) this.#endChunk();
    return this.#tree.root();
  }

  #endChunk(): void {
    const leaf = this.#leaf.digest();
    this.#leaf = createHash('sha256').update(LEAF);
    this.#filled = 0;
    this.#tree.add(leaf);
    this.#onLeaf(leaf);
  }
}

/** The root of leaf hashes that come one by one. */
export class ChunkRoot {
  /** Roots of whole subtrees with their sizes, the largest first. */
  readonly #parts: { readonly size: number; readonly hash: Buffer }[] = [];

  add(leaf: Buffer): void {
    let part = { size: 1, hash: leaf };
    for (let last = this.#parts.at(-1); last?.size === part.size; last = this.#parts.at(-1)) {
      this.#parts.pop();
      part = { size: 2 * part.size, hash: nodeHash(last.hash, part.hash) };
    }
    this.#parts.push(part);
  }

  root(): Buffer {
    const last = this.#parts.at(-1);
    if (last === undefined) return createHash('sha256').digest();
    return this.#parts.slice(0, -1).reduceRight((right, left) => nodeHash(left.hash, right), last.hash);
  }
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}
