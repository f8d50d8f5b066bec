// What is asked of a remedy, one question a page: how it was used, and later what has become of it. Its court and what shows it may
// name somebody; they stand in no address.
import { isDay } from '../../law/day.ts';
import { dayGiven } from '../../web/day-field.ts';
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, field } from '../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked, type Steps } from '../../web/steps.ts';
import { dayText } from '../../web/when.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { belowRequest } from '../life/follow/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../request-shown.pages.ts';
import { LINE_MAX, textIn } from './order-record.ts';
import { commonQuestion, commonWrong, keyField, type Days } from './order-record.pages.ts';
import { kindWords, REMEDIES, remedyAddress } from './remedy.pages.ts';
import { REMEDY_KINDS, REMEDY_OUTCOMES, REMEDY_USERS, type Remedy } from './remedy.ts';

const USED = ['kind', 'usedBy', 'on', 'court', 'evidence'] as const;
const DECIDED = ['outcome', 'on', 'evidence'] as const;
export type UsedStep = (typeof USED)[number];
export type DecidedStep = (typeof DECIDED)[number];
type Step = UsedStep | DecidedStep;

export function usedSteps(say: Messages, days: Days): Steps<UsedStep> {
  return {
    steps: USED,
    posted: ['court'],
    more: ['key'],
    wrong: (step, given) => wrong(say, step, given, days),
  };
}

export function decidedSteps(say: Messages, days: Days): Steps<DecidedStep> {
  return { steps: DECIDED, wrong: (step, given) => wrong(say, step, given, days) };
}

function wrong(say: Messages, step: Step, given: URLSearchParams, days: Days): string | undefined {
  const isOneOf = (list: readonly string[]): boolean => list.includes(given.get(step) ?? '');
  switch (step) {
    case 'kind':
      return isOneOf(REMEDY_KINDS) ? undefined : say.form.choose;
    case 'usedBy':
      return isOneOf(REMEDY_USERS) ? undefined : say.form.choose;
    case 'outcome':
      return isOneOf(REMEDY_OUTCOMES) ? undefined : say.form.choose;
    case 'court':
      return textIn(given.get(step), LINE_MAX) === undefined ? say.remedy.wrongCourt : undefined;
    case 'on':
    case 'evidence':
      return commonWrong(say, step, given, days);
  }
}

export function usedPage(
  say: Messages,
  shown: RequestShown,
  asked: StepAsked<UsedStep> & { readonly key: string },
): View {
  const words = say.remedy;
  const title = words.asks[asked.step];
  const one = question(say, asked, title);
  return belowRequest(say, shown, {
    title,
    here: words.record,
    under: { words: words.title, path: REMEDIES },
    errors: asked.errors,
    main: stepForm(
      say,
      {
        ...asked,
        address: requestAddress(shown.file, shown.request.number, `${REMEDIES}/new`),
        caption: words.title,
        button: say.orderRecord.record,
      },
      asked.step === 'evidence' ? html`${keyField(asked.given, asked.key)}${one}` : one,
      () => said(say, asked, words.labels.on),
    ),
  });
}

export function decidedPage(
  say: Messages,
  shown: RequestShown,
  asked: StepAsked<DecidedStep> & { readonly remedy: Remedy },
): View {
  const words = say.remedy;
  const { step, remedy } = asked;
  const title = step === 'on' ? words.asks.decidedOn : words.asks[step];
  return belowRequest(say, shown, {
    title,
    here: words.toOutcome,
    under: { words: words.title, path: REMEDIES },
    errors: asked.errors,
    main: stepForm(
      say,
      {
        ...asked,
        address: remedyAddress(shown, remedy, 'outcome'),
        caption: `${words.number(remedy.number)} · ${words.kinds[remedy.kind]}`,
        button: say.orderRecord.record,
      },
      question(say, asked, title),
      () => said(say, asked, words.labels.decidedOn),
    ),
  });
}

function question<One extends Step>(say: Messages, asked: StepAsked<One>, title: string): Html {
  const words = say.remedy;
  const { given, errors } = asked;
  const step: Step = asked.step;
  const radios = (list: readonly { readonly value: string; readonly words: string }[], hint?: string) => {
    const chosen = list.map((one) => ({ ...one, isChosen: given.get(step) === one.value }));
    const ask = { name: step, kind: 'radios', legend: title, isHeading: true, list: chosen } as const;
    return choices(say, { ...ask, ...(hint !== undefined && { hint }) }, errors);
  };
  switch (step) {
    case 'kind':
      return radios(REMEDY_KINDS.map((kind) => ({ value: kind, words: kindWords(say, { kind }) })));
    case 'usedBy':
      return radios(
        REMEDY_USERS.map((one) => ({ value: one, words: words.users[one] })),
        words.usedByHint,
      );
    case 'outcome':
      return radios(REMEDY_OUTCOMES.map((one) => ({ value: one, words: words.outcomes[one] })));
    case 'court': {
      const value = given.get(step) ?? '';
      return field(say, { name: step, label: title, isHeading: true, value }, errors);
    }
    case 'on':
    case 'evidence':
      return commonQuestion(say, step, title, { given, errors, hint: words.evidenceHint });
  }
}

/** Of the pages before the last, whose answer stands in its field. `on`: what the day is called. */
function said<One extends Step>(
  say: Messages,
  { asking, given }: StepAsked<One>,
  on: string,
): SaidLine<One>[] {
  const words = say.remedy;
  const labels = { ...words.labels, on, evidence: '' };
  return asking.steps
    .slice(0, -1)
    .map((step) => ({ step, label: labels[step], value: answer(say, step, given) }));
}

function answer(say: Messages, step: Step, given: URLSearchParams): string {
  const words = say.remedy;
  const text = given.get(step) ?? '';
  const kind = REMEDY_KINDS.find((one) => one === text);
  const named: { readonly [value: string]: string } = { ...words.users, ...words.outcomes };
  if (step === 'kind') return kind === undefined ? '' : kindWords(say, { kind });
  if (step === 'usedBy' || step === 'outcome') return named[text] ?? '';
  const day = dayGiven(given, step);
  return step === 'on' && isDay(day) ? dayText(say, new Date(day)) : visiblePlain(text.trim(), LINE_MAX);
}
