// Another State takes its request back: the custody log says so with the act, once, whatever is killed; the audit compares both ways.
// COMITY_WITHDRAWAL_KILLS for more, COMITY_WITHDRAWAL_SEED for other moments.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { requestScene, type RequestScene } from '../../../../test/support/complete-request.ts';
import { randomOf } from '../../../../test/support/random.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { strikeTwo } from '../../../../test/support/strike.ts';
import type { Uuid } from '../../../base/ids.ts';
import { audit } from '../../../evidence/upkeep/audit.acts.ts';
import { leavesOfItem } from '../../../evidence/log/log.store.ts';
import { factText } from '../../../verify/event.ts';
import { parseEventNote } from '../../../verify/event-note.ts';
import { registerRequest } from '../../verbs/incoming/register.acts.ts';
import { requestOf } from '../states/request.store.ts';
import { takeAct } from '../../verbs/life/life.acts.ts';
import { authorityItem } from './signature.ts';
import { auditAuthorities } from './signature-audit.acts.ts';

const KILLS = Number(process.env['COMITY_WITHDRAWAL_KILLS'] ?? 2);
const SEED = Number(process.env['COMITY_WITHDRAWAL_SEED'] ?? randomInt(2 ** 32));
const WORKER = fileURLToPath(new URL('../../../../test/support/withdrawal-worker.ts', import.meta.url));

const differences = async ({ house }: RequestScene) =>
  (await audit(house, { also: auditAuthorities })).differences;

function received({ lead }: RequestScene): Promise<number> {
  return registerRequest(lead, {
    form: 'spontaneous-information',
    paper: undefined,
    counterpart: 'JP',
    urgency: 'normal',
    writtenIn: 'en',
    reference: undefined,
    receivedAt: '2026-10-05T11:30:00+02:00',
    zone: 'Europe/Paris',
    evidence: 'Receipt of the registered letter',
  });
}

async function logged({ house, people, lead, file }: RequestScene, number: number): Promise<string[]> {
  const request = await people.db.asPerson(lead.person.id, (tx) => requestOf(tx, file.id, number));
  assert.ok(request);
  const leaves = await leavesOfItem(house.db.kysely, authorityItem(request.id));
  return leaves.map(({ note }) => {
    const { event } = parseEventNote(note, 'event');
    return [event.type, factText(event, 'cause'), event.actor.role, event.case ?? 'no case'].join(' ');
  });
}

const WITHDRAWN = 'authorityWithdrawn withdrawn lead no case';
const ID = '019a4f3c-2f10-7c1e-9d3a-5b8e0f6a7c98' as Uuid;

test('its sender takes a request back: one event of the log with the act, and none for who may not record it', async (t) => {
  const scene = await requestScene(t);
  const { lead, ines } = scene;
  const number = await received(scene);
  const withdrawn = { number, act: 'withdrawn', evidence: 'Letter of 7 October 2026', id: ID };
  await assert.rejects(takeAct(lead, { number, act: 'withdrawn' }), isRefusal('notAllowed', /evidence/));
  await assert.rejects(takeAct(ines, withdrawn), isRefusal('notAllowed'));
  assert.deepEqual(await logged(scene, number), [], 'what was refused is not in the log');
  await takeAct(lead, withdrawn);
  await takeAct(lead, withdrawn);
  await assert.rejects(takeAct(lead, { ...withdrawn, id: undefined }), isRefusal('conflict'));
  assert.deepEqual(await logged(scene, number), [WITHDRAWN], 'done again, recorded once');
  await takeAct(lead, { number, act: 'close' });
  await takeAct(lead, { number, act: 'reopen', reason: 'It was another request' });
  await takeAct(lead, { ...withdrawn, id: undefined });
  assert.deepEqual(await logged(scene, number), [WITHDRAWN, WITHDRAWN], 'withdrawn once more');
  assert.deepEqual(await differences(scene), []);
});

test('a withdrawal that is taken away, put in or worded anew is found', async (t) => {
  const scene = await requestScene(t);
  const { lead, house } = scene;
  const [number, other] = [await received(scene), await received(scene)];
  await takeAct(lead, { number, act: 'withdrawn', evidence: 'Letter of 7 October 2026' });
  assert.deepEqual(await differences(scene), []);
  const owner = (query: string): Promise<unknown> => house.db.withOwner((client) => client.query(query));
  await owner('create table kept_event as select * from request_event');
  for (const touch of [
    `delete from request_event where act = 'withdrawn'`,
    `update request_event set evidence = 'A call' where act = 'withdrawn'`,
    `update request_event set occurred_at = occurred_at - interval '1 day' where act = 'withdrawn'`,
    `update request_event set act = 'refuse' where act = 'withdrawn'`,
    `update request_event set request_id = (select id from request where number = ${other}), number = 9 where act = 'withdrawn'`,
    `insert into request_event (id, request_id, case_id, number, act, from_state, to_state, side, by_person, at, occurred_at, zone,
       version) select gen_random_uuid(), request_id, case_id, 99, 'withdrawn', 'received', 'withdrawn', 'theirs', by_person, now(),
       now(), 'UTC', version from request_event where act = 'withdrawn'`,
  ]) {
    await owner(touch);
    assert.notDeepEqual(await differences(scene), [], touch);
    await owner('delete from request_event');
    await owner('insert into request_event select * from kept_event');
  }
  assert.deepEqual(await differences(scene), []);
});

test(`${KILLS} kills of processes that record withdrawals: each with its event, and once`, async (t) => {
  t.diagnostic(`COMITY_WITHDRAWAL_SEED=${SEED}`);
  const scene = await requestScene(t);
  const { made, lead, file, house } = scene;
  const numbers: number[] = [];
  for (let i = 0; i < 8 * KILLS; i++) numbers.push(await received(scene));
  const random = randomOf(SEED);
  const strike = (afterMs: number): Promise<boolean> =>
    strikeTwo([WORKER, made.home.path, file.reference, lead.person.id], made.env, afterMs);
  const done = async (): Promise<number> => {
    const rows = await house.db.kysely
      .selectFrom('request')
      .select('number')
      .where('state', '=', 'withdrawn')
      .execute();
    for (const { number } of rows) assert.deepEqual(await logged(scene, number), [WITHDRAWN]);
    return rows.length;
  };
  const seen: number[] = [];
  for (let i = 0; i < KILLS; i++) {
    if (await strike(20 + random() * 250)) break;
    seen.push(await done());
  }
  t.diagnostic(`withdrawn after each kill: ${seen.join(' ')}`);
  while (!(await strike(60_000)));
  assert.equal(await done(), numbers.length, 'all of them');
  assert.deepEqual(await differences(scene), []);
});
