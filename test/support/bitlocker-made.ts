// A volume of BitLocker around the bytes of a file system, written from the format that the reader cites.
import { createCipheriv, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const PASSWORD = 'correct horse 2026';
/** Each number is a multiple of eleven. */
export const RECOVERY = '000011-000022-000033-110011-220022-330033-440044-720885';

export interface MadeBitLocker {
  readonly method: 0x8000 | 0x8002 | 0x8003 | 0x8004 | 0x8005;
  /** What opens it; `clear`: its protection is suspended. */
  readonly by: readonly ('password' | 'recovery' | 'startup' | 'clear')[];
  readonly sectorBytes?: 512 | 4096;
  readonly isToGo?: boolean;
  /** 4: it is encrypted; 5: in part. */
  readonly state?: number;
}

export interface BitLockerMade {
  readonly disk: Buffer;
  /** Where the three copies begin. */
  readonly copies: readonly number[];
  /** The key of the sectors, in hex. */
  readonly key: string;
  /** The file of the startup key. */
  readonly bek: Buffer;
}

const MOVED = 8192;
const COPY = 64 * 1024;
const ID = Buffer.from('0102030405060708090a0b0c0d0e0f10', 'hex');
const u16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);
const u64 = (value: number): Buffer =>
  Buffer.concat([u32(value % 2 ** 32), u32(Math.floor(value / 2 ** 32))]);

function entry(type: number, value: number, ...data: readonly Uint8Array[]): Buffer {
  const all = Buffer.concat(data);
  return Buffer.concat([u16(8 + all.length), u16(type), u16(value), u16(1), all]);
}

let nonces = 1;

function locked(type: number, key: Buffer, secret: Buffer, method: number): Buffer {
  const nonce = Buffer.concat([u64(133_000_000_000_000_000), u32(nonces++)]);
  const plain = Buffer.concat([u32(12 + secret.length), u16(1), u16(0), u32(method), secret]);
  const cipher = createCipheriv('aes-256-ccm', key, nonce, { authTagLength: 16 });
  const bytes = cipher.update(plain);
  cipher.final();
  return entry(type, 0x0005, nonce, cipher.getAuthTag(), bytes);
}

const SALT = Buffer.from('101112131415161718191a1b1c1d1e1f', 'hex');
/** Of the two with that salt, a million rounds; that of the recovery password is as cryptsetup makes it. */
const STRETCHED = {
  password: Buffer.from('1af3f0d9c2b48774d1aadb6ebd2c9b13967716d93b491d9c37b7c049a22ce420', 'hex'),
  recovery: Buffer.from('329f64187191360aa5faa9f936b76c8650a6200812d47277d835cde51437cde2', 'hex'),
};

function protector(by: MadeBitLocker['by'][number], master: Buffer, startup: Buffer): Buffer {
  const head = (protection: number): Buffer =>
    Buffer.concat([ID, u64(133_000_000_000_000_000), u16(0), u16(protection)]);
  const own = (key: Buffer): Buffer => locked(0, key, master, 0x2003);
  switch (by) {
    case 'password':
    case 'recovery': {
      const protection = by === 'password' ? 0x2000 : 0x0800;
      return entry(0x0002, 0x0008, head(protection), entry(0, 0x0003, u32(0x1000), SALT), own(STRETCHED[by]));
    }
    case 'startup':
      return entry(0x0002, 0x0008, head(0x0200), own(startup));
    case 'clear': {
      const key = randomBytes(32);
      return entry(0x0002, 0x0008, head(0), entry(0, 0x0001, u32(0x2003), key), own(key));
    }
  }
}

/** With room after the file system, where its first sectors are moved to and the three copies lie. */
export function bitlocker(plain: Buffer, made: MadeBitLocker): BitLockerMade {
  const { method, by, sectorBytes = 512, isToGo = false, state = 4 } = made;
  const end = Math.ceil(plain.length / COPY) * COPY;
  const copies = [end, end + 2 * COPY, end + 4 * COPY];
  const moved = end + COPY;
  const disk = Buffer.alloc(end + 6 * COPY);
  plain.copy(disk);
  plain.copy(disk, moved, 0, MOVED);
  const [master, startup] = [randomBytes(32), randomBytes(32)];
  const isXts = method >= 0x8004; // of the diffuser there is no more than its number
  const bits = method === 0x8002 || method === 0x8004 ? 128 : 256;
  const key = randomBytes(isXts ? bits / 4 : bits / 8);
  for (let at = 0; at < disk.length; at += sectorBytes) {
    const iv = Buffer.concat([u64(isXts ? at / sectorBytes : at), Buffer.alloc(8)]);
    const tweak = isXts ? iv : createCipheriv(`aes-${bits}-ecb`, key, null).setAutoPadding(false).update(iv);
    const cipher = createCipheriv(`aes-${bits}-${isXts ? 'xts' : 'cbc'}`, key, tweak).setAutoPadding(false);
    disk.set(cipher.update(disk.subarray(at, at + sectorBytes)), at);
  }
  const entries = [
    ...by.map((one) => protector(one, master, startup)),
    locked(0x0003, master, key, method),
    entry(0x000f, 0x000f, u64(moved), u64(MOVED)),
  ];
  const size = 48 + Buffer.concat(entries).length;
  const head = [Buffer.from('-FVE-FS-'), u16(Math.ceil((64 + size) / 16)), u16(2), u16(state), u16(state)];
  const places = [u64(disk.length), u32(0), u32(MOVED / sectorBytes), ...copies.map(u64), u64(moved)];
  const own = [
    u32(size),
    u32(1),
    u32(48),
    u32(size),
    ID,
    u32(nonces),
    u32(method),
    u64(133_000_000_000_000_000),
  ];
  const block = Buffer.concat([...head, ...places, ...own, ...entries]);
  const padded = Buffer.concat([block, Buffer.alloc(-block.length & 15)]);
  // After them a checksum, which dislocker looks at.
  const checked = Buffer.concat([padded, u16(8), u16(1), u32(crc32(padded))]);
  for (const at of copies) checked.copy(disk, at);
  header(disk.subarray(0, MOVED), { copies, sectorBytes, isToGo });
  const external = entry(0x0006, 0x0009, ID, u64(0), entry(0, 0x0001, u32(0x2002), startup));
  const total = 48 + external.length;
  const bek = Buffer.concat([u32(total), u32(1), u32(48), u32(total), ID, u32(1), u32(0), u64(0), external]);
  return { disk, copies, key: key.toString('hex'), bek };
}

function header(
  into: Buffer,
  {
    copies,
    sectorBytes,
    isToGo,
  }: { readonly copies: readonly number[]; readonly sectorBytes: number; readonly isToGo: boolean },
): void {
  into.fill(0, 0, 512);
  into.write('\xeb\x58\x90', 0, 'latin1');
  into.write(isToGo ? 'MSWIN4.1' : '-FVE-FS-', 3, 'latin1');
  into.writeUInt16LE(sectorBytes, 11);
  into.write('FAT32   ', 82, 'latin1');
  const at = isToGo ? 424 : 160;
  if (isToGo) into.set([1, 32, 0, 2], 13); // as FAT has it: a sector a cluster, 32 reserved, two tables
  into.write('3bd66749292ed84a8399f6a339e3d001', at, 'hex');
  for (const [n, copy] of copies.entries()) u64(copy).copy(into, at + 16 + 8 * n);
  into.writeUInt16LE(0xaa55, 510);
}
