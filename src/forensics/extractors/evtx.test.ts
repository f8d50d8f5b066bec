// Event logs of Windows: a made one, and what evtxexport (libevtx) finds in it and in those of real machines.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { TIME_WORDS } from '../../../test/support/artefacts-made.ts';
import { eventLog } from '../../../test/support/evtx-made.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { randomOf } from '../../../test/support/random.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { Refusal } from '../../base/refusal.ts';
import { evtx } from './evtx.ts';
import { inMemory, LIMITS, Spent, Stopped, type Extracted } from './extractor.ts';

function read(bytes: Uint8Array): Extracted {
  return evtx.read(inMemory(bytes), new Spent(), 'a.evtx');
}

test('a record says when, by what, which event, where, and its data; templates are found again', () => {
  const { text, facts } = read(eventLog());
  const line = (number: number, id: number, data: string): string =>
    `record ${number}\t${TIME_WORDS}\tMade-Provider\t${id}\tMADE-PC\t\t\tTarget: ${data} | UserData: said beside it`;
  assert.equal(text, [line(1, 4624, 'Inès'), line(2, 4625, 'О деле'), line(3, 1102, 'third')].join('\n'));
  assert.deepEqual(facts, { records: 3, first: TIME_WORDS, last: TIME_WORDS, computers: 'MADE-PC' });
});

test('a record that lies in the free space of its chunk is said as such, and one whose sizes do not agree is none', () => {
  const log = eventLog();
  const chunk = 4096;
  let third = chunk + 512;
  for (let n = 0; n < 2; n++) third += log.readUInt32LE(third + 4);
  const size = log.readUInt32LE(third + 4);
  log.writeUInt32LE(third - chunk, chunk + 48); // free from there on
  const { text = '', facts } = read(log);
  assert.deepEqual([facts?.['records'], facts?.['records-in-free-space']], [2, 1]);
  assert.match(text.split('\n')[2] ?? '', /^record in free space 3\t.*\t1102\t.*Target: third/);
  log.writeUInt32LE(size + 8, third + size - 4);
  assert.deepEqual(
    [read(log).facts?.['records'], read(log).facts?.['records-in-free-space']],
    [2, undefined],
  );
});

test('of more lines than are kept as text, all are in a file of their own', () => {
  const few = new Spent({ ...LIMITS, textCharacters: 150 });
  const { text, facts, members = [] } = evtx.read(inMemory(eventLog()), few, 'a.evtx');
  assert.deepEqual([text?.split('\n').length, facts?.['text']], [1, 'cut']);
  const [whole] = [...members];
  const content = whole?.open?.() ?? assert.fail();
  const all = Buffer.alloc(content.size);
  content.readInto(0, all);
  assert.equal(String(all), `${read(eventLog()).text}\n`);
  assert.deepEqual([...(read(eventLog()).members ?? [])], []);
});

test('a record that holds its own template, or one too deep, is said as not read, and the others are read', () => {
  const log = eventLog();
  const definition = log.indexOf(Buffer.from([0x0f, 1, 1, 0, 0x0c, 1])) + 14; // relative to the file
  const within = log.indexOf(Buffer.from([0x0d, 3, 0, 0x21]), definition);
  // In place of the part of its own: an instance of the template that it stands in.
  const again = Buffer.alloc(14);
  again.set([0x0c, 1, 7, 0, 0, 0]);
  again.writeUInt32LE(definition - 4096, 6);
  const grown = Buffer.concat([log.subarray(0, within), again, log.subarray(within + 14)]);
  const { text = '', facts } = read(grown);
  assert.equal(facts?.['records'], 3);
  assert.equal(facts?.['records-not-read'], 3);
  assert.match(text, /record 1\tcould not be read/);
});

test('a log that was cut or changed ends with what can be read or its reason', () => {
  const random = randomOf(7);
  const good = eventLog();
  for (let i = 0; i < 400; i++) {
    const input = Buffer.from(
      good.subarray(0, i % 4 === 0 ? 4096 + Math.floor(random() * 2500) : 4096 + 2500),
    );
    for (let k = 0; k < 6; k++)
      input[(i % 5 === 0 ? 0 : 4096) + Math.floor(random() * (input.length - 4096))] = Math.floor(
        random() * 256,
      );
    try {
      read(input);
    } catch (error) {
      if (!(error instanceof Stopped || error instanceof Refusal)) throw error;
    }
  }
});

function exported(path: string): string[] {
  const { stdout } = spawnSync('evtxexport', [path], { encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 });
  return stdout
    .split('\nEvent number')
    .slice(1)
    .map((event) => {
      const [, number = ''] = /^\s*: (\d+)/.exec(event) ?? [];
      const [, id = '0'] = /Event identifier\s*: 0x([0-9a-f]+)/.exec(event) ?? [];
      const [, computer = ''] = /Computer name\s*: (.*)/.exec(event) ?? [];
      return `${number} ${Number.parseInt(id, 16) & 0xffff} ${computer}`;
    });
}

function ours(bytes: Uint8Array): string[] {
  const all = evtx.read(inMemory(bytes), new Spent({ ...LIMITS, textCharacters: 1e9 }), 'a.evtx');
  return (all.text ?? '').split('\n').map((line) => {
    const [number = '', , , id = '', computer = ''] = line.split('\t');
    return `${number.replace('record ', '')} ${id} ${computer}`;
  });
}

const without = hasProgram('evtxexport') ? false : 'evtxexport is not there';
test('evtxexport reads the made log as it was meant', { skip: without }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'comity-evtx-'));
  const path = join(folder, 'made.evtx');
  writeFileSync(path, eventLog());
  const { stdout } = spawnSync('evtxexport', ['-f', 'xml', path], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const said = [...stdout.matchAll(/<EventID>(\d+)<[^]*?<Data Name="Target">(.*)<\/Data>/g)];
  assert.deepEqual(said.map(([, id, target]) => [id, target]), [['4624', 'Inès'], ['4625', 'О деле'], ['1102', 'third']]); // prettier-ignore
});

const samples = sharedData('forensics/evtx');
test(
  'in the logs of real machines nothing is missing that evtxexport finds',
  { skip: samples === undefined ? 'forensics/evtx is not there' : without },
  () => {
    for (const name of readdirSync(samples ?? '').filter((one) => one.endsWith('.evtx'))) {
      const path = join(samples ?? '', name);
      const found = new Set(ours(readFileSync(path)));
      assert.deepEqual(exported(path).filter((one) => !found.has(one)), [], name); // prettier-ignore
    }
  },
);
