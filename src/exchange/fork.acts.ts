// A log that showed two histories: whoever witnessed it stops that peer and tells the others, with both heads. They believe the log's own
// two signatures, never who tells it.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { base64, equalBytes, fromBase64, utf8 } from '../base/bytes.ts';
import { newUuid } from '../base/ids.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { keysOf } from '../evidence/log/peer.do.ts';
import { witnessStore } from '../evidence/log/witness.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { parseCheckpoint, type Checkpoint } from '../verify/checkpoint.ts';
import { Fault } from '../verify/fault.ts';
import type { NoteKey } from '../verify/note-key.ts';
import { parseNote, requireSignature, verifySignatures } from '../verify/note.ts';
import { isTold } from './custody-receipts.store.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import type { Message, MessageOf } from './message.ts';
import { linesOf, peerLine } from './peer-document.acts.ts';
import { insertStop } from './peer-document.store.ts';
import { canBeTold, sendIn } from './send.acts.ts';

const kept = z.object({ kind: z.string(), origin: z.string(), held: z.string(), sent: z.string() });

/** To every other peer, once for each fork that was kept here. By the clock. Returns how many messages. */
export async function tellForks(house: Installation, keys: ExchangeKeys): Promise<number> {
  const { db, clock, random, home } = house;
  let told = 0;
  for (const text of await witnessStore(home.witness).forks()) {
    const fork = kept.parse(JSON.parse(text)); // written by ourselves
    if (fork.kind !== 'sameSize') continue;
    const about = `fork:${createHash('sha256').update(fork.held).update(fork.sent).digest('hex')}`;
    const message: Message = {
      v: 1,
      type: 'fork',
      origin: fork.origin,
      held: base64(utf8(fork.held)),
      sent: base64(utf8(fork.sent)),
    };
    for (const peer of await linesOf(db.kysely)) {
      const { origin } = peer.peer;
      if (origin === fork.origin || !canBeTold(peer, clock(), message)) continue;
      if (await isTold(db.kysely, origin, about)) continue;
      const sending = { peer, conversation: { request: undefined }, message, by: undefined, about };
      await db.transaction((tx) => sendIn(tx, { keys, clock, random }, sending));
      told += 1;
    }
  }
  return told;
}

/** `done`, or why it has no effect: the log is of no peer of ours, or the two heads do not show it. */
export async function takeFork(
  house: Installation,
  { origin, held, sent }: MessageOf<'fork'>,
): Promise<string> {
  const { db, clock, random } = house;
  const line = await peerLine(db.kysely, origin);
  if (line === undefined) return 'no peer of ours';
  const { log } = keysOf(line.peer);
  const heads = await Promise.all([held, sent].map((note) => headOf(note, log)));
  const [one, other] = heads;
  const isFork =
    one !== undefined &&
    other !== undefined &&
    one.origin === origin &&
    other.origin === origin &&
    one.size === other.size &&
    !equalBytes(one.root, other.root);
  if (!isFork) return 'two heads of one size that differ were expected';
  if (line.stop !== undefined) return 'done';
  const stop = {
    id: newUuid(clock, random),
    peer: line.peer.id,
    why: 'fork',
    at: new Date(clock()),
  } as const;
  const file = Buffer.concat([held, sent].map((note) => fromBase64(note) ?? new Uint8Array()));
  await db.transaction((tx) => insertStop(tx, { ...stop, file }));
  return 'done';
}

/** Undefined: it is not signed by each key of the log. */
async function headOf(note: string, log: readonly NoteKey[]): Promise<Checkpoint | undefined> {
  try {
    const read = parseNote(fromBase64(note) ?? new Uint8Array(), 'fork');
    const verified = await verifySignatures(nodeCrypto, read, log, 'fork');
    for (const key of log) requireSignature(verified, key, 'fork');
    return log.length === 0 ? undefined : parseCheckpoint(read.text, 'fork');
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
