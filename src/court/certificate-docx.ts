// The certificate as an editable copy (Office Open XML), the same words in the same order as the PDF.
import { hasRightToLeft } from '../base/direction.ts';
import { docxText } from '../platform/docx-text.ts';
import type { Messages } from '../web/messages.ts';
import type { Block } from './certificate.ts';

type Docx = typeof import('docx');

const SIZES = { title: 36, under: 24, body: 21, label: 18, small: 17 } as const; // half points
const FACES = { ascii: 'Noto Sans', hAnsi: 'Noto Sans', cs: 'Amiri', eastAsia: 'Noto Sans SC' } as const;
const MUTED = '52605C';

export async function certificateDocx(
  blocks: readonly Block[],
  { creator, title, say }: { readonly creator: string; readonly title: string; readonly say: Messages },
): Promise<Uint8Array> {
  const docx = await import('docx'); // heavy, and seldom needed
  const { Paragraph, TextRun, HeadingLevel, BorderStyle } = docx;
  const bidirectional = say.language.dir === 'rtl';
  const run = (text: string, size: number, color?: string) =>
    docxText(text)
      .split('\n')
      .map(
        (line, i) =>
          new TextRun({
            text: line,
            size,
            rightToLeft: hasRightToLeft(line),
            ...(i > 0 && { break: 1 }),
            ...(color && { color }),
          }),
      );
  const paragraph = (children: ReturnType<typeof run>, after: number) =>
    new Paragraph({ bidirectional, children, spacing: { after } });
  const line = { style: BorderStyle.SINGLE, size: 6, color: '9AA29E', space: 20 };
  const written = (block: Block) => {
    switch (block.kind) {
      case 'title':
        return [
          new Paragraph({
            bidirectional,
            children: run(block.text, SIZES.title),
            heading: HeadingLevel.HEADING_1,
            spacing: { after: 120 },
          }),
        ];
      case 'under':
        return [paragraph(run(block.text, SIZES.under), 360)];
      case 'fact':
        return [
          new Paragraph({
            bidirectional,
            children: run(block.label, SIZES.label, MUTED),
            spacing: { before: 160, after: 40 },
            keepNext: true,
          }),
          paragraph(run(block.text, SIZES.body), 120),
        ];
      case 'line':
        return [
          new Paragraph({
            bidirectional,
            children: run(block.label, SIZES.label, MUTED),
            spacing: { before: 360, after: 120 },
            border: { bottom: line },
          }),
        ];
      case 'text':
        return [paragraph(run(block.text, SIZES.body), 120)];
      case 'small':
        return [
          new Paragraph({
            bidirectional,
            children: run(block.text, SIZES.small, MUTED),
            spacing: { before: 240 },
          }),
        ];
    }
  };
  return packed(docx, blocks.flatMap(written), { creator: docxText(creator), title: docxText(title) });
}

async function packed(
  { Document, Packer }: Docx,
  children: readonly InstanceType<Docx['Paragraph']>[],
  properties: { readonly creator: string; readonly title: string },
): Promise<Uint8Array> {
  const document = new Document({
    ...properties,
    styles: { default: { document: { run: { font: FACES } } } },
    sections: [{ children }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
