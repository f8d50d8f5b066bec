// A language of a letter: its fixed words, the labels of the forms in it, and what is free text in it.
import type { FormField } from '../../../law/model-form.ts';
import { LANGUAGES, type Messages } from '../../../web/messages.ts';
import { statedInFull, statedText } from '../../../web/when.ts';
import type { LegalForm } from '../../core/form.ts';
import type { OfficialWords } from '../../core/official-wording.ts';

export interface Tongue {
  readonly say: Messages;
  /** A label of the law data, from its English. */
  readonly label: (english: string) => string;
  /** Labels of the official text, which go before ours. */
  readonly official?: OfficialWords | undefined;
  /** Free text in this language; undefined where nobody has translated it yet. */
  readonly free: (text: string) => string | undefined;
  /** The language of the one who wrote it, by its name, where it is another and does not stand beside: what is not translated is given in it. */
  readonly written?: string | undefined;
  /** A value within a sentence, so that it keeps its own direction. */
  readonly isolate: (value: string) => string;
  /** A day or time as it was typed, in words: it stays that of its own place, with its offset. */
  readonly time: (typed: string) => string;
}

/** First strong isolate and pop directional isolate (Unicode TR 9, 3.1). */
const ISOLATE = ['\u2068', '\u2069'] as const;
const ISOLATES = /[\u2066-\u2069]/g;

/** For a letter. `free` left out: in the language of the one who wrote it. */
export function letterTongue(
  say: Messages,
  labels: ReadonlyMap<string, string>,
  free: Tongue['free'] = (text) => text,
  written?: string,
): Tongue {
  const isRtl = say.language.dir === 'rtl';
  const isolate = (value: string): string =>
    isRtl && value !== '' ? ISOLATE.join(visibleIsolates(value)) : value;
  const english = (text: string): string => `${isolate(text)} (en)`;
  const label = (text: string): string =>
    say.language.code === 'en' ? text : (labels.get(text) ?? english(text));
  return { say, label, free, isolate, written, time: (typed) => statedInFull(say, typed) };
}

/** Labels and free text as they were written. */
export const ENGLISH = letterTongue(LANGUAGES.en, new Map());

/** For a page: labels are in its language already, and its elements keep directions apart. */
export function pageTongue(say: Messages): Tongue {
  const same = (text: string): string => text;
  return { say, label: same, free: same, isolate: same, time: (typed) => statedText(say, typed) };
}

/** Text of others has no say over the directions around it. */
export function visibleIsolates(text: string): string {
  return text.replace(ISOLATES, (one) => `[U+${one.charCodeAt(0).toString(16).toUpperCase()}]`);
}

/** The form with its labels in that language. */
export function inTongue(legal: LegalForm, label: Tongue['label']): LegalForm {
  const field = (one: FormField): FormField => ({
    ...one,
    label: label(one.label),
    options: one.options.map((option) => ({ ...option, label: label(option.label) })),
    ...(one.headings && { headings: one.headings.map((over) => ({ ...over, label: label(over.label) })) }),
    ...(one.kinds && {
      kinds: one.kinds.map((kind) => ({ ...kind, label: label(kind.label), fields: kind.fields.map(field) })),
    }),
  });
  const { record } = legal;
  const sections = record.sections.map((section) => ({
    ...section,
    label: label(section.label),
    fields: section.fields.map(field),
  }));
  return {
    form: legal.form,
    record: { ...record, title: label(record.title), sections },
    fields: legal.fields.map(field),
  };
}
