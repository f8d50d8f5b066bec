// The worked example of docs/formats/store.md is made again and compared.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { parseCanonicalJson } from '../base/canonical-json.ts';
import { isUuid } from '../base/ids.ts';
import { openDiskStore } from './disk-store.ts';
import type { WrittenFile } from './object-store.ts';
import { CHUNKS_EXTENSION, objectPath } from './ocfl.ts';
import { treeLine } from './source-tree-line.ts';
import type { FoundEntry } from './source-tree.ts';

const page = fs.readFileSync(new URL('../../docs/formats/store.md', import.meta.url), 'utf8');
const ID = '01990000-0000-7000-8000-0000000000e1';
const HOUR_NS = 3_600_000_000_000n;

function block(name: string): string {
  const [, text] = new RegExp(`^\`\`\`${name.replace('.', '\\.')}\\n(.*?)^\`\`\`$`, 'ms').exec(page) ?? [];
  assert.ok(text !== undefined, `no block ${name}`);
  return text;
}

/** What a listing would have found; a file system of ours has other inodes and times. */
function found(
  kind: 'file' | 'folder' | 'link',
  name: Buffer,
  inode: bigint,
  path = name.toString(),
): FoundEntry {
  const time = BigInt(Date.UTC(2026, 0, 1)) * 1_000_000n + inode * HOUR_NS;
  const stat = {
    mode: kind === 'folder' ? 0o40755n : kind === 'link' ? 0o120777n : 0o100640n,
    uid: 1000n,
    gid: 1000n,
    ino: inode,
    nlink: 1n,
    mtimeNs: time + 123_456_789n,
    ctimeNs: time,
    atimeNs: time,
    birthtimeNs: 0n,
  } as fs.BigIntStats; // the fields that are written
  return { kind, path, folder: '', name, foundPath: name, stat, isMountPoint: false };
}

const FILES: readonly (readonly [FoundEntry, Buffer])[] = [
  [found('file', Buffer.from('caf\xe9.txt', 'latin1'), 12n, 'caf_.txt'), Buffer.from('hello\n')],
  [found('file', Buffer.from('zeros.raw'), 14n), Buffer.alloc(9_000_000)],
];

test('the example of the store is what this program writes', async (t) => {
  assert.ok(isUuid(ID));
  const home = temporaryFolder(t);
  const at = { path: home, store: join(home, 'store'), staging: join(home, 'staging') };
  const store = await openDiskStore(at, {
    clock: () => Date.UTC(2026, 0, 2),
    user: { name: 'Andorian Federal Police' },
  });
  const staging = await store.stage(ID);
  const written: WrittenFile[] = [];
  for (const [entry, bytes] of FILES)
    written.push(
      await staging.write(`data/${entry.path}`, { kind: 'stream', name: 'example', stream: [bytes] }),
    );
  const [first, second] = FILES.map(([entry], i) => {
    const file = written[i];
    assert.ok(file);
    return treeLine(entry, { ok: true, file });
  });
  const link = treeLine({
    ...found('link', Buffer.from('latest'), 13n),
    target: Buffer.from('archive/2026'),
  });
  const lines = [treeLine(found('folder', Buffer.from('evidence'), 11n, '')), first, link, second].join('');
  await staging.write('tree.jsonl', { kind: 'stream', name: 'tree.jsonl', stream: [Buffer.from(lines)] });
  await staging.seal();
  await store.publish(ID);

  const object = join(at.store, objectPath(ID));
  const files = fs
    .readdirSync(object, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(object.length + 1))
    .sort();
  const read = (path: string): string => fs.readFileSync(join(object, path), 'utf8');
  const made: { readonly [name: string]: string } = {
    'object-path': `${objectPath(ID)}\n`,
    'object-files': `${files.join('\n')}\n`,
    'tree.jsonl': read('v1/content/tree.jsonl'),
    'inventory.json': read('inventory.json'),
    'chunk-hashes': read(`${CHUNKS_EXTENSION}/data/zeros.raw`),
  };
  if (process.env['COMITY_WRITE_EXAMPLE'] !== undefined) writePage(made);
  else for (const [name, text] of Object.entries(made)) assert.equal(text, block(name), name);
});

test('the example holds together as the page says, without the code that wrote it', () => {
  const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
  const digest = sha256(`urn:uuid:${ID}`);
  const path = [digest.slice(0, 3), digest.slice(3, 6), digest.slice(6, 9), digest].join('/');
  assert.equal(block('object-path').trim(), path);
  const inventory: unknown = JSON.parse(block('inventory.json'));
  const tree = block('tree.jsonl');
  assert.deepEqual((inventory as { manifest: unknown }).manifest, {
    [sha256('hello\n')]: ['v1/content/data/caf_.txt'],
    [sha256(Buffer.alloc(9_000_000))]: ['v1/content/data/zeros.raw'],
    [sha256(tree)]: ['v1/content/tree.jsonl'],
  });
  for (const line of tree.trimEnd().split('\n')) assert.notEqual(parseCanonicalJson(line), undefined, line);
  const node = (tag: number, ...parts: readonly Uint8Array[]): Buffer =>
    createHash('sha256')
      .update(Buffer.concat([Uint8Array.of(tag), ...parts]))
      .digest();
  const whole = node(0, Buffer.alloc(4_194_304));
  const rest = node(0, Buffer.alloc(9_000_000 - 2 * 4_194_304));
  assert.deepEqual(block('chunk-hashes').trimEnd().split('\n'), [
    'comity-chunk-hashes 1 4194304',
    ...[whole, whole, rest].map((leaf) => leaf.toString('hex')),
    `end 9000000 ${node(1, node(1, whole, whole), rest).toString('hex')}`,
  ]);
});

/** After a change of the format: COMITY_WRITE_EXAMPLE=1 node --test src/platform/disk-store-format.test.ts */
function writePage(made: { readonly [name: string]: string }): void {
  let text = page;
  for (const [name, body] of Object.entries(made))
    text = text.replace(
      new RegExp(`(^\`\`\`${name.replace('.', '\\.')}\\n).*?(^\`\`\`$)`, 'ms'),
      (_, open: string, close: string) => open + body + close,
    );
  fs.writeFileSync(new URL('../../docs/formats/store.md', import.meta.url), text);
}
