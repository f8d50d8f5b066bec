// Kills the program that examines, the database under it, and both, at random moments; what goes on afterwards leaves the table of
// the run that nothing stopped, byte for byte.
//
//   COMITY_EXAMINE_KILLS=100   how many times (three unless said otherwise)
//   COMITY_CRASH_SEED=…        draws the same moments again; the seed is printed
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity, comityJson, LYON } from './support/comity.ts';
import { copyHome, PAPERS } from './support/crash-home.ts';
import { strike, type Blow } from './support/crash-kill.ts';
import { imageWithArchives } from './support/archives.ts';
import { serversBelow } from './support/postgres.ts';
import { randomOf } from './support/random.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';

const WANTED = Number(process.env['COMITY_EXAMINE_KILLS'] ?? 3);
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
  const image = join(folder, 'disk.dd');
  writeFileSync(image, imageWithArchives());
  assert.equal((await comity(unexamined, ['init', ...LYON])).code, 0);
  const file = String((await comityJson(unexamined, ['case', 'create', '--title', 'Harbour']))['reference']);
  assert.equal((await comity(unexamined, ['exhibit', 'add', image, '--case', file, ...PAPERS])).code, 0);
  for (const home of [whole, broken]) await copyHome(unexamined, home);
  const args = ['exhibit', 'examine', `${file}-1`, '--table'];
  const unbroken = await strike(whole, args, { at: 'no time' });
  assert.equal(unbroken.code, 0, unbroken.err);
  assert.ok(unbroken.out.split('\n').length > 100);
  for (let struck = 0, tries = 0; struck < WANTED; tries++) {
    assert.ok(tries < 4 * WANTED + 8, 'most blows came too late');
    const hits = HITS[struck % HITS.length] ?? 'both';
    const blow: Blow = { at: 'time', ms: unbroken.ms * (0.3 + 0.6 * random()), hits };
    const { code } = await strike(broken, args, blow);
    if (code !== 0) struck += 1;
    else await copyHome(unexamined, broken); // the blow came after its end
  }
  const after = await strike(broken, args, { at: 'no time' });
  assert.equal(after.code, 0, after.err);
  assert.equal(after.out, unbroken.out);
});
