// ./comity words export --language XX --to FILE, ./comity words import FILE --language XX: the messages of a language, and its words of forms and law data, for translators.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../base/refusal.ts';
import { writeAtomically } from '../platform/files.ts';
import { argumentsIn, faultsIn, unlikeIn } from '../web/message-arguments.ts';
import { ARGUMENTS } from '../web/messages-files.ts';
import { LANGUAGES } from '../web/messages.ts';
import type { Words } from '../web/words.ts';
import { TEXT, optionsOf, wordsAndOptions } from './options.ts';
import { smallFile } from './small-file.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { filesOf, dataNotes, partOf, singly } from './words-origins.ts';
import { onlyArgument, printable, required } from './words.ts';
import { readWordsXliff, writeWordsXliff, XLIFF_MAX_BYTES, type ReadUnit } from './words-xliff.ts';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));

export async function runWordsExport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { language: TEXT, to: TEXT });
  const language = languageOf(required(values.language, 'language'));
  const to = required(values.to, 'to');
  const given = argumentsIn(readFileSync(ARGUMENTS, 'utf8'));
  const own = singly(language);
  const [where, ofData] = [placesOf(), dataNotes()];
  const units = [...singly('en')].map(([path, source]) => ({
    path,
    source,
    target: own.get(path) ?? '',
    notes: [
      path,
      ...(given[base(path)] === undefined
        ? []
        : [`given: ${(given[base(path)] ?? []).map(({ name, type }) => `${name} (${type})`).join(', ')}`]),
      ...(partOf(path) === 'comity' ? where(path).map((file) => `on: ${file}`) : ofData(path)),
    ],
  }));
  if (existsSync(to)) throw new Refusal('badUsage.translationFile', { path: printable(to) });
  const parts = Map.groupBy(units, ({ path }) => partOf(path));
  await writeFile(to, writeWordsXliff(language, parts), { flag: 'wx' });
  terminal.out(`${units.length} messages of ${language} are in ${to}`);
  return EXIT.done;
}

/** All of a file or nothing of it: what is wrong is named by its line. */
export async function runWordsImport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { language: TEXT });
  const file = onlyArgument(positionals, 'FILE');
  const language = languageOf(required(values.language, 'language'));
  const bytes = smallFile(file, { most: XLIFF_MAX_BYTES });
  const all = await readWordsXliff(bytes, language);
  const wrong = wrongIn(language, all);
  for (const one of wrong) terminal.err(one);
  if (wrong.length > 0) {
    terminal.err(`Nothing was imported: ${wrong.length} of ${all.length} messages cannot be taken.`);
    return EXIT.refused;
  }
  const units = all.filter(({ target }) => target !== '');
  const changed = await put(language, new Map(units.map(({ path, target }) => [path, target])));
  terminal.out(`${changed} messages of ${language} changed; ${units.length - changed} were the same`);
  return EXIT.done;
}

function languageOf(code: string): string {
  if (code !== 'en' && Object.hasOwn(LANGUAGES, code)) return code;
  throw new Refusal('badUsage.optionOneOf', {
    option: '--language',
    choices: Object.keys(LANGUAGES)
      .filter((one) => one !== 'en')
      .join(', '),
    found: printable(code),
  });
}

function wrongIn(language: string, units: readonly ReadUnit[]): string[] {
  const english = singly('en');
  const own = singly(language);
  const given = argumentsIn(readFileSync(ARGUMENTS, 'utf8'));
  const { locale } = LANGUAGES[language as keyof typeof LANGUAGES].language; // looked at in languageOf
  const lines = new Map<string, number>();
  return units.flatMap(({ path, source, target, line, faults: ofFile }) => {
    const say = (what: string): string => `line ${line}, ${path}: ${what}`;
    const first = lines.get(path);
    if (first !== undefined) return [say(`line ${first} has it too`)];
    lines.set(path, line);
    if (ofFile.length > 0) return ofFile.map(say);
    if (target === '') return [];
    const now = english.get(path);
    if (now === undefined) return [say('there is no such message')];
    if (now !== source) return [say(`the English has changed since: “${now}”`)];
    const faults = faultsIn({ code: language, locale }, new Map([[base(path), [target]]]), given);
    if (faults.length > 0) return faults.map((fault) => say(fault.slice(fault.indexOf(': ') + 2)));
    // What this language does otherwise already is not done by this file.
    const of = { locale, given: given[base(path)] };
    const before = unlikeIn(now, own.get(path) ?? now, of);
    return unlikeIn(now, target, of)
      .filter((fault) => !before.includes(fault))
      .map(say);
  });
}

/** `share.staysList.0` is given what `share.staysList` is. */
const base = (path: string): string => path.replace(/\.\d+$/, '');

const PLACES_MAX = 3;

/** Where a message is said: on which pages; else what gives it to one, such as a declaration of what is asked, or a refusal. */
function placesOf(): (path: string) => string[] {
  const sources = globSync('**/*.ts', {
    cwd: SOURCES,
    exclude: ['**/*.test.ts', 'web/messages/*', 'base/refusals.ts'],
  });
  const having = new Map<string, string[]>();
  for (const file of sources)
    for (const word of new Set(readFileSync(`${SOURCES}/${file}`, 'utf8').match(/\w+/g))) {
      const files = having.get(word);
      if (files === undefined) having.set(word, [file]);
      else files.push(file);
    }
  const saying = (names: readonly string[]): string[] => {
    const [fewest = [], ...others] = names
      .map((name) => having.get(name) ?? [])
      .toSorted((a, b) => a.length - b.length);
    const found = fewest.filter((file) => others.every((files) => files.includes(file)));
    const pages = found.filter((file) => /\.(?:pages|show)\.ts$/.test(file));
    return (pages.length > 0 ? pages : found).map((file) => `src/${file}`).slice(0, PLACES_MAX);
  };
  return (path) => {
    const [part = '', ...rest] = base(path).split('.');
    // A refusal is thrown by its code and name; any other message is read by the names of its part and of itself.
    if (part === 'refusals') return saying(rest.slice(0, 2));
    if (part === 'phrases') return saying(rest);
    // One that is looked up by a value is said where those beside it are.
    for (const name of rest.toReversed()) {
      const found = saying([part, ...name.split(/\W+/)]);
      if (found.length > 0) return found;
    }
    return saying([part]);
  };
}

/** How many of them changed. Each file is the old or the new; an import that broke off is taken up by doing it again. */
async function put(language: string, targets: ReadonlyMap<string, string>): Promise<number> {
  let changed = 0;
  const changedIn = (words: Words, path: string): Words =>
    Object.fromEntries(
      Object.entries(words).map(([name, text]) => {
        const here = `${path}${name}`;
        const next = (old: string, at: string): string => {
          const now = targets.get(at) ?? old;
          if (now !== old) changed += 1;
          return now;
        };
        if (typeof text === 'string') return [name, next(text, here)];
        if (!Array.isArray(text)) return [name, changedIn(text as Words, `${here}.`)];
        return [name, text.map((one: string, i) => next(one, text.length === 1 ? here : `${here}.${i}`))];
      }),
    );
  const files: { readonly path: string; readonly text: string }[] = [];
  for (const { path, prefix, words, written } of filesOf(language)) {
    const before = changed;
    const now = changedIn(words, prefix);
    if (changed > before) files.push({ path, text: written(now) });
  }
  for (const { path, text } of files) await writeAtomically(path, text);
  return changed;
}
