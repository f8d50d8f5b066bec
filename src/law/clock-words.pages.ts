// How long a legal time limit is, in words of the page.
import type { Messages } from '../web/messages.ts';
import type { ClockRule } from './model.ts';

/** `at most 60 calendar days`; a unit that says by itself how long has no number. */
export function lengthText(say: Messages, one: Pick<ClockRule, 'unit' | 'length' | 'bound'>): string {
  const words = say.law.clock_;
  const counted: { readonly [unit: string]: ((n: number) => string) | undefined } = words.counted;
  const bound: { readonly [bound: string]: string | undefined } = words.bound;
  const number = counted[one.unit];
  if (number === undefined) return unitText(say, one.unit);
  if (one.length === undefined || one.length === 0) return words.noFigure;
  return `${bound[one.bound] ?? ''} ${number(one.length)}`.trim();
}

function unitText(say: Messages, unit: string): string {
  const words: { readonly [unit: string]: string | undefined } = say.law.clock_.unit;
  return words[unit] ?? unit.replaceAll('_', ' ');
}
