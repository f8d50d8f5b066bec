// What an update after a signature did to a PDF: which objects are others than they were then. It tells a time stamp, a second seal or the
// store of what verifies them from a page that was replaced, a note, or a field that draws over the text.
import { Refusal } from '../base/refusal.ts';
import { PdfFile } from './pdf-update.ts';
import { dictOf, plainValue, references, type Dict } from './pdf-values.ts';

const SAID_MAX = 50;

/** Empty: it only adds signatures, time stamps and what verifies them. Undefined: of a kind of PDF that is not read here. */
export function changesAfter(file: Uint8Array, signedBytes: number): string[] | undefined {
  try {
    return changesIn(new PdfFile(file.subarray(0, signedBytes)), new PdfFile(file)).slice(0, SAID_MAX);
  } catch (error) {
    // of others: with tables that are streams, or values that are none
    if (error instanceof Refusal || error instanceof RangeError) return undefined;
    throw error;
  }
}

function changesIn(old: PdfFile, now: PdfFile): string[] {
  const said = pagesReplaced(old, now);
  const nameOf = namesIn(old);
  if (old.root() !== now.root()) said.push('another catalog');
  const forms = [old, now].map((pdf) => pdf.dict(pdf.root()).get('AcroForm'));
  for (const number of old.places.keys()) if (!now.places.has(number)) said.push(`object ${number} is gone`);
  for (const [number, at] of now.places) {
    const before = old.places.get(number);
    if (before === undefined && number < old.size()) said.push(`object ${number}: a number that was free`);
    if (before === undefined || before === at) continue;
    if (before < 0 || at < 0) {
      said.push(`object ${number} was ${at < 0 ? 'taken out' : 'put in'}`);
      continue;
    }
    const [was, is] = [dictOr(old, number), dictOr(now, number)];
    const keys = [...new Set([...was.keys(), ...is.keys()])].filter(
      (key) => plain(was.get(key)) !== plain(is.get(key)),
    );
    if (keys.length === 0 && !isSameStream(old, now, number))
      said.push(`${nameOf(number, '')} was written anew`);
    for (const key of keys)
      if (!allowed(number, was, { old, forms }).includes(key))
        said.push(`${nameOf(number, was.get('Type') ?? '')}: /${key}`);
      else if (key === 'Annots' || key === 'Fields') said.push(...addedTo(now, was.get(key), is.get(key)));
  }
  return said;
}

/** Other programs write anew what they leave as it is, with other spaces. */
function plain(raw: string | undefined): string | undefined {
  return raw === undefined ? undefined : plainValue(raw);
}

/** Of what is no stream, there is nothing else to compare. */
function isSameStream(old: PdfFile, now: PdfFile, number: number): boolean {
  const [was, is] = [old.stream(number)?.bytes, now.stream(number)?.bytes];
  return was === undefined || is === undefined ? was === is : was.equals(is);
}

/** Another page in the place of one, one more, one less: by the number that a reader sees. */
function pagesReplaced(old: PdfFile, now: PdfFile): string[] {
  const [was, is] = [pagesOf(old), pagesOf(now)];
  if (was === undefined || is === undefined) return [];
  return Array.from({ length: Math.max(was.length, is.length) }, (_, i) => i).flatMap((i) => {
    if (was[i] === is[i]) return [];
    if (is[i] === undefined) return [`page ${i + 1} was taken out`];
    if (was[i] === undefined) return [`page ${i + 1} was added: object ${is[i]}`];
    return [`page ${i + 1} was replaced: object ${is[i]} stands in the place of object ${was[i]}`];
  });
}

/** What an object is to a reader: a page, or what a page shows. */
function namesIn(old: PdfFile): (number: number, type: string) => string {
  const names = new Map<number, string>();
  for (const [i, page] of (pagesOf(old) ?? []).entries()) {
    for (const one of references(old.dict(page).get('Contents') ?? ''))
      names.set(one, `what page ${i + 1} shows (object ${one})`);
    names.set(page, `page ${i + 1} (object ${page})`);
  }
  return (number, type) => names.get(number) ?? `object ${number}${type}`;
}

/** Undefined: its pages stand in another way than is read here; what was changed is then named by its objects alone. */
function pagesOf(pdf: PdfFile): readonly number[] | undefined {
  try {
    return pdf.pages();
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What a signature, a time stamp or a store changes of what was there. */
function allowed(
  number: number,
  was: Dict,
  { old, forms }: { readonly old: PdfFile; readonly forms: readonly (string | undefined)[] },
): readonly string[] {
  if (number === old.root()) return ['AcroForm', 'DSS', 'Perms', 'Extensions'];
  if (was.get('Type') === '/Page') return ['Annots'];
  return forms.includes(`${number} 0 R`) ? ['Fields', 'SigFlags'] : [];
}

/** Only signature fields that draw nothing may be added, and nothing taken away. */
function addedTo(now: PdfFile, was = '[]', is = '[]'): string[] {
  const [old, young] = [references(was), references(is)];
  return [
    ...old.filter((number) => !young.includes(number)).map((number) => `object ${number} was taken off`),
    ...young
      .filter((number) => !old.includes(number))
      .flatMap((number) => {
        const field = now.dict(number);
        if (field.get('FT') !== '/Sig') return [`object ${number} is no signature field`];
        return isSeen(now, field) ? [`signature field ${number} draws on a page`] : [];
      }),
  ];
}

function isSeen(now: PdfFile, field: Dict): boolean {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = (field.get('Rect') ?? '').match(/-?[\d.]+/g)?.map(Number) ?? [];
  const look = /\/N\s+(\d+) 0 R/.exec(field.get('AP') ?? '')?.[1];
  const isEmpty = look !== undefined && now.dict(Number(look)).get('Length') === '0';
  return x0 !== x1 && y0 !== y1 && !isEmpty;
}

function dictOr(pdf: PdfFile, number: number): Dict {
  const raw = pdf.raw(number);
  // Of a stream its bytes count too: written elsewhere it is another.
  return raw.startsWith('<<') ? dictOf(raw) : new Map([['', raw]]);
}
