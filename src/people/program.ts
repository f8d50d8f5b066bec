// What no program does in somebody's name, though its key may write (docs/decisions/api.md).
import { Refusal } from '../base/refusal.ts';

/** `through`: of `People`; there when another program acts. Refusals: notAllowed. */
export function refuseProgramTo({ through }: { readonly through?: string }, what: string): void {
  if (through === undefined) return;
  throw new Refusal('notAllowed', {
    expected: `a person at a screen to ${what}: it is theirs to decide`,
    found: 'a key of another program',
    next: 'Take this act on the pages.',
  });
}
