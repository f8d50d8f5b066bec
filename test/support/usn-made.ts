// A change journal of NTFS, written after [MS-FSCC] 2.3.61: records of versions 2, 3 and 4, the rest of each page zeros.
const TICKS = (Date.UTC(2026, 10, 30, 10) + 11_644_473_600_000) * 10_000;

export interface MadeChange {
  readonly name: string;
  readonly usn: number;
  readonly reason?: number;
  readonly source?: number;
  readonly seconds?: number;
  readonly version?: 2 | 3;
}

export function changeRecord({
  name,
  usn,
  reason = 0x100,
  source = 0,
  seconds = 0,
  version = 2,
}: MadeChange): Buffer {
  const [bytes, reference] = version === 2 ? [60, 8] : [76, 16];
  const record = Buffer.alloc(Math.ceil((bytes + 2 * name.length) / 8) * 8);
  record.writeUInt32LE(record.length, 0);
  record.writeUInt16LE(version, 4);
  record.writeUIntLE(42, 8, 6);
  record.writeUInt16LE(3, 14);
  record.writeUIntLE(version === 2 ? 5 : 42, 8 + reference, 6);
  record.writeUInt16LE(5, 8 + reference + 6);
  if (version === 3) record.writeUInt8(1, 8 + reference + 8);
  const rest = 8 + 2 * reference;
  record.writeBigUInt64LE(BigInt(usn), rest);
  record.writeBigUInt64LE(BigInt(TICKS) + BigInt(seconds) * 10_000_000n, rest + 8);
  record.writeUInt32LE(reason, rest + 16);
  record.writeUInt32LE(source, rest + 20);
  record.writeUInt32LE(0x20, rest + 28);
  record.writeUInt16LE(2 * name.length, rest + 32);
  record.writeUInt16LE(bytes, rest + 34);
  record.write(name, bytes, 'utf16le');
  return record;
}

export function changeJournal(): Buffer {
  const other = 'holiday \u00e9.xlsx';
  const ranges = Buffer.alloc(80);
  ranges.writeUInt32LE(80, 0);
  ranges.writeUInt16LE(4, 4);
  const pages = [
    [
      changeRecord({ name: 'ledger.xlsx', usn: 0 }),
      changeRecord({ name: 'ledger.xlsx', usn: 96, reason: 0x1000, seconds: 1 }),
      ranges,
    ],
    [
      changeRecord({ name: other, usn: 192, reason: 0x80002000, seconds: 1 }),
      changeRecord({ name: other, usn: 288, reason: 0x80000200, seconds: 2, version: 3, source: 4 }),
    ],
  ];
  return Buffer.concat(
    pages.flatMap((records) => {
      const page = Buffer.alloc(4096);
      Buffer.concat(records).copy(page);
      return [page];
    }),
  );
}
