// Refusal, postponement or conditions, with grounds in the words of Annex III of Regulation (EU) 2023/1543 and of the treaties: a
// ground that the text of the request does not know is none. Budapest Convention Arts 27(4)-(7), 29(5), UNTOC Art. 18(21)-(26).
import type { Ground } from '../../law/model-ground.ts';
import type { Answers } from '../core/answers.ts';
import { groundsOfBasis } from '../core/grounds-of-basis.ts';
import { hasChosen } from '../core/request-items.ts';
import type { Form, RuleLaw } from '../core/form.ts';
import { ask } from './one-field-pages.ts';
import {
  aboutTask,
  FOLLOW_UP,
  NOT_THE_REGULATION,
  PARTIES,
  RECEIVED,
  RECEIVED_BEFORE,
  SIGNATURE,
} from './follow-tasks.ts';
import { isAnswered } from './follows.ts';
import { FOLLOW_ASK, FOLLOW_PART, FOLLOW_RULE } from './words.ts';

function isRefused(answers: Answers): boolean {
  return hasChosen(answers, 'decision', 'refused') || hasChosen(answers, 'decision', 'part');
}

function isGroundOfBasis(answers: Answers): boolean {
  const grounds = (answers['grounds'] ?? []) as readonly string[]; // option ids, by the schema of the field
  return grounds.every(groundsOfBasis(answers) ?? (() => true));
}

/** What is no ground against a measure that must always be available: Directive 2014/41/EU, Art. 11(2). Then it is asked whether it is one. */
export const NEVER_AGAINST: Readonly<Record<string, readonly string[]>> = {
  'eu-2014-41': ['dual-criminality', 'restricted-measure'],
};

function asksAvailable(answers: Answers): boolean {
  const { basis } = answers;
  const some = typeof basis === 'string' ? (NEVER_AGAINST[basis] ?? []) : [];
  return isRefused(answers) && some.some((ground) => hasChosen(answers, 'grounds', ground));
}

/** What the text that the request rests on says of the grounds that were chosen. */
function groundsChosen(answers: Answers, law: RuleLaw): readonly Ground[] {
  const { grounds = [] } = law.instruments.find(({ id }) => id === answers['basis']) ?? {};
  return isRefused(answers) ? grounds.filter(({ code }) => hasChosen(answers, 'grounds', code)) : [];
}

const isConsultedFirst = (answers: Answers, law: RuleLaw): boolean =>
  groundsChosen(answers, law).some(({ consultFirst }) => consultFirst === true);

function isAlwaysAvailable(answers: Answers, law: RuleLaw): boolean {
  const basis = law.instruments.find(({ id }) => id === answers['basis']);
  return (basis?.alwaysAvailable?.items ?? []).some(({ id }) => hasChosen(answers, 'available', id));
}

export const refusal: Form = {
  ...FOLLOW_UP,
  id: 'refusal',
  purpose: 'answer',
  isFormal: false,
  follows: { answers: isAnswered },
  onlyTells: true,
  reports: 'refused',
  tasks: [
    aboutTask([RECEIVED]),
    PARTIES,
    {
      id: 'decision',
      title: FOLLOW_PART.decision,
      pages: [
        ask('decision', FOLLOW_ASK.decision),
        ask('items', FOLLOW_ASK.whichItems),
        ask('grounds', FOLLOW_ASK.grounds),
        ask('available', FOLLOW_ASK.alwaysAvailable),
        ask('explanation', FOLLOW_ASK.explanation),
        ask('until', FOLLOW_ASK.postponedUntil),
        ask('conditions', FOLLOW_ASK.conditions),
        ask('consulted', FOLLOW_ASK.consulted),
        ask('preserved', FOLLOW_ASK.kept),
      ],
    },
    SIGNATURE,
  ],
  asked: {
    items: (answers) => hasChosen(answers, 'decision', 'part'),
    grounds: isRefused,
    available: asksAvailable,
    until: (answers) => hasChosen(answers, 'decision', 'postponed'),
    conditions: (answers) => hasChosen(answers, 'decision', 'conditional'),
  },
  leaves: { grounds: groundsOfBasis },
  roles: { verification: 'confirm' },
  rules: [
    NOT_THE_REGULATION,
    RECEIVED_BEFORE,
    {
      id: 'ground-of-basis',
      level: 'block',
      ref: 'coe-ets-185, Arts 25(4), 27(4); un-untoc-2000, Art. 18(21); eu-2023-1543, Arts 12(1), 16(4)',
      field: 'grounds',
      words: FOLLOW_RULE.wrongGround,
      isMet: (answers) => !isRefused(answers) || isGroundOfBasis(answers),
    },
    {
      id: 'consult',
      level: 'warn',
      ref: 'coe-ets-185, Art. 27(6); un-untoc-2000, Art. 18(26)',
      field: 'consulted',
      words: FOLLOW_RULE.consultFirst,
      isMet: (answers, law) => answers['consulted'] !== false || isConsultedFirst(answers, law),
    },
    {
      id: 'consult-issuing',
      level: 'block',
      ref: 'eu-2014-41, Art. 11(4)',
      field: 'consulted',
      words: FOLLOW_RULE.consultIssuing,
      isMet: (answers, law) => answers['consulted'] !== false || !isConsultedFirst(answers, law),
    },
    {
      id: 'always-available',
      level: 'block',
      ref: 'eu-2014-41, Art. 11(2)',
      field: 'grounds',
      words: FOLLOW_RULE.neverAgainst,
      isMet: (answers, law) =>
        !isAlwaysAvailable(answers, law) ||
        !groundsChosen(answers, law).some(({ isNotForAlwaysAvailable }) => isNotForAlwaysAvailable === true),
    },
  ],
};
