// What a State asks to be assured of, in words.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { Declaration } from './model-declaration.ts';

/** By their codes; one that nobody knows stays as it is written. */
export function assuranceWords(say: Messages, codes: readonly string[]): string {
  const words: { readonly [code: string]: string } = say.assurance;
  return codes.map((one) => words[one] ?? one).join(say.language.comma);
}

/** Beneath a declaration; nothing where its words ask for none. */
export function assuranceLine(say: Messages, { assurances }: Pick<Declaration, 'assurances'>): Html {
  if (assurances === undefined) return nothing;
  return html`<br />${say.letter.labelled(say.assuranceAsked, assuranceWords(say, assurances))}`;
}
