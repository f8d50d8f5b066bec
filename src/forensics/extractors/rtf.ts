// Text of RTF (Microsoft, Rich Text Format Specification 1.9.1: "Basic Entities", "Unicode RTF", "Document Text", "Information Group").
import { Stopped, wholeOf, type Extractor } from './extractor.ts';
import { inLine, pageDecoder } from './lines.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_DEPTH = 500;
/** Groups that hold no text of the document. */
const SILENT = new Set(['fonttbl', 'colortbl', 'stylesheet', 'listtable', 'listoverridetable', 'pict', 'object', 'rsidtbl', 'generator', 'themedata', 'datastore', 'latentstyles', 'xmlnstbl', 'info', 'filetbl', 'revtbl']); // prettier-ignore
const FACTS = new Set(['title', 'author', 'operator', 'company', 'subject']);
const SIGNS: { readonly [word: string]: string } = { par: '\n', line: '\n', row: '\n', sect: '\n', page: '\n', tab: '\t', cell: '\t', emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•' }; // prettier-ignore

interface Group {
  readonly isSilent: boolean;
  /** Of the information group, the fact that is being read. */
  readonly fact: string | undefined;
  /** Characters that stand for one of Unicode to those that know it not. */
  readonly skip: number;
  /** "Font Table": within it, each font says of what character set it is. */
  readonly isFonts: boolean;
  readonly font: number;
}

/** "Font Table": `fcharset` to a code page. */
const CHARSETS: { readonly [charset: number]: number } = { 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250 }; // prettier-ignore
const MAX_FONTS = 10_000;

export const rtf: Extractor = {
  name: 'rtf',
  group: 'documents',
  version: 1,
  takes: (kind) => kind === 'RTF',
  read: (bytes, spent) => {
    if (bytes.size > MAX_BYTES) throw new Stopped('tooLarge', `${bytes.size} bytes, more than ${MAX_BYTES}`);
    const read = new Reader(
      wholeOf(bytes, 0, bytes.size, spent).toString('latin1'),
      spent.limits.textCharacters,
    );
    const facts = Object.fromEntries([...read.facts].map(([name, value]) => [name, inLine(value, 500)]));
    return { facts, ...(read.text.trim() === '' ? {} : { text: read.text.trim() }) };
  },
};

/** Of RTF that stands in something else. */
export function rtfText(raw: Buffer, most: number): string {
  return new Reader(raw.toString('latin1'), most).text.replaceAll('\0', '').trim();
}

class Reader {
  text = '';
  readonly facts = new Map<string, string>();
  readonly #most: number;
  #decoder = new TextDecoder('windows-1252');
  #group: Group = { isSilent: false, fact: undefined, skip: 1, isFonts: false, font: -1 };
  readonly #fonts = new Map<number, TextDecoder>();
  #pending: number[] = [];
  #toSkip = 0;

  constructor(source: string, most: number) {
    this.#most = most;
    const above: Group[] = [];
    const token =
      /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/giy;
    for (
      let match = token.exec(source);
      match !== null && this.text.length < most;
      match = token.exec(source)
    ) {
      const [, word, number, code, sign, bracket, words] = match;
      if (bracket === '{') {
        this.#flush();
        above.push(this.#group);
        if (above.length > MAX_DEPTH)
          throw new Stopped('tooDeep', `more than ${MAX_DEPTH} groups within groups`);
      } else if (bracket === '}') {
        this.#flush();
        this.#group = above.pop() ?? this.#group;
        this.#toSkip = 0;
      } else if (code !== undefined) this.#byte(Number.parseInt(code, 16));
      else if (word !== undefined) {
        this.#flush();
        const bytes = this.#word(word.toLowerCase(), number === undefined ? undefined : Number(number));
        token.lastIndex += bytes;
      } else if (sign !== undefined) this.#sign(sign);
      else if (words !== undefined) this.#words(words);
    }
    this.#flush();
  }

  /** Returns how many bytes after it are no text: those of `\bin`. */
  #word(word: string, number: number | undefined): number {
    if (SILENT.has(word))
      this.#group = { ...this.#group, isSilent: true, fact: undefined, isFonts: word === 'fonttbl' };
    else if (word === 'f' && number !== undefined) this.#group = { ...this.#group, font: number };
    else if (word === 'fcharset' && this.#group.isFonts) this.#setFont(CHARSETS[number ?? 0]);
    else if (FACTS.has(word)) this.#group = { ...this.#group, fact: word };
    else if (word === 'ansicpg' && number !== undefined) this.#decoder = pageDecoder(number);
    else if (word === 'uc' && number !== undefined)
      this.#group = { ...this.#group, skip: Math.min(100, Math.max(0, number)) };
    else if (word === 'u' && number !== undefined) {
      this.#put(String.fromCharCode(number < 0 ? number + 65_536 : number % 65_536));
      this.#toSkip = this.#group.skip;
    } else if (word === 'bin') return Math.max(0, number ?? 0);
    else if (SIGNS[word] !== undefined) this.#put(SIGNS[word]);
    return 0;
  }

  #setFont(page: number | undefined): void {
    if (page !== undefined && this.#fonts.size < MAX_FONTS)
      this.#fonts.set(this.#group.font, pageDecoder(page));
  }

  #decode(bytes: Uint8Array): string {
    return (this.#fonts.get(this.#group.font) ?? this.#decoder).decode(bytes);
  }

  #sign(sign: string): void {
    this.#flush();
    if (sign === '*') this.#group = { ...this.#group, isSilent: true };
    else if (sign === '~') this.#put(' ');
    else if (sign === '_') this.#put('-');
    else if ('\\{}'.includes(sign)) this.#words(sign);
    else if (sign === '\n' || sign === '\r') this.#put('\n');
  }

  #byte(value: number): void {
    if (this.#toSkip > 0) this.#toSkip -= 1;
    else this.#pending.push(value);
  }

  #words(words: string): void {
    this.#flush();
    const from = Math.min(this.#toSkip, words.length);
    this.#toSkip -= from;
    const own = words.slice(from);
    this.#put(/[\u0080-\u00ff]/.test(own) ? this.#decode(Buffer.from(own, 'latin1')) : own);
  }

  /** Bytes of a code page that belong together, such as two of one Chinese character. */
  #flush(): void {
    if (this.#pending.length === 0) return;
    const bytes = Uint8Array.from(this.#pending);
    this.#pending = [];
    this.#put(this.#decode(bytes));
  }

  #put(words: string): void {
    const { fact, isSilent } = this.#group;
    if (fact !== undefined) this.facts.set(fact, `${this.facts.get(fact) ?? ''}${words}`.slice(0, 500));
    else if (!isSilent) this.text += words.slice(0, this.#most - this.text.length);
  }
}
