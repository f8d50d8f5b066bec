// A file of lines is text, or is refused by a word.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseVisit } from '../../../../people/visit.routes.ts';
import { smallText } from './bring.routes.ts';

const read = (content: string | Buffer) => {
  const file = new File([new Uint8Array(Buffer.from(content))], 'lines.csv');
  const body = new FormData();
  body.append('file', file);
  const request = new Request('http://localhost/', { method: 'POST', body });
  return smallText({ request: () => request } as CaseVisit); // asked for nothing else
};

test('a file is read as text, and what is none is refused', async () => {
  assert.deepEqual(await read('other,locker 12'), { ok: true, text: 'other,locker 12' });
  assert.deepEqual(await read(' '), { ok: false, reason: 'empty' });
  for (const none of [Buffer.from([0xff, 0xfe, 0x61]), 'other,a\0b'])
    assert.deepEqual(await read(none), { ok: false, reason: 'notText' });
  assert.deepEqual(await read('x'.repeat(1024 * 1024 + 1)), { ok: false, reason: 'tooLarge' });
});
