// Every form has a wrong example for every check of its items that applies to it, by the law of that form; and each finding leads to the
// question that mends it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example, law, SETTING } from '../../../test/support/practice-cases.ts';
import type { Item } from '../core/answers.ts';
import { EVIDENCE, evidenceTypeOf } from '../core/evidence-types.ts';
import { pagesOf, type Form } from '../core/form.ts';
import { isMeasure, itemsOf } from '../core/request-items.ts';
import { itemGiven } from '../drafting/items/item.ts';
import { allFindings } from '../drafting/checks/checks.ts';
import { readRequest } from '../messages/request-file.ts';
import { stepOfFinding, stepsOf } from '../text/item-steps.ts';
import { codeOf, type RequestFinding } from '../way/request-finding.ts';
import { FORMS } from './index.ts';

type Answers = Record<string, unknown>;

interface Wrong {
  readonly code: string;
  /** What is wrong with the item, and with the answers beside it. */
  readonly item?: Partial<Record<keyof Item, unknown>>;
  readonly without?: readonly string[];
  /** Undefined: of every form that asks for items. */
  readonly isOf?: (form: Form, item: Item) => boolean;
  /** Where it does not rest on the basis of the check itself: by instrument. */
  readonly refs?: Readonly<Record<string, string>>;
}

const ofTime = (item: Item): boolean => {
  const type = evidenceTypeOf(item);
  return item.category !== 'subscriber' && (type === undefined || EVIDENCE[type].isOfTime);
};
const isAsking = ({ purpose }: Form): boolean => ['obtain', 'realTime', 'emergency'].includes(purpose);
const isHeavy = ({ category }: Item): boolean => !['subscriber', 'domain_registration'].includes(category);

const WRONG: readonly Wrong[] = [
  { code: 'noHolder', item: { holder: undefined } },
  { code: 'noReason', item: { reason: undefined } },
  {
    code: 'noIdentifiers',
    item: { identifiers: [] },
    isOf: ({ roles }) => roles.identifiers === undefined,
  },
  {
    code: 'noPeriod',
    item: {
      from: undefined,
      to: undefined,
      identifiers: [{ kind: 'email', value: 'clerk@harbour.example' }],
    },
    isOf: ({ roles }, item) => roles.period === undefined && ofTime(item),
  },
  {
    code: 'endsBeforeItBegins',
    item: { from: '2026-10-03T00:00:00Z', to: '2026-10-01T00:00:00Z' },
    isOf: (_form, item) => ofTime(item),
  },
  {
    code: 'noFormat', // 16
    item: { format: undefined },
    without: ['evidence-form', 'formalities'],
    isOf: ({ purpose }) => purpose !== 'keep',
    refs: {
      'coe-ets-185': 'coe-ets-185, Art. 27(3)',
      'un-untoc-2000': 'un-untoc-2000, Art. 18(17)',
      'eu-2014-41': 'eu-2014-41, Art. 9(2)',
    },
  },
  {
    code: 'privilege', // 18
    item: { details: undefined },
    without: ['privilege', 'conditions.extra'],
    isOf: (form, item) => isAsking(form) && isHeavy(item),
    refs: { 'eu-2014-41': 'eu-2014-41, Art. 11(1)(a)' },
  },
];

/** The complete example with this wrong; undefined where the check is none of the form. */
function foundIn(form: Form, wrong: Wrong) {
  const raw = example(form.id);
  const list = form.roles.items;
  const items = list === undefined ? [] : itemsOf(readRequest(JSON.stringify(raw), law).answers, list);
  const [item] = items;
  if (list === undefined || item === undefined || isMeasure(item)) return undefined;
  if (wrong.isOf?.(form, item) === false) return undefined;
  const answers = raw.answers as Answers;
  const at = (answers[list] as Answers[]).findIndex((one) => one['category'] !== undefined);
  answers[list] = (answers[list] as Answers[]).map((one, i) => (i === at ? { ...one, ...wrong.item } : one));
  for (const field of wrong.without ?? []) delete answers[field];
  const draft = readRequest(JSON.stringify(raw), law);
  const found = allFindings(draft, law, SETTING).find(({ what }) => codeOf(what) === wrong.code);
  return { found, draft, instrument: draft.legal.record.instrument };
}

/** Its page is one of the form; where it is of an item, its step is one that the item is asked. */
function leadsTo(form: Form, finding: RequestFinding, item: Item | undefined): void {
  const pages = pagesOf(form).flatMap(({ fields }) => fields);
  assert.ok(pages.includes(finding.field), `${form.id}: ${finding.field}`);
  if (finding.item === undefined || item === undefined) return;
  const step = stepOfFinding(finding.what);
  assert.ok(step !== undefined, `${form.id}: ${codeOf(finding.what)} leads to no question of the item`);
  const steps = stepsOf({ type: evidenceTypeOf(item), given: itemGiven(item) });
  assert.ok(steps.includes(step), `${form.id}: ${step} is not asked of it`);
}

for (const wrong of WRONG)
  test(`${wrong.code} is found on every form that it applies to, by its law, and leads to its question`, (t) => {
    let tried = 0;
    for (const form of FORMS) {
      const made = foundIn(form, wrong);
      if (made === undefined) continue;
      tried += 1;
      const { found, draft, instrument } = made;
      assert.ok(found !== undefined, `${form.id}: ${wrong.code} is not found`);
      const item = found.item === undefined ? undefined : itemsOf(draft.answers, form.roles.items)[0];
      leadsTo(form, found, item);
      assert.notEqual(found.ref, '', form.id);
      const ref = wrong.refs?.[instrument];
      if (ref !== undefined && form.order === 'none') assert.equal(found.ref, ref, form.id);
    }
    t.diagnostic(`${wrong.code}: ${tried} forms`);
    assert.ok(tried > 0, wrong.code);
  });
