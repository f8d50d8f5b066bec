// Names and words of others are hostile until shown: made to reorder, hide, overprint or overflow what stands beside.
import { canPrint } from '../platform/typst-fonts.ts';

/** Where a line may break; the template turns it into a break without a width. A real one is shown as `[U+200B]`. */
export const BREAK = '\u200b';
const MAX_CHARACTERS = 1000;
const MAX_UNBROKEN = 12;

/**
 * Characters that print nothing, move others about (Unicode TR 36 and 39) or are no characters: controls, formats
 * with all bidirectional controls, surrogates, private use, line and paragraph separators, spaces other than U+0020.
 * And the bracket of text that looks like one of our own escapes.
 */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}|\[(?=U\+[0-9A-F])/gu;
/** More marks than any language stacks on one letter. */
const STACKED = /(?<=\p{M}{3})\p{M}/gu;

/** Each character that is not plainly itself becomes `[U+202E]`; what is too long loses its middle. */
export function visiblePlain(text: string, max = MAX_CHARACTERS): string {
  return clip(text.toWellFormed(), max).replace(UNSAFE, escape).replace(STACKED, escape);
}

/** What our own sentences have that `visiblePlain` would show: spaces of French and Chinese type, an article kept in its order. */
const OURS = /([\u00a0\u202f\u3000]|[\u2066\u2068][\w .(),-]{1,60}\u2069)/;

/** As `visiblePlain`, for words of others within a sentence of ours. */
export function visibleSentence(text: string, max = MAX_CHARACTERS): string {
  return clip(text.toWellFormed(), max)
    .split(OURS)
    .map((part, i) => (i % 2 === 1 ? part : visiblePlain(part, max)))
    .join('');
}

/** As `visiblePlain`, line by line: where words are shown as they were typed, a line break is not made visible but kept. */
export function visibleLines(text: string, max = MAX_CHARACTERS): string {
  return clip(text.toWellFormed(), max)
    .split(/\r?\n/)
    .map((line) => visiblePlain(line, max))
    .join('\n');
}

/** As `visiblePlain`, and what our type faces lack is escaped too; long words get places to break. */
export function visible(text: string, max = MAX_CHARACTERS): string {
  const printable = visiblePlain(text, max).replace(/[^ -~]/gu, (character) =>
    canPrint(character.codePointAt(0) ?? 0) ? character : escape(character),
  );
  return printable.replace(
    /[^ \u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]{25,}/gu,
    breakable,
  );
}

/** After each part of a path, and at the latest after 12 characters; an escape, a digest or a time is not torn apart. */
function breakable(word: string): string {
  if (/^(?:[0-9a-f]{25,64}|\d{4}-\d{2}-\d{2}T[\d:.]{8,18}(?:Z|[+-]\d{2}:\d{2}))[,.]?$/.test(word))
    return word;
  let out = '';
  let run = 0;
  for (const part of word.match(/\[U\+[0-9A-F]+\]|\P{M}\p{M}*|\p{M}+/gu) ?? []) {
    out += part;
    run += part.length;
    if (run < MAX_UNBROKEN && !/^[/_.=&?;:,\]-]/.test(part)) continue;
    out += BREAK;
    run = 0;
  }
  return out.endsWith(BREAK) ? out.slice(0, -1) : out;
}

function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  const end = Math.floor(max / 4);
  const start = max - end;
  const cut = ` […${characters.length - max}…] `;
  return characters.slice(0, start).join('') + cut + characters.slice(-end).join('');
}

function escape(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
