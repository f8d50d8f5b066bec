// Where a rule stands, for people: instruments by the names they go by, not by the ids of the law data.
import type { Knowledge } from '../law/model.ts';
import { citedText } from '../law/citation.ts';
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
      if (name === undefined) return citedText(say, part);
      const rest = citedText(say, part.slice(id.length).replace(/^,? /, ''));
      const isAgain = id === last && rest !== '';
      last = id;
      return isAgain ? rest : [name, rest].filter((one) => one !== '').join(', ');
    })
    .join('; ');
}
