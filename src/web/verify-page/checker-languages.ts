// The languages of the page: those of the program, put in when the page is built (cli/build.ts), so that a folder of messages more is
// a language more here too.
import { figure } from '../../verify/figures.ts';
import { fillMessage } from '../../verify/fill-message.ts';
import type { Messages } from '../../verify/report-messages.ts';
import { messagesOf, type ReportWords } from '../../verify/report-words.ts';
import type verify from '../messages/en/verify.json';

/** The sentences of the page itself. */
export type PageWords = (typeof verify)['checker']['page'];

/** A language as messages/<language>/ has it. */
export interface CheckerWords {
  readonly language: {
    readonly code: string;
    readonly locale: string;
    readonly dir: string;
    readonly name: string;
    readonly isDraft: boolean;
  };
  readonly checker: { readonly page: PageWords; readonly report: ReportWords };
}

export interface CheckerLanguage {
  readonly code: string;
  readonly isDraft: boolean;
  readonly page: PageWords;
  readonly report: Messages;
  /** As the sizes of files are said. */
  readonly units: readonly string[];
  /** A sentence of `page` with what it is given. */
  readonly say: (message: string, values: { readonly [name: string]: string | number }) => string;
}

export function checkerLanguage({ language, checker }: CheckerWords): CheckerLanguage {
  const { code, locale, dir, isDraft } = language;
  return {
    code,
    isDraft,
    page: checker.page,
    report: messagesOf(checker.report, { language: locale, direction: dir === 'rtl' ? 'rtl' : 'ltr' }),
    units: checker.report.units,
    say: (message, values) =>
      fillMessage(message, locale, values, (_, value = '') =>
        typeof value === 'number' ? figure(value) : value,
      ),
  };
}

/** The first of the reader's languages that is among the codes, or English. */
export function languageFor(asked: readonly string[], codes: readonly string[]): string {
  const own = asked.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return own.find((code) => codes.includes(code)) ?? 'en';
}
