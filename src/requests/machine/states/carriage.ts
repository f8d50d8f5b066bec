// How what Regulation (EU) 2023/1543 asks for in writing went: through the decentralised IT system, or by other means, why (its Article
// 19(5)), and recorded in that system afterwards (19(6)). Implementing Regulation (EU) 2025/1550 has the limits of a link. Pure.
import { formOf } from '../../forms/index.ts';
import { askerOf } from '../../core/asker.ts';
import type { Answers } from '../../core/answers.ts';
import type { RequestRecord } from '../../core/request.ts';
import type { ActDetail, LifeEvent, RequestItem } from './life.ts';

export type OtherMeans = Extract<NonNullable<ActDetail['carried']>, { by: 'other' }>;

/** One sending by other means, and when it was recorded in the system. */
export interface SentOtherwise {
  readonly event: Pick<LifeEvent, 'act' | 'occurredAt' | 'zone' | 'detail' | 'side'>;
  readonly means: OtherMeans;
  readonly record: Pick<LifeEvent, 'occurredAt' | 'evidence'> | undefined;
}

const SENDING = new Set(['transmit', 'transmitResults']);
export const RECORDING = 'recordAlternative';

/** In order of recording. */
export function sentOtherwise(events: readonly LifeEvent[]): SentOtherwise[] {
  return events.flatMap((event, i) => {
    const means = event.detail.carried;
    if (!SENDING.has(event.act) || means?.by !== 'other') return [];
    return [{ event, means, record: events.slice(i).find(({ act }) => act === RECORDING) }];
  });
}

export function awaitsRecord(events: readonly LifeEvent[]): boolean {
  return sentOtherwise(events).some(({ record }) => record === undefined);
}

/** Who is asked, as the fields of these forms name them. */
const ASKED = ['addressee.name', 'addressee', 'receiving', 'requested'];

/** Who sends what goes by an act of ours, and who has it: as the answers say. */
export function partyIn(
  party: 'sender' | 'recipient',
  { form, direction, answers }: Pick<RequestRecord, 'form' | 'direction'> & { readonly answers: Answers },
): string | undefined {
  // An answer goes the other way: whoever was asked sends it.
  const isAnswer = formOf(form)?.purpose === 'answer';
  const isAsker = ((party === 'sender') === (direction === 'outgoing')) !== isAnswer;
  if (isAsker) return askerOf(answers) || undefined;
  for (const field of ASKED) {
    const answer = answers[field];
    if (typeof answer === 'string' && answer !== '') return answer;
    if (typeof answer === 'object' && 'organisation' in answer && answer.organisation)
      return answer.organisation;
  }
  return undefined;
}

/** Which authority an order itself says to be notified: Regulation (EU) 2023/1543, Annex I, Section K. */
export function notifiedIn(answers: Answers): string | undefined {
  const name = answers['notified'] === true ? answers['enforcing.name'] : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The authority that asked tells the person whose data came (Regulation (EU) 2023/1543, Art. 13). */
export function isPersonInformed(form: string): boolean {
  return (formOf(form)?.clocks ?? []).some(({ done }) => done.includes('person_informed'));
}

/** Something came, by what the other side says of the items. */
export function hasCome(items: readonly { readonly actual?: RequestItem['actual'] }[]): boolean {
  return items.some(({ actual }) => actual === 'produced' || actual === 'partly');
}

/** The enforcing authority was notified, and has not yet said that the notice is there. */
export function isNoticeAwaited(events: readonly Pick<LifeEvent, 'act' | 'detail'>[]): boolean {
  const sent = events.findLastIndex(({ detail }) => detail.notified?.authority !== undefined);
  return sent >= 0 && !events.slice(sent + 1).some(({ act }) => act === 'noticeReceived');
}
