import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity } from '../../test/support/comity.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';

test('a file without an end is refused, and so is a name that programs take for another thing', async (t) => {
  const folder = temporaryFolder(t);
  const check = (path: string) => comity(folder, ['request', 'check', path]);
  const endless = await check('/dev/zero');
  assert.equal(endless.code, 1);
  assert.match(endless.err, /at most 67108864 bytes; found more/);
  const twisted = join(folder, 'twisted.json');
  writeFileSync(twisted, '{"v": 1, "form": "bc-31-subscriber", "answers": {"\\u005f_proto__": {}}}');
  assert.match((await check(twisted)).err, /found “__proto__”/);
});
