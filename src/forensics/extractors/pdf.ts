// PDF (ISO 32000): the text of its pages in their order, and who made it and when. By pdf.js, in the confined child.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { fileURLToPath } from 'node:url';
import { Stopped, wholeOf, type Extractor, type Facts, type Spent } from './extractor.ts';

const FOLDER = fileURLToPath(new URL('../../../node_modules/pdfjs-dist/', import.meta.url));
const MAX_PAGES = 5000;
const FACT_CHARACTERS = 500;
const RANGES = 150;
const TOLD = ['Title', 'Author', 'Creator', 'Producer', 'CreationDate', 'ModDate'] as const;

export const pdf: Extractor = {
  name: 'pdf',
  group: 'documents',
  version: 2, // pages without text
  takes: (kind) => kind === 'PDF',
  read: () => ({}),
  readLater: async (bytes, spent) => {
    const data = Uint8Array.from(wholeOf(bytes, 0, bytes.size, spent)); // it takes them for itself
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs'); // large: only where there is one
    const task = getDocument({
      data,
      verbosity: 0,
      stopAtErrors: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      cMapUrl: `${FOLDER}cmaps/`,
      standardFontDataUrl: `${FOLDER}standard_fonts/`,
      wasmUrl: `${FOLDER}wasm/`,
    });
    try {
      const document = await task.promise;
      const { text, without } = await textOf(document, spent);
      const empty = text === '' || without.length === 0 ? {} : { 'pages-without-text': rangesOf(without) };
      return {
        facts: { pages: document.numPages, ...empty, ...(await factsOf(document)) },
        ...(text === '' ? {} : { text }),
      };
    } catch (error) {
      throw stoppedBy(error);
    } finally {
      await task.destroy();
    }
  },
};

/** Whatever pdf.js throws is of the file: it says what, in its own words. */
function stoppedBy(error: unknown): unknown {
  if (error instanceof Stopped || !(error instanceof Error)) return error;
  if (error.name === 'PasswordException') return new Stopped('encrypted', 'the PDF needs a password');
  return new Stopped('damaged', `no PDF that can be read: ${error.message.slice(0, 300)}`);
}

async function textOf(
  document: PDFDocumentProxy,
  spent: Spent,
): Promise<{ readonly text: string; readonly without: readonly number[] }> {
  if (document.numPages > MAX_PAGES) throw new Stopped('tooMany', `more than ${MAX_PAGES} pages`);
  const pages: string[] = [];
  const without: number[] = [];
  let left = spent.limits.textCharacters;
  for (let number = 1; number <= document.numPages && left > 0; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items
      .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
      .join('')
      .trim();
    page.cleanup();
    if (text === '') {
      without.push(number);
      continue;
    }
    pages.push(text.slice(0, left));
    left -= text.length + 2;
  }
  return { text: pages.join('\n\n'), without };
}

/** `1, 4-7`. */
function rangesOf(numbers: readonly number[]): string {
  const ranges: [from: number, to: number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges
    .slice(0, RANGES)
    .map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
    .join(', ');
}

async function factsOf(document: PDFDocumentProxy): Promise<Facts> {
  const { info } = await document.getMetadata();
  const told = info as { readonly [name: string]: unknown }; // what the file says of itself
  const found = TOLD.flatMap((name) => {
    const value = told[name];
    return typeof value === 'string' && value.trim() !== ''
      ? [[name.toLowerCase(), value.slice(0, FACT_CHARACTERS)]]
      : [];
  });
  return Object.fromEntries(found) as Facts; // pairs of texts
}
