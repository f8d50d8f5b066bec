// Of a European order that came to us, no line is refused without a ground that the Regulation knows, whichever way it is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../../web/messages.ts';
import { bc31Subscriber } from '../../forms/bc-31-subscriber.ts';
import { eioA } from '../../forms/eio-a.ts';
import { epoc } from '../../forms/epoc.ts';
import { legalForm, type Form } from '../../core/form.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { fieldsOfAct, givenOf } from './ask.pages.ts';
import type { ActAbout } from './question.pages.ts';
import { groundOfEach, groundOfText } from '../../machine/states/executing.ts';
import { groundsOfText } from '../../machine/states/grounds.ts';
import { groundsField, groundsOf, groundText, lawOfGrounds } from './item-fields.pages.ts';
import type { RequestShown } from '../../machine/text/request-shown.pages.ts';
import type { GuardFacts } from '../../machine/states/guard-facts.ts';
import type { ActDetail } from '../../machine/states/life.ts';
import { rowFor } from '../../machine/states/machine.ts';
import { incoming } from '../../machine/states/incoming.ts';
import { askedWith } from '../../../../test/support/act-asked.ts';

const SAY = LANGUAGES.en;

function facts(detail: ActDetail, more: Partial<Record<keyof GuardFacts, unknown>> = {}): GuardFacts {
  const request = { direction: 'incoming', version: { answers: {} }, urgency: 'normal', state: 'executing' };
  const items = [1, 2, 3].map((item) => ({ item, desired: 'wanted' }));
  return { form: epoc, request, items, detail, ...more } as unknown as GuardFacts; // all that it looks at
}

/** What lacks a ground; empty: nothing does. */
function lacking(detail: ActDetail, more?: Parameters<typeof facts>[1]): string {
  const found = groundOfEach(facts(detail, more)) ?? '';
  assert.ok(typeof found === 'string');
  return found;
}

test('each line that does not come, or not wholly, has a ground of the Regulation', () => {
  for (const actual of ['partly', 'refused', 'notPossible'] as const) {
    assert.match(lacking({ items: [{ item: 2, actual }] }), /^item 2 without a ground/);
    const items = [
      { item: 1, actual: 'produced' as const },
      { item: 2, actual },
    ];
    assert.equal(lacking({ items, ground: 'immunity' }), '', 'that of the act is of each');
    assert.match(lacking({ items, ground: 'essential-interests' }), /^item 2 without/);
  }
  assert.match(lacking({ ground: 'dual-criminality' }), /^the order without a ground of these: incomplete/);
  assert.equal(
    lacking({ ground: 'third-country-law' }),
    '',
    'a whole order is refused by one of the Regulation',
  );
  const both = [
    { item: 3, actual: 'refused' as const },
    { item: 1, actual: 'partly' as const, ground: 'other' as const },
  ];
  assert.match(lacking({ items: both }), /^item 1, 3 without.*incomplete.*no-offence/);
  for (const actual of ['produced', 'none', 'executing'] as const)
    assert.equal(lacking({ items: [{ item: 2, actual }] }), '');

  const items = [{ item: 1, actual: 'refused', ground: undefined }];
  assert.match(lacking({}, { items }), /^item 1/, 'what was left bare before');
  assert.equal(lacking({ items: [{ item: 1, actual: 'produced' }] }, { items }), '');

  const bare: ActDetail = { items: [{ item: 2, actual: 'refused' }] };
  assert.equal(lacking(bare, { form: bc31Subscriber }), '', 'no order');
  assert.equal(
    lacking(bare, { request: { direction: 'outgoing' } }),
    '',
    'what they did not say is recorded as it is',
  );
  const answering = incoming.rows.filter(
    ({ guards, who }) =>
      who !== 'counterpart' && (guards.includes('itemsNamed') || guards.includes('itemsSettled')),
  );
  assert.ok(answering.length > 0);
  for (const { act, guards } of answering) assert.ok(guards.includes('groundOfEach'), act);
});

test('the page of an act asks for the ground of each, and goes on with no other', async () => {
  const { forms } = await shippedLaw();
  const row = rowFor(incoming, 'executing', 'recordResults');
  assert.ok(row);
  const items = [1, 2].map((item) => ({ item, desired: 'wanted', actual: undefined }));
  const request = { form: 'epoc', direction: 'incoming', version: { answers: {} } };
  const shown = {
    file: { reference: 'FR-2026-000001' },
    request,
    legal: legalForm(epoc, forms),
    law: { instruments: [], otherInstruments: {}, channels: [], forms: [] },
    life: {
      facts: facts({}, { items, limits: [], events: [], received: [], preservations: [] }),
      items,
      directory: [],
    },
  };
  const about = { shown, row, hindrances: [], exhibits: [], now: new Date() } as unknown as ActAbout; // as above
  const HAPPENED = { 'occurred.when': 'now', 'occurred.zone': 'Europe/Paris' };
  const asked = (given: Record<string, string>) =>
    askedWith(fieldsOfAct(about), {
      ...HAPPENED,
      'items.1': 'partly',
      'items.2': 'refused',
      evidence: 'Log',
      ...given,
    });
  const wrong = { grounds: SAY.requestLife.guards.groundOfEach };
  assert.deepEqual(asked({ 'grounds.1': '', 'grounds.2': '' }).errors, wrong);
  assert.deepEqual(asked({ 'grounds.1': 'not-stored', 'grounds.2': '' }).errors, wrong);
  assert.deepEqual(asked({ 'grounds.1': 'not-stored', 'grounds.2': 'political-offence' }).errors, wrong);
  const grounds = { 'grounds.1': 'not-stored', 'grounds.2': 'immunity' };
  const open = asked(grounds);
  assert.deepEqual([open.step, open.errors], ['notes', {}], 'then what is to be said in words');
  assert.equal(asked({ ...grounds, 'notes.1': '', 'notes.2': '' }).step, undefined, 'which may stay empty');
  const said = { ...grounds, 'notes.1': ' Kept for 30 days alone. ', 'notes.2': '' };
  assert.deepEqual(givenOf('recordResults', asked(said).said).detail?.items, [
    { item: 1, actual: 'partly', ground: 'not-stored', note: 'Kept for 30 days alone.' },
    { item: 2, actual: 'refused', ground: 'immunity' },
  ]);
  const long = asked({ ...said, 'notes.1': 'x'.repeat(4001) });
  assert.deepEqual([long.step, long.errors], ['notes', { notes: SAY.requestLife.notTaken }]);
  const none = asked({ 'items.1': 'produced', 'items.2': 'none', 'notes.1': 'left over' });
  assert.ok(!none.steps.includes('notes'), 'of what came nothing is asked');
  assert.deepEqual(givenOf('recordResults', none.said).detail?.items?.[0], { item: 1, actual: 'produced' });

  const given = new URLSearchParams({
    'items.1': 'partly',
    'items.2': 'refused',
    'notes.2': 'So <b>said</b>',
  });
  const { notes } = fieldsOfAct(about);
  assert.ok(notes);
  const page = String(await notes.control(SAY, { name: 'notes', given, errors: {} }, undefined));
  assert.deepEqual(page.match(/name="notes\.\d"/g), ['name="notes.1"', 'name="notes.2"']);
  assert.match(page, /So &lt;b&gt;said/);
  assert.match(String(await notes.said(SAY, [{ of: 2, value: 'So <b>said</b>' }])), /So &lt;b&gt;said/);
  const offered = async (direction: string): Promise<string> => {
    const seen = { ...shown, request: { ...request, direction } } as unknown as ActAbout['shown']; // as above
    const field = groundsField(seen, [1], (say) => say.notice.asks.reason);
    const shownAs = { name: 'grounds', given: new URLSearchParams({ 'items.1': 'refused' }), errors: {} };
    return String(await field.control(SAY, shownAs, undefined));
  };
  assert.doesNotMatch(await offered('incoming'), /political-offence/);
  assert.match(await offered('incoming'), /value="immunity"/);
  assert.match(await offered('outgoing'), /political-offence/, 'they may have said anything');
});

test('of a whole order that came to us the page offers what the Regulation knows; of any other request, every ground', async () => {
  const law = await shippedLaw();
  const refuse = rowFor(incoming, 'admissibility', 'refuse') ?? assert.fail();
  const postpone = rowFor(incoming, 'admissibility', 'postpone') ?? assert.fail();
  const of = (form: Form, direction = 'incoming') =>
    ({
      request: { form: form.id, direction },
      legal: legalForm(form, law.forms),
      law,
    }) as unknown as RequestShown; // all that it looks at
  assert.ok(!groundsOf(of(epoc), refuse).includes('dual-criminality'));
  assert.ok(groundsOf(of(epoc), refuse).includes('ne-bis-in-idem'));
  assert.ok(groundsOf(of(bc31Subscriber), refuse).includes('dual-criminality'));
  assert.ok(groundsOf(of(bc31Subscriber), refuse).includes('other'));
  assert.ok(groundsOf(of(epoc), postpone).includes('own-investigation'));

  const order = groundsOf(of(eioA), refuse);
  for (const own of ['incomplete', 'immunity', 'restricted-measure'] as const)
    assert.ok(order.includes(own), own);
  for (const none of ['political-offence', 'own-investigation', 'other'] as const)
    assert.ok(!order.includes(none), none);
  assert.ok(groundsOf(of(eioA), postpone).includes('own-investigation'));
  assert.ok(groundsOf(of(eioA, 'outgoing'), refuse).includes('other'), 'they may have said anything');
});

test('nor does a program refuse an Investigation Order by a ground of another text', async () => {
  const { instruments } = await shippedLaw();
  const ofText = (id: string) => groundsOfText(instruments.find((one) => one.id === id));
  const refusedBy = ofText('eu-2014-41');
  const ofItem: ActDetail = { items: [{ item: 1, actual: 'refused', ground: 'political-offence' }] };
  for (const said of [
    { ground: 'political-offence' } as const,
    ofItem,
    { ground: 'immunity', ...ofItem } as const,
  ])
    assert.match(
      JSON.stringify(groundOfText(facts(said, { refusedBy }))),
      /^"political-offence, where it may be incomplete,.*restricted-measure/,
    );
  for (const ground of ['incomplete', 'restricted-measure'] as const)
    assert.equal(groundOfText(facts({ ground }, { refusedBy })), undefined, ground);
  assert.equal(ofText('coe-ets-185'), undefined, 'its grounds are not in the law data: any is taken');
  assert.equal(groundOfText(facts({ ground: 'other' })), undefined);
});

test('of an Investigation Order a ground says whether the issuing authority is consulted first, and what it never stands against', async () => {
  const law = await shippedLaw();
  const shown = { request: { direction: 'incoming' }, legal: legalForm(eioA, law.forms), law };
  const grounds = lawOfGrounds(shown as unknown as RequestShown, 'refuse'); // all that it looks at
  for (const say of Object.values(LANGUAGES)) {
    const { consultFirst, notForAlwaysAvailable } = say.law.ground_;
    const immunity = groundText(say, law, 'immunity', grounds);
    assert.ok(immunity.includes(consultFirst) && !immunity.includes(notForAlwaysAvailable), immunity);
    const restricted = groundText(say, law, 'restricted-measure', grounds);
    assert.ok(restricted.includes(notForAlwaysAvailable) && !restricted.includes(consultFirst), restricted);
    assert.ok(!groundText(say, law, 'immunity').includes(consultFirst));
  }
});
