// A request of another State: registered from what came, or by hand, and answered item by item.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { completeDraft, requestScene, type RequestScene } from '../../../../test/support/complete-request.ts';
import { testMember } from '../../../../test/support/people.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { newUuid } from '../../../base/ids.ts';
import { confirmContact, insertContact } from '../../../law/contact.do.ts';
import { grantRoles } from '../../../people/person.store.ts';
import { renderLetter } from '../letters/document.ts';
import { savePage } from '../drafting/request-draft.acts.ts';
import { lifeOf, takeAct, type Acting } from '../life/life.acts.ts';
import type { ActGiven } from '../../machine/states/life.ts';
import { discardedPapers, papersOf, waitingPapers } from '../../core/paper.store.ts';
import {
  discardWaiting,
  keepPaper,
  readPaper,
  registerRequest,
  seePaper,
  type Registered,
} from './register.acts.ts';
import { receivedBy } from '../../desks/figures.store.ts';
import { requestsAssignedTo } from '../../desks/assigned.store.ts';
import { writeRequest } from '../../machine/messages/request-file.ts';
import { ENGLISH } from '../../machine/text/tongue.ts';

const TIME = Date.UTC(2026, 9, 5, 9, 30, 0);
const PNG = Buffer.from('\x89PNG\r\n\x1a\n and a picture', 'latin1');
const RECEIPT: Omit<Registered, 'form'> = {
  paper: undefined,
  counterpart: 'JP',
  urgency: 'normal',
  writtenIn: 'en',
  reference: 'JP-441/26',
  receivedAt: '2026-10-05T11:30:00+02:00',
  zone: 'Europe/Paris',
  evidence: 'Receipt of the registered letter of 5 October 2026',
};

async function lifeIn(scene: RequestScene, number: number) {
  const { people, lead } = scene;
  return people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number));
}

test('a consent does not come in: neither by hand nor by its data, which a person is told of', async (t) => {
  const scene = await requestScene(t);
  const { lead } = scene;
  const form = 'bc-32b-consent';
  await assert.rejects(registerRequest(lead, { ...RECEIPT, form }), isRefusal('badInput'));
  const bytes = Buffer.from(writeRequest(await completeDraft(form)));
  const read = await readPaper({ bytes }, lead.law);
  assert.deepEqual(read.kind === 'unreadable' && read.problem, 'otherData');
});

test('a letter with its data attached is registered with its answers, its document and its receipt', async (t) => {
  const scene = await requestScene(t);
  const { lead, people } = scene;
  const draft = await completeDraft('bc-31-subscriber');
  const bytes = await renderLetter({
    draft,
    instrument: 'Budapest Convention',
    tongues: [ENGLISH],
    created: TIME,
  });
  const paper = await keepPaper(lead, { name: 'C:\\in\\letter.pdf', bytes });
  const kept = await seePaper(lead, paper);
  assert.ok(kept !== undefined);
  assert.deepEqual([kept.paper.name, kept.paper.mediaType], ['letter.pdf', 'application/pdf']);
  assert.ok(Buffer.from(kept.bytes).equals(bytes));
  assert.equal((await readPaper(kept, lead.law)).kind, 'read');
  const number = await registerRequest(lead, { ...RECEIPT, form: 'bc-31-subscriber', paper });
  const { request, events } = await lifeIn(scene, number);
  assert.deepEqual(request.version.answers, draft.answers);
  assert.deepEqual([request.direction, request.state, request.counterpart], ['incoming', 'received', 'JP']);
  assert.deepEqual(
    events.map(({ act, side, occurredAt, zone, evidence, detail }) => [
      act,
      side,
      occurredAt.toISOString(),
      zone,
      evidence,
      detail,
    ]),
    [
      [
        'receive',
        'theirs',
        '2026-10-05T09:30:00.000Z',
        'Europe/Paris',
        RECEIPT.evidence,
        { reference: 'JP-441/26', sender: events[0]?.detail.sender },
      ],
    ],
  );
  assert.match(
    events[0]?.detail.sender?.contact ?? '',
    /^Duty officer A\. Example, \+33 .*, cyber@lyon\.example, /,
  );
  const papers = await people.db.asPerson(lead.person.id, (tx) => papersOf(tx, request.id));
  assert.deepEqual(
    papers.map(({ id }) => id),
    [paper],
  );
  await assert.rejects(
    registerRequest(lead, { ...RECEIPT, form: 'bc-31-subscriber', paper }),
    isRefusal('conflict'),
  );
});

async function kindOfKept(acting: Acting, text: string): Promise<string | undefined> {
  const kept = await seePaper(acting, await keepPaper(acting, { name: 'x', bytes: Buffer.from(text) }));
  assert.equal(Buffer.from(kept?.bytes ?? []).toString(), text);
  return kept && (await readPaper(kept, acting.law)).kind;
}

test('a scan is kept, and its fields are typed; data that are no request are kept as they came', async (t) => {
  const scene = await requestScene(t);
  const { lead } = scene;
  const paper = await keepPaper(lead, { name: '', bytes: PNG });
  const kept = await seePaper(lead, paper);
  assert.ok(kept !== undefined);
  assert.deepEqual(
    [kept.paper.name, kept.paper.mediaType, (await readPaper(kept, lead.law)).kind],
    ['document', 'image/png', 'scan'],
  );
  const number = await registerRequest(lead, { ...RECEIPT, form: 'bc-29-preservation', paper });
  assert.deepEqual((await lifeIn(scene, number)).request.version.answers, {});
  const xml = readFileSync(
    new URL('../../../../fixtures/requests/bc-31-subscriber/request.xml', import.meta.url),
    'utf8',
  );
  for (const text of [xml.replace('request:1', 'request:9'), '{"$schema": 1}'])
    assert.equal(await kindOfKept(lead, text), 'unreadable');
  for (const text of ['<!doctype html><script>', '<svg onload="">', 'MZ', ''])
    await assert.rejects(keepPaper(lead, { name: 'x', bytes: Buffer.from(text) }), isRefusal('unsupported'));
  const wrong = async (change: Partial<Registered>): Promise<void> =>
    assert.rejects(
      registerRequest(lead, { ...RECEIPT, form: 'bc-29-preservation', ...change }),
      isRefusal('badInput'),
    );
  await wrong({ counterpart: 'XX' });
  await wrong({ form: 'bc-99' });
  await wrong({ receivedAt: 'yesterday' });
  await wrong({ zone: 'Europe/Nowhere' });
  await assert.rejects(
    registerRequest(lead, { ...RECEIPT, form: 'bc-29-preservation', evidence: ' ' }),
    isRefusal('notAllowed'),
  );
});

test('what is sent with a registration is kept with the request, or not at all', async (t) => {
  const scene = await requestScene(t);
  const { lead, people, file, house } = scene;
  const sent = { name: 'scan.png', bytes: PNG };
  const waiting = () =>
    people.db.asPerson(lead.person.id, async (tx) =>
      (await waitingPapers(tx, file.id, 10)).map(({ id }) => id),
    );
  const told = { ...RECEIPT, form: 'bc-29-preservation', paper: sent };
  for (const [wrong, code] of [
    [{ evidence: ' ' }, 'notAllowed'],
    [{ zone: 'Europe/Nowhere' }, 'badInput'],
    [{ paper: { name: 'x.html', bytes: Buffer.from('<html>') } }, 'unsupported'],
  ] as const) {
    await assert.rejects(registerRequest(lead, { ...told, ...wrong }), isRefusal(code));
    assert.deepEqual(await waiting(), [], code);
  }
  const id = newUuid(house.clock, house.random);
  const number = await registerRequest(lead, { ...told, id });
  assert.equal(await registerRequest(lead, { ...told, id }), number, 'twice is once');
  const bare = { ...told, paper: undefined, id: newUuid(house.clock, house.random) };
  const both = await Promise.all([registerRequest(lead, bare), registerRequest(lead, bare)]);
  assert.equal(both[0], both[1], 'also without a document, and at once');
  const { request } = await lifeIn(scene, number);
  const papers = await people.db.asPerson(lead.person.id, (tx) => papersOf(tx, request.id));
  assert.deepEqual(
    papers.map(({ name }) => name),
    ['scan.png'],
  );
  assert.deepEqual(await waiting(), []);
  // What waits already is that document; refused, it waits as before.
  const kept = await keepPaper(lead, sent);
  await assert.rejects(registerRequest(lead, { ...told, evidence: ' ' }), isRefusal('notAllowed'));
  assert.deepEqual(await waiting(), [kept]);
  await registerRequest(lead, told);
  assert.deepEqual(await waiting(), []);
});

test('a document waits once however often it is sent, and what is discarded is gone but for its trace', async (t) => {
  const scene = await requestScene(t);
  const { lead, prosecutor, people, file } = scene;
  const keep = (who: Acting, name: string) => keepPaper(who, { name, bytes: PNG });
  const [first, ...more] = await Promise.all([
    keep(lead, 'a.png'),
    keep(prosecutor, 'b.png'),
    keep(lead, 'c.png'),
  ]);
  assert.deepEqual(new Set(more), new Set([first]), 'one document');
  const waiting = () =>
    people.db.asPerson(lead.person.id, async (tx) =>
      (await waitingPapers(tx, file.id, 10)).map(({ id }) => id),
    );
  assert.deepEqual(await waiting(), [first]);
  await assert.rejects(discardWaiting(lead, first, ' '), isRefusal('badInput'));
  await discardWaiting(prosecutor, first, 'Sent by mistake');
  await assert.rejects(discardWaiting(lead, first, 'Again'), isRefusal('conflict'));
  await assert.rejects(
    registerRequest(lead, { ...RECEIPT, form: 'bc-29-preservation', paper: first }),
    isRefusal('notFound'),
  );
  assert.equal(await seePaper(lead, first), undefined, 'its bytes are gone');
  assert.deepEqual(await waiting(), []);
  const [trace] = await people.db.asPerson(lead.person.id, (tx) => discardedPapers(tx, file.id, 10));
  assert.deepEqual([trace?.reason, trace?.by], ['Sent by mistake', 'Paula Example']);
  // It may come again, and what is registered neither waits nor is discarded.
  const second = await keep(lead, 'd.png');
  assert.notEqual(second, first);
  await registerRequest(lead, { ...RECEIPT, form: 'bc-29-preservation', paper: second });
  assert.deepEqual(await waiting(), []);
  await assert.rejects(discardWaiting(lead, second, 'Too late'), isRefusal('conflict'));
  assert.notEqual(await keep(lead, 'e.png'), second);
  // Nobody changes what came, whatever the program does.
  await assert.rejects(
    people.operator.transaction((tx) =>
      tx
        .updateTable('request_paper')
        .set({ name: 'x' } as never)
        .where('id', '=', second)
        .execute(),
    ),
  );
  await assert.rejects(
    people.operator.transaction((tx) =>
      tx.updateTable('request_paper').set({ bytes: null }).where('id', '=', second).execute(),
    ),
    /kept as it came/,
  );
});

test('clarification is asked and answered, and the result is partial, item by item', async (t) => {
  const scene = await requestScene(t);
  const { lead, prosecutor, judge, ines } = scene;
  const bytes = readFileSync(
    new URL('../../../../fixtures/requests/bc-31-subscriber/request.json', import.meta.url),
  );
  const paper = await keepPaper(lead, { name: 'request.json', bytes });
  const number = await registerRequest(lead, { ...RECEIPT, form: 'bc-31-subscriber', paper });
  const take = (who: Acting, act: string, more: Omit<ActGiven, 'act'> = {}) =>
    takeAct(who, { number, act, ...more });
  const evidence = 'Called back at the number of the directory';
  await assert.rejects(take(lead, 'accept'), isRefusal('conflict'));
  await assert.rejects(take(lead, 'checkAuthenticity'), isRefusal('notAllowed'));
  await take(lead, 'checkAuthenticity', { evidence });
  await take(lead, 'register', { evidence: 'Acknowledged by e-mail' });
  await take(prosecutor, 'beginReview');
  await take(lead, 'askClarification', { reason: 'Which port?', evidence: 'Letter of 6 October' });
  await take(lead, 'receiveClarification', { evidence: 'Letter of 9 October' });
  await take(judge, 'accept');
  await assert.rejects(take(lead, 'assign', { reason: 'Quickly' }), isRefusal('notAllowed', /assigneeNamed/));
  const tasks = ({ people, person }: Acting) =>
    people.db.asPerson(person.id, async (tx) =>
      (await requestsAssignedTo(tx, person.id, 10)).map((one) => [one.number, one.state]),
    );
  const translator = { detail: { assignee: scene.translator.person.id } };
  await assert.rejects(take(lead, 'assign', translator), isRefusal('badInput', /member of the case/));
  await take(lead, 'assign', { detail: { assignee: ines.person.id } });
  assert.deepEqual(await tasks(ines), [[number, 'assigned']], 'it is her task');
  assert.deepEqual(await tasks(lead), [], 'and nobody else’s');
  await assert.rejects(take(ines, 'beginExecution'), isRefusal('notAllowed', /orderOrReason/));
  await take(judge, 'obtainOrder', { evidence: 'Order 12/26' });
  await take(ines, 'beginExecution');
  assert.deepEqual(await tasks(ines), [[number, 'executing']]);
  await take(ines, 'recordResults', {
    detail: { items: [{ item: 1, actual: 'partly', note: 'Name alone' }] },
  });
  await take(ines, 'completeResults');
  assert.deepEqual(await tasks(ines), [], 'it is over once the results are in');
  await take(prosecutor, 'checkResults', { detail: { digestsMatch: true } });
  const became = () =>
    lead.people.db.asPerson(lead.person.id, async (tx) =>
      (await receivedBy(tx, new Date(0))).map(({ outcome, count }) => [outcome, count]),
    );
  assert.deepEqual(await became(), [['open', 1]]);
  await take(lead, 'transmitResults', { evidence: 'Sent through the point of contact' });
  assert.deepEqual(await became(), [['inPart', 1]], 'as the figures count it');
  const { request, items, events } = await lifeIn(scene, number);
  assert.equal(request.state, 'transmitted');
  const assigned = events.find(({ act }) => act === 'assign')?.detail;
  assert.deepEqual(assigned, { assignee: ines.person.id, assignedTo: 'Ines Example' }, 'under her name');
  assert.deepEqual(
    items.map(({ desired, actual, note }) => [desired, actual, note]),
    [['wanted', 'partly', 'Name alone']],
  );
  assert.deepEqual(events.map(({ act }) => act).slice(0, 6), [
    'receive',
    'checkAuthenticity',
    'register',
    'beginReview',
    'askClarification',
    'receiveClarification',
  ]);
});

test('an emergency is verified by calling a number that stood in the directory before it came', async (t) => {
  const scene = await requestScene(t);
  const { lead, people, house, file } = scene;
  const { person } = await testMember(scene.house, file, 'Dora Example', 'investigator');
  const at = new Date(house.clock());
  await house.db.transaction((tx) =>
    grantRoles(tx, { person: person.id, roles: ['dutyOfficer'], by: undefined, at }),
  );
  const duty: Acting = { ...lead, person: { ...person, roles: ['dutyOfficer'] } };
  const asked = { ...RECEIPT, form: 'bc-29-preservation', counterpart: 'NL', urgency: 'emergency' } as const;
  const callBack = { authority: 'nl-npo', number: '+31 88 000 0000', spokeTo: 'the officer on duty' };
  const call = (number: number, detail = callBack) =>
    takeAct(duty, {
      number,
      act: 'verifyByCallBack',
      evidence: 'Call at 14:20',
      detail: { callBack: detail },
    });
  const first = await registerRequest(lead, asked);
  await assert.rejects(call(first), isRefusal('notAllowed', /directoryNumber/));
  const id = newUuid(people.clock, people.random);
  const contact = { id, authority: 'nl-npo', at: new Date(house.clock()) };
  await house.db.transaction((tx) =>
    insertContact(
      tx,
      { ...contact, by: lead.person.id },
      {
        kind: 'telephone',
        purpose: 'night',
        value: '+31 88 000 0000',
        source: 'List of the network',
        asOf: '2026-11-03',
      },
    ),
  );
  const second = await registerRequest(lead, asked);
  await assert.rejects(call(second), isRefusal('notAllowed', /directoryNumber/), 'one person alone says so');
  await house.db.transaction((tx) => confirmContact(tx, { ...contact, at: new Date(), by: person.id }));
  await assert.rejects(call(second), isRefusal('notAllowed', /directoryNumber/), 'put in after it came');
  const third = await registerRequest(lead, asked);
  await assert.rejects(
    call(third, { ...callBack, number: '+31 88 000 0001' }),
    isRefusal('notAllowed', /directoryNumber/),
  );
  assert.equal(
    (await call(third, { ...callBack, number: '+31 (88) 0000000' })).request.state,
    'emergencyVerified',
  );
  // What was said by telephone is typed now; with nothing written the act would be on nobody.
  const answers = { urgency_reason: 'A child is missing (invented)' };
  const written = await savePage(lead, {
    number: third,
    base: 1,
    page: 'urgency_reason',
    fields: ['urgency_reason'],
    answers,
  });
  assert.ok(written.ok);
  assert.deepEqual(written.request.version.answers, answers);
});
