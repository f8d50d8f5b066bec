// Writes a value as YAML in the one form this project keeps: the same value gives the same bytes, on any machine.
// Block style; short lists and records on one line; prose folded (`>-`); anything a reader of YAML 1.1 or 1.2 could
// take for something else (NO, 2026-11-24, 18) in double quotes, which are written as JSON strings are.

const WIDTH = 110;
/** A scalar or a list is kept on one line up to here, a record up to `RECORD`. */
const SHORT = 100;
const RECORD = 130;
const INDENT = '  ';

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** `head` are comment lines for the top of the file. Throws TypeError for what YAML of this form cannot carry. */
export function writeYaml(value: unknown, head: readonly string[] = []): string {
  const comment = head.map((line) => (line === '' ? '#\n' : `# ${line}\n`)).join('');
  return `${comment}${block(checked(value), '').replace(/^\n/, '')}\n`;
}

/** The text after a key or a dash, starting with a space or with a line break. */
function block(value: Value, indent: string): string {
  const inline = oneLine(value);
  const isRecord = value !== null && typeof value === 'object' && !isList(value);
  if (inline !== undefined && indent.length + inline.length <= (isRecord ? RECORD : SHORT))
    return ` ${inline}`;
  if (typeof value === 'string') return ` ${prose(value, indent)}`;
  if (value === null || typeof value !== 'object') return ` ${scalar(value)}`;
  if (isList(value)) {
    if (value.every((one) => typeof one === 'string' && one.length <= 3)) return ` ${packed(value, indent)}`;
    return value.map((one) => `\n${indent}-${item(one, indent)}`).join('');
  }
  return Object.entries(value)
    .map(([key, one]) => `\n${indent}${scalar(key)}:${block(one, indent + INDENT)}`)
    .join('');
}

/** A record in a list starts on the line of its dash. */
function item(value: Value, indent: string): string {
  const text = block(value, indent + INDENT);
  return text.startsWith('\n') ? text.replace(/^\n\s*/, ' ') : text;
}

/** Scalars, short lists of scalars and short records of scalars; undefined for the rest. */
function oneLine(value: Value): string | undefined {
  if (value === null || typeof value !== 'object') {
    const text = scalar(value);
    return text.length <= SHORT ? text : undefined;
  }
  const parts = isList(value)
    ? value.map((one) => flow(one))
    : Object.entries(value).map(([key, one]) => {
        const text = flow(one);
        return text === undefined ? undefined : `${scalar(key)}: ${text}`;
      });
  if (parts.includes(undefined)) return undefined;
  const text = parts.join(', ');
  if (isList(value)) return text.length <= SHORT ? `[${text}]` : undefined;
  return `{${text}}`;
}

function flow(value: Value): string | undefined {
  if (value !== null && typeof value === 'object') return undefined;
  if (typeof value === 'string' && value.length > 70) return undefined;
  return typeof value === 'string' && /[,[\]{}]/.test(value) ? JSON.stringify(value) : scalar(value);
}

function packed(values: readonly Value[], indent: string): string {
  const lines: string[] = [];
  let line = '[';
  values.forEach((value, i) => {
    const text = `${scalar(value)}${i === values.length - 1 ? ']' : ', '}`;
    if (indent.length + line.length + text.length > WIDTH) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += text;
  });
  return [...lines, line].join(`\n${indent}`);
}

/** Folded where folding gives the same text back: single spaces, no line break, nothing odd at the ends. */
function prose(text: string, indent: string): string {
  if (scalar(text).length <= SHORT || !/^[^\s]+(?: [^\s]+)*$/.test(text) || !isPlainCharacters(text))
    return scalar(text);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [`>-`, ...lines, line].join(`\n${indent}`);
}

function scalar(value: Value): string {
  if (typeof value !== 'string') return String(value as number | boolean | null); // lists and records never come here
  return isPlain(value) ? value : JSON.stringify(value);
}

/** Safe without quotes in YAML 1.1 and 1.2, in block and in flow style but for commas and brackets. */
function isPlain(text: string): boolean {
  if (!/^[\p{L}(]/u.test(text) || !isPlainCharacters(text) || /: |:$| #|\s$|\s\s|["\\]/.test(text))
    return false;
  return !/^(?:y|n|yes|no|on|off|true|false|null|nan|inf|~)$/i.test(text) && !/^[A-Z]{2,3}$/.test(text);
}

function isPlainCharacters(text: string): boolean {
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(text) && !/[\u2028\u2029\ufeff]/.test(text);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function checked(value: unknown): Value {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string' && value.isWellFormed()) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (Array.isArray(value)) return value.map(checked);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, checked(one)]));
  throw new TypeError(`the law data cannot carry a ${typeof value} that is not whole`);
}
