// In which role a European order came, said late or corrected by another program: by whom, once, and with which answers.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Uuid } from '../src/base/ids.ts';
import { newUuid } from '../src/base/ids.ts';
import { insertEvent } from '../src/requests/machine/states/life.store.ts';
import { insertRequest } from '../src/requests/machine/states/request.store.ts';
import { openApi, pagesOf, type Got, type JsonAnswer, type TestApi } from './support/api.ts';

const RECEIVED_AT = '2026-10-05T11:30:00+02:00';

/** As it was registered before anybody was asked in which role it came. */
function cameUnsaid({ people, made, file }: TestApi, by: Uuid): Promise<number> {
  return made.house.db.transaction(async (tx) => {
    const id = newUuid(people.clock, people.random);
    const at = new Date(RECEIVED_AT);
    const number = await insertRequest(tx, {
      id,
      caseId: file.id as Uuid,
      form: 'epoc',
      answers: {},
      direction: 'incoming',
      counterpart: 'NL',
      urgency: 'normal',
      writtenIn: 'en',
      begunBy: by,
      begunAt: at,
      through: undefined,
      origin: undefined,
    });
    await insertEvent(tx, {
      id: newUuid(people.clock, people.random),
      request: id,
      caseId: file.id as Uuid,
      version: 1,
      act: 'receive',
      from: 'received',
      to: 'received',
      side: 'theirs',
      by,
      at,
      occurredAt: at,
      zone: 'Europe/Paris',
      evidence: 'Receipt',
      reason: undefined,
      detail: {},
    });
    return number;
  });
}

test('a program says in which role an order came, corrects it with a reason, and repeats nothing', async (t) => {
  const api = await openApi(t);
  const { ask, file } = api;
  const [ines, petra, omar] = [await api.person('Ines'), await api.person('Petra'), await api.person('Omar')];
  await api.join(ines, 'lead');
  await api.join(petra, 'observer');
  const token = { ines: await api.keyOf(ines), petra: await api.keyOf(petra), omar: await api.keyOf(omar) };
  const number = await cameUnsaid(api, ines);
  const one = `/cases/${file.reference}/requests/${number}`;
  const say = (
    capacity: string,
    more: object = {},
    { who = 'ines', key }: { who?: keyof typeof token; key?: string } = {},
  ): Promise<Got> =>
    ask(`POST ${one}/acts`, {
      token: token[who],
      body: { act: 'sayCapacity', evidence: 'Section K', detail: { capacity }, ...more },
      ...(key && { key }),
    });
  const running = async (): Promise<string[]> =>
    (await pagesOf(ask, `${one}/time-limits`, token.ines)).flatMap((limit: JsonAnswer) =>
      limit.status === 'running' ? [limit.rule] : [],
    );
  const said = async (): Promise<JsonAnswer[]> =>
    (await pagesOf(ask, `${one}/events`, token.ines)).filter(({ act }) => act === 'sayCapacity');
  const toRecord = async (): Promise<unknown> =>
    (await pagesOf(ask, '/desk/incoming', token.ines))[0].toRecord;

  assert.equal(await toRecord(), 'sayCapacity');
  const { next } = (await ask(`GET ${one}`, { token: token.ines })).json;
  assert.ok(next.some(({ act, asks }: JsonAnswer) => act === 'sayCapacity' && asks.includes('capacity')));

  await t.test('not by whoever only looks on, nor by a stranger', async () => {
    assert.equal((await say('addressee', {}, { who: 'petra' })).status, 403);
    assert.equal((await say('addressee', {}, { who: 'omar' })).status, 404);
  });

  await t.test('a role that there is, with what shows it', async () => {
    assert.equal((await say('desk')).status, 422);
    const refused = await say('addressee', { evidence: undefined });
    assert.deepEqual([refused.status, /evidenceGiven/.test(refused.text)], [403, true], refused.text);
    assert.equal((await say('addressee', { detail: {} })).status, 403);
    assert.deepEqual([await said(), await running()], [[], []], 'nothing was recorded');
  });

  await t.test('its time runs from the receipt; the same key is the same act', async () => {
    const key = randomUUID();
    const first = await say('notifiedAuthority', {}, { key });
    assert.equal(first.status, 200, first.text);
    assert.deepEqual(await running(), ['epoc.refusal']);
    assert.equal((await say('notifiedAuthority', {}, { key })).text, first.text);
    assert.equal((await said()).length, 1);
    assert.equal(await toRecord(), null);
  });

  await t.test('another is a correction, with a reason; the same is none', async () => {
    const same = await say('notifiedAuthority', { reason: 'Once more' });
    assert.deepEqual([same.status, /as before/.test(same.text)], [403, true], same.text);
    assert.equal((await say('addressee')).status, 403, 'no reason');
    assert.equal((await said()).length, 1);
    assert.equal((await say('addressee', { reason: 'It names us as addressee.' })).status, 200);
    const now = await running();
    assert.ok(now.includes('epoc.produce') && !now.includes('epoc.refusal'), now.join());
    assert.deepEqual(
      (await said()).map(({ detail }) => detail.capacity),
      ['notifiedAuthority', 'addressee'],
    );
  });
});
