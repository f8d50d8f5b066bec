// Who asked, as the request says it: results go back there.
import type { Answers } from './answers.ts';

/** Fields of the forms in which whoever asks is named; of two on one form, the one that issues. */
const ASKERS = [
  'requesting',
  'issuing.name',
  'issuing',
  'authority',
  'seeking',
  'agency',
  'sender',
  'intercepting',
] as const;

/** Of them, those that are an authority with its address. */
export const ASKING: ReadonlySet<string> = new Set(['requesting', 'authority', 'sender', 'intercepting']);

/** Of whoever is asked, those that are an authority with its address, by the names that the forms of `data/law/forms.yaml` give them. */
export const ASKED_PARTY: ReadonlySet<string> = new Set(['requested', 'receiver', 'recipient']);

/** Empty: it does not say. */
export function askerOf(answers: Answers): string {
  for (const field of ASKERS) {
    const said = answers[field];
    if (typeof said === 'string' && said.trim() !== '') return said.trim();
    if (typeof said === 'object' && 'organisation' in said && said.organisation !== '')
      return said.organisation;
  }
  return '';
}
