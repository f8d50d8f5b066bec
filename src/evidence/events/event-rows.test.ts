import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldByInes } from '../../../test/support/held-exhibit.ts';
import { utf8, utf8Text } from '../../base/bytes.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { addCondition } from '../custody/condition.acts.ts';
import { readEvents } from './event-rows.ts';
import { eventRows } from './event-rows.store.ts';
import { isUnbroken } from './event.ts';
import { signedBy } from './signed-by.ts';

test('events read quickly are those read strictly; one that was touched is refused or breaks the chain', async (t) => {
  const { made, number, ines, key } = await heldByInes(t);
  for (const condition of ['This case only', 'No onward transfer'])
    await addCondition(made.house, { by: ines, number, condition, reason: 'Letter', key: key() });
  const rows = await eventRows(made.house.db.kysely, ines.file.id, number);
  assert.equal(rows.length, 4);
  const events = readEvents(rows);
  assert.ok(isUnbroken(events));
  for (const [i, row] of rows.entries()) {
    const strict = parseEventNote(row.note, 'here');
    assert.deepEqual(events[i]?.event, strict.event);
    assert.equal(events[i]?.signedBy, signedBy(strict));
  }
  const touched = (from: string, to: string, at = 2) =>
    rows.map((row, i) => (i === at ? { ...row, note: utf8(utf8Text(row.note).replace(from, to)) } : row));
  assert.equal(isUnbroken(readEvents(touched('This', 'That'))), false, 'the next names other bytes');
  assert.equal(isUnbroken(readEvents(rows.toSpliced(1, 1))), false, 'one is missing');
  assert.throws(() => readEvents(touched('"itemSeq":3', '"itemSeq": 3')), /canonical/);
  assert.throws(
    () => readEvents(touched('"itemSeq":4', '"itemSeq": 4', 3)),
    /canonical/,
    'nothing vouches for the last',
  );
  assert.throws(() => readEvents(touched('{', '')), /canonical|eventInvalid|JSON/);
  assert.deepEqual(readEvents([]), []);
});
