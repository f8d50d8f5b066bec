// Preservations, the queues of the desks, their figures and the notes of the 24/7 desk, through the API.
import assert from 'node:assert/strict';
import type { Uuid } from '../../src/base/ids.ts';
import { setFeed } from '../../src/requests/machine/clocks/feed.store.ts';
import { pagesOf, type Got, type JsonAnswer } from './api.ts';
import { BODIES, type Story } from './api-routes.ts';
import { readCalendar } from './calendar.ts';

export async function dataAreKept({ api, token }: Story): Promise<void> {
  const { ask, file } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const path = `/cases/${file.reference}/preservations`;
  const body = { ...BODIES['beginPreservation'], request: 1 };
  const made = await ask(`POST ${path}`, as('ines', body));
  assert.deepEqual([made.status, made.json.state, made.json.expiresAt], [201, 'requested', null]);
  const one = `${path}/${made.json.number}`;
  const act = (who: string, told: object): Promise<Got> => ask(`POST ${one}/acts`, as(who, told));
  assert.equal((await act('ines', { act: 'confirm' })).status, 403, 'time limits run from evidence');
  const occurredAt = '2026-10-30T09:00:00-05:00';
  const evidence = 'Letter of the point of contact';
  const confirmed = await act('ines', { act: 'confirm', occurredAt, zone: 'America/New_York', evidence });
  assert.deepEqual([confirmed.json.state, confirmed.json.inForceAt], ['inForce', '2026-10-30T14:00:00.000Z']);
  assert.ok(confirmed.json.expiresAt > '2026-11-30', 'a clock runs');
  assert.equal((await act('ines', { act: 'confirm', evidence })).status, 409);
  assert.equal((await act('petra', { act: 'release', reason: 'No more' })).status, 403, 'decided by people');
  const announced = { act: 'announceProduction', evidence: 'Sent' };
  const foreign = { ...announced, detail: { production: '00000000-0000-7000-8000-000000000001' } };
  assert.equal((await act('ines', foreign)).status, 422, 'no request of this case');
  assert.equal((await act('ines', { ...announced, production: 99 })).status, 404);
  assert.equal((await act('ines', { ...announced, production: 1 })).json.state, 'productionAnnounced');
  assert.deepEqual(
    (await pagesOf(ask, `${one}/events`, token['petra'])).map((event) => event.act),
    ['confirm', 'announceProduction'],
  );
  const clocks = await pagesOf(ask, `${one}/time-limits`, token['petra']);
  assert.ok(clocks.every((clock) => clock.preservation === made.json.number));
  assert.equal((await ask(`GET ${one}`, as('petra'))).json.holder, 'Example Mail Inc.');
  const [first] = await pagesOf(ask, path, token['petra']);
  assert.equal(first?.number, made.json.number);
  for (const wrong of [
    { identifiers: [{ kind: 'email', value: 'nobody' }] },
    { instrument: 'none' },
    { categories: [] },
    { holderState: 'XX' },
  ])
    assert.equal((await ask(`POST ${path}`, as('ines', { ...body, ...wrong }))).status, 422);
  assert.equal((await ask(`POST ${path}`, as('ines', { ...body, request: 99 }))).status, 404);
}

export async function desksAreRead({ api, token }: Story): Promise<void> {
  const { ask, file } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const outgoing = await pagesOf(ask, '/desk/outgoing', token['ines']);
  assert.ok(outgoing.length >= 2 && outgoing.every((one) => one.case === file.reference));
  const incoming = await pagesOf(ask, '/desk/incoming', token['ines']);
  const due = incoming.map((one) => one.dueAt ?? 'none');
  assert.deepEqual(
    due,
    due.toSorted((a, b) => (a < b ? -1 : 1)),
    'what ends first comes first',
  );
  const german = await pagesOf(ask, '/desk/incoming', token['ines'], 'counterpart=DE');
  assert.deepEqual([german.length, german[0]?.form], [1, 'bc-29-preservation']);
  const [kept] = await pagesOf(ask, '/desk/preservations', token['ines']);
  assert.equal(kept?.holder, 'Example Mail Inc.');
  for (const desk of ['outgoing', 'incoming', 'preservations'])
    assert.deepEqual(await pagesOf(ask, `/desk/${desk}`, token['omar']), [], 'of one’s own cases alone');
  const narrow = await api.keyOf((await ask('GET /me', as('ines'))).json.person.id, {
    onlyCase: file.reference,
  });
  assert.equal((await pagesOf(ask, '/desk/outgoing', narrow)).length, outgoing.length);
  assert.equal((await ask('GET /desk/outgoing?after=WyJ4IiwieSJd', as('ines'))).status, 422);

  const figures = (await ask('GET /desk/figures', as('ines'))).json;
  assert.deepEqual(
    [figures.counterpart, figures.refusals, figures.feedback],
    [[], [], []],
    'nothing was answered yet',
  );
  const year = (await ask('GET /desk/figures/2026', as('ines'))).json;
  const counted = year.lines.map((line: JsonAnswer) => `${line.form} ${line.direction}`);
  assert.deepEqual([year.ref, [...new Set(counted)]], ['eu-2023-1543, Art. 28', ['epoc incoming']]);
  assert.equal((await ask('GET /desk/figures/1999', as('ines'))).status, 404);

  const { id } = (await ask('POST /desk/duty/notes', as('cora', BODIES['writeShiftNote']))).json;
  await ask('POST /desk/duty/notes', as('cora', { kind: 'note', text: 'A quiet night' }));
  const key = '0f4a1d36-promise';
  assert.equal((await ask(`POST /desk/duty/notes/${id}/kept`, { ...as('cora'), key })).status, 204);
  const reused = await ask(`POST /desk/duty/notes/${id}/kept?x=1`, { ...as('cora'), key });
  assert.equal(reused.status, 422, 'the key of another request');
  const notes = await pagesOf(ask, '/desk/duty/notes', token['cora']);
  assert.deepEqual(
    notes.map((one: JsonAnswer) => [one.kind, one.keptBy]),
    [
      ['note', null],
      ['promise', 'Cora Example'],
    ],
  );
  for (const none of ['nonsense', kept?.number, '00000000-0000-7000-8000-000000000001'])
    assert.equal((await ask(`POST /desk/duty/notes/${none}/kept`, as('cora'))).status, 404);
}

export async function viewsAreKept({ api, token }: Story): Promise<void> {
  const { ask } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const first = await ask('POST /desk/views', as('ines', BODIES['keepDeskView']));
  assert.deepEqual([first.status, first.json.asked], [201, { counterpart: 'JP' }]);
  const urgent = { ...BODIES['keepDeskView'], asked: { urgency: 'urgent', all: 'yes' } };
  const { id } = (await ask('POST /desk/views', as('ines', urgent))).json;
  const kept = await pagesOf(ask, '/desk/views', token['ines'], 'desk=outgoing');
  assert.deepEqual(
    kept,
    [{ id, name: 'To Japan', asked: { urgency: 'urgent', all: 'yes' } }],
    'the same name, once',
  );
  assert.deepEqual(await pagesOf(ask, '/desk/views', token['petra'], 'desk=outgoing'), []);
  assert.equal((await ask(`DELETE /desk/views/${id}`, as('petra'))).status, 404, 'another’s');
  assert.equal((await ask(`DELETE /desk/views/${id}`, as('ines'))).status, 204);
  assert.equal((await ask(`DELETE /desk/views/${id}`, as('ines'))).status, 404);
}

export async function theCalendarIsRead({ api, token, id }: Story): Promise<void> {
  const { ask, file, people } = api;
  const ines = { token: token['ines'] ?? '' };
  const list = `/cases/${file.reference}/preservations`;
  const made = await ask(`POST ${list}`, { ...ines, body: BODIES['beginPreservation'] });
  const confirm = { act: 'confirm', occurredAt: '2026-10-30T09:00:00-05:00', zone: 'America/New_York' };
  const body = { ...confirm, evidence: 'Letter of the point of contact' };
  assert.equal((await ask(`POST ${list}/${made.json.number}/acts`, { ...ines, body })).status, 200);
  const { events } = readCalendar((await ask('GET /calendar', ines)).text);
  const clocks = await pagesOf(ask, `/cases/${file.reference}/time-limits`, token['ines']);
  const running = clocks.filter((one) => one.status === 'running' && one.earliest !== null);
  assert.ok(running.length > 0);
  assert.deepEqual(new Set(events.map(({ UID }) => UID)), new Set(running.map((one) => one.id)));
  assert.deepEqual(
    readCalendar((await ask('GET /calendar', { token: token['omar'] ?? '' })).text).events,
    [],
  );
  assert.equal((await ask('DELETE /calendar/address', ines)).status, 404, 'none was made');
  const person = id['ines'] as Uuid; // of a person of this story
  await people.db.asPerson(person, (tx) => setFeed(tx, person, Buffer.alloc(32), new Date(people.clock())));
  assert.equal((await ask('DELETE /calendar/address', ines)).status, 204);
  assert.equal((await ask('DELETE /calendar/address', ines)).status, 404);
}
