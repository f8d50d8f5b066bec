// Articles in a line from right to left. `29(2)` has no direction of its own and would be read backwards, brackets first
// (UAX 9, N0): each is isolated (FSI … PDI), and so is the number of a title of the United States Code with its section, and a
// number in groups, of which the last would come first.
const CITATION =
  /(?:\d+ U\.S\.C\. )?\d[\d.]*[a-z]?(?:\(\w{1,5}\))+(?:-\(\w{1,5}\))*|\d+ U\.S\.C\. \d+[a-z]?|(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g;
const ISOLATED = /([\u2066-\u2068][^\u2069]*\u2069)/;

export function citationsKept(text: string): string {
  return text
    .split(ISOLATED)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll(CITATION, '\u2068$&\u2069')))
    .join('');
}

/** Of a whole catalogue, whatever its sentences are made of. A function stays one, with as many parameters as it has. */
export function withCitationsKept<Words>(words: Words): Words {
  return kept(words) as Words; // strings for strings, functions for functions, names for names
}

function kept(words: unknown): unknown {
  if (typeof words === 'string') return citationsKept(words);
  if (Array.isArray(words)) return words.map(kept);
  if (typeof words === 'function')
    return new Proxy(words, { apply: (target, self, given) => kept(Reflect.apply(target, self, given)) });
  if (words === null || typeof words !== 'object' || Object.getPrototypeOf(words) !== Object.prototype)
    return words;
  return Object.fromEntries(Object.entries(words).map(([name, one]) => [name, kept(one)]));
}
