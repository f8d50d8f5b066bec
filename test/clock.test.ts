// A clock that jumps back and forward, as an empty battery sets it, or somebody who holds the machine: the order of the log does not follow
// it, what was written holds, and no limit on time is lifted. With COMITY_FAKETIME=yes (the soak) the clock of the whole program jumps,
// its database's too: faketime of Debian.
import assert from 'node:assert/strict';
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createPackage } from '../src/evidence/packages/package-create.acts.ts';
import { audit } from '../src/evidence/upkeep/audit.acts.ts';
import { beginAttempt } from '../src/people/guard.store.ts';
import { invite } from '../src/people/invitation.do.ts';
import { invitationOf, withdrawInvitation } from '../src/people/people.acts.ts';
import { confirmRecovery, proposeRecovery, recover, recoveryOf } from '../src/people/recovery.acts.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import { openPackage } from '../src/platform/package-reader.ts';
import { verifyPackage } from '../src/verify/package.ts';
import { comity, LYON } from './support/comity.ts';
import { PACKING, testCase, testExhibit, testInstallation } from './support/installation.ts';
import { enrol, testHouse } from './support/people.ts';
import { temporaryFolder } from './support/temporary.ts';

const DAY_MS = 86_400_000;
const JUMPS = [0, -DAY_MS, 400 * DAY_MS, -15_000 * DAY_MS, 1];

test('the log keeps the order in which things were done, and holds, whatever the clock said', async (t) => {
  const made = await testInstallation(t);
  const { clock } = made;
  const file = await testCase(made.house);
  const start = clock.ms;
  const added: string[] = [];
  for (const jump of JUMPS) {
    clock.ms = start + jump;
    added.push((await testExhibit(made.house, file, { title: `at ${jump}` })).number);
    await made.reopen(); // the log is published when it closes
  }
  const { rows } = await sql<{ item: string }>`
    select item from custody_event where item = any(${added}) group by item order by min(log_index)`.execute(
    made.house.db.kysely,
  );
  assert.deepEqual(
    rows.map(({ item }) => item),
    added,
  );
  const { differences, clockSetBack, events } = await audit(made.house, {});
  assert.deepEqual(differences, []);
  assert.equal(clockSetBack.length, 2, 'and it is said');
  const since = await audit(made.house, { since: new Date(start) });
  assert.equal(since.events.checked, events.checked, 'nothing is passed over because of a time before it');
  clock.ms = start - 2 * DAY_MS;
  const to = join(temporaryFolder(t), 'package');
  await createPackage(made.house, { ...PACKING, caseName: file.reference, to });
  const reader = await openPackage(to, nodeCrypto);
  const verdict = await verifyPackage(reader, { crypto: nodeCrypto });
  reader.close();
  assert.equal(verdict.fault, undefined);
  assert.equal(verdict.ok, true);
});

test('a clock that is set back ends no lock, and what was used or withdrawn stays so', async (t) => {
  const { people } = await testHouse(t);
  const now = people.clock();
  const at = (ms: number) => ({ ...people, clock: () => now + ms });
  const { kysely } = people.operator;
  const account = Buffer.alloc(32, 7);
  for (let i = 0; i < 5; i++) await beginAttempt(kysely, account, new Date(now));
  for (const jump of [0, -DAY_MS, -400 * DAY_MS, 60_000])
    assert.equal((await beginAttempt(kysely, account, new Date(now + jump))).isAllowed, false, `${jump}`);

  const [ana, ben, ines] = [
    await enrol(people, 'ana', ['administrator']),
    await enrol(people, 'ben', ['administrator']),
    await enrol(people, 'ines'),
  ];
  const token = await invite(people, {
    by: ana.person,
    name: 'Nora',
    email: 'nora@agency.example',
    roles: [],
  });
  assert.equal(await invitationOf(at(4 * DAY_MS), token), undefined, 'it ran out');
  const open = await invitationOf(at(-DAY_MS), token);
  assert.ok(open);
  await withdrawInvitation(at(-DAY_MS), ana.person, open.id);
  for (const jump of [0, -DAY_MS, 4 * DAY_MS]) assert.equal(await invitationOf(at(jump), token), undefined);

  await proposeRecovery(people, ana.person, ines.id);
  const back = await confirmRecovery(people, ben.person, ines.id);
  assert.equal(await recoveryOf(at(DAY_MS), back), undefined, 'it ran out');
  await recover(people, back, 'a later horse and battery');
  for (const jump of [0, -DAY_MS]) assert.equal(await recoveryOf(at(jump), back), undefined, 'it works once');
});

/** What `faketime` puts before a program. */
const FAKER = globSync('/usr/lib/*/faketime/libfaketime.so.1')[0];
const isWanted = process.env['COMITY_FAKETIME'] === 'yes';
const skip = !isWanted ? 'in the soak alone' : FAKER === undefined && 'faketime is not installed';

test(
  'the whole program under a clock that jumps, its database too: acts in their order, a sound audit',
  { skip },
  async (t) => {
    const folder = temporaryFolder(t);
    const home = join(folder, 'home');
    const under = async (clock: string, args: readonly string[]): Promise<string> => {
      const faked = { LD_PRELOAD: FAKER, FAKETIME: clock, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
      const { code, out, err } = await comity(home, args, '', faked);
      assert.equal(code, 0, `${clock}: ${args.join(' ')}: ${err}${out}`);
      return out;
    };
    await under('+0', ['init', ...LYON]);
    const { reference } = JSON.parse(
      await under('+0', ['case', 'create', '--title', 'A clock', '--json']),
    ) as {
      reference: string; // as the command prints it
    };
    const added: string[] = [];
    for (const [i, clock] of ['+0', '-1d', '+400d', '-3000d', '+1h', '-10m'].entries()) {
      const path = join(folder, `${i}.txt`);
      writeFileSync(path, `file ${i}`);
      const stated = ['--case', reference, '--source', 'a desk', '--authority', 'order 1', '--json'];
      const said = await under(clock, ['exhibit', 'add', path, ...stated]);
      added.push(/"number":"([^"]+)"/.exec(said)?.[1] ?? said);
      await under(clock, ['audit']);
    }
    await under('+0', ['audit']);
    const to = join(folder, 'package');
    await under('-2d', ['package', 'create', '--case', reference, '--to', to]);
    await under('+0', ['verify', to]);
    assert.deepEqual(
      added.map((number) => Number(number.split('-').at(-1))),
      [1, 2, 3, 4, 5, 6],
    );
  },
);
