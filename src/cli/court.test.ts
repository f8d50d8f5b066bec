import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity, comityJson, LYON } from '../../test/support/comity.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { EXIT } from './terminal.ts';

test('the terminal says what a court asks: missing until the exhibit was read again', async (t) => {
  const folder = temporaryFolder(t);
  const home = join(folder, 'home');
  writeFileSync(join(folder, 'letter.txt'), 'a letter');
  await comityJson(home, ['init', ...LYON]);
  await comityJson(home, ['case', 'create', '--title', 'Harbour invoices']);
  const number = `FR-${new Date().getUTCFullYear()}-000001-1`;
  const from = ['--source', 'Desk', '--authority', 'warrant 441/26', '--by', 'I. Example'];
  await comityJson(home, [
    'exhibit',
    'add',
    join(folder, 'letter.txt'),
    '--case',
    number.slice(0, -2),
    ...from,
  ]);
  const asked = ['court', 'check', '--exhibit', number, '--state', 'US'];
  const before = await comity(home, asked);
  assert.equal(before.code, EXIT.refused);
  assert.match(before.out, /missing +Data copied from a device, medium or file/);
  assert.match(before.out, /Rule 902\(14\).*admissibility\.yaml:\d+/);
  await comityJson(home, ['exhibit', 'check', number]);
  const after = await comity(home, asked);
  assert.equal(after.code, EXIT.done, after.err);
  assert.match(after.out, /met +Data copied from a device, medium or file/);
  const none = await comityJson(home, asked.with(-1, 'FJ'));
  assert.deepEqual(none['rules'], []);
  assert.equal((await comity(home, asked.with(-1, 'XX'))).code, EXIT.usage);
});
