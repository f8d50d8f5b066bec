// What is still to be recorded of a request, though something that is on record elsewhere already says it: the role in which an order
// came, and a decision whose letter was sent, or came in. Pure.
import { capacitiesOf, capacityIn, receiptIn, SAYING_CAPACITY } from './capacity.ts';
import { hasGround, type LifeEvent } from './life.ts';
import type { RequestRecord } from '../../core/request.ts';

/** As the form of a refusal has it. */
const DECISIONS = ['refused', 'part', 'postponed', 'conditional'] as const;

/**
 * What letters say: a refusal its decision; Annex III of Regulation (EU) 2023/1543 that the order is not executed, that the law of another
 * State forbids it (its Art. 17), or what must be asked first (Arts 10(6), 11(5)); a partial result that some of it came.
 */
export type Decision = (typeof DECISIONS)[number] | 'notExecuted' | 'objected' | 'asked' | 'partial';

/** What letters that say one report. */
export const DECIDING = ['refused', 'notExecuted', 'inPart'] as const;

/** What a letter answers to the questions on which it hangs. */
export interface LetterSays {
  readonly reports: (typeof DECIDING)[number];
  readonly decision: readonly string[] | null;
  readonly reasons: readonly string[] | null;
}

/** What is incomplete, manifestly wrong or not enough is asked about: Arts 10(6), 11(5). */
const ASKED_ABOUT: ReadonlySet<string> = new Set(['incomplete', 'manifest-errors', 'insufficient']);

/** Undefined: it says nothing yet. */
export function decisionIn({ reports, decision, reasons }: LetterSays): Decision | undefined {
  switch (reports) {
    case 'refused':
      return DECISIONS.find((one) => decision?.includes(one) === true);
    case 'notExecuted':
      if (reasons === null || reasons.length === 0) return undefined;
      if (reasons.includes('third-country-law')) return 'objected';
      return reasons.every((one) => ASKED_ABOUT.has(one)) ? 'asked' : 'notExecuted';
    case 'inPart':
      return 'partial';
  }
}

/** Of a letter that was sent about a request, or came in about it. */
export interface DecisionTold {
  /** Of the letter, in the same case. */
  readonly number: number;
  readonly decision: Decision;
  /** When it was sent, or received. */
  readonly at: Date;
}

export type OpenStep =
  | { readonly kind: 'role'; readonly act: string }
  | {
      readonly kind: 'decision';
      readonly act: string;
      readonly told: DecisionTold;
      /** Of the request. */
      readonly direction: RequestRecord['direction'];
    };

type Asked = Pick<RequestRecord, 'form' | 'direction' | 'state'>;
type Event = Pick<LifeEvent, 'act' | 'at' | 'occurredAt' | 'detail'>;

const OVER: ReadonlySet<string> = new Set([
  'refused',
  'withdrawn',
  'validationRefused',
  'notGenuine',
  'closed',
]);
/** The whole of it was answered: a letter on some of it tells nothing new. */
const ANSWERED: ReadonlySet<string> = new Set([
  'executed',
  'verified',
  'resultsIn',
  'resultsChecked',
  'transmitted',
  'receiptConfirmed',
]);
/** Acts after which a question is another one. */
const REPLIES: ReadonlySet<string> = new Set(['answerClarification', 'receiveClarification']);
/** Acts by which a decision is taken up again: a letter of before does not count any more. */
export const ANEW: ReadonlySet<string> = new Set([
  'reopen',
  'resume',
  'askEnforcement',
  'conditionsAccepted',
  'acceptConditions',
]);

/** A decision comes before the role: nobody waits for the time of what is refused. Undefined: nothing. */
export function openStep(
  asked: Asked,
  events: readonly Event[],
  told: readonly DecisionTold[],
): OpenStep | undefined {
  if (asked.state === 'closed' || asked.state === 'notGenuine') return undefined;
  const last = openIn(asked, events, told);
  if (last !== undefined)
    return { kind: 'decision', act: actOf(asked, last.decision), told: last, direction: asked.direction };
  const isUnsaid =
    asked.direction === 'incoming' &&
    capacitiesOf(asked.form).length > 0 &&
    receiptIn(events) !== undefined &&
    capacityIn(events) === undefined;
  return isUnsaid ? { kind: 'role', act: SAYING_CAPACITY } : undefined;
}

/** The last that decides comes before what has come. */
function openIn(
  { state, direction }: Asked,
  events: readonly Event[],
  told: readonly DecisionTold[],
): DecisionTold | undefined {
  if (OVER.has(state)) return undefined;
  const last = told.findLast(({ decision }) => decision !== 'partial');
  if (last !== undefined && !isRecorded(last, events)) return last;
  const parts = told.filter(({ decision }) => decision === 'partial');
  const part = parts.at(-1);
  if (part === undefined || ANSWERED.has(state)) return undefined;
  // Theirs is recorded once it is here; of ours its results may be on record since the letter before.
  const since = direction === 'outgoing' ? part.at : parts.at(-2)?.at;
  return events.some((one) => isOf(one, 'partial') && (since === undefined || one.at >= since))
    ? undefined
    : part;
}

/** By the one who decides, or by the desk of the other side: in the words of its machine. */
function actOf({ direction }: Asked, decision: Decision): string {
  switch (decision) {
    case 'refused':
    case 'notExecuted':
      return 'refuse';
    case 'part':
      return direction === 'outgoing' ? 'refuseInPart' : 'acceptInPart';
    case 'postponed':
    case 'objected':
      return 'postpone';
    case 'conditional':
      return 'proposeConditions';
    case 'asked':
      return 'askClarification';
    case 'partial':
      return direction === 'outgoing' ? 'reportItems' : 'recordResults';
  }
}

const IN_PART = ['refuse', 'refuseInPart', 'acceptInPart'];

const RECORDING: { readonly [decision in Decision]: readonly string[] } = {
  refused: ['refuse', 'declineConditions', 'conditionsDeclined'],
  part: IN_PART,
  postponed: ['refuse', 'postpone', 'hearGround'],
  conditional: ['refuse', 'proposeConditions'],
  notExecuted: [...IN_PART, 'postpone'],
  objected: [...IN_PART, 'postpone', 'hearGround'],
  asked: [...IN_PART, 'postpone', 'askClarification'],
  partial: ['reportItems', 'reportExecuted', 'refuseInPart', 'recordResults', 'completeResults'],
};

/** Said of some of the items, they say it too. */
const OF_ITEMS: ReadonlySet<Decision> = new Set(['part', 'notExecuted', 'objected']);

/** Before its letter went, or since: and not taken up again in between. */
function isRecorded({ decision, at }: DecisionTold, events: readonly Event[]): boolean {
  const isAnew = ({ act }: Event): boolean => ANEW.has(act) || (decision === 'asked' && REPLIES.has(act));
  const last = events.findLast((one) => isAnew(one) || isOf(one, decision));
  return last !== undefined && (!isAnew(last) || last.occurredAt >= at);
}

function isOf({ act, detail }: Event, decision: Decision): boolean {
  return (
    RECORDING[decision].includes(act) ||
    (OF_ITEMS.has(decision) && (detail.items ?? []).some(({ actual }) => hasGround(actual)))
  );
}
