// An article that is cited must be one of its instrument: of those whose last article is on record a number up to it, of others one that a
// provision names. Paragraphs are not held against anything: no list of them is on record.
import type { LawFiles } from './files.ts';
import type { Fault } from './references.ts';
import type { Path } from './yaml-file.ts';

type Articles = ReadonlyMap<string, (article: number) => boolean>;

/** How citations in words name an instrument; without a name it is that of the record. */
const NAMES: readonly (readonly [name: RegExp, instrument: string])[] = [
  [/\bBudapest $/, 'coe-ets-185'],
  [/\bUNTOC $/, 'un-untoc-2000'],
  [/\bRegulation \(EU\) 2023\/1543,? $/, 'eu-2023-1543'],
  [/\bDirective 2014\/41\/EU,? $/, 'eu-2014-41'],
];
/** Another document, which is not on record here. */
const OTHER = /\b(?:Directive|Regulation|Convention|Code|CETS|ETS)\b/;
const ARTICLES = /\bArts?\.? (\d[\w()-]*(?:(?:, | and )\d[\w()-]*)*)/g;

/** `27(9)(b)`, `12-16`, `10(1), 10(9)`: 27; 12 and 16; 10 and 10. */
export function numbersOf(articles: string): number[] {
  const plain = articles.replaceAll(/\([^()]*\)/g, '');
  return plain
    .split(/,| and /)
    .flatMap((one) => /^\s*(\d+)[a-z]*(?:\s*-\s*(\d+))?/.exec(one)?.slice(1) ?? [])
    .flatMap((one: string | undefined) => (one === undefined ? [] : [Number(one)]));
}

/** Of a citation in words, such as `Annex I, Section B; Art. 7(2)` or `UNTOC Art. 18(15)`. */
export function citedIn(
  text: string,
  own: string,
): { readonly instrument: string; readonly article: number }[] {
  return [...text.matchAll(ARTICLES)].flatMap((found) => {
    const before = text.slice(0, found.index).split(/[;:]/).at(-1) ?? '';
    const named = NAMES.find(([name]) => name.test(before));
    if (named === undefined && OTHER.test(before)) return [];
    const instrument = named?.[1] ?? own;
    return numbersOf(found[1] ?? '').map((article) => ({ instrument, article }));
  });
}

export function articlesKnown({ 'instruments.yaml': file }: Pick<LawFiles, 'instruments.yaml'>): Articles {
  return new Map(
    file.instruments.map(({ id, last_article: last, provisions, offences }) => {
      const listed = new Set(
        [...provisions, ...(offences === undefined ? [] : [offences])].flatMap(({ article }) =>
          numbersOf(article ?? ''),
        ),
      );
      const isThere = (article: number): boolean =>
        last === undefined ? listed.has(article) : article >= 1 && article <= last.value;
      return [id, isThere];
    }),
  );
}

export function checkCitedArticles(files: LawFiles, fault: Fault): void {
  const known = articlesKnown(files);
  const check = (
    instrument: string,
    articles: readonly number[],
    at: readonly [keyof LawFiles, Path],
  ): void => {
    const isThere = known.get(instrument);
    for (const article of articles)
      if (isThere !== undefined && !isThere(article))
        fault(at[0], at[1], `no article ${article} of '${instrument}' is on record in instruments.yaml`);
  };
  files['instruments.yaml'].instruments.forEach(({ id, provisions }, i) =>
    provisions.forEach(({ article }, p) =>
      check(id, numbersOf(article ?? ''), [
        'instruments.yaml',
        ['instruments', i, 'provisions', p, 'article'],
      ]),
    ),
  );
  files['clocks.yaml'].clocks.forEach(({ instrument, article }, i) =>
    check(instrument, numbersOf(article ?? ''), ['clocks.yaml', ['clocks', i, 'article']]),
  );
  for (const list of ['rules', 'thresholds'] as const)
    files['competence.yaml'][list].forEach(({ instrument, article }, i) =>
      check(instrument, numbersOf(article ?? ''), ['competence.yaml', [list, i, 'article']]),
    );
  files['channels.yaml'].channels.forEach(({ legal_bases: bases }, c) =>
    bases.forEach((basis, b) => {
      const [id = '', articles = ''] = basis.split(':');
      check(id, numbersOf(articles), ['channels.yaml', ['channels', c, 'legal_bases', b]]);
    }),
  );
  files['parties.yaml'].instruments.forEach(({ instrument, declarations = [] }, i) =>
    declarations.forEach(({ article }, d) =>
      check(instrument, numbersOf(article), [
        'parties.yaml',
        ['instruments', i, 'declarations', d, 'article'],
      ]),
    ),
  );
  files['forms.yaml'].forms.forEach(({ instrument: own, ref, sections }, f) => {
    const inWords = (text: string | undefined, path: Path): void => {
      for (const { instrument, article } of citedIn(text ?? '', own))
        check(instrument, [article], ['forms.yaml', path]);
    };
    inWords(ref, ['forms', f, 'ref']);
    sections.forEach(({ fields }, s) =>
      fields.forEach((field, n) => inWords(field.ref, ['forms', f, 'sections', s, 'fields', n, 'ref'])),
    );
  });
}
