import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import { randomOf } from '../../../test/support/random.ts';
import { withLog } from '../../../test/support/sqlite-log.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { Refusal } from '../../base/refusal.ts';
import { inMemory, Spent, Stopped, type Extracted } from './extractor.ts';
import { sqlite } from './sqlite.ts';
import { Database } from './sqlite-pages.ts';
import { tablesOf } from './sqlite-schema.ts';

function made(t: TestContext, write: (database: DatabaseSync) => void): Buffer {
  const path = join(temporaryFolder(t), 'made.sqlite');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY');
  write(database);
  database.close();
  return readFileSync(path);
}

function read(bytes: Uint8Array): Extracted {
  return sqlite.read(inMemory(bytes), new Spent(), 'made.sqlite');
}

test('every row of every table is text, with long values, numbers of all lengths and names in quotation marks', (t) => {
  for (const encoding of ['UTF-8', 'UTF-16le', 'UTF-16be']) {
    const long = 'ñandú '.repeat(2000);
    const bytes = made(t, (database) => {
      database.exec(`PRAGMA encoding='${encoding}'; PRAGMA page_size=1024`);
      database.exec(
        'CREATE TABLE "a table" (id INTEGER PRIMARY KEY, "x, y" TEXT, n, b BLOB, CHECK (n <> 7))',
      );
      const insert = database.prepare('INSERT INTO "a table" ("x, y", n, b) VALUES (?, ?, ?)');
      for (const n of [0, 1, -1, 200, -40_000, 2 ** 22, 2 ** 40, 2n ** 60n, 1.5])
        insert.run(`row ${n}`, n, null);
      insert.run(long, null, new Uint8Array(3000));
      database.exec('CREATE TABLE many (word TEXT)');
      const add = database.prepare('INSERT INTO many VALUES (?)');
      for (let i = 0; i < 3000; i++) add.run(`word-${i}`);
      database.exec('CREATE TABLE none (k TEXT PRIMARY KEY) WITHOUT ROWID');
    });
    const { text = '', facts } = read(bytes);
    assert.match(text, /^a table \(id, x, y, n, b\)\n1\trow 0\t0\t\n2\trow 1\t1\t\n3\trow -1\t-1\t\n/);
    for (const words of ['-40000', '4194304', '1099511627776', '1152921504606846976', '1.5', '[3000 bytes]'])
      assert.ok(text.includes(`\t${words}`), words);
    assert.ok(text.includes(long.slice(0, 2000)));
    assert.match(text, /\nword-0\n[^]*\nword-2999\n/);
    assert.deepEqual([facts?.['tables'], facts?.['rows'], facts?.['damaged']], [3, 3010, undefined]);
  }
});

test('the number of a row stands where the schema says that it is the key, however it says it', (t) => {
  const bytes = made(t, (database) => {
    database.exec(`CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY, x TEXT);
      CREATE TABLE b (x TEXT, \`row id\` INTEGER NOT NULL, PRIMARY KEY (\`row id\`));
      CREATE TABLE c ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, x TEXT);
      CREATE TABLE d (id INTEGER PRIMARY KEY DESC, x TEXT);
      CREATE TABLE e (id INTEGER(8) PRIMARY KEY, x TEXT);
      INSERT INTO a VALUES (5, 'in a'); INSERT INTO b VALUES ('in b', 6); INSERT INTO c VALUES (7, 'in c');
      INSERT INTO d VALUES (NULL, 'in d'); INSERT INTO e VALUES (NULL, 'in e')`);
  });
  const { text = '' } = read(bytes);
  for (const line of ['5\tin a', 'in b\t6', '7\tin c', '\tin d', '\tin e'])
    assert.ok(text.split('\n').includes(line), line);
});

test('visits of Chrome, Firefox and Safari are listed by their time', (t) => {
  for (const [browser, sql] of [
    [
      'Chrome',
      `CREATE TABLE urls(id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR);
       CREATE TABLE visits(id INTEGER PRIMARY KEY, url INTEGER NOT NULL, visit_time INTEGER NOT NULL);
       INSERT INTO urls VALUES (5, 'https://two.example/', 'Two'), (6, 'https://one.example/', 'One');
       INSERT INTO visits VALUES (1, 5, 13422268800000000), (2, 6, 13422182400000000);`,
    ],
    [
      'Firefox',
      `CREATE TABLE moz_places(id INTEGER PRIMARY KEY, url TEXT, title TEXT);
       CREATE TABLE moz_historyvisits(id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER, visit_date INTEGER);
       INSERT INTO moz_places VALUES (5, 'https://two.example/', 'Two'), (6, 'https://one.example/', 'One');
       INSERT INTO moz_historyvisits VALUES (1, 0, 5, 1777795200000000), (2, 0, 6, 1777708800000000);`,
    ],
    [
      'Safari',
      `CREATE TABLE history_items(id INTEGER PRIMARY KEY, url TEXT, domain_expansion TEXT);
       CREATE TABLE history_visits(id INTEGER PRIMARY KEY, history_item INTEGER, visit_time REAL);
       INSERT INTO history_items VALUES (5, 'https://two.example/', 'Two'), (6, 'https://one.example/', 'One');
       INSERT INTO history_visits VALUES (1, 5, 799488000.0), (2, 6, 799401600.0);`,
    ],
  ] as const) {
    const { text = '', facts } = read(made(t, (database) => database.exec(sql)));
    assert.match(String(facts?.['browser']), new RegExp(browser));
    assert.equal(facts?.['visits'], 2);
    assert.match(
      text,
      /: visits\n2026-05-02T08:00:00\.000Z\thttps:\/\/one\.example\/\tOne\n2026-05-03T08:00:00\.000Z\thttps:\/\/two\.example\/\tTwo\n/,
      browser,
    );
  }
});

test('rows of deleted pages are found where they still lie', (t) => {
  const bytes = made(t, (database) => {
    database.exec('PRAGMA secure_delete=OFF; PRAGMA auto_vacuum=NONE; CREATE TABLE chat (said TEXT)');
    const add = database.prepare('INSERT INTO chat VALUES (?)');
    for (let i = 0; i < 500; i++) add.run(`said and deleted ${i} ${'x'.repeat(100)}`);
    database.exec('DROP TABLE chat; CREATE TABLE kept (word TEXT)');
  });
  const { text = '', facts } = read(bytes);
  assert.ok(Number(facts?.['rows-in-free-pages']) > 300, JSON.stringify(facts));
  assert.match(text, /In free pages[^]*page \d+\tsaid and deleted 77 xxx/);
});

test('a database that is cut or changed is read as far as it goes, and ends', (t) => {
  const bytes = made(t, (database) => {
    database.exec('PRAGMA page_size=512; CREATE TABLE a (x TEXT); CREATE TABLE b (y TEXT)');
    const add = database.prepare('INSERT INTO a VALUES (?)');
    for (let i = 0; i < 400; i++) add.run(`${i} ${'y'.repeat(i)}`);
  });
  const random = randomOf(20_261_130);
  const tried = (input: Uint8Array): void => {
    try {
      read(input);
    } catch (error) {
      assert.ok(error instanceof Stopped || error instanceof Refusal, String(error));
    }
  };
  for (let length = 0; length < bytes.length; length += 4099) tried(bytes.subarray(0, length));
  for (let i = 0; i < 300; i++) {
    const input = Buffer.from(bytes);
    for (let k = 0; k < 8; k++) input[Math.floor(random() * input.length)] = Math.floor(random() * 256);
    tried(input);
  }
  // A page that is its own child, in a table of 512 pages.
  const loop = Buffer.from(bytes);
  const root = tablesOf(new Database(inMemory(bytes)))[0]?.root ?? 0;
  const at = (root - 1) * 512;
  assert.equal(loop[at], 5);
  loop.writeUInt32BE(root, at + 8);
  assert.match(String(read(loop).facts?.['damaged']), /twice in one table/);
});

test('databases of browsers and telephones give the rows that SQLite itself gives', (t) => {
  const folder = sharedData('forensics/sqlite');
  if (folder === undefined) return t.skip('no data beside the project');
  let compared = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    let bytes: Buffer;
    try {
      bytes = readFileSync(join(folder, name));
    } catch {
      continue; // a folder
    }
    if (bytes.toString('latin1', 0, 15) !== 'SQLite format 3') continue;
    const theirs = new DatabaseSync(join(folder, name), { readOnly: true });
    const ours = new Database(inMemory(bytes));
    for (const table of tablesOf(ours)) {
      let counted: unknown;
      try {
        counted = theirs.prepare(`SELECT count(*) AS n FROM "${table.name.replaceAll('"', '""')}"`).get()?.[
          'n'
        ];
      } catch {
        continue; // a module or a lock that this SQLite lacks
      }
      const rows = [...ours.rows(table, () => false)].length;
      assert.equal(rows, counted, `${name}: ${table.name}`);
      compared += 1;
    }
    theirs.close();
  }
  t.diagnostic(`${compared} tables`);
});

test('a table WITHOUT ROWID is read as sqlite reads it, its key first', (t) => {
  let stored: unknown[] = [];
  const bytes = made(t, (database) => {
    database.exec('CREATE TABLE kept (note TEXT, b INTEGER, a TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID');
    const insert = database.prepare('INSERT INTO kept VALUES (?, ?, ?)');
    for (let i = 0; i < 900; i++)
      insert.run(i % 50 === 0 ? 'long '.repeat(900) : `note ${i}`, i, `key-${i % 7}`);
    stored = database.prepare('SELECT a, b, note FROM kept ORDER BY a, b').all();
  });
  const { text = '', facts } = read(bytes);
  const lines = stored.map((row) =>
    Object.values(row as object)
      .map((value) => String(value).slice(0, 2000))
      .join('\t'),
  );
  assert.ok(text.startsWith(`kept (a, b, note)\n${lines.join('\n')}\n`));
  assert.deepEqual([facts?.['rows'], facts?.['damaged']], [900, undefined]);
});

test('a database is shown as of the log beside it, with the rows that earlier frames had', (t) => {
  const { bytes, log } = withLog(t);
  const alone = read(bytes);
  assert.equal(alone.text?.includes('never checkpointed'), false);
  assert.match(String(alone.facts?.['journal']), /none lies beside it/);
  const { text = '', facts } = sqlite.read(inMemory(bytes), new Spent(), 'live.sqlite', inMemory(log));
  assert.match(text, /^chat \(id, words\)\n1\tthe first words\n2\tnever checkpointed\n\n/);
  assert.match(text, /In other frames of the WAL: [^\n]*\npage 2\t\ttaken back later$/m);
  assert.deepEqual([facts?.['rows'], facts?.['rows-in-other-frames'], facts?.['damaged']], [2, 1, undefined]);
});

test('frames of a log with wrong checksums, and after one, do not count; one that is no log is said', (t) => {
  const { bytes, log } = withLog(t);
  const changed = Buffer.from(log);
  changed[32 + 24 + 4000] = (changed[32 + 24 + 4000] ?? 0) ^ 1;
  const damaged = sqlite.read(inMemory(bytes), new Spent(), 'live.sqlite', inMemory(changed));
  assert.equal(damaged.facts?.['wal-frames'], 0);
  assert.match(damaged.text ?? '', /^chat \(id, words\)\n1\tthe first words\n\n/);
  const none = sqlite.read(inMemory(bytes), new Spent(), 'live.sqlite', inMemory(Buffer.alloc(400)));
  assert.match(String(none.facts?.['journal']), /cannot be read/);
  const cut = sqlite.read(inMemory(bytes), new Spent(), 'live.sqlite', inMemory(log.subarray(0, 5000)));
  assert.equal(cut.facts?.['rows'], 3); // as of the first commit
});
