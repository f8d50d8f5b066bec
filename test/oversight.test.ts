// What auditors ask and are told, against a real database: who saw an exhibit, what a person did, tries at the door.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { addExhibit } from '../src/evidence/intake/exhibit-add.acts.ts';
import { viewExhibit } from '../src/evidence/desks/exhibit-view.acts.ts';
import { whatDone, whole, whoSaw } from '../src/evidence/desks/oversight.acts.ts';
import { deedText } from '../src/evidence/desks/oversight.pages.ts';
import { caseOfMember, insertMember } from '../src/people/case-member.store.ts';
import { changeRoles, endAccess } from '../src/people/people.acts.ts';
import { insertFailedTry, triesSince } from '../src/people/sign-in-record.store.ts';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { LANGUAGES } from '../src/web/messages.ts';
import { ADDITION, testCase } from './support/installation.ts';
import { CALLER, cookieOf, enrol, PASSWORD, testHouse, type TestHouse } from './support/people.ts';
import { codeOf } from './support/site.ts';
import { temporaryFolder } from './support/temporary.ts';

const ALL = { day: undefined, before: undefined, limit: 100, as: 'look' } as const;

async function exhibit(t: TestContext, { house }: TestHouse, reference: string): Promise<string> {
  const path = join(temporaryFolder(t), 'letter.txt');
  writeFileSync(path, 'a letter');
  const title = 'Letter of the harbour master';
  const request = { ...ADDITION, caseName: reference, title, from: { kind: 'path', path } } as const;
  return (await addExhibit(house, request)).exhibit.number;
}

test('an auditor learns who saw an exhibit and when, nothing of what it is, and is recorded', async (t) => {
  const opened = await testHouse(t);
  const { house, people } = opened;
  const [ines, aldo] = [await enrol(people, 'ines'), await enrol(people, 'aldo', ['auditor'])];
  const file = await testCase(house);
  const number = await exhibit(t, opened, file.reference);
  const at = new Date(people.clock());
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: ines.id, role: 'examiner', at }),
  );
  const mine = await people.db.asPerson(ines.id, (tx) => caseOfMember(tx, file.reference, ines.id));
  assert.ok(mine);
  for (let i = 0; i < 3; i++)
    await viewExhibit(house, people.db, { person: ines.person, file: mine }, number);

  const { lines, hasMore } = await whoSaw(people, number, { ...ALL, by: aldo.person, limit: 2 });
  assert.equal(hasMore, true);
  assert.deepEqual(
    lines.map(({ what, role, person, name }) => ({ what, role, person, name })),
    Array(2).fill({ what: 'viewed', role: 'examiner', person: ines.id, name: 'Ines Example' }),
  );
  const rest = await whoSaw(people, number, { ...ALL, by: aldo.person, before: lines.at(-1)?.seq });
  assert.deepEqual(
    [rest.lines.length, rest.hasMore, (rest.lines[0]?.seq ?? 0) < (lines[1]?.seq ?? 0)],
    [1, false, true],
  );
  assert.equal(JSON.stringify([lines, rest]).includes('harbour'), false);

  // On another day nobody; an exhibit that does not exist looks the same.
  const other = { ...ALL, by: aldo.person, day: '2020-01-01' };
  assert.deepEqual((await whoSaw(people, number, other)).lines, []);
  assert.deepEqual((await whoSaw(people, 'FR-2026-999999-1', { ...ALL, by: aldo.person })).lines, []);

  // Who is no auditor is told nothing, member or administrator.
  const ana = await enrol(people, 'ana', ['administrator']);
  for (const who of [ines, ana])
    assert.deepEqual((await whoSaw(people, number, { ...ALL, by: who.person })).lines, []);

  const asked = (await whatDone(people, aldo.id, { ...ALL, by: aldo.person })).lines;
  assert.deepEqual(
    asked.filter(({ what }) => what === 'auditLooked').map(({ facts }) => facts),
    [
      { exhibit: 'FR-2026-999999-1' },
      { exhibit: number, day: '2020-01-01' },
      { exhibit: number },
      { exhibit: number },
    ],
  );
});

test('what a person did: evidence and access in one list, the newest first, in parts', async (t) => {
  const opened = await testHouse(t);
  const { house, people } = opened;
  const ines = await enrol(people, 'ines');
  const ana = await enrol(people, 'ana', ['administrator']);
  const aldo = await enrol(people, 'aldo', ['auditor']);
  const file = await testCase(house);
  const number = await exhibit(t, opened, file.reference);
  const at = new Date(people.clock());
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: ines.id, role: 'lead', at }),
  );
  const mine = await people.db.asPerson(ines.id, (tx) => caseOfMember(tx, file.reference, ines.id));
  assert.ok(mine);
  await changeRoles(people, ana.person, ines.id, ['registrar']);
  await viewExhibit(opened.house, people.db, { person: ines.person, file: mine }, number);
  await people.signIn.signOut({ ...CALLER, cookie: ines.cookie });
  await endAccess(people, ana.person, ines.id);

  const { lines } = await whatDone(people, ines.id, { ...ALL, by: aldo.person });
  assert.deepEqual(
    lines.slice(0, 4).map(({ what }) => what),
    ['personEnded', 'signedOut', 'viewed', 'rolesChanged'],
  );
  const [ended, out, viewed, changed] = lines;
  const came = lines.find(({ what }) => what === 'signedIn'); // in the same moment as `factorChanged`
  assert.equal(ended?.byName, 'Ana Example');
  assert.deepEqual(out?.facts, { address: CALLER.address });
  assert.deepEqual([viewed?.item, viewed?.reference, viewed?.role], [number, file.reference, 'lead']);
  assert.deepEqual(changed?.facts, { granted: ['registrar'], withdrawn: [] });
  assert.deepEqual(came?.facts, { by: 'newFactor', address: CALLER.address });

  // The same in parts of two, for an export; it is recorded once, about her.
  const parts: string[] = [];
  const ask = (before: Uuid | undefined, as: 'look' | 'export' | 'restOfExport') =>
    whatDone(people, ines.id, { day: undefined, before, limit: 2, as, by: aldo.person });
  for await (const part of whole(ask, (one) => one.id)) parts.push(...part.map(({ id }) => id));
  // The question above is about her too, and comes first now.
  assert.deepEqual(
    parts.slice(1),
    lines.map(({ id }) => id),
  );
  const audits = (await whatDone(people, aldo.id, { ...ALL, by: aldo.person })).lines.map(({ what }) => what);
  assert.deepEqual(
    audits.filter((what) => what.startsWith('audit')),
    ['auditExported', 'auditLooked'],
  );
  assert.deepEqual((await whatDone(people, ines.id, { ...ALL, by: ana.person })).lines, []);
});

test('each way in, out and at the door is written down, and words exist for it', async (t) => {
  const { people } = await testHouse(t);
  const ines = await enrol(people, 'ines');
  const aldo = await enrol(people, 'aldo', ['auditor']);
  const { signIn } = people;
  const again = await signIn.withPassword(CALLER, ines.email, PASSWORD);
  assert.ok(again.ok && again.next === 'code');
  const pending = { ...CALLER, cookie: cookieOf(again.cookies) };
  assert.equal((await signIn.withCode(pending, '000000')).ok, false);
  const code = codeOf(ines.key, 1);
  const came = await signIn.withCode(pending, code);
  assert.ok(came.ok);
  await signIn.signOut({ ...CALLER, cookie: cookieOf(came.cookies) });
  await signIn.withPassword(CALLER, ines.email, 'wrong password here');
  const { lines } = await whatDone(people, ines.id, { ...ALL, by: aldo.person });
  assert.deepEqual(
    lines.slice(0, 4).map(({ what, facts }) => [what, facts['by'] ?? facts['step']]),
    [
      ['signInFailed', 'password'],
      ['signedOut', undefined],
      ['signedIn', 'code'],
      ['signInFailed', 'code'],
    ],
  );
  assert.deepEqual(
    lines
      .slice(4)
      .map(({ what }) => what)
      .sort(),
    ['factorChanged', 'signedIn'],
  );
  for (const line of lines) assert.notEqual(deedText(LANGUAGES.en, line), line.what);
});

test('guessing is counted for its person, told once they are in, and floods nothing', async (t) => {
  const { people } = await testHouse(t);
  const ines = await enrol(people, 'ines');
  const { signIn, operator } = people;
  for (let i = 0; i < 12; i++) await signIn.withPassword(CALLER, ines.email, 'wrong password here');
  for (let i = 0; i < 12; i++) await signIn.withPassword(CALLER, 'nobody@agency.example', 'wrong password');
  const kept = await operator.kysely
    .selectFrom('access_event')
    .select(['what', 'about_person'])
    .where('what', 'in', ['signInFailed', 'lockedOut'])
    .execute();
  const of = (what: string, about: Uuid | null): number =>
    kept.filter((one) => one.what === what && one.about_person === about).length;
  assert.deepEqual(
    [of('signInFailed', ines.id), of('lockedOut', ines.id), of('signInFailed', null), of('lockedOut', null)],
    [5, 1, 0, 1],
  );
  const seen = await people.db.asPerson(ines.id, (tx) => triesSince(tx, ines.id));
  assert.deepEqual([seen?.wrongPasswords, seen?.wrongCodes, seen?.wasLocked], [5, 0, true]);

  // A flood stops being kept, of one person and of addresses that nobody has.
  const flood = (email: string, what: 'signInFailed' | 'lockedOut') =>
    insertFailedTry(operator.kysely, {
      id: newUuid(people.clock, people.random),
      at: new Date(people.clock()),
      what,
      account: new Uint8Array(32),
      email,
      step: 'password',
      address: '192.0.2.8',
    });
  for (let i = 0; i < 70; i++) {
    await flood(ines.email, 'signInFailed');
    await flood(`nobody${i}@agency.example`, 'lockedOut');
  }
  const count = async (about: 'is' | 'is not'): Promise<number> =>
    (
      await operator.kysely
        .selectFrom('access_event')
        .select('id')
        .where('what', 'in', ['signInFailed', 'lockedOut'])
        .where('about_person', about, null)
        .execute()
    ).length;
  assert.deepEqual([await count('is not'), await count('is')], [21, 60]);
});
