// What others do to a letter that is sealed already, each as an update at its end: a second signature, whose value `openssl cms` or
// an authority of time makes; a page that is put in the place of another.
import { PdfFile, appendUpdate } from '../../src/platform/pdf-update.ts';
import { addReference, dictIn } from '../../src/platform/pdf-field.ts';
import { reference, references, streamOf, writeDict } from '../../src/platform/pdf-values.ts';

const ROOM = 12_000;
const RANGE = '/ByteRange [0 0000000000 0000000000 0000000000]';

/** One more field for a signature on page 1, which draws nothing. `make`: of all bytes but the gap. */
export function signAgain(
  pdf: Uint8Array,
  { subFilter, field, make }: { subFilter: string; field: string; make: (bytes: Buffer) => Buffer },
): Buffer {
  const file = new PdfFile(pdf);
  const [value, widget] = [file.size(), file.size() + 1];
  const objects = new Map<number, string | Buffer>();
  const page = file.page(1);
  objects.set(
    value,
    `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/${subFilter}${RANGE}/Contents <${'0'.repeat(2 * ROOM)}>>>`,
  );
  objects.set(
    widget,
    `<</Type/Annot/Subtype/Widget/FT/Sig/T(${field})/V ${value} 0 R/P ${page} 0 R/F 132/Rect[0 0 0 0]>>`,
  );
  addReference(file, objects, [page, 'Annots'], widget);
  const form = reference(file.dict(file.root()).get('AcroForm') ?? '');
  addReference(file, objects, [form, 'Fields'], widget);
  const out = appendUpdate(file, objects);
  const range = out.indexOf(RANGE, pdf.length, 'latin1');
  const gap = out.indexOf('/Contents <', range, 'latin1') + '/Contents '.length;
  const end = out.indexOf('>', gap, 'latin1') + 1;
  const numbers = [gap, end, out.length - end].map((n) => String(n).padStart(10, '0'));
  out.write(`/ByteRange [0 ${numbers.join(' ')}]`, range, 'latin1');
  const bytes = Buffer.concat([out.subarray(0, gap), out.subarray(end)]);
  out.write(make(bytes).toString('hex'), gap + 1, 'latin1');
  return out;
}

/** In the tree of pages another one stands in the place of the first: nothing of what was signed is written over. */
export function withOtherPage(pdf: Uint8Array, text: string): Buffer {
  const file = new PdfFile(pdf);
  const old = file.page(1);
  const [page, contents, font] = [file.size(), file.size() + 1, file.size() + 2];
  const tree = reference(file.dict(old).get('Parent') ?? '');
  const kids = references(file.dict(tree).get('Kids') ?? '').map((kid) => (kid === old ? page : kid));
  const branch = dictIn(file, new Map(), tree);
  branch.set('Kids', `[${kids.map((kid) => `${kid} 0 R`).join(' ')}]`);
  const shown = `/Contents ${contents} 0 R/Resources<</Font<</F1 ${font} 0 R>>>>`;
  return appendUpdate(
    file,
    new Map<number, string | Buffer>([
      [tree, writeDict(branch)],
      [page, `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595 842]${shown}>>`],
      [contents, streamOf(Buffer.from(`BT /F1 18 Tf 60 700 Td (${text}) Tj ET`))],
      [font, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'],
    ]),
  );
}
