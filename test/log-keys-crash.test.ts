// The keys of the log are replaced by a command that is killed -9 before one of its steps on the disk or in the database. What
// the log recorded is finished by whatever is run next, what it did not has left nothing; and the command can be given again.
//
//   COMITY_KEY_CRASHES=50         how many times for each test, spread over its steps (1 unless said otherwise)
//   COMITY_CRASH_SEED=…           draws the same steps again; the seed is printed
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertAudited } from './support/audited.ts';
import { comity, comityJson, LYON } from './support/comity.ts';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { leavesOfTypes } from '../src/evidence/log/log.store.ts';
import { homeAt } from '../src/platform/home.ts';
import { openHouse } from '../src/server/server.ts';
import { proposalById } from '../src/evidence/installation/key-proposal.store.ts';
import {
  proposeKeyChange,
  proposeServiceKey,
  signKeyChange,
  type KeyDesk,
} from '../src/evidence/installation/key-proposal.acts.ts';
import { strike, type Blow } from './support/crash-kill.ts';
import { fakeSignIn, type HeldKeys } from './support/fake-sign-in.ts';
import { fingerprint } from './support/package-fixture.ts';
import { assertionOver, newPasskey, SITE } from './support/passkey-fixture.ts';
import { enrol } from './support/people.ts';
import { randomOf } from './support/random.ts';
import { temporaryFolder } from './support/temporary.ts';

const JOB = join(import.meta.dirname, 'support/key-job.ts');
const ROUNDS = Number(process.env['COMITY_KEY_CRASHES'] ?? 1);
const SEED = Number(process.env['COMITY_CRASH_SEED'] ?? randomInt(2 ** 32));

test('killed at any step, a change of keys is wholly there or wholly absent', async (t) => {
  t.diagnostic(`COMITY_CRASH_SEED=${SEED}`);
  const folder = temporaryFolder(t);
  const home = await newHome(folder);
  const officers = ['ines', 'omar'].map((name) => join(folder, `${name}.pem`));
  for (const path of officers)
    await comityJson(home, ['officer', 'enrol', 'A. Invented', '--key-file', path]);
  const rotate = ['log', 'rotate-keys', '--cause', 'planned', '--again', '--json'].concat(
    officers.flatMap((path) => ['--officer', path]),
  );
  const whole = await strike(home, rotate, { at: 'no time' });
  assert.equal(whole.code, 0, whole.err);
  assert.ok(whole.steps > 10, `${whole.steps} steps`);
  for (let round = 0; round < ROUNDS; round++) {
    const step = stepOf(round, whole.steps);
    const before = readdirSync(join(home, 'log/key-changes')).length;
    const struck = await strike(home, rotate, { at: 'step', step });
    const checkpoint = await comity(home, ['log', 'checkpoint']);
    assert.equal(checkpoint.code, 0, `step ${step}: ${checkpoint.err}`);
    await assertAudited(home, `step ${step}:`);
    // Proofs that lead from one to the next, one more at most, and no key half moved.
    const after = readdirSync(join(home, 'log/key-changes')).length;
    assert.ok(after === before || after === before + 1, `step ${step}: ${before} and then ${after} proofs`);
    const lines = checkpoint.out.split('\n').filter((line) => line.startsWith('—')).length;
    assert.equal(lines, 4, `step ${step}: old and new keys sign`);
    if (after > before)
      assert.deepEqual(
        readdirSync(join(home, 'keys')).filter((name) => name.includes('-next')),
        [],
      );
    t.diagnostic(
      `step ${step} of ${whole.steps}: ${struck.isStruck ? 'killed' : 'ended'}, ${after - before} change(s)`,
    );
  }
  assert.equal((await comity(home, rotate)).code, 0);
});

test('killed at any step, a change of the key of the service is wholly there or wholly absent', async (t) => {
  t.diagnostic(`COMITY_CRASH_SEED=${SEED}`);
  const folder = temporaryFolder(t);
  const home = await newHome(folder);
  const officers = ['ines', 'omar'].map((name) => join(folder, `${name}.pem`));
  for (const path of officers)
    await comityJson(home, ['officer', 'enrol', 'A. Invented', '--key-file', path]);
  const named = officers.flatMap((path) => ['--officer', path]);
  const causes = ['planned', 'compromised'] as const;
  const rotate = (cause: string) => [
    'log',
    'rotate-service-key',
    '--cause',
    cause,
    '--again',
    '--json',
    ...named,
  ];
  const inUse = (): string => readFileSync(join(home, 'keys/service.pub.pem'), 'utf8');
  const whole = await strike(home, rotate('planned'), { at: 'no time' });
  assert.equal(whole.code, 0, whole.err);
  assert.ok(whole.steps > 10, `${whole.steps} steps`);
  for (let round = 0; round < ROUNDS; round++) {
    const step = stepOf(round, whole.steps);
    const before = inUse();
    const struck = await strike(home, rotate(causes[round % 2] ?? 'planned'), { at: 'step', step });
    await assertAudited(home, `step ${step}:`);
    const isThere = inUse() !== before;
    if (isThere) assert.ok(!readdirSync(join(home, 'keys')).includes('service-next.pem'), `step ${step}`);
    const title = `Round ${round}`; // what is recorded next is recorded with the key that signs now
    const { reference } = await comityJson(home, ['case', 'create', '--title', title]);
    const add = [
      'exhibit',
      'add',
      '-',
      '--case',
      String(reference),
      '--source',
      'x',
      '--authority',
      'order 1',
    ];
    assert.ok((await comityJson(home, add, 'hello'))['number'], `step ${step}`);
    t.diagnostic(
      `step ${step} of ${whole.steps}: ${struck.isStruck ? 'killed' : 'ended'}, ${isThere ? 'there' : 'absent'}`,
    );
  }
  const last = await comity(home, ['audit']);
  assert.equal(last.code, 0, `${last.out}${last.err}`);
});

/** Each round has its share of the steps, from first to last. */
function stepOf(round: number, steps: number): number {
  return 1 + Math.floor(((round + randomOf(SEED + round)()) / ROUNDS) * steps);
}

async function newHome(folder: string): Promise<string> {
  const home = join(folder, 'home');
  assert.equal((await comity(home, ['init', ...LYON])).code, 0);
  return home;
}

/** What the web does before the job: two administrators sign. */
async function signedByTwo(home: string, who: string, keys: 'log' | 'service' = 'log'): Promise<void> {
  const { DATABASE_URL: _, ...env } = process.env;
  const opened = await openHouse(homeAt(home), env, new URL(SITE), 'no-token');
  try {
    const { house, people } = opened;
    const held: HeldKeys = new Map();
    const desk: KeyDesk = {
      house,
      people,
      signIn: fakeSignIn(held),
      url: new URL(SITE),
      passphrase: undefined,
    };
    const both = [
      await enrol(people, `${who}one`, ['administrator']),
      await enrol(people, `${who}two`, ['administrator']),
    ];
    for (const { id } of both) held.set(id, [{ key: newPasskey('es256'), counter: 0 }]);
    const [first] = both;
    assert.ok(first);
    const id =
      keys === 'log'
        ? await proposeKeyChange(desk, first.person, { cause: 'planned', overlapDays: 30 })
        : await proposeServiceKey(desk, first.person, { cause: 'compromised' });
    const text = Buffer.from((await proposalById(house.db.kysely, id))?.text ?? []).toString();
    for (const one of both) {
      const [own] = held.get(one.id) ?? [];
      assert.ok(own);
      const assertions = [assertionOver(own.key, text, { counter: 1 })];
      const answer = { nonce: id, at: 1, key: fingerprint(own.key), challenges: [''], assertions };
      await signKeyChange(desk, one.person, id, answer);
    }
  } finally {
    await opened.close();
  }
}

test('killed at any step, a change that the web asked for is carried out once by whoever comes next', async (t) => {
  t.diagnostic(`COMITY_CRASH_SEED=${SEED}`);
  const home = await newHome(temporaryFolder(t));
  const run = (blow: Blow) => strike(home, [JOB, home], blow, process.execPath);
  const proofs = (): number => readdirSync(join(home, 'log/key-changes')).length;
  await signedByTwo(home, 'a');
  const whole = await run({ at: 'no time' });
  assert.equal(whole.code, 0, whole.err);
  assert.equal(proofs(), 1);
  for (let round = 0; round < ROUNDS; round++) {
    await signedByTwo(home, `r${round}`);
    const before = proofs();
    const step = stepOf(round, whole.steps);
    const struck = await run({ at: 'step', step });
    await assertAudited(home, `step ${step}:`);
    const rest = await run({ at: 'no time' });
    assert.equal(rest.code, 0, rest.err);
    assert.equal(proofs(), before + 1, `step ${step}: once. ${struck.err}${rest.err}`);
    await assertAudited(home, `step ${step}, again:`);
    t.diagnostic(`step ${step} of ${whole.steps}: ${struck.isStruck ? 'killed' : 'ended'}`);
  }
});

test('killed at any step, a change of the service’s key that the web asked for is carried out once too', async (t) => {
  t.diagnostic(`COMITY_CRASH_SEED=${SEED}`);
  const home = await newHome(temporaryFolder(t));
  const run = (blow: Blow) => strike(home, [JOB, home], blow, process.execPath);
  const inUse = (): string => readFileSync(join(home, 'keys/service.pub.pem'), 'utf8');
  await signedByTwo(home, 'a', 'service');
  const whole = await run({ at: 'no time' });
  assert.equal(whole.code, 0, whole.err);
  for (let round = 0; round < ROUNDS; round++) {
    await signedByTwo(home, `r${round}`, 'service');
    const before = inUse();
    const step = stepOf(round, whole.steps);
    const struck = await run({ at: 'step', step });
    await assertAudited(home, `step ${step}:`);
    const rest = await run({ at: 'no time' });
    assert.equal(rest.code, 0, rest.err);
    assert.notEqual(inUse(), before, `step ${step}: ${struck.err}${rest.err}`);
    const { DATABASE_URL: _, ...env } = process.env;
    const house = await openInstallation(homeAt(home), { env });
    const ends = (await leavesOfTypes(house.db.kysely, ['keyRotated'])).length;
    await house.close();
    assert.equal(ends, round + 2, `step ${step}: once`);
    t.diagnostic(`step ${step} of ${whole.steps}: ${struck.isStruck ? 'killed' : 'ended'}`);
  }
});
