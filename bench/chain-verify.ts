// Verifies chains and tree of a log, without signatures: `chain-verify.ts HOME LIMIT`. Prints CPU seconds and events.
import { equalBytes, hex } from '../src/base/bytes.ts';
import { leavesBetween, readHead, rootAt } from '../src/evidence/log/log.store.ts';
import { openDatabase } from '../src/platform/database.ts';
import { homeAt } from '../src/platform/home.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import type { Schema } from '../src/platform/schema.ts';
import { parseEventNote } from '../src/verify/event-note.ts';
import { appendLeaf, EMPTY_RANGE, leafHash, rootOf } from '../src/verify/merkle.ts';

const [path = '', limit = ''] = process.argv.slice(2);
const db = await openDatabase<Schema>(homeAt(path), { session: { 'comity.as': 'operator' } });
const head = await readHead(db.kysely);
const size = Math.min(Number(limit), head?.size ?? 0);
const started = process.cpuUsage();
const chains = new Map<string, { seq: number; leaf: string }>();
let range = EMPTY_RANGE;
for (let from = 0; from < size; from += 4096) {
  for (const { note } of await leavesBetween(db.kysely, from, Math.min(size, from + 4096))) {
    const { item, itemSeq, prev } = parseEventNote(note, 'event').event;
    const before = chains.get(item);
    if (itemSeq !== (before?.seq ?? 0) + 1 || prev !== before?.leaf) throw new Error(`${item} ${itemSeq}`);
    const leaf = leafHash(nodeCrypto, note);
    chains.set(item, { seq: itemSeq, leaf: hex(leaf) });
    range = appendLeaf(nodeCrypto, range, leaf);
  }
}
const { user, system } = process.cpuUsage(started);
const root = await rootAt(db.kysely, size);
if (root !== undefined && !equalBytes(root, rootOf(nodeCrypto, range))) throw new Error('another root');
console.log(JSON.stringify({ seconds: (user + system) / 1e6, events: size }));
await db.close();
