// Small files of Windows and macOS, made here: a hive, a shortcut, a prefetch file (plain and packed), property lists.

function utf16(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le');
}

/** 2020-01-02 03:04:05 UTC. */
const TIME = (1_577_934_245n + 11_644_473_600n) * 10_000_000n;
export const TIME_WORDS = '2020-01-02T03:04:05.000Z';

/** A root key with a value, a key below it, and one in a free cell. */
export function hive(): Buffer {
  const file = Buffer.alloc(8192);
  file.write('regf', 0, 'latin1');
  file.writeUInt32LE(1, 4);
  file.writeUInt32LE(1, 8);
  file.writeBigUInt64LE(TIME, 12);
  utf16('\\made\\ntuser.dat').copy(file, 48);
  file.write('hbin', 4096, 'latin1');
  file.writeUInt32LE(4096, 4096 + 8);
  let next = 32;
  const cell = (bytes: Buffer, isFree = false): number => {
    const at = next;
    const size = (4 + bytes.length + 7) & ~7;
    file.writeInt32LE(isFree ? size : -size, 4096 + at);
    bytes.copy(file, 4096 + at + 4);
    next += size;
    return at;
  };
  const key = (name: string, more: { subkeys?: number; values?: number }): Buffer => {
    const raw = Buffer.alloc(76 + name.length);
    raw.write('nk', 0, 'latin1');
    raw.writeUInt16LE(0x20, 2);
    raw.writeBigUInt64LE(TIME, 4);
    raw.writeUInt32LE(more.subkeys === undefined ? 0 : 1, 20);
    raw.writeUInt32LE(more.subkeys ?? 0xffff_ffff, 28);
    raw.writeUInt32LE(more.values === undefined ? 0 : 1, 36);
    raw.writeUInt32LE(more.values ?? 0xffff_ffff, 40);
    raw.writeUInt16LE(name.length, 72);
    raw.write(name, 76, 'latin1');
    return raw;
  };
  const four = (number: number): Buffer => {
    const raw = Buffer.alloc(4);
    raw.writeUInt32LE(number);
    return raw;
  };
  const data = cell(utf16('what it says'));
  const value = Buffer.alloc(24);
  value.write('vk', 0, 'latin1');
  value.writeUInt16LE(4, 2);
  value.writeUInt32LE(26, 4);
  value.writeUInt32LE(data, 8);
  value.writeUInt32LE(1, 12);
  value.writeUInt16LE(1, 16);
  value.write('Note', 20, 'latin1');
  const values = cell(four(cell(value)));
  const child = cell(key('Below', {}));
  const list = cell(Buffer.concat([Buffer.from('lf'), Buffer.from([1, 0]), four(child), four(0)]));
  file.writeUInt32LE(cell(key('Root', { subkeys: list, values })), 36);
  cell(key('Deleted key', {}), true);
  file.writeInt32LE(4096 - next, 4096 + next);
  return file;
}

export function shortcut(): Buffer {
  const head = Buffer.alloc(76);
  head.writeUInt32LE(76);
  Buffer.from('0114020000000000c000000000000046', 'hex').copy(head, 4);
  head.writeUInt32LE(0x02 | 0x20 | 0x80, 20);
  head.writeBigUInt64LE(TIME, 44);
  const path = Buffer.from('C:\\made\\letter.docx\0', 'latin1');
  const info = Buffer.alloc(28 + 16 + 4);
  info.writeUInt32LE(info.length + path.length, 0);
  info.writeUInt32LE(28, 4);
  info.writeUInt32LE(1, 8);
  info.writeUInt32LE(28, 12);
  info.writeUInt32LE(info.length, 16);
  info.writeUInt32LE(info.length + path.length - 1, 24);
  info.writeUInt32LE(2, 28 + 4);
  info.writeUInt32LE(0xc0ffee00, 28 + 8);
  info.writeUInt32LE(16, 28 + 12);
  const words = Buffer.from('/quiet', 'utf16le');
  return Buffer.concat([head, info, path, Buffer.from([6, 0]), words, Buffer.alloc(4)]);
}

export function prefetchFile(): Buffer {
  const names = Buffer.concat([utf16('\\VOLUME\\A.EXE'), utf16('\\VOLUME\\B.DLL')]);
  const file = Buffer.alloc(240 + names.length);
  file.writeUInt32LE(23, 0);
  file.write('SCCA', 4, 'latin1');
  utf16('A.EXE').copy(file, 16);
  file.writeUInt32LE(0xd8414f97, 76);
  file.writeUInt32LE(240, 100);
  file.writeUInt32LE(names.length, 104);
  file.writeBigUInt64LE(TIME, 128);
  file.writeUInt32LE(7, 152);
  names.copy(file, 240);
  return file;
}

/** Each byte by a code of its own eight bits, which is allowed and packs nothing. */
export function packedPrefetch(): Buffer {
  const plain = prefetchFile();
  const head = Buffer.alloc(8);
  head.write('MAM\x04', 0, 'latin1');
  head.writeUInt32LE(plain.length, 4);
  const table = Buffer.alloc(256);
  table.fill(0x88, 0, 128);
  const even = Buffer.concat([plain, Buffer.alloc(6 + (plain.length % 2))]);
  return Buffer.concat([head, table, even.swap16()]);
}

/** `{"Name": "made", "Inner": [1, true, <date>]}`; `loops`: an array that holds itself. */
export function binaryPlist(loops = false): Buffer {
  const date = Buffer.alloc(9);
  date[0] = 0x33;
  date.writeDoubleBE(1_577_934_245 - 978_307_200, 1);
  const objects = [
    Buffer.from([0xd2, 1, 2, 3, 4]),
    Buffer.concat([Buffer.from([0x54]), Buffer.from('Name')]),
    Buffer.concat([Buffer.from([0x55]), Buffer.from('Inner')]),
    Buffer.concat([Buffer.from([0x54]), Buffer.from('made')]),
    Buffer.from([0xa3, 5, 6, loops ? 4 : 7]),
    Buffer.from([0x10, 1]),
    Buffer.from([0x09]),
    date,
  ];
  const offsets: number[] = [];
  let at = 8;
  for (const object of objects) {
    offsets.push(at);
    at += object.length;
  }
  const trailer = Buffer.alloc(32);
  trailer[6] = 1;
  trailer[7] = 1;
  trailer.writeBigUInt64BE(BigInt(objects.length), 8);
  trailer.writeBigUInt64BE(BigInt(at), 24);
  return Buffer.concat([Buffer.from('bplist00'), ...objects, Buffer.from(offsets), trailer]);
}

export const XML_PLIST =
  '<?xml version="1.0"?><!DOCTYPE plist><plist version="1.0"><dict><key>Name</key><string>made &amp; kept</string><key>List</key><array><integer>4</integer><true/></array></dict></plist>';

/** Entities of entities: what is written out would be a thousand million words. */
export const LAUGHS = `<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "ha">${'bcdefghij'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index] ?? ''};`.repeat(10)}">`)
  .join('')}]><plist><dict><key>k</key><string>&j;</string></dict></plist>`;

/** A JPEG of nothing but Exif: a make, and a pointer to a table that points back. */
export function photo(): Buffer {
  const tiff = Buffer.alloc(64);
  tiff.write('II*\0');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  tiff.writeUInt16LE(0x010f, 10);
  tiff.writeUInt16LE(2, 12);
  tiff.writeUInt32LE(4, 14);
  tiff.write('Cam\0', 18);
  tiff.writeUInt16LE(0x8769, 22);
  tiff.writeUInt16LE(4, 24);
  tiff.writeUInt32LE(1, 26);
  tiff.writeUInt32LE(8, 30);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 72]);
  return Buffer.concat([head, Buffer.from('Exif\0\0'), tiff, Buffer.from([0xff, 0xd9])]);
}
