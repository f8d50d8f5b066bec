// Seals a PDF (PAdES, EN 319 142-1): one update at its end with a signature field, another with what a verifier needs in later years
// (DSS, 5.4.2). The document before them stays byte for byte.
import { createHash } from 'node:crypto';
import { cadesOver, certificatesIn, type Proofs, type Stamping } from './cades.ts';
import { addReference, dictIn, lookOf, rectText, type PdfPlace } from './pdf-field.ts';
import { appendUpdate, broken, PdfFile } from './pdf-update.ts';
import { reference, references, streamOf, textString, writeDict, type Dict } from './pdf-values.ts';
import type { SealSigner } from './seal-signer.ts';

interface SealOrder {
  readonly signer: SealSigner;
  /** Its name in the document, of which each is once. */
  readonly field: string;
  /** For those who do not see it. */
  readonly says: string;
  readonly name: string;
  readonly reason: string;
  readonly at: Date;
  readonly place: PdfPlace;
  /** A page as large as the place, drawn by Typst. */
  readonly mark: Uint8Array;
  readonly stamp?: Stamping | undefined;
}

/** Twice what three certificates of RSA with a time stamp take. */
const ROOM = 16_384;
const RANGE = '/ByteRange [0 ********** ********** **********]';

/** Only further seals and time stamps are allowed after it (DocMDP, P 2). */
export async function sealPdf(document: Uint8Array, order: SealOrder): Promise<Buffer> {
  const pdf = new PdfFile(document);
  const { signer, place, at, says } = order;
  const [value, widget, look] = [pdf.size(), pdf.size() + 1, pdf.size() + 2];
  const objects = new Map<number, string | Buffer>(lookOf(order.mark, look));
  const form = Math.max(...objects.keys()) + 1;
  const page = pdf.page(place.page);
  const dated = `D:${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  const words = `/Name ${textString(order.name)}/Reason ${textString(order.reason)}`;
  const only =
    '/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>>>]';
  objects.set(
    value,
    `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached${RANGE}/Contents <${'0'.repeat(2 * ROOM)}>/M(${dated})${words}${only}>>`,
  );
  objects.set(
    widget,
    `<</Type/Annot/Subtype/Widget/FT/Sig/T ${textString(order.field)}/TU ${textString(says)}/Contents ${textString(says)}` +
      `/V ${value} 0 R/P ${page} 0 R/F 132/Rect${rectText(place)}/AP<</N ${look} 0 R>>>>`,
  );
  addReference(pdf, objects, [page, 'Annots'], widget);
  const catalog = dictIn(pdf, objects, pdf.root());
  if (catalog.has('AcroForm')) throw broken('a document with a form of its own');
  objects.set(form, `<</SigFlags 3/Fields[${widget} 0 R]>>`);
  catalog.set('AcroForm', `${form} 0 R`);
  catalog.set('Perms', `<</DocMDP ${value} 0 R>>`);
  objects.set(pdf.root(), writeDict(catalog));
  return filled(appendUpdate(pdf, objects), pdf.bytes.length, (outside) => {
    const hash = createHash(signer.digest);
    for (const piece of outside) hash.update(piece);
    return cadesOver(hash.digest(), signer, order.stamp);
  });
}

/** Everything outside the gap is what is signed; the gap is exactly the string of hexadecimal digits. */
async function filled(
  out: Buffer,
  from: number,
  make: (outside: readonly Buffer[]) => Promise<Buffer>,
): Promise<Buffer> {
  const range = out.indexOf(RANGE, from, 'latin1');
  const gap = out.indexOf('/Contents <', range, 'latin1') + '/Contents '.length;
  const end = out.indexOf('>', gap, 'latin1') + 1;
  const numbers = [gap, end, out.length - end].map(String).join(' ');
  out.write(`/ByteRange [0 ${numbers}]`.padEnd(RANGE.length), range, 'latin1');
  const cms = await make([out.subarray(0, gap), out.subarray(end)]);
  if (2 * cms.length > end - gap - 2) throw new RangeError(`a signature of ${cms.length} bytes`);
  out.write(cms.toString('hex'), gap + 1, 'latin1');
  return out;
}

/** Certificates of the seal and of its time stamp, to ask what became of them. `from`: where the document before it ends. */
export function sealedWith(sealed: Uint8Array, from: number): Buffer[] {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const at = bytes.indexOf('/ByteRange', from, 'latin1');
  const [, gap, end] = /\[0 (\d+) (\d+) \d+\s*\]/.exec(bytes.toString('latin1', at, at + RANGE.length)) ?? [];
  if (gap === undefined || end === undefined) throw broken('no seal of ours');
  const padded = Buffer.from(bytes.toString('latin1', Number(gap) + 1, Number(end) - 1), 'hex');
  return certificatesIn(padded.subarray(0, derLength(padded)));
}

function derLength(der: Buffer): number {
  const first = der[1] ?? 0;
  return first < 0x80 ? 2 + first : 2 + (first & 0x7f) + der.readUIntBE(2, first & 0x7f);
}

/** B-LT: the store of the document. */
export function withStore(sealed: Uint8Array, proofs: Proofs): Buffer {
  const pdf = new PdfFile(sealed);
  const objects = new Map<number, string | Buffer>();
  let next = pdf.size();
  const catalog = pdf.dict(pdf.root());
  const before = catalog.get('DSS');
  const old = before === undefined ? new Map<string, string>() : pdf.dict(reference(before));
  const store: Dict = new Map([['Type', '/DSS']]);
  const kinds = [
    ['Certs', proofs.certificates],
    ['OCSPs', proofs.answers],
    ['CRLs', proofs.lists],
  ] as const;
  for (const [key, values] of kinds) {
    const places = references(old.get(key) ?? '');
    const there = new Set(places.map((number) => pdf.stream(number)?.bytes.toString('hex')));
    for (const bytes of values) {
      if (there.has(bytes.toString('hex'))) continue;
      objects.set(next, streamOf(bytes));
      places.push(next);
      next += 1;
    }
    if (places.length > 0) store.set(key, `[${places.map((number) => `${number} 0 R`).join(' ')}]`);
  }
  objects.set(next, writeDict(store));
  catalog.set('DSS', `${next} 0 R`);
  catalog.set('Extensions', '<</ESIC<</BaseVersion/1.7/ExtensionLevel 1>>>>');
  objects.set(pdf.root(), writeDict(catalog));
  return appendUpdate(pdf, objects);
}
