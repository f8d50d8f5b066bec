// What an update puts on a page: the look of a mark that Typst drew, as an annotation by itself or as a field for a signature.
import { PdfFile, type PdfObjects } from './pdf-update.ts';
import { dictOf, references, writeDict, type Dict } from './pdf-values.ts';

/** In points, from the lower left corner of the page. */
export interface PdfPlace {
  readonly page: number;
  readonly rect: readonly [x0: number, y0: number, x1: number, y1: number];
}

/** A page of its own, copied as a form XObject: `first` is its number, and what it needs comes after. */
export function lookOf(mark: Uint8Array, first: number): PdfObjects {
  const pdf = new PdfFile(mark);
  const page = pdf.dict(pdf.page(1));
  const numbers = new Map<number, number>();
  const queue: number[] = [];
  // What is copied is of our own making: no text in it looks like a reference.
  const renumbered = (text: string): string =>
    text.replace(/\b(\d+) 0 R\b/g, (_, digits: string) => {
      const old = Number(digits);
      if (!numbers.has(old)) {
        numbers.set(old, first + 1 + numbers.size);
        queue.push(old);
      }
      return `${numbers.get(old)} 0 R`;
    });
  const objects = new Map<number, string | Buffer>();
  const content = pdf.stream(references(page.get('Contents') ?? '')[0] ?? 0);
  const head: Dict = new Map([
    ['Type', '/XObject'],
    ['Subtype', '/Form'],
    ['BBox', page.get('MediaBox') ?? '[0 0 0 0]'],
    ['Resources', renumbered(page.get('Resources') ?? '<<>>')],
  ]);
  const filter = content?.dict.get('Filter');
  if (filter !== undefined) head.set('Filter', filter);
  objects.set(first, written(head, content?.bytes ?? Buffer.alloc(0)));
  for (const old of queue) {
    const number = numbers.get(old) ?? 0;
    const stream = pdf.stream(old);
    if (stream === undefined) objects.set(number, renumbered(pdf.raw(old)));
    else {
      const { dict } = stream;
      for (const [key, value] of dict) if (key !== 'Length') dict.set(key, renumbered(value));
      objects.set(number, written(dict, stream.bytes));
    }
  }
  return objects;
}

function written(head: Dict, bytes: Buffer): Buffer {
  head.set('Length', String(bytes.length));
  const open = Buffer.from(`${writeDict(head)}\nstream\n`, 'latin1');
  return Buffer.concat([open, bytes, Buffer.from('\nendstream')]);
}

export function rectText({ rect }: Pick<PdfPlace, 'rect'>): string {
  return `[${rect.map((one) => one.toFixed(2)).join(' ')}]`;
}

/** As it is in this update, or as it was. */
export function dictIn(pdf: PdfFile, objects: PdfObjects, number: number): Dict {
  const own = objects.get(number);
  return typeof own === 'string' ? dictOf(own) : pdf.dict(number);
}

/** One more reference in the list of an object, which is then written anew. */
export function addReference(
  pdf: PdfFile,
  objects: Map<number, string | Buffer>,
  [number, key]: readonly [number: number, key: string],
  item: number,
): void {
  const dict = dictIn(pdf, objects, number);
  const old = dict.get(key) ?? '[]';
  const indirect = /^(\d+) 0 R$/.exec(old)?.[1];
  if (indirect !== undefined) {
    const list = pdf.raw(Number(indirect)).trim();
    objects.set(Number(indirect), `${list.slice(0, -1)} ${item} 0 R]`);
    return;
  }
  dict.set(key, `${old.slice(0, -1)} ${item} 0 R]`);
  objects.set(number, writeDict(dict));
}
