import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../../base/ids.ts';
import { shippedLaw } from '../../law/data-files.store.ts';
import { completeDraft } from '../../../test/support/complete-request.ts';
import { FORMS } from './index.ts';
import { legalForm, type RuleLaw } from '../core/form.ts';
import { NEVER_AGAINST } from './refusal.ts';
import type { RequestRecord } from '../core/request.ts';
import { followUpsOf, fromFollowed, isAbout, namedIn, type FollowUpKnown } from './follow-up.ts';

const law = await shippedLaw();

function formOf(id: string) {
  const form = FORMS.find((one) => one.id === id);
  assert.ok(form, id);
  return legalForm(form, law.forms);
}

async function requestOn(
  form: string,
  direction: RequestRecord['direction'],
  answers?: RequestRecord['version']['answers'],
): Promise<RequestRecord> {
  const savedAt = new Date(Date.UTC(2026, 9, 8));
  return {
    id: newUuid(Date.now, (bytes) => crypto.getRandomValues(bytes)),
    caseId: newUuid(Date.now, (bytes) => crypto.getRandomValues(bytes)),
    number: 9,
    form,
    begunAt: savedAt,
    direction,
    state: 'acknowledged',
    stateSince: savedAt,
    counterpart: 'JP' as NonNullable<RequestRecord['counterpart']>,
    urgency: 'urgent',
    isRestricted: false,
    writtenIn: 'fr',
    letterIn: 'en',
    origin: undefined,
    version: {
      number: 1,
      answers: answers ?? (await completeDraft(form)).answers,
      explained: {},
      page: undefined,
      savedBy: undefined,
      savedAt,
    },
  };
}

async function begun(
  from: string,
  direction: RequestRecord['direction'],
  then: string,
  more: Partial<Pick<FollowUpKnown, 'day' | 'preservedUntil' | 'confirms' | 'confidentiality'>> = {},
) {
  const request = await requestOn(from, direction);
  const { record } = formOf(from);
  const known = {
    ours: 'FR-2026-000012/R9',
    theirs: 'JP 771',
    day: '2026-10-08',
    today: '2026-11-27',
    ...more,
  };
  return fromFollowed({ request, ...known, instrument: record.instrument }, formOf(then));
}

test('what was not sent is not written about; what came is', () => {
  const of = { form: 'bc-31-subscriber', direction: 'outgoing', isOut: true } as const;
  assert.deepEqual(followUpsOf({ ...of, isOut: false }), []);
  assert.deepEqual(followUpsOf(of), ['supplement', 'withdrawal', 'clarification-answer']);
  assert.deepEqual(followUpsOf({ ...of, direction: 'incoming' }), [
    'clarification',
    'refusal',
    'partial-result',
  ]);
});

test('a preservation is extended; between Member States the annexes of the Regulation take the place of these forms', () => {
  const of = (form: string, direction: RequestRecord['direction']) =>
    followUpsOf({ form, direction, isOut: true });
  assert.ok(of('bc-29-preservation', 'outgoing').includes('extension'));
  assert.deepEqual(of('epoc-pr', 'outgoing'), ['annex-v', 'annex-vi', 'withdrawal']);
  assert.deepEqual(of('epoc', 'incoming'), ['annex-iii']);
  assert.deepEqual(of('clarification', 'incoming'), ['clarification-answer']);
  for (const { id } of FORMS)
    for (const direction of ['outgoing', 'incoming'] as const)
      for (const then of of(id, direction)) {
        assert.ok(
          FORMS.some((form) => form.id === then),
          then,
        );
        if (then !== 'clarification-answer')
          assert.equal(isAbout({ form: then, direction: 'outgoing' }), direction, `${then} is about ${id}`);
      }
});

test('who goes on with a request names it, and writes as and to those who asked and were asked', async () => {
  const { answers: first } = await completeDraft('bc-31-subscriber');
  const { answers, origin, writtenIn, counterpart } = await begun(
    'bc-31-subscriber',
    'outgoing',
    'supplement',
    { confirms: first['confirm'] },
  );
  assert.deepEqual(answers, {
    date: '2026-11-27',
    reference: first['reference'],
    request: 'FR-2026-000012/R9, 2026-10-08; JP 771',
    basis: 'coe-ets-185',
    requesting: first['requesting'],
    requested: first['requested'],
    confirm: first['confirm'],
  });
  assert.deepEqual([origin, writtenIn, counterpart], [{ kind: 'request', number: 9 }, 'fr', 'JP']);
});

test('who answers a request writes as the one that was asked, names it as its sender does, and confirms by somebody of its own', async () => {
  const { answers, writtenIn } = await begun('bc-31-subscriber', 'incoming', 'refusal');
  const { answers: first } = await completeDraft('bc-31-subscriber');
  assert.deepEqual(answers, {
    date: '2026-11-27',
    reference: 'FR-2026-000012/R9',
    request: 'JP 771, 2026-10-08; FR-2026-000012/R9',
    basis: 'coe-ets-185',
    requesting: first['requested'],
    requested: first['requesting'],
    received: '2026-10-08',
  });
  assert.equal(writtenIn, undefined, 'in the language of whoever answers');
});

test('an answer bears no earlier day than the one on which the request came, where that day begins before ours', async () => {
  const { answers } = await begun('bc-31-subscriber', 'incoming', 'refusal', { day: '2026-11-28' });
  assert.deepEqual([answers['received'], answers['date']], ['2026-11-28', '2026-11-28']);
});

test('who extends a preservation is not asked until when the data are kept, where a time limit says it', async () => {
  const of = (then: string) =>
    begun('bc-29-preservation', 'outgoing', then, { preservedUntil: '2026-12-04' });
  assert.equal((await of('extension')).answers['preserved.until'], '2026-12-04');
  assert.equal((await of('withdrawal')).answers['preserved.until'], undefined);
});

test('a refusal offers the grounds of its basis and those of fact; all of them, where the basis has none on record', () => {
  const { form, fields } = formOf('refusal');
  const all = fields.find(({ id }) => id === 'grounds')?.options.map(({ id }) => id) ?? [];
  const left = (basis: string) => all.filter(form.leaves?.['grounds']?.({ basis }) ?? (() => true));
  assert.ok(left('coe-ets-185').includes('political-offence'));
  assert.ok(left('coe-ets-185').includes('not-stored'));
  for (const ground of ['service', 'authority'])
    assert.ok(!left('coe-ets-185').includes(ground), `${ground}: of the Regulation alone`);
  assert.ok(!left('un-untoc-2000').includes('political-offence'), 'UNTOC names none of it');
  assert.deepEqual(left('other'), all);
});

test('an answer names the question, and the request that the question was about', async () => {
  const { answers } = await begun('clarification', 'incoming', 'clarification-answer');
  const { answers: asked } = await completeDraft('clarification');
  assert.equal(answers['question'], 'JP 771, 2026-10-08; FR-2026-000012/R9');
  assert.equal(answers['request'], asked['request']);
});

test('an extension names the preservation, not the request for data that follows it', async () => {
  const { answers } = await begun('bc-29-preservation', 'outgoing', 'extension');
  assert.equal(answers['preservation'], 'FR-2026-000012/R9, 2026-10-08; JP 771');
  assert.equal(answers['request'], undefined);
});

test('a basis that the follow-up does not offer is asked, not guessed', async () => {
  const { answers } = await begun('mla-request', 'outgoing', 'supplement');
  assert.equal(answers['basis'], undefined, 'it says its treaty in words of its own');
  assert.ok(answers['requesting']);
});

test('a document names the request that it is about by the number of either side, and no other that begins alike', () => {
  const list = [{ names: ['FR-2026-000012/R1'] }, { names: ['FR-2026-000012/R12', 'JP 771'] }];
  const said = (request: string) => namedIn({ request }, list);
  assert.equal(said('FR-2026-000012/R12 of 8 October 2026'), list[1]);
  assert.equal(said('FR-2026-000012/R1'), list[0]);
  assert.equal(said('Your JP 771; ours 4'), list[1]);
  assert.equal(said('JP 7715'), undefined);
  assert.equal(namedIn({}, list), undefined);
});

test('what is never a ground against a measure that is always available is that of the law data, and each ground of consultation is offered', () => {
  const { form, fields } = formOf('refusal');
  const optionsOf = (id: string) =>
    fields.find((field) => field.id === id)?.options.map((option) => option.id) ?? [];
  for (const { id, grounds = [], alwaysAvailable } of law.instruments) {
    const left = form.leaves?.['grounds']?.({ basis: id }) ?? (() => true);
    const offered = (is: (one: (typeof grounds)[number]) => boolean) =>
      grounds.filter(is).flatMap(({ code }) => (optionsOf('grounds').includes(code) ? [code] : []));
    const never = offered(({ isNotForAlwaysAvailable }) => isNotForAlwaysAvailable === true);
    assert.deepEqual(NEVER_AGAINST[id] ?? [], never, id);
    const first = grounds.filter(({ consultFirst }) => consultFirst === true).map(({ code }) => code);
    for (const code of [...first, ...never])
      assert.ok(optionsOf('grounds').includes(code) && left(code), `${id}: ${code}`);
    for (const item of alwaysAvailable?.items ?? [])
      assert.ok(optionsOf('available').includes(item.id), item.id);
  }
});

test('a measure is asked about where the ground is never against one that is always available', () => {
  const { form } = formOf('refusal');
  const asks = (more: object) =>
    form.asked['available']?.({ basis: 'eu-2014-41', decision: 'refused', grounds: [], ...more });
  assert.equal(asks({ grounds: ['immunity', 'restricted-measure'] }), true);
  assert.equal(asks({ grounds: ['restricted-measure'], decision: 'part' }), true);
  assert.equal(asks({ grounds: ['immunity'] }), false);
  assert.equal(asks({ grounds: ['dual-criminality'], basis: 'un-untoc-2000' }), false, 'the Directive alone');
  assert.equal(asks({ grounds: ['dual-criminality'], decision: 'postponed' }), false);
});

test('by the law data: where they no longer ask for consultation, no more does the form', () => {
  const { form } = formOf('refusal');
  const answers = { basis: 'eu-2014-41', decision: 'refused', grounds: ['immunity'], consulted: false };
  const isMet = (id: string, given: RuleLaw) =>
    form.rules.find((rule) => rule.id === id)?.isMet(answers, given);
  assert.deepEqual([isMet('consult-issuing', law), isMet('consult', law)], [false, true], 'said once');
  const instruments = law.instruments.map((one) => ({
    ...one,
    grounds: one.grounds?.map((ground) => ({ ...ground, consultFirst: false })) ?? [],
  }));
  assert.deepEqual(
    [isMet('consult-issuing', { instruments }), isMet('consult', { instruments })],
    [true, false],
  );
});
