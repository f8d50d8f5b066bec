// Where a rule stands, for people: instruments by the names they go by, not by the ids of the law data.
import type { Knowledge } from '../law/model.ts';
import type { Messages } from '../web/messages.ts';

type Named = Pick<Knowledge, 'instruments' | 'otherInstruments'>;

/** `coe-ets-185, T-CY(2018)10; coe-ets-185, Art. 31` reads `Budapest Convention, T-CY(2018)10; Art. 31`. */
export function refText(say: Messages, law: Named, ref: string): string {
  let last = '';
  return ref
    .split('; ')
    .map((part) => {
      const id = /^[a-z][a-z0-9-]*(?=[ ,]|$)/.exec(part)?.[0] ?? '';
      const name = law.instruments.find((one) => one.id === id)?.shortTitle ?? law.otherInstruments[id];
      if (name === undefined) return cited(say, part);
      const rest = cited(say, part.slice(id.length).replace(/^,? /, ''));
      const isAgain = id === last && rest !== '';
      last = id;
      return isAgain ? rest : [name, rest].filter((one) => one !== '').join(', ');
    })
    .join('; ');
}

/** `18(15)(d), 18(17)`, `4(2)-(4)`, `33 and 34`. */
const ARTICLES = /\bArts?\.? (\d[\w()-]*(?:, \d[\w()-]*)*)/g;

/** The marks of a citation in the reader's language; numbers, names of documents and what is no mark stay as they are. */
function cited({ language, ways }: Messages, ref: string): string {
  if (language.code === 'en') return ref;
  const { annex, section, point, paragraph, practice } = ways.cite;
  return ref
    .replaceAll(ARTICLES, (_, list: string) => ways.articles(list))
    .replaceAll(/\bAnnex(?:es)? ([IVX]+(?:, [IVX]+)*)/g, (_, list: string) => annex(list))
    .replaceAll(/\bAnnex(?=,|$)/g, () => annex('').trim())
    .replaceAll(/\bSection ([A-Z])\b/g, (_, letter: string) => section(letter))
    .replaceAll(/\bpoints? ([\d.]+(?:-[\d.]+)?)/g, (_, list: string) => point(list))
    .replaceAll(/\bparas? (\d+)/g, (_, number: string) => paragraph(number))
    .replaceAll(/^good practice$/g, practice);
}
