// By which grounds a request may be refused, by the text that it rests on: a ground that this text does not know is none. Shared by the
// form of a refusal and by the act of the desk that refuses.
import type { Answers } from './answers.ts';

/** What is no ground by law but stands in the way of fact: any text allows it. */
const OF_FACT = ['incomplete', 'manifest-errors', 'insufficient', 'not-stored', 'impossible'];

/** Treaties also take the conditions and grounds of the law of the requested State (Budapest Art. 25(4), UNTOC Art. 18(9), (21)). */
const OF_BASIS: Readonly<Record<string, readonly string[]>> = {
  'coe-ets-185': [
    'political-offence',
    'essential-interests',
    'dual-criminality',
    'immunity',
    'fundamental-right',
    'ne-bis-in-idem',
    'domestic-bar',
  ],
  'un-untoc-2000': [
    'form',
    'essential-interests',
    'domestic-bar',
    'legal-system',
    'dual-criminality',
    'immunity',
    'fundamental-right',
    'ne-bis-in-idem',
  ],
  'eu-2014-41': [
    'authority',
    'immunity',
    'essential-interests',
    'non-criminal',
    'ne-bis-in-idem',
    'territoriality',
    'fundamental-right',
    'dual-criminality',
    'restricted-measure',
    'not-authorised',
    'no-consent',
  ],
  'eu-2023-1543': [
    'authority',
    'offence',
    'service',
    'immunity',
    'third-country-law',
    'fundamental-right',
    'ne-bis-in-idem',
    'no-offence',
  ],
};

/** Undefined where the basis is a text whose grounds are not in the data. */
export function groundsOfBasis({ basis }: Answers): ((ground: string) => boolean) | undefined {
  const known = typeof basis === 'string' ? OF_BASIS[basis] : undefined;
  return known && ((ground) => OF_FACT.includes(ground) || known.includes(ground));
}
