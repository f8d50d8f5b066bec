// A production order is notified to the enforcing authority of the other State (Regulation (EU) 2023/1543, Art. 8): the order itself, as it was
// signed, in a conversation of its own beside that with its addressee. The receipt of delivery is the act by which its time to raise a ground
// begins (Art. 10(2) and (4): ten days, 96 hours in an emergency; Art. 12); a ground that it raises is the act that refuses the order.
import type { Uuid } from '../base/ids.ts';
import { base64 } from '../base/bytes.ts';
import { Refusal } from '../base/refusal.ts';
import type { Db } from '../evidence/log/log.store.ts';
import { inCase } from '../people/policy.ts';
import { requestReference, type RequestRecord } from '../requests/core/request.ts';
import { orderOf } from '../requests/forms/index.ts';
import type { Acting } from '../requests/verbs/life/life.acts.ts';
import { LIVE } from '../requests/machine/states/outgoing-names.ts';
import { lockedRequest } from '../requests/machine/states/request.store.ts';
import { insOf } from './in.store.ts';
import { messageOf, type Message, type MessageOf } from './message.ts';
import { noticesSent, type Out } from './out.store.ts';
import { neededPeer } from './peer-document.acts.ts';
import { standingLetter, type RequestSender } from './request-exchange.acts.ts';
import { sendIn } from './send.acts.ts';

/** Whether there is anything to notify: a production order of ours that is with its addressee. */
export function mayNotify({
  form,
  direction,
  state,
}: Pick<RequestRecord, 'form' | 'direction' | 'state'>): boolean {
  return direction === 'outgoing' && orderOf(form) === 'production' && LIVE.some((one) => one === state);
}

/** Refuses notFound, notAllowed (the role, no such order, not signed, the peer), conflict (it was notified). */
export async function notifyOrder(
  acting: Acting,
  sender: RequestSender,
  { number, peer: origin }: { readonly number: number; readonly peer: string },
): Promise<void> {
  const { people, person, file } = acting;
  if (inCase(file.role, 'sendRequest') !== 'yes') throw new Refusal('notAllowed.sendsRequests');
  const peer = await neededPeer(people.operator.kysely, origin);
  await people.db.asPerson(person.id, async (tx) => {
    const request = await lockedRequest(tx, file.id, number);
    if (request === undefined) throw new Refusal('notFound.exchangeRequest', { number });
    const { state, id, urgency } = request;
    if (!mayNotify(request)) throw new Refusal('notAllowed.exchangeNotSent', { state });
    const before = await noticesSent(people.operator.kysely, id);
    if (before.some((one) => one.state !== 'refused' && one.state !== 'expired'))
      throw new Refusal('conflict.exchangeSent', { agency: peer.peer.agency });
    const letter = base64(await standingLetter(tx, sender.house, request));
    const message: Message = {
      v: 1,
      type: 'orderNotified',
      reference: requestReference(file.reference, number),
      urgency,
      letter,
    };
    const conversation = { request: undefined, ofCase: file.id };
    const lane = urgency === 'emergency' ? 'urgent' : 'normal';
    await sendIn(tx, sender, { peer, conversation, message, lane, by: person.id, about: `notified:${id}` });
  });
}

export interface NoticeOfOrder {
  readonly out: Out;
  /** What the notified authority raised, the oldest first. */
  readonly raised: readonly { readonly at: Date; readonly said: MessageOf<'groundRaised'> }[];
}

/** The newest first. */
export async function noticesOfOrder(db: Db, request: Uuid): Promise<NoticeOfOrder[]> {
  const sent = await noticesSent(db, request);
  return Promise.all(
    sent.map(async (out) => ({
      out,
      raised: (await insOf(db, out.conversation)).flatMap(({ state, plain, arrivedAt: at }) => {
        const said = state === 'delivered' && plain !== undefined ? messageOf(plain) : undefined;
        return said?.type === 'groundRaised' ? [{ at, said }] : [];
      }),
    })),
  );
}
