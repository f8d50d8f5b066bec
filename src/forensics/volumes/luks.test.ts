// Volumes that cryptsetup makes are opened with their passphrase, and what lies in them is found; without it, or damaged, they are named.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { encrypted, KEY, SMALL2, type MadeLuks } from '../../../test/support/luks-made.ts';
import { lvmDisk } from '../../../test/support/lvm-made.ts';
import { bytesOf, volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { filesOf } from '../../../test/support/volume-files.ts';
import { openMedium, walk } from '../listing/list-image.ts';
import { whereOf } from '../looking/open-given.ts';

const skip = !hasProgram('cryptsetup') && 'no cryptsetup';
const medium = volumesFixture();
const [small] = volumesOf(medium)
  .filter(({ fileSystem }) => fileSystem !== undefined)
  .toSorted((one, other) => one.length - other.length);
assert.ok(small);
const PLAIN = Buffer.from(medium.subarray(small.offset, small.offset + small.length));

const expected = filesOf(openMedium(bytesOf(PLAIN)).volumes[0]);

for (const [name, made] of [
  [
    'LUKS1, AES-CBC with ESSIV',
    {
      args: ['--type', 'luks1', '--cipher', 'aes-cbc-essiv:sha256', '--key-size', '256'],
      cipher: 'aes-256-cbc',
      essiv: true,
    },
  ],
  [
    'LUKS1, AES-128-XTS, SHA-512',
    {
      args: ['--type', 'luks1', '--cipher', 'aes-xts-plain64', '--key-size', '256', '--hash', 'sha512'],
      cipher: 'aes-128-xts',
    },
  ],
  [
    'LUKS2, AES-256-XTS, sectors of 4096',
    {
      args: ['--type', 'luks2', '--pbkdf', 'pbkdf2', '--sector-size', '4096', ...SMALL2],
      cipher: 'aes-256-xts',
      sectorBytes: 4096,
    },
  ],
] as const satisfies readonly (readonly [string, MadeLuks])[])
  // prettier-ignore
  test(`a volume of ${name} is opened with its passphrase; without it is named`, { skip }, () => {
    const disk = encrypted(PLAIN, made);
    const closed = openMedium(bytesOf(disk));
    assert.match(closed.volumes[0]?.unread ?? '', /^LUKS [12] \(encrypted\)$/);
    assert.equal(closed.volumes.length, 1);
    for (const key of [KEY, Buffer.concat([KEY, Buffer.from('\n')])]) {
      const { volumes, problems } = openMedium(bytesOf(disk), key);
      assert.deepEqual(problems, []);
      assert.deepEqual(filesOf(volumes[1]), expected);
    }
    const wrong = openMedium(bytesOf(disk), Buffer.from('wrong'));
    assert.equal(wrong.volumes.length, 1);
    assert.match(wrong.problems.join(), /the key that was given does not open it/);
  });

test(
  'a volume that cryptsetup encrypted is opened, by its second header too; where its files lie is said as encrypted',
  { skip },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'comity-luks-'));
    try {
      const [path, key] = [join(folder, 'volume'), join(folder, 'key')];
      writeFileSync(key, KEY);
      writeFileSync(path, Buffer.concat([PLAIN, Buffer.alloc(2 * 1024 * 1024)]));
      const argon = [
        '--pbkdf',
        'argon2id',
        '--pbkdf-memory',
        '64',
        '--pbkdf-parallel',
        '1',
        '--pbkdf-force-iterations',
        '4',
      ];
      const made = spawnSync('cryptsetup', ['reencrypt', '-q', '--encrypt', '--type', 'luks2', ...argon, ...SMALL2, '--reduce-device-size', '2M', '--key-file', key, path], { encoding: 'utf8' }); // prettier-ignore
      assert.equal(made.status, 0, made.stderr);
      const disk = readFileSync(path);
      for (const isHurt of [false, true]) {
        if (isHurt) disk[5000]! ^= 1;
        const { volumes, problems } = openMedium(bytesOf(disk), KEY);
        assert.deepEqual(problems, []);
        const [, opened] = volumes;
        assert.deepEqual(filesOf(opened), expected);
        const file = [...walk(opened!, () => undefined)].find(({ entry }) => entry.sizeBytes > 600)!; // there is one
        const content = opened!.fileSystem!.content(file.entry); // as above
        const where = whereOf(content, opened!);
        assert.equal(where.stored, 'encrypted');
        assert.equal(where.runs[0]?.[0], (opened?.offset ?? 0) + (content.runs[0]?.at ?? 0));
      }
      disk[0x4000 + 5000]! ^= 1;
      assert.match(openMedium(bytesOf(disk), KEY).problems.join(), /neither copy of its header/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

test(
  'logical volumes within an encrypted one are found; damage of a header is a named reason, never an error',
  { skip },
  () => {
    const made = {
      args: ['--type', 'luks2', '--pbkdf', 'pbkdf2', '--sector-size', '512', ...SMALL2],
      cipher: 'aes-256-xts',
    };
    const disk = encrypted(
      lvmDisk(
        [
          { name: 'root', bytes: PLAIN },
          { name: 'parted', bytes: PLAIN, isParted: true },
        ],
        4096,
      ),
      made,
    );
    const { volumes, problems } = openMedium(bytesOf(disk), KEY);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      volumes.map(({ name, unread }) => [name, unread]),
      [
        [undefined, 'LUKS 2 (encrypted)'],
        ['vg0/root', undefined],
        ['vg0/parted', undefined],
      ],
    );
    for (const one of volumes.slice(1)) assert.deepEqual(filesOf(one), expected);
    const json = disk.toString('latin1', 4096, 16_384).replace(/\0[^]*$/, '');
    for (const [from, to] of [
      ['"type":"luks2"', '"type":"other"'],
      ['"iterations":1000', '"iterations":9e99'],
      ['"stripes":4000', '"stripes":9000'],
      ['"type":"crypt"', '"type":"plain"'],
      ['aes-xts-plain64', 'serpent-xts-pla'],
      ['{"keyslots"', '{"keyslots'],
      ['"offset":"', '"offset":"99'],
    ] as const) {
      const hurt = Buffer.from(disk);
      hurt.fill(0, 4096, 16_384);
      hurt.write(json.replaceAll(from, to), 4096, 'latin1');
      signed(hurt);
      const opened = openMedium(bytesOf(hurt), KEY);
      assert.equal(opened.volumes.length, 1, from);
      assert.ok(opened.problems.length > 0, from);
    }
    for (const length of [7, 8, 592, 4096, 10_000, 20_000, 300_000]) {
      const cut = openMedium(bytesOf(disk.subarray(0, length)), KEY);
      assert.equal(cut.volumes.filter(({ fileSystem }) => fileSystem !== undefined).length, 0, `${length}`);
    }
  },
);

/** With the checksum of the first header made right again, and no second one. */
function signed(disk: Buffer): void {
  disk.fill(0, 0x4000, 0x4000 + 512);
  disk.fill(0, 448, 512);
  createHash('sha256').update(disk.subarray(0, 0x4000)).digest().copy(disk, 448);
}
