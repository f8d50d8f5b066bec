// The certificate as PDF/A, to be printed and signed.
import { readFileSync } from 'node:fs';
import { isRightToLeft } from '../base/direction.ts';
import { renderTypst } from '../platform/typst.ts';
import { visible } from '../web/safe-text.ts';
import type { Block } from './certificate.ts';

const MAX_PAGES = 40;
const MAX_CHARACTERS = 5000;

/** The same blocks and time give the same bytes. */
export function certificatePdf(
  blocks: readonly Block[],
  { language, created }: { readonly language: string; readonly created: number },
): Promise<Uint8Array> {
  const shown = (text: string): string => visible(text, MAX_CHARACTERS);
  const directed = (text: string) => ({ text: shown(text), isRtl: isRightToLeft(text) });
  return renderTypst({
    template: readFileSync(new URL('certificate.typ', import.meta.url), 'utf8'),
    data: {
      language,
      title: shown(titleOf(blocks)),
      blocks: blocks.map((block) => ({
        kind: block.kind,
        label: 'label' in block ? shown(block.label) : '',
        paragraphs: 'text' in block ? block.text.split(/\r?\n/).map(directed) : [],
      })),
    },
    created,
    maxPages: MAX_PAGES,
  });
}

/** The first line, for the properties of the file. */
export function titleOf(blocks: readonly Block[]): string {
  return blocks.flatMap((block) => (block.kind === 'title' ? [block.text] : [])).join(' ');
}
