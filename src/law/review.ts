// Who looked at a fact: written when a change is published, into the facts that it touches and no others. What a proposer
// writes of a review is none.
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Day } from './day.ts';
import type { Cited } from './model.ts';
import { isList, isObject, type Draft, type JsonObject } from './values.ts';

/** A function, not a person: the second editor, who publishes what another proposed. */
export const REVIEWER = 'knowledge editor';

export interface Review {
  readonly by: string;
  readonly on: Day;
}

/** For a terminal. */
export function reviewText({ reviewed }: Pick<Cited, 'reviewed'>): string {
  if (reviewed === undefined) return 'not reviewed';
  const parts = reviewed.of === undefined ? '' : ` (${reviewed.of.join(', ')} alone)`;
  return `reviewed ${reviewed.on} by ${reviewed.by}${parts}`;
}

/** `after` is a draft of this act's own. Without a review, what was there stays: so it is while a change is only proposed. */
export function writeReviews(
  before: Json | undefined,
  after: Json | undefined,
  review: Review | undefined,
): void {
  if (isList(after))
    after.forEach((one, i) =>
      writeReviews(isList(before) ? counterpart(before, one, i) : undefined, one, review),
    );
  if (!isObject(after)) return;
  if (isFact(after)) markFact(before, after as Draft, review);
  for (const [key, one] of Object.entries(after))
    if (key !== 'reviewed') writeReviews(isObject(before) ? before[key] : undefined, one, review);
}

/** What is said, whoever looked at it. */
export function withoutReviews(value: Json): Json {
  if (isList(value)) return value.map(withoutReviews);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) =>
      key === 'reviewed' && isFact(value) ? [] : [[key, withoutReviews(one)]],
    ),
  );
}

/** The same entry of the list before: equal, of the same name, or at the same place. */
function counterpart(list: readonly Json[], one: Json, place: number): Json | undefined {
  const same = list.find((other) => isSame(withoutReviews(other), withoutReviews(one)));
  if (same !== undefined || !isObject(one)) return same;
  const { id } = one;
  return id === undefined ? list[place] : list.find((other) => isObject(other) && other['id'] === id);
}

/** It says what it rests on. */
export function isFact(value: JsonObject): boolean {
  return value['source'] !== undefined || value['sources'] !== undefined;
}

const GROUNDS = new Set(['source', 'sources', 'confidence', 'as_of', 'read', 'reviewed']);

function markFact(before: Json | undefined, after: Draft, review: Review | undefined): void {
  const was = isObject(before) ? before : undefined;
  const had = was?.['reviewed'];
  delete after['reviewed'];
  const parts = changedParts(was ?? {}, after);
  const isTouched = parts.length > 0 || !isSame(grounds(was ?? {}), grounds(after));
  if (review === undefined || !isTouched) {
    if (had !== undefined) after['reviewed'] = had;
    return;
  }
  const isWhole =
    was === undefined ||
    parts.length === 0 ||
    parts.includes('value') ||
    parts.length === partsOf(after).length;
  after['reviewed'] = { by: review.by, on: review.on, ...(!isWhole && { of: parts }) };
}

/** Of the fact itself: facts within it are looked at by themselves. */
function changedParts(was: JsonObject, is: JsonObject): string[] {
  const keys = new Set([...partsOf(is), ...partsOf(was)]);
  return [...keys].filter((key) => !isSame(ownWords(was[key] ?? null), ownWords(is[key] ?? null)));
}

function partsOf(fact: JsonObject): string[] {
  return Object.keys(fact).filter((key) => !GROUNDS.has(key) && key !== 'id');
}

function grounds(fact: JsonObject): Json {
  return [...GROUNDS].map((key) => (key === 'reviewed' ? null : (fact[key] ?? null)));
}

function ownWords(value: Json): Json {
  if (isList(value)) return value.map(ownWords);
  if (!isObject(value)) return value;
  return isFact(value)
    ? null
    : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ownWords(one)]));
}

function isSame(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
