// Who may know of a request that comes in, asked while it is registered: so that nobody learns of a confidential one in between.
import type { Messages } from '../../web/messages.ts';
import type { Html } from '../../web/html.ts';
import { choices, field } from '../../web/parts.ts';
import type { SaidLine, StepAsked } from '../../web/steps.ts';
import {
  CONFIDENCES,
  isNamed,
  keepQuestion,
  keepSaid,
  keepWrong,
} from '../confidence/confidentiality-ask.pages.ts';
import { REASON_MAX, type KeepAbout } from '../confidence/confidentiality.ts';

const KEEPING = ['until', 'knowers', 'reason'] as const;
/** None of them stands in an address. */
export const REGISTER_KEEP_STEPS = ['confidence', ...KEEPING] as const;
export type RegisterKeepStep = (typeof REGISTER_KEEP_STEPS)[number];

export interface RegisterKeepAbout extends KeepAbout {
  /** Where nobody is named: whether it is about a confidential request, whose knowers then know of it. */
  readonly follows: 'open' | 'restricted';
}

export function isKeepStep(step: string): step is RegisterKeepStep {
  return REGISTER_KEEP_STEPS.some((one) => one === step);
}

export function keepStepsOf(given: URLSearchParams): readonly RegisterKeepStep[] {
  return isNamed(given) ? REGISTER_KEEP_STEPS : ['confidence'];
}

export function keepStepWrong(
  say: Messages,
  about: KeepAbout,
  step: RegisterKeepStep,
  given: URLSearchParams,
): string | undefined {
  if (step === 'confidence')
    return CONFIDENCES.some((one) => one === given.get(step)) ? undefined : say.form.choose;
  return step === 'reason' ? reasonWrong(say, given.get(step) ?? '') : keepWrong(say, about, step, given);
}

export function keepStepTitle(say: Messages, step: RegisterKeepStep): string {
  const { ask, until, knowers, reasonAtFirst } = say.confidence;
  return { confidence: ask.request, until, knowers: knowers.request, reason: reasonAtFirst.request }[step];
}

export function keepStepQuestion(
  say: Messages,
  about: RegisterKeepAbout,
  { step, given, errors }: Pick<StepAsked<RegisterKeepStep>, 'step' | 'given' | 'errors'>,
): Html {
  const title = keepStepTitle(say, step);
  if (step === 'until' || step === 'knowers')
    return keepQuestion(say, about, { step, given, errors }).question;
  if (step === 'reason') {
    const value = given.get(step) ?? '';
    return field(say, { name: step, label: title, rows: 2, value, isHeading: true }, errors);
  }
  const words = say.confidence;
  const list = CONFIDENCES.map((value) => ({
    value,
    words: choiceWords(say, about, value),
    ...(value === 'named' ? { hint: words.namedHint } : about.follows === 'open' ? { hint: words.open } : {}),
    isChosen: isNamed(given) === (value === 'named'),
  }));
  return choices(say, { name: step, kind: 'radios', legend: title, list, isHeading: true }, errors);
}

function reasonWrong(say: Messages, reason: string): string | undefined {
  const { length } = reason.trim();
  if (length === 0) return say.form.needed(say.confidence.reasonWhat);
  return length > REASON_MAX ? say.form.tooLong(say.confidence.why, REASON_MAX) : undefined;
}

function choiceWords(
  say: Messages,
  { follows }: RegisterKeepAbout,
  value: (typeof CONFIDENCES)[number],
): string {
  const { asRequest, named } = say.confidence.choices;
  return value === 'named' ? named : asRequest[follows];
}

export function keepStepSaid(
  say: Messages,
  about: RegisterKeepAbout,
  step: RegisterKeepStep,
  given: URLSearchParams,
): SaidLine<RegisterKeepStep> {
  const label = keepStepTitle(say, step);
  switch (step) {
    case 'confidence':
      return { step, label, value: choiceWords(say, about, isNamed(given) ? 'named' : 'asRequest') };
    case 'reason':
      return { step, label, value: (given.get(step) ?? '').trim() };
    case 'until':
    case 'knowers': {
      const { value } = keepSaid(say, about, given).find((one) => one.step === step) ?? { value: '' };
      return { step, label: step === 'until' ? say.confidence.untilLabel : label, value };
    }
  }
}
