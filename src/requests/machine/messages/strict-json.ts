// JSON of others (RFC 8259), read so that every program reads the same: a name stands once in an object (RFC 7493 section
// 2.3), and nothing is nested deeper than a request needs.
import { errorText } from '../../../base/error-text.ts';
import { endOfString } from '../../../base/json-depth.ts';
import { phrase, type Phrase, Refusal } from '../../../base/refusal.ts';

const MAX_DEPTH = 32;

/** Refusals: tooLarge, badInput. */
export function strictJson(text: string, maxCharacters: number): unknown {
  if (text.length > maxCharacters)
    throw new Refusal('tooLarge.requestText', { max: maxCharacters, length: text.length });
  checkNames(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw bad(phrase('json'), errorText(error).slice(0, 200));
  }
}

/**
 * Looks at brackets and names only; what else is wrong, `JSON.parse` says. Sign by sign: a pattern for strings tries each quotation
 * mark of one without its end in turn, and keeps a place for each escape of a long one.
 */
function checkNames(text: string): void {
  const open: Set<string>[] = [];
  const marks = /["[\]{}]/g;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const [sign] = mark;
    if (sign === '"') {
      marks.lastIndex = endOfString(text, mark.index);
      if (isName(text, marks.lastIndex)) addName(open.at(-1), text.slice(mark.index, marks.lastIndex));
    } else if (sign === '{' || sign === '[') {
      if (open.push(new Set()) > MAX_DEPTH)
        throw bad(phrase('jsonDepth', { max: MAX_DEPTH }), phrase('deeperNesting'));
    } else open.pop();
  }
}

function isName(text: string, end: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = end;
  return colon.test(text);
}

function addName(names: Set<string> | undefined, quoted: string): void {
  const name = unquoted(quoted);
  if (names?.has(name)) throw bad(phrase('nameOnce'), phrase('twice', { what: `'${name.slice(0, 80)}'` }));
  if (name === '__proto__') throw bad(phrase('namesOfFields'), phrase('otherMeaning', { name }));
  names?.add(name);
}

/** `"a"` and `"\u0061"` are one name. */
function unquoted(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted;
  }
}

function bad(expected: Phrase, found: string | Phrase): Refusal {
  return new Refusal('badInput.requestJson', { expected, found });
}
