// What is asked about telling the person concerned, one question a page. Who it is, and why they are not told, is asked last and
// stands in no address.
import { latestDay } from '../../base/time.ts';
import { isDay } from '../../law/day.ts';
import { dayGiven, daysField } from '../../web/day-field.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { field } from '../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked, type Steps } from '../../web/steps.ts';
import { dayText } from '../../web/when.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { belowRequest } from '../life/follow/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../request-shown.pages.ts';
import { keyField } from './order-record.pages.ts';
import { NOTICES, outcomeAddress } from './notice.pages.ts';
import type { Notice, Outcome } from './notice.ts';

export type PlanStep = 'basis' | 'dueOn' | 'person';
export type OutcomeStep = 'on' | 'evidence' | 'review' | 'reason';
type Step = PlanStep | OutcomeStep;

const OF_OUTCOME = {
  done: ['on', 'evidence'],
  delayed: ['review', 'reason'],
  notNeeded: ['reason'],
} as const satisfies { readonly [outcome in Outcome]: readonly OutcomeStep[] };

const LINE_MAX = 1000;
const TEXT_MAX = 4000;

export function planSteps(say: Messages): Steps<PlanStep> {
  const words = say.notice;
  return {
    steps: ['basis', 'dueOn', 'person'],
    more: ['key'],
    wrong: (step, given) => {
      if (step === 'dueOn') return isDay(dayGiven(given, step)) ? undefined : words.wrongDay;
      return isText(given.get(step), LINE_MAX) ? undefined : words.wrongPlan;
    },
  };
}

export function outcomeSteps(say: Messages, outcome: Outcome, now: number): Steps<OutcomeStep> {
  const words = say.notice;
  const today = new Date(now).toISOString().slice(0, 10);
  return {
    steps: OF_OUTCOME[outcome],
    more: ['key'],
    wrong: (step, given) => {
      const day = dayGiven(given, step);
      switch (step) {
        case 'on':
          return isDay(day) && day <= latestDay(now) ? undefined : words.wrongOn;
        case 'review':
          return isDay(day) && day > today ? undefined : words.wrongReview;
        case 'evidence':
        case 'reason':
          return isText(given.get(step), TEXT_MAX) ? undefined : words.wrongPlan;
      }
    },
  };
}

function isText(text: string | null, max: number): boolean {
  const { length } = (text ?? '').trim();
  return length > 0 && length <= max;
}

export function planPage(
  say: Messages,
  shown: RequestShown,
  asked: StepAsked<PlanStep> & { readonly key: string },
): View {
  const words = say.notice;
  const title = words.asks[asked.step];
  const address = requestAddress(shown.file, shown.request.number, `${NOTICES}/new`);
  return belowRequest(say, shown, {
    title,
    here: words.plan,
    under: { words: words.title, path: NOTICES },
    errors: asked.errors,
    main: stepForm(
      say,
      { ...asked, address, caption: words.title, button: words.planButton },
      html`${asked.step === 'person' ? keyField(asked.given, asked.key) : nothing}${question(say, asked, title)}`,
      () => said(say, asked),
    ),
  });
}

export function outcomeStepPage(
  say: Messages,
  shown: RequestShown,
  asked: StepAsked<OutcomeStep> & {
    readonly notice: Notice;
    readonly outcome: Outcome;
    readonly key: string;
  },
): View {
  const words = say.notice;
  const { notice, outcome, step } = asked;
  const title = step === 'reason' && outcome !== 'done' ? words.whys[outcome] : words.asks[step];
  return belowRequest(say, shown, {
    title,
    here: words.acts[outcome],
    under: { words: words.title, path: NOTICES },
    errors: asked.errors,
    main: stepForm(
      say,
      {
        ...asked,
        address: outcomeAddress(shown, notice, outcome),
        caption: `${words.acts[outcome]}${say.language.colon}${visiblePlain(notice.person, 300)}`,
        button: words.record,
      },
      html`${asked.step === asked.asking.steps.at(-1) ? keyField(asked.given, asked.key) : nothing}${question(say, asked, title)}`,
      () => said(say, asked),
    ),
  });
}

function question<One extends Step>(say: Messages, asked: StepAsked<One>, title: string): Html {
  const words = say.notice;
  const { given, errors } = asked;
  const step: Step = asked.step;
  const ask = { name: step, isHeading: true } as const;
  const text = given.get(step) ?? '';
  switch (step) {
    case 'basis':
    case 'person': {
      const hint = step === 'basis' ? words.basisHint : words.personHint;
      return field(say, { ...ask, label: title, hint, value: text }, errors);
    }
    case 'dueOn':
    case 'on':
      return daysField(say, { ...ask, legend: title, value: dayGiven(given, step) }, errors);
    case 'review': {
      const value = dayGiven(given, step);
      return daysField(say, { ...ask, legend: title, hint: words.reviewHint, value }, errors);
    }
    case 'evidence':
      return field(say, { ...ask, label: title, hint: words.evidenceHint, rows: 3, value: text }, errors);
    case 'reason':
      return field(say, { ...ask, label: title, rows: 3, value: text }, errors);
  }
}

/** Of the pages before the last, whose answer stands in its field. */
function said<One extends Step>(say: Messages, { asking, given }: StepAsked<One>): SaidLine<One>[] {
  const words = say.notice;
  const labels: { readonly [step in Step]?: string } = {
    basis: words.basis,
    dueOn: words.dueOn,
    on: words.on,
    review: words.reviewOn,
  };
  return asking.steps.slice(0, -1).map((step) => {
    const day = dayGiven(given, step);
    const value = isDay(day)
      ? dayText(say, new Date(day))
      : visiblePlain((given.get(step) ?? '').trim(), 1000);
    return { step, label: labels[step] ?? '', value };
  });
}
