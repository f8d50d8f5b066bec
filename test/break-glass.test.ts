// Access in an emergency: one asks, another confirms, it ends by itself, it is loud, and asking tells nobody what exists.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { parseIntoClientConfig } from 'pg-connection-string';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { Refusal } from '../src/base/refusal.ts';
import type { CaseFile } from '../src/cases/case.ts';
import { audit } from '../src/evidence/upkeep/audit.acts.ts';
import { askToOpen, confirmToOpen, declineToOpen } from '../src/evidence/desks/break-glass.acts.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { allGlass, countOpened, glassInCasesLed, ownGlass } from '../src/people/break-glass.store.ts';
import {
  caseOfMember,
  insertMember,
  membersOf,
  roleInCase,
  type CaseOfMember,
} from '../src/people/case-member.store.ts';
import { connect } from '../src/platform/connection.ts';
import { testCase } from './support/installation.ts';
import { enrol, testHouse, type Enrolled, type TestHouse } from './support/people.ts';
import { atEnd } from './support/temporary.ts';

const REASON = 'A child may be at the address named in the case';

interface Opened extends TestHouse {
  readonly file: CaseFile;
  readonly lead: Enrolled;
  /** Both may ask and decide; neither is in the case. */
  readonly dora: Enrolled;
  readonly rita: Enrolled;
}

async function opened(t: TestContext): Promise<Opened> {
  const house = await testHouse(t);
  const { people } = house;
  const file = await testCase(house.house);
  const lead = await enrol(people, 'lea');
  const dora = await enrol(people, 'dora', ['dutyOfficer']);
  const rita = await enrol(people, 'rita', ['registrar']);
  const at = new Date(people.clock());
  await people.operator.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: lead.id, role: 'lead', at }),
  );
  return { ...house, file, lead, dora, rita };
}

async function ask({ people, dora, file }: Opened, reference = file.reference): Promise<Uuid> {
  const id = newUuid(people.clock, people.random);
  await askToOpen(people, dora.person, { id, reference, reason: REASON, hours: 4 });
  return id;
}

const seen = (
  { people }: Pick<Opened, 'people'>,
  who: Enrolled,
  file: CaseFile,
): Promise<CaseOfMember | undefined> =>
  people.db.asPerson(who.id, (tx) => caseOfMember(tx, file.reference, who.id));

const refused =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === code;

test('two open a case for a time, and everybody who must know is told', async (t) => {
  const made = await opened(t);
  const { people, house, file, lead, dora, rita } = made;
  const aldo = await enrol(people, 'aldo', ['auditor']);
  const id = await ask(made);
  await askToOpen(people, dora.person, { id, reference: file.reference, reason: REASON, hours: 4 }); // twice is once
  assert.equal(await seen(made, dora, file), undefined, 'asking opens nothing');

  // Alone, one opens nothing; nor does somebody without the power.
  await assert.rejects(confirmToOpen(house, people, dora.person, id), refused('notAllowed'));
  await assert.rejects(confirmToOpen(house, people, lead.person, id), refused('notAllowed'));
  assert.equal(await seen(made, dora, file), undefined);

  await confirmToOpen(house, people, rita.person, id);
  await confirmToOpen(house, people, rita.person, id); // twice is once
  const mine = await seen(made, dora, file);
  const until = mine?.until?.getTime() ?? 0;
  assert.equal(mine?.role, 'observer');
  assert.ok(Math.abs(until - Date.now() - 4 * 3_600_000) < 60_000, 'four hours from now');
  assert.equal(await seen(made, rita, file), undefined, 'whoever confirms sees nothing of it');

  // The custody log, signed: on the case's own item, the names in the private text.
  const events = await eventsOf(house, file.reference);
  assert.deepEqual(
    events.map(({ event, detail }) => [
      event.type,
      event.facts,
      event.actor.role,
      JSON.parse(detail?.text ?? ''),
    ]),
    [
      [
        'roleGranted',
        { role: 'observer', until: new Date(until).toISOString() },
        'registrar',
        {
          person: 'Rita Example',
          personId: rita.id,
          grantedTo: 'Dora Example',
          grantedToId: dora.id,
          reason: REASON,
          request: id,
        },
      ],
    ],
  );
  // The lead, the auditor, the members.
  const now = new Date();
  const [told] = await people.db.asPerson(lead.id, (tx) => glassInCasesLed(tx, lead.id, now));
  assert.deepEqual(
    [told?.askedBy.name, told?.decidedBy, told?.reason, told?.reference],
    ['Dora Example', 'Rita Example', REASON, file.reference],
  );
  const [audited] = await people.db.asPerson(aldo.id, (tx) => allGlass(tx, undefined, 10));
  assert.deepEqual([audited?.id, audited?.askedBy.name], [id, 'Dora Example']);
  assert.equal(await people.db.asPerson(aldo.id, (tx) => countOpened(tx, now)), 1);
  const members = await people.db.asPerson(lead.id, (tx) => membersOf(tx, file.id));
  assert.deepEqual(
    members.map(({ name, until: end }) => [name, end?.getTime()]),
    [
      ['Lea Example', undefined],
      ['Dora Example', until],
    ],
  );
  const acts = await sql<{ what: string }>`
    select what from access_event where what like 'glass%' order by id`.execute(people.operator.kysely);
  assert.deepEqual(
    acts.rows.map(({ what }) => what),
    ['glassAsked', 'glassOpened'],
  );
  assert.deepEqual((await audit(house)).differences, []);
});

test('it ends by itself, for every query and for the database alone', async (t) => {
  const made = await opened(t);
  const { people, house, made: inside, file, dora, rita } = made;
  await confirmToOpen(house, people, rita.person, await ask(made));
  const app = await connect(parseIntoClientConfig(inside.env['DATABASE_APP_URL'] ?? ''));
  atEnd(t, () => app.end());
  const rows = async (): Promise<number> => {
    await app.query('begin');
    await app.query("select set_config('comity.as', $1, true)", [dora.id]);
    const { rowCount } = await app.query('select from case_file');
    await app.query('rollback');
    return rowCount ?? -1;
  };
  assert.equal(await rows(), 1);
  // The hours pass: the owner alone can move the end, past the rule that a membership takes a confirmation.
  await inside.house.db.withOwner(async (owner) => {
    await owner.query('alter table case_member disable trigger case_member_until');
    await owner.query("update case_member set until = now() - interval '1 second' where until is not null");
    await owner.query('alter table case_member enable trigger case_member_until');
  });
  assert.equal(await rows(), 0, 'raw SQL');
  assert.equal(await seen(made, dora, file), undefined);
  assert.equal(await roleInCase(people.operator.kysely, file.id, dora.id), undefined, 'acts of the system');
  assert.equal((await membersOf(people.operator.kysely, file.id)).length, 1);
  // It stands in nobody's way: a second request opens again.
  await confirmToOpen(house, people, rita.person, await ask(made));
  assert.equal(await rows(), 1);
});

test('raw SQL opens nothing: not by whoever asks, not by whoever confirms, not by the system’s hand alone', async (t) => {
  const made = await opened(t);
  const { made: inside, file, dora, rita, lead } = made;
  const id = await ask(made);
  const app = await connect(parseIntoClientConfig(inside.env['DATABASE_APP_URL'] ?? ''));
  atEnd(t, () => app.end());
  const as = async (who: string, statement: string): Promise<number> => {
    await app.query('begin');
    try {
      await app.query("select set_config('comity.as', $1, true)", [who]);
      return (await app.query(statement)).rowCount ?? -1;
    } finally {
      await app.query('rollback');
    }
  };
  const member = (by: Uuid, until: string): string =>
    `insert into case_member (case_id, person_id, role, added_by, added_at, until)
       values ('${file.id}', '${dora.id}', 'observer', '${by}', now(), ${until})`;
  const confirm = (by: Uuid, until = `now() + interval '4 hours'`): string =>
    `update break_glass set outcome = 'confirmed', decided_by = '${by}', decided_at = now(), case_id = '${file.id}',
            until = ${until} where id = '${id}'`;
  const denied = { code: '42501' };
  for (const who of [dora, rita])
    for (const statement of [member(who.id, 'null'), member(who.id, `now() + interval '1 hour'`)])
      await assert.rejects(as(who.id, statement), denied, statement);
  for (const who of [dora, rita]) await assert.rejects(as(who.id, confirm(who.id)), denied);
  await assert.rejects(as('operator', member(rita.id, `now() + interval '1 hour'`)), denied);
  await assert.rejects(as('operator', confirm(dora.id)), { code: '23514' }, 'oneself');
  await assert.rejects(
    as('operator', confirm(rita.id, `now() + interval '5 hours'`)),
    { code: '23514' },
    'longer than was asked',
  );
  // Nobody without the power asks, or sees what waits; nobody asks in another's name.
  const asking = (by: Uuid): string =>
    `insert into break_glass (id, reference, reason, hours, asked_by, asked_at)
       values (gen_random_uuid(), 'FR-2026-000001', 'x', 4, '${by}', now())`;
  for (const [who, by] of [
    [lead, lead],
    [rita, dora],
  ] as const)
    await assert.rejects(as(who.id, asking(by.id)), denied);
  assert.equal(await as(lead.id, 'select from break_glass'), 0);
  assert.equal(await as(rita.id, 'select from break_glass'), 1);
});

test('asking for a case that does not exist is the same as for one that does, until two have decided', async (t) => {
  const made = await opened(t);
  const { people, house, file, dora, rita } = made;
  const ids = [await ask(made), await ask(made, 'FR-2026-999999')];
  const before = await people.db.asPerson(dora.id, (tx) => ownGlass(tx, dora.id, new Date()));
  assert.deepEqual(
    before.map(({ outcome, until }) => [outcome, until]),
    [
      [undefined, undefined],
      [undefined, undefined],
    ],
  );
  for (const id of ids) await confirmToOpen(house, people, rita.person, id);
  const cases = await sql`select from case_member where person_id = ${dora.id}`.execute(
    people.operator.kysely,
  );
  assert.equal(cases.rows.length, 1);
  assert.equal((await eventsOf(house, file.reference)).length, 1);
});

test('what was refused, taken back or left too long opens nothing, and a member needs none', async (t) => {
  const made = await opened(t);
  const { people, house, file, lead, dora, rita } = made;
  const first = await ask(made);
  await declineToOpen(people, rita.person, first);
  await assert.rejects(confirmToOpen(house, people, rita.person, first), refused('conflict'));
  const second = await ask(made);
  await declineToOpen(people, dora.person, second);
  await assert.rejects(confirmToOpen(house, people, rita.person, second), refused('conflict'));
  const own = await people.db.asPerson(dora.id, (tx) => ownGlass(tx, dora.id, new Date()));
  assert.deepEqual(new Set(own.map(({ outcome }) => outcome)), new Set(['refused', 'withdrawn']));

  const third = newUuid(people.clock, people.random);
  const asked = { id: third, reference: file.reference, reason: REASON, hours: 4 };
  const yesterday = { ...people, clock: () => Date.now() - 25 * 3_600_000 };
  await askToOpen(yesterday, dora.person, asked);
  await assert.rejects(confirmToOpen(house, people, rita.person, third), refused('notAllowed'));

  const at = new Date(people.clock());
  await people.operator.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: dora.id, role: 'investigator', at }),
  );
  await assert.rejects(
    askToOpen(people, dora.person, { ...asked, id: newUuid(people.clock, people.random) }),
    refused('alreadyExists'),
  );
  assert.equal((await seen(made, lead, file))?.role, 'lead');
  assert.equal((await seen(made, dora, file))?.role, 'investigator');
});

test('a person has at most five requests that wait', async (t) => {
  const made = await opened(t);
  for (let i = 0; i < 5; i++) await ask(made);
  await assert.rejects(ask(made), refused('notAllowed'));
});
