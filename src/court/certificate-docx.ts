// The certificate as an editable copy (Office Open XML), the same words in the same order as the PDF.
import type { Block } from './certificate.ts';

const SIZES = { title: 36, under: 24, body: 21, label: 18, small: 17 } as const; // half points
const MUTED = '52605C';

export async function certificateDocx(
  blocks: readonly Block[],
  { creator, title }: { readonly creator: string; readonly title: string },
): Promise<Uint8Array> {
  const { Document, Packer, Paragraph, TextRun, HeadingLevel, BorderStyle } = await import('docx'); // heavy, and seldom needed
  const run = (text: string, size: number, color?: string) =>
    clean(text)
      .split('\n')
      .map(
        (line, i) => new TextRun({ text: line, size, ...(i > 0 && { break: 1 }), ...(color && { color }) }),
      );
  const paragraph = (children: ReturnType<typeof run>, after: number) =>
    new Paragraph({ children, spacing: { after } });
  const line = { style: BorderStyle.SINGLE, size: 6, color: '9AA29E', space: 20 };
  const written = (block: Block) => {
    switch (block.kind) {
      case 'title':
        return [
          new Paragraph({
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
            children: run(block.label, SIZES.label, MUTED),
            spacing: { before: 160, after: 40 },
            keepNext: true,
          }),
          paragraph(run(block.text, SIZES.body), 120),
        ];
      case 'line':
        return [
          new Paragraph({
            children: run(block.label, SIZES.label, MUTED),
            spacing: { before: 360, after: 120 },
            border: { bottom: line },
          }),
        ];
      case 'text':
        return [paragraph(run(block.text, SIZES.body), 120)];
      case 'small':
        return [new Paragraph({ children: run(block.text, SIZES.small, MUTED), spacing: { before: 240 } })];
    }
  };
  const document = new Document({
    creator: clean(creator),
    title: clean(title),
    styles: { default: { document: { run: { font: 'Noto Sans' } } } },
    sections: [{ children: blocks.flatMap(written) }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** What XML 1.0 cannot carry becomes a space, so that no typed character makes a file that will not open. */
function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly these are meant
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ');
}
