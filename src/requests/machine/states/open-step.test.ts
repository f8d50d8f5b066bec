// What is still to be recorded of a request: in memory by the table, and on its page and the desk from a real database.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { sent } from '../../../../test/support/sent-request.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { queueTable } from '../../desks/desk.pages.ts';
import { queue } from '../../desks/desk.store.ts';
import { beginRequest, savePage } from '../../verbs/drafting/request-draft.acts.ts';
import { registerRequest } from '../../verbs/incoming/register.acts.ts';
import { takeAct } from '../../verbs/life/life.acts.ts';
import { openStepNote } from './open-step.pages.ts';
import { openSteps } from './open-step.store.ts';
import { decisionIn, openStep, type Decision } from './open-step.ts';
import { said as english, saying } from '../../../../test/support/words.ts';

const day = (n: number): Date => new Date(Date.UTC(2026, 9, n));
const event = (act: string, n: number, detail = {}) => ({ act, at: day(n), occurredAt: day(n), detail });
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

test('Annex III says which act is to be recorded: that it is not executed, an objection, or a question', () => {
  const says = (...reasons: readonly string[]) =>
    decisionIn({ reports: 'notExecuted', decision: null, reasons }) ?? 'nothing yet';
  assert.equal(says(), 'nothing yet');
  assert.equal(says('incomplete', 'insufficient'), 'asked');
  assert.equal(says('incomplete', 'not-stored'), 'notExecuted');
  assert.equal(says('immunity', 'third-country-law'), 'objected');

  const order = { ...OURS, form: 'epoc' };
  const is = (decision: Decision, ...events: readonly ReturnType<typeof event>[]) =>
    openStep(order, events, told(decision))?.act;
  assert.deepEqual(
    (['notExecuted', 'objected', 'asked'] as const).map((one) => is(one)),
    ['refuse', 'postpone', 'askClarification'],
  );
  for (const act of ['refuseInPart', 'postpone']) assert.equal(is('notExecuted', event(act, 6)), undefined);
  const lines = { items: [{ item: 2, actual: 'notPossible' }] };
  assert.equal(is('notExecuted', event('reportItems', 6, lines)), undefined, 'of some of its lines');
  assert.equal(is('asked', event('reportItems', 6, lines)), 'askClarification');
  assert.equal(is('asked', event('askClarification', 5)), undefined);
  const answered = [event('askClarification', 3), event('answerClarification', 4)];
  assert.equal(is('asked', ...answered), 'askClarification', 'another question');
  assert.equal(openStep({ ...order, state: 'withdrawn' }, [], told('notExecuted')), undefined);
});

test('a partial result is to be recorded, each of theirs once it is here, and of ours unless its results are on record', () => {
  const parts = [...told('partial', 5), ...told('partial', 9)];
  const is = (
    asked: typeof OURS | typeof EPOC,
    letters: typeof parts,
    ...events: ReturnType<typeof event>[]
  ) => openStep({ ...asked, form: 'mla-request' }, events, letters)?.act;
  assert.equal(is(OURS, told('partial')), 'reportItems');
  assert.equal(is(OURS, told('partial'), event('reportItems', 4)), 'reportItems', 'before it came');
  assert.equal(is(OURS, told('partial'), event('reportItems', 6)), undefined);
  assert.equal(is(OURS, parts, event('reportItems', 6)), 'reportItems', 'another came');
  assert.equal(is(EPOC, told('partial')), 'recordResults');
  assert.equal(
    is(EPOC, told('partial'), event('recordResults', 4)),
    undefined,
    'written from what is on record',
  );
  assert.equal(is(EPOC, parts, event('recordResults', 4)), 'recordResults');
  assert.equal(
    openStep({ ...OURS, state: 'executed' }, [], parts),
    undefined,
    'the whole of it was answered',
  );
  assert.equal(is(OURS, [...told('refused', 3), ...parts]), 'refuse', 'a decision comes first');
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
  assert.match(html, saying(english.followUps.decided.outgoing.refused));
  const note = (await openStepNote(say, { ...file, number }, line.open)).toString();
  assert.match(
    note,
    new RegExp(`A refusal was received.*/requests/${letter}".*/requests/${number}/acts/refuse`, 's'),
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

test('so do Annex III and a partial result, with what they say', async (t) => {
  const { lead, people, number } = await requestScene(t);
  const id = await sent(lead, number, 'acknowledged');
  const receipt = { counterpart: 'JP', urgency: 'normal', writtenIn: 'en', reference: undefined } as const;
  const when = { receivedAt: new Date().toISOString(), zone: 'UTC', evidence: 'Letter', paper: undefined };
  const came = (form: string) => registerRequest(lead, { ...receipt, ...when, form, about: number });
  const open = async () => (await people.db.asPerson(lead.person.id, (tx) => openSteps(tx, [id]))).get(id);
  const note = async (): Promise<string> => {
    const step = (await open()) ?? assert.fail();
    return (await openStepNote(LANGUAGES.en, { case: lead.file.reference, number }, step)).toString();
  };

  await came('partial-result');
  assert.match(await note(), /A partial result was received.*acts\/reportItems">Record answer/s);
  const letter = await came('annex-iii');
  assert.equal((await open())?.act, 'reportItems', 'Annex III says nothing yet');
  await savePage(lead, {
    number: letter,
    base: 1,
    page: 'all',
    fields: ['reasons'],
    answers: { reasons: ['not-stored'] },
  });
  assert.match(await note(), /Grounds for not executing.*Annex III.*acts\/refuse">Record decision/s);
  const items = [{ item: 1, actual: 'notPossible' as const, ground: 'not-stored' as const }];
  await takeAct(lead, { number, act: 'reportItems', evidence: 'Annex III', detail: { items } });
  assert.equal(await open(), undefined, 'of both');
});
