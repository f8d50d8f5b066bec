// `./comity … | head`: a reader that has seen enough ends a command as any other end does. Real pipes, made by a shell.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { COMITY, comity, comityJson, LYON } from '../../test/support/comity.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { EXIT, UNREAD } from './terminal.ts';
import { counted } from './words.ts';

/** `line` has `$comity`, whose exit code is kept in the file `code`. */
async function shell(folder: string, line: string): Promise<{ code: number; out: string; err: string }> {
  const { DATABASE_URL: _, ...env } = process.env;
  const home = join(folder, 'home');
  const child = spawn('sh', ['-c', line.replace('$comity', `{ "$COMITY" ${'$'}ARGS; echo $? >code; }`)], {
    cwd: folder,
    env: { ...env, COMITY, COMITY_HOME: home },
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: Number(readFileSync(join(folder, 'code'), 'utf8')), out, err };
}

const running = (folder: string): string[] => globSync('**/postgres/data-*/postmaster.pid', { cwd: folder });

test('a demonstration whose reader leaves after one line leaves both its databases', async (t) => {
  const folder = temporaryFolder(t);
  const ran = await shell(folder, 'ARGS=demo; $comity | head -2');
  assert.match(ran.out, /Two agencies/);
  assert.equal(ran.code, UNREAD, ran.err);
  assert.equal(ran.err, '');
  assert.ok(globSync('comity-demo-*/fiji/postgres/data-*', { cwd: folder }).length > 0, 'it had begun');
  assert.deepEqual(running(folder), []);
});

test('whatever is said to nobody, the command ends with 141, quietly, and the database is left', async (t) => {
  const folder = temporaryFolder(t);
  const home = join(folder, 'home');
  await comityJson(home, ['init', ...LYON]);
  await comityJson(home, ['case', 'create', '--title', 'One']);
  const told: [args: string, to: string, code: number][] = [
    ['case list', '| true', UNREAD],
    ['audit', '| true', UNREAD],
    ['audit', '2>&1 | true', UNREAD],
    ['log checkpoint --json', '| true', UNREAD],
    ['help', '| true', UNREAD],
    // A server that nobody reads stops by itself, as one that is told to.
    ['serve --port 0', '| true', UNREAD],
    ['worker', '| true', UNREAD],
    // What was found stands above who read it.
    ['exhibit show FR-2026-000001-9', '2>&1 | true', EXIT.refused],
    ['case list', '| cat', EXIT.done],
  ];
  for (const [args, to, code] of told) {
    const ran = await shell(folder, `ARGS='${args}'; $comity ${to}`);
    assert.deepEqual([ran.code, ran.err], [code, ''], `${args} ${to}`);
    assert.deepEqual(running(folder), [], `${args} ${to}`);
  }
  assert.equal((await comity(home, ['audit'])).code, EXIT.done);
});

test('a full disk is no reader that has seen enough', { skip: !existsSync('/dev/full') }, async (t) => {
  const folder = temporaryFolder(t);
  await comityJson(join(folder, 'home'), ['init', ...LYON]);
  const ran = await shell(folder, "ARGS='case list'; $comity >/dev/full");
  assert.equal(ran.code, EXIT.failed);
  assert.match(ran.err, /cannot be written: ENOSPC/);
  assert.deepEqual(running(folder), []);
});

test('one of a thing is not said as several, in no line of any command', () => {
  assert.deepEqual(
    [0, 1, 2].map((n) => counted(n, 'event')),
    ['0 events', '1 event', '2 events'],
  );
  const folder = new URL('.', import.meta.url);
  const several =
    /\$\{(?!counted|MAX|[A-Z_]+_MAX)[^{}`]*\} (?:messages|events|exhibits|differences|pictures|hits|receipts|entries|files|fingerprints) /g;
  const said = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) =>
      [...readFileSync(new URL(name, folder), 'utf8').matchAll(several)].map(([text]) => `${name}: ${text}`),
    );
  // The files of the law, and the messages of a language, are never one.
  assert.deepEqual(
    said.filter((one) => !/^(?:law|words-file|build-words)\.ts/.test(one)),
    [],
  );
});
