// The two times of a provider under the Second Protocol (CETS 224, Art. 8(6)): each runs for the data that it is for, to a day counted
// by hand, and ends when those data have come, whatever else is still due.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveClocksOf, type ClocksOfSide } from '../../../../test/support/life-clocks.ts';
import type { Uuid } from '../../../base/ids.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import type { DataCategory } from '../../../law/model.ts';
import { legalForm } from '../../core/form.ts';
import { awaitedIn } from './awaited.acts.ts';
import { cets2248 } from '../../forms/cets224-8.ts';
import type { Actual, RequestItem } from '../states/life.ts';
import { outgoing } from '../states/outgoing.ts';

const law = await shippedLaw();
const ID = '00000000-0000-7000-8000-000000000001' as Uuid; // as one is written
const SERVED = new Date('2027-03-02T10:00:00Z'); // a Tuesday
const SUBSCRIBER = 'cets224.8.return-subscriber';
const TRAFFIC = 'cets224.8.return-traffic';

/** An order for these data, one item each, that was served on a provider in Belgrade. */
function served(...categories: readonly DataCategory[]) {
  const data = categories.map((category) => ({ category, identifiers: [], wanted: ['what there is'] }));
  const version = {
    number: 1,
    answers: { data },
    explained: {},
    page: undefined,
    savedBy: undefined,
    savedAt: SERVED,
  };
  const request = {
    id: ID,
    form: 'cets224-8',
    direction: 'outgoing',
    counterpart: 'RS',
    urgency: 'normal',
    version,
  } as const;
  const side: ClocksOfSide = { kept: [], begun: new Map() };
  let items: RequestItem[] = categories.map((_, i) => ({
    item: i + 1,
    desired: 'wanted',
    desiredAt: SERVED,
    actual: undefined,
    actualAt: undefined,
    ground: undefined,
    note: undefined,
  }));
  const take = (act: string, at: Date, said: { readonly [item: number]: Actual } = {}): void => {
    const row = outgoing.rows.find((one) => one.act === act) ?? assert.fail(act);
    items = items.map((one) => ({ ...one, actual: said[one.item] ?? one.actual }));
    const life = { request, legal: legalForm(cets2248, law.forms), events: [], items };
    const recorded = { event: ID, row, occurredAt: at, zone: 'Europe/Belgrade', detail: {} };
    moveClocksOf(side, { life, recorded, law, now: at.getTime() });
  };
  take('beginExecution', SERVED);
  const own = () => side.kept.filter(({ clock }) => clock.rule.id.startsWith('cets224.8.return'));
  return {
    take,
    status: () => Object.fromEntries(own().map(({ clock }) => [clock.rule.id, clock.run.status])),
    awaited: () =>
      own().map(({ clock }) =>
        awaitedIn(clock.rule, { form: request.form, answers: version.answers }, items),
      ),
    ends: () =>
      Object.fromEntries(own().map(({ clock }) => [clock.rule.id, [clock.run.earliest, clock.run.latest]])),
  };
}

test('subscriber information is due in twenty days and traffic data in forty-five, and only what is asked for', () => {
  // To the hour, or to the end of the last day: the text leaves either reading. 2 + 20 = 22 March, before the clocks go forward.
  const twenty = { [SUBSCRIBER]: ['2027-03-22T10:00:00Z', '2027-03-22T23:00:00Z'] };
  // 29 days in March and 16 in April, in summer time.
  const fortyFive = { [TRAFFIC]: ['2027-04-16T09:00:00Z', '2027-04-16T22:00:00Z'] };
  assert.deepEqual(served('subscriber').ends(), twenty);
  assert.deepEqual(served('traffic').ends(), fortyFive);
  assert.deepEqual(served('subscriber', 'traffic').ends(), { ...twenty, ...fortyFive });
  assert.deepEqual(served('access').ends(), { ...twenty, ...fortyFive }, 'one or the other, by their law');
});

test('what has come ends its own time, and not that of what is still due', () => {
  const both = served('subscriber', 'traffic', 'subscriber');
  const day = new Date('2027-03-15T09:00:00Z');
  both.take('reportItems', day, { 1: 'produced' });
  assert.deepEqual(both.status(), { [SUBSCRIBER]: 'running', [TRAFFIC]: 'running' }, 'one account is due');
  assert.deepEqual(both.awaited(), [[3], [2]], 'and each says for what it runs');
  both.take('reportItems', day, { 3: 'none' });
  assert.deepEqual(both.status(), { [SUBSCRIBER]: 'done', [TRAFFIC]: 'running' });
  both.take('reportExecuted', day, { 2: 'produced' });
  assert.deepEqual(both.status(), { [SUBSCRIBER]: 'done', [TRAFFIC]: 'done' });
});

test('traffic data that came first leave the subscriber information due', () => {
  const both = served('subscriber', 'traffic');
  both.take('reportItems', new Date('2027-03-15T09:00:00Z'), { 2: 'produced' });
  assert.deepEqual(both.status(), { [SUBSCRIBER]: 'running', [TRAFFIC]: 'done' });
});
