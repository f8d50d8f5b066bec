// Text of web pages (WHATWG HTML, 13.2.5 as far as tags, comments and what holds no text) and of books made of them (EPUB 3.3: a ZIP archive
// with pages and a package document).
import { wholeOf, type Extractor, type Facts } from './extractor.ts';
import { inLine } from './lines.ts';
import { members } from './zip.ts';

const MAX_BYTES = 32 * 1024 * 1024;
const MAX_PAGES = 2000;
const FACTS: readonly (readonly [element: string, fact: string])[] = [
  ['dc:title', 'title'],
  ['dc:creator', 'creator'],
  ['dc:publisher', 'publisher'],
  ['dc:date', 'date'],
  ['dc:language', 'language'],
];

export const html: Extractor = {
  name: 'html',
  group: 'documents',
  version: 1,
  takes: (kind, name) => kind === undefined && /\.(?:html?|xhtml)$/.test(name),
  read: (bytes, spent) => {
    const size = Math.min(bytes.size, MAX_BYTES);
    const page = decoded(wholeOf(bytes, 0, size, spent));
    const title = elementOf(page, 'title');
    const text = pageText(page).slice(0, spent.limits.textCharacters);
    return {
      facts: { ...(title === undefined ? {} : { title }), ...(size < bytes.size ? { text: 'cut' } : {}) },
      ...(text === '' ? {} : { text }),
    };
  },
};

export const epub: Extractor = {
  name: 'epub',
  group: 'documents',
  version: 1,
  takes: (kind, name) => kind === 'EPUB' || (kind === 'ZIP' && name.endsWith('.epub')),
  read: (bytes, spent) => {
    const all = [...members(bytes, spent)];
    const facts: { [name: string]: string } = {};
    const texts: string[] = [];
    let left = spent.limits.textCharacters;
    for (const { path, sizeBytes, open } of all.slice(0, MAX_PAGES)) {
      const isPackage = path.endsWith('.opf');
      if (
        open === undefined ||
        sizeBytes > MAX_BYTES ||
        !(isPackage || /^(?!META-INF\/|__MACOSX\/).*\.(?:xhtml|html?|xml)$/.test(path))
      )
        continue;
      if (left <= 0 && !isPackage) continue;
      const page = partOf(() => wholeOf(open(), 0, sizeBytes, spent));
      if (isPackage) Object.assign(facts, factsOf(page));
      else {
        const text = pageText(page).slice(0, left);
        left -= text.length;
        if (text !== '') texts.push(text);
      }
    }
    return { members: all, facts, ...(texts.length === 0 ? {} : { text: texts.join('\n\n') }) };
  },
};

/** What is wrong with it is said where it is read as a member. */
function partOf(read: () => Buffer): string {
  try {
    return decoded(read());
  } catch {
    return '';
  }
}

function factsOf(page: string): Facts {
  return Object.fromEntries(
    FACTS.flatMap(([element, fact]) => {
      const value = elementOf(page, element);
      return value === undefined ? [] : [[fact, value]];
    }),
  );
}

/** By its mark of byte order, or what it says in its first kilobyte (12.2.3.2), or UTF-8. */
function decoded(raw: Buffer): string {
  const said = /charset\s*=\s*["']?([\w-]{2,30})/i.exec(raw.toString('latin1', 0, 1024))?.[1];
  const mark =
    raw[0] === 0xff && raw[1] === 0xfe ? 'utf-16le' : raw[0] === 0xfe && raw[1] === 0xff ? 'utf-16be' : said;
  try {
    return new TextDecoder(mark ?? 'utf-8').decode(raw);
  } catch {
    return raw.toString('utf8'); // no such name
  }
}

function elementOf(page: string, element: string): string | undefined {
  const open = page.search(new RegExp(`<${element}[\\s>]`, 'i'));
  const from = open < 0 ? -1 : page.indexOf('>', open) + 1;
  const to = from < 1 ? -1 : page.indexOf('<', from);
  const value = to > from ? inLine(plain(page.slice(from, Math.min(to, from + 1000)))).trim() : '';
  return value === '' ? undefined : value;
}

const SILENT = ['script', 'style', 'template', 'head'];
const BREAKS = /^<\/?(?:p|div|br|li|tr|h[1-6]|td|th|blockquote|section|article|table|ul|ol|pre|hr)\b/i;

/** What a reader sees, near enough: what is in `script`, `style` and `head` is left out, blocks are lines. */
export function pageText(page: string): string {
  let made = '';
  for (let at = 0; at < page.length;) {
    const open = page.indexOf('<', at);
    made += page.slice(at, open < 0 ? page.length : open);
    if (open < 0) break;
    if (page.startsWith('<!--', open)) {
      const end = page.indexOf('-->', open + 4);
      at = end < 0 ? page.length : end + 3;
      continue;
    }
    const close = page.indexOf('>', open);
    if (close < 0) break;
    const tag = page.slice(open, Math.min(close, open + 30)).toLowerCase();
    const silent = SILENT.find(
      (name) => tag.startsWith(`<${name}`) && !/[\w-]/.test(tag.charAt(name.length + 1)),
    );
    at = close + 1;
    if (silent !== undefined && page[close - 1] !== '/') {
      const end = endOf(page, silent, at);
      at = end < 0 ? page.length : end;
    } else if (BREAKS.test(tag)) made += '\n';
  }
  return plain(made).replace(/[ \t\r\f\v]+/g, ' ').replace(/ ?\n[ \n]*/g, '\n').trim(); // prettier-ignore
}

function endOf(page: string, name: string, from: number): number {
  const found = new RegExp(`</${name}[^>]{0,200}>`, 'gi');
  found.lastIndex = from;
  const match = found.exec(page);
  return match === null ? -1 : match.index + match[0].length;
}

const NAMED: { readonly [name: string]: string } = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
};

function plain(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([a-z]{2,6}));/g,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
        ? String.fromCodePoint(code)
        : '\ufffd';
    },
  );
}
