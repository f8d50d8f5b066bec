// Kills the program that examines at the terminal, the database under it, and both, at random moments; what goes on afterwards leaves the table of
// the run that nothing stopped, byte for byte. A moment is a number of steps, of what the program has changed or sent by then: on a slow
// machine as on a fast one it lies in the midst of the work.
//
//   COMITY_EXAMINE_KILLS=100   how many times (twice unless said otherwise)
//   COMITY_CRASH_SEED=…        draws the same moments again; the seed is printed
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { STAGES } from '../src/forensics/pipeline/examined.ts';
import { copyHome } from './support/crash-home.ts';
import { strike, type Outcome } from './support/crash-kill.ts';
import { serversBelow } from './support/postgres.ts';
import { randomOf } from './support/random.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { unexaminedAt } from './support/unexamined.ts';

const WANTED = Number(process.env['COMITY_EXAMINE_KILLS'] ?? 2);
const SEED = Number(process.env['COMITY_CRASH_SEED'] ?? randomInt(2 ** 32));
const HITS = ['comity', 'server', 'both'] as const;

test('an examination that is killed leaves the table of one that was not', async (t) => {
  t.diagnostic(`COMITY_CRASH_SEED=${SEED}`);
  const random = randomOf(SEED);
  const folder = temporaryFolder(t);
  atEnd(t, () => serversBelow(folder).forEach((pid) => process.kill(pid, 'SIGKILL'))); // none, unless it failed
  const [unexamined, whole, broken] = ['unexamined', 'whole', 'broken'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const exhibit = await unexaminedAt(t, unexamined);
  for (const home of [whole, broken]) await copyHome(unexamined, home);
  const args = ['exhibit', 'examine', exhibit, '--table'];
  const unbroken = await strike(whole, args, { at: 'no time' });
  assert.equal(unbroken.code, 0, unbroken.err);
  assert.ok(unbroken.out.split('\n').length > 100);
  for (const stage of [
    '"hit":',
    '"stage":"picture"',
    '"stage":"extract:eml"',
    '"stage":"extract:sqlite"',
    '"stage":"extract:pdf"',
  ])
    assert.ok(unbroken.out.includes(stage), `${stage}: there is something to be struck at`);
  let span = spanOf(unbroken);
  const fell = new Map<string, number>();
  let goesOn = false;
  for (let struck = 0, tries = 0; struck < WANTED; tries++) {
    assert.ok(tries <= 2 * WANTED + 5, 'blows came too late');
    const hits = HITS[struck % HITS.length] ?? 'both';
    // Of a run that goes on less is left; one that is new is always hit. How far it is, it writes down by time, so that the number
    // of steps differs a little from run to run.
    const share = (goesOn ? 0.6 : 0.9) * random();
    const step = span.first + Math.floor(share * (span.last - span.first));
    const went = await strike(broken, args, { at: 'step', step, hits });
    const { code, out, err } = went;
    if (code === 0) {
      assert.equal(out, unbroken.out);
      // The busier the machine, the more steps a run takes, because it says how far it is by time: the next blows fall by this one.
      if (!goesOn) span = spanOf(went);
      await copyHome(unexamined, broken); // the blow would have come after its end
    } else {
      struck += 1;
      const where = `${hits}, ${stageOf(err)}`;
      fell.set(where, (fell.get(where) ?? 0) + 1);
    }
    goesOn = code !== 0;
  }
  const places = [...fell].map(([where, count]) => `${where}: ${count}`);
  for (const place of places.toSorted((one, other) => one.localeCompare(other))) t.diagnostic(place);
  const after = await strike(broken, args, { at: 'no time' });
  assert.equal(after.code, 0, after.err);
  assert.equal(after.out, unbroken.out);
});

/** The steps between which there is work: the first stage is over, and the last is not. */
function spanOf({ said, steps }: Outcome): { readonly first: number; readonly last: number } {
  const [first = 0, last = 0] = [said[0], said.at(-1)];
  assert.ok(first > 0 && last > first + 100, `steps ${said.join(', ')} of ${steps}`);
  return { first, last };
}

/** The first that was not over: each says so at its end. */
function stageOf(err: string): string {
  return STAGES.find((stage) => stage !== 'words' && !err.includes(` ${stage}: `)) ?? 'the table';
}
