// The duty to tell a person that their data were obtained: planned, delayed with a reason and a day of review, done.
import { phrase, Refusal } from '../../../base/refusal.ts';
import { z } from 'zod';
import type { Day } from '../../../base/day.ts';
import type { Uuid } from '../../../base/ids.ts';
import { isoUtc, latestDay } from '../../../base/time.ts';
import { day } from '../../../web/fields/day.ts';
import type { Fields } from '../../../web/fields/field.ts';
import { factsOf } from '../../../web/fields/record.ts';
import { text } from '../../../web/fields/text.ts';
import type { Messages } from '../../../web/messages.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { dayText } from '../../../web/when.ts';
import type { RecordKind, ShownRecord, StepGiven } from './record.ts';

const TONES = { planned: 'warn', delayed: 'warn', done: 'ok', notNeeded: 'plain' } as const;
type State = keyof typeof TONES;

const states = z.enum(Object.keys(TONES) as [State]); // its own keys
const [date, words] = [z.iso.date().nullable(), z.string().nullable()];
const said = { by: words, through: words, dueOn: date, doneOn: date, evidence: words, reason: words };
const shape = z
  .object({
    number: z.int().describe('Within the request.'),
    person: z.string(),
    basis: z.string().describe('On what rule, as whoever planned it says.'),
    state: states,
    dueOn: date.describe('The day for which it is planned, or that of the review.'),
    events: z.array(z.object({ act: states, at: z.iso.datetime(), ...said })),
  })
  .meta({ id: 'RequestNotice' });

type Json = Readonly<z.infer<typeof shape>>;
export type NoticeEvent = Readonly<Omit<Json['events'][number], 'at'>> & { readonly at: Date };
/** Its events the oldest first. */
export type Notice = Omit<Json, 'events'> & { readonly id: Uuid; readonly events: readonly NoticeEvent[] };

export const isOver = ({ state }: Pick<Notice, 'state'>): boolean =>
  state === 'done' || state === 'notNeeded';

const line = { max: 1000, wrong: (say: Messages) => say.notice.wrongPlan };
const long = { ...line, max: 4000, rows: 3, isPrivate: true } as const;

const PLAN = {
  basis: text({
    ...line,
    ask: (say) => say.notice.asks.basis,
    label: (say) => say.notice.basis,
    hint: (say) => say.notice.basisHint,
    means: 'On what rule.',
  }),
  dueOn: day({
    ask: (say) => say.notice.asks.dueOn,
    label: (say) => say.notice.dueOn,
    wrong: (say) => say.notice.wrongDay,
    means: 'The day by which they are told.',
  }),
  person: text({
    ...line,
    ask: (say) => say.notice.asks.person,
    hint: (say) => say.notice.personHint,
    means: 'Whom to tell.',
    isPrivate: true,
  }),
} satisfies Fields;

interface Now {
  readonly now: number;
}

const DONE = {
  on: day<Now>({
    ask: (say) => say.notice.asks.on,
    label: (say) => say.notice.on,
    to: ({ now }) => latestDay(now),
    wrong: (say) => say.notice.wrongOn,
    means: 'The day on which the person was told.',
  }),
  evidence: text({
    ...long,
    ask: (say) => say.notice.asks.evidence,
    hint: (say) => say.notice.evidenceHint,
    means: 'What shows that the person was told.',
  }),
} satisfies Fields;

const DELAYED = {
  review: day<Now>({
    ask: (say) => say.notice.asks.review,
    label: (say) => say.notice.reviewOn,
    hint: (say) => say.notice.reviewHint,
    after: ({ now }) => isoUtc(now).slice(0, 10),
    wrong: (say) => say.notice.wrongReview,
    means: 'The day on which the delay is reviewed.',
  }),
  reason: text({ ...long, ask: (say) => say.notice.whys.delayed, means: 'Why the person is not told yet.' }),
} satisfies Fields;

const WHY = {
  reason: text({ ...long, ask: (say) => say.notice.whys.notNeeded, means: 'Why nobody has to be told.' }),
} satisfies Fields;

const isWeighed = phrase('sayNotTold');
const STEPS = {
  done: { path: 'done', fields: DONE, to: (say: Messages) => say.notice.acts.done },
  delayed: { path: 'delayed', fields: DELAYED, to: (say: Messages) => say.notice.acts.delayed, isWeighed },
  notNeeded: { path: 'notNeeded', fields: WHY, to: (say: Messages) => say.notice.acts.notNeeded, isWeighed },
};
export type NoticeStep = StepGiven<typeof STEPS>;

export const NOTICE: RecordKind<Notice, typeof PLAN, typeof STEPS> = {
  path: '/notices',
  named: 'notice',
  may: 'informPerson',
  act: 'planned',
  fields: PLAN,
  steps: STEPS,
  words: ({ notice: of }) => ({ ...of, record: of.plan, button: of.planButton, saved: of.notices.saved }),
  notes: ({ notice: say }, instrument) => [instrument === 'eu-2023-1543' ? say.regulation : say.other],
  isOpen: (one) => !isOver(one),
  conflict: ({ state }) => new Refusal('conflict.noticeOver', { state }),
  shown,
  api: {
    list: {
      id: 'RequestNoticePage',
      operation: 'listRequestNotices',
      summary: 'Lists who is to be told that their data were obtained, and how that stands.',
      shape,
      json: (one) => one,
    },
    begin: {
      id: 'NewRequestNotice',
      operation: 'planRequestNotice',
      summary: 'Plans that a person is told that their data were obtained.',
      answer: 'PlannedRequestNotice',
      words: 'It is planned.',
    },
    step: {
      id: 'PersonTold',
      path: 'told',
      act: 'done',
      operation: 'recordPersonTold',
      summary: 'Records that the person was told.',
      description:
        'That they are not told yet, or need not be, is weighed by a person and said on the pages; no key does it.',
    },
  },
};

function shown(say: Messages, { person, basis, state, dueOn, events }: Notice): ShownRecord {
  const of = say.notice;
  const stateText = (act: State, due: Day | null): string => {
    const until = due === null ? [] : [of[act === 'planned' ? 'by' : 'review'](dayText(say, new Date(due)))];
    return [of.states[act], ...until].join(' · ');
  };
  return {
    name: visiblePlain(person, 300),
    state: [TONES[state], stateText(state, dueOn)],
    // Whom to tell is its name, and the day stands in its state.
    facts: factsOf(say, { basis: PLAN.basis }, { basis }),
    events: events.map((event) => ({
      ...event,
      words: stateText(event.act, event.dueOn),
      on: event.doneOn,
      evidence: event.evidence ?? event.reason ?? '',
    })),
  };
}
