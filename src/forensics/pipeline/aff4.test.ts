// An exhibit of AFF4 that is no image of a medium but files (AFF4-L).
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { aff4Logical } from '../../../test/support/aff4-logical-made.ts';
import { mediaBytes } from '../../../test/support/ewf-image.ts';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { testHouse } from '../../../test/support/people.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { newUuid } from '../../base/ids.ts';
import { examine } from './examine.acts.ts';

test('the files of a logical container are examined', async (t) => {
  const { house } = await testHouse(t);
  const file = await testCase(house);
  const folder = temporaryFolder(t);
  const made = aff4Logical(mediaBytes(20_000));
  writeFileSync(join(folder, 'case.aff4'), made.bytes);
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path: join(folder, 'case.aff4') } });
  const run = newUuid(house.clock, house.random);
  await examine(house, { exhibit, run, signal: AbortSignal.timeout(120_000) });
  const { rows } = await sql<{ path: string; sha256: string }>`
    select path, encode(sha256, 'hex') as sha256 from examined_item
    where exhibit_id = ${exhibit.id} and parent is null and type = 'file'`.execute(house.db.kysely);
  const items = new Map(rows.map(({ path, sha256 }) => [path, sha256]));
  assert.deepEqual([...items.keys()].toSorted(), [...made.files.keys()].toSorted());
  for (const [path, bytes] of made.files)
    assert.equal(items.get(path), createHash('sha256').update(bytes).digest('hex'), path);
});
