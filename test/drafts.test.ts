// How much is kept of what somebody typed into an act: the largest file that may be an answer, and so much of one person.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { findDraft, keepTyped, SEALED_BYTES_MAX, SEALED_OF_PERSON_MAX } from '../src/people/draft.acts.ts';
import { file, FILE_BYTES_MAX, filePartsOf } from '../src/web/fields/file.ts';
import { enrol, testHouse } from './support/people.ts';

const PARTS = filePartsOf('list');

async function scene(t: TestContext) {
  const { people } = await testHouse(t);
  const { id: person } = await enrol(people, 'ines');
  let later = 0;
  const parts = { ...people, clock: () => people.clock() + later++ };
  const keep = (address: string, bytes: number) => {
    const text = Buffer.alloc(bytes, 1).toString('base64');
    const typed = { list: [[PARTS.name, 'list.csv'] as const, [PARTS.bytes, text] as const] };
    return keepTyped(parts, { person, address }, { key: newUuid(people.clock, people.random), typed });
  };
  const isKept = async (address: string) => (await findDraft(people, { person, address })) !== undefined;
  return { keep, isKept };
}

test('the largest file that is an answer is kept, and what is more than a draft takes is refused', async (t) => {
  const { keep, isKept } = await scene(t);
  assert.equal((await keep('/a', FILE_BYTES_MAX)).is, 'open');
  await assert.rejects(keep('/b', Math.ceil((SEALED_BYTES_MAX * 9) / 16)), { code: 'tooLarge' });
  assert.equal(await isKept('/b'), false);
  assert.equal((await keep('/a', 1)).is, 'open', 'another file in its place');
  const words = { ask: () => 'Which list?', means: 'A list.', wrong: () => 'Choose it' };
  assert.throws(() => file({ ...words, bytesMax: FILE_BYTES_MAX + 1 }), 'no question takes a larger one');
});

test('of large drafts of one person the oldest give way, and small ones stay that came after', async (t) => {
  const { keep, isKept } = await scene(t);
  const fit = Math.floor(SEALED_OF_PERSON_MAX / SEALED_BYTES_MAX);
  for (let n = 0; n <= fit; n++) await keep(`/a/${n}`, FILE_BYTES_MAX);
  await keep('/small', 1);
  const kept = async () =>
    Promise.all(Array.from({ length: fit + 1 }, async (_, n) => ((await isKept(`/a/${n}`)) ? n : '-')));
  assert.deepEqual(await kept(), ['-', 1, 2, 3, 4]);
  await keep('/a/1', FILE_BYTES_MAX - 1);
  await keep('/a/5', FILE_BYTES_MAX);
  assert.deepEqual(await kept(), ['-', 1, '-', 3, 4]);
  assert.equal(await isKept('/small'), true);
});
