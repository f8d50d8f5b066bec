// Outside programs that tests compare with.
import { spawnSync } from 'node:child_process';

/** Whether a program can be started; a test that needs a missing one skips and says its name. */
export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v "$1"`, 'sh', name]).status === 0;
}

/** Text of a PDF, its words one space apart; undefined where pdftotext (poppler-utils) is missing. */
export function pdfText(pdf: Uint8Array): string | undefined {
  if (!hasProgram('pdftotext')) return undefined;
  const { stdout } = spawnSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8' });
  return stdout.replace(/\s+/g, ' ');
}
