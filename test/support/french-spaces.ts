// French typography: a colon and what stands within guillemets are held by a no-break space, other tall signs by a narrow one
// (Lexique des règles typographiques en usage à l'Imprimerie nationale). In the words of our source, never in what is put into them.

const [WIDE, NARROW] = ['\u00a0', '\u202f'];
/** An ordinary space or the wrong one of the two. */
const SPACE = '[ \u00a0\u202f]';
const RULES: readonly (readonly [wrong: RegExp, right: string])[] = [
  [new RegExp(`${SPACE}+([;?!])`, 'g'), `${NARROW}$1`],
  [new RegExp(`${SPACE}+(:)(?!\\w)`, 'g'), `${WIDE}$1`],
  [new RegExp(`«${SPACE}*`, 'g'), `«${WIDE}`],
  [new RegExp(`${SPACE}*»`, 'g'), `${WIDE}»`],
];

/** As it should be written; a space that is written as an escape is a space. */
export function frenchSpaces(text: string): string {
  const plain = text.replace(/\\u00a0/gi, WIDE).replace(/\\u202f/gi, NARROW);
  return RULES.reduce((now, [wrong, right]) => now.replace(wrong, right), plain);
}

/** From where to where in a source file text of ours stands: in strings, and in templates without what is put into them. */
export type Piece = readonly [from: number, to: number];

/** Of strings and templates; comments and code are passed over. */
export function textPieces(source: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  /** Until the closing brace of what is put into a template, or the end. */
  const code = (isWithin: boolean): void => {
    let depth = 0;
    while (at < source.length) {
      const [one = '', two = ''] = [source[at], source[at + 1]];
      if (one === '/' && two === '/') at = endOf('\n');
      else if (one === '/' && two === '*') at = endOf('*/');
      else if (one === "'" || one === '"') quoted(one);
      else if (one === '`') template();
      else if (isWithin && one === '}' && depth === 0) return;
      else {
        if (one === '{') depth += 1;
        if (one === '}') depth -= 1;
        at += 1;
      }
    }
  };
  const endOf = (mark: string): number => {
    const end = source.indexOf(mark, at + 2);
    return end < 0 ? source.length : end + mark.length;
  };
  const quoted = (mark: string): void => {
    const from = (at += 1);
    while (at < source.length && source[at] !== mark) at += source[at] === '\\' ? 2 : 1;
    pieces.push([from, at]);
    at += 1;
  };
  const template = (): void => {
    let from = (at += 1);
    while (at < source.length && source[at] !== '`') {
      if (source[at] === '$' && source[at + 1] === '{') {
        pieces.push([from, at]);
        at += 2;
        code(true);
        from = at + 1;
      }
      at += source[at] === '\\' ? 2 : 1;
    }
    pieces.push([from, at]);
    at += 1;
  };
  code(false);
  return pieces;
}

/** The source with its text of one language put right by a rule; `isOurs` is asked with what stands before a piece. */
export function putRight(
  source: string,
  isOurs: (before: string) => boolean,
  rule: (text: string) => string,
): string {
  let [out, last] = ['', 0];
  for (const [from, to] of textPieces(source)) {
    const text = source.slice(from, to);
    out +=
      source.slice(last, from) + (isOurs(source.slice(Math.max(0, from - 200), from)) ? rule(text) : text);
    last = to;
  }
  return out + source.slice(last);
}
