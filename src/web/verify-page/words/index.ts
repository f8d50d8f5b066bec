// The languages of the page: the six of the United Nations, each by its own name.
import { english as reportEn } from '../../../verify/report-english.ts';
import type { Messages } from '../../../verify/report-messages.ts';
import { messagesOf } from '../../../verify/report-words.ts';
import { english as pageEn, type PageMessages } from '../page-messages.ts';
import { pageAr, reportAr } from './ar.ts';
import { pageEs, reportEs } from './es.ts';
import { pageFr, reportFr } from './fr.ts';
import { pageRu, reportRu } from './ru.ts';
import { pageZh, reportZh } from './zh.ts';

export interface PageLanguage {
  readonly name: string;
  readonly page: PageMessages;
  readonly report: Messages;
  /** As the sizes of files are said. */
  readonly units: readonly string[];
}

export const PAGE_LANGUAGES = {
  ar: { name: 'العربية', page: pageAr, report: messagesOf(reportAr), units: reportAr.units },
  zh: { name: '中文', page: pageZh, report: messagesOf(reportZh), units: reportZh.units },
  en: { name: 'English', page: pageEn, report: reportEn, units: ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] },
  fr: { name: 'français', page: pageFr, report: messagesOf(reportFr), units: reportFr.units },
  ru: { name: 'русский', page: pageRu, report: messagesOf(reportRu), units: reportRu.units },
  es: { name: 'español', page: pageEs, report: messagesOf(reportEs), units: reportEs.units },
} as const satisfies { readonly [code: string]: PageLanguage };

export type PageLanguageCode = keyof typeof PAGE_LANGUAGES;

/** The first of the reader's languages that is here. */
export function pageLanguageFor(asked: readonly string[]): PageLanguageCode {
  for (const tag of asked) {
    const code = tag.toLowerCase().split('-')[0] ?? '';
    if (isPageLanguage(code)) return code;
  }
  return 'en';
}

export function isPageLanguage(code: string): code is PageLanguageCode {
  return Object.hasOwn(PAGE_LANGUAGES, code);
}
