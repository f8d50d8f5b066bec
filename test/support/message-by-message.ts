// Messages between two authorities, and whether both sides agree on them in the end.
import assert from 'node:assert/strict';
import type { Uuid } from '../../src/base/ids.ts';
import { conversationById } from '../../src/exchange/conversation.store.ts';
import { insOf } from '../../src/exchange/in.store.ts';
import type { Message } from '../../src/exchange/message.ts';
import { outsOf } from '../../src/exchange/out.store.ts';
import { sendIn } from '../../src/exchange/send.acts.ts';
import { nodeCrypto } from '../../src/platform/node-crypto.ts';
import { sha256Hex } from '../../src/verify/envelope.ts';
import { lineTo, type Authority } from './two-authorities.ts';

export const REQUEST: Message = {
  v: 1,
  type: 'request',
  reference: 'FR-2026-000012/R4',
  urgency: 'normal',
  letter: 'JVBERg==',
};
export const answer = (text: string): Message => ({ v: 1, type: 'answer', text, language: 'en' });

export async function say(
  from: Authority,
  to: Pick<Authority, 'house'>,
  message: Message,
  conversation?: Uuid,
  lane: 'normal' | 'urgent' = 'normal',
) {
  const peer = await lineTo(from, to);
  const { house, keys } = from;
  return house.db.transaction((tx) =>
    sendIn(
      tx,
      { keys, clock: house.clock, random: house.random },
      { peer, message, lane, conversation: conversation ?? { request: undefined }, by: undefined },
    ),
  );
}

/** Message by message, receipt by receipt; how many there are. */
export async function agree(
  { lyon, tokyo }: { readonly lyon: Pick<Authority, 'house'>; readonly tokyo: Pick<Authority, 'house'> },
  conversation: Uuid,
): Promise<number> {
  const outs = await outsOf(lyon.house.db.kysely, conversation);
  const ins = await insOf(tokyo.house.db.kysely, conversation);
  // What ends a message is its delivery; the receipt before it may have been damaged on the way, and is not missed then.
  const digestOf = (note: Uint8Array | undefined): string =>
    note === undefined ? '' : sha256Hex(nodeCrypto, note);
  assert.deepEqual(
    outs.map((one) => [one.seq, one.digest, one.state, digestOf(one.delivery)]),
    ins.map((one) => [one.seq, one.digest, one.state, digestOf(one.delivery)]),
  );
  for (const [i, { relay }] of outs.entries())
    assert.ok(relay === undefined || digestOf(relay) === digestOf(ins[i]?.relay), `relay of ${i + 1}`);
  const there = await conversationById(tokyo.house.db.kysely, conversation);
  assert.equal(there?.nextIn, outs.length + 1);
  return outs.length;
}
