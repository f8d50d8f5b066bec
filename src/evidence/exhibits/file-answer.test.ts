import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { fileAnswer, partOf, rangeStart } from './file-answer.ts';

const KEPT = { bytes: 10, tag: 'abc' };

test('a range is read as RFC 9110 says, and anything else means the whole', () => {
  const part = (range: string, ifRange = '') => partOf({ range, ifRange }, KEPT);
  assert.deepEqual(part('bytes=0-'), { start: 0, end: 9 });
  assert.deepEqual(part('bytes=4-6'), { start: 4, end: 6 });
  assert.deepEqual(part('bytes=4-99'), { start: 4, end: 9 });
  assert.deepEqual(part('bytes=-3'), { start: 7, end: 9 });
  assert.deepEqual(part('bytes=4-', '"abc"'), { start: 4, end: 9 });
  for (const range of ['bytes=10-', 'bytes=6-4', 'bytes=-0']) assert.equal(part(range), 'outside', range);
  for (const range of ['', 'bytes=-', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=a-b'])
    assert.equal(part(range), undefined, range);
  assert.equal(part('bytes=4-', '"other"'), undefined, 'what they have is of another file');
  assert.equal(rangeStart({ range: 'bytes=4-', ifRange: '' }, KEPT), 4);
  assert.equal(rangeStart({ range: '', ifRange: '' }, KEPT), 0);
});

test('a download that broke off goes on to the same bytes', async (t) => {
  const path = join(temporaryFolder(t), 'file');
  writeFileSync(path, '0123456789');
  const ask = async (range: string): Promise<Response> =>
    fileAnswer({ ...KEPT, range, ifRange: '', file: await open(path), name: 'EX "1".zip' });
  const whole = await ask('');
  assert.equal(whole.status, 200);
  assert.equal(whole.headers.get('content-length'), '10');
  assert.equal(
    whole.headers.get('content-disposition'),
    `attachment; filename="EX__1_.zip"; filename*=UTF-8''EX%20%221%22.zip`,
  );
  assert.equal(await whole.text(), '0123456789');
  const rest = await ask('bytes=4-');
  assert.equal(rest.status, 206);
  assert.equal(rest.headers.get('content-range'), 'bytes 4-9/10');
  assert.equal(await rest.text(), '456789');
  const outside = await ask('bytes=11-');
  assert.equal(outside.status, 416);
  assert.equal(outside.headers.get('content-range'), 'bytes */10');
});
