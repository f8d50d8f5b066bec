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

/** Of whoever is asked, those that are an authority with its address, by the names that the forms of `data/law/forms/` give them. */
export const ASKED_PARTY: ReadonlySet<string> = new Set(['requested', 'receiver', 'recipient']);

/** How whoever asks is reached, by its own words: the numbers of a message may be of whoever made it up. Undefined: it does not say. */
export function contactOf(answers: Answers): string | undefined {
  for (const field of ASKERS) {
    const said = answers[field];
    if (typeof said !== 'object' || !('organisation' in said)) continue;
    const { person, phone, email, address } = said;
    const all = [person, phone, email, address].filter((one) => one !== undefined && one.trim() !== '');
    if (all.length > 0) return all.join(', ').slice(0, CONTACT_MAX);
  }
  return undefined;
}

const CONTACT_MAX = 1000;

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
