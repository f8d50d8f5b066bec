// Why something was refused, by its kind alone, in the words of the reader; a refusal's own sentences are in English.
import type { Refusal, RefusalCode } from '../base/refusal.ts';
import type { Messages } from './messages.ts';

export function reasonWords({ refused }: Messages, { code }: Pick<Refusal, 'code'>): string {
  const because: { readonly [code in RefusalCode]?: string } = refused.because;
  return because[code] ?? refused.wentWrong;
}
