// A long request is read beside the server, within limits, and with the same answers as a short one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { atEnd } from '../../../../test/support/temporary.ts';
import { Refusal } from '../../../base/refusal.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { MAX_ITEMS } from '../../core/answers.ts';
import type { Message } from './message.ts';
import { DATA_LIMITS, readDataApart } from './request-document.ts';
import { documentProblem, placeOfProblem } from './request-data.ts';
import { MAX_CHARACTERS } from './request-file.ts';

const law = await shippedLaw();
const fixture = new URL('../../../../fixtures/requests/bc-31-subscriber/request.json', import.meta.url);
const short = JSON.parse(readFileSync(fixture, 'utf8')) as Message;

/** As many items as a request may have, each with as many identifiers as make it this long, and no longer. */
function longMessage(characters: number): Message {
  const [task] = short.tasks;
  const details = task?.details ?? assert.fail();
  const value = `https://social.example/${'a'.repeat(500)}`;
  const identifiers = Array.from(
    { length: Math.floor(characters / MAX_ITEMS / 600) },
    () => ({ kind: 'url', value }) as const,
  );
  return {
    ...short,
    tasks: Array.from({ length: MAX_ITEMS }, () => ({ ...task!, details: { ...details, identifiers } })),
  };
}

const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

test('while a request of 16 MB is read, another page is answered', async (t) => {
  const server = createServer((_, response) => response.end('page')).listen(0, '127.0.0.1');
  atEnd(t, () => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const message = longMessage(MAX_CHARACTERS);
  const bytes = bytesOf(message);
  assert.ok(bytes.length > 14 * 1024 * 1024, `${bytes.length}`);
  const answered: string[] = [];
  const page = fetch(`http://127.0.0.1:${port}/`).then(() => answered.push('page'));
  const read = await readDataApart('json', bytes, law);
  answered.push('request');
  await page;
  assert.deepEqual(answered, ['page', 'request']);
  assert.ok(isDeepStrictEqual(read, message));
});

test('what is wrong with a long request is said as of a short one', async () => {
  const long = longMessage(1_500_000);
  const [first, ...others] = long.tasks;
  const wrong = { ...long, tasks: [{ ...first, field: 'facts' }, ...others] };
  const problemsOf = async (bytes: Uint8Array) => {
    const error = await readDataApart('json', bytes, law).then(
      () => assert.fail('refused'),
      (why: unknown) => why,
    );
    assert.ok(error instanceof Refusal, String(error));
    return [error.code, documentProblem(error), placeOfProblem(error)];
  };
  assert.deepEqual(await problemsOf(bytesOf(wrong)), ['badInput', 'otherData', 'message.tasks.0.field']);
  assert.deepEqual(await problemsOf(bytesOf(long).subarray(0, -1)), ['badInput', 'brokenData', undefined]);
  assert.deepEqual(await problemsOf(Buffer.alloc(MAX_CHARACTERS + 1, ' ')), [
    'tooLarge',
    'tooLarge',
    undefined,
  ]);
});

test('a request that takes too long, too much memory or too much room is stopped, and the next one is read', async () => {
  const message = longMessage(1_500_000);
  for (const [limits, expected] of [
    [{ seconds: 0.001 }, /read within 0.001 seconds/],
    [{ memoryBytes: 1024 }, /read within 1024 bytes of memory/],
    [{ answerBytes: 1024 }, /holds at most 1024 bytes/],
  ] as const)
    await assert.rejects(
      readDataApart('json', bytesOf(message), law, { ...DATA_LIMITS, ...limits }),
      (error) => {
        assert.ok(error instanceof Refusal);
        assert.equal(error.code, 'tooLarge');
        assert.match(error.expected, expected);
        return true;
      },
    );
  assert.ok(isDeepStrictEqual(await readDataApart('json', bytesOf(message), law), message));
});
