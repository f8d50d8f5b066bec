// Every form has a wrong example for every check of what surrounds it that applies to it, and one that is in order: what the
// directory says of the other State, the language, the means, urgency, secrecy, other requests. Which checks apply follows from
// what the form says of itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example, law, SETTING, SURE, withAuthority } from '../../../test/support/practice-cases.ts';
import type { Knowledge } from '../../law/model.ts';
import { categoriesOf, goesToProvider, goesToState, isAsking } from '../core/form.ts';
import { itemsOf } from '../core/request-items.ts';
import { allFindings } from '../verbs/drafting/checks/checks.ts';
import { readRequest, type DraftRequest } from '../machine/messages/request-file.ts';
import type { Setting } from '../machine/way/practice.ts';
import { callBackNumbers } from '../machine/way/practice-urgency.ts';
import { codeOf } from '../machine/way/request-finding.ts';
import { FORMS } from './index.ts';

interface Side {
  readonly setting?: Partial<Setting>;
  /** The only authority on record, under whatever the form rests on; null: there is none. */
  readonly authority?: object | null;
  /** Its State asks for reciprocity. */
  readonly declares?: true;
  readonly answers?: Readonly<Record<string, unknown>>;
}

interface Check {
  readonly code: string;
  readonly isOf: (draft: DraftRequest) => boolean;
  readonly wrong: (draft: DraftRequest) => Side;
  readonly right: (draft: DraftRequest) => Side;
}

/** It asks for data; annexes and follow-ups do not. */
const asks = ({ legal: { form }, answers }: DraftRequest): boolean =>
  isAsking(form) && categoriesOf(form, answers).length > 0;
const asksState = (draft: DraftRequest): boolean =>
  asks(draft) && goesToState(draft.legal.form) && !goesToProvider(draft.legal.form);
const namesAsked = (draft: DraftRequest): boolean => asksState(draft) && partyOf(draft) !== undefined;

const partyOf = ({ legal }: DraftRequest): string | undefined =>
  legal.fields.find(({ id, type }) => type === 'party' && /^(?:addressee|requested)$/.test(id))?.id;
const asked = (draft: DraftRequest, organisation: string) => ({
  [partyOf(draft) ?? assert.fail()]: { organisation, phone: PHONE },
});

const PHONE = '+81 3 3580 4111';
const holderOf = ({ legal, answers }: DraftRequest): string | undefined =>
  itemsOf(answers, legal.form.roles.items).find(({ holder }) => holder !== undefined)?.holder;
const others = (...holders: readonly string[]): Side => ({
  setting: { others: [{ reference: 'FR-2026-000012/R1', form: 'x', holders }] },
});

/** Of all who may be called no number is left. */
function withoutNumbers({ legal, answers }: DraftRequest): Record<string, unknown> {
  const told = legal.fields.filter(({ type }) => type === 'party' || type === 'contact' || type === 'phone');
  return Object.fromEntries(
    told.map(({ id, type }) => {
      const { phone: _p, mobile: _m, ...rest } = (answers[id] ?? {}) as Record<string, unknown>;
      return [id, type === 'phone' || answers[id] === undefined ? undefined : rest];
    }),
  );
}

const EMERGENCY = { urgency: 'emergency' } as const;
const saysThreat = ({ legal, answers }: DraftRequest): boolean =>
  legal.fields.some(({ id }) => /^(?:emergency|danger)/.test(id) && answers[id] !== undefined);
/** Who is asked for a reason in words, and not for a box alone. */
const secretIn = ({ legal }: DraftRequest): string | undefined => {
  const { confidentiality } = legal.form.roles;
  const type = legal.fields.find(({ id }) => id === confidentiality)?.type;
  return type === 'text' || type === 'longtext' ? confidentiality : undefined;
};

/** Those of a group can be wrong at once, and right at once: each form is looked at twice for all of them. */
const GROUPS: readonly (readonly Check[])[] = [
  [
    {
      code: 'openSource', // 1
      isOf: asks,
      wrong: () => ({}),
      right: () => ({ setting: { openSearch: { kind: 'notApplicable', reason: 'A mailbox.' } } }),
    },
    {
      code: 'letterNotTranslated', // 15
      isOf: () => true,
      wrong: () => ({ setting: { language: 'fr' } }),
      right: () => ({ setting: { language: 'fr', languages: ['en', 'fr'] } }),
    },
    {
      code: 'languageUnknown',
      isOf: asksState,
      wrong: () => ({ authority: {} }),
      right: () => ({ authority: { languages: ['en'] } }),
    },
    {
      code: 'authorityAsks',
      isOf: asksState,
      wrong: () => ({ authority: { requiredContent: ['the text of the law'] } }),
      right: () => ({ authority: {} }),
    },
    {
      code: 'otherAuthority',
      isOf: namesAsked,
      wrong: (draft) => ({ answers: asked(draft, 'Police of Tokyo') }),
      right: (draft) => ({ answers: asked(draft, 'Central Authority of Japan') }),
    },
    {
      code: 'contactUnconfirmed',
      isOf: namesAsked,
      wrong: () => ({}),
      right: () => ({ setting: { theirContacts: [PHONE] } }),
    },
    {
      code: 'meansNotSaid',
      isOf: asksState,
      wrong: () => ({ authority: { transmission: ['post'] } }),
      right: () => ({ authority: { transmission: ['post'] }, setting: { means: 'post' } }),
    },
    { code: 'assuranceAsked', isOf: asksState, wrong: () => ({ declares: true }), right: () => ({}) },
    {
      code: 'duplicate', // 17
      isOf: (draft) => asks(draft) && holderOf(draft) !== undefined,
      wrong: (draft) => others(holderOf(draft) ?? ''),
      right: () => others('Another Telecom'),
    },
    {
      code: 'callBack', // 14
      isOf: asks,
      wrong: () => ({ setting: EMERGENCY }),
      right: ({ legal, answers }) => ({
        setting: { ...EMERGENCY, inDirectory: callBackNumbers(legal, answers) },
      }),
    },
    {
      code: 'noSecrecyReason', // 13
      isOf: (draft) => asks(draft) && secretIn(draft) !== undefined,
      wrong: (draft) => ({ answers: { [secretIn(draft) ?? '']: 'Yes' } }),
      right: (draft) => ({
        answers: { [secretIn(draft) ?? '']: 'The suspect must not learn of it before the search.' },
      }),
    },
  ],
  [
    {
      code: 'noThreat', // 14
      isOf: (draft) => asks(draft) && !saysThreat(draft),
      wrong: () => ({ setting: EMERGENCY }),
      right: () => ({}),
    },
    {
      code: 'noUrgencyReason', // 13
      isOf: (draft) => asks(draft) && draft.legal.form.roles.urgency !== undefined && !saysThreat(draft),
      wrong: ({ legal }) => ({
        setting: EMERGENCY,
        answers: { [legal.form.roles.urgency ?? '']: undefined },
      }),
      right: () => ({}),
    },
    {
      code: 'notInLanguage',
      isOf: asksState,
      wrong: () => ({ authority: { ...SURE, languages: ['ja'] } }),
      right: () => ({ authority: { ...SURE, languages: ['ja', 'en'] } }),
    },
    {
      code: 'meansNotAccepted',
      isOf: asksState,
      wrong: () => ({ authority: { transmission: ['post'] }, setting: { means: 'fax' } }),
      right: () => ({ authority: { transmission: ['post'] }, setting: { means: 'post' } }),
    },
    {
      code: 'profileSilent',
      isOf: asksState,
      wrong: () => ({ authority: {} }),
      right: () => ({ authority: { form: 'Paper', requiredContent: [] }, declares: true }),
    },
  ],
  [
    {
      code: 'notInLanguageNotified',
      isOf: asksState,
      wrong: () => ({ authority: { ...SURE, asOf: '2010-09-16', languages: ['ja'] } }),
      right: () => ({ authority: { ...SURE, asOf: '2010-09-16', languages: ['en'] } }),
    },
    {
      code: 'noCallBackNumber',
      isOf: asks,
      wrong: (draft) => ({ setting: EMERGENCY, answers: withoutNumbers(draft) }),
      right: () => ({ setting: EMERGENCY }),
    },
  ],
  [
    {
      code: 'authorityNotListed',
      isOf: asksState,
      wrong: () => ({ authority: null }),
      right: () => ({ authority: {} }),
    },
  ],
];

function together(sides: readonly Side[]): Side {
  return sides.reduce<Side>(
    (all, one) => ({
      ...all,
      ...one,
      setting: { ...all.setting, ...one.setting },
      answers: { ...all.answers, ...one.answers },
      ...(one.authority && { authority: { ...all.authority, ...one.authority } }),
    }),
    {},
  );
}

function lawOf({ legal }: DraftRequest, { authority, declares }: Side): Knowledge {
  const { instrument } = legal.record;
  const known =
    authority === undefined
      ? law
      : authority === null
        ? { ...law, authorities: [] }
        : withAuthority({ instruments: [`${instrument}:1`], ...authority });
  if (declares === undefined) return known;
  const { closes: _closes, ...open } = law.declarations[0] ?? assert.fail();
  const says = { ...open, instrument, state: 'JP', article: '1', assurances: ['reciprocity'] } as const;
  const rest = known.declarations.filter((one) => one.state !== 'JP' || one.instrument !== instrument);
  return { ...known, declarations: [...rest, says] };
}

function codesOf(draft: DraftRequest, side: Side): Set<string> {
  const raw = example(draft.legal.form.id);
  for (const [id, value] of Object.entries(side.answers ?? {}))
    if (value === undefined) delete raw.answers[id];
    else raw.answers[id] = value;
  const known = lawOf(draft, side);
  const found = allFindings(readRequest(JSON.stringify(raw), law), known, { ...SETTING, ...side.setting });
  return new Set(found.map(({ what }) => codeOf(what)));
}

test('every check of what surrounds a request is found on every form that it applies to, and let go where it is in order', (t) => {
  const tried = new Map<string, number>();
  for (const { id } of FORMS) {
    const draft = readRequest(JSON.stringify(example(id)), law);
    for (const group of GROUPS) {
      const own = group.filter(({ isOf }) => isOf(draft));
      if (own.length === 0) continue;
      const [wrong, right] = (['wrong', 'right'] as const).map((side) =>
        codesOf(draft, together(own.map((one) => one[side](draft)))),
      );
      for (const { code } of own) {
        assert.ok(wrong?.has(code), `${id}: ${code} is not found`);
        assert.ok(right?.has(code) === false, `${id}: ${code} is found where all is in order`);
        tried.set(code, (tried.get(code) ?? 0) + 1);
      }
    }
  }
  const all = GROUPS.flat().map(({ code }) => code);
  assert.deepEqual([...tried.keys()].toSorted(), all.toSorted(), 'each applies to some form');
  t.diagnostic([...tried].map(([code, n]) => `${code} ${n}`).join(', '));
});
