// What a request asks for, as its answers say it.
import type { DataCategory } from '../../law/model.ts';
import type { Answers, Asked, Item, Measure } from './answers.ts';

/** True when the answer is, or among others is, this option. */
export function hasChosen(answers: Answers, field: string, option: string): boolean {
  const answer = answers[field];
  return answer === option || (Array.isArray(answer) && (answer as readonly unknown[]).includes(option));
}

/** All that is asked for, in its order; the place in it is the number of an item, from 0. */
export function askedOf(answers: Answers, field: string | undefined): readonly Asked[] {
  const answer = field === undefined ? undefined : answers[field];
  return Array.isArray(answer) ? (answer as readonly unknown[] as readonly Asked[]) : []; // an item list, by its schema
}

/** The data that are asked for. */
export function itemsOf(answers: Answers, field: string | undefined): readonly Item[] {
  return askedOf(answers, field).filter((one): one is Item => !isMeasure(one));
}

/** The assistance that is asked for and is no data. */
export function measuresOf(answers: Answers, field: string | undefined): readonly Measure[] {
  return askedOf(answers, field).filter(isMeasure);
}

/** Of an item by its number, from 1; undefined where it is no data. */
export function categoryAsked(
  answers: Answers,
  field: string | undefined,
  number: number,
): DataCategory | undefined {
  const one = askedOf(answers, field)[number - 1];
  return one === undefined || isMeasure(one) ? undefined : one.category;
}

export function identifiersOf(answers: Answers, field: string | undefined): Item['identifiers'] {
  const answer = field === undefined ? undefined : answers[field];
  return Array.isArray(answer) ? (answer as Item['identifiers']) : []; // an identifier list, by its schema
}

export function isMeasure(one: Asked): one is Measure {
  return 'measure' in one;
}
