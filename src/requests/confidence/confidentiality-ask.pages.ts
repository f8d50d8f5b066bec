// The questions about who may know, until when and why, as they are asked when a result is recorded and when anything is kept.
import { isUuid, type Uuid } from '../../base/ids.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { isDay } from '../../law/day.ts';
import type { Member } from '../../people/case-member.store.ts';
import { dayGiven, daysField, hasDayParts } from '../../web/day-field.ts';
import type { Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { choices, field } from '../../web/parts.ts';
import type { SaidLine, StepAsked } from '../../web/steps.ts';
import { dayText, listText } from '../../web/when.ts';
import { GROUND_MAX, type KeptKind } from './confidentiality.ts';

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

export interface KeepAbout {
  readonly of: KeptKind;
  /** To choose from: of a result, those who may know of the request. */
  readonly members: readonly Member[];
  /** Chosen to begin with. */
  readonly chosen: readonly Uuid[];
  /** Who is asked: among those who know. */
  readonly me: Uuid;
  /** Of today, in UTC. */
  readonly today: string;
}

export function keepWrong(
  say: Messages,
  { members, me, today }: KeepAbout,
  step: KeepStep,
  given: URLSearchParams,
): string | undefined {
  const words = say.confidence;
  switch (step) {
    case 'until': {
      // It may be left empty, and is asked all the same.
      if (!given.has(step) && !hasDayParts(given, step)) return words.untilWrong;
      const until = dayGiven(given, step);
      return until === '' || (isDay(until) && until > today) ? undefined : words.untilWrong;
    }
    case 'knowers': {
      const named = members.filter(({ person }) => knowersGiven(given).includes(person));
      const isEnough =
        named.some(({ role, hasAccess }) => role === 'lead' && hasAccess) &&
        named.some(({ person }) => person === me);
      return isEnough ? undefined : words.knowersWrong;
    }
    case 'ground': {
      const { length } = (given.get('ground') ?? '').trim();
      if (length === 0) return say.form.needed(words.groundWhat);
      return length > GROUND_MAX ? say.form.tooLong(words.groundLabel, GROUND_MAX) : undefined;
    }
  }
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
    knowers: [...new Set(knowersGiven(given))],
    until: until === '' ? undefined : until,
    ground: (given.get('ground') ?? '').trim(),
  };
}

function knowersGiven(given: URLSearchParams): Uuid[] {
  return given.getAll('knowers').filter((one): one is Uuid => isUuid(one));
}

export function keepQuestion(
  say: Messages,
  { of, members, chosen }: KeepAbout,
  { step, given, errors }: Pick<StepAsked<KeepStep>, 'step' | 'given' | 'errors'>,
): { readonly title: string; readonly question: Html } {
  const words = say.confidence;
  switch (step) {
    case 'until': {
      const asked = {
        name: step,
        legend: words.until,
        hint: words.untilHint[of],
        value: dayGiven(given, step),
      };
      return { title: words.until, question: daysField(say, { ...asked, isHeading: true }, errors) };
    }
    case 'knowers': {
      const now = given.has(step) ? knowersGiven(given) : chosen;
      const list = members.map(({ person, name, role, hasAccess }) => ({
        value: person,
        words: visiblePlain(name, 200),
        hint: hasAccess ? say.caseRole[role] : `${say.caseRole[role]} · ${say.people.ended}`,
        isChosen: now.includes(person),
      }));
      const title = words.knowers[of];
      const asked = { name: step, kind: 'checkboxes', legend: title, hint: words.knowersHint } as const;
      return { title, question: choices(say, { ...asked, list, isHeading: true }, errors) };
    }
    case 'ground': {
      const asked = { name: step, label: words.ground, hint: words.groundHint, rows: 2, isHeading: true };
      const value = given.get(step) ?? '';
      return { title: words.ground, question: field(say, { ...asked, value }, errors) };
    }
  }
}

/** What was said, under the last question. */
export function keepSaid(
  say: Messages,
  { of, members }: KeepAbout,
  given: URLSearchParams,
): readonly SaidLine<KeepStep>[] {
  const words = say.confidence;
  const { knowers, until, ground } = keptGiven(given);
  const names = members
    .filter(({ person }) => knowers.includes(person))
    .map(({ name }) => visiblePlain(name, 200));
  const lines: readonly SaidLine<KeepStep>[] = [
    { step: 'until', label: words.untilLabel, value: untilWords(say, until) },
    { step: 'knowers', label: words.knowers[of], value: listText(say, names) },
    { step: 'ground', label: words.groundLabel, value: visiblePlain(ground, GROUND_MAX) },
  ];
  return lines.filter(({ step }) => KEEP_STEPS[of].includes(step));
}

export function untilWords(say: Messages, until: string | undefined): string {
  return until === undefined ? say.confidence.noUntil : dayText(say, new Date(until));
}
