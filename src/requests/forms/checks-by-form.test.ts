// Every form has a wrong example for every check of its items that applies to it, by the law of that form; and each finding leads to the
// question that mends it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example, law, SETTING } from '../../../test/support/practice-cases.ts';
import { IP, READING } from '../../../test/support/practice-rows.ts';
import { instrumentOf } from '../../law/look-up.ts';
import type { Instrument, Knowledge } from '../../law/model.ts';
import type { Item } from '../core/answers.ts';
import { EVIDENCE, evidenceTypeOf } from '../core/evidence-types.ts';
import { pagesOf, type Form } from '../core/form.ts';
import { isMeasure, itemsOf } from '../core/request-items.ts';
import {
  categoriesOf,
  goesToProvider,
  goesToState,
  hasKept,
  isAsking as asksForAnything,
} from '../core/form.ts';
import { itemGiven } from '../verbs/drafting/items/item.ts';
import { allFindings } from '../verbs/drafting/checks/checks.ts';
import { readRequest, type DraftRequest } from '../machine/messages/request-file.ts';
import { stepOfFinding, stepsOf } from '../machine/text/item-steps.ts';
import type { Setting } from '../machine/way/practice.ts';
import { codeOf, type RequestFinding } from '../machine/way/request-finding.ts';
import { FORMS } from './index.ts';

type Answers = Record<string, unknown>;

interface Wrong {
  readonly code: string;
  /** By which it is found where the law of the form asks for more. */
  readonly orElse?: string;
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

/** Identifiers are asked of each item, not of the whole request. */
const itsOwn = ({ roles }: Form): boolean => roles.identifiers === undefined;

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
    code: 'portMissing', // 7
    item: { identifiers: [{ ...IP, port: undefined }] },
    isOf: itsOwn,
  },
  {
    code: 'timeMissing', // 7
    item: { identifiers: [{ ...IP, from: undefined }] },
    isOf: itsOwn,
  },
  {
    code: 'timeOnlyToTheMinute', // 7
    item: { identifiers: [{ ...IP, from: '2026-10-02T11:20+02:00' }] },
    isOf: itsOwn,
  },
  {
    code: 'noStableId', // 7
    item: { identifiers: [{ kind: 'url', value: 'https://social.example/the.harbour' }] },
    isOf: itsOwn,
  },
  {
    code: 'noStableIdentifier', // 7
    item: { identifiers: [{ kind: 'account', value: '@the.harbour' }] },
    isOf: itsOwn,
  },
  {
    code: 'accountFormat', // 7
    item: { holder: 'Discord Inc.', identifiers: [{ kind: 'account', value: 'Harbour Boss' }] },
    isOf: itsOwn,
  },
  { code: 'allData', item: { wanted: ['all available data'] } }, // 8
  { code: 'wrongEntity', item: { holder: 'Facebook' } }, // 9
  { code: 'thinReason', orElse: 'noNexus', item: { reason: 'Needed.' } }, // 10: where the law asks for the link, it blocks
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
  const found = allFindings(draft, law, SETTING).find(({ what }) =>
    [wrong.code, wrong.orElse].includes(codeOf(what)),
  );
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

/** Of what surrounds a request: wrong in the setting or in the law, and not in an answer. */
interface Around {
  readonly code: string;
  readonly isOf: (draft: DraftRequest, instrument: Instrument | undefined) => boolean;
  readonly wrong: (draft: DraftRequest) => { readonly setting?: Partial<Setting>; readonly law?: Knowledge };
  /** Undefined: there is none, for its treaty binds nobody yet. */
  readonly right: (
    draft: DraftRequest,
    instrument: Instrument | undefined,
  ) => ReturnType<Around['wrong']> | undefined;
}

const TECHNICAL = ['traffic', 'content', 'traffic_realtime', 'content_realtime'];
const asks = ({ legal }: DraftRequest): boolean => asksForAnything(legal.form);
const inForce = (one: Instrument | undefined): boolean => typeof one?.inForce.value === 'string';
const isOfUnion = (one: Instrument | undefined): boolean => one?.id.startsWith('eu-') === true;

/** Every instrument speaks of dual criminality, or none. */
function withDual(gives: readonly string[]): Knowledge {
  const instruments = law.instruments.map((one) => {
    const others = one.provisions.filter((provision) => !/dual criminality/i.test(provision.gives));
    const [first] = others;
    const said = first === undefined ? [] : gives.map((text) => ({ ...first, gives: text }));
    return { ...one, provisions: [...others, ...said] };
  });
  return { ...law, instruments };
}

/** Nobody knows whether the other State is bound. */
function withoutParty({ legal }: DraftRequest): Knowledge {
  const { instrument } = legal.record;
  return {
    ...law,
    parties: law.parties.filter((one) => one.instrument !== instrument || one.state !== SETTING.to),
  };
}

/** The way of the form carries no data of any kind. */
function carryingNothing({ legal }: DraftRequest): Knowledge {
  const channels = law.channels.map((one) =>
    one.id === legal.form.channel.id ? { ...one, categories: [] } : one,
  );
  return { ...law, channels };
}

const AROUND: readonly Around[] = [
  {
    code: 'cyberUnit', // 6
    isOf: (draft) =>
      asks(draft) && categoriesOf(draft.legal.form, draft.answers).some((one) => TECHNICAL.includes(one)),
    wrong: () => ({}),
    right: () => ({ setting: { reading: READING } }),
  },
  {
    // 11: who is bound by an act of the Union is known; what is not in force yet binds nobody.
    code: 'forceUnknown',
    isOf: (draft, instrument) => asks(draft) && inForce(instrument) && !isOfUnion(instrument),
    wrong: (draft) => ({ law: withoutParty(draft) }),
    right: () => ({}),
  },
  {
    code: 'dualCriminality', // 11: not where data are only kept
    isOf: (draft, instrument) =>
      asks(draft) && instrument !== undefined && goesToState(draft.legal.form) && !hasKept(draft.legal.form),
    wrong: () => ({ law: withDual(['Dual criminality may be asked for.']) }),
    right: () => ({ law: withDual([]) }),
  },
  {
    // 15: no other request goes as a consent. What goes by one way alone is closed where that way carries no such data.
    code: 'wayClosed',
    isOf: asks,
    wrong: (draft) =>
      draft.legal.form.channel.is === 'only'
        ? { law: carryingNothing(draft) }
        : { setting: { way: 'consent' } },
    right: ({ legal }, instrument) =>
      instrument === undefined || inForce(instrument)
        ? { setting: { to: legal.form.goesTo === 'nobody' ? 'JP' : 'DE' } }
        : undefined,
  },
  {
    code: 'counterpartCopy', // 5
    isOf: (draft) => asks(draft) && goesToProvider(draft.legal.form),
    wrong: () => ({ setting: { to: 'US' } }),
    right: () => ({ setting: { to: 'US', isCopied: true } }),
  },
];

for (const { code, isOf, wrong, right } of AROUND)
  test(`${code} is found on every form that it applies to, on no other, and not where all is right`, (t) => {
    const tried: string[] = [];
    for (const { id } of FORMS) {
      const draft = readRequest(JSON.stringify(example(id)), law);
      const found = (given: ReturnType<Around['wrong']>): RequestFinding | undefined =>
        allFindings(draft, given.law ?? law, { ...SETTING, ...given.setting }).find(
          ({ what }) => codeOf(what) === code,
        );
      const instrument = instrumentOf(law, draft.legal.record.instrument);
      const isMeant = isOf(draft, instrument);
      const finding = found(wrong(draft));
      assert.equal(finding !== undefined, isMeant, `${id}: ${code}`);
      if (!isMeant) continue;
      tried.push(id);
      assert.notEqual(finding?.ref, '', id);
      const without = right(draft, instrument);
      if (without !== undefined) assert.equal(found(without), undefined, `${id}: ${code} where all is right`);
    }
    t.diagnostic(`${code}: ${tried.length} forms`);
    assert.ok(tried.length > 0);
  });
