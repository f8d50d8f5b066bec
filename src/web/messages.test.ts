// The catalogue: whole in every language, in its own script, and nothing in it that no page says.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LANGUAGES, type Language } from './messages.ts';

const SCRIPTS: { readonly [language: string]: RegExp } = {
  ar: /\p{Script=Arabic}/u,
  ru: /\p{Script=Cyrillic}/u,
  zh: /\p{Script=Han}/u,
};
/** Words that are written as in English: everywhere, and by chance. */
const EVERYWHERE = 'comity sha pdf csv json interpol utc kb mb gb tb pb';
const ALIKE: { readonly [language: string]: string } = {
  fr: 'action date description cause article audit code conditions destination document extradition image instrument instruments menu e n s note notes organisation parties passage passages pause point position version versions question ratification ratifications restrictions segment segments service signature signatures source sources transaction urgent',
  es: 'auditor byte bytes e error n no s',
};
/** Enough to reach every form of every language. */
const NUMBERS = [0, 1, 2, 3, 5, 11, 21, 100, 365];

type Leaf = string | ((...values: unknown[]) => string | string[]);

/** `work.title` and its words; the descriptor of the language is none. */
function leaves(of: object, path = ''): (readonly [path: string, leaf: Leaf])[] {
  return Object.entries(of).flatMap(([name, value]: [string, Leaf | object]) => {
    const here = path === '' ? name : `${path}.${name}`;
    if (here === 'language') return [];
    return typeof value === 'object' ? leaves(value, here) : [[here, value] as const];
  });
}

/** Every text that a message can give, with numbers for what is put in. */
function texts(leaf: Leaf): string[] {
  if (typeof leaf === 'string') return [leaf.replaceAll(/\{\w+\}/g, '0')]; // of events: whoever says them fills them in
  return NUMBERS.flatMap((n) => {
    const numbers = Array.from({ length: leaf.length }, () => n);
    try {
      return leaf(...numbers);
    } catch {
      return leaf(...numbers.map(String));
    }
  });
}

const english = new Map(leaves(LANGUAGES.en));
const others = (Object.keys(LANGUAGES) as Language[]).filter((language) => language !== 'en');

for (const language of others) {
  const here = new Map(leaves(LANGUAGES[language]));

  test(`${language}: every message, and no other`, () =>
    assert.deepEqual([...here.keys()].sort(), [...english.keys()].sort()));

  test(`${language}: every message says something, in its own script`, () => {
    const alike = new Set(`${EVERYWHERE} ${ALIKE[language] ?? ''}`.split(' '));
    const isAlike = (text: string): boolean =>
      (text.match(/\p{L}+/gu) ?? []).every((word) => alike.has(word.toLowerCase()));
    for (const [path, leaf] of english) {
      const mine = here.get(path);
      assert.equal(typeof mine, typeof leaf, path);
      const [said, inEnglish] = [texts(mine ?? ''), texts(leaf)];
      if (!inEnglish.some((text) => /\p{L}/u.test(text))) continue; // numbers and signs alone
      for (const text of new Set(said)) {
        assert.notEqual(text.trim(), '', path);
        assert.ok(!/undefined|NaN|\[object/.test(text), `${path}: ${text}`);
        if (NUMBERS.some((n) => text === String(n))) continue; // what was put in, and nothing about it
        // What is put into an event, between signs of the language.
        if (isAlike(text) && (inEnglish.includes(text) || path.startsWith('events.'))) continue;
        assert.match(text, SCRIPTS[language] ?? /\p{Script=Latin}/u, path);
        assert.ok(!inEnglish.includes(text), `${path} is left in English: ${text}`);
      }
    }
  });
}

test('every language names itself, and is a draft until its record names who has confirmed it', () => {
  for (const [code, { language }] of Object.entries(LANGUAGES)) {
    assert.equal(language.code, code);
    assert.equal(language.dir, code === 'ar' ? 'rtl' : 'ltr');
    assert.equal(Intl.getCanonicalLocales(language.locale).length, 1);
    assert.match(language.name, SCRIPTS[code] ?? /\p{Script=Latin}/u);
    assert.equal(language.isDraft, code !== 'en' && language.confirmed.length === 0);
  }
});

/** A file, and what is asked of it for each of the messages. */
interface Source {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  /** words[one.name] */
  readonly takesByName: boolean;
  /** Of words[`${claim}Hint`] */
  readonly ends: readonly string[];
}

const sourceOf = (text: string): Source => ({
  text,
  words: new Set(text.match(/\w+/g)),
  takesByName: /\bwords\[[\w.]+\]/.test(text),
  ends: [...text.matchAll(/\[`\$\{\w+\}(\w+)`\]/g)].map(([, end = '']) => end),
});

const sources = globSync('src/**/*.ts')
  .filter((path) => !/^src\/web\/messages|^src\/base\/refusals\.ts|\.test\.ts$/.test(path))
  .map((path) => sourceOf(readFileSync(path, 'utf8')));

/**
 * Whether a page says it: some file names its part and then the message itself, or takes one of its siblings by a name
 * that is worked out. By text, so it errs to the side of what is used.
 */
function isSaid(path: string, within: readonly Source[]): boolean {
  const names = path.split('.');
  const [part = ''] = names;
  const [last = '', parent = ''] = [names.at(-1), names.at(-2)];
  // A sentence that is a value is named where it is told.
  if (part === 'sentences')
    return within.some(({ text }) => text.includes(`'${last}'`) || text.includes(`.sentences.${last}`));
  // What events say is named by its key, or worked out of the type.
  if (part === 'events') {
    const key = names.slice(1).join('.');
    const group = names[1] ?? '';
    return within.some(
      ({ text }) => text.includes(`'${key}'`) || (names.length > 2 && text.includes(`\`${group}.${'${'}`)),
    );
  }
  // A refusal is named where it is thrown, and so are the words within it.
  if (part === 'refusals')
    return within.some(({ text }) => text.includes(`'${names.slice(1, -1).join('.')}'`));
  if (part === 'phrases')
    return within.some(({ text }) => text.includes(`'${last}'`) || text.includes(`.phrases.${last}`));
  const named = new RegExp(`\\.${last}\\b|[{,]\\s*${last}\\s*[,:}]`);
  const worked = new RegExp(
    parent === part
      ? `\\b${part}\\[|string \\} = [\\w.]*\\b${part};`
      : `\\b${parent}(?:\\b(?!\\s*[.:;])|\\[|;)`,
  );
  return within.some(
    (source) =>
      source.words.has(part) &&
      ((source.words.has(last) && named.test(source.text)) ||
        (source.words.has(parent) && worked.test(source.text)) ||
        isComposed(last, source)),
  );
}

/** words[`${claim}Hint`] says every hint; words[one.name] those that the file names. */
function isComposed(last: string, { text, takesByName, ends }: Source): boolean {
  return (takesByName && text.includes(`'${last}'`)) || ends.some((end) => last.endsWith(end));
}

test('every message is said somewhere', () => {
  const unsaid = [...english.keys()].filter((path) => !isSaid(path, sources));
  assert.deepEqual(unsaid, []);
});

test('a message that nobody says is found', () => {
  const page = sourceOf('const words = say.work; html`<h1>${words.title}</h1> ${words.kind[one]}`');
  assert.ok(isSaid('work.title', [page]));
  assert.ok(isSaid('work.kind.file', [page]));
  assert.ok(!isSaid('work.lead', [page]));
  assert.ok(!isSaid('cases.title', [page]));
  assert.ok(isSaid('refusals.notFound.person.next', [sourceOf("new Refusal('notFound.person')")]));
  assert.ok(!isSaid('refusals.notFound.person.next', [sourceOf("new Refusal('notFound.personal')")]));
  assert.ok(isSaid('sentences.signed', [sourceOf("tell('signed', who)")]));
  assert.ok(!isSaid('sentences.notBound', [sourceOf("tell('signed', who, sentences[key])")]));
});
