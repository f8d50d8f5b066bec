// The database alone: with the application's credentials and raw SQL, whatever a query of ours forgot.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import type { Client } from 'pg';
import { addExhibit } from '../src/evidence/intake/exhibit-add.acts.ts';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shareOf } from './support/held-exhibit.ts';
import { examinedRows } from './support/examined-rows.ts';
import { requestRows } from './support/request-rows.ts';
import { caseTables } from './support/case-tables.ts';
import { as, count, denied, person, rawApp } from './support/raw-app.ts';
import { ADDITION, testCase, testInstallation, type TestInstallation } from './support/installation.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { openPersonDatabase } from '../src/people/as-person.store.ts';
import { insertDraft } from '../src/court/certificate.store.ts';
import { insertDisposal } from '../src/evidence/custody/disposal.store.ts';
import { insertShare } from '../src/evidence/packages/share.store.ts';
import { insertEnrolledKey } from '../src/evidence/log/signing-key.store.ts';
import { insertHandOver } from '../src/evidence/custody/hand-over.store.ts';
import { insertAnswer, type AnswerRow } from '../src/channels/answer.store.ts';
import { insertMember } from '../src/people/case-member.store.ts';
import { grantRoles } from '../src/people/person.store.ts';

/** Of evidence that is being brought. */
const SAID =
  '{"what": "x", "source": "x", "authority": {"type": "law", "id": "x"}, "taking": {}, "conditions": [], "way": "upload"}';

/** Every table that the application's role can read, and what a stranger, or a person of another case, finds there. */
const TABLES = [
  'case_counter',
  'case_file',
  'exhibit',
  'custody_event',
  'event_detail',
  'quarantined_package',
  'hand_over',
  'signing_key',
  'disposal',
  'certificate_draft',
  'case_entry',
  'case_change',
  'shared_package',
  'portal_disclosure',
  'incoming_package',
  'case_member',
  'person',
  'person_language',
  'person_role',
  'invitation',
  'appointment',
  'recovery',
  'break_glass',
  'access_event',
  'calendar_feed',
  'desk_view',
  'act_draft',
  'shift_note',
  'channel_answer',
  'law_file',
  'law_proposal',
  'law_version',
  'law_version_file',
  'law_passage',
  'law_index',
  'law_import',
  'housekeeping',
  'setting',
  'document_anchor',
  'peer',
  'log_key_change',
  'log_key_signature',
  'sign_in_guard',
  'job',
  'intake',
  'upload',
  'api_key',
  'api_answer',
  'auth."user"',
  'auth."session"',
  'auth."account"',
  'auth."verification"',
  'auth."twoFactor"',
  'auth."passkey"',
];

interface Made {
  readonly made: TestInstallation;
  readonly app: Client;
  readonly ours: { readonly id: Uuid; readonly reference: string };
  readonly theirs: { readonly id: Uuid; readonly reference: string };
  readonly ines: Uuid;
  readonly omar: Uuid;
}

/** Two cases with an exhibit each; Ines leads ours, Omar leads theirs. */
async function twoCases(t: TestContext): Promise<Made> {
  const made = await testInstallation(t);
  const { house } = made;
  const ours = await testCase(house, 'Ours');
  const theirs = await testCase(house, 'Theirs');
  const path = join(temporaryFolder(t), 'letter.txt');
  writeFileSync(path, 'a letter');
  const [ines, omar] = await Promise.all([person(made, 'ines'), person(made, 'omar')]);
  for (const file of [ours, theirs]) {
    const added = await addExhibit(house, {
      ...ADDITION,
      caseName: file.reference,
      from: { kind: 'path', path },
    });
    await house.db.transaction(async (tx) => {
      await insertHandOver(tx, {
        id: newUuid(house.clock, house.random),
        exhibitId: added.exhibit.id,
        caseId: file.id,
        from: ines,
        to: omar,
        offeredAt: new Date(house.clock()),
      });
      await insertDisposal(tx, {
        id: newUuid(house.clock, house.random),
        exhibitId: added.exhibit.id,
        caseId: file.id,
        order: { type: 'order', id: '9/26' },
        reason: 'Final judgment',
        by: ines,
        at: new Date(house.clock()),
      });
      await insertDraft(tx, {
        id: newUuid(house.clock, house.random),
        exhibitId: added.exhibit.id,
        caseId: file.id,
        rule: 'us-2',
        dataVersion: '0123456789abcdef',
        answers: { copy: 'x' },
        by: ines,
        at: new Date(house.clock()),
      });
      await insertShare(tx, shareRow(made, file.id, { by: ines, number: added.exhibit.number }));
      await sql`insert into incoming_package (id, case_id, person_id, name, path, is_upload, begun_at, check_job)
        values (gen_random_uuid(), ${file.id}, ${ines}, 'package.zip', '/x', false, now(), gen_random_uuid())`.execute(
        tx,
      );
    });
  }
  const at = new Date(house.clock());
  await house.db.transaction(async (tx) => {
    await insertMember(tx, { caseId: ours.id, person: ines, role: 'lead', at });
    await insertMember(tx, { caseId: theirs.id, person: omar, role: 'lead', at });
  });
  for (const asked of [ines, omar])
    await made.house.db.transaction(async (tx) => {
      await insertAnswer(tx, answerBy(made, asked));
      const fingerprint = asked.replaceAll('-', '').repeat(2);
      await insertEnrolledKey(tx, { fingerprint, origin: 'https://comity.example', person: asked, at });
    });
  const app = await rawApp(t, made);
  return { made, app, ours, theirs, ines, omar };
}

function shareRow(
  { house }: TestInstallation,
  caseId: Uuid,
  { by, number }: { by: Uuid; number: string },
): Parameters<typeof insertShare>[1] {
  return {
    id: newUuid(house.clock, house.random),
    caseId,
    by,
    at: new Date(house.clock()),
    ...shareOf(number),
    needsSecond: true,
  };
}

function answerBy({ house }: TestInstallation, askedBy: Uuid): AnswerRow {
  return {
    id: newUuid(house.clock, house.random),
    digest: Buffer.alloc(32, 7),
    askedBy,
    askedAt: new Date(house.clock()),
    day: '2026-11-25',
    dataVersion: '0123456789abcdef',
    question: 'from=FR&to=US',
    bytes: Buffer.from('{}'),
  };
}

test('every table is under row-level security, forced upon its owner too', async (t) => {
  const { made } = await twoCases(t);
  const { rows } = await made.house.db.withOwner((owner) =>
    owner.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname in ('public', 'auth') and c.relname <> 'comity_migration'
          and not (c.relrowsecurity and c.relforcerowsecurity)`,
    ),
  );
  assert.deepEqual(rows, []);
});

test('the credentials alone show no row of any table', async (t) => {
  const { app } = await twoCases(t);
  for (const table of [...TABLES, 'custody_head']) assert.equal(await count(app, table), 0, table);
  for (const who of ['', 'nobody', 'administrator', '00000000-0000-0000-0000-000000000000', "' or true"])
    await as(app, who, async () => {
      for (const table of TABLES) assert.equal(await count(app, table), 0, `${table} as ${who}`);
    });
});

test('a member finds what is in their own case, and another case is absent', async (t) => {
  const { app, ours, theirs, ines } = await twoCases(t);
  await as(app, ines, async () => {
    const found = async (query: string): Promise<unknown[]> => (await app.query(query)).rows;
    assert.deepEqual(await found('select reference from case_file'), [{ reference: ours.reference }]);
    assert.deepEqual(await found('select number from exhibit'), [{ number: `${ours.reference}-1` }]);
    assert.deepEqual(await found('select distinct case_id from custody_event'), [{ case_id: ours.id }]);
    assert.deepEqual(
      await found('select distinct e.item from event_detail d join custody_event e on e.id = d.event_id'),
      [{ item: `${ours.reference}-1` }],
    );
    assert.ok((await count(app, 'event_detail')) > 0);
    assert.deepEqual(await found('select case_id from case_member'), [{ case_id: ours.id }]);
    for (const table of ['hand_over', 'disposal', 'certificate_draft', 'shared_package', 'incoming_package'])
      assert.deepEqual(await found(`select case_id from ${table}`), [{ case_id: ours.id }], table);
    assert.deepEqual(await found('select name from person'), [{ name: 'ines' }]);
    assert.deepEqual(await found('select fingerprint from signing_key'), [], 'for the system alone');
    assert.deepEqual(await found('select asked_by from channel_answer'), [{ asked_by: ines }]);
    assert.deepEqual(await found(`select 1 from case_file where reference = '${theirs.reference}'`), []);
  });
});

test('nothing of another case can be written, nor of one’s own past', async (t) => {
  const { app, ours, theirs, ines, omar } = await twoCases(t);
  const writes = [
    `insert into case_member (case_id, person_id, role, added_by, added_at) values ('${theirs.id}', '${ines}', 'lead', '${ines}', now())`,
    `insert into case_member (case_id, person_id, role, added_by, added_at) values ('${ours.id}', '${omar}', 'observer', '${omar}', now())`,
    `insert into case_file (id, reference, title, created_at) values (gen_random_uuid(), 'FR-2026-000099', 'x', now())`,
    `insert into person_role (person_id, role, granted_by, granted_at) values ('${ines}', 'administrator', '${ines}', now())`,
    `insert into channel_answer (id, digest, asked_by, asked_at, day, data_version, question, bytes)
       values (gen_random_uuid(), decode(repeat('08', 32), 'hex'), '${omar}', now(), '2026-11-25', 'x', 'x', 'x')`,
    `insert into signing_key (fingerprint, origin, person_id, enrolled_at) values (repeat('0', 64), 'x', '${ines}', now())`,
    `insert into access_event (id, at, what, by_person) values (gen_random_uuid(), now(), 'joined', '${omar}')`,
    `insert into hand_over (id, exhibit_id, case_id, from_person, to_person, offered_at) select gen_random_uuid(), id, case_id, '${omar}', '${ines}', now() from exhibit`,
  ];
  for (const write of writes) await as(app, ines, () => assert.rejects(app.query(write), denied, write));
  const touches = [
    `update exhibit set title = 'x'`,
    `update exhibit set holder = '${ines}'`,
    `update shared_package set outcome = 'confirmed', decided_by = '${omar}', decided_at = now()`,
    `update incoming_package set trust = 'x'`,
    `update disposal set outcome = 'confirmed', decided_by = '${omar}', decided_at = now()`,
    `update hand_over set outcome = 'accepted', decided_by = '${omar}', decided_at = now()`,
    `update signing_key set ended_at = now()`,
    `update case_file set title = 'x'`,
    `delete from event_detail`,
    `delete from case_member where case_id = '${theirs.id}'`,
    `update person set name = 'x'`,
  ];
  for (const touch of touches)
    await as(app, ines, async () => assert.equal((await app.query(touch)).rowCount, 0, touch));
});

/** What pages and jobs leave in the tables that `twoCases` does not fill. A new table with case content adds its row here. */
async function fillOthers({ made, ines, omar }: Made, caseId: Uuid, by: Uuid): Promise<void> {
  const other = by === ines ? omar : ines;
  const rows = [
    `insert into job (id, kind, act, case_id, person_id, title, payload, asked_at)
       values (gen_random_uuid(), 'none', 'seeExhibit', $1, $2, 'x', '{}', now())`,
    ...examinedRows(),
    `insert into intake (id, case_id, person_id, answers, begun_at) values (gen_random_uuid(), $1, $2, '${SAID}', now())`,
    ...requestRows(),
    `insert into upload (id, intake_id, case_id, person_id, name, bytes, begun_at, last_at)
       select gen_random_uuid(), id, $1, $2, 'x', 1, now(), now() from intake where case_id = $1 limit 1`,
    `insert into break_glass (id, reference, reason, hours, asked_by, asked_at, decided_by, decided_at, outcome, case_id, until)
       values (gen_random_uuid(), 'x', 'x', 1, $2, now(), '${other}', now(), 'confirmed', $1, now() + interval '1 hour')`,
    `insert into case_entry (id, case_id, kind, text, by_person, at) values (gen_random_uuid(), $1, 'note', 'x', $2, now())`,
    `insert into case_change (id, case_id, by_person, at, what, before, after)
       values (gen_random_uuid(), $1, $2, now(), 'title', 'x', 'y')`,
    `insert into access_event (id, at, what, by_person, case_id) values (gen_random_uuid(), now(), 'caseOpened', $2, $1)`,
    `insert into exchange_offer (id, package, peer_origin, is_ours, until, into_file, at)
       values (gen_random_uuid(), gen_random_uuid(), 'x', false, now(), $1, now())`,
    `insert into api_key (id, person_id, name, token_sha256, may, case_id, created_at, expires_at)
       values (gen_random_uuid(), $2, 'x', sha256($1::text::bytea), 'read', $1, now(), now())`,
  ];
  await made.house.db.withOwner(async (owner) => {
    for (const row of rows)
      await owner.query(row.replaceAll('$1', `'${caseId}'`).replaceAll('$2', `'${by}'`));
  });
}

test('every table with case content, as the catalogue names them, shows and takes no row of another case', async (t) => {
  const two = await twoCases(t);
  const { made, app, ours, theirs, ines, omar } = two;
  await fillOthers(two, ours.id, ines);
  await fillOthers(two, theirs.id, omar);
  const tables = await caseTables(two);
  assert.ok(tables.length >= 12);
  for (const { name, isOf } of tables) {
    const at = (file: { id: Uuid }): string => isOf.replaceAll('$1', `'${file.id}'`);
    const owned = await made.house.db.withOwner(async (owner) => {
      const all = async (file: { id: Uuid }): Promise<string[]> =>
        (
          await owner.query<{ row: string }>(
            `select to_jsonb(t)::text as row from ${name} t where ${at(file)}`,
          )
        ).rows.map(({ row }) => row);
      const { rows } = await owner.query<{ column: string; isSet: boolean; isWritten: boolean }>(
        `select quote_ident(attname) as column, attgenerated = '' as "isWritten",
                has_column_privilege('comity_app', attrelid, attnum, 'update') as "isSet"
           from pg_attribute where attrelid = '${name}'::regclass and attnum > 0 and not attisdropped`,
      );
      const named = (of: typeof rows): string[] => of.map(({ column }) => column);
      const columns = named(rows.filter(({ isSet, isWritten }) => isSet && isWritten)); // what is generated nobody writes
      const written = named(rows.filter(({ isWritten }) => isWritten)).join();
      return { ours: await all(ours), theirs: await all(theirs), columns, written };
    });
    for (const which of ['ours', 'theirs'] as const)
      assert.ok(owned[which].length > 0, `fillOthers leaves a row of ${which} in ${name}`);
    const found = `select to_jsonb(t)::text as row from ${name} t`;
    await as(app, ines, async () => {
      const rows = (await app.query<{ row: string }>(found)).rows.map(({ row }) => row);
      for (const row of owned.theirs)
        assert.equal(rows.includes(row), false, `${name} shows a row of another case`);
    });
    for (const column of owned.columns)
      await as(app, ines, async () => {
        const done = await app.query(`update ${name} set ${column} = ${column} where ${at(theirs)}`);
        assert.equal(done.rowCount, 0, `${name}.${column}`);
      });
    await as(app, ines, async () => {
      const done = await app.query(`delete from ${name} where ${at(theirs)}`).catch((error: unknown) => {
        assert.equal((error as { code?: string }).code, denied.code, name);
        return { rowCount: 0 };
      });
      assert.equal(done.rowCount, 0, `delete from ${name}`);
    });
    const { written } = owned;
    const insert = `insert into ${name} (${written}) select ${written} from jsonb_populate_record(null::${name}, $1)`;
    for (const row of owned.theirs)
      await as(app, ines, () => assert.rejects(app.query(insert, [row]), denied, `insert into ${name}`));
  }
});

test('a key for one case finds nothing of another in any table, though its person is in both', async (t) => {
  const two = await twoCases(t);
  const { made, app, ours, theirs, ines } = two;
  const at = new Date(made.house.clock());
  await made.house.db.transaction((tx) =>
    insertMember(tx, { caseId: theirs.id, person: ines, role: 'lead', at }),
  );
  for (const file of [ours, theirs]) await fillOthers(two, file.id, ines);
  await as(app, ines, async () => {
    await app.query("select set_config('comity.within', $1, true)", [theirs.id]);
    for (const { name, isOf } of await caseTables(two)) {
      const { rows } = await app.query(
        `select 1 from ${name} where ${isOf.replaceAll('$1', `'${ours.id}'`)}`,
      );
      assert.deepEqual(rows, [], name);
      assert.equal((await app.query(`select 1 from ${name}`)).rowCount, await countOf(name, isOf), name);
    }
  });
  /** Nothing of no case either. */
  async function countOf(name: string, isOf: string): Promise<number | null> {
    return (await app.query(`select 1 from ${name} where ${isOf.replaceAll('$1', `'${theirs.id}'`)}`))
      .rowCount;
  }
});

test('a key is its person’s alone, and for one case nothing else is there', async (t) => {
  const { made, app, ours, theirs, ines, omar } = await twoCases(t);
  const key = (person: Uuid, file: Uuid): string =>
    `insert into api_key (id, person_id, name, token_sha256, may, case_id, created_at, expires_at)
       values (gen_random_uuid(), '${person}', 'x', sha256('${person}'), 'read', '${file}', now(), now())`;
  await as(app, ines, async () => {
    await app.query(key(ines, ours.id));
    await app.query("select set_config('comity.as', $1, true)", [omar]);
    assert.equal(await count(app, 'api_key'), 0);
    assert.equal((await app.query('update api_key set ended_at = now()')).rowCount, 0);
  });
  for (const write of [key(omar, ours.id), key(ines, theirs.id)])
    await as(app, ines, () => assert.rejects(app.query(write), denied, write));
  const at = new Date(made.house.clock());
  await made.house.db.transaction((tx) =>
    insertMember(tx, { caseId: theirs.id, person: ines, role: 'lead', at }),
  );
  const tables = ['case_file', 'exhibit', 'custody_event', 'event_detail', 'case_member'];
  await as(app, ines, async () => {
    const all: number[] = [];
    for (const table of tables) all.push(await count(app, table));
    await app.query("select set_config('comity.within', $1, true)", [theirs.id]);
    for (const [i, table] of tables.entries()) {
      const some = await count(app, table);
      assert.ok(some > 0 && some < (all[i] ?? 0), table);
    }
    const { rows } = await app.query('select reference from case_file');
    assert.deepEqual(rows, [{ reference: theirs.reference }]);
  });
});

test('who was removed from a case, or whose access ended, finds nothing any more', async (t) => {
  const { made, app, ours, ines } = await twoCases(t);
  await made.house.db.transaction((tx) =>
    sql`update person set ended_at = now() where id = ${ines}`.execute(tx),
  );
  await as(app, ines, async () => {
    assert.equal(await count(app, 'case_file'), 0);
    assert.equal(await count(app, 'channel_answer'), 0);
  });
  await made.house.db.transaction((tx) =>
    sql`update person set ended_at = null where id = ${ines}`.execute(tx),
  );
  await as(app, ines, async () => assert.equal(await count(app, 'case_file'), 1));
  await made.house.db.transaction((tx) =>
    sql`delete from case_member where case_id = ${ours.id}`.execute(tx),
  );
  await as(app, ines, async () => assert.equal(await count(app, 'case_file'), 0));
});

test('an administrator sees persons, no case, no evidence; and cannot appoint alone', async (t) => {
  const { made, app, ines, omar } = await twoCases(t);
  const at = new Date(made.house.clock());
  const ana = await person(made, 'ana');
  await made.house.db.transaction(async (tx) => {
    await grantRoles(tx, { person: ana, roles: ['administrator'], by: undefined, at });
    await grantRoles(tx, { person: omar, roles: ['administrator'], by: undefined, at });
  });
  await as(app, ana, async () => {
    assert.equal(await count(app, 'person'), 3);
    for (const table of [
      'case_file',
      'exhibit',
      'custody_event',
      'event_detail',
      'case_member',
      'auth."user"',
    ])
      assert.equal(await count(app, table), 0, table);
  });
  const grant = (by: string): string =>
    `insert into person_role (person_id, role, granted_by, granted_at) values ('${ines}', 'administrator', '${by}', now())`;
  await as(app, ana, () => assert.rejects(app.query(grant(ana)), denied));
  const propose = `insert into appointment (id, person_id, proposed_by, proposed_at) values (gen_random_uuid(), '${ines}', '${ana}', now())`;
  const confirm = (by: string): string =>
    `update appointment set outcome = 'confirmed', decided_by = '${by}', decided_at = now() where person_id = '${ines}'`;
  // The one who proposed cannot confirm; another can, and only then is the role given.
  await as(app, ana, async () => {
    await app.query(propose);
    await assert.rejects(app.query(confirm(ana)), { code: '23514' });
  });
  await as(app, ana, async () => {
    await app.query(propose);
    await app.query("select set_config('comity.as', $1, true)", [omar]);
    await app.query(confirm(omar));
    await app.query(grant(omar));
  });
});

test('an auditor reads names, times, acts and numbers through two windows, and no row of evidence', async (t) => {
  const { made, app, ours, ines } = await twoCases(t);
  const at = new Date(made.house.clock());
  const aldo = await person(made, 'aldo');
  const number = `${ours.reference}-1`;
  await made.house.db.transaction((tx) =>
    grantRoles(tx, { person: aldo, roles: ['auditor'], by: undefined, at }),
  );
  await made.house.log.append({
    events: [
      {
        type: 'viewed',
        item: number,
        case: ours.id,
        occurredAt: at.toISOString(),
        role: 'lead',
        detail: { person: 'ines', personId: ines, note: 'free text' },
      },
    ],
  });
  const windows = [
    [`select * from comity_who_saw('${number}', '-infinity', 'infinity', 1000, 10)`, 1],
    [
      `select * from comity_what_done('${ines}', '-infinity', 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 10)`,
      1,
    ],
  ] as const;
  await as(app, aldo, async () => {
    for (const table of [
      'case_file',
      'exhibit',
      'custody_event',
      'event_detail',
      'case_member',
      'auth."session"',
    ])
      assert.equal(await count(app, table), 0, table);
    assert.equal(await count(app, 'person'), 3);
    for (const [window, found] of windows) {
      const { rows } = await app.query(window);
      assert.equal(rows.length, found, window);
      assert.doesNotMatch(JSON.stringify(rows), /free text|Ours/);
    }
  });
  // To everybody else the windows are shut.
  for (const who of [ines, '', 'sign-in', 'operator'])
    await as(app, who, async () => {
      for (const [window] of windows)
        assert.deepEqual((await app.query(window)).rows, [], `${who}: ${window}`);
    });
});

test('of what happened at the door one sees one’s own, an administrator what may be guessing', async (t) => {
  const { made, app, ines, omar } = await twoCases(t);
  const at = new Date(made.house.clock());
  const ana = await person(made, 'ana');
  await made.house.db.transaction(async (tx) => {
    await grantRoles(tx, { person: ana, roles: ['administrator'], by: undefined, at });
    for (const what of ['signedIn', 'signInFailed', 'memberAdded'])
      for (const who of [ines, omar])
        await sql`insert into access_event (id, at, what, about_person) values (gen_random_uuid(), now(), ${what}, ${who})`.execute(
          tx,
        );
  });
  const seen = async (): Promise<string[]> =>
    (await app.query<{ what: string }>('select what from access_event order by what')).rows.map(
      ({ what }) => what,
    );
  await as(app, ines, async () => assert.deepEqual(await seen(), ['signInFailed', 'signedIn'].sort()));
  await as(app, ana, async () => assert.deepEqual(await seen(), ['signInFailed', 'signInFailed']));
});

test('a way back in takes two administrators, and neither is the person', async (t) => {
  const { made, app, ines, omar } = await twoCases(t);
  const at = new Date(made.house.clock());
  const ana = await person(made, 'ana');
  await made.house.db.transaction(async (tx) => {
    for (const who of [ana, omar])
      await grantRoles(tx, { person: who, roles: ['administrator'], by: undefined, at });
  });
  const propose = (whom: string, by: string): string =>
    `insert into recovery (id, person_id, proposed_by, proposed_at) values (gen_random_uuid(), '${whom}', '${by}', now())`;
  const confirm = (whom: string, by: string): string =>
    `update recovery set outcome = 'confirmed', decided_by = '${by}', decided_at = now(), expires_at = now(),
            token_sha256 = sha256('x') where person_id = '${whom}'`;
  const become = (who: string) => app.query("select set_config('comity.as', $1, true)", [who]);
  await as(app, ines, () => assert.rejects(app.query(propose(omar, ines)), denied));
  await as(app, ana, () => assert.rejects(app.query(propose(ines, omar)), denied, 'in another’s name'));
  await as(app, ana, () => assert.rejects(app.query(propose(ana, ana)), { code: '23514' }));
  await as(app, ana, async () => {
    await app.query(propose(ines, ana));
    await assert.rejects(app.query(confirm(ines, ana)), { code: '23514' });
  });
  await as(app, ana, async () => {
    await app.query(propose(ines, ana));
    await become(omar);
    await assert.rejects(app.query(confirm(ines, ana)), denied, 'in the other’s name');
  });
  await as(app, ana, async () => {
    await app.query(propose(omar, ana));
    await become(omar);
    await assert.rejects(app.query(confirm(omar, omar)), { code: '23514' }, 'one’s own');
  });
  await as(app, ana, async () => {
    await app.query(propose(ines, ana));
    await become(omar);
    assert.equal((await app.query(confirm(ines, omar))).rowCount, 1);
    await become(ines);
    assert.equal(await count(app, 'recovery'), 0, 'the person does not see the digest of the link');
  });
  // One that no administrator is named in is the system’s alone.
  const alone = `insert into recovery (id, person_id, proposed_at, decided_at, outcome, token_sha256, expires_at)
                 values (gen_random_uuid(), '${ines}', now(), now(), 'confirmed', sha256('x'), now())`;
  await as(app, ana, () => assert.rejects(app.query(alone), denied));
});

test('the next user of a connection is nobody again, also for a query that it has prepared', async (t) => {
  const { made, ours, theirs, ines, omar } = await twoCases(t);
  const db = await openPersonDatabase(made.home, { env: made.env, connectionsMax: 1 });
  atEnd(t, () => db.close());
  const cases = (who: Uuid): Promise<readonly string[]> =>
    db.asPerson(who, async (tx) => {
      const rows = await tx.selectFrom('case_file').select('id').where('id', '!=', who).execute();
      return rows.map(({ id }) => id);
    });
  const stranger = newUuid(Date.now, (bytes) => crypto.getRandomValues(bytes));
  for (let i = 0; i < 12; i++) {
    assert.deepEqual(await cases(ines), [ours.id]);
    assert.deepEqual(await cases(omar), [theirs.id]);
    assert.deepEqual(await cases(stranger), []);
  }
  await assert.rejects(() => db.asPerson('operator' as Uuid, () => Promise.resolve()), /named by a UUID/);
});
