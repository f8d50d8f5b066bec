// Several digests of one stream of bytes, in one pass.
import { createHash, hash as hashOnce, type Hash } from 'node:crypto';
import type { HashName } from '../verify/crypto.ts';
import { CHUNK_BYTES, ChunkHasher } from './chunk-tree.ts';

/** As OpenSSL calls them. OCFL asks for BLAKE2 too. */
export type DigestName = HashName | 'blake2b512';
/** Lower-case hex. */
export type HexDigests = { readonly [name in DigestName]?: string };

export interface Digested {
  readonly digests: HexDigests;
  /** Of the chunk tree, when that was asked for. */
  readonly chunksRoot?: string;
}

export interface DigestPlan {
  readonly algorithms: readonly DigestName[];
  /** Whether the chunk tree is computed too. */
  readonly chunks: boolean;
}

export class Digester {
  readonly #hashes: readonly (readonly [DigestName, Hash])[];
  readonly #chunks: ChunkHasher | undefined;

  constructor(plan: DigestPlan, onLeaf?: (leaf: Buffer) => void) {
    this.#hashes = plan.algorithms.map((name) => [name, createHash(name)]);
    this.#chunks = plan.chunks ? new ChunkHasher(onLeaf) : undefined;
  }

  update(bytes: Uint8Array): void {
    for (const [, hash] of this.#hashes) hash.update(bytes);
    this.#chunks?.update(bytes);
  }

  finish(): Digested {
    return {
      digests: Object.fromEntries(this.#hashes.map(([name, hash]) => [name, hash.digest('hex')])),
      ...(this.#chunks && { chunksRoot: this.#chunks.root().toString('hex') }),
    };
  }
}

/** The same for bytes that are all there, which for small files is twice as fast. */
export function digestWhole(bytes: Uint8Array, plan: DigestPlan): Digested {
  if (bytes.length > CHUNK_BYTES) throw new RangeError('more than one chunk');
  const digests: { [name in DigestName]?: string } = {};
  for (const name of plan.algorithms) digests[name] = hashOnce(name, bytes, 'hex');
  if (!plan.chunks) return { digests };
  const chunks = new ChunkHasher();
  chunks.update(bytes);
  return { digests, chunksRoot: chunks.root().toString('hex') };
}
