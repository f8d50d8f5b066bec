// What the verifier says in a language: one table of messages (web/messages/<language>/verify.json), filled with what was found.
import type { Check, Counts } from './checks.ts';
import { figure, sizeText } from './figures.ts';
import { fillMessage } from './fill-message.ts';
import { shownName } from './names.ts';
import type { Messages } from './report-messages.ts';
import type { Statement } from './report.ts';
import { ENGLISH } from './words-english.ts';

/** BCP 47, and how its lines run. */
type Tongue = Pick<Messages, 'language' | 'direction'>;

export interface ReportWords extends Pick<
  Messages,
  'checkTitles' | 'verdicts' | 'withoutTrust' | 'headings' | 'faultWords'
> {
  /** Bytes and their decimal multiples. */
  readonly units: readonly string[];
  readonly checks: {
    readonly [
      name in
        | Check['name']
        | 'failed'
        | 'notChecked'
        | 'noTrust'
        | 'keysChanged'
        | 'trustOne'
        | 'trustFollowed'
        | 'witnessesNone'
        | 'byOfficers'
        | 'forOfficers'
        | 'byService'
        | 'detailsWithheld'
        | 'conditionsNone'
        | 'timestampsNone'
    ]: string;
  };
  readonly statements: { readonly [id in Statement['id'] | 'andWitnesses']: string };
  readonly faultLine: string;
}

type Value = string | number | readonly string[] | undefined;

export function messagesOf(words: ReportWords, tongue: Tongue): Messages {
  const size = (bytes: number): string => sizeText(bytes, words.units);
  // A stranger's name within a line that runs from the right keeps its own order (Unicode isolates).
  const isFromRight = tongue.direction === 'rtl';
  const name = (text: string): string => (isFromRight ? `\u2068${shownName(text)}\u2069` : shownName(text));
  const comma = isFromRight ? '، ' : ', ';
  const shown = (place: string, value: Value = ''): string => {
    if (typeof value === 'number') return /bytes/i.test(place) ? size(value) : figure(value);
    return typeof value === 'string' ? value : value.map(name).join(comma);
  };
  const fill = (message: string, values: { readonly [name: string]: Value }): string =>
    fillMessage<Value>(message, tongue.language, values, shown);
  return {
    ...words,
    ...tongue,
    checkWords: ({ name: check, outcome, counts }) => {
      if (outcome === 'failed') return words.checks.failed;
      if (outcome === 'notChecked') return check === 'trust' ? words.checks.noTrust : words.checks.notChecked;
      const signers = signerParts(words, counts).map((part) => fill(part, counts));
      return fill(checkTemplate(words, check, counts), { ...counts, signers: signers.join(comma) });
    },
    faultLine: ({ place, expected, found }) =>
      fill(words.faultLine, {
        place: name(place),
        expected: name(expected),
        found: name(found),
      }),
    statement: (one) => {
      const { id, ...values } = one;
      const texts = Object.entries(values).map(([place, value]: [string, Value]) => [
        place,
        typeof value === 'string' ? name(value) : value,
      ]);
      const filled = Object.fromEntries(texts) as { readonly [name: string]: Value }; // as mapped above
      const too =
        id === 'whoseKeys' && one.witnesses.length > 0 ? fill(words.statements.andWitnesses, filled) : '';
      return fill(words.statements[id], { ...filled, too });
    },
  };
}

function checkTemplate({ checks }: ReportWords, name: Check['name'], counts: Counts): string {
  const none = (key: string): boolean => (counts[key] ?? 0) === 0;
  switch (name) {
    case 'keys':
      return none('changes') ? checks.keys : `${checks.keys}; ${checks.keysChanged}`;
    case 'trust':
      if (!none('changes')) return checks.trustFollowed;
      return counts['keys'] === 1 ? checks.trustOne : checks.trust;
    case 'witnesses':
      return none('witnesses') ? checks.witnessesNone : checks.witnesses;
    case 'details':
      return none('withheld') ? checks.details : checks.detailsWithheld;
    case 'conditions':
      return none('conditions') ? checks.conditionsNone : checks.conditions;
    case 'timestamps':
      return none('tokens') ? checks.timestampsNone : checks.timestamps;
    default:
      return checks[name];
  }
}

function signerParts({ checks }: ReportWords, counts: Counts): string[] {
  const { events = 0, byOfficers = 0, forOfficers = 0 } = counts;
  const own = events - byOfficers - forOfficers;
  return [
    byOfficers === 0 ? '' : checks.byOfficers,
    forOfficers === 0 ? '' : checks.forOfficers,
    own === 0 ? '' : checks.byService.replace('{own}', figure(own)),
  ].filter((part) => part !== '');
}

export const english: Messages = messagesOf(ENGLISH, { language: 'en-GB', direction: 'ltr' });
