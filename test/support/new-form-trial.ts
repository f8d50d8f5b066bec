// Played in a copy of the program that has the form of the guide (`test/new-form.test.ts`): whatever a form does not say, it does not do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../../src/base/ids.ts';
import { addToConditions } from '../../src/evidence/exhibits/exhibit.store.ts';
import { RECEIVED_INFORMALLY } from '../../src/evidence/packages/leads-only.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { MACHINES } from '../../src/requests/machine/states/machines.ts';
import { startedBy } from '../../src/requests/machine/states/time-limits-by-form.ts';
import { waysOf } from '../../src/requests/machine/way/ways.ts';
import { settingOf } from '../../src/requests/verbs/drafting/checks/setting.store.ts';
import { followUpsOf, isAbout } from '../../src/requests/forms/follow-up.ts';
import { extensionForm, formFor, formOf, FORMS, isOrder } from '../../src/requests/forms/index.ts';
import { legalForm } from '../../src/requests/core/form.ts';
import { requestOf } from '../../src/requests/machine/states/request.store.ts';
import { cure, curing } from '../../src/requests/verbs/results/cure.do.ts';
import { beginDelivery } from '../../src/requests/verbs/results/results.acts.ts';
import { recordAnswers } from '../../src/requests/verbs/results/results-outcome.acts.ts';
import { requestScene } from './complete-request.ts';
import { testExhibit } from './installation.ts';
import { isRefusal } from './refusal.ts';
import { sent } from './sent-request.ts';

const FORM = 'example-12-preservation';
const form = formOf(FORM) ?? assert.fail('it was added');
const law = await shippedLaw();
const legal = legalForm(form, law.forms);

test('what it brings cures no lead', async (t) => {
  const scene = await requestScene(t, FORM);
  const { house, people, lead, ines, judge, number, file } = scene;
  await sent(lead, number, 'acknowledged');
  const came = { number, arrivedAt: '2026-11-03T09:00:00Z', evidence: 'Letter', isInformal: false };
  const place = { number, delivery: await beginDelivery(ines, came) };
  await recordAnswers(lead, place, [{ item: 1, actual: 'produced' }]);
  const early = await testExhibit(house, file);
  await house.db.transaction((tx) => addToConditions(tx, early.id, RECEIVED_INFORMALLY));
  assert.deepEqual(await people.db.asPerson(judge.person.id, (tx) => curing(tx, file.id)), []);
  const key = newUuid(house.clock, house.random);
  await assert.rejects(
    cure(house, judge, { exhibit: early.number, number, reason: 'The same account', key }),
    isRefusal('notReady', /asks for no evidence formally/),
  );
});

test('no event of any machine starts a clock of it, nor of what is kept by it', () => {
  const events = MACHINES.flatMap(({ rows }) => rows.flatMap(({ clockEvents }) => clockEvents));
  for (const kind of ['request', 'preservation'] as const)
    for (const isIncoming of [true, false])
      for (const isEmergency of [true, false]) {
        const of = { kind, form: FORM, instrument: legal.record.instrument, categories: [] };
        const subject = { ...of, isNotified: true, isDomestic: false, isIncoming, isEmergency };
        assert.deepEqual(
          startedBy(events, { ...subject, isUrgent: true, isUnvalidated: true }, law.clocks),
          [],
        );
      }
});

test('it goes by the way that it names, and by no other', async (t) => {
  const { people, ines, file, number } = await requestScene(t, FORM);
  const setting = await people.db.asPerson(ines.person.id, async (tx) => {
    const request = (await requestOf(tx, file.id, number)) ?? assert.fail();
    return settingOf(tx, file, { request, legal, law }, '2026-11-26');
  });
  for (const to of ['NL', 'JP', 'US', 'GH', 'BR'] as const) {
    // Under a treaty that opens several ways, it still goes by its own alone.
    const record = { ...legal.record, instrument: 'coe-ets-185' };
    const draft = { legal: { ...legal, record }, answers: {}, explained: {} };
    const about = { draft, law, setting: { ...setting, from: 'FR' as const, to } };
    const other = waysOf(about, '2026-11-26').filter(
      ({ channel, verdict }) => channel !== form.channel.id && verdict !== 'closed',
    );
    assert.deepEqual(other, [], to);
  }
});

test('it follows nothing, nothing is begun on it by itself, and it takes no place of another', () => {
  for (const about of FORMS)
    for (const direction of ['outgoing', 'incoming'] as const)
      assert.ok(!followUpsOf({ form: about.id, direction, isOut: true }).includes(FORM), about.id);
  assert.equal(isAbout({ form: FORM, direction: 'outgoing' }), undefined);
  for (const instrument of ['coe-ets-185', 'un-cybercrime-2024', 'eu-2023-1543', 'us-18usc-2703'])
    assert.notEqual(extensionForm({ form: undefined, instrument }), FORM);
  for (const kind of ['preserve', 'produce'] as const)
    for (const { id: channel } of law.channels)
      assert.notEqual(formFor({ kind, channel, bases: [] }, 'content', true), FORM);
});

test('it is no order, and nobody goes on with it by what keeps data longer', () => {
  assert.ok(!isOrder(FORM));
  assert.deepEqual(followUpsOf({ form: FORM, direction: 'outgoing', isOut: true }), []);
});
