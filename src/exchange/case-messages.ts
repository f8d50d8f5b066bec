// What two authorities say of a case: it is handed over, or one act is asked for; and whose turn it is. The same table says what a person
// here may answer and which message of the other side is taken. docs/formats/envelope.md
import { z } from 'zod';
import { isAllText } from './life-messages.ts';

export const LINE_MAX = 200;
export const LISTED_MAX = 100;

const line = (max: number) => z.string().min(1).max(max).refine(isAllText);
const words = {
  text: z.string().min(1).max(20_000).refine(isAllText),
  language: z.string().regex(/^[a-z]{2,3}$/),
};
const list = z.array(line(LINE_MAX)).max(LISTED_MAX);
const opening = { reference: line(100), title: line(LINE_MAX), ...words };
const why = { by: 'asked', shape: words } as const;

export const CASE_MESSAGES = {
  // The case as who hands it over tells it; which of its open requests and time limits stay with them, which go along.
  caseOffered: {
    by: 'asks',
    shape: { ...opening, basis: line(1000).optional(), stays: list, passedOn: list },
  },
  // One act of investigation; the case stays where it is. Its result is offered as evidence.
  actAsked: { by: 'asks', shape: { ...opening, dueOn: z.iso.date().optional() } },
  // In which case of theirs it is on hand, and in which role somebody took it.
  caseTaken: { by: 'asked', shape: { reference: line(100), role: line(40) } },
  caseDeclined: why,
  actDone: why,
  actDeclined: why,
} as const;

export type CaseMessageType = keyof typeof CASE_MESSAGES;
export const CASE_TYPES = Object.keys(CASE_MESSAGES) as readonly CaseMessageType[]; // its own keys

export function isOfCase(type: string): type is CaseMessageType {
  return Object.hasOwn(CASE_MESSAGES, type);
}

export const CASE_OPENINGS = ['caseOffered', 'actAsked'] as const satisfies readonly CaseMessageType[];

interface Turn {
  /** The opening of the other side that it answers. */
  readonly to: readonly CaseMessageType[];
  /** What its sender has said before. */
  readonly after?: CaseMessageType;
  /** What its sender has not said yet. */
  readonly before: readonly CaseMessageType[];
}

const TURNS: { readonly [type in Exclude<CaseMessageType, (typeof CASE_OPENINGS)[number]>]: Turn } = {
  caseTaken: { to: CASE_OPENINGS, before: ['caseTaken', 'caseDeclined', 'actDeclined'] },
  caseDeclined: { to: ['caseOffered'], before: ['caseTaken', 'caseDeclined'] },
  actDone: { to: ['actAsked'], after: 'caseTaken', before: ['actDone', 'actDeclined'] },
  actDeclined: { to: ['actAsked'], before: ['actDone', 'actDeclined'] },
};

/** Of one conversation: the types of this table that were said in it, by its sender and by the other side. */
export interface SaidOfCase {
  readonly bySender: ReadonlySet<string>;
  readonly byOther: ReadonlySet<string>;
}

/** What follows a case that is on hand: its evidence, and what is said about that. */
const FOLLOWS = ['offer', 'callBack', 'consentAsked', 'consentGiven', 'consentRefused'];

/** Whether a message comes next. Of what is not in the table: whether it has a place in a conversation about a case. */
export function isInTurn(type: string, { bySender, byOther }: SaidOfCase): boolean {
  if (!isOfCase(type))
    return (
      (bySender.size === 0 && byOther.size === 0) ||
      (FOLLOWS.includes(type) && (bySender.has('caseTaken') || byOther.has('caseTaken')))
    );
  if (type === 'caseOffered' || type === 'actAsked') return bySender.size === 0 && byOther.size === 0;
  const { to, after, before } = TURNS[type];
  return (
    to.some((one) => byOther.has(one)) &&
    (after === undefined || bySender.has(after)) &&
    !before.some((one) => bySender.has(one))
  );
}
