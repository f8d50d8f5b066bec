import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../../../test/support/media.ts';
import { TYPE } from './ntfs-record.ts';
import { FileTable } from './ntfs-table.ts';

const RECORD_BYTES = 1024;
const OWN = 1;

interface Listed {
  readonly type: number;
  readonly id: number;
  readonly name: string;
  readonly record: number;
}

/** "Attribute list" entry. */
function listed({ type, id, name, record }: Listed): Buffer {
  const raw = Buffer.alloc(Math.ceil((26 + 2 * name.length) / 8) * 8);
  raw.writeUInt32LE(type);
  raw.writeUInt16LE(raw.length, 4);
  raw.set([name.length, 26], 6);
  raw.writeUInt32LE(record, 16);
  raw.writeUInt16LE(id, 24);
  raw.write(name, 26, 'utf16le');
  return raw;
}

function resident({ type, id, name }: Omit<Listed, 'record'>, content: Buffer): Buffer {
  const from = Math.ceil((24 + 2 * name.length) / 8) * 8;
  const raw = Buffer.alloc(Math.ceil((from + content.length) / 8) * 8);
  raw.writeUInt32LE(type);
  raw.writeUInt32LE(raw.length, 4);
  raw[9] = name.length;
  raw.writeUInt16LE(24, 10);
  raw.writeUInt16LE(id, 14);
  raw.writeUInt32LE(content.length, 16);
  raw.writeUInt16LE(from, 20);
  raw.write(name, 24, 'utf16le');
  content.copy(raw, from);
  return raw;
}

/** The table's own content: as many clusters of a record each, from the second of the volume. */
function tableData(records: number): Buffer {
  return inClusters(TYPE.data, { from: 1, clusters: records, bytes: records * RECORD_BYTES });
}

interface Clusters {
  readonly from: number;
  readonly clusters: number;
  readonly bytes: number;
  /** Of the first of them; 0 in the first piece of an attribute. */
  readonly number?: number;
}

/** Not resident, in one run. */
function inClusters(type: number, { from, clusters, bytes, number = 0 }: Clusters): Buffer {
  const raw = Buffer.alloc(72);
  raw.writeUInt32LE(type);
  raw.writeUInt32LE(raw.length, 4);
  raw[8] = 1;
  raw.writeUInt32LE(number, 16);
  raw.writeUInt16LE(64, 32);
  raw.writeUInt32LE(bytes, 48);
  raw.writeUInt32LE(bytes, 56);
  raw[64] = 0x22;
  raw.writeUInt16LE(clusters, 65);
  raw.writeUInt16LE(from, 67);
  return raw;
}

function recordOf(base: number, attributes: readonly Buffer[]): Buffer {
  const raw = Buffer.alloc(RECORD_BYTES);
  raw.write('FILE');
  raw.set([48, 0, 3], 4); // fix-up values, all of them 0
  raw.set([56, 0, 1], 20);
  raw.writeUInt32LE(base, 32);
  const end = Buffer.alloc(8, 0xff);
  Buffer.concat([...attributes, end]).copy(raw, 56);
  return raw;
}

function tableOf(list: Buffer): FileTable {
  const stream = (name: string): Buffer => resident({ type: TYPE.data, id: 0, name }, Buffer.from(name));
  const records = [
    recordOf(0, [tableData(4)]),
    recordOf(0, [
      resident({ type: TYPE.attributeList, id: 4, name: '' }, list),
      resident({ type: TYPE.data, id: 2, name: '' }, Buffer.from('own')),
    ]),
    recordOf(OWN, [stream('one')]),
    recordOf(OWN, [stream('two')]),
  ];
  const bytes = bytesOf(Buffer.concat([Buffer.alloc(RECORD_BYTES), ...records]));
  return new FileTable({ bytes, clusterBytes: RECORD_BYTES }, RECORD_BYTES, RECORD_BYTES);
}

const LIST = Buffer.concat([
  listed({ type: TYPE.data, id: 2, name: '', record: OWN }),
  listed({ type: TYPE.data, id: 0, name: 'one', record: 2 }),
  listed({ type: TYPE.data, id: 0, name: 'two', record: 3 }),
]);

function streamsOf(table: FileTable): readonly string[] {
  const all = table.record(OWN)?.attributes.filter(({ type }) => type === TYPE.data) ?? [];
  return all.map(({ name, id }) => `${name} ${id}`);
}

test('streams in two extensions of one record, of the same number there, are told apart', () => {
  assert.deepEqual(streamsOf(tableOf(LIST)), [' 2', 'one 5', 'two 6']);
});

test('a list of attributes that is cut or says lengths that it has not is read to where it can be', () => {
  for (let length = 0; length < LIST.length; length++)
    assert.equal(streamsOf(tableOf(LIST.subarray(0, length)))[0], ' 2');
  for (let at = 0; at < LIST.length; at++)
    for (const value of [0, 1, 0x7f, 0xff]) {
      const changed = Buffer.from(LIST);
      changed[at] = value;
      assert.equal(streamsOf(tableOf(changed))[0], ' 2');
    }
});

test('records whose lists all name one another are each read a few times, not once for every list', () => {
  const count = 300;
  const own = Array.from({ length: count }, (_, index) => index + 1);
  const list = Buffer.concat(own.map((record) => listed({ type: TYPE.data, id: 0, name: '', record })));
  const from = count + 2;
  const clusters = Math.ceil(list.length / RECORD_BYTES);
  const shared = inClusters(TYPE.attributeList, { from, clusters, bytes: list.length });
  const bytes = bytesOf(
    Buffer.concat([
      Buffer.alloc(RECORD_BYTES),
      recordOf(0, [tableData(count + 1)]),
      ...own.map((number) =>
        recordOf(0, [shared, resident({ type: TYPE.data, id: 1, name: '' }, Buffer.from(`${number}`))]),
      ),
      list,
      Buffer.alloc(RECORD_BYTES),
    ]),
  );
  let reads = 0;
  const counting = {
    size: bytes.size,
    readInto: (offset: number, target: Uint8Array): number => {
      reads += 1;
      return bytes.readInto(offset, target);
    },
  };
  const table = new FileTable({ bytes: counting, clusterBytes: RECORD_BYTES }, RECORD_BYTES, RECORD_BYTES);
  for (const number of own)
    assert.equal(table.record(number)?.attributes.at(-1)?.resident?.toString(), `${number}`);
  assert.ok(reads < 5 * count, `${reads} reads`);
});

const TABLE_RECORDS = 12;
const OWN_DATA = { type: TYPE.data, id: 0, name: '' };

/** A table in three parts of four records. The second is named by record 2, the third by the one given. */
function tableInParts(third: number, more: readonly Buffer[] = []): FileTable {
  const records = Array.from({ length: TABLE_RECORDS }, (_, number) =>
    recordOf(0, [resident(OWN_DATA, Buffer.from(`${number}`))]),
  );
  const list = [0, 2, third].map((record) => listed({ ...OWN_DATA, record }));
  const part = (number: number, bytes = 0): Buffer =>
    inClusters(TYPE.data, { from: 1 + number, clusters: 4, bytes, number });
  records[0] = recordOf(0, [
    resident({ type: TYPE.attributeList, id: 0, name: '' }, Buffer.concat([...list, ...more])),
    part(0, TABLE_RECORDS * RECORD_BYTES),
  ]);
  records[2] = recordOf(0, [part(4)]);
  records[third] = recordOf(0, [part(8)]);
  const bytes = bytesOf(Buffer.concat([Buffer.alloc(RECORD_BYTES), ...records, Buffer.alloc(RECORD_BYTES)]));
  return new FileTable({ bytes, clusterBytes: RECORD_BYTES }, RECORD_BYTES, RECORD_BYTES);
}

test('a table whose extensions lie in parts that other extensions name is read to its last record', () => {
  const bitmap = listed({ type: TYPE.bitmap, id: 0, name: '', record: 6 });
  for (const [third, more] of [
    [3, []],
    [5, []],
    [3, [bitmap]],
  ] as const) {
    const table = tableInParts(third, more);
    assert.equal(table.count, TABLE_RECORDS);
    for (let number = 0; number < TABLE_RECORDS; number++)
      assert.equal(table.record(number)?.number, number, `${number} of ${third}`);
  }
});

/** A table of eight records of which the volume has the first four. */
function tableCut(attributes: readonly Buffer[]): FileTable {
  const records = [
    recordOf(0, [tableData(8)]),
    recordOf(0, attributes),
    recordOf(OWN, []),
    recordOf(OWN, []),
  ];
  const held = bytesOf(Buffer.concat([Buffer.alloc(RECORD_BYTES), ...records]));
  const bytes = { ...held, size: 9 * RECORD_BYTES };
  return new FileTable({ bytes, clusterBytes: RECORD_BYTES }, RECORD_BYTES, RECORD_BYTES);
}

test('a record is there without the extensions, or the list of them, that a cut image no longer has', () => {
  const own = resident({ type: TYPE.data, id: 2, name: '' }, Buffer.from('own'));
  const stream = listed({ type: TYPE.data, id: 0, name: 'one', record: 6 });
  const content = listed({ type: TYPE.data, id: 0, name: '', record: 6 });
  const inRecord = (list: Buffer): Buffer => resident({ type: TYPE.attributeList, id: 4, name: '' }, list);
  const beyond = inClusters(TYPE.attributeList, { from: 7, clusters: 1, bytes: stream.length });

  const partly = tableCut([inRecord(stream), own]);
  assert.deepEqual(streamsOf(partly), [' 2']);
  assert.equal(partly.record(OWN)?.lost, undefined); // said of record 6
  assert.throws(() => partly.record(6), { code: 'damaged' });

  const unlisted = tableCut([beyond, own]);
  assert.deepEqual(streamsOf(unlisted), [' 2']);
  assert.equal(unlisted.record(OWN)?.lost?.code, 'damaged');

  const contentless = tableCut([inRecord(content)]);
  assert.deepEqual(streamsOf(contentless), []);
  assert.equal(contentless.record(OWN)?.lost?.code, 'damaged');
});
