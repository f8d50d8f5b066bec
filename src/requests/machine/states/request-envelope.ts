// What a request says beside its answers when it is taken along as data: from whom to whom, under which number, in which language,
// and where each item stands as far as this side may say it.
import { isoUtc } from '../../../base/time.ts';
import type { LetterLanguage } from '../../core/letter-language.ts';
import type { LifeEvent, RequestItem } from './life.ts';
import type { Envelope } from '../messages/message.ts';
import { requestReference, type RequestRecord } from '../../core/request.ts';

export interface Enveloped {
  /** Reference of the case. */
  readonly reference: string;
  readonly request: RequestRecord;
  readonly ours: { readonly country: string; readonly authority: string };
  readonly events: readonly Pick<LifeEvent, 'act' | 'occurredAt' | 'detail'>[];
  /** In the order of the form. */
  readonly items: readonly Pick<RequestItem, 'item' | 'desired' | 'actual' | 'note'>[];
}

/** The sender writes what it desires and the receiver what is; neither writes the other's. */
export function envelopeOf({ reference, request, ours, events, items }: Enveloped): Envelope {
  const { direction, counterpart, urgency, writtenIn, number, state } = request;
  const isOutgoing = direction === 'outgoing';
  const sent = events.findLast(({ act }) => act === 'transmit');
  const means = sent?.detail.means ?? request.means;
  const {
    reference: given,
    sender: said,
    approval,
  } = events.find(({ act }) => act === 'receive')?.detail ?? {};
  const named = said?.authority === undefined ? {} : { authority: said.authority };
  const theirs = counterpart === undefined ? undefined : { country: counterpart, ...named };
  const transaction = isOutgoing ? requestReference(reference, number) : given;
  const [sender, receiver] = isOutgoing ? [ours, theirs] : [theirs, ours];
  const left = sent && isoUtc(sent.occurredAt.getTime());
  const timestamp = isOutgoing ? left : said?.sentAt;
  // Only with what makes it theirs: who approved what came from whom, under which number, and when.
  const isWhole = theirs !== undefined && transaction !== undefined && timestamp !== undefined;
  const language: LetterLanguage = writtenIn;
  return {
    header: {
      ...(sender && { sender }),
      ...(receiver && { receiver }),
      ...(transaction !== undefined && { transaction }),
      ...(timestamp !== undefined && { timestamp }),
      ...(means !== undefined && { means }),
      language,
    },
    authorisation: {
      priority: urgency,
      ...(!isOutgoing && isWhole && approval && { approval }),
      ...(isOutgoing ? {} : { status: state }),
    },
    statuses: [...items]
      .toSorted((a, b) => a.item - b.item)
      .map(({ desired, actual, note }) =>
        isOutgoing
          ? { desiredStatus: desired }
          : { ...(actual && { status: actual }), ...(note && { statusReason: note }) },
      ),
  };
}
