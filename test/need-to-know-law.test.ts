// The law data and the database alone: with the application's credentials and raw SQL.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantRoles } from '../src/people/person.store.ts';
import { testInstallation } from './support/installation.ts';
import { as, count, denied, person, rawApp } from './support/raw-app.ts';

test('the law data takes two editors: none publishes alone, and who is none proposes nothing', async (t) => {
  const made = await testInstallation(t);
  const app = await rawApp(t, made);
  const [ines, omar] = [await person(made, 'ines'), await person(made, 'omar')];
  const at = new Date(made.house.clock());
  const rui = await person(made, 'rui');
  await made.house.db.transaction(async (tx) => {
    for (const who of [ines, omar])
      await grantRoles(tx, { person: who, roles: ['knowledgeEditor'], by: undefined, at });
  });
  const proposal = '00000000-0000-4000-8000-000000000001';
  const propose = (by: string): string =>
    `insert into law_proposal (id, change, record, reason, drafted_on, proposed_by, proposed_at)
       values ('${proposal}', '{}', 'clock x', 'x', 'x', '${by}', now())`;
  const decide = (by: string, outcome: string, answer = 'null'): string =>
    `update law_proposal set outcome = '${outcome}', decided_by = '${by}', decided_at = now(), answer = ${answer}`;
  const version = `insert into law_version (number, data_version, shipped_version, published_at, proposal_id)
                   values (99, 'x', 'x', now(), '${proposal}')`;
  const become = (who: string) => app.query("select set_config('comity.as', $1, true)", [who]);
  await as(app, rui, () => assert.rejects(app.query(propose(rui)), denied, 'without the role'));
  await as(app, ines, () => assert.rejects(app.query(propose(omar)), denied, 'in another’s name'));
  for (const outcome of ['published', 'returned'])
    await as(app, ines, async () => {
      await app.query(propose(ines));
      await assert.rejects(
        app.query(decide(ines, outcome, "'x'")),
        { code: '23514' },
        `one’s own ${outcome}`,
      );
    });
  await as(app, ines, async () => {
    await app.query(propose(ines));
    await assert.rejects(app.query(version), denied, 'not decided');
  });
  await as(app, ines, async () => {
    await app.query(propose(ines));
    await become(omar);
    await assert.rejects(app.query(decide(ines, 'published')), denied, 'in the other’s name');
  });
  await as(app, ines, async () => {
    await app.query(propose(ines));
    await become(rui);
    assert.equal(await count(app, 'law_proposal'), 0, 'what is only proposed is for editors');
    assert.equal((await app.query(decide(rui, 'published'))).rowCount, 0);
    await become(omar);
    await assert.rejects(app.query(`${decide(omar, 'withdrawn')}`), { code: '23514' }, 'another’s');
  });
  await as(app, ines, async () => {
    await app.query(propose(ines));
    await become(omar);
    assert.equal((await app.query(decide(omar, 'published'))).rowCount, 1);
    await app.query('savepoint published');
    await become(ines);
    await assert.rejects(app.query(version), denied, 'the one who proposed it');
    await app.query('rollback to published');
    await become(omar);
    await app.query(version);
    await become(rui);
    assert.equal(await count(app, 'law_version'), 1, 'what is published is for everybody');
    for (const touch of ['delete from law_version', "update law_version set data_version = 'y'"]) {
      await app.query('savepoint touch');
      await assert.rejects(app.query(touch), denied, touch);
      await app.query('rollback to touch');
    }
  });
});
