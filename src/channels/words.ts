// A question in plain words: the options of the terminal, the parameters of an address and the fields of the form have
// the same names and the same values, so that all three ask the same thing.

export const WORD_NAMES = [
  'from',
  'to',
  'category',
  'real-time',
  'identifier',
  'holder',
  'provider',
  'holder-name',
  'addressee',
  'establishment',
  'offers-services',
  'takes-requests',
  'retention-days',
  'data-in',
  'urgency',
  'deadline',
  'use',
  'offence',
  'years',
  'transnational',
  'organised-group',
  'by-system',
  'committed-in',
  'person-in',
  'nationality',
  'residence',
  'issuer',
  'preserve-only',
  'bilateral-treaty',
  'reciprocity',
  'consent',
  'network',
  'language',
  'on',
  'what-if',
] as const;

export type WordName = (typeof WORD_NAMES)[number];

/** What was said, by name; a name that is not there was not said. */
export type Words = { readonly [name in WordName]?: readonly string[] };

const VALUES_MAX = 20;
const LENGTH_MAX = 300;

/** Names that are none of ours and empty values are left out; what is too long or too many is cut, then refused as wrong. */
export function wordsFrom(params: URLSearchParams): Words {
  const words: { [name in WordName]?: readonly string[] } = {};
  for (const name of WORD_NAMES) {
    const said = params
      .getAll(name)
      .map((value) => value.trim().slice(0, LENGTH_MAX))
      .filter((value) => value !== '');
    const values = [...new Set(said)].slice(0, VALUES_MAX);
    if (values.length > 0) words[name] = values;
  }
  return words;
}

/** The query of an address, names in the order above: the same words, the same address. */
export function addressOf(words: Words): string {
  const params = new URLSearchParams();
  for (const name of WORD_NAMES) for (const value of words[name] ?? []) params.append(name, value);
  return params.toString();
}

/** The same words with some said anew; an empty list takes a word away. */
export function withWords(words: Words, changes: Words): Words {
  const made = { ...words, ...changes };
  return Object.fromEntries(Object.entries(made).filter(([, values]) => values.length > 0));
}
