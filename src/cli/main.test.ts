import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { Refusal } from '../base/refusal.ts';
import { LANGUAGES } from '../web/messages.ts';
import { COMITY, comity, comityJson, environmentOf, LYON } from '../../test/support/comity.ts';
import { until } from '../../test/support/postgres.ts';
import { atEnd, temporaryFolder } from '../../test/support/temporary.ts';
import { COMMANDS } from './commands.ts';
import { findCommand, runMain } from './main.ts';
import { refusalLine } from './run-command.ts';
import { EXIT, recordingTerminal, sizeText } from './terminal.ts';
import { parseAuthority, printable } from './words.ts';

test('every command is found by its name and loads', async () => {
  for (const command of COMMANDS) {
    assert.equal(findCommand(command.name.split(' '))?.command, command, command.name);
    assert.equal(typeof (await command.load()), 'function', command.name);
  }
});

test('a refusal is said in the language of the terminal, and what is not known is English', async () => {
  const refusal = new Refusal('damaged.digestSet');
  const { expected, next } = LANGUAGES.fr.refusals.damaged.digestSet;
  const french = await refusalLine(refusal, { LANG: 'en_GB.UTF-8', LC_ALL: 'fr_CA.UTF-8' });
  assert.ok(french.includes(expected) && french.includes(next), french);
  for (const LANG of ['', 'C.UTF-8', 'en_GB.UTF-8', 'de_DE', 'constructor'])
    assert.equal(await refusalLine(refusal, { LANG }), refusal.message, LANG);
  const ofFile = new Refusal('notFound.storedFile', { path: 'a\u001b[2J\u2066b' });
  const arabic = await refusalLine(ofFile, { LC_MESSAGES: 'ar' });
  assert.ok(arabic.includes('a<U+001B>[2J<U+2066>b') && !/[\u001b\u2066-\u2069]/.test(arabic), arabic);
});

test('help names every command', async () => {
  const terminal = recordingTerminal();
  assert.equal(await runMain(['help'], terminal), EXIT.done);
  for (const { name } of COMMANDS)
    assert.ok(
      terminal.outLines.some((line) => line.includes(name)),
      name,
    );
});

test('help is given of a group of commands and of one, however it is asked', async () => {
  for (const [args, ...names] of [
    [['help', 'request'], 'request check', 'request render'],
    [['request', '--help'], 'request check', 'request render'],
    [['help', 'request', 'check'], 'request check'],
    [['request', 'check', '-h'], 'request check'],
    [['help', 'channels'], 'channels'],
  ] as const) {
    const terminal = recordingTerminal();
    assert.equal(await runMain(args, terminal), EXIT.done, args.join(' '));
    for (const name of names)
      assert.ok(
        terminal.outLines.some((line) => line.includes(`./comity ${name}`)),
        name,
      );
    assert.ok(!terminal.outLines.some((line) => line.includes('./comity case')), args.join(' '));
  }
  for (const args of [['help', 'fly'], ['request', 'fly', '--help'], ['request']]) {
    const terminal = recordingTerminal();
    assert.equal(await runMain(args, terminal), EXIT.usage, args.join(' '));
    assert.match(terminal.errLines[0] ?? '', /no command/);
    assert.equal(terminal.errLines.length > 1, args[0] === 'request', 'the group that was meant is shown');
  }
});

test('every command and option that the documents name is one', () => {
  const root = new URL('../../', import.meta.url);
  const pages = ['README.md', ...readdirSync(new URL('docs', root), { recursive: true, encoding: 'utf8' })]
    .filter((name) => name.endsWith('.md'))
    .map((name) => (name === 'README.md' ? name : `docs/${name}`));
  const wrong: string[] = [];
  let count = 0;
  for (const page of pages)
    for (const [line, words = '', rest = ''] of readFileSync(new URL(page, root), 'utf8').matchAll(
      /\.\/comity((?: [a-z][a-z-]*){1,2})([^`\n]*)/g,
    )) {
      const found = findCommand(words.trim().split(' '));
      const options = [...rest.split(/ [|>] |&&|#| {2}/)[0]!.matchAll(/ (--[a-z-]+)/g)].map(
        ([, name = '']) => name,
      );
      const known = [...(found?.command.usage.matchAll(/--[a-z-]+/g) ?? [])].map(([name]) => name);
      count += 1;
      if (words === ' help') continue;
      if (found === undefined || options.some((name) => !known.includes(name)))
        wrong.push(`${page}: ${line}`);
    }
  assert.deepEqual(wrong, []);
  assert.ok(count > 100, `${count} commands were read`);
});

test('wrong use ends with 2 and says what was expected', async () => {
  for (const args of [
    [],
    ['exhibit'],
    ['exhibit', 'fly'],
    ['case', 'create'],
    ['exhibit', 'add'],
    ['case', 'create', '--colour', 'red'],
    ['audit', '--sample', '0'],
  ]) {
    const terminal = recordingTerminal();
    assert.equal(await runMain(args, terminal), EXIT.usage, args.join(' '));
    assert.ok(terminal.errLines.length > 0 || args.length === 0);
  }
});

test('a command in a folder that was not set up says what to do', async (t) => {
  const ran = await comity(join(temporaryFolder(t), 'home'), ['case', 'list']);
  assert.equal(ran.code, EXIT.refused);
  assert.match(ran.err, /comity init/);
});

test('setting up twice changes nothing, and another name in its place is refused', async (t) => {
  const home = join(temporaryFolder(t), 'home');
  const args = ['init', ...LYON];
  const first = await comityJson(home, args);
  const again = await comityJson(home, args);
  assert.deepEqual({ ...again, repeated: false }, first);
  const other = await comity(home, args.with(4, 'FJ'));
  assert.equal(other.code, EXIT.refused);
  assert.match(other.err, /Nothing was changed/);
  const wrong = await comity(join(home, '../b'), args.with(4, 'XX'));
  assert.equal(wrong.code, EXIT.usage);
});

test('a passphrase given at the start is needed ever after, and an empty one is none', async (t) => {
  const home = join(temporaryFolder(t), 'home');
  const args = ['init', ...LYON];
  const empty = await comity(home, args, '', { COMITY_PASSPHRASE: '' });
  assert.equal(empty.code, EXIT.usage);
  assert.match(empty.err, /empty one/);
  assert.ok(!existsSync(home), 'nothing was made');
  const passphrase = { COMITY_PASSPHRASE: 'correct horse' };
  for (const given of [args, ['case', 'create', '--title', 'One']])
    assert.equal((await comity(home, given, '', passphrase)).code, EXIT.done);
  const ran = await comity(home, ['case', 'list']);
  assert.equal(ran.code, EXIT.refused);
  assert.match(ran.err, /COMITY_PASSPHRASE/);
});

test('standard input goes into evidence and comes out of the lists', async (t) => {
  const home = join(temporaryFolder(t), 'home');
  await comityJson(home, ['init', ...LYON]);
  const { reference } = await comityJson(home, ['case', 'create', '--title', 'One', '--key', 'a']);
  assert.equal(
    (await comityJson(home, ['case', 'create', '--title', 'One', '--key', 'a']))['reference'],
    reference,
  );
  const added = await comityJson(
    home,
    ['exhibit', 'add', '-', '--case', String(reference), '--source', 'x', '--authority', 'order 1'],
    'hello',
  );
  const number = String(added['number']);
  const shown = await comity(home, ['exhibit', 'show', number]);
  assert.match(shown.out, /● Acquired[^]*○ Sealed and stored/);
  assert.match((await comity(home, ['case', 'show', String(reference)])).out, new RegExp(number));
  assert.equal((await comity(home, ['exhibit', 'check', number])).code, EXIT.done);
  assert.equal((await comity(home, ['exhibit', 'show', 'FR-2026-000001-9'])).code, EXIT.refused);
});

test('what is added under a key once, is not taken for another file; and a text named .E01 is said to be none', async (t) => {
  const home = join(temporaryFolder(t), 'home');
  await comityJson(home, ['init', ...LYON]);
  const { reference } = await comityJson(home, ['case', 'create', '--title', 'One']);
  const folder = temporaryFolder(t);
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const add = (path: string) =>
    comity(
      home,
      ['exhibit', 'add', path, '--case', String(reference), '--source', 'x', '--authority', 'order 1'].concat(
        ['--key', 'k', '--condition', 'No onward transfer'],
      ),
    );
  const first = await add(file('notes.E01', 'hello'));
  assert.equal(first.code, EXIT.done, first.err);
  assert.match(first.err, /does not begin as one does/);
  const again = await add(file('notes.E01', 'hello'));
  assert.deepEqual([again.code, /added before/.test(again.out)], [EXIT.done, true]);
  const other = await add(file('notes.E01', 'world'));
  assert.equal(other.code, EXIT.refused);
  assert.match(other.err, /NOT added: under this --key/);
  const shared = await comity(home, [
    'package',
    'create',
    '--case',
    String(reference),
    '--to',
    join(folder, 'bag'),
  ]);
  assert.equal(shared.code, EXIT.done, shared.err);
  assert.match(shared.err, /LIMITED: .*No onward transfer/);
  const enrolled = await comity(home, [
    'officer',
    'enrol',
    'A. Invented',
    '--key-file',
    join(folder, 'officer'),
  ]);
  assert.match(enrolled.out, new RegExp(`${join(folder, 'officer')}\\.pem`));
});

test('Ctrl-C calls an addition off: nothing is kept, and the database is left', async (t) => {
  const folder = temporaryFolder(t);
  const home = join(folder, 'home');
  await comityJson(home, ['init', ...LYON]);
  const { reference } = await comityJson(home, ['case', 'create', '--title', 'One']);
  const child = spawn(
    COMITY,
    ['exhibit', 'add', '-', '--case', String(reference), '--source', 'x', '--authority', 'order 1'],
    { env: environmentOf(home) },
  );
  atEnd(t, () => child.kill('SIGKILL'));
  child.stdin.on('error', () => undefined); // it stops reading, as asked
  child.stdin.write(Buffer.alloc(1024));
  await until(() => readdirSync(join(home, 'staging')).length > 0);
  child.kill('SIGINT');
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  assert.equal(code, EXIT.failed, err);
  assert.match(err, /stopped on request/);
  assert.deepEqual(readdirSync(join(home, 'staging')), []);
  assert.equal(existsSync(join(home, 'postgres/data-17/postmaster.pid')), false);
});

test('names from evidence cannot drive the terminal', () => {
  assert.equal(printable('a\u001b[2Jb\u202ec'), 'a<U+001B>[2Jb<U+202E>c');
});

test('an authority is read from the words people use', () => {
  assert.deepEqual(parseAuthority('warrant 441/26'), { type: 'warrant', id: '441/26' });
  assert.deepEqual(parseAuthority('Order: 12'), { type: 'order', id: '12' });
  assert.deepEqual(parseAuthority('the judge said so'), { type: 'other', id: 'the judge said so' });
  assert.throws(() => parseAuthority(' '), /--authority/);
});

test('sizes are written in decimal units', () => {
  assert.deepEqual([0, 999, 1000, 1_500_000, 16 * 1024 ** 3].map(sizeText), [
    '0 B',
    '999 B',
    '1.0 kB',
    '1.5 MB',
    '17.2 GB',
  ]);
});
