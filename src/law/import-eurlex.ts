// The notice of an act in EUR-Lex (CELLAR, XML): its number and its days. Names of elements as in the notices of the
// Publications Office; what else is in them is passed over.
import { notSuch, type Reading, type ReadValue } from './import-reading.ts';
import { isDay } from './day.ts';
import { readXml } from './xml.ts';

const WHAT = 'a notice of EUR-Lex as XML';

/** Which fact of an instrument each element tells. */
const TOLD: { readonly [element: string]: string } = {
  WORK_DATE_DOCUMENT: 'adopted',
  'RESOURCE_LEGAL_DATE_ENTRY-INTO-FORCE': 'in_force',
  DIRECTIVE_DATE_TRANSPOSITION: 'transposition_deadline',
};

/** `celex`: the act that the notice must be of, such as 32023R1543. */
export async function readEurLex(bytes: AsyncIterable<Uint8Array>, celex: string): Promise<Reading> {
  const around: string[] = [];
  const numbers = new Set<string>();
  const days = new Map<string, Set<string>>();
  await readXml(bytes, {
    open: (name) => void around.push(name),
    close: (name, text) => {
      around.pop();
      if (name !== 'VALUE') return;
      const holder = around.at(-1) ?? '';
      if (holder === 'ID_CELEX') numbers.add(text);
      const key = TOLD[holder];
      if (key === undefined || !isDay(text)) return;
      const known = days.get(key) ?? new Set<string>();
      days.set(key, known.add(text));
    },
  });
  if (!numbers.has(celex))
    throw notSuch(WHAT, `the notice of ${[...numbers].join(', ') || 'no act'}, not ${celex}`);
  const values: ReadValue[] = [...days].map(([key, all]) => {
    // An act may have several days of entry into force, for its parts: the first counts.
    const [first = ''] = [...all].sort();
    return { path: [key, 'value'], value: first };
  });
  if (values.length === 0) throw notSuch(WHAT, 'no day of adoption, entry into force or transposition');
  return { parties: [], values };
}
