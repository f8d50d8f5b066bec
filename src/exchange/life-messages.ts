// What travels of the life of a request: which act of ours becomes which act of the other side, as data. Recorded once, by whoever did it;
// the message says it with the time and the zone of who did, and nobody types it again. Neither side can set what is the other's to say: the
// type decides who may say it. What is for our own file alone (notes, exhibit numbers, time limits by their id) stays here.
import { z } from 'zod';
import { actDetail, TEXT_MAX, type ActDetail } from '../requests/machine/states/life.ts';
import type { IncomingAct } from '../requests/machine/states/incoming-names.ts';
import type { OutgoingAct } from '../requests/machine/states/outgoing-names.ts';
import { isSecond } from '../verify/envelope.ts';
import { isZone } from '../web/zones.ts';

type Travels =
  /** Said by who is asked of a request that came; becomes an act of the request of who asks. */
  | { readonly by: 'asked'; readonly does: IncomingAct; readonly becomes: OutgoingAct }
  | { readonly by: 'asks'; readonly does: OutgoingAct; readonly becomes: IncomingAct }
  /** It is no act there: it stands in the conversation, `toRead` before the desk too until somebody has seen to it. */
  | { readonly by: 'asks'; readonly does: OutgoingAct; readonly becomes: Filed }
  | { readonly by: 'asked'; readonly does: IncomingAct; readonly becomes: Filed }
  | { readonly by: 'either'; readonly does: OutgoingAct & IncomingAct; readonly becomes: Filed };

/** What is kept of a message that is no act. */
export type Filed = 'done' | 'toRead';

/** By the type of the message. */
export const LIFE = {
  refused: { by: 'asked', does: 'refuse', becomes: 'refuse' },
  refusedInPart: { by: 'asked', does: 'acceptInPart', becomes: 'refuseInPart' },
  postponed: { by: 'asked', does: 'postpone', becomes: 'postpone' },
  resumed: { by: 'asked', does: 'resume', becomes: 'resume' },
  conditionsProposed: { by: 'asked', does: 'proposeConditions', becomes: 'proposeConditions' },
  executionBegun: { by: 'asked', does: 'beginExecution', becomes: 'beginExecution' },
  otherProvider: { by: 'asked', does: 'findOtherProvider', becomes: 'findOtherProvider' },
  partialResult: { by: 'asked', does: 'recordResults', becomes: 'reportItems' },
  executed: { by: 'asked', does: 'transmitResults', becomes: 'reportExecuted' },
  conditionsAccepted: { by: 'asks', does: 'acceptConditions', becomes: 'conditionsAccepted' },
  conditionsDeclined: { by: 'asks', does: 'declineConditions', becomes: 'conditionsDeclined' },
  deadline: { by: 'asks', does: 'setDeadline', becomes: 'setDeadline' },
  itemsChanged: { by: 'asks', does: 'changeItems', becomes: 'changeItems' },
  evidenceReceived: { by: 'asks', does: 'receiveEvidence', becomes: 'confirmReceipt' },
  withdrawn: { by: 'asks', does: 'withdraw', becomes: 'withdrawn' },
  // To who enforces an order of which it was notified.
  enforcementAsked: { by: 'asks', does: 'askEnforcement', becomes: 'askEnforcement' },
  // An alarm, and nothing else: who is named as its sender may have to look for a thief of keys.
  notGenuine: { by: 'asked', does: 'findNotGenuine', becomes: 'toRead' },
  validated: { by: 'asks', does: 'validate', becomes: 'done' },
  validationRefused: { by: 'asks', does: 'refuseValidation', becomes: 'toRead' },
  closed: { by: 'either', does: 'close', becomes: 'done' },
  reopened: { by: 'either', does: 'reopen', becomes: 'toRead' },
} as const satisfies { readonly [type: string]: Travels };

export type LifeType = keyof typeof LIFE;
export const LIFE_TYPES = Object.keys(LIFE) as readonly LifeType[]; // its own keys

export function isLife(type: string | undefined): type is LifeType {
  return type !== undefined && Object.hasOwn(LIFE, type);
}

/** Those that are words alone, written in the conversation or recorded as an act. */
const WORDS = {
  question: { by: 'asked', does: 'askClarification' },
  answer: { by: 'asks', does: 'answerClarification' },
} as const;

const TOLD = { ...LIFE, ...WORDS };
type ToldType = keyof typeof TOLD;
const TOLD_TYPES = Object.keys(TOLD) as readonly ToldType[]; // its own keys

/** The message that an act of ours is; undefined: it stays with us. */
export function typeOfAct(act: string, isOurs: boolean): ToldType | undefined {
  return TOLD_TYPES.find(
    (type) => TOLD[type].does === act && maySay(TOLD[type].by, isOurs ? 'asks' : 'asked'),
  );
}

const maySay = (by: 'asks' | 'asked' | 'either', who: 'asks' | 'asked'): boolean =>
  by === 'either' || by === who;

/** Of who asks, or of who is asked, as far as the other side knows the message. */
export function actsTold(by: 'asks' | 'asked', isKnown: (type: ToldType) => boolean): string[] {
  return TOLD_TYPES.filter((type) => maySay(TOLD[type].by, by) && isKnown(type)).map(
    (type) => TOLD[type].does,
  );
}

const told = actDetail
  .pick({ items: true, ground: true, conditions: true, link: true })
  .extend({ deadline: actDetail.shape.deadline.unwrap().omit({ timeLimit: true }).optional() })
  .refine(isAllText);

/** Version 2: with what the act says, so that it becomes one there. */
export const LIFE_SHAPE = {
  at: z.string().refine(isSecond),
  zone: z.string().max(64).refine(isZone),
  language: z.string().regex(/^[a-z]{2,3}$/),
  text: z.string().min(1).max(TEXT_MAX.reason).refine(isAllText).optional(),
  told: told.optional(),
};

type Told = z.infer<typeof told>;

/** What of an act leaves. `standing`: the items as they stand, where the act says that all are answered. */
export function toldOf(type: LifeType, detail: ActDetail, standing: NonNullable<ActDetail['items']>): Told {
  const { ground, conditions, link, deadline } = detail;
  const items = type === 'executed' ? standing : (detail.items ?? []);
  return {
    ...(items.length > 0 && { items: items.map((one) => withoutNote(one)) }),
    ...(ground !== undefined && { ground }),
    ...(conditions !== undefined && { conditions }),
    ...(link !== undefined && { link }),
    ...(deadline !== undefined && { deadline: withoutLimit(deadline) }),
  };
}

function withoutNote({ item, desired, actual, ground }: NonNullable<ActDetail['items']>[number]) {
  return {
    item,
    ...(desired !== undefined && { desired }),
    ...(actual !== undefined && { actual }),
    ...(ground !== undefined && { ground }),
  };
}

/** Its id is ours; of several that run, a person there says which. */
function withoutLimit({ lastDay, hour, setBy }: NonNullable<ActDetail['deadline']>) {
  return { lastDay, setBy, ...(hour !== undefined && { hour }) };
}

/** The database keeps no U+0000, and half a surrogate pair is no text. */
export function isAllText(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  return typeof value !== 'object' || value === null || Object.values(value).every(isAllText);
}
