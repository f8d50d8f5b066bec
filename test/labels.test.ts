// Rows carry what hides them (docs/decisions/labels.md). What a person finds by the labels is what they found by the rules before,
// which looked through every table that a row belongs to: on a world drawn at random, whose seed is printed; COMITY_SEED draws it again.
import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Client } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { connect } from '../src/platform/connection.ts';
import { cloneDatabase, type TestDatabase } from './support/database.ts';
import { makeWorld, type World } from './support/label-world.ts';
import { randomOf, someOf } from './support/random.ts';
import { as, denied } from './support/raw-app.ts';
import { finds, readRows, type Looker, type Row, type Rows } from './support/rules-before-labels.ts';
import { atEnd } from './support/temporary.ts';
import { until } from './support/postgres.ts';

const COMPARED = 10_000;
/** Persons who look by a key for one case too. */
const KEYS = 100;
/** Of one who looks, so that a question of the database answers some: 10,000 pairs take all who look. */
const PAIRS = 25;
const seed = Number(process.env['COMITY_SEED'] ?? randomInt(2 ** 31));
const random = randomOf(seed);
let database: TestDatabase;
let owner: Client;
let app: Client;
let world: World;
let tables: readonly string[];

before(async () => {
  console.log(`seed ${seed}`);
  database = await cloneDatabase();
  owner = await connect(parseIntoClientConfig(database.env.DATABASE_URL));
  app = await connect(parseIntoClientConfig(database.env.DATABASE_APP_URL));
  tables = (
    await owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'secret' and not a.attisdropped
        where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by 1`,
    )
  ).rows.map(({ name }) => name);
  tables = [...tables, 'exhibit'];
  world = await makeWorld(owner, random);
});

after(async () => {
  await app?.end();
  await owner?.end();
  await database?.drop();
});

const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T; // none is asked of an empty list

/** A person, sometimes by a key for one case. */
const someone = (): Looker => ({
  person: pick(world.persons),
  within: random() < 0.25 ? pick(world.cases) : undefined,
});

async function asLooker<T>({ person, within }: Looker, act: () => Promise<T>): Promise<T> {
  return as(app, person, async () => {
    if (within !== undefined) await app.query("select set_config('comity.within', $1, true)", [within]);
    return act();
  });
}

interface Compared {
  /** The pairs on which the database and the rules before differ. */
  readonly differ: readonly string[];
  readonly found: number;
  readonly persons: number;
}

/** So many pairs at random, of a row and of whoever looks: all persons, and some of them by a key for one case. */
async function compare(rows: Rows, count: number, among = tables): Promise<Compared> {
  const all = [
    ...world.persons.map((person): Looker => ({ person, within: undefined })),
    ...world.persons.slice(0, KEYS).map((person): Looker => ({ person, within: pick(world.cases) })),
  ];
  const lookers = someOf(all, Math.ceil(count / PAIRS), random);
  const pairs = Array.from({ length: count }, () => {
    const table = pick(among);
    return { looker: pick(lookers), table, row: pick(rows.of.get(table) ?? []) };
  });
  const differ: string[] = [];
  let found = 0;
  const byLooker = Map.groupBy(pairs, ({ looker }) => looker);
  for (const [looker, theirs] of byLooker) {
    const places = await foundBy(looker, theirs);
    for (const { table, row } of theirs) {
      const isFound = places.has(`${table} ${row.place}`);
      if (isFound) found += 1;
      if (isFound !== finds(rows, looker, table, row))
        differ.push(`${table} ${row.place} as ${JSON.stringify(looker)}`);
    }
  }
  return { differ, found, persons: new Set([...byLooker.keys()].map(({ person }) => person)).size };
}

/** Which of the rows the database lets them find: all tables in one question. */
async function foundBy(
  looker: Looker,
  drawn: readonly { readonly table: string; readonly row: Row }[],
): Promise<ReadonlySet<string>> {
  const parts = [...Map.groupBy(drawn, ({ table }) => table)].map(
    ([table, of]) =>
      `select '${table} ' || ctid::text as place from ${table} where ctid = any ('{${of
        .map(({ row }) => `"${row.place}"`)
        .join()}}'::tid[])`,
  );
  const answer = await asLooker(looker, () => app.query<{ place: string }>(parts.join(' union all ')));
  return new Set(answer.rows.map(({ place }) => place));
}

test(`of ${COMPARED} pairs of a row and a person at random each finds by the labels what was found by the rules before`, async () => {
  const rows = await readRows(owner, tables);
  assert.ok(tables.length >= 28, tables.join());
  for (const table of tables) assert.ok((rows.of.get(table) ?? []).length > 0, `${table} has rows`);
  for (const label of ['secret', 'secret_production', 'secret_result'])
    assert.ok(
      [...rows.of.values()].some((all) => all.some((row) => /[1-9a-f]/.test(String(row[label] ?? '0')))),
      `some rows have a ${label}`,
    );
  const { differ, found, persons } = await compare(rows, COMPARED);
  assert.deepEqual(differ, [], `seed ${seed}`);
  assert.ok(persons > 250, `${persons} persons looked`);
  assert.ok(found > COMPARED / 20 && found < COMPARED / 2, `${found} were found`);
});

test('what belongs to a request, its data or its results refers to it with its labels', async () => {
  const { rows } = await owner.query<{ key: string }>(
    `select conrelid::regclass || ': ' || pg_get_constraintdef(oid) as key from pg_constraint
      where contype = 'f' and confrelid::regclass::text in ('request', 'preservation', 'request_clock', 'request_delivery', 'request_notice')
        and (confupdtype <> 'c' or not exists (
          select from pg_attribute a where a.attrelid = conrelid and a.attnum = any (conkey) and a.attname like 'secret%'))`,
  );
  assert.deepEqual(
    rows.map(({ key }) => key),
    // What an exhibit was brought for is hidden by the exhibit (docs/decisions/confidential-results.md).
    ['result_brought: FOREIGN KEY (delivery_id) REFERENCES request_delivery(id)'],
  );
});

test('the comparison fails where a rule is broken on purpose', async (t) => {
  const rows = await readRows(owner, tables);
  for (const [policy, table, rule] of [
    ['known', 'request_event', 'true'],
    ['member', 'clock_alarm', 'false'],
    ['kept', 'request_result', 'true'],
  ] as const)
    await t.test(`${policy} of ${table}`, async () => {
      const { rows: was } = await owner.query<{ rule: string }>(
        `select pg_get_expr(polqual, polrelid) as rule from pg_policy where polname = $1 and polrelid = $2::regclass`,
        [policy, table],
      );
      await owner.query(`alter policy ${policy} on ${table} using (${rule})`);
      try {
        assert.notDeepEqual((await compare(rows, COMPARED / 4, [table])).differ, [], `seed ${seed}`);
        const others = tables.filter((one) => one !== table);
        assert.deepEqual((await compare(rows, COMPARED / 4, others)).differ, [], `seed ${seed}`);
      } finally {
        await owner.query(`alter policy ${policy} on ${table} using (${was[0]?.rule ?? ''})`);
      }
    });
});

test('what is written to a row is written where it was, and nowhere else', async () => {
  const rows = await readRows(owner, tables);
  const eventOf = ({ id }: Row): string =>
    String(rows.of.get('request_event')?.find((one) => one['request_id'] === id)?.['number']);
  let written = 0;
  for (let i = 0; i < 400; i++) {
    const looker = someone();
    const [table, above] = pick([
      ['request_item', 'request'],
      ['request_event', 'request'],
      ['preservation_event', 'preservation'],
      ['clock_alarm', 'request_clock'],
    ] as const);
    const to = pick(rows.of.get(above) ?? []);
    const file = random() < 0.8 ? String(to['case_id']) : pick(world.cases);
    const at = `'${String(to['id'])}', '${file}'`;
    const event = `1000, 'x', 'draft', 'review', 'ours', '${looker.person}', now(), now(), 'UTC'`;
    const insert = {
      request_item: `request_item values (${at}, 1000, 'wanted', now(), ${eventOf(to)})`,
      request_event: `request_event values (gen_random_uuid(), ${at}, ${event}, null, null, '{}', 1)`,
      preservation_event: `preservation_event values (gen_random_uuid(), ${at}, ${event})`,
      clock_alarm: `clock_alarm (id, clock_id, case_id, kind, due_at) values (gen_random_uuid(), ${at}, 'end', '2030-01-01')`,
    }[table];
    const may = to['case_id'] === file && finds(rows, looker, above, to);
    await asLooker(looker, async () => {
      const done = app.query(`insert into ${insert}`);
      if (!may) return assert.rejects(done, denied, `${insert} as ${JSON.stringify(looker)}, seed ${seed}`);
      assert.equal((await done).rowCount, 1);
      written += 1;
    });
  }
  assert.ok(written > 20, `${written} were written`);
});

test('what is written while a request becomes confidential waits for that, and carries it', async (t) => {
  const { request, file, told } = await openRequest();
  const [one, two] = [await another(t), await another(t)];
  const event = (number: number): string =>
    `insert into request_event values (gen_random_uuid(), '${request}', '${file}', ${number}, 'x', 'draft', 'review', 'ours', null, now(),
       now(), 'UTC', null, null, '{}', 1)`;
  // Before it and not yet said: it waits for the writing, and takes the row along.
  await one.query('begin');
  await one.query(event(2000));
  const restricted = two.query('update request set restricted = true where id = $1', [request]);
  await blocked(1);
  await one.query('commit');
  await restricted;
  assert.deepEqual(await secrets(request), [request]);
  await owner.query('update request set restricted = false where id = $1', [request]);
  assert.deepEqual(await secrets(request), [NONE]);
  // While it is decided: the writing waits.
  await two.query('begin');
  await two.query('update request set restricted = true where id = $1', [request]);
  const written = one.query(event(2001));
  await blocked(1);
  await two.query('commit');
  await written;
  assert.deepEqual(await secrets(request), [request]);
  await as(app, told, async () =>
    assert.equal(
      (await app.query('select 1 from request_event where request_id = $1', [request])).rowCount,
      2,
    ),
  );
});

test('within one transaction the lists follow the person, and what they were made from', async () => {
  const { request, told } = await openRequest();
  const count = async (): Promise<number | null> =>
    (await app.query('select 1 from request where id = $1', [request])).rowCount;
  await owner.query('update request set restricted = true where id = $1', [request]);
  await as(app, told, async () => {
    assert.equal(await count(), 1);
    await app.query("select set_config('comity.as', $1, true)", [randomUUID()]);
    assert.equal(await count(), 0, 'nor does the next one find what the one before found');
    await app.query("select set_config('comity.as', '', true)");
    assert.equal(await count(), 0);
    await app.query("select set_config('comity.as', 'operator', true)");
    assert.equal(await count(), 1);
    await app.query('update request_knower set ended_at = now() where request_id = $1', [request]);
    await app.query("select set_config('comity.as', $1, true)", [told]);
    assert.equal(await count(), 0, 'who is told no more');
  });
  await as(app, told, async () => {
    await app.query('savepoint s');
    await app.query("select set_config('comity.as', 'operator', true)");
    await app.query('delete from case_member where person_id = $1', [told]);
    await app.query("select set_config('comity.as', $1, true)", [told]);
    assert.equal(await count(), 0, 'nor of the case');
    await app.query('rollback to s');
    assert.equal(await count(), 1, 'which was taken back');
  });
});

test('whoever knows of very many is asked for row by row, and finds the same', async () => {
  const { request, file, told } = await openRequest();
  await owner.query(
    `insert into request (id, case_id, number, form, version, begun_by, begun_at)
       select gen_random_uuid(), $1, 5000 + n, 'many', 1, $2, now() from generate_series(1, 1200) n`,
    [file, told],
  );
  await owner.query(
    `insert into request_knower select id, case_id, $1, $1, now() from request where form = 'many'`,
    [told],
  );
  await owner.query("update request set restricted = true where form = 'many' or id = $1", [request]);
  const found = (): Promise<number> =>
    as(
      app,
      told,
      async () =>
        (await app.query("select 1 from request where form = 'many' or id = $1", [request])).rowCount ?? 0,
    );
  assert.equal(await found(), 1201);
  await owner.query(`update request_knower set ended_at = now() where request_id = $1`, [request]);
  assert.equal(await found(), 1200);
  await owner.query(`update request_knower set ended_at = now()
    where request_id in (select id from request where form = 'many' order by id limit 700)`);
  assert.equal(await found(), 500, 'and by the list, when it is one again');
  await owner.query("update request set restricted = false where form = 'many'");
});

const NONE = '00000000-0000-0000-0000-000000000000';
let numbers = 10_000;

/** A new one, and who alone is to know of it: a lead. */
async function openRequest(): Promise<{
  readonly request: string;
  readonly file: string;
  readonly told: string;
}> {
  const { rows } = await owner.query<{ file: string; told: string }>(
    `select m.case_id as file, m.person_id as told from case_member m join person p on p.id = m.person_id
      where m.role in ('lead', 'prosecutor') and p.ended_at is null limit 1`,
  );
  const [found] = rows;
  assert.ok(found, `seed ${seed}`);
  const { file, told } = found;
  const request = randomUUID();
  numbers += 10_000;
  await owner.query(
    `insert into request (id, case_id, number, form, version, begun_by, begun_at) values ($1, $2, $3, 'x', 1, $4, now())`,
    [request, file, numbers, told],
  );
  await owner.query(`insert into request_knower values ($1, $2, $3, $3, now())`, [request, file, told]);
  return { request, file, told };
}

async function secrets(request: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ secret: string }>(
    `select distinct secret::text from (select secret from request_event where request_id = $1
       union all select secret from request_knower where request_id = $1) s`,
    [request],
  );
  return rows.map(({ secret }) => secret);
}

async function another(t: TestContext): Promise<Client> {
  const client = await connect(parseIntoClientConfig(database.env.DATABASE_URL));
  atEnd(t, () => client.end());
  return client;
}

/** So many connections wait for another's lock. */
async function blocked(count: number): Promise<void> {
  await until(async () => {
    const { rows } = await owner.query<{ n: number }>(
      `select count(*) as n from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
    );
    return Number(rows[0]?.n) === count;
  });
}
