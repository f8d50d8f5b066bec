// What is kept to those who are named, that a request exists, or what came in answer to it: who, until when, why, and every
// decision on it.
import { z } from 'zod';
import type { Day } from '../../../../base/day.ts';
import { isUuid, type Uuid } from '../../../../base/ids.ts';
import { Refusal } from '../../../../base/refusal.ts';
import type { Member } from '../../../../people/case-member.store.ts';
import { day } from '../../../../web/fields/day.ts';
import { orNone, type Fields, type Words } from '../../../../web/fields/field.ts';
import { someOf } from '../../../../web/fields/some.ts';
import { text } from '../../../../web/fields/text.ts';
import type { Messages } from '../../../../web/messages.ts';
import { visiblePlain } from '../../../../web/safe-text.ts';
import { dayText } from '../../../../web/when.ts';

/** Closed list: what may be kept. */
export type KeptKind = 'request' | 'result';

export interface Keepable {
  readonly of: KeptKind;
  /** Of the request, or of its delivery. */
  readonly id: Uuid;
}

/** As it is found. */
export interface Kept extends Keepable {
  readonly request: Uuid;
  readonly caseId: Uuid;
  /** False: whoever sees requests, or may know of the request of a result, knows of it. */
  readonly isKept: boolean;
}

/** The condition of the sender, or the rule, in words. Of a result alone: what a request is kept for is its reason. */
export const GROUND_MAX = 1000;
export const REASON_MAX = 2000;
const KNOWERS_MAX = 500;

/** What is asked about hangs on it. */
interface KeepOf {
  readonly of: KeptKind;
  readonly isKept: boolean;
  /** Of today, in UTC. */
  readonly today: Day;
}

export interface KeepAbout extends KeepOf {
  /** To choose from: of a result, those who may know of the request. */
  readonly members: readonly Member[];
  /** Chosen to begin with. */
  readonly chosen: readonly Uuid[];
  /** Who is asked: among those who know. */
  readonly me: Uuid;
  /** As it is now, to be changed. */
  readonly before?: Pick<Confidentiality, 'until' | 'ground'>;
}

/** Of any act of it, at least one reason. */
const reasonOf = <A>(asked: { readonly ask: Words<A>; readonly hint?: Words<A> }) =>
  text<A>({
    ...asked,
    label: (say) => say.confidence.why,
    max: REASON_MAX,
    rows: 2,
    isPrivate: true,
    wrong: (say) => say.form.needed(say.confidence.reasonWhat),
    tooLong: (say) => say.form.tooLong(say.confidence.why, REASON_MAX),
    means: 'A reason.',
  });

const until = orNone(
  day<Pick<KeepAbout, 'of' | 'today' | 'before'>>({
    ask: (say) => say.confidence.until,
    label: (say) => say.confidence.untilLabel,
    hint: (say, { of }) => say.confidence.untilHint[of],
    after: ({ today }) => today,
    wrong: (say) => say.confidence.untilWrong,
    preset: ({ before }) => before?.until ?? '',
    means: 'The day on which those of them who decide are asked; null: nobody is asked.',
  }),
  (say) => say.confidence.noUntil,
);
const reason = reasonOf<Pick<KeepOf, 'of' | 'isKept'>>({
  ask: ({ confidence }, { of, isKept }) => (isKept ? confidence.reason : confidence.reasonAtFirst[of]),
});
const ground = text<Pick<KeepAbout, 'before'>>({
  ask: (say) => say.confidence.ground,
  label: (say) => say.confidence.groundLabel,
  hint: (say) => say.confidence.groundHint,
  max: GROUND_MAX,
  rows: 2,
  isPrivate: true,
  wrong: (say) => say.form.needed(say.confidence.groundWhat),
  tooLong: (say) => say.form.tooLong(say.confidence.groundLabel, GROUND_MAX),
  preset: ({ before }) => before?.ground ?? '',
  means: 'The condition of the sender, or the rule.',
});

/** Who may know: whoever decides, and a lead, among them. */
const knowers = someOf<Member, Uuid, KeepAbout>({
  ask: (say, { of }) => say.confidence.knowers[of],
  hint: (say) => say.confidence.knowersHint,
  list: ({ members }) => members,
  id: ({ person }) => person,
  words: (_say, { name }) => visiblePlain(name, 200),
  hints: (say, { role, hasAccess }) =>
    hasAccess ? say.caseRole[role] : `${say.caseRole[role]} · ${say.people.ended}`,
  chosen: ({ chosen }) => chosen,
  isEnough: (named, { me }) =>
    named.some(({ role, hasAccess }) => role === 'lead' && hasAccess) &&
    named.some(({ person }) => person === me),
  wrong: (say) => say.confidence.knowersWrong,
  isPrivate: true,
  ids: z
    .uuid()
    .refine(isUuid)
    .transform((one) => one as Uuid), // refined
  max: KNOWERS_MAX,
  means:
    'Everybody who may know: ids of members, you and a lead among them; of a result, of members who may know of the request.',
});

/** Asked of whatever is kept, and besides of a result. */
export const KEEP = {
  request: { until, knowers, reason },
  result: { until, knowers, ground, reason },
} satisfies { readonly [of in KeptKind]: Fields };
/** The same without those in which people are named: of these the database knows. */
export const KEEP_CHECKED = { request: { until, reason }, result: { until, ground, reason } };

export const OPENING = {
  reason: reasonOf<{ readonly opened: string }>({
    ask: (say) => say.confidence.openAsk,
    hint: (_say, { opened }) => opened,
  }),
} satisfies Fields;

export const untilWords = (say: Messages, day_: Day | undefined): string =>
  day_ === undefined ? say.confidence.noUntil : dayText(say, new Date(day_));

/** What somebody asks for. */
export interface Keeping {
  /** Everybody who may know. */
  readonly knowers: readonly Uuid[];
  readonly until: Day | undefined;
  /** Of a result, and of nothing else. */
  readonly ground?: string | undefined;
  readonly reason: string;
}

/** Closed list. */
export type ConfidenceAct = 'restricted' | 'named' | 'removed' | 'extended' | 'opened';

export interface Confidentiality {
  readonly knowers: readonly { readonly person: Uuid; readonly name: string }[];
  /** When those of them who decide are asked whether it may be opened; undefined: nobody is. It never opens by itself. */
  readonly until: Day | undefined;
  readonly ground: string | undefined;
  /** The newest first. */
  readonly decisions: readonly ConfidenceDecision[];
}

export interface ConfidenceDecision {
  readonly act: ConfidenceAct;
  readonly by: string | undefined;
  readonly at: Date;
  readonly about: string | undefined;
  readonly until: Day | undefined;
  readonly ground: string | undefined;
  readonly reason: string;
  /** `key <id>`, where another program decided it in somebody's name. */
  readonly through: string | undefined;
}

export interface ConfidenceChange {
  readonly act: ConfidenceAct;
  readonly about?: Uuid;
}

/** What stands between what was and what is asked for, in the order in which it is recorded. */
export function decisionsBetween(
  isKept: boolean,
  before: Pick<Confidentiality, 'knowers' | 'until' | 'ground'>,
  asked: Pick<Keeping, 'knowers' | 'until' | 'ground'>,
): ConfidenceChange[] {
  const knew = before.knowers.map(({ person }) => person);
  const named = asked.knowers.filter((one) => !knew.includes(one));
  const removed = knew.filter((one) => !asked.knowers.includes(one));
  const isOther = before.until !== asked.until || before.ground !== asked.ground;
  return [
    ...named.map((about) => ({ act: 'named' as const, about })),
    ...(isKept ? [] : [{ act: 'restricted' as const }]),
    ...(isKept && isOther ? [{ act: 'extended' as const }] : []),
    ...removed.map((about) => ({ act: 'removed' as const, about })),
  ];
}

/** From now on whoever holds it, or was offered it, would find it no more, and could not give it back. */
export const heldElsewhere = (number: string): Refusal => new Refusal('conflict.heldElsewhere', { number });
