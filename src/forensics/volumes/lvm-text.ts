// The text in which LVM2 keeps its metadata: `name = value`, `name { … }`, numbers, texts in quotation marks, lists, remarks after #.

export type Setting = number | string | readonly (number | string)[] | Section;
export type Section = Map<string, Setting>;

const MAX_DEPTH = 8;
const MAX_TOKENS = 400_000;
const TOKEN = /\s+|#[^\n]*|"((?:[^"\\]|\\.)*)"|-?\d+(?:\.\d+)?|[A-Za-z_+.][\w+.\-/]*|[{}=[\],]/y;

/** Undefined for a text that is not of this form. */
export function parseLvmText(text: string): Section | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const reader = { tokens, at: 0 };
  const section = sectionOf(reader, 0);
  return section !== undefined && reader.at === tokens.length ? section : undefined;
}

/** Of a text in quotation marks with its first mark, so that it is told from a name. */
function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (found === null || tokens.length > MAX_TOKENS) return undefined;
    const [token, quoted] = found;
    if (quoted !== undefined) tokens.push(`"${quoted.replace(/\\(.)/g, '$1')}`);
    else if (!/^[\s#]/.test(token)) tokens.push(token);
  }
  return tokens;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function sectionOf(reader: Reader, depth: number): Section | undefined {
  const section: Section = new Map();
  if (depth > MAX_DEPTH) return undefined;
  for (
    let name = reader.tokens[reader.at];
    name !== undefined && name !== '}';
    name = reader.tokens[reader.at]
  ) {
    reader.at += 1;
    const sign = reader.tokens[reader.at++];
    const value = sign === '{' ? inner(reader, depth) : sign === '=' ? valueOf(reader) : undefined;
    if (value === undefined) return undefined;
    section.set(name, value);
  }
  return section;
}

function inner(reader: Reader, depth: number): Section | undefined {
  const section = sectionOf(reader, depth + 1);
  return reader.tokens[reader.at++] === '}' ? section : undefined;
}

function valueOf(reader: Reader): Setting | undefined {
  const token = reader.tokens[reader.at++];
  if (token !== '[') return plainOf(token);
  const list: (number | string)[] = [];
  for (let next = reader.tokens[reader.at++]; next !== ']'; next = reader.tokens[reader.at++]) {
    const value = next === ',' ? undefined : plainOf(next);
    if (value !== undefined) list.push(value);
    else if (next !== ',') return undefined;
  }
  return list;
}

function plainOf(token: string | undefined): number | string | undefined {
  if (token === undefined) return undefined;
  if (token.startsWith('"')) return token.slice(1);
  return /^-?\d/.test(token) ? Number(token) : undefined;
}
