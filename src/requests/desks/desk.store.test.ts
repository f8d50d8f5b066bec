// Page after page of a desk is the whole of it, once, in order: for whoever has few cases and for whoever has many.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { grantRoles, insertPerson } from '../../people/person.store.ts';
import { testInstallation } from '../../../test/support/installation.ts';
import { asPerson } from '../../people/as-person.store.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import {
  emergencies,
  hasFewCases,
  insertShiftNote,
  keepPromise,
  notYetBelieved,
  openPromises,
  queue,
  register,
  shiftNotes,
} from './desk.store.ts';
import { deskPlace, readDeskFilter, readDeskPlace } from './desk.ts';

const CASES = 120;
const FEW = 7;
const PAGE = 10;
const OPEN = readDeskFilter(new URLSearchParams());

test('pages of a desk show each line once, in order, and nothing of cases of others', async (t) => {
  const { house } = await testInstallation(t);
  const [many, few, nobody] = await fill(house);
  assert.ok(many && few && nobody);
  for (const [person, of, isFew] of [
    [many, CASES, false],
    [few, FEW, true],
    [nobody, 0, true],
  ] as const) {
    assert.equal(await asPerson(house.db, person, hasFewCases), isFew);
    const shown = await allPages(house, person, 'outgoing');
    const keys = shown.map(({ at, id }) => `${at} ${id}`);
    assert.deepEqual(keys, keys.toSorted(), 'what ends first comes first, what has no end by age');
    assert.equal(new Set(keys).size, of * 4, 'five of each case, of which one is closed');
    const held = await allPages(house, person, 'preservations');
    assert.equal(new Set(held.map(({ id }) => id)).size, of * 2);
    assert.equal(held.length, of * 2);
  }
});

test('emergencies that nobody has verified do not crowd out those that are believed', async (t) => {
  const { house } = await testInstallation(t);
  const [many] = await fill(house);
  assert.ok(many);
  await house.db.transaction((tx) =>
    sql`insert into request (id, case_id, number, form, version, begun_by, begun_at, direction, state, state_since, urgency)
      select gen_random_uuid(), (select id from case_file order by reference limit 1), 100 + n, 'mla-request', 1, ${many}, now(),
             'incoming', case when n <= 40 then 'received' when n <= 45 then 'executing' else 'closed' end, now(), 'emergency'
        from generate_series(1, 50) n`.execute(tx),
  );
  const states = async (look: typeof notYetBelieved): Promise<string[]> =>
    (await asPerson(house.db, many, (tx) => look(tx, 30))).map(({ state }) => state);
  assert.deepEqual(await states(notYetBelieved), Array(30).fill('received'));
  assert.deepEqual(
    await states((tx, limit) => emergencies(tx, 'incoming', limit)),
    Array(5).fill('executing'),
  );
});

test('the shift log goes back to its beginning, page by page, and no promise falls out of it', async (t) => {
  const { house } = await testInstallation(t);
  const person = newUuid(house.clock, house.random);
  await house.db.transaction(async (tx) => {
    await insertPerson(tx, {
      id: person,
      name: 'Dora',
      email: 'dora@agency.example',
      createdAt: new Date(0),
    });
    await grantRoles(tx, { person, roles: ['dutyOfficer'], by: undefined, at: new Date(0) });
  });
  const DAY_MS = 86_400_000;
  const written: Uuid[] = [];
  for (let i = 0; i < 60; i++) {
    const at = new Date(house.clock() - (59 - i) * DAY_MS);
    const id = newUuid(() => at.getTime(), house.random);
    written.push(id);
    const kind = i < 2 ? 'promise' : 'note';
    await asPerson(house.db, person, (tx) => insertShiftNote(tx, { id, kind, text: `${i}`, at, person }));
  }
  const seen: Uuid[] = [];
  for (;;) {
    const asked = { since: undefined, before: seen.at(-1), limit: 7 };
    const page = await asPerson(house.db, person, (tx) => shiftNotes(tx, asked));
    if (page.length === 0) break;
    seen.push(...page.map(({ id }) => id));
  }
  assert.deepEqual(seen, written.toReversed());
  const since = new Date(house.clock() - 2.5 * DAY_MS);
  const promises = async (): Promise<string[]> =>
    (await asPerson(house.db, person, openPromises)).map(({ text }) => text);
  assert.deepEqual(await promises(), ['0', '1'], 'two months old, and to be kept');
  const recent = await asPerson(house.db, person, (tx) => shiftNotes(tx, { since, limit: 50 }));
  assert.deepEqual(
    recent.map(({ text }) => text),
    ['59', '58', '57', '1', '0'],
  );
  await asPerson(house.db, person, (tx) =>
    keepPromise(tx, written[0] ?? person, person, new Date(house.clock())),
  );
  assert.deepEqual(await promises(), ['1']);
});

type Shown = { readonly id: Uuid; readonly at: string };

async function allPages(
  { db }: Installation,
  person: Uuid,
  desk: 'outgoing' | 'preservations',
): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (let place = ''; ;) {
    const page = { after: readDeskPlace(place), limit: PAGE };
    const lines = await asPerson(db, person, async (tx) =>
      desk === 'outgoing'
        ? (await queue(tx, 'outgoing', OPEN, page)).map(({ id, dueAt }) => ({ id, due: dueAt }))
        : (await register(tx, OPEN, page)).map(({ id, expiresAt }) => ({ id, due: expiresAt })),
    );
    const last = lines.at(-1);
    if (last === undefined) return shown;
    // `infinity` stands after every digit.
    shown.push(...lines.map(({ id, due }) => ({ id, at: due?.toISOString() ?? 'infinity' })));
    place = deskPlace(last.due, last.id);
  }
}

/** Some of all cases, some of few, some of none; ends that are the same, and none. */
async function fill(house: Installation): Promise<Uuid[]> {
  const persons = ['many', 'few', 'nobody'].map((name) => ({ name, id: newUuid(house.clock, house.random) }));
  await house.db.transaction(async (tx) => {
    for (const { id, name } of persons)
      await insertPerson(tx, { id, name, email: `${name}@agency.example`, createdAt: new Date(0) });
    await sql`insert into case_file (id, reference, title, created_at)
      select gen_random_uuid(), 'FR-2025-' || lpad(i::text, 6, '0'), 'Case ' || i, now()
        from generate_series(1, ${CASES}::integer) i`.execute(tx);
    for (const [{ id = '' } = {}, most] of [
      [persons[0], CASES],
      [persons[1], FEW],
    ] as const)
      await sql`insert into case_member (case_id, person_id, role, added_at)
        select id, ${id}, 'lead', now() from case_file order by reference limit ${most}`.execute(tx);
    const by = persons[0]?.id;
    await sql`insert into request (id, case_id, number, form, version, begun_by, begun_at, direction, state, state_since, due_at)
      select gen_random_uuid(), f.id, n, 'mla-request', 1, ${by}, now(), 'outgoing',
             case when n = 5 then 'closed' else 'executing' end, now(),
             case when n = 2 then null else timestamptz '2026-12-01' + (n % 3) * interval '1 day' end
        from case_file f, generate_series(1, 5) n`.execute(tx);
    await sql`insert into preservation (id, case_id, number, state, state_since, holder, identifiers, categories, begun_by,
        begun_at, expires_at)
      select gen_random_uuid(), f.id, n, 'inForce', now(), 'Example Mail', '[]', '{}', ${by}, now(),
             case when n = 2 then null else timestamptz '2026-12-01' end
        from case_file f, generate_series(1, 2) n`.execute(tx);
  });
  return persons.map(({ id }) => id);
}
