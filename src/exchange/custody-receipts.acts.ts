// Who accepted custody tells the peer who offered it, by itself and once; there the receipt is checked against the log keys that two persons
// compared, and filed. Custody passes with the acceptance in the receiver's log and at no other instant: until the receipt is filed, the
// sender has an open offer.
import { base64, fromBase64, hex } from '../base/bytes.ts';
import { Refusal } from '../base/refusal.ts';
import { acceptExhibit, exhibitOfReceipt, fileReceipt } from '../evidence/custody/transfer.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { leavesOfTypes } from '../evidence/log/log.store.ts';
import { factText } from '../verify/event.ts';
import { parseEventNote } from '../verify/event-note.ts';
import { Fault } from '../verify/fault.ts';
import * as store from './custody-receipts.store.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import type { Message } from './message.ts';
import { peerLine } from './peer-document.acts.ts';
import { messageOf } from './request-exchange.acts.ts';
import { sendIn } from './send.acts.ts';

const AT_ONCE = 50;

/** How many were told. What goes to a peer without a line, or to one that is stopped, is told when that has changed. */
export async function tellAccepted(house: Installation, keys: ExchangeKeys): Promise<number> {
  const { db, clock, random } = house;
  let told = 0;
  for (const { index, note, leafHash } of await leavesOfTypes(db.kysely, ['accepted'])) {
    const { event } = parseEventNote(note, `event ${index}`);
    const origin = factText(event, 'fromLog');
    const about = `accepted:${hex(leafHash)}`;
    if (origin === undefined || (await store.isTold(db.kysely, origin, about))) continue;
    const peer = await peerLine(db.kysely, origin);
    if (peer === undefined || peer.stop !== undefined) continue;
    if (peer.document.messages['custodyAccepted'] === undefined) continue; // an older program: by hand, as before
    const { receipt } = await acceptExhibit(house, event.item); // recorded already: with its proof once more
    const message: Message = { v: 1, type: 'custodyAccepted', receipt: base64(receipt) };
    await db.transaction(async (tx) => {
      const open = await store.custodyConversation(tx, origin);
      const conversation = open ?? { request: undefined };
      await sendIn(tx, { keys, clock, random }, { peer, conversation, message, by: undefined, about });
    });
    told += 1;
    if (told === AT_ONCE) break;
  }
  return told;
}

/** How many were filed. What does not hold is kept with the reason, and is for a person. */
export async function fileAccepted(house: Installation): Promise<number> {
  const { db, clock } = house;
  let filed = 0;
  for (const { id, plain } of await store.toFile(db.kysely, AT_ONCE)) {
    const as = await fileOne(house, plain);
    if (as === 'filed') filed += 1;
    await store.setDone(db.kysely, id, new Date(clock()), as);
  }
  return filed;
}

async function fileOne(house: Installation, plain: Uint8Array): Promise<string> {
  const message = messageOf(plain);
  const receipt = message?.type === 'custodyAccepted' ? fromBase64(message.receipt) : undefined;
  try {
    const number = receipt && exhibitOfReceipt(receipt);
    if (receipt === undefined || number === undefined) return 'no receipt of an exhibit';
    await fileReceipt(house, { number, receipt });
    return 'filed';
  } catch (error) {
    if (error instanceof Refusal || error instanceof Fault) return error.message;
    throw error; // the next round tries again
  }
}
