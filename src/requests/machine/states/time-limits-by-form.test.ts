// Which clocks begin: by form, category, notice and urgency; and that none of the data is forgotten.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { isReceiptOf, type Capacity } from './capacity.ts';
import { MACHINES } from './machines.ts';
import { CLOCKS_OF_HOLDS, startedBy, type ClockSubject } from './time-limits-by-form.ts';
import { FORMS } from '../../forms/index.ts';

const { clocks } = await shippedLaw();
const LISTS = [...FORMS.map((form) => form.clocks), ...Object.values(CLOCKS_OF_HOLDS)].flat();
const EPOC: ClockSubject = {
  kind: 'request',
  form: 'epoc',
  instrument: 'eu-2023-1543',
  categories: ['content'],
  isEmergency: false,
  isNotified: true,
  isDomestic: false,
};

function started(events: readonly string[], more: Partial<ClockSubject> = {}): string[] {
  return startedBy(events, { ...EPOC, ...more }, clocks).map(({ rule }) => rule.id);
}

test('every clock of the data is in a list of a form, or says why it is in none', () => {
  const listed = new Set(LISTS.map(({ clock }) => clock));
  for (const { id, notBegun } of clocks) assert.equal(listed.has(id), notBegun === undefined, id);
  assert.deepEqual(
    [...listed].filter((id) => !clocks.some((rule) => rule.id === id)),
    [],
  );
});

test('what starts a clock of a form is an event of the machines', () => {
  const names = new Set(MACHINES.flatMap(({ rows }) => rows.flatMap(({ clockEvents }) => clockEvents)));
  const missing = LISTS.flatMap(({ clock }) => clocks.filter(({ id }) => id === clock))
    .map(({ startsOn }) => startsOn)
    .filter((event) => !names.has(event));
  assert.deepEqual(missing, []);
});

test('an order for production runs ten days with or without notice, and eight hours in an emergency', () => {
  const received = ['addressee_received_epoc'];
  const others = ['epoc.annex-iii-other', 'epoc.preserve-at-once', 'epoc.third-country-objection'];
  const of = (more: Partial<ClockSubject>): string[] =>
    started(received, more).filter((id) => !others.includes(id));
  assert.deepEqual(of({}), ['epoc.produce-notified']);
  assert.deepEqual(of({ isNotified: false }), ['epoc.produce']);
  assert.deepEqual(of({ isNotified: undefined, categories: ['subscriber'] }), ['epoc.produce']);
  assert.deepEqual(of({ categories: ['subscriber'] }), ['epoc.produce'], 'told of what needs no notice');
  assert.deepEqual(of({ isEmergency: true }), ['epoc.produce-emergency']);
});

test('an order is to be validated afterwards where it went before it was validated, and only there', () => {
  const issued = ['order_issued_without_validation'];
  const urgent = { isEmergency: true, categories: ['subscriber'] } as const;
  assert.deepEqual(started(issued, urgent), [], 'a judge signed it');
  assert.deepEqual(started(issued, { ...urgent, isUnvalidated: true }), ['epoc.ex-post-validation']);
});

test('what holds data is a clock of the preservation, not of the request for it', () => {
  const subject = { form: 'bc-29-preservation', instrument: 'coe-ets-185', isNotified: undefined };
  assert.deepEqual(started(['preservation_effected'], subject), []);
  assert.deepEqual(started(['preservation_effected'], { ...subject, kind: 'preservation' }), ['bc29.hold']);
  const noForm = { ...subject, kind: 'preservation', form: undefined } as const;
  assert.deepEqual(started(['preservation_effected'], noForm), ['bc29.hold'], 'by its instrument');
  const served = ['preservation_effected', 'preservation_order_served'];
  assert.deepEqual(started(served, noForm), ['bc29.hold']);
  assert.deepEqual(started(served, { ...noForm, isDomestic: true }), ['bc16.order']);
  assert.deepEqual(started(['provider_received_request'], { ...noForm, instrument: 'us-18usc-2703' }), [
    'us.preserve',
  ]);
  assert.deepEqual(started(['preservation_effected'], { ...noForm, instrument: undefined }), []);
});

/** Clocks that an act of a machine may start, of an outgoing request that was notified or of an incoming one. */
function startedByAct(
  machine: 'outgoing' | 'incoming',
  act: string,
  more: Partial<ClockSubject>,
  from?: string,
  capacity?: Capacity,
): string[] {
  const all = MACHINES.find(({ name }) => name === machine)?.rows.filter((row) => row.act === act) ?? [];
  const rows = all.filter((row) => from === undefined || row.from === from);
  assert.ok(rows.length > 0, act);
  const names = rows
    .flatMap(({ clockEvents }) => clockEvents)
    .filter((name) => capacity === undefined || isReceiptOf(name, capacity));
  return started(names, { isIncoming: machine === 'incoming', ...more });
}

test('an order is enforced once that is asked for, and the time of the authority that is notified runs from its notice', () => {
  assert.ok(
    !startedByAct('outgoing', 'deliver', {}).includes('epoc.recognition'),
    'by its delivery nothing is enforced',
  );
  assert.deepEqual(startedByAct('outgoing', 'askEnforcement', {}), ['epoc.recognition']);
  assert.deepEqual(startedByAct('incoming', 'askEnforcement', {}), ['epoc.recognition']);
  assert.deepEqual(startedByAct('outgoing', 'askEnforcement', { form: 'epoc-pr' }), ['epoc.recognition']);
  assert.deepEqual(startedByAct('outgoing', 'noticeReceived', {}), ['epoc.refusal']);
  assert.deepEqual(startedByAct('outgoing', 'noticeReceived', { isEmergency: true }), [
    'epoc.refusal-emergency',
  ]);
  const came = (more: Partial<ClockSubject>, capacity: Capacity) =>
    startedByAct('incoming', 'receive', more, undefined, capacity);
  assert.deepEqual(came({}, 'notifiedAuthority'), ['epoc.refusal']);
  assert.deepEqual(came({ categories: ['subscriber'] }, 'notifiedAuthority'), []);
  assert.ok(came({}, 'addresseeWithNotice').includes('epoc.produce-notified'));
  assert.ok(
    came({ categories: ['subscriber'] }, 'addresseeWithNotice').includes('epoc.produce'),
    'such data no notice holds',
  );
  assert.deepEqual(came({}, 'enforcingAuthority'), ['epoc.recognition']);
  assert.deepEqual(came({ form: 'epoc-pr' }, 'addressee'), [], 'the sixty days are of what is kept');
});

test('a provider answers under the Second Protocol from when it was served, not from when its State was asked', () => {
  const form = { form: 'cets224-8', instrument: 'coe-cets-224', categories: ['subscriber'] } as const;
  assert.deepEqual(startedByAct('outgoing', 'deliver', form), ['cets224.8.serve']);
  const served = startedByAct('outgoing', 'beginExecution', form, 'delivered');
  assert.deepEqual(served, ['cets224.8.return-subscriber']);
  assert.deepEqual(startedByAct('incoming', 'beginExecution', form), served, 'we serve it ourselves');
});

test('whoever answers has the request, also where nobody recorded its receipt', () => {
  for (const act of ['askClarification', 'beginExecution', 'makeAvailable', 'postpone', 'proposeConditions'])
    assert.ok(startedByAct('outgoing', act, {}, 'transmitted').includes('epoc.produce-notified'), act);
  assert.ok(!startedByAct('outgoing', 'noticeReceived', {}, 'transmitted').includes('epoc.produce-notified'));
  assert.ok(!startedByAct('outgoing', 'beginExecution', {}, 'delivered').includes('epoc.produce-notified'));
});

test('eight hours run for an urgent request alone, between States that the Directive binds', () => {
  const form = { form: 'mla-request', instrument: 'un-untoc-2000', categories: [] } as const;
  const areBound = (): boolean => true;
  assert.deepEqual(startedByAct('incoming', 'receive', form), ['mla.progress']);
  assert.deepEqual(startedByAct('incoming', 'receive', { ...form, isUrgent: true }), ['mla.progress']);
  assert.deepEqual(startedByAct('incoming', 'receive', { ...form, areBound }), ['mla.progress']);
  assert.deepEqual(startedByAct('incoming', 'receive', { ...form, isUrgent: true, areBound }), [
    'mla.progress',
    'eu.attacks-24-7',
  ]);
});

test('what holds data in each instrument is started by the confirmation of the holder', () => {
  const names = MACHINES.find(({ name }) => name === 'preservation')?.rows.find(
    ({ act }) => act === 'confirm',
  );
  for (const [instrument, list] of Object.entries(CLOCKS_OF_HOLDS)) {
    const subject = { kind: 'preservation', form: undefined, instrument, isNotified: undefined } as const;
    const found = started(names?.clockEvents ?? [], subject);
    assert.ok(found.length > 0, `${instrument}: none of ${list.map(({ clock }) => clock).join()}`);
  }
});
