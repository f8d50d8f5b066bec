// Where a rule stands, for people: instruments by the names they go by, not by the ids of the law data.
import type { Knowledge } from '../../law/model.ts';
import { citedText } from '../../law/citation.ts';
import { labelText } from '../../law/sentence.pages.ts';
import type { Messages } from '../../web/messages.ts';

type Named = Pick<Knowledge, 'instruments' | 'otherInstruments'>;

/** What people call an instrument, in the language of the page where the law data have its name in it. */
export function instrumentName(say: Messages, law: Named, id: string): string | undefined {
  const name = law.instruments.find((one) => one.id === id)?.shortTitle ?? law.otherInstruments[id];
  return name === undefined ? undefined : labelText(say, name);
}

/** Names that the forms have for an instrument before an article, `UNTOC Art. 18(14)`; in English they stay. */
const SHORT_NAMES: { readonly [name: string]: string } = { UNTOC: 'un-untoc-2000', Budapest: 'coe-ets-185' };

/** As letters have it, in full; a page in another language says it by the name that the law data have there. */
const IN_FULL = 'United Nations Convention against Transnational Organized Crime, ';

/** `coe-ets-185, T-CY(2018)10; coe-ets-185, Art. 31` reads `Budapest Convention, T-CY(2018)10; Art. 31`. */
export function refText(say: Messages, law: Named, ref: string): string {
  const { comma, semicolon } = say.language;
  let last = '';
  return ref
    .split('; ')
    .map((one) => {
      const part = say.language.code === 'en' ? one : one.replace(IN_FULL, 'UNTOC ');
      const [written = ''] = /^[A-Za-z][A-Za-z0-9-]*(?=[ ,]|$)/.exec(part) ?? [];
      const id = say.language.code === 'en' ? written : (SHORT_NAMES[written] ?? written);
      const name = instrumentName(say, law, id);
      if (name === undefined) return citedText(say, part);
      const rest = citedText(say, part.slice(written.length).replace(/^,? /, ''));
      const isAgain = id === last && rest !== '';
      last = id;
      return isAgain ? rest : [name, rest].filter((one) => one !== '').join(comma);
    })
    .join(semicolon);
}

/** A channel by its name; in another language than that of the law data, by the words that plans have for it. */
export function channelName(say: Messages, { channels }: Pick<Knowledge, 'channels'>, id: string): string {
  const name = channels.find((one) => one.id === id)?.name ?? id;
  const ways: { readonly [channel: string]: string | undefined } = say.ways.plan.way;
  const words = say.language.code === 'en' ? undefined : ways[id];
  return words === undefined
    ? name
    : words.slice(0, 1).toLocaleUpperCase(say.language.locale) + words.slice(1);
}
