// Before a request is written: which State is asked, how urgent it is, and in which languages it is written and goes out. Rules and
// checks follow from it.
import { STATE_CODES, stateName, type StateCode } from '../../../law/states.ts';
import { capital } from '../../../web/capital.ts';
import { oneOf } from '../../../web/fields/choice.ts';
import { orNone, type Fields } from '../../../web/fields/field.ts';
import { pick } from '../../../web/fields/pick.ts';
import { languageName } from '../../../web/language-names.ts';
import { isLanguage } from '../../../web/language.ts';
import { LETTER_LANGUAGES, letterWords, type LetterLanguage } from '../../core/letter-language.ts';
import { URGENCIES, urgencyWithin, type RequestRecord, type UrgencyBounds } from '../../core/request.ts';
import { stateCode } from '../../../law/schema/common.ts';

interface StateAbout {
  /** Of the case: no request goes to it. */
  readonly own: string;
  readonly now: string | undefined;
  /** It came: the other State is the one that asks. */
  readonly hasCome: boolean;
}

export const STATE = {
  counterpart: orNone(
    pick<StateCode, StateCode, StateAbout>({
      ask: (say, { hasCome }) => (hasCome ? say.practice.asked.stateFrom : say.practice.asked.state),
      hint: (say) => say.practice.asked.stateHint,
      list: ({ own }) => STATE_CODES.filter((code) => code !== own),
      id: (code) => code,
      words: (say, code) => stateName(code, say.language.code),
      none: () => '',
      preset: ({ now }) => now ?? '',
      wrong: (say) => say.requests.wrong.choose,
      ids: stateCode,
      means: 'Which State is asked; null: that is not decided.',
    }),
    () => '–',
  ),
} satisfies Fields;

interface UrgencyAbout {
  /** What the answers of the form leave open. */
  readonly bounds: UrgencyBounds | undefined;
  readonly now: RequestRecord['urgency'];
}

export const URGENCY = {
  urgency: oneOf<(typeof URGENCIES)[number], UrgencyAbout>(URGENCIES, {
    ask: (say) => say.practice.asked.urgency,
    hint: (say, { bounds }) => (bounds === undefined ? '' : say.practice.asked.urgencySaid),
    words: (say, one) => say.practice.asked.levels[one],
    open: ({ bounds }) => URGENCIES.filter((one) => urgencyWithin(one, bounds) === one),
    preset: ({ now }) => now,
    wrong: (say) => say.requests.wrong.choose,
    means: 'How urgent it is, within what its answers say.',
  }),
} satisfies Fields;

const CODES = LETTER_LANGUAGES as readonly [LetterLanguage, ...LetterLanguage[]]; // one at least
type LanguagesAbout = Pick<RequestRecord, 'writtenIn' | 'letterIn'> & {
  /** For which the agency has brought the official wording. */
  readonly official?: readonly string[];
};

function language(name: 'writtenIn' | 'letterIn', means: string) {
  return oneOf<LetterLanguage, LanguagesAbout>(CODES, {
    ask: (say) => say.translation.languages[name === 'writtenIn' ? 'title' : 'goesOut'],
    hint: (say) => say.translation.languages[name === 'writtenIn' ? 'hint' : 'goesOutHint'],
    // Each in its own words, so that whoever writes it finds it.
    choice: (code) => ({ words: letterWords(code).language.name, lang: code }),
    open: (now) =>
      CODES.filter((code) => isLanguage(code) || code === now[name] || now.official?.includes(code)),
    words: (say, code) => capital(languageName(code, say.language.code)),
    preset: (now) => now[name],
    wrong: (say) => say.requests.wrong.choose,
    means,
  });
}

export const REQUEST_LANGUAGES = {
  writtenIn: language('writtenIn', 'The language in which it is written.'),
  letterIn: language('letterIn', 'The language in which its letter goes out.'),
} satisfies Fields;
