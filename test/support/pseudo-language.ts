// A language that nobody speaks: English with its letters accented, two fifths longer, in ⟦…⟧. What a page shows outside of those
// comes from no message; what is cut would be cut in a longer language.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { addLanguages, LANGUAGES, type Language } from '../../src/web/messages.ts';
import { wordFiles, wordsIn } from '../../src/web/messages-files.ts';
import type { Words } from '../../src/web/words.ts';
import { atEnd, temporaryFolder } from './temporary.ts';

/** Kept by BCP 47 for private use: never a language of somebody. */
export const PSEUDO = 'qps' as Language;

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = Array.from('àƀçđéƒĝħîĵķļḿñöþɋŕšţûṽŵẋýžÀƁÇĐÉƑĜĦÎĴĶĻḾÑÖÞɊŔŠŢÛṼŴẊÝŽ');
/** Words of usual length, so that a line may break between them. */
const FILLER = 'ļöŕéḿ îþšûḿ đöļöŕ šîţ àḿéţ ';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
/** `TYPE.literal` of the parser. */
const LITERAL = 0;

/** A folder of messages, as a translator would make it; the program speaks it until the test ends. */
export function speakPseudo(t: TestContext): void {
  const folder = temporaryFolder(t);
  const own = join(folder, PSEUDO);
  mkdirSync(own);
  const { isDraft: _, ...english } = LANGUAGES.en.language;
  const described = { ...english, code: PSEUDO, name: '⟦Þšéûđö⟧', confirmed: [] };
  writeFileSync(join(own, 'language.json'), JSON.stringify(described));
  for (const file of wordFiles('en'))
    writeFileSync(join(own, file), JSON.stringify(pseudoOf(wordsIn('en', file))));
  addLanguages(pathToFileURL(`${folder}/`));
  atEnd(t, () => void Reflect.deleteProperty(LANGUAGES, PSEUDO)); // the process may go on with another test
}

function pseudoOf(words: Words): Words {
  return Object.fromEntries(
    Object.entries(words).map(([name, text]) => {
      if (typeof text === 'string') return [name, pseudoText(text)];
      return [name, isList(text) ? text.map(pseudoText) : pseudoOf(text)];
    }),
  );
}

const isList = (text: Words | readonly string[]): text is readonly string[] => Array.isArray(text);

/** What is no place, plural or tag has its letters accented where it stands. */
export function pseudoText(text: string): string {
  if (!/\p{L}/u.test(text)) return text; // signs and numbers alone are of every language
  const options = { captureLocation: true };
  const elements = /[{}'<]/.test(text)
    ? new IntlMessageFormat(text, 'en', undefined, options).getAst()
    : undefined;
  const places = elements === undefined ? [[0, text.length] as const] : elements.flatMap(literalsIn);
  let said = '';
  let at = 0;
  for (const [start, end] of places) {
    said += text.slice(at, start) + accented(text.slice(start, end));
    at = end;
  }
  said += text.slice(at);
  const letters = places.reduce((sum, [start, end]) => sum + end - start, 0);
  const more = Math.ceil(letters * 0.4);
  return `⟦${said} ${FILLER.repeat(Math.ceil(more / FILLER.length))
    .slice(0, more)
    .trim()}⟧`;
}

function accented(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);
}

function literalsIn(element: Element): (readonly [start: number, end: number])[] {
  if (element.type === LITERAL)
    return element.location === undefined
      ? []
      : [[element.location.start.offset, element.location.end.offset]];
  const within = 'options' in element ? Object.values(element.options).map(({ value }) => value) : [];
  const inTag = 'children' in element ? [element.children] : [];
  return [...within, ...inTag].flat().flatMap(literalsIn);
}
