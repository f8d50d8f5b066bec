// Findings in words, and words in a language.
import type { Messages } from '../web/messages.ts';
import type { What } from './checks.ts';
import { DETAIL_WORDS } from './evidence-details.ts';
import type { LegalForm, Words } from './form.ts';

export function findingWords(
  say: Messages,
  legal: LegalForm,
  { what, field }: { readonly what: What; readonly field: string },
): string {
  const words = say.requests;
  switch (what.kind) {
    case 'missing':
      return words.findings.missing(legal.fields.find(({ id }) => id === field)?.label ?? field);
    case 'rule':
      return inLanguage(say, what.rule.words);
    case 'detail':
      return words.findings.detail(inLanguage(say, DETAIL_WORDS[what.detail]));
    case 'shared':
      return words.findings[what.code];
    case 'problem':
      return words.problems[what.code];
    case 'remark':
      return words.remarks[what.code];
  }
}

/** English where the form has not been written in the reader's language. */
export function inLanguage(say: Messages, words: Words): string {
  const written: Partial<Record<string, string>> = { ...words };
  return written[say.language.code] ?? words.en;
}
