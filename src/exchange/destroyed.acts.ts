// What came from another authority, with custody or as a copy, is destroyed here by order: who sent it is told by itself, once for each exhibit,
// with the event of our log and its proof. There the proof is checked against the log keys that two persons compared, and stands beside the
// package that it went with. What is given back is no message of its own: custody goes back by an offer.
import { base64, fromBase64 } from '../base/bytes.ts';
import { checkReceipt, receiptOf } from '../evidence/custody/transfer.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { trustByPeers } from '../evidence/log/peer.acts.ts';
import type { Speaking } from './case-between.acts.ts';
import type { ToDo } from './custody-receipts.store.ts';
import type { Message, MessageOf } from './message.ts';
import * as store from './copies-held.store.ts';
import { peerLine } from './peer-document.acts.ts';
import { sayOnce } from './send.acts.ts';

/** How many were told. */
export async function tellDestroyed({ house, keys }: Speaking): Promise<number> {
  const db = house.db.kysely;
  let told = 0;
  for (const one of await store.destroyedUntold(db)) {
    const { index, note, conversation, item } = one;
    const about = `destroyed:${one.leafHash}`;
    const peer = await peerLine(db, one.peerOrigin);
    if (peer?.document.messages['destroyed'] === undefined || peer.stop !== undefined) continue;
    const receipt = base64(await receiptOf(house, { index, note }));
    const message: Message = { v: 1, type: 'destroyed', package: one.package, item, receipt };
    if (await sayOnce(house, keys, { peer, conversation, message, by: undefined, about })) told += 1;
  }
  return told;
}

/** It counts once it is proved by the log of its sender, of an exhibit that was in a package for it. */
export async function arriveDestroyed(
  house: Installation,
  { peerOrigin }: Pick<ToDo, 'peerOrigin'>,
  { package: id, item, receipt }: MessageOf<'destroyed'>,
): Promise<string> {
  const db = house.db.kysely;
  const given = await store.givenWith(db, { package: id, peerOrigin, item });
  if (given === undefined) return 'of nothing that went to its sender';
  const bytes = fromBase64(receipt);
  if (bytes === undefined) return 'no proof that it was destroyed';
  const { event } = await checkReceipt({ receipt: bytes }, trustByPeers(db).of);
  if (event.type !== 'destroyed' || event.log !== peerOrigin) return 'no proof that it was destroyed';
  await store.setDestroyedThere(db, given, item);
  return 'done';
}
