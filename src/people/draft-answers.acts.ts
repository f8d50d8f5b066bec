// What a draft says so far, read by the fields of its act: which questions are asked, what each answers, and the first that is open.
import { readEach, type Body, type Fields } from '../web/fields/field.ts';
import type { Draft } from './draft.acts.ts';

/** Of an act: what it asks, and what its limits hang on. */
interface AskedOf {
  readonly fields: Fields;
  readonly about: unknown;
}

/** No question has this name: what was known as the draft began. */
export const KNOWN = '';

/** Whether a field of the form belongs to the question. */
export function isOf(act: AskedOf, name: string, field: string): boolean {
  const { owns = (one: string) => one === name || one.startsWith(`${name}.`) } = fieldOf(act, name);
  return owns(field);
}

/** Of which each has any field. */
export function byQuestion(act: AskedOf, fields: readonly (readonly [string, string])[]): Draft['typed'] {
  const each = Object.keys(act.fields).map((name) => {
    return [name, fields.filter(([field]) => isOf(act, name, field))] as const;
  });
  return Object.fromEntries(each.filter(([, own]) => own.length > 0));
}

export const isQuestion = (act: AskedOf, name: string): boolean => Object.hasOwn(act.fields, name);
export const isOnly = (act: AskedOf): boolean => Object.keys(act.fields).length === 1;

export function fieldOf(act: AskedOf, name: string): Fields[string] {
  const field = act.fields[name];
  if (field === undefined) throw new Error(`no question ${name}`);
  return field;
}

/** Those that are asked, each with its answer as far as there is one. */
export function asksOf(act: AskedOf, draft: Draft | undefined) {
  return readEach(act.fields, bodyTyped(act, draft), act.about as never); // of these very fields
}

export function wrongOf(act: AskedOf, draft: Draft | undefined, name: string) {
  const read = asksOf(act, draft).find((one) => one.name === name)?.read;
  return read?.ok === false ? read.wrong : undefined;
}

export function firstOpen(act: AskedOf, draft: Draft | undefined): string | undefined {
  // What may be left empty is asked all the same.
  return asksOf(act, draft).find(({ name, read }) => !read.ok || draft?.typed[name] === undefined)?.name;
}

/** What was typed, as the API would have it. */
export function bodyTyped(act: AskedOf, draft: Draft | undefined): Body {
  const given = paramsOf(draft);
  const each = Object.entries(act.fields).map(([name, field]) =>
    draft?.typed[name] === undefined ? {} : field.typed(given, name, act.about),
  );
  return Object.assign({}, ...each) as Body;
}

export function paramsOf(draft: Draft | undefined): URLSearchParams {
  return new URLSearchParams(
    Object.entries(draft?.typed ?? {})
      .filter(([question]) => question !== KNOWN)
      .flatMap(([, fields]) => fields.map(([name, value]) => [name, value])),
  );
}
