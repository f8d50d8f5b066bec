// What leaves an installation, searched as its reader would find it: the bytes, what is packed within them, the words that are printed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

/** Streams of a PDF are packed, also of one within a zip file whose members are not: what is searched is what a reader would see too. */
export function unpacked(bytes: Uint8Array): string {
  const all = Buffer.from(bytes);
  const parts = [...all.toString('latin1').matchAll(/stream\r?\n/g)].map(({ index, 0: mark }) => {
    try {
      return inflateSync(all.subarray(index + mark.length), { finishFlush: 2 }).toString('utf8'); // what follows is no stream any more
    } catch {
      return '';
    }
  });
  return [all.toString('utf8'), ...parts].join('\n');
}

/** Spaces are no part of what is compared: a line breaks where it likes. */
export const folded = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b]/g, '');

/** The words that a reader sees, which a PDF holds as glyphs of a part of a font, and a DOCX in an archive. */
export function printed(
  { letter, docx }: { readonly letter: Uint8Array; readonly docx?: Uint8Array },
  folder: string,
  id: string,
): { readonly [name: string]: string } {
  const by = (program: string, args: readonly string[]): string => {
    const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 << 20 });
    assert.equal(status, 0, `${id}: ${program}`);
    return folded(stdout);
  };
  const pdf = join(folder, `${id}.pdf`);
  writeFileSync(pdf, letter);
  const shown = { letter: by('pdftotext', ['-raw', pdf, '-']) };
  if (docx === undefined) return shown;
  const word = join(folder, `${id}.docx`);
  writeFileSync(word, docx);
  return { ...shown, docx: by('unzip', ['-p', word]).replace(/<[^>]*>/g, '') };
}

/** What is written in an answer, in pieces long enough to be found. */
export function textsIn(answer: unknown): string[] {
  if (typeof answer === 'string') return answer.length < 20 ? [] : [answer];
  if (Array.isArray(answer)) return answer.flatMap(textsIn);
  return typeof answer === 'object' && answer !== null ? Object.values(answer).flatMap(textsIn) : [];
}
