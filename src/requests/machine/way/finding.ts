// Findings in words, and words in a language.
import { assuranceWords } from '../../../law/assurance.pages.ts';
import type { Messages } from '../../../web/messages.ts';
import { dayText, isolatedText } from '../../../web/when.ts';
import { isPartialDate } from '../../../law/day.ts';
import { labelText, partialDayText, sentenceText } from '../../../law/sentence.pages.ts';
import type { Wording } from '../../../law/sentence.ts';
import { stateName } from '../../../law/states.ts';
import type { What } from './request-finding.ts';
import { DETAIL_WORDS } from '../../forms/evidence-details.ts';
import type { LegalForm, Words } from '../../core/form.ts';
import type { PracticeCode } from './practice.ts';
import { tagName } from '../../../web/language-names.ts';

export function findingWords(
  say: Messages,
  legal: LegalForm,
  { what, field }: { readonly what: What; readonly field: string },
): string {
  const words = say.requests;
  switch (what.kind) {
    case 'missing':
      return words.findings.missing(legal.fields.find(({ id }) => id === field)?.label ?? field);
    case 'lacks':
      return words.findings.missing(what.part.label);
    case 'rule':
      return inLanguage(say, what.rule.words);
    case 'detail':
      return words.findings.detail(inLanguage(say, DETAIL_WORDS[what.detail]));
    case 'shared':
      return words.findings[what.code];
    case 'practice':
      return practiceWords(say, what.code, what.words);
    case 'problem':
      return words.problems[what.code];
    case 'remark':
      return words.remarks[what.code];
  }
}

/** Of a point that may be explained and is none any more; undefined where its words need what was found. */
export function codeWords(say: Messages, code: string): string | undefined {
  const known: { readonly [code: string]: unknown } = {
    ...say.requests.findings,
    ...say.requests.remarks,
    ...say.practice.findings,
  };
  const words = Object.hasOwn(known, code) ? known[code] : undefined;
  return typeof words === 'string' ? words : undefined;
}

export function practiceWords(say: Messages, code: PracticeCode, words: readonly Wording[]): string {
  const said: string | ((...words: string[]) => string) = say.practice.findings[code];
  return typeof said === 'string'
    ? said
    : said(
        ...shown(
          say,
          code,
          words.map((one) => (typeof one === 'string' ? labelText(say, one) : sentenceText(say, one))),
        ).map((one) => (one === '' ? one : isolatedText(say, one))), // `K.K.` keeps its last point in a line from the right
      );
}

/** Kinds of data and States in the reader's language. */
function shown(say: Messages, code: PracticeCode, words: readonly string[]): readonly string[] {
  const { category, plan } = say.ways;
  const data = (id = ''): string => (id in category ? category[id as keyof typeof category] : id);
  const state = (id = ''): string => stateName(id, say.language.code);
  const language = (code = ''): string => tagName(code, say.language.locale);
  const [first, second, third] = words;
  switch (code) {
    case 'cyberUnit':
    case 'cyberUnitLater':
    case 'needsAuthority':
    case 'notByThisForm':
    case 'proportionality':
      return [words.map(data).join(say.language.comma)];
    case 'preservationEnds':
      return [first ?? '', dayText(say, new Date(second ?? '')), third ?? ''];
    case 'directRoute':
      return [data(first), plan.way[second ?? ''] ?? second ?? '', third ?? ''];
    case 'notInForce':
    case 'forceUnknown':
      return [first ?? '', state(second), third ?? ''];
    case 'letterNotTranslated':
      return [language(first)];
    case 'counterpartCopy':
      return [state(first), second ?? ''];
    case 'copyNotRead': {
      const [name = '', beside = '', ...taken] = words;
      return [name, taken.map(language).join(say.language.comma), language(beside)];
    }
    case 'copyLanguageUnknown':
      return [first ?? '', language(second)];
    case 'copyTakerGone':
    case 'languageUnknown':
    case 'authorityNotListed':
      return [state(first)];
    case 'wayClosed':
    case 'wayUnknown':
      return [plan.way[first ?? ''] ?? first ?? '', second ?? ''];
    case 'meansNotSaid':
      return [words.join(say.language.semicolon)];
    case 'meansNotAccepted': {
      const [own = '', ...taken] = words.slice(1).map((one) => meansWords(say, one));
      return [first ?? '', own, taken.join(say.language.comma)];
    }
    case 'profileSilent': {
      const parts: { readonly [part: string]: string } = say.sendingChecked.parts;
      return [
        state(first),
        words
          .slice(1)
          .map((one) => parts[one] ?? one)
          .join(say.language.comma),
      ];
    }
    case 'assuranceAsked':
      return [state(first), second ?? '', assuranceWords(say, words.slice(2))];
    case 'notInLanguage':
      return [state(first), words.slice(1).map(language).join(say.language.comma)];
    case 'notInLanguageNotified':
      return [
        state(first),
        words.slice(2).map(language).join(say.language.comma),
        isPartialDate(second ?? '') ? partialDayText(say, second ?? '') : '',
      ];
    case 'wrongEntity':
    case 'callBack':
      return [words.join(say.language.comma)];
    default:
      return words;
  }
}

/** By which means something leaves; what nobody knows stays as it is written. */
export function meansWords({ sendingChecked }: Messages, means: string): string {
  const known: { readonly [means: string]: string } = sendingChecked.means;
  return known[means] ?? means;
}

/** English where the form has not been written in the reader's language. */
export function inLanguage(say: Messages, words: Words): string {
  const written: Partial<Record<string, string>> = { ...words };
  return written[say.language.code] ?? words.en;
}
