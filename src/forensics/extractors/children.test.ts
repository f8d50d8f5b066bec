// Which child reads what: one for each group of formats of one exhibit, and none for two exhibits. The processes are counted, not what is said of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { photo } from '../../../test/support/artefacts-made.ts';
import { deflated } from '../../../test/support/archives.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { fileOfBytes } from '../pictures/pictures.ts';
import { ExamineInside } from './examine-inside.ts';

const FILES = {
  zip: { name: 'a.zip', kind: 'ZIP', bytes: buildZip([deflated('a.txt', Buffer.from('within'))]) },
  eml: { name: 'a.eml', kind: null, bytes: Buffer.from('Subject: Gate\r\n\r\nSeven.\r\n') },
  html: { name: 'a.html', kind: null, bytes: Buffer.from('<p>Harbour gate</p>') },
  plist: { name: 'a.plist', kind: null, bytes: Buffer.from('bplist00') },
  exif: { name: 'a.jpg', kind: 'JPEG', bytes: photo() },
} as const;
type Extractor = keyof typeof FILES;

function inside(t: TestContext): {
  readonly one: ExamineInside;
  readonly extract: (extractor: Extractor) => Promise<string>;
} {
  const one = new ExamineInside({ asked: {}, files: [] });
  t.after(() => one.close());
  const extract = async (extractor: Extractor): Promise<string> => {
    const { name, kind, bytes } = FILES[extractor];
    const rows: unknown[] = [];
    const found = await one.extract(
      { members: [], name, kind },
      extractor,
      (more) => Promise.resolve(void rows.push(...more)),
      { signal: AbortSignal.timeout(60_000), files: [fileOfBytes(name, bytes)] },
    );
    return JSON.stringify([found, rows]);
  };
  return { one, extract };
}

/** Of this process: each child, or what it is started through, is one. */
function processes(): readonly number[] {
  const text = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

/** Those that began while something was done. */
async function begunBy(act: () => Promise<unknown>): Promise<readonly number[]> {
  const before = processes();
  await act();
  return processes().filter((pid) => !before.includes(pid));
}

const onLinux = { skip: process.platform === 'linux' ? false : 'processes are counted by proc(5)' };

test(
  'each group of formats has its own child, which is kept, and no exhibit has that of another',
  onLinux,
  async (t) => {
    const [first, second] = [inside(t), inside(t)];
    await first.extract('zip'); // what is found of the walls is found once
    assert.deepEqual(await begunBy(() => first.extract('zip')), []);
    assert.equal((await begunBy(() => first.extract('html'))).length, 1);
    assert.equal((await begunBy(() => first.extract('eml'))).length, 1);
    for (const known of ['zip', 'html', 'eml', 'exif'] as const)
      assert.deepEqual(await begunBy(() => first.extract(known)), [], known);
    assert.deepEqual(first.one.children, ['archives', 'mail', 'documents']);
    assert.equal((await begunBy(() => second.extract('zip'))).length, 1, 'of another exhibit');
    assert.deepEqual(second.one.children, ['archives']);
  },
);

test(
  'the child of one group that is ended leaves those of the others, and what they find is the same',
  onLinux,
  async (t) => {
    const { extract } = inside(t);
    const zip = await begunBy(() => extract('zip'));
    const html = await begunBy(() => extract('html'));
    const found = [await extract('zip'), await extract('html')];
    const [pid] = zip;
    assert.ok(pid !== undefined && html.length === 1);
    process.kill(-pid, 'SIGKILL');
    assert.deepEqual([await extract('zip'), await extract('html')], found);
    assert.ok(html.every((one) => processes().includes(one)));
  },
);

test(
  'at most four are kept at once: the one that was not asked for longest ends, and begins anew when it is',
  onLinux,
  async (t) => {
    const { one, extract } = inside(t);
    const found = await extract('zip');
    const chain = { members: [], name: 'a.txt', kind: null };
    const bytes: Buffer[] = [];
    const take = (piece: Buffer): void => void bytes.push(Buffer.from(piece));
    const signal = AbortSignal.timeout(60_000);
    const failed = await one.bytes(chain, take, {
      signal,
      files: [fileOfBytes('a', Buffer.from('as it lies'))],
    });
    assert.deepEqual([failed, Buffer.concat(bytes).toString()], [undefined, 'as it lies']);
    for (const extractor of ['html', 'eml', 'plist'] as const) await extract(extractor);
    assert.deepEqual(one.children, ['medium', 'documents', 'mail', 'system']);
    assert.equal(await extract('zip'), found);
    assert.deepEqual(one.children, ['documents', 'mail', 'system', 'archives']);
  },
);

test('what is asked of it at once ends none that is at work', onLinux, async (t) => {
  const { one, extract } = inside(t);
  const all = Object.keys(FILES) as Extractor[]; // as it is declared
  const alone: { [extractor: string]: string } = {};
  for (const extractor of all) alone[extractor] = await extract(extractor);
  const asked = Array.from({ length: 40 }, (_, at) => all[(at * 7) % all.length] ?? 'zip');
  for (const [at, found] of (await Promise.all(asked.map((each) => extract(each)))).entries())
    assert.equal(found, alone[asked[at] ?? '']);
  assert.ok(one.children.length <= 4);
});
