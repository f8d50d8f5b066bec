// PDF (ISO 32000): the text of its pages in their order, and who made it and when. By pdf.js, in the confined child.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { fileURLToPath } from 'node:url';
import { Stopped, wholeOf, type Extractor, type Facts, type Spent } from './extractor.ts';

const FOLDER = fileURLToPath(new URL('../../../node_modules/pdfjs-dist/', import.meta.url));
const MAX_PAGES = 5000;
const FACT_CHARACTERS = 500;
const TOLD = ['Title', 'Author', 'Creator', 'Producer', 'CreationDate', 'ModDate'] as const;

export const pdf: Extractor = {
  name: 'pdf',
  version: 1,
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
      const text = await textOf(document, spent);
      return {
        facts: { pages: document.numPages, ...(await factsOf(document)) },
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

async function textOf(document: PDFDocumentProxy, spent: Spent): Promise<string> {
  if (document.numPages > MAX_PAGES) throw new Stopped('tooMany', `more than ${MAX_PAGES} pages`);
  const pages: string[] = [];
  let left = spent.limits.textCharacters;
  for (let number = 1; number <= document.numPages && left > 0; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items
      .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
      .join('')
      .trim();
    page.cleanup();
    if (text === '') continue;
    pages.push(text.slice(0, left));
    left -= text.length + 2;
  }
  return pages.join('\n\n');
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
