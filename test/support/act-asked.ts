// The questions of an act as far as they were answered, without a page.
import { LANGUAGES } from '../../src/web/messages.ts';
import { readEach, type Body, type Fields } from '../../src/web/fields/field.ts';

export interface Asked {
  /** Those that are asked, by what was answered. */
  readonly steps: readonly string[];
  /** The first that has no right answer; undefined: all are answered. */
  readonly step: string | undefined;
  /** What is wrong with it, in English, where it was answered at all. */
  readonly errors: { readonly [question: string]: string };
  /** What the act gets. */
  readonly said: Body;
}

/** `given`: the fields of all forms that were sent. */
export function askedWith(fields: Fields, given: Readonly<Record<string, string>>): Asked {
  const sent = new URLSearchParams(given);
  const isTyped = (name: string): boolean =>
    [...sent.keys()].some((field) => field === name || field.startsWith(`${name}.`));
  const body: Body = Object.assign(
    {},
    ...Object.entries(fields).map(([name, field]) =>
      isTyped(name) ? field.typed(sent, name, undefined) : {},
    ),
  );
  const each = readEach(fields, body, undefined as never); // the acts of requests hang on nothing else
  const open = each.find(({ name, read }) => !read.ok || !isTyped(name));
  const errors =
    open?.read.ok === false && isTyped(open.name) ? { [open.name]: open.read.wrong.words(LANGUAGES.en) } : {};
  const said = each.flatMap(({ name, read }) =>
    read.ok && isTyped(name) ? [[name, read.value] as const] : [],
  );
  return { steps: each.map(({ name }) => name), step: open?.name, errors, said: Object.fromEntries(said) };
}
