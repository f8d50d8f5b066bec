// Who may authorise what, read from the shipped law data: Articles 4 to 6 of Regulation (EU) 2023/1543 case by case.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuthorityRank, Competences, OffenceKnown } from '../../../law/competence.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import type { DataCategory } from '../../../law/model.ts';
import { knowledgeOn } from '../../../law/on-day.ts';
import {
  competenceFindings,
  kindFindings,
  isOpen,
  thresholdFindings,
  type Authoriser,
  type CompetenceVerdict,
} from './competence.ts';
import type { Answers } from '../../core/answers.ts';
import { EVIDENCE } from '../../core/evidence-types.ts';
import type { Form } from '../../core/form.ts';
import { natureOf } from '../../core/form-nature.ts';
import { formOf, FORMS } from '../../forms/index.ts';

const shipped = await shippedLaw();
const { competence: law, forms } = shipped;

/** A form that asks for these data, and is for the rest as the one of that id. */
function asking(id: string, ...categories: DataCategory[]): Form {
  const like = formOf(id) ?? assert.fail(id);
  return { ...natureOf(like), id, tasks: [], asked: {}, roles: {}, rules: [], categories: () => categories };
}

/** True when nothing in the request is beyond this authority. */
function mayAuthorise(law: Competences, form: Form, answers: Answers, authoriser: Authoriser): boolean {
  return [
    ...competenceFindings(law, form, answers, authoriser),
    ...kindFindings(law, form, answers, authoriser),
  ].every(({ verdict }) => verdict === undefined || isOpen(verdict));
}

test('what a form lets one ask for, some rule of competence is about', () => {
  for (const form of FORMS.filter(({ id }) => law.ruledForms.includes(id))) {
    const { evidence = [], roles, rules } = form;
    const asked = evidence.flatMap((type) => EVIDENCE[type].categories);
    const taken = asked.filter((category) => {
      const answers = { [roles.items ?? '']: [{ category, identifiers: [], wanted: ['all'] }] };
      return rules.every(
        ({ level, field, isMet }) => level !== 'block' || field !== roles.items || isMet(answers, shipped),
      );
    });
    const ruled = law.rules.filter(({ forms }) => forms.includes(form.id));
    for (const category of taken)
      assert.ok(
        ruled.some(({ categories }) => categories.includes(category)),
        `${form.id}: ${category}`,
      );
  }
});

const verdict = (form: Form, who: Authoriser): CompetenceVerdict | undefined =>
  competenceFindings(law, form, {}, who)[0]?.verdict;

const CASES: readonly [form: string, data: DataCategory, who: Authoriser, verdict: CompetenceVerdict][] = [
  ['epoc', 'subscriber', { rank: 'judge' }, 'may'],
  ['epoc', 'subscriber', { rank: 'prosecutor' }, 'may'],
  ['epoc', 'access', { rank: 'other' }, 'needsValidation'],
  ['epoc', 'access', { rank: 'other', validatedBy: 'prosecutor' }, 'may'],
  ['epoc', 'access', { rank: 'other', validatedBy: 'other' }, 'needsValidation'],
  ['epoc', 'subscriber', { rank: 'other', isEmergency: true }, 'validateLater'],
  ['epoc', 'traffic', { rank: 'judge' }, 'may'],
  ['epoc', 'traffic', { rank: 'prosecutor' }, 'needsValidation'],
  ['epoc', 'content', { rank: 'prosecutor', validatedBy: 'prosecutor' }, 'needsValidation'],
  ['epoc', 'content', { rank: 'prosecutor', validatedBy: 'judge' }, 'may'],
  ['epoc', 'content', { rank: 'other', isEmergency: true }, 'needsValidation'],
  ['epoc', 'content_realtime', { rank: 'judge' }, 'notByThisForm'],
  ['epoc-pr', 'content', { rank: 'prosecutor' }, 'may'],
  ['epoc-pr', 'content', { rank: 'other' }, 'needsValidation'],
  ['epoc-pr', 'content', { rank: 'other', isEmergency: true }, 'validateLater'],
  ['bc-31-content', 'content', { rank: 'prosecutor' }, 'domesticLaw'],
  ['bc-31-subscriber', 'traffic', { rank: 'judge' }, 'notByThisForm'],
  ['bc-34-content', 'content_realtime', { rank: 'other' }, 'domesticLaw'],
  ['cets224-8', 'access', { rank: 'judge' }, 'domesticLaw'],
  ['cets224-8', 'content', { rank: 'judge' }, 'notByThisForm'],
];

for (const [form, data, who, wanted] of CASES)
  test(`${form}, ${data}, by ${JSON.stringify(who)}: ${wanted}`, () => {
    assert.equal(verdict(asking(form, data), who), wanted);
  });

test('a prosecutor may not authorise an order that asks for content beside subscriber data', () => {
  const form = asking('epoc', 'subscriber', 'content');
  assert.ok(!mayAuthorise(law, form, {}, { rank: 'prosecutor' }));
  assert.ok(mayAuthorise(law, form, {}, { rank: 'judge' }));
  const [, content] = competenceFindings(law, form, {}, { rank: 'prosecutor' });
  assert.equal(content?.rule?.article, '4(2)');
});

test('where no rule is about the form, there is nothing to find', () => {
  assert.deepEqual(competenceFindings(law, asking('annex-iii', 'content'), {}, { rank: 'other' }), []);
  assert.deepEqual(thresholdFindings(law, asking('bc-31-content', 'content'), {}, {}), []);
});

const OFFENCES: readonly [data: DataCategory, offence: OffenceKnown, verdict: string][] = [
  ['subscriber', { maxYears: 1, types: ['fraud'] }, 'met'],
  ['content', { maxYears: 3, types: ['fraud'] }, 'met'],
  ['content', { maxYears: 2, types: ['fraud'] }, 'notMet'],
  ['traffic', { maxYears: 2, types: ['terrorism'] }, 'met'],
  ['traffic', { maxYears: 2, types: ['computer-crime'], byInformationSystem: true }, 'met'],
  ['traffic', { maxYears: 2, types: ['computer-crime'], byInformationSystem: false }, 'notMet'],
  ['traffic', { maxYears: 2, types: ['computer-crime'] }, 'unknown'],
  ['content', { types: ['fraud'] }, 'unknown'],
  ['content', {}, 'unknown'],
];

for (const [data, offence, wanted] of OFFENCES)
  test(`an offence of ${JSON.stringify(offence)} for ${data}: ${wanted}`, () => {
    const [found] = thresholdFindings(law, asking('epoc', data), {}, offence);
    assert.equal(found?.verdict, wanted);
    assert.match(found?.threshold.article ?? '', /^5\([34]\)$/);
  });

test('real-time collection: the law at home says for which offences', () => {
  const [found] = thresholdFindings(law, asking('bc-34-content', 'content_realtime'), {}, { maxYears: 1 });
  assert.equal(found?.verdict, 'domesticLaw');
});

test('no two rules are about the same data of the same form', () => {
  const ranks: readonly AuthorityRank[] = ['judge', 'prosecutor', 'other'];
  for (const list of [law.rules, law.thresholds])
    for (const { id } of forms) {
      const data = list.filter((rule) => rule.forms.includes(id)).flatMap(({ categories }) => categories);
      assert.equal(new Set(data).size, data.length, id);
    }
  for (const { authorities } of law.rules) assert.deepEqual(Object.keys(authorities), ranks);
});

test('kinds of assistance: the treaty leaves them open, an entry may close one, and none on record is not no', () => {
  const form: Form = { ...asking('mla-request'), roles: { items: 'assistance' } };
  const asked = {
    assistance: [
      { measure: 'search', answers: {} },
      { measure: 'joint', answers: {} },
    ],
  };
  const who = { rank: 'prosecutor' } as const;
  assert.deepEqual(
    kindFindings(law, form, asked, who).map(({ kind, verdict, rule }) => [kind, verdict, rule?.article]),
    [
      ['search', 'domesticLaw', '18(3)(c), 2(f)'],
      ['joint', undefined, undefined],
    ],
  );
  assert.ok(mayAuthorise(law, form, asked, who));
  const closed = law.rules.map((one) =>
    one.kinds.includes('search')
      ? { ...one, authorities: { ...one.authorities, prosecutor: 'may_not' as const } }
      : one,
  );
  assert.ok(!mayAuthorise({ ...law, rules: closed }, form, asked, who));
  assert.ok(mayAuthorise({ ...law, rules: closed }, form, asked, { rank: 'judge' }));
});

test('rules have days: by the newer one from its first day, and none of a form whose rules have ended', () => {
  const own = law.rules.filter(({ forms: of }) => of.includes('epoc-pr'));
  const [rule] = own;
  assert.ok(rule !== undefined && own.length === 1);
  const strict = { judge: 'may', prosecutor: 'may_not', other: 'may_not' } as const;
  const others = law.rules.filter((one) => one !== rule);
  const dated = {
    ...shipped,
    competence: {
      ...law,
      rules: [
        ...others,
        { ...rule, until: '2027-03-01' },
        { ...rule, id: 'later', from: '2027-03-01', until: '2028-01-01', authorities: strict },
      ],
    },
  };
  const on = (day: string): CompetenceVerdict | undefined =>
    competenceFindings(
      knowledgeOn(dated, day).competence,
      asking('epoc-pr', 'content'),
      {},
      { rank: 'prosecutor' },
    )[0]?.verdict;
  assert.deepEqual(['2027-02-28', '2027-03-01', '2028-01-01'].map(on), ['may', 'mayNot', 'notByThisForm']);
  const unruled = (signing: Form['signing']): Form => ({
    ...asking('extension', 'content'),
    id: 'a-form-without-rules',
    signing,
  });
  const said = (signing: Form['signing']) =>
    competenceFindings(law, unruled(signing), {}, { rank: 'judge' }).map((one) => one.verdict);
  assert.deepEqual(said('atHome'), [], 'of a form that leaves it to the law at home nothing is said');
  assert.deepEqual(said('byRule'), ['notByThisForm'], 'nobody signs what waits for a rule');
});
