import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity } from '../../test/support/comity.ts';
import { testCase, testExhibit } from '../../test/support/installation.ts';
import { volumesFixture } from '../../test/support/media.ts';
import { testHouse } from '../../test/support/people.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { eventsOf } from '../evidence/events/recorded-event.acts.ts';

test('exhibit contents lists a medium or files, and the look is in the custody record', async (t) => {
  const { house, made } = await testHouse(t);
  const file = await testCase(house);
  const path = join(temporaryFolder(t), 'stick.dd');
  writeFileSync(path, volumesFixture().subarray(1_048_576, 2_097_152)); // the FAT12 volume
  const medium = await testExhibit(house, file, { from: { kind: 'path', path }, title: 'A stick' });
  const letter = await testExhibit(house, file);
  const run = (...args: string[]) => comity(made.home.path, ['exhibit', 'contents', ...args], '', made.env);
  const listed = await run(medium.number, '--deleted');
  assert.equal(listed.code, 0, listed.err);
  assert.match(listed.out, /^Volume 0: whole medium, 1\.0 MB from byte 0: FAT12 "FAT12"\n/);
  assert.match(listed.out, /^\/docs\/Протокол\.txt$/m);
  assert.match((await run(letter.number)).out, /8 B {2}letter\.txt/);
  const last = async () => (await eventsOf(house, medium.number)).at(-1)?.event;
  const purposeOf = async () => [(await last())?.type, (await last())?.facts?.['purpose']];
  assert.deepEqual(await purposeOf(), ['viewed', 'contents']);
  const key = join(temporaryFolder(t), 'key');
  writeFileSync(key, 'correct horse');
  assert.equal((await run(medium.number, '--key-file', key)).code, 0);
  assert.deepEqual(await purposeOf(), ['viewed', 'contents, with a key']);
  assert.doesNotMatch(JSON.stringify(await last()), /horse/);
});
