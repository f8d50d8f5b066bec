// What two authorities say of a case: it is handed over, or one act is asked for; and whose turn it is. The same table says what a person
// here may answer and which message of the other side is taken. docs/formats/envelope.md
import { z } from 'zod';
import { JOINT_TYPES, type JointMessageType } from './joint-messages.ts';
import { isSecond } from '../verify/envelope.ts';
import { isAllText } from './life-messages.ts';

export const LINE_MAX = 200;
/** Of the requests that stay, and of those that go along. */
export const LISTED_MAX = 100;
export const HISTORY_MAX = 300;
/** Of the base64 of a proof: with the rest it fits into the largest body. */
export const PROOF_MAX = 900_000;

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
  // A request of that case which goes along: with the proof of what was signed, and what happened to it since, as the sender has it on record.
  caseRequest: {
    by: 'asks',
    shape: {
      reference: line(100),
      form: line(80),
      to: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      urgency: z.enum(['normal', 'urgent', 'emergency']),
      state: line(40),
      history: z
        .array(
          z.strictObject({
            act: line(40),
            side: z.enum(['ours', 'theirs', 'system']),
            at: z.string().refine(isSecond),
          }),
        )
        .max(HISTORY_MAX),
      proof: z.base64().max(PROOF_MAX),
    },
  },
  actDone: why,
  actDeclined: why,
} as const;

export type CaseMessageType = keyof typeof CASE_MESSAGES | JointMessageType;
/** Of cases that are handed over, of acts, and of joint ones. */
export const CASE_TYPES = [
  ...(Object.keys(CASE_MESSAGES) as (keyof typeof CASE_MESSAGES)[]), // its own keys
  ...JOINT_TYPES,
] as const;

function isOfCase(type: string): type is CaseMessageType {
  return CASE_TYPES.some((one) => one === type);
}

/** What a conversation about a case may begin with. */
export const CASE_OPENINGS = ['caseOffered', 'actAsked', 'jointProposed', 'jointAgreed'] as const;

interface Turn {
  /** The opening of the other side that it answers. */
  readonly to: readonly CaseMessageType[];
  /** What its sender has said before. */
  readonly after?: CaseMessageType;
  /** What its sender has not said yet. */
  readonly before: readonly CaseMessageType[];
}

type Answer = Exclude<CaseMessageType, 'caseOffered' | 'actAsked' | 'caseRequest' | 'jointProposed' | Within>;
type Within = 'jointChanged' | 'jointShared' | 'jointUnshared' | 'jointEnded';

const TURNS: { readonly [type in Answer]: Turn } = {
  caseTaken: { to: ['caseOffered', 'actAsked'], before: ['caseTaken', 'caseDeclined', 'actDeclined'] },
  caseDeclined: { to: ['caseOffered'], before: ['caseTaken', 'caseDeclined'] },
  actDone: { to: ['actAsked'], after: 'caseTaken', before: ['actDone', 'actDeclined'] },
  actDeclined: { to: ['actAsked'], before: ['actDone', 'actDeclined'] },
  jointAgreed: { to: ['jointProposed', 'jointAgreed'], before: ['jointAgreed', 'jointDeclined'] },
  jointDeclined: { to: ['jointProposed'], before: ['jointAgreed', 'jointDeclined'] },
};

/** Of one conversation: the types of this table that were said in it, by its sender and by the other side. */
export interface SaidOfCase {
  readonly bySender: ReadonlySet<string>;
  readonly byOther: ReadonlySet<string>;
  /** A joint investigation, by the same division on both sides. */
  readonly hasEnded?: boolean;
}

/** What follows a case that is on hand: its evidence, and what is said about that. */
const FOLLOWS = [
  'offer',
  'callBack',
  'copySent',
  'copyTaken',
  'copyExpired',
  'destroyed',
  'exculpatoryNotice',
  'consentAsked',
  'consentGiven',
  'consentRefused',
  'conditionAdded',
  'conditionLifted',
];

/** Whether a message comes next. Of what is not in the table: whether it has a place in a conversation about a case. */
export function isInTurn(type: string, said: SaidOfCase): boolean {
  const { bySender, byOther } = said;
  const isNew = bySender.size === 0 && byOther.size === 0;
  if (!isOfCase(type)) return isNew || (FOLLOWS.includes(type) && (isOnHand(said) || isAgreed(said)));
  switch (type) {
    case 'caseOffered':
    case 'actAsked':
    case 'jointProposed':
      return isNew;
    case 'caseRequest':
      return bySender.has('caseOffered') && byOther.has('caseTaken');
    case 'jointChanged':
    case 'jointShared':
    case 'jointUnshared':
    case 'jointEnded':
      return goesOn(said);
    case 'jointAgreed':
    case 'jointDeclined': // of the agreement, or of a change of it
      return (type === 'jointAgreed' && isNew) || goesOn(said) || answers(TURNS[type], said);
    default:
      return answers(TURNS[type], said);
  }
}

function answers({ to, after, before }: Turn, { bySender, byOther }: SaidOfCase): boolean {
  return (
    to.some((one) => byOther.has(one)) &&
    (after === undefined || bySender.has(after)) &&
    !before.some((one) => bySender.has(one))
  );
}

const isOnHand = ({ bySender, byOther }: SaidOfCase): boolean =>
  bySender.has('caseTaken') || byOther.has('caseTaken');

const goesOn = (said: SaidOfCase): boolean => isAgreed(said) && said.hasEnded !== true;

/** Each side has proposed the joint investigation or agreed to it. */
function isAgreed({ bySender, byOther }: SaidOfCase): boolean {
  const isIn = (said: ReadonlySet<string>): boolean => said.has('jointProposed') || said.has('jointAgreed');
  return isIn(bySender) && isIn(byOther);
}
