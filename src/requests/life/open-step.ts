// What is still to be recorded of a request, though something that is on record elsewhere already says it: the role in which an order
// came, and a decision whose letter was sent, or came in. Pure.
import { capacitiesOf, capacityIn, receiptIn, SAYING_CAPACITY } from './capacity.ts';
import { hasGround, type LifeEvent } from './life.ts';
import type { RequestRecord } from '../request.ts';

/** As the form of a refusal has it. */
export const DECISIONS = ['refused', 'part', 'postponed', 'conditional'] as const;
export type Decision = (typeof DECISIONS)[number];

/** Of a letter of refusal that was sent about a request, or came in about it. */
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
type Event = Pick<LifeEvent, 'act' | 'occurredAt' | 'detail'>;

const OVER: ReadonlySet<string> = new Set([
  'refused',
  'withdrawn',
  'validationRefused',
  'notGenuine',
  'closed',
]);
/** Acts by which a decision is taken up again: a letter of before does not count any more. */
const ANEW: ReadonlySet<string> = new Set([
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
  const last = told.at(-1);
  if (last !== undefined && !OVER.has(asked.state) && !isRecorded(last, events))
    return { kind: 'decision', act: actOf(asked, last.decision), told: last, direction: asked.direction };
  const isUnsaid =
    asked.direction === 'incoming' &&
    capacitiesOf(asked.form).length > 0 &&
    receiptIn(events) !== undefined &&
    capacityIn(events) === undefined;
  return isUnsaid ? { kind: 'role', act: SAYING_CAPACITY } : undefined;
}

/** By the one who decides, or by the desk of the other side: in the words of its machine. */
function actOf({ direction }: Asked, decision: Decision): string {
  switch (decision) {
    case 'refused':
      return 'refuse';
    case 'part':
      return direction === 'outgoing' ? 'refuseInPart' : 'acceptInPart';
    case 'postponed':
      return 'postpone';
    case 'conditional':
      return 'proposeConditions';
  }
}

const RECORDING: { readonly [decision in Decision]: readonly string[] } = {
  refused: ['refuse', 'declineConditions', 'conditionsDeclined'],
  part: ['refuse', 'refuseInPart', 'acceptInPart'],
  postponed: ['refuse', 'postpone', 'hearGround'],
  conditional: ['refuse', 'proposeConditions'],
};

/** Before its letter went, or since: and not taken up again in between. */
function isRecorded({ decision, at }: DecisionTold, events: readonly Event[]): boolean {
  const last = events.findLast((one) => ANEW.has(one.act) || isOf(one, decision));
  return last !== undefined && (!ANEW.has(last.act) || last.occurredAt >= at);
}

function isOf({ act, detail }: Event, decision: Decision): boolean {
  return (
    RECORDING[decision].includes(act) ||
    (decision === 'part' && (detail.items ?? []).some(({ actual }) => hasGround(actual)))
  );
}
