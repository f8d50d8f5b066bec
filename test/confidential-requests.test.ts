// A confidential request is nowhere for who is not named: not in a table, a list, a count, at its address, nor by its number.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import type { RefusalCode } from '../src/base/refusal.ts';
import {
  confidentialityOf,
  dueConfidences,
  mayKnow,
} from '../src/requests/verbs/drafting/confidence/confidentiality.store.ts';
import {
  keepConfidential,
  openConfidential,
  RESTRICTORS,
} from '../src/requests/verbs/drafting/confidence/confidentiality.acts.ts';
import { beginRequest, savePage } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import { beginPreservation } from '../src/requests/verbs/life/preservation.acts.ts';
import { requestOf, requestsOf } from '../src/requests/machine/states/request.store.ts';
import { takeAct, type Acting } from '../src/requests/verbs/life/life.acts.ts';
import { namesIn } from './support/case-tables.ts';
import { requestScene, type RequestScene } from './support/complete-request.ts';
import { inMemory, testExhibit } from './support/installation.ts';
import { as, count, rawApp } from './support/raw-app.ts';
import { isRefusal } from './support/refusal.ts';

const REASON = 'An undercover officer is named in it';

async function restricted(scene: RequestScene, more: readonly Acting[] = []): Promise<Uuid> {
  const { lead, number, people, file } = scene;
  const knowers = [lead, ...more].map(({ person }) => person.id);
  await keepConfidential(lead, { number, knowers, until: '2027-03-31', reason: REASON });
  const found = await people.db.asPerson(lead.person.id, (tx) => requestOf(tx, file.id, number));
  assert.ok(found?.isRestricted);
  return found.id;
}

/** Every table that names a request or a preservation, with its row of this one. */
const tablesOf = (scene: RequestScene): Promise<string[]> =>
  namesIn(
    scene,
    `select c.relname as name from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace
      and (c.relname in ('request', 'preservation') or exists (
        select from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
           and a.attname in ('request_id', 'preservation_id')))
    order by 1`,
  );

test('every table that names a request hides the confidential ones by the database itself', async (t) => {
  const scene = await requestScene(t);
  const hidden = await namesIn(
    scene,
    `select p.polrelid::regclass::text as name from pg_policy p where p.polname = 'known' and not p.polpermissive order by 1`,
  );
  assert.deepEqual(hidden, await tablesOf(scene));
});

test('in every table it is found by who was named, and by nobody else of the case', async (t) => {
  const scene = await requestScene(t);
  const { made, ines, lead, prosecutor, judge, translator, number, file } = scene;
  const { house } = made;
  await takeAct(ines, { number, act: 'submit' });
  const id = await restricted(scene, [judge]);
  const exhibit = await testExhibit(house, file, { from: inMemory('a') });
  await house.db.withOwner(async (owner) => {
    const at = `'${id}', '${file.id}'`;
    await owner.query(`insert into request_item values (${at}, 1, 'wanted', now(), 1)`);
    await owner.query(`insert into request_signature values (gen_random_uuid(), ${at}, 1, 'judge', '${judge.person.id}', '',
      sha256(''), '', sha256(''), '{}', repeat('0', 64), '', 'https://comity.example', '', now())`);
    await owner.query(`insert into request_paper (id, request_id, case_id, name, media_type, sha256, bytes, added_by, at) values
      (gen_random_uuid(), ${at}, 'x', 'application/pdf', sha256(''), 'x', '${lead.person.id}', now())`);
    await owner.query(`insert into preservation (id, request_id, case_id, number, state_since, holder, identifiers, categories,
      begun_by, begun_at) values (gen_random_uuid(), ${at}, 1, now(), 'x', '[]', '{}', '${lead.person.id}', now())`);
    await owner.query(`insert into preservation_event select gen_random_uuid(), id, case_id, 1, 'confirm', 'requested', 'inForce',
      'theirs', begun_by, now(), now(), 'UTC' from preservation`);
    await owner.query(`insert into request_delivery (id, request_id, case_id, number, arrived_at, evidence, is_informal, by_person,
      at) values (gen_random_uuid(), ${at}, 1, now(), 'x', false, '${lead.person.id}', now())`);
    await owner.query(`insert into request_result select id, request_id, case_id, '${exhibit.id}', 'x', 1, repeat('0', 64), 1,
      by_person, now() from request_delivery`);
    await owner.query(
      `insert into request_notice values (gen_random_uuid(), ${at}, 1, 'x', 'x', 'planned', now())`,
    );
    await owner.query(`insert into request_notice_event select gen_random_uuid(), id, request_id, case_id, 'planned',
      '${lead.person.id}', now() from request_notice`);
    await owner.query(`insert into request_clock (id, case_id, request_id, clock, rule, law_version, state_code, week, zone, desk,
      status, run, begun_at, computed_at) select gen_random_uuid(), case_id, id, 'x', '{}', 'x', 'FR', 'own', 'UTC', 'desk', 'running',
      '{}', now(), now() from request`);
    await owner.query(`insert into clock_alarm (id, clock_id, case_id, kind, due_at)
      select gen_random_uuid(), id, case_id, 'end', now() from request_clock`);
  });
  const tables = [...(await tablesOf(scene)), 'clock_alarm'];
  const filled = await house.db.withOwner(async (owner) => {
    const names: string[] = [];
    for (const table of tables) if ((await count(owner, table)) > 0) names.push(table);
    return names;
  });
  assert.ok(filled.length >= 12);
  const app = await rawApp(t, made);
  for (const table of filled) {
    for (const one of [ines, prosecutor, translator])
      await as(app, one.person.id, async () =>
        assert.equal(await count(app, table), 0, `${table} as ${one.person.name}`),
      );
    for (const one of [lead, judge])
      await as(app, one.person.id, async () =>
        assert.ok((await count(app, table)) > 0, `${table} as ${one.person.name}`),
      );
  }
});

test('who knows of one finds that one, and what was preserved for it or for its data, and nothing of another', async (t) => {
  const scene = await requestScene(t);
  const { made, ines, lead, judge, file } = scene;
  const other = await beginRequest(lead, 'bc-31-subscriber', {});
  await restricted(scene);
  const known = await restricted({ ...scene, number: other }, [ines]);
  await made.house.db.withOwner(async (owner) => {
    await owner.query(`insert into preservation (id, request_id, production_id, case_id, number, state_since, holder, identifiers,
      categories, begun_by, begun_at) select gen_random_uuid(), case n when 1 then r.id end, case n when 2 then r.id end, r.case_id,
      2 * r.number + n, now(), 'x', '[]', '{}', r.begun_by, now() from request r, generate_series(1, 2) n`);
    await owner.query(`insert into preservation_event select gen_random_uuid(), id, case_id, 1, 'confirm', 'requested', 'inForce',
      'theirs', begun_by, now(), now(), 'UTC' from preservation`);
    await owner.query(`insert into request_clock (id, case_id, request_id, preservation_id, clock, rule, law_version, state_code, week,
      zone, desk, status, run, begun_at, computed_at) select gen_random_uuid(), '${file.id}', request, preservation, 'x', '{}', 'x',
      'FR', 'own', 'UTC', 'desk', 'running', '{}', now(), now() from (select id as request, null::uuid as preservation from request
      union all select null, id from preservation) k`);
  });
  const app = await rawApp(t, made);
  const seen = (who: Acting) =>
    as(app, who.person.id, async () => {
      const counts = [];
      for (const table of [
        'request',
        'request_version',
        'preservation',
        'preservation_event',
        'request_clock',
      ])
        counts.push(await count(app, table));
      return counts;
    });
  assert.deepEqual(await seen(lead), [2, 2, 4, 4, 6]);
  assert.deepEqual(await seen(ines), [1, 1, 2, 2, 3]);
  assert.deepEqual(await seen(judge), [0, 0, 0, 0, 0]);
  for (const view of ['comity_request_hidden', 'comity_preservation_hidden', 'comity_request_known'])
    await as(app, randomUUID(), async () => {
      assert.equal(
        await count(app, view),
        0,
        `${view}: who is not of the case learns not even how many there are`,
      );
    });
  await as(app, ines.person.id, async () => {
    const { rows } = await app.query('select id from request');
    assert.deepEqual(rows, [{ id: known }], 'row by row');
    await app.query(
      "select set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true)",
    );
    assert.equal(await count(app, 'request_clock'), 3, 'and read as a whole');
  });
});

test('its number is no sign either: the next request begins, and nobody names themselves', async (t) => {
  const scene = await requestScene(t);
  const { people, file, ines, prosecutor, number } = scene;
  const id = await restricted(scene);
  await assert.rejects(takeAct(ines, { number, act: 'submit' }), isRefusal('notFound'));
  await assert.rejects(
    savePage(ines, { number, base: 1, page: 'reference', fields: ['reference'], answers: {} }),
    isRefusal('notFound'),
  );
  assert.equal(await beginRequest(ines, 'bc-31-subscriber', {}), 2, 'and does not fail on the hidden one');
  const listed = await people.db.asPerson(ines.person.id, (tx) => requestsOf(tx, file.id, 10));
  assert.deepEqual(
    listed.map((one) => one.number),
    [2],
  );
  const me = prosecutor.person.id;
  const named = sql`insert into request_knower values (${id}, ${file.id}, ${me}, ${me}, now())`;
  await assert.rejects(
    people.db.asPerson(me, (tx) => named.execute(tx)),
    { code: '42501' },
  );
  const opened = sql`update request set restricted = false where id = ${id}`;
  const done = await people.db.asPerson(me, (tx) => opened.execute(tx));
  assert.equal(done.numAffectedRows, 0n);
  await assert.rejects(
    keepConfidential(prosecutor, { number, knowers: [me], until: undefined, reason: 'x' }),
    isRefusal('notFound'),
  );
  await assert.rejects(openConfidential(prosecutor, { number, reason: 'x' }), isRefusal('notFound'));
  const asSystem = (person: Uuid) =>
    people.operator.transaction((tx) => mayKnow(tx, person, { of: 'request', id }));
  assert.deepEqual(await Promise.all([asSystem(me), asSystem(scene.lead.person.id)]), [false, true]);
});

test('nor is the number of what it had preserved: the next preservation begins', async (t) => {
  const scene = await requestScene(t);
  const { lead, ines, people } = scene;
  const id = await restricted(scene);
  const asked = {
    direction: 'outgoing',
    request: undefined,
    holder: 'Example Mail',
    stateCode: 'US',
    instrument: undefined,
    identifiers: [],
    categories: ['subscriber'],
  } as const;
  const hidden = await beginPreservation(lead, asked);
  await scene.made.house.db.withOwner((owner) =>
    owner.query('update preservation set request_id = $1', [id]),
  );
  assert.equal(await beginPreservation(ines, asked), hidden + 1);
  const seen = await people.db.asPerson(ines.person.id, (tx) =>
    tx.selectFrom('preservation').select('number').execute(),
  );
  assert.deepEqual(seen, [{ number: hidden + 1 }]);
});

test('who decides is among those who know, with a lead, a reason and a day to come', async (t) => {
  const scene = await requestScene(t);
  const { lead, prosecutor, ines, number } = scene;
  const asked = { number, knowers: [lead.person.id], until: '2027-03-31', reason: REASON };
  const refused = async (who: Acting, more: Partial<typeof asked>, code: RefusalCode): Promise<void> =>
    assert.rejects(keepConfidential(who, { ...asked, ...more }), isRefusal(code));
  await refused(ines, { knowers: [lead.person.id, ines.person.id] }, 'notAllowed');
  await refused(prosecutor, { knowers: [prosecutor.person.id] }, 'badInput');
  await refused(lead, { knowers: [] }, 'badInput');
  await refused(lead, { until: '2026-11-03' }, 'badInput');
  await refused(lead, { until: 'soon' }, 'badInput');
  await refused(lead, { reason: ' ' }, 'badInput');
  await refused(
    lead,
    { knowers: [lead.person.id, newUuid(Date.now, (bytes) => crypto.getRandomValues(bytes))] },
    'badInput',
  );
  assert.equal(await keepConfidential(lead, asked), true);
  assert.equal(await keepConfidential(lead, asked), false, 'what is so already is decided once');
});

test('the day that passes opens nothing: it is a task for who decides, and every decision is kept', async (t) => {
  const scene = await requestScene(t);
  const { people, lead, judge, prosecutor, file, number } = scene;
  const id = await restricted(scene, [judge]);
  const due = (who: Acting, today: string) =>
    people.db.asPerson(who.person.id, (tx) =>
      dueConfidences(tx, { person: who.person.id, roles: RESTRICTORS, today, limit: 10 }),
    );
  assert.deepEqual(await due(lead, '2027-03-30'), []);
  assert.deepEqual(await due(lead, '2027-04-01'), [
    { reference: file.reference, number, delivery: undefined, until: '2027-03-31' },
  ]);
  assert.deepEqual(await due(prosecutor, '2027-04-01'), [], 'who was not named learns nothing by the task');
  const see = (who: Acting) => people.db.asPerson(who.person.id, (tx) => requestOf(tx, file.id, number));
  assert.equal(await see(prosecutor), undefined);
  await keepConfidential(lead, {
    number,
    knowers: [lead.person.id],
    until: '2027-09-30',
    reason: 'Still at risk',
  });
  assert.equal(await see(judge), undefined, 'who was taken out finds it no more');
  await openConfidential(lead, { number, reason: 'The trial is public' });
  assert.equal((await see(prosecutor))?.isRestricted, false);
  const { decisions } = await people.db.asPerson(judge.person.id, (tx) =>
    confidentialityOf(tx, { of: 'request', id }),
  );
  assert.deepEqual(
    decisions.toReversed().map(({ act, about, until, reason }) => [act, about, until, reason]),
    [
      ['named', 'Lena Example', undefined, REASON],
      ['named', 'Jaro Example', undefined, REASON],
      ['restricted', undefined, '2027-03-31', REASON],
      ['extended', undefined, '2027-09-30', 'Still at risk'],
      ['removed', 'Jaro Example', undefined, 'Still at risk'],
      ['opened', undefined, undefined, 'The trial is public'],
    ],
  );
  for (const change of [sql`delete from request_confidence`, sql`update request_confidence set reason = 'x'`])
    await assert.rejects(
      people.operator.transaction((tx) => change.execute(tx)),
      { code: '42501' },
    );
});

test('what is begun from it is known to the same people from its first moment, whoever begins it', async (t) => {
  const scene = await requestScene(t);
  const { people, file, lead, ines, judge, prosecutor, number } = scene;
  await restricted(scene, [ines]);
  const origin = { kind: 'request', number } as const;
  const next = await beginRequest(ines, 'bc-31-subscriber', {}, { origin });
  const see = (who: Acting) => people.db.asPerson(who.person.id, (tx) => requestOf(tx, file.id, next));
  assert.deepEqual((await see(ines))?.origin, origin);
  for (const one of [judge, prosecutor]) assert.equal(await see(one), undefined, one.person.name);
  const begun = await see(lead);
  assert.ok(begun?.isRestricted);
  const { knowers, until, decisions } = await people.db.asPerson(lead.person.id, (tx) =>
    confidentialityOf(tx, { of: 'request', id: begun.id }),
  );
  assert.deepEqual(knowers.map(({ name }) => name).toSorted(), ['Ines Example', 'Lena Example']);
  assert.equal(until, '2027-03-31');
  assert.deepEqual(
    decisions.map(({ act, by, reason }) => [act, by, reason]),
    ['restricted', 'named', 'named'].map((act) => [act, 'Ines Example', `${file.reference}/R${number}`]),
  );
  // She names nobody more: that is decided by whoever decides.
  const asked = { number: next, knowers: [lead, ines, judge].map(({ person }) => person.id), reason: 'x' };
  await assert.rejects(keepConfidential(ines, { ...asked, until: undefined }), isRefusal('notAllowed'));
  const named = sql`insert into request_knower values (${begun.id}, ${file.id}, ${judge.person.id}, ${ines.person.id}, now())`;
  await assert.rejects(
    people.db.asPerson(ines.person.id, (tx) => named.execute(tx)),
    { code: '42501' },
  );
});

test('what was begun from it before does not name it any more to who may not know', async (t) => {
  const scene = await requestScene(t);
  const { people, file, lead, ines, number } = scene;
  const origin = { kind: 'request', number } as const;
  const next = await beginRequest(ines, 'bc-31-subscriber', {}, { origin });
  const originFor = async (who: Acting) =>
    (await people.db.asPerson(who.person.id, (tx) => requestOf(tx, file.id, next)))?.origin;
  assert.deepEqual(await originFor(ines), origin);
  await restricted(scene);
  assert.equal(await originFor(ines), undefined);
  assert.deepEqual(await originFor(lead), origin);
});
