// A selection out of a locked volume, as it is done: a disk that cryptsetup made comes in at the terminal, a server examines it with the
// key, a mark is set, and the server and the terminal each make an exhibit of what was marked. The key goes to that work alone.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { audit } from '../src/evidence/upkeep/audit.acts.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { findExhibit } from '../src/evidence/exhibits/exhibit.store.ts';
import { openMedium, walk } from '../src/forensics/listing/list-image.ts';
import { sha256Of } from '../src/forensics/listing/select.ts';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import type { JsonAnswer } from './support/api.ts';
import { comity, startComity } from './support/comity.ts';
import { PAPERS } from './support/crash-home.ts';
import { testCase } from './support/installation.ts';
import { encrypted, SMALL2 } from './support/luks-made.ts';
import { bytesOf, volumesFixture, volumesOf } from './support/media.ts';
import { testHouse, testMember, type TestHouse } from './support/people.ts';
import { until } from './support/postgres.ts';
import { hasProgram } from './support/programs.ts';
import { freePort } from './support/site.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';

/** No other words of the installation hold it. */
const KEY = Buffer.from('zebra-quartz-4471-umbra');
const skip = !hasProgram('cryptsetup') && 'no cryptsetup';

/** The smallest volume of the fixture, as it is before it is encrypted. */
function plainVolume(): Buffer {
  const medium = volumesFixture();
  const [small] = volumesOf(medium)
    .filter(({ fileSystem }) => fileSystem?.kind.startsWith('FAT') === true)
    .toSorted((one, other) => one.length - other.length);
  assert.ok(small);
  return Buffer.from(medium.subarray(small.offset, small.offset + small.length));
}

function hashesOfPlain(plain: Buffer): string[] {
  const [volume] = openMedium(bytesOf(plain)).volumes;
  assert.ok(volume?.fileSystem);
  const { fileSystem } = volume;
  return [...walk(volume, assert.fail)].flatMap(({ entry }) =>
    entry.type === 'file' && !entry.isDeleted ? [sha256Of(fileSystem.content(entry))] : [],
  );
}

/** Plain, as numbers, and as it travels. */
const SHAPES = [KEY.toString(), KEY.toString('hex'), KEY.toString('base64').replace(/=+$/, '')];
const shapesIn = (text: string): string[] => SHAPES.filter((one) => text.includes(one));

async function tablesWith({ house }: TestHouse, shapes: readonly string[]): Promise<string[]> {
  return house.db.withOwner(async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    assert.ok(rows.some(({ name }) => name.endsWith('examination_key')));
    const found: string[] = [];
    for (const { name } of rows)
      for (const shape of shapes) {
        const { rows: held } = await owner.query(
          `select from ${name} as own where own::text like $1 or own::text like $2 limit 1`,
          [`%${shape}%`, `%${Buffer.from(shape).toString('hex')}%`],
        );
        if (held.length > 0) found.push(name);
      }
    return found;
  });
}

function filesWith(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => shapesIn(readFileSync(path, 'latin1')).length > 0);
}

test(
  'what is marked in a volume of LUKS becomes an exhibit, by a job and at the terminal, and the key stays nowhere',
  { skip },
  async (t) => {
    const opened = await testHouse(t);
    const { house, people, made } = opened;
    const file = await testCase(house);
    const folder = temporaryFolder(t);
    const [path, keyFile, wrongFile] = ['laptop.dd', 'key', 'wrong'].map((name) => join(folder, name)) as [string, string, string]; // prettier-ignore
    const plain = plainVolume();
    const args = ['--type', 'luks2', '--pbkdf', 'pbkdf2', '--sector-size', '4096', ...SMALL2];
    writeFileSync(path, encrypted(plain, { args, cipher: 'aes-256-xts', sectorBytes: 4096, key: KEY }));
    writeFileSync(keyFile, KEY);
    writeFileSync(wrongFile, 'quite another');
    const said: string[] = [];
    const run = async (...args: string[]) => {
      const ran = await comity(made.home.path, args, '', { ...made.env, COMITY_LOG: 'trace' });
      said.push(ran.out, ran.err);
      return ran;
    };
    const added = await run('exhibit', 'add', path, '--case', file.reference, ...PAPERS, '--json');
    assert.equal(added.code, 0, added.err);
    const number = `${file.reference}-1`;

    const port = await freePort();
    const serve = ['serve', '--port', `${port}`];
    const env = { ...made.env, COMITY_LOG: 'trace' };
    const server = await startComity(made.home.path, serve, (lines) => lines.some((line) => line.startsWith('Stop it')), env); // prettier-ignore
    atEnd(t, () => server.stop());
    for (const stream of [server.child.stdout, server.child.stderr]) {
      stream?.on('data', (bytes: Buffer) => void said.push(bytes.toString('latin1')));
      stream?.resume();
    }
    const { person } = await testMember(house, file, 'Lena Example', 'lead');
    const token = await makeApiKey(people, { by: person, name: 'Laboratory', may: 'write', days: 7 });
    const ask = async (line: string, body?: object): Promise<JsonAnswer> => {
      const [method = '', address = ''] = line.split(' ');
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() }; // prettier-ignore
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`http://localhost:${port}/api/v1${address}`, { method, headers, ...sent });
      const text = await answer.text();
      said.push(text);
      assert.ok(answer.ok, `${line}: ${answer.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    };
    const jobDone = async (job: string): Promise<JsonAnswer> => {
      let last: JsonAnswer = undefined;
      await until(async () => {
        last = await ask(`GET /jobs/${job}`);
        return last.endedAt !== null;
      }, 180);
      return last;
    };
    const derivations = async (of: string) =>
      (await eventsOf(house, of)).flatMap(({ event }) =>
        event.type === 'derived' ? [event.facts as { outputs: string[] }] : [],
      );
    const exhibits = `/cases/${file.reference}/exhibits`;
    const key = KEY.toString('base64');

    const examination = await ask(`POST ${exhibits}/1/examinations`, { again: false, key });
    assert.equal((await jobDone(examination.job)).state, 'done');
    const { items } = await ask(`GET ${exhibits}/1/items?limit=200`);
    const [wanted] = (items as JsonAnswer[]).filter((one) => one.type === 'file' && one.bytes > 1000 && !one.deleted); // prettier-ignore
    assert.ok(wanted, JSON.stringify(items));
    assert.ok(hashesOfPlain(plain).includes(wanted.sha256), 'as the plain volume has it');
    await ask(`POST ${exhibits}/1/items/${wanted.id}/marks`, { relevant: true, tag: 'gate' });

    // Without the key, and with another one: refused by name, and nothing is made.
    const asked = { what: 'relevant', title: 'Out of the laptop', reason: 'For the prosecutor' };
    const before = (await ask(`GET ${exhibits}?limit=50`)).items.length;
    for (const more of [{}, { key: Buffer.from('quite another').toString('base64') }]) {
      const refused = await jobDone((await ask(`POST ${exhibits}/1/selections`, { ...asked, ...more })).job);
      assert.equal(refused.state, 'failed');
      assert.match(JSON.stringify(refused), /the key of the encrypted volume in which/);
    }
    const select = ['exhibit', 'select', number, '--what', 'relevant', '--title', 'At the terminal', '--reason', 'For the prosecutor']; // prettier-ignore
    for (const more of [[], ['--key-file', wrongFile]]) {
      const { code, err } = await run(...select, ...more);
      assert.equal(code, 1, err);
      assert.match(err, /the key of the encrypted volume in which .* lies/);
    }
    assert.equal((await ask(`GET ${exhibits}?limit=50`)).items.length, before);

    // With it, by the job and at the terminal: the same bytes, chained to the laptop.
    const job = await jobDone((await ask(`POST ${exhibits}/1/selections`, { ...asked, key })).job);
    assert.equal(job.state, 'done', JSON.stringify(job));
    const ran = await run(...select, '--key-file', keyFile, '--json');
    assert.equal(ran.code, 0, ran.err);
    const own = JSON.parse(ran.out.trim().split('\n').at(-1) ?? '') as { number: string };
    for (const made of [job.result?.note, own.number]) {
      const exhibit = await findExhibit(house.db.kysely, String(made));
      await house.settleStaged(exhibit.id);
      const { files } = await house.store.inventory(exhibit.id);
      const [only, ...others] = files.filter((one) => one.path.startsWith('data/files/'));
      assert.ok(only);
      assert.deepEqual(others, []);
      const hash = createHash('sha256');
      for await (const piece of house.store.read(exhibit.id, only.path)) hash.update(piece);
      assert.equal(hash.digest('hex'), wanted.sha256);
      const derived = {
        inputs: [number],
        outputs: [exhibit.number],
        method: 'selection of 1 items, relevant',
      };
      const [first] = await derivations(exhibit.number);
      assert.deepEqual(first, derived);
      assert.deepEqual((await derivations(number)).filter(({ outputs }) => outputs[0] === exhibit.number), [derived]); // prettier-ignore
    }
    const purposes = (await eventsOf(house, number)).map(({ event }) => event.facts?.['purpose']);
    const given = 'selection, with a key'; // the wrong one and the right one, by each way
    assert.deepEqual(purposes.filter((one) => typeof one === 'string' && one.endsWith('with a key')), ['examination, with a key', given, given, given, given]); // prettier-ignore

    await server.stop();
    assert.ok((await tablesWith(opened, ['Out of the laptop'])).length > 0, 'what is there is found');
    assert.deepEqual(await tablesWith(opened, SHAPES), []);
    assert.deepEqual(filesWith(made.home.path), []);
    assert.deepEqual(shapesIn(said.join('\n')), []);
    assert.equal((await audit(house, {})).differencesCount, 0);
  },
);
