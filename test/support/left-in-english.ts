// Sentences of the English catalogue, to find what a page in another language still says in English.
import { everyText } from '../../src/web/messages-files.ts';

const PLACE =
  /\{[^{}]*\}|[{}#]|<[^>]*>|\b\w+, (?:plural|select),|(?:\b(?:one|other|noText|\w+)|=\d+) (?=\{)/g;
/** Three words in a row of a message with places are enough to know it by. */
const STRETCH = /\p{L}+ \p{L}+ \p{L}+/u;
/** `admissibility.yaml`. */
const FILE_NAME = /^[\w-]+\.[a-z]+$/;

const bare = (text: string): string =>
  text
    .replaceAll(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();

const texts = [...everyText('en').values()].flat();
const whole = new Set(texts.filter((text) => !/[{}<]/.test(text)).map(bare));
const stretches = texts
  .filter((text) => /[{}<]/.test(text))
  .flatMap((text) => text.split(PLACE))
  .map((part) => part.trim())
  .filter((part) => STRETCH.test(part));

/** What of the catalogue the words are, or begin with, or have in them; undefined: none of ours. */
export function leftInEnglish(text: string): string | undefined {
  if (FILE_NAME.test(text)) return undefined;
  const own = bare(text);
  if (own !== '' && whole.has(own)) return own;
  return stretches.find((one) => text.includes(one));
}
