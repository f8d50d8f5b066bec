// A POST that is sent twice is done once: at the same time, later, after a crash, and never with another body.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { People } from '../src/people/people.acts.ts';
import { openApi } from './support/api.ts';

test('sent twice, done once', async (t) => {
  const api = await openApi(t);
  const { ask, people, file } = api;
  const { db } = api.made.house;
  const ines = await api.person('Ines');
  const ravi = await api.person('Ravi', ['registrar']);
  const ana = await api.person('Ana', ['administrator']);
  await api.person('Omar');
  await api.join(ines, 'lead');
  const token = { ines: await api.keyOf(ines), ravi: await api.keyOf(ravi), ana: await api.keyOf(ana) };
  const cases = async (title: string): Promise<number> =>
    (await db.kysely.selectFrom('case_file').select('id').where('title', '=', title).execute()).length;
  const acts = async (what: string): Promise<number> =>
    (await db.kysely.selectFrom('access_event').select('id').where('what', '=', what).execute()).length;

  await t.test('at the same time, eight times: one act, one answer', async () => {
    const key = randomUUID();
    const body = { title: 'At once', lead: 'ines@agency.example' };
    const got = await Promise.all(
      Array.from({ length: 8 }, () => ask('POST /cases', { token: token.ravi, key, body })),
    );
    assert.deepEqual([...new Set(got.map((one) => one.status))], [201]);
    assert.equal(new Set(got.map((one) => one.text)).size, 1);
    assert.equal(got.filter((one) => one.headers.get('idempotency-replayed') === 'true').length, 7);
    assert.equal(await cases('At once'), 1);
    const later = await ask('POST /cases', { token: token.ravi, key: `"${key}"`, body });
    assert.equal(later.text, got[0]?.text);
  });

  await t.test('with another body, or at another address, it is refused', async () => {
    const key = randomUUID();
    const lead = 'ines@agency.example';
    await ask('POST /cases', { token: token.ravi, key, body: { title: 'First', lead } });
    const other = await ask('POST /cases', { token: token.ravi, key, body: { title: 'Second', lead } });
    assert.deepEqual([other.status, other.json.code], [422, 'keyReused']);
    assert.equal(await cases('Second'), 0);
    const body = { email: 'omar@agency.example', role: 'observer' };
    const path = `/cases/${file.reference}/members`;
    const [one, two] = await Promise.all([
      ask(`POST ${path}`, { token: token.ines, key, body }),
      ask(`POST ${path}`, { token: token.ines, key, body: { ...body, role: 'judge' } }),
    ]);
    assert.deepEqual(new Set([one.status, two.status]), new Set([200, 422]), 'whichever came first');
  });

  await t.test(
    'once answers are forgotten, a key that comes with something else is another act',
    async () => {
      const key = randomUUID();
      const path = `POST /cases/${file.reference}/notes`;
      const write = (text: string) => ask(path, { token: token.ines, key, body: { text } });
      assert.equal((await write('First')).status, 204);
      await db.kysely.deleteFrom('api_answer').execute();
      assert.equal((await write('Second')).status, 204);
      const notes = await db.kysely.selectFrom('case_entry').select('text').orderBy('text').execute();
      assert.deepEqual(notes, [{ text: 'First' }, { text: 'Second' }]);
    },
  );

  await t.test('a key is its person’s: another’s same key is another act', async () => {
    const key = randomUUID();
    const second = await api.keyOf(await api.person('Rosa', ['registrar']));
    const body = { title: 'Two persons', lead: 'ines@agency.example' };
    await ask('POST /cases', { token: token.ravi, key, body });
    await ask('POST /cases', { token: second, key, body });
    assert.equal(await cases('Two persons'), 2);
  });

  await t.test('a refusal did nothing, so the corrected request may use its key', async () => {
    const key = randomUUID();
    const wrong = { title: 'Corrected', lead: 'nobody@agency.example' };
    assert.equal((await ask('POST /cases', { token: token.ravi, key, body: wrong })).status, 404);
    const right = { ...wrong, lead: 'ines@agency.example' };
    assert.equal((await ask('POST /cases', { token: token.ravi, key, body: right })).status, 201);
  });

  await t.test('when the process dies between act and answer, the act is not done again', async () => {
    const dying = api.again({ people: losingAnswers(people) });
    for (const { line, who, body, count } of [
      {
        line: 'POST /cases',
        who: token.ravi,
        body: { title: 'Lost answer', lead: 'ines@agency.example' },
        count: () => cases('Lost answer'),
      },
      {
        line: 'POST /persons/invitations',
        who: token.ana,
        body: { name: 'New Example', email: 'new@agency.example' },
        count: () => acts('invited'),
      },
      {
        line: `POST /cases/${file.reference}/members`,
        who: token.ines,
        body: { email: 'ravi@agency.example', role: 'defence' },
        count: async () => (await acts('memberAdded')) - 1, // one was added above
      },
    ]) {
      const key = randomUUID();
      const isSecret = line.includes('invitations'); // whose answer is not kept in any case
      const first = await dying(line, { token: who, key, body });
      assert.equal(first.status, isSecret ? 201 : 500, line);
      assert.equal(await count(), 1, line);
      const other = await ask(line, { token: who, key, body: { ...body, title: 'Other', name: 'Other' } });
      assert.equal(other.status, 422, 'what was sent first is still known');
      const again = await ask(line, { token: who, key, body });
      assert.ok(again.status < 300, `${line} ${again.text}`);
      if (isSecret) assert.equal(again.text, first.text);
      assert.equal(await count(), 1, line);
    }
  });

  await t.test('a link that was given out is not kept', async () => {
    const { rows } = await sql<{ answer: string | null }>`
      select answer from api_answer where operation = 'invitePerson'`.execute(db.kysely);
    assert.ok(rows.length > 0);
    assert.deepEqual([...new Set(rows.map((row) => row.answer))], [null]);
  });

  await t.test('after a week an answer is forgotten', async () => {
    const before = await db.kysely.selectFrom('api_answer').select('person_id').execute();
    assert.ok(before.filter((row) => row.person_id === ravi).length > 1);
    await db.withOwner((owner) =>
      owner.query("update api_answer set began_at = began_at - interval '8 days'"),
    );
    const body = { title: 'A week on', lead: 'ines@agency.example' };
    assert.equal((await ask('POST /cases', { token: token.ravi, body })).status, 201);
    const rows = await db.kysely.selectFrom('api_answer').select('person_id').execute();
    assert.equal(rows.filter((row) => row.person_id === ravi).length, 1);
  });
});

/** As if the process were killed just before it kept the answer. */
function losingAnswers(people: People): People {
  return {
    ...people,
    db: {
      ...people.db,
      asPerson: (person, act) =>
        people.db.asPerson(person, (tx) => {
          const losing = new Proxy(tx, {
            get: (target, name) => {
              if (name === 'updateTable')
                return (table: 'api_answer') => {
                  if (table === 'api_answer') throw new Error('killed');
                  return target.updateTable(table);
                };
              const value: unknown = Reflect.get(target, name, target);
              return typeof value === 'function' ? (value.bind(target) as unknown) : value;
            },
          });
          return act(losing);
        }),
    },
  };
}
