// What is still to be recorded of a request: in memory by the table, and on its page and the desk from a real database.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestScene } from '../../../test/support/complete-request.ts';
import { sent } from '../../../test/support/sent-request.ts';
import { LANGUAGES } from '../../web/messages.ts';
import { queueTable } from '../desks/desk.pages.ts';
import { queue } from '../desks/desk.store.ts';
import { beginRequest, savePage } from '../drafting/request-draft.acts.ts';
import { registerRequest } from '../incoming/register.acts.ts';
import { takeAct } from './life.acts.ts';
import { openStepNote } from './open-step.pages.ts';
import { openStep, type Decision } from './open-step.ts';

const day = (n: number): Date => new Date(Date.UTC(2026, 9, n));
const event = (act: string, n: number, detail = {}) => ({ act, occurredAt: day(n), detail });
const told = (decision: Decision, n = 5) => [{ number: 2, decision, at: day(n) }];
const EPOC = { form: 'epoc', direction: 'incoming', state: 'admissibility' } as const;
const OURS = { form: 'mla-request', direction: 'outgoing', state: 'acknowledged' } as const;

test('the role of a European order is asked until it is said, of no other request', () => {
  const came = [event('receive', 1)];
  assert.deepEqual(openStep(EPOC, came, []), { kind: 'role', act: 'sayCapacity' });
  assert.equal(openStep(EPOC, [], []), undefined, 'not received');
  assert.equal(openStep({ ...EPOC, form: 'mla-request' }, came, []), undefined);
  assert.equal(openStep({ ...EPOC, state: 'closed' }, came, []), undefined);
  for (const act of ['receive', 'sayCapacity'])
    assert.equal(openStep(EPOC, [...came, event(act, 2, { capacity: 'addressee' })], []), undefined, act);
});

test('a decision whose letter went or came is to be recorded until it is, and again once it is taken up again', () => {
  const actFor = (asked: Parameters<typeof openStep>[0], decision: Decision): string | undefined =>
    openStep(asked, [], told(decision))?.act;
  const all = ['refused', 'part', 'postponed', 'conditional'] as const;
  assert.deepEqual(
    all.map((one) => actFor(OURS, one)),
    ['refuse', 'refuseInPart', 'postpone', 'proposeConditions'],
  );
  assert.equal(actFor(EPOC, 'part'), 'acceptInPart');
  assert.equal(actFor({ ...OURS, state: 'refused' }, 'refused'), undefined);

  const is = (decision: Decision, ...events: readonly ReturnType<typeof event>[]) =>
    openStep(OURS, events, told(decision))?.kind;
  assert.equal(is('part', event('refuseInPart', 3)), undefined, 'decided before its letter');
  assert.equal(is('part', event('reportItems', 6, { items: [{ item: 1, actual: 'refused' }] })), undefined);
  assert.equal(is('part', event('reportItems', 6, { items: [{ item: 1, actual: 'produced' }] })), 'decision');
  assert.equal(is('postponed', event('postpone', 6)), undefined);
  assert.equal(is('refused', event('refuse', 3), event('askEnforcement', 4)), 'decision', 'a second refusal');
  assert.equal(
    is('refused', event('refuse', 3), event('askEnforcement', 6)),
    undefined,
    'the letter is older',
  );
});

test('a refusal that came in stands on the desk beside the request that it refuses, until it is recorded', async (t) => {
  const { lead, ines, people, number } = await requestScene(t);
  await sent(lead, number, 'acknowledged');
  const file = { case: lead.file.reference };
  const say = LANGUAGES.en;
  const desk = async (direction: 'outgoing' | 'incoming') => {
    const filter = {
      state: undefined,
      counterpart: undefined,
      urgency: undefined,
      form: undefined,
      isAll: false,
    };
    const lines = await people.db.asPerson(lead.person.id, (tx) =>
      queue(tx, direction, filter, { after: undefined, limit: 10 }),
    );
    const html = (await queueTable(say, lines, { titles: new Map(), now: new Date() })).toString();
    return { lines, html };
  };
  assert.deepEqual(
    (await desk('outgoing')).lines.map(({ open }) => open),
    [undefined],
  );

  const receipt = { counterpart: 'JP', urgency: 'normal', writtenIn: 'en', reference: undefined } as const;
  const when = { receivedAt: new Date().toISOString(), zone: 'UTC', evidence: 'Letter', paper: undefined };
  const letter = await registerRequest(lead, { ...receipt, ...when, form: 'refusal', about: number });
  assert.deepEqual(
    (await desk('outgoing')).lines.map(({ open }) => open),
    [undefined],
    'it says nothing yet',
  );
  const fields = { page: 'all', fields: ['decision'], answers: { decision: ['refused'] } };
  await savePage(lead, { number: letter, base: 1, ...fields });
  const { lines, html } = await desk('outgoing');
  const [line] = lines;
  assert.ok(line?.open?.kind === 'decision');
  assert.deepEqual([line.open.act, line.open.told.number], ['refuse', letter]);
  assert.match(html, /A refusal came in/);
  const note = (await openStepNote(say, { ...file, number }, line.open)).toString();
  assert.match(
    note,
    new RegExp(`A refusal came in.*/requests/${letter}".*/requests/${number}/acts/refuse`, 's'),
  );
  assert.ok(html.includes(`/cases/${file.case}/requests/${number}/acts/refuse`));
  await takeAct(lead, { number, act: 'refuse', evidence: 'Letter', detail: { ground: 'immunity' } });
  assert.deepEqual(
    (await desk('outgoing')).lines.map(({ open }) => open),
    [undefined],
  );

  // The other way round: ours that was sent about one of theirs.
  const theirs = await registerRequest(lead, { ...receipt, ...when, form: 'mla-request' });
  const origin = { kind: 'request', number: theirs } as const;
  const ours = await beginRequest(ines, 'refusal', { decision: ['postponed'] }, { origin });
  const open = async () => (await desk('incoming')).lines.find((one) => one.number === theirs)?.open;
  assert.equal(await open(), undefined, 'a draft tells nobody');
  await sent(lead, ours, 'transmitted');
  assert.equal((await open())?.act, 'postpone');
});
