// A message comes in: once in effect, in order, however often and in whatever order it comes. What is answered is stored with it, and given
// again byte for byte. The same act for what came by line and what was carried in a file.
import type { Uuid } from '../base/ids.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { inGroups } from '../platform/in-groups.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { readEnvelope, sha256Hex } from '../verify/envelope.ts';
import * as outs from './out.store.ts';
import * as ins from './in.store.ts';
import type { PeerLine } from './peer-document.acts.ts';
import { readReceipt } from '../verify/envelope-receipt.ts';
import {
  again,
  openMessage,
  receiptSigner,
  takeGroup,
  type Receiver,
  type Taken,
  type Taking,
} from './take-group.acts.ts';

/** In one transaction: more would keep the first waiting, and hold more in memory. */
const GROUP_MAX = 64;

interface Lanes {
  readonly known: (id: Uuid) => Promise<ins.Known | undefined>;
  readonly take: (taking: Taking) => Promise<Taken>;
}

const each = new WeakMap<object, Lanes>();

/** One of each for a database, whatever road a message comes by. */
function lanesOf({ db }: Receiver['house']): Lanes {
  const made = each.get(db) ?? {
    known: inGroups(GROUP_MAX, async (ids: readonly Uuid[]) => {
      const found = await ins.knownIns(db.kysely, ids);
      return ids.map((id) => found.get(id));
    }),
    take: inGroups(GROUP_MAX, takeGroup),
  };
  each.set(db, made);
  return made;
}

export async function takeEnvelope(receiver: Receiver, peer: PeerLine, bytes: Uint8Array): Promise<Taken> {
  const { house, keys } = receiver;
  const read = await readEnvelope(bytes, peer.exchange, nodeCrypto);
  if (!read.ok) return { is: 'unreadable', why: read.code };
  const { envelope } = read;
  const { header } = envelope;
  if (header.to !== keys.origin) return { is: 'unreadable', why: 'to' };
  const lanes = lanesOf(house);
  const known = await lanes.known(header.id);
  if (known !== undefined) return again(known, envelope, await receiptSigner(receiver));
  const over = await receiver.quotas?.over(peer.peer.origin, header);
  if (over !== undefined) return { is: 'quota', of: over };
  if (sha256Hex(nodeCrypto, envelope.body) !== header.body.sha256) return { is: 'unreadable', why: 'body' };
  const opened = await openMessage(envelope, keys);
  return lanes.take({ receiver, peer, bytes, envelope, opened });
}

type Filed = 'filed' | 'unknown' | 'unreadable';

/** A receipt for something that we sent, by whatever road. The first of each stage counts; a second changes nothing. */
export async function fileReceipt(
  { house, keys }: Receiver,
  peer: PeerLine,
  note: Uint8Array,
): Promise<Filed> {
  const receipt = await readReceipt(note, peer.exchange, nodeCrypto);
  if (receipt === undefined || receipt.to !== keys.origin) return 'unreadable';
  return house.db.transaction(async (tx) => {
    const out = await outs.outByDigest(tx, peer.peer.origin, receipt.envelope);
    if (out === undefined || out.id !== receipt.id || out.seq !== receipt.seq) return 'unknown';
    const at = new Date(house.clock());
    if (receipt.outcome === 'refused')
      await outs.settleOut(tx, out.id, { state: 'refused', rejection: note, at });
    else if (receipt.stage === 'relay') {
      const state = out.state === 'delivered' || out.state === 'refused' ? out.state : 'relayed';
      await outs.settleOut(tx, out.id, { state, relay: note, at });
    } else await outs.settleOut(tx, out.id, { state: 'delivered', [receipt.stage]: note, at });
    return 'filed';
  });
}

/** A person opens a message that came: that is a receipt too, and goes back. Once. */
export async function openArrived(
  receiver: Receiver,
  tx: Tx,
  message: ins.In,
  by: Uuid,
  peerOrigin: string,
): Promise<void> {
  if (message.openedAt !== undefined || message.state !== 'delivered') return;
  const signer = await receiptSigner(receiver);
  const { id, conversation, seq } = message;
  const note = signer({ id, conversation, seq, from: peerOrigin }, message.digest, 'retrieval');
  await ins.setOpened(tx, message.id, by, new Date(receiver.house.clock()), note);
}

/** Of a conversation that a person looks at: all that was before them is opened by that. */
export async function markOpened(
  receiver: Receiver,
  tx: Tx,
  messages: readonly ins.In[],
  by: Uuid,
  peerOrigin: string,
): Promise<void> {
  for (const one of messages) await openArrived(receiver, tx, one, by, peerOrigin);
}
