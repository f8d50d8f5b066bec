// A volume that an older version has listed and read is listed and read anew: what it passed over is added, what it took for something else is mended.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { testHouse } from '../../../test/support/people.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { newUuid } from '../../base/ids.ts';
import { examine } from './examine.acts.ts';
import { forgetFailures, resultLines } from './results.store.ts';

test('what an older version listed is listed anew, and each file has its own digest', async (t) => {
  const { house } = await testHouse(t);
  const { kysely } = house.db;
  const volume = volumesOf(volumesFixture()).find(({ fileSystem }) => fileSystem?.kind === 'FAT12');
  assert.ok(volume);
  const path = join(temporaryFolder(t), 'disk.dd');
  writeFileSync(path, volumesFixture().subarray(volume.offset, volume.offset + volume.length));
  const exhibit = await testExhibit(house, await testCase(house), { from: { kind: 'path', path } });
  const linesOf = async (): Promise<readonly string[]> => {
    const run = newUuid(house.clock, house.random);
    await examine(house, { exhibit, run, unused: true, signal: AbortSignal.timeout(120_000) });
    const lines: string[] = [];
    for await (const line of resultLines(kysely, { exhibit: exhibit.id, caseId: exhibit.caseId }))
      lines.push(line);
    return lines.toSorted();
  };
  const lines = await linesOf();
  // As if one file had been passed over, and a time and the bytes of another been taken for others.
  await sql`delete from examined_unit where exhibit_id = ${exhibit.id} and stage in ('list', 'hash')`.execute(
    kysely,
  );
  const { rows } = await sql<{ place: string }>`
    delete from examined_item where path = '/many/f011.txt' and not deleted returning place`.execute(kysely);
  const [{ place } = { place: '' }] = rows;
  await sql`update examined_item set place = place - 1 where parent is null and place > ${place}::bigint`.execute(
    kysely,
  );
  await sql`update examined_item set modified = modified || 'Z', sha256 = decode(repeat('00', 32), 'hex') where path = '/readme.txt'`.execute(
    kysely,
  );
  assert.deepEqual(await linesOf(), lines);

  // "Try again" where only the listing said something: what had been read has its digests afterwards too.
  await sql`update examined_unit set outcome = 'failed', reason = 'damaged' where exhibit_id = ${exhibit.id} and stage = 'list'`.execute(
    kysely,
  );
  await house.db.transaction((tx) => forgetFailures(tx, { exhibit: exhibit.id, caseId: exhibit.caseId }));
  assert.deepEqual(await linesOf(), lines);
});
