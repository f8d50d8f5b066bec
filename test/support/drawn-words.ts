// Pages with known words for readers of words: drawn of a PDF whose letters are those of pdf.js, so that no font of the machine is asked.
import type { Pixels } from '../../src/forensics/pictures/pdq.ts';

export const DRAWN = ['Transfer 4800 to the account', 'before Friday evening', 'Signed by Ines Example'];

/** One page with a line each. */
export function pdfOfLines(lines: readonly string[] = DRAWN): Buffer {
  const text = lines.map((line) => `(${line}) Tj 0 -40 Td`).join(' ');
  const content = `BT /F 24 Tf 40 220 Td ${text} ET`;
  return pdfOf(
    '/MediaBox[0 0 420 300]/Resources<</Font<</F 5 0 R>>>>',
    `4 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj`,
  );
}

/** One page that is nothing but a grey picture, as a scanner makes it. */
export function scannedPdf({ width, height, bytes }: Pixels): Buffer {
  const content = `${width} 0 0 ${height} 0 0 cm /X Do`;
  const image = Buffer.from(bytes).toString('hex');
  return pdfOf(
    `/MediaBox[0 0 ${width} ${height}]/Resources<</XObject<</X 5 0 R>>>>`,
    `4 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj
5 0 obj<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/ASCIIHexDecode/Length ${image.length + 1}>>stream\n${image}>\nendstream endobj`,
  );
}

/** Two pages: one with text, then one that is nothing but a grey picture. */
export function mixedPdf({ width, height, bytes }: Pixels): Buffer {
  const [words, drawing] = [
    'BT /F 24 Tf 40 220 Td (Covering letter) Tj ET',
    `${width} 0 0 ${height} 0 0 cm /X Do`,
  ];
  const image = Buffer.from(bytes).toString('hex');
  return Buffer.from(
    `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 6 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 300]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>endobj
4 0 obj<</Length ${words.length}>>stream\n${words}\nendstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
6 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<</XObject<</X 8 0 R>>>>/Contents 7 0 R>>endobj
7 0 obj<</Length ${drawing.length}>>stream\n${drawing}\nendstream endobj
8 0 obj<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/ASCIIHexDecode/Length ${image.length + 1}>>stream\n${image}>\nendstream endobj
trailer<</Root 1 0 R>>
%%EOF
`,
    'latin1',
  );
}

function pdfOf(page: string, objects: string): Buffer {
  return Buffer.from(
    `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R${page}/Contents 4 0 R>>endobj
${objects}
trailer<</Root 1 0 R>>
%%EOF
`,
    'latin1',
  );
}
