// Volumes of LUKS with a passphrase, made with cryptsetup on a plain file, without a device.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createCipheriv, createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const KEY = Buffer.from('correct horse');
const QUICK = ['--pbkdf-force-iterations', '1000'];
/** LUKS2 with headers of 16 KiB and little room for keys. */
export const SMALL2 = ['--luks2-metadata-size', '16k', '--luks2-keyslots-size', '512k'];

function cryptsetup(args: readonly string[]): void {
  const { status, stderr } = spawnSync('cryptsetup', ['-q', ...args], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

export interface MadeLuks {
  readonly args: readonly string[];
  readonly cipher: string;
  readonly sectorBytes?: number;
  readonly essiv?: boolean;
  /** The passphrase; `KEY` otherwise. */
  readonly key?: Buffer;
}

/** Formatted by cryptsetup, which tells the key of the volume; OpenSSL then encrypts sector by sector. */
export function encrypted(
  plain: Buffer,
  { args, cipher, sectorBytes = 512, essiv = false, key: opens = KEY }: MadeLuks,
): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'comity-luks-'));
  try {
    const [path, key, own] = ['volume', 'key', 'own'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]; // three
    writeFileSync(key, opens);
    writeFileSync(path, '');
    truncateSync(path, 4 * 1024 * 1024);
    cryptsetup(['luksFormat', ...args, ...QUICK, '--key-file', key, path]);
    cryptsetup(['luksDump', '--dump-volume-key', '--volume-key-file', own, '--key-file', key, path]);
    const header = readFileSync(path);
    const at =
      header[7] === 1
        ? header.readUInt32BE(104) * 512
        : Number(/"offset":"(\d+)","size":"dynamic"/.exec(header.toString('latin1', 4096, 16_384))?.[1]);
    const secret = readFileSync(own);
    const whole = Buffer.alloc(Math.ceil(plain.length / sectorBytes) * sectorBytes);
    plain.copy(whole);
    for (let n = 0; n < whole.length; n += sectorBytes) {
      const iv = Buffer.alloc(16);
      iv.writeUInt32LE(n / 512);
      const salted = createCipheriv('aes-256-ecb', createHash('sha256').update(secret).digest(), null);
      const tweak = essiv ? salted.setAutoPadding(false).update(iv) : iv;
      const sector = createCipheriv(cipher, secret, tweak).setAutoPadding(false);
      whole.set(sector.update(whole.subarray(n, n + sectorBytes)), n);
    }
    return Buffer.concat([header.subarray(0, at), whole]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
