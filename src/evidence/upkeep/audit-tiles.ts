// Recomputes the hash tiles of a log level by level as its leaves go by, and compares them with those on disk.
import { concat, equalBytes } from '../../base/bytes.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { appendLeaf, EMPTY_RANGE, rootOf } from '../../verify/merkle.ts';
import { TILE_WIDTH, tilePath } from '../../verify/tiles.ts';
import type { Findings } from '../log/findings.ts';

interface TileAudit {
  /** The next leaf of the tree, in order from its first. */
  add(leafHash: Uint8Array): Promise<void>;
  /** The tree ends here: what is left are the partial tiles of its right edge. */
  end(): Promise<number>;
}

export function auditTiles(read: (path: string) => Promise<Uint8Array>, findings: Findings): TileAudit {
  const levels: { index: number; hashes: Uint8Array[] }[] = [];
  let compared = 0;

  async function compare(level: number, index: number, hashes: readonly Uint8Array[]): Promise<void> {
    const path = tilePath(level, index, hashes.length === TILE_WIDTH ? undefined : hashes.length);
    const stored = await read(path).catch(() => undefined);
    compared += 1;
    if (stored === undefined) findings.add(path, 'a tile', 'none, or one that cannot be read');
    else if (!equalBytes(stored, concat(...hashes))) findings.add(path, 'the hashes of the events', 'others');
  }

  async function push(level: number, hash: Uint8Array): Promise<void> {
    const open = (levels[level] ??= { index: 0, hashes: [] });
    open.hashes.push(hash);
    if (open.hashes.length < TILE_WIDTH) return;
    await compare(level, open.index, open.hashes);
    const full = open.hashes.reduce((range, one) => appendLeaf(nodeCrypto, range, one), EMPTY_RANGE);
    levels[level] = { index: open.index + 1, hashes: [] };
    await push(level + 1, rootOf(nodeCrypto, full));
  }

  return {
    add: (leafHash) => push(0, leafHash),
    end: async () => {
      for (const [level, open] of levels.entries()) {
        if (open.hashes.length > 0) await compare(level, open.index, open.hashes);
      }
      return compared;
    },
  };
}
