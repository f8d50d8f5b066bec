// The questions of one act on a request, by what its row demands: as fields of the engine (people/act.routes.ts), and what was said in them
// as the act takes it.
import { phrase } from '../../../base/refusal.ts';
import { optional, readEach, wrong, type Body, type Fields } from '../../../web/fields/field.ts';
import { together } from '../../../web/fields/group.ts';
import type { Messages } from '../../../web/messages.ts';
import type { Knowledge } from '../../../law/model.ts';
import { sentenceText } from '../../../law/sentence.pages.ts';
import { refText } from '../../core/ref-text.pages.ts';
import type { ActDetail, ActGiven } from '../../machine/states/life.ts';
import { isOwnRule } from '../../machine/states/guard-refs.ts';
import { hindrances, type Hindrance } from '../../machine/states/guards.ts';
import type { Guard } from '../../machine/states/machine.ts';
import { itemsSaid } from './item-fields.pages.ts';
import type { ActAbout, ActOf, Left } from './question.pages.ts';
import { QUESTIONS } from './questions.pages.ts';

type ActField = keyof typeof QUESTIONS;

const NAMES = Object.keys(QUESTIONS) as ActField[]; // of this very object

/** What was answered so far. */
type Said = {
  readonly [name in ActField]?: ReturnType<(typeof QUESTIONS)[name]['field']> extends {
    // As its field reads it.
    readonly body: (value: infer V, name: string) => unknown;
  }
    ? V
    : never;
};

/** What an act may have to say, in the order in which it is asked. */
export function questionsOf(of: Omit<ActOf, 'isCompared'> & { readonly isCompared?: boolean }): ActField[] {
  const { isCompared = false } = of;
  return NAMES.filter((name) => {
    const { when, guards }: { when?: (of: ActOf) => boolean; guards: readonly Guard[] } = QUESTIONS[name];
    return when === undefined
      ? guards[0] !== undefined && of.row.guards.includes(guards[0])
      : when({ ...of, isCompared });
  });
}

/** As the engine asks them. */
export function fieldsOfAct(about: ActAbout): Fields {
  const { row, shown, compared } = about;
  const names = questionsOf({ row, facts: shown.life.facts, isCompared: compared !== undefined });
  return Object.fromEntries(names.map((name) => [name, fieldOf(about, names, name)]));
}

/** Acts whose questions stand on one page, since somebody waits. */
const ON_ONE_PAGE: {
  readonly [act: string]: Pick<Parameters<typeof together>[0], 'ask' | 'means'> & { readonly name: string };
} = {
  verifyByCallBack: {
    name: 'called',
    ask: (say) => say.requestLife.asks.callBack,
    means: 'Who was called back, when, and what shows it.',
  },
  actUrgently: {
    name: 'urgent',
    ask: (say) => say.requestLife.asks.urgent,
    means: 'Whose data it is about, and why it cannot wait.',
  },
};

/** As they stand on pages: of an emergency all on one. `said`: each under its own name again. */
export function pagesOfAct(about: ActAbout): {
  readonly fields: Fields;
  readonly said: (read: Body) => Body;
  /** Where the control of one is. */
  readonly at: (name: ActField) => { readonly question: string; readonly at?: string };
} {
  const parts = fieldsOfAct(about);
  const one = ON_ONE_PAGE[about.row.act];
  if (one === undefined || Object.keys(parts).length < 2)
    return { fields: parts, said: (read) => read, at: (question) => ({ question }) };
  const { name: page, ...words } = one;
  return {
    fields: { [page]: together({ ...words, isNamed: true, parts }) },
    said: ({ [page]: said }) => said as Body, // as its parts were read
    at: (name) => ({ question: page, at: `${page}.${name}` }),
  };
}

/** None but such as an answer would ask for. */
export function asksNothing(about: ActAbout): boolean {
  return readEach(fieldsOfAct(about), {}, undefined as never).length === 0; // they hang on nothing else
}

function fieldOf(about: ActAbout, names: readonly ActField[], name: ActField): Fields[string] {
  const {
    guards,
    isOptional,
    none = () => '–',
    isAsked,
    field: make,
  }: (typeof QUESTIONS)['reason'] = QUESTIONS[name] as never; // of any answer
  const mayBeEmpty = isOptional?.(about.row) === true;
  const bare = make(about, (words) => (mayBeEmpty ? (say) => say.requests.optionalLabel(words(say)) : words));
  const field: Fields[string] = mayBeEmpty ? optional(bare, none) : bare;
  const named = guards.filter((guard) => about.row.guards.includes(guard));
  return {
    ...field,
    isAsked: (said) => isAsked?.(said, leftBy(about, said), about) ?? true,
    read: (body, own, _about, said = {}) => {
      const read = field.read(body, own, undefined, said);
      const left = leftBy(about, read.ok ? { ...said, [name]: read.value } : said);
      if (!read.ok) {
        const guard = left(named)[0]?.guard ?? named[0];
        return guard === undefined || !isEmpty(body[own])
          ? read
          : wrong((say) => say.requestLife.guards[guard], read.wrong.expected, read.wrong.found);
      }
      const now = { ...said, [name]: read.value };
      // A day that was right may be over by an hour of it.
      const answered: readonly Guard[] =
        name === 'lastHour'
          ? ['deadlineGiven']
          : named.filter((guard) => lastFor(about, names, guard, now) === name);
      const [first] = left(answered);
      return first === undefined
        ? read
        : wrong(
            (say) => hindranceWords(say, about.shown.law, first),
            phrase('guardMet', { guard: first.guard, ref: first.ref }),
            first.found,
          );
    },
  };
}

function isEmpty(typed: unknown): boolean {
  return (
    typed === undefined ||
    (typeof typed === 'string' && typed.trim() === '') ||
    (Array.isArray(typed) && typed.length === 0)
  );
}

/** The last of the questions that answer it, of those that are asked. */
function lastFor(
  about: ActAbout,
  names: readonly ActField[],
  guard: Guard,
  said: Body,
): ActField | undefined {
  return names.findLast((name) => {
    const { guards, isAsked }: Pick<(typeof QUESTIONS)['reason'], 'guards' | 'isAsked'> = QUESTIONS[name];
    return guards.includes(guard) && (isAsked?.(said, leftBy(about, said), about) ?? true);
  });
}

/** Whether one of these questions would answer it. */
export function isAnswered(guard: Guard, names: readonly ActField[]): boolean {
  return names.some((name) => (QUESTIONS[name].guards as readonly Guard[]).includes(guard));
}

/** Beside which question it is said that this stands in the way; undefined: none of them. */
export function questionFor(about: ActAbout, said: Body, guard?: Guard): ActField | undefined {
  const names = Object.keys(said) as ActField[]; // as they were read
  return (guard && lastFor(about, names, guard, said)) ?? names.at(-1);
}

function leftBy(about: ActAbout, said: Body): Left {
  return (guards, reason) => {
    const given = givenOf(about.row.act, said);
    return hindrances(guards, {
      ...about.shown.life.facts,
      occurredAt: given.occurredAt === undefined ? about.now : new Date(given.occurredAt),
      zone: given.zone ?? 'UTC',
      evidence: given.evidence,
      reason: given.reason ?? reason,
      detail: { ...given.detail, ...about.compared },
    });
  };
}

/** As the act takes it; nothing of what is not wholly said: the guard asks for it. */
export function givenOf(act: string, body: Body): ActGiven {
  const said: Said = body; // as the fields read it
  const { occurred, call, callSpoke: spokeTo, items, until, fetched, exhibits } = said;
  const detail: ActDetail = {
    ...(items !== undefined && items.length > 0 && { items: itemsSaid(said) }),
    ...only({
      capacity: said.capacity,
      identifiers: said.identifiers && [...said.identifiers],
      ground: said.ground,
      conditions: said.conditions,
      channel: said.channel,
      means: said.means,
      reference: said.reference,
      preservation: said.preservation,
      assignedTo: said.assignedTo,
      assignee: said.assignee === undefined || said.assignee === 'other' ? undefined : said.assignee.person,
    }),
    ...(until !== undefined && { link: { until } }),
    ...(fetched !== undefined && { fetched: fetched.map(({ id }) => id) }),
    ...(call !== undefined && spokeTo !== undefined && { callBack: { ...call, spokeTo } }),
    ...(exhibits !== undefined && { exhibits: exhibits.map(({ number }) => number) }),
    ...(said.digests !== undefined && { digestsMatch: true }),
    ...(said.restrictions !== undefined && { restrictions: 'none' }),
    ...carriedSaid(said),
    ...deadlineSaid(said),
    ...noticeSaid(said),
    ...endingSaid(said),
  };
  return {
    act,
    ...only({ occurredAt: occurred?.at, zone: occurred?.zone, evidence: said.evidence, reason: said.reason }),
    detail,
  };
}

function carriedSaid({ carried, whyOther: why, inWhat, recipient }: Said): Pick<ActDetail, 'carried'> {
  if (carried === 'system') return { carried: { by: 'system' } };
  if (why === undefined || inWhat === undefined) return {};
  return { carried: { by: 'other', why: [...why], inWhat, ...only({ recipient }) } };
}

function deadlineSaid({ timeLimit, setBy, lastDay, lastHour: hour }: Said): Pick<ActDetail, 'deadline'> {
  if (lastDay === undefined || setBy === undefined) return {};
  return { deadline: { lastDay, setBy, ...only({ hour, timeLimit: timeLimit?.id }) } };
}

function noticeSaid({ notifiedTo: authority, notNotified: notNeeded }: Said): Pick<ActDetail, 'notified'> {
  if (authority === undefined && notNeeded === undefined) return {};
  return { notified: only({ authority, notNeeded }) };
}

function endingSaid(said: Said): Pick<ActDetail, 'certificate' | 'costs' | 'feedback'> {
  const { certificateWhat: what, certificateNone: why, costAmount, costBearer: bearer, feedback: use } = said;
  return {
    ...(what !== undefined && { certificate: { kind: 'came', what } }),
    ...(why !== undefined && { certificate: { kind: 'none', why } }),
    ...(said.costs === 'none' && { costs: { kind: 'none' } }),
    ...(costAmount !== undefined &&
      bearer !== undefined && { costs: { kind: 'some', ...costAmount, bearer } }),
    ...(use === 'none' && { feedback: { kind: 'none' } }),
    ...(use !== undefined &&
      use !== 'none' && { feedback: { kind: 'given', use, ...only({ words: said.feedbackWords }) } }),
  };
}

/** Without what is undefined. */
function only<O extends object>(of: O): { readonly [K in keyof O]?: NonNullable<O[K]> } {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as never; // of its own members
}

/** In the reader's words. What the planner says of it, with the article: whoever chose a way that is closed learns why. */
function hindranceWords(
  say: Messages,
  law: Pick<Knowledge, 'instruments' | 'otherInstruments'>,
  { guard, ref, why }: Hindrance,
): string {
  const words = say.requestLife.guards[guard];
  if (guard !== 'channelAllowed') return words;
  const because = why === undefined ? '' : typeof why === 'string' ? why : sentenceText(say, why);
  const rule = isOwnRule(ref) ? '' : say.requestLife.rule(refText(say, law, ref));
  return [words, because, rule].filter((one) => one !== '').join(' ');
}
