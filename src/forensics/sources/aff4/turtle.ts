// Turtle (W3C, "RDF 1.1 Turtle", 6.5 Grammar) as far as AFF4 is described in it: prefixes, triples with lists of predicates and objects,
// literals with a type or a language, numbers. Blank nodes and collections are refused by name.
export type Term = { readonly iri: string } | { readonly text: string; readonly type: string };

/** Subject, then predicate, to what is said. */
export type Graph = ReadonlyMap<string, ReadonlyMap<string, readonly Term[]>>;

const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const MAX_TERMS = 2_000_000;
/** Each alternative begins by another sign, so that nothing is tried twice. */
const TOKEN =
  /[ \t\r\n]+|#[^\n]*|<[^<>"{}|^`\\\u0000-\u0020]{0,4096}>|"""|"(?:[^"\\\n\r]|\\.)*"|\^\^|@[A-Za-z][A-Za-z0-9-]{0,30}|[;,.]|[+-]?[0-9][0-9.eE+-]{0,40}|[A-Za-z_\u0080-\uffff][^\s;,<>"#()[\]]{0,500}|:[^\s;,<>"#()[\]]{0,500}/y;

/** Throws SyntaxError that says where. */
export function parseTurtle(text: string): Graph {
  const graph = new Map<string, Map<string, Term[]>>();
  const prefixes = new Map<string, string>();
  const tokens = new Tokens(text);
  let terms = 0;
  for (let token = tokens.next(); token !== undefined; token = tokens.next()) {
    if (/^@?prefix$/i.test(token)) {
      const [name = '', iri = ''] = [tokens.next(), tokens.next()];
      prefixes.set(name, iri.slice(1, -1));
      if (token.startsWith('@')) tokens.expect('.');
      continue;
    }
    const subject = iriOf(token, prefixes, tokens);
    const said = graph.get(subject) ?? new Map<string, Term[]>();
    graph.set(subject, said);
    for (let end = ';'; end === ';';) {
      const verb = tokens.next();
      if (verb === '.' || verb === ';') {
        end = verb; // a list may end with `;`
        continue;
      }
      const predicate = verb === 'a' ? TYPE : iriOf(verb, prefixes, tokens);
      const objects = said.get(predicate) ?? [];
      said.set(predicate, objects);
      do {
        if ((terms += 1) > MAX_TERMS) throw new SyntaxError(`more than ${MAX_TERMS} statements`);
        objects.push(termOf(tokens, prefixes));
        end = tokens.next() ?? '';
      } while (end === ',');
      if (end !== ';' && end !== '.') throw tokens.error('; or .', end);
    }
  }
  return graph;
}

class Tokens {
  readonly #text: string;
  #at = 0;
  #kept: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  next(): string | undefined {
    const kept = this.#kept;
    this.#kept = undefined;
    if (kept !== undefined) return kept;
    while (this.#at < this.#text.length) {
      TOKEN.lastIndex = this.#at;
      let token = TOKEN.exec(this.#text)?.[0];
      // A name may hold a dot and not end with one: it is that of the statement.
      if (token !== undefined && /^[^"<#.].*\.$/s.test(token)) token = token.slice(0, -1);
      if (token === undefined)
        throw this.error('a word of Turtle', this.#text.slice(this.#at, this.#at + 20));
      this.#at += token.length;
      if (token === '"""') return this.#long();
      if (!/^[\s#]/.test(token)) return token;
    }
    return undefined;
  }

  peek(): string | undefined {
    this.#kept = this.next();
    return this.#kept;
  }

  expect(wanted: string): void {
    const found = this.next();
    if (found !== wanted) throw this.error(wanted, found ?? 'the end');
  }

  error(expected: string, found: string): SyntaxError {
    return new SyntaxError(`expected ${expected} before character ${this.#at}, found ${found.slice(0, 60)}`);
  }

  #long(): string {
    const end = this.#text.indexOf('"""', this.#at);
    if (end < 0) throw this.error('"""', 'the end');
    const text = this.#text.slice(this.#at, end);
    this.#at = end + 3;
    return `"${text}"`;
  }
}

function iriOf(token: string | undefined, prefixes: ReadonlyMap<string, string>, tokens: Tokens): string {
  if (token?.startsWith('<') === true) return token.slice(1, -1);
  const at = token?.indexOf(':') ?? -1;
  const start = at < 0 ? undefined : prefixes.get(token?.slice(0, at + 1) ?? '');
  if (token === undefined || start === undefined) throw tokens.error('an IRI', token ?? 'the end');
  return start + token.slice(at + 1);
}

function termOf(tokens: Tokens, prefixes: ReadonlyMap<string, string>): Term {
  const token = tokens.next();
  if (token?.startsWith('"') === true) {
    const text = token.slice(1, -1).replace(/\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)/gs, (_, code: string) => unescaped(code)); // prettier-ignore
    const next = tokens.peek();
    if (next === '^^') {
      tokens.next();
      return { text, type: iriOf(tokens.next(), prefixes, tokens) };
    }
    if (next?.startsWith('@') === true) tokens.next();
    return { text, type: '' };
  }
  if (token !== undefined && /^(?:[+-]?[0-9]|true$|false$)/.test(token)) return { text: token, type: '' };
  return { iri: iriOf(token, prefixes, tokens) };
}

function unescaped(code: string): string {
  if (code.length === 1) return ESCAPED[code] ?? code;
  const point = Number.parseInt(code.slice(1), 16);
  return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
}

const ESCAPED: { readonly [code: string]: string } = { t: '\t', b: '\b', n: '\n', r: '\r', f: '\f' };
