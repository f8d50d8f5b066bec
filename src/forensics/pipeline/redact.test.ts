// What was not asked is taken out by its bytes: each kind finds exactly its places, everything else stays, and the copy says so and is chained.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { heldByInes } from '../../../test/support/held-exhibit.ts';
import { inMemory, testExhibit } from '../../../test/support/installation.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { conditionsOfSender } from '../../evidence/packages/sender-conditions.store.ts';
import { audit } from '../../evidence/upkeep/audit.acts.ts';
import { redactedBytes, spansOf, type RedactKind } from './redact-spans.ts';
import { makeRedacted, RECORD } from './redact.acts.ts';

function taken(kind: RedactKind, which: readonly string[], text: string): string {
  const bytes = Buffer.from(text);
  const found = spansOf(kind, which, bytes);
  return found.ok
    ? Buffer.from(redactedBytes(bytes, found.spans, kind === 'values').bytes).toString()
    : `no: ${found.problem}`;
}

test('lines, columns, values, texts and bytes are found where they are, and nothing else changes', () => {
  const R = '[redacted]';
  assert.equal(taken('lines', ['2', '4-5'], 'a\nb\r\nc\nd\ne'), `a\n${R}\r\nc\n${R}\n${R}`);
  assert.equal(taken('bytes', ['1-2'], 'abcdé'), `a${R}dé`);
  assert.equal(taken('bytes', ['1-2', '2-3'], 'abcdé'), `a${R}é`);
  assert.equal(taken('text', ['Ann', 'nna'], 'Anna, Ann'), `${R}, ${R}`);
  assert.equal(
    taken('columns', ['name', 'to "x"'], '\uFEFFid;name;"to ""x"""\r\n1;"a;""b\nc";\r\n\r\n2;d\r\n'),
    `\uFEFFid;name;"to ""x"""\r\n1;${R};${R}\r\n\r\n2;${R}\r\n`,
  );
  assert.equal(taken('columns', ['b'], 'a\tb\n1\t2'), `a\tb\n1\t${R}`);
  const V = `"${R}"`;
  assert.equal(
    taken(
      'values',
      ['/m/*/body', '/n/0', '/a~1b'],
      '{ "m": [{"body" :"x\\"]","of":1},{"b\\u006fdy": {"y":[1]}}], "n":[-1.5e3 ,null], "a/b":true}',
    ),
    `{ "m": [{"body" :${V},"of":1},{"b\\u006fdy": ${V}}], "n":[${V} ,null], "a/b":${V}}`,
  );
  assert.equal(taken('values', ['/to'], '{"to":1}\n\n{"of":2}\n'), `{"to":${V}}\n\n{"of":2}\n`, 'one a line');
  assert.equal(taken('values', ['/*'], '\uFEFF[1,[2]]'), `\uFEFF[${V},${V}]`);
  // Each that is named must be there: what is not taken out without a word would leave.
  for (const [kind, which, text, why] of [
    ['lines', ['3'], 'a\nb\n', 'absent'],
    ['lines', ['2-1'], 'a\nb\n', 'form'],
    ['lines', ['x'], 'a', 'form'],
    ['bytes', ['5'], 'abcd', 'absent'],
    ['text', ['a', 'z'], 'a', 'absent'],
    ['columns', ['a', 'z'], 'a,b\n1,2', 'absent'],
    ['columns', ['a'], 'a,b\n"1,2', 'notTable'],
    ['columns', ['b'], 'a,b\n', 'absent'],
    ['values', ['/a', '/z'], '{"a":1}', 'absent'],
    ['values', ['a'], '{"a":1}', 'form'],
    ['values', ['/a'], '{"a":1', 'notJson'],
    ['values', ['/a'], '['.repeat(100_000), 'notJson'],
  ] as const)
    assert.equal(taken(kind, which, text), `no: ${why}`, `${kind} ${which.join()}`);
  assert.deepEqual(spansOf('lines', ['1'], Uint8Array.of(0xff, 0xfe)), {
    ok: false,
    problem: 'notText',
    found: 'other bytes',
  });
});

test('a redacted copy is an exhibit with its record, chained to the original, which stays as it is', async (t) => {
  const held = await heldByInes(t);
  const { house } = held.made;
  const text = 'id,name\n1,Ann\n2,Bob\n';
  const { number, id } = await testExhibit(house, held.file, {
    from: inMemory('records.csv', text),
    conditions: ['In this case only'],
  });
  const body = {
    kind: 'columns',
    which: ['name'],
    title: 'Records without names',
    reason: 'Other persons were not asked for',
  } as const;
  const make = (more = {}) =>
    makeRedacted(house, held.ines, { number, body: { ...body, ...more }, key: 'redact:1' });
  await assert.rejects(make({ which: ['city'] }), isRefusal('badInput', /city/));
  await assert.rejects(makeRedacted(house, held.stranger, { number, body, key: 'x' }), isRefusal('notFound'));
  await assert.rejects(makeRedacted(house, held.judge, { number, body, key: 'x' }), isRefusal('notAllowed'));
  const { exhibit } = await make();
  assert.equal((await make()).exhibit.number, exhibit.number, 'once');
  assert.deepEqual(exhibit.conditions, ['In this case only']);
  const file = async (of: typeof id, end: string): Promise<Buffer> => {
    const path = (await house.store.inventory(of)).files.find((one) => one.path.endsWith(end))?.path ?? '';
    const pieces: Uint8Array[] = [];
    for await (const piece of house.store.read(of, path)) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  const made = await file(exhibit.id, 'records.csv');
  assert.equal(made.toString(), 'id,name\n1,[redacted]\n2,[redacted]\n');
  const record = JSON.parse((await file(exhibit.id, RECORD)).toString()) as {
    original: { exhibit: string; sha256: string };
    redacted: { sha256: string };
    reason: string;
    ranges: [number, number, number, number][];
  };
  const sha256 = (of: string | Buffer): string => createHash('sha256').update(of).digest('hex');
  assert.deepEqual([record.original.exhibit, record.original.sha256], [number, sha256(text)]);
  assert.deepEqual([record.redacted.sha256, record.reason], [sha256(made), body.reason]);
  // Whoever has both can check that nothing else was changed.
  let [mended, shift] = [made.toString(), 0];
  for (const [from, to, start, end] of record.ranges) {
    const was = text.slice(from, to);
    mended = mended.slice(0, start + shift) + was + mended.slice(end + shift);
    shift += was.length - (end - start);
  }
  assert.equal(mended, text);
  for (const one of [number, exhibit.number]) {
    const last = (await eventsOf(house, one)).at(-1)?.event;
    assert.deepEqual(
      [last?.type, last?.facts?.['inputs'], last?.facts?.['outputs']],
      ['redacted', [number], [exhibit.number]],
    );
  }
  assert.equal((await file(id, 'records.csv')).toString(), text);
  assert.deepEqual(
    await conditionsOfSender(house.db.kysely, exhibit.number),
    [],
    'none came by the exchange',
  );
  assert.deepEqual((await audit(house)).differences, []);
});
