// How values are written for people at a terminal.
import { Refusal } from '../base/refusal.ts';
import type { AcquireStep } from '../evidence/intake/acquire.acts.ts';
import type { Authority } from '../verify/event.ts';

export const STEP_WORDS: { readonly [step in AcquireStep]: string } = {
  copying: 'Copying',
  comparing: 'Comparing the image with its stored hash',
};

/** Local time with its offset: `2026-11-03 12:04:11 +01:00`. */
export function timeWords(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const pad = (n: number): string => String(Math.abs(n)).padStart(2, '0');
  const local = new Date(date.getTime() + offset * 60_000).toISOString();
  const sign = offset < 0 ? '-' : '+';
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${sign}${pad(Math.trunc(offset / 60))}:${pad(offset % 60)}`;
}

/** `warrant 441/26` names its kind first; anything else is kept whole as `other`. */
export function parseAuthority(text: string): Authority {
  const [, kind = '', id = ''] = /^(warrant|order|request|consent|law)[:\s]+(.+)$/i.exec(text.trim()) ?? [];
  if (id !== '') return { type: kind.toLowerCase() as Authority['type'], id: id.trim() }; // one of the pattern's words
  if (text.trim() !== '') return { type: 'other', id: text.trim() };
  throw new Refusal('badUsage.authority');
}

/** `1 event`, `2 events`: of words that take an s. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** A label and its value, aligned. Control characters in found names must not reach a terminal. */
export function line(label: string, value: string): string {
  return `${label.padEnd(16)}${printable(value)}`;
}

/** Control and direction-changing characters are shown as their code points. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (found) => {
      return `<U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`;
    },
  );
}

export function required(value: string | undefined, option: string): string {
  if (value !== undefined && value.trim() !== '') return value;
  throw new Refusal('badUsage.optionMissing', { option: `--${option}` });
}

/** What stands by itself behind the command: `word` is what its usage calls it, such as FILE. */
export function argument(value: string | undefined, word: string): string {
  if (value !== undefined && value.trim() !== '') return value;
  throw new Refusal('badUsage.argumentMissing', { word });
}

/** Of a command that takes one: what stands beside it, such as a name without quotation marks, would be lost. */
export function onlyArgument(positionals: readonly string[], word: string): string {
  refuseSpare(positionals.slice(1));
  return argument(positionals[0], word);
}

export function refuseSpare([spare]: readonly string[]): void {
  if (spare !== undefined) throw new Refusal('badUsage.spare', { found: printable(spare) });
}

export function oneOf<T extends string>(text: string, choices: readonly T[], option: string): T {
  const found = choices.find((one) => one === text);
  if (found !== undefined) return found;
  throw new Refusal('badUsage.optionOneOf', {
    option: `--${option}`,
    choices: choices.join(', '),
    found: printable(text),
  });
}

export interface NumberFrom {
  readonly option: string;
  readonly least: number;
  readonly most: number;
}

export function numberFrom(text: string, { option, least, most }: NumberFrom): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (value >= least && value <= most) return value;
  throw new Refusal('badUsage.optionNumber', { option: `--${option}`, least, most, found: printable(text) });
}
