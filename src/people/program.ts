// What no program does in somebody's name, though its key may write (docs/decisions/api.md).
import { type Phrase, Refusal } from '../base/refusal.ts';

/** `through`: of `People`; there when another program acts. Refusals: notAllowed. */
export function refuseProgramTo({ through }: { readonly through?: string }, what: Phrase | string): void {
  if (through === undefined) return;
  throw new Refusal('notAllowed.programAct', { what });
}
