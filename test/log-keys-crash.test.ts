// The keys of the log are replaced by a command that is killed -9 before one of its steps on the disk or in the database. What
// the log recorded is finished by whatever is run next, what it did not has left nothing; and the command can be given again.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity, comityJson } from './support/comity.ts';
import { strike } from './support/crash-kill.ts';
import { temporaryFolder } from './support/temporary.ts';

const ROUNDS = Number(process.env['COMITY_CRASHES'] ?? 5);

test('killed at any step, a change of keys is wholly there or wholly absent', async (t) => {
  const folder = temporaryFolder(t);
  const home = join(folder, 'home');
  const init = [
    'init',
    '--agency',
    'Cyber unit of Lyon',
    '--state',
    'FR',
    '--origin',
    'lyon.example/custody',
  ];
  assert.equal((await comity(home, init)).code, 0);
  const officers = ['ines', 'omar'].map((name) => join(folder, `${name}.pem`));
  for (const path of officers) await comityJson(home, ['officer', 'enrol', 'A. Invented', '--key', path]);
  const rotate = ['log', 'rotate-keys', '--cause', 'planned', '--again', '--json'].concat(
    officers.flatMap((path) => ['--officer', path]),
  );
  const whole = await strike(home, rotate, { at: 'no time' });
  assert.equal(whole.code, 0, whole.err);
  assert.ok(whole.steps > 10, `${whole.steps} steps`);
  for (let round = 0; round < ROUNDS; round++) {
    const step = 1 + Math.floor(((round + Math.random()) / ROUNDS) * whole.steps);
    const before = readdirSync(join(home, 'log/key-changes')).length;
    const struck = await strike(home, rotate, { at: 'step', step });
    const checkpoint = await comity(home, ['log', 'checkpoint']);
    assert.equal(checkpoint.code, 0, `step ${step}: ${checkpoint.err}`);
    const audit = await comity(home, ['audit']);
    assert.equal(audit.code, 0, `step ${step}: ${audit.out}${audit.err}`);
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
