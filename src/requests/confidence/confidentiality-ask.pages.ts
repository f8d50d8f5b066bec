// The questions of `KEEP` for what still asks with the steps of web/steps.ts: a result, and a request that is registered.
import { isUuid, type Uuid } from '../../base/ids.ts';
import type { Fields } from '../../web/fields/field.ts';
import { dayGiven } from '../../web/day-field.ts';
import type { Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { SaidLine, StepAsked } from '../../web/steps.ts';
import { KEEP, type KeepAbout, type KeptKind } from './confidentiality.ts';

/** The first of them may stand in an address; the others name somebody, or grow long. */
export type KeepStep = 'until' | 'knowers' | 'ground';
export const KEEP_POSTED: readonly KeepStep[] = ['knowers', 'ground'];
export const KEEP_STEPS: { readonly [of in KeptKind]: readonly KeepStep[] } = {
  request: ['until', 'knowers'],
  result: ['until', 'knowers', 'ground'],
};

/** Asked before them, when something comes: as it is known anyway, or to those who are named. */
export const CONFIDENCES = ['asRequest', 'named'] as const;

/** Whether the answers keep it to some who are named. */
export function isNamed(given: URLSearchParams): boolean {
  return given.get('confidence') === 'named';
}

const fieldOf = (step: KeepStep): Fields[string] => KEEP.result[step];

const readOf = (about: KeepAbout, step: KeepStep, given: URLSearchParams) =>
  fieldOf(step).read(fieldOf(step).typed(given, step, about), step, about);

export function keepWrong(
  say: Messages,
  about: KeepAbout,
  step: KeepStep,
  given: URLSearchParams,
): string | undefined {
  // It may be left empty, and is asked all the same.
  if (step === 'until' && ![...given.keys()].some((name) => name === step || name.startsWith(`${step}.`)))
    return say.confidence.untilWrong;
  const read = readOf(about, step, given);
  return read.ok ? undefined : read.wrong.words(say);
}

/** As they were answered; each of them is right. */
export function keptGiven(given: URLSearchParams): {
  readonly knowers: readonly Uuid[];
  readonly until: string | undefined;
  /** '' where it is not asked. */
  readonly ground: string;
} {
  const until = dayGiven(given, 'until');
  return {
    knowers: [...new Set(given.getAll('knowers').filter((one): one is Uuid => isUuid(one)))],
    until: until === '' ? undefined : until,
    ground: (given.get('ground') ?? '').trim(),
  };
}

export function keepQuestion(
  say: Messages,
  about: KeepAbout,
  { step, given, errors }: Pick<StepAsked<KeepStep>, 'step' | 'given' | 'errors'>,
): { readonly title: string; readonly question: Html } {
  const field = fieldOf(step);
  return { title: field.ask(say, about), question: field.control(say, { name: step, given, errors }, about) };
}

/** What was said, under the last question. */
export function keepSaid(
  say: Messages,
  about: KeepAbout,
  given: URLSearchParams,
): readonly SaidLine<KeepStep>[] {
  return KEEP_STEPS[about.of].map((step) => {
    const { label, ask, said } = fieldOf(step);
    const read = readOf(about, step, given);
    return { step, label: (label ?? ask)(say, about), value: read.ok ? said(say, read.value) : '' };
  });
}
