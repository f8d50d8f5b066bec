// Rules that several forms share; each form cites its own provision.
import { isRealTime } from '../core/evidence-types.ts';
import type { Answers } from '../core/answers.ts';
import { itemsOf } from '../core/request-items.ts';
import type { FormRule, Words } from '../core/form.ts';
import { WORDS } from './words.ts';

type Cited = Pick<FormRule, 'ref' | 'field'>;

/** Preservation and disclosure concern what is stored; data to come are another measure. */
export function storedOnly(cited: Cited): FormRule {
  return {
    ...cited,
    id: 'stored',
    level: 'block',
    words: WORDS.rules.storedRule,
    isMet: (answers) => itemsOf(answers, cited.field).every(({ category }) => !isRealTime(category)),
  };
}

export function assistanceFollows(cited: Cited): FormRule {
  return {
    ...cited,
    id: 'intention',
    level: 'block',
    words: WORDS.rules.intentionRule,
    isMet: (answers) => answers[cited.field] !== false,
  };
}

/** A statement that the text demands: saying no is no request. */
export function stated(cited: Cited, words: Words): FormRule {
  return {
    ...cited,
    id: 'stated',
    level: 'block',
    words,
    isMet: (answers) => answers[cited.field] !== false,
  };
}

export const UNDER_THE_PROTOCOL: Words = WORDS.rules.underTheProtocol;

/** A basis is written freely: the Convention is known by its id, its short names and a word of its title in each language. */
export function restsOnUntoc(answers: Answers, field: string): boolean {
  const basis = answers[field];
  return (
    typeof basis === 'string' &&
    /untoc|palerm|transna[ct]ional|транснациональн|跨国有组织|عبر الوطنية/i.test(basis)
  );
}
