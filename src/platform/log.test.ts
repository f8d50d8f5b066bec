import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLog } from './log.ts';

/** What a log of this level writes, one value a line. */
function recording(env: NodeJS.ProcessEnv = { COMITY_LOG: 'trace' }): {
  log: ReturnType<typeof openLog>;
  lines: Record<string, unknown>[];
  text: () => string;
} {
  const lines: Record<string, unknown>[] = [];
  let text = '';
  const write = (line: string): void => {
    text += line;
    lines.push(JSON.parse(line) as Record<string, unknown>); // pino writes objects
  };
  return { log: openLog(env, { write }), lines, text: () => text };
}

test('a terminal hears warnings; COMITY_LOG asks for more or less', () => {
  for (const [level, heard] of [
    [undefined, 1],
    ['debug', 2],
    ['error', 0],
    ['silent', 0],
  ] as const) {
    const { log, lines } = recording({ COMITY_LOG: level });
    log.warn('one');
    log.debug('two');
    assert.equal(lines.length, heard, level);
  }
});

test('an unknown level is said, and warnings are heard', () => {
  const { log, lines } = recording({ COMITY_LOG: 'loud' });
  log.warn('heard');
  assert.deepEqual(
    lines.map(({ msg }) => msg),
    ['COMITY_LOG is not a level; using warn', 'heard'],
  );
});

test('names and numbers of things are written, content and secrets are not', () => {
  const { log, lines, text } = recording();
  const content = Buffer.from('the evidence itself');
  const fields = { exhibit: 'FR-2026-000012-3', bytes: 42, ok: true, at: new Date(0) };
  log.warn(
    { ...fields, chunk: content, more: { password: 'hunter2', list: [content], note: 'text of an event' } },
    'seen',
  );
  const { exhibit, bytes, ok, at, chunk, more } = lines[0] ?? {};
  assert.deepEqual({ exhibit, bytes, ok, at }, { ...fields, at: '1970-01-01T00:00:00.000Z' });
  assert.equal(chunk, '[19 bytes]');
  assert.deepEqual(more, { password: '[not logged]', list: ['[19 bytes]'], note: '[not logged]' });
  assert.doesNotMatch(text(), /evidence itself|hunter2|text of an event|116,104,101/);
});

test('long texts, long lists and deep things are cut', () => {
  const { log, lines, text } = recording();
  const deep: Record<string, unknown> = {};
  deep['self'] = deep;
  log.warn({ long: 'x'.repeat(10_000), list: Array.from({ length: 1000 }, () => 7), deep }, 'cut');
  assert.ok(text().length < 2000, String(text().length));
  assert.deepEqual(
    lines[0]?.['list'],
    Array.from({ length: 20 }, () => 7),
  );
});

test('of several errors together each is written', () => {
  const { log, lines } = recording();
  log.error({ err: new AggregateError([new Error('one'), new Error('two')], 'both') }, 'failed');
  const written = JSON.stringify(lines[0]?.['err']);
  assert.deepEqual(
    written.match(/"message":"\w+"/g),
    ['both', 'one', 'two'].map((text) => `"message":"${text}"`),
  );
});

test('an error of the database is written without the values it quotes', () => {
  const { log, text, lines } = recording();
  const error = Object.assign(new Error('invalid input syntax: "private words"'), {
    severity: 'ERROR',
    code: '22P02',
    detail: 'Failing row contains (private words).',
    where: 'private words',
    table: 'exhibit',
  });
  log.error({ err: new Error('the act failed', { cause: error }) }, 'failed');
  assert.doesNotMatch(text(), /private words/);
  assert.match(text(), /the act failed.*"code":"22P02".*"table":"exhibit"/);
  assert.match(JSON.stringify(lines[0]), /log\.test\.ts/, 'the place is said');
});
