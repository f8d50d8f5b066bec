// Citations as the law data writes them, `Art. 18(15)(d), 18(17)`, for people: their marks in the reader's language.
import { LANGUAGES, type Messages } from '../web/messages.ts';

/** `18(15)(d), 18(17)`, `4(2)-(4)`, `33 and 34`. */
const ARTICLES = /\bArts?\.? (\d[\w()-]*(?:(?:, | and )\d[\w()-]*)*)/g;

/** The marks of a citation in the reader's language; numbers, names of documents and what is no mark stay as they are. */
export function citedText({ language, ways }: Messages, ref: string): string {
  if (language.code === 'en') return ref;
  const { annex, section, point, paragraph, item, check } = ways.cite;
  return wordsIn(ways, ref)
    .replaceAll(ARTICLES, (_, list: string) => ways.articles(list.replaceAll(' and ', language.comma)))
    .replaceAll(/\bAnnex(?:es)? ([IVX]+(?:, [IVX]+)*|[A-Z]\b)/g, (_, list: string) => annex(list))
    .replaceAll(/\bAnnex(?=,| \(|$)/g, () => annex('').trim())
    .replaceAll(/\bSections? ([A-Z](?:\d+(?:\(\w+\))*)?(?:(?:, | and )[A-Z])*)(?!\w)/g, (_, list: string) =>
      section(list.replaceAll(' and ', language.comma)),
    )
    .replaceAll(/\bpoints? ([\d.]+(?:-[\d.]+)?)/g, (_, list: string) => point(list))
    .replaceAll(/\bitem (\d+)\b/g, (_, number: string) => item(number))
    .replaceAll(/\bcheck (\d+)\b/g, (_, number: string) => check(number))
    .replaceAll(/\bparas?\.? (\d+(?:(?:, | and )\d+)*)/g, (_, list: string) =>
      paragraph(list.replaceAll(' and ', language.comma)),
    )
    .replaceAll(/, (?!\d)/g, language.comma)
    .replaceAll(': ', language.colon);
}

/** A list of articles as the law data have them, `29(7)` or `12(4), 12(6)`, with its mark; what is no number stays as it is. */
export function articleText(say: Messages, article: string): string {
  return /^\d[\w()-]*(, \d[\w()-]*)*$/.test(article) ? say.ways.articles(article) : citedText(say, article);
}

/** What is cited besides articles: practice, guidance, a template. */
function wordsIn({ cite }: Messages['ways'], ref: string): string {
  const words: { readonly [name: string]: string } = cite.words;
  return Object.entries(LANGUAGES.en.ways.cite.words).reduce(
    (text, [name, english]) => text.replaceAll(new RegExp(`\\b${english}\\b`, 'g'), words[name] ?? english),
    ref,
  );
}
