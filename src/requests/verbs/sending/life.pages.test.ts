// The history of a request as people read it, in a language that is written from the right.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../../web/messages.ts';
import { newUuid } from '../../../base/ids.ts';
import { NOTICE } from '../results/notice.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { bc31Subscriber } from '../../forms/bc-31-subscriber.ts';
import { legalForm } from '../../core/form.ts';
import { historyTable, itemTable, nextSteps, type LifeShown } from './life.pages.ts';

const { ar } = LANGUAGES;
const AT = new Date('2026-11-27T06:01:00Z');
const LAW = { channels: [], authorities: [] };

const CALLED: Parameters<typeof historyTable>[1][number] = {
  id: '01900000-0000-7000-8000-000000000001' as never, // any
  number: 1,
  act: 'verifyByCallBack',
  from: 'received',
  to: 'emergencyVerified',
  side: 'ours',
  by: 'Dora Example',
  byPerson: undefined,
  at: AT,
  occurredAt: AT,
  zone: 'UTC',
  evidence: 'Call of 03:25',
  reason: undefined,
  detail: { callBack: { authority: 'nl', number: '+31 88 555 01 23', spokeTo: 'Duty prosecutor' } } as never, // no more is shown
  version: 1,
};

test('our own marks of direction are not shown as signs that somebody typed; those of others are', async () => {
  const text = String(await historyTable(ar, [CALLED], LAW));
  assert.match(text, /\+31 88 555 01 23/);
  assert.match(text, /←/, 'an arrow points where one reads on');
  assert.doesNotMatch(text, /\[U\+/);
  const told = {
    act: 'planned',
    by: 'Lena Example',
    at: AT,
    dueOn: '2027-01-05',
    doneOn: null,
  } as const;
  const event = {
    ...told,
    id: newUuid(
      () => 0,
      () => undefined,
    ),
    evidence: null,
    reason: null,
    through: null,
  };
  const id = newUuid(
    () => 0,
    () => undefined,
  );
  const notice = { id, number: 1, person: 'Holder', basis: 'Art. 13', state: event.act };
  const { events } = NOTICE.shown(ar, { ...notice, dueOn: event.dueOn, events: [event] });
  assert.doesNotMatch(events.map(({ words }) => words).join(), /\[U\+/);
  const typed = await historyTable(ar, [{ ...CALLED, evidence: 'so\u2068 said' }], LAW);
  assert.match(String(typed), /\[U\+2068\]/);
});

test('what is not said has no cell whose column would stand alone on a narrow page', async () => {
  const bare = { ...CALLED, evidence: undefined, detail: {} as never }; // nothing of how it is known
  assert.match(String(await historyTable(ar, [bare], LAW)), /<td data-label="[^"]*"><\/td>/);
});

test('a request that was refused as a whole has no item without an answer', async () => {
  const { forms } = await shippedLaw();
  const refusal = { ...CALLED, act: 'refuse', detail: { ground: 'dual-criminality' } };
  const shownAs = (state: string): LifeShown =>
    ({
      request: { state, version: { answers: {} } },
      legal: legalForm(bc31Subscriber, forms),
      life: {
        items: [
          { item: 1, desired: 'wanted', actual: 'produced', actualAt: AT },
          { item: 2, desired: 'wanted' },
        ],
        events: [refusal],
      },
    }) as unknown as LifeShown; // all that is looked at
  const { en } = LANGUAGES;
  const { noAnswer, grounds, actuals } = en.requestLife;
  const now = String(await itemTable(en, shownAs('refused')));
  assert.ok(
    now.includes(`${actuals.refused} – ${grounds['dual-criminality']}`) && now.includes(actuals.produced),
  );
  assert.ok(!now.includes(noAnswer));
  assert.ok(String(await itemTable(en, shownAs('executing'))).includes(noAnswer), 'taken up again');
});

test('of an emergency that came in the call back stands first among what is next', async () => {
  const { en } = LANGUAGES;
  const steps = async (urgency: string): Promise<string[]> => {
    const shown = {
      file: { reference: 'FR-2026-000001' },
      request: { number: 7, direction: 'incoming', state: 'received', urgency, version: { answers: {} } },
      life: {
        facts: {
          actor: { role: 'investigator', roles: ['dutyOfficer', 'centralAuthority'] },
          request: { direction: 'incoming', state: 'received', urgency, version: { answers: {} } },
          form: bc31Subscriber,
          events: [{ act: 'receive', detail: {} }],
          items: [],
          limits: [],
        },
      },
    } as unknown as LifeShown; // all that is looked at
    const text = String(await nextSteps(en, shown));
    return [...text.matchAll(/\/acts\/(\w+)"/g)].flatMap(([, act]) => act ?? []);
  };
  assert.equal((await steps('emergency'))[0], 'verifyByCallBack');
  assert.equal((await steps('normal'))[0], 'checkAuthenticity');
});
