// What a command takes, says of each option and refuses comes from the fields of its act.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isRefusal } from '../../test/support/refusal.ts';
import { oneOf } from '../web/fields/choice.ts';
import { day } from '../web/fields/day.ts';
import { onlyIf, optional, type Fields } from '../web/fields/field.ts';
import { money } from '../web/fields/money.ts';
import { number } from '../web/fields/number.ts';
import { text } from '../web/fields/text.ts';
import { yesNo } from '../web/fields/yes-no.ts';
import { actCommand } from './act-command.ts';
import { COMMANDS } from './commands.ts';
import { runMain } from './main.ts';
import { recordingTerminal } from './terminal.ts';

const plain = { ask: () => '', wrong: () => '' };
const FIELDS = {
  kind: oneOf(['found', 'brought'], { ...plain, words: (_say, kind) => kind, means: 'How it came.' }),
  place: onlyIf(
    ({ kind }) => kind === 'found',
    text({ ...plain, max: 20, means: 'Where it was.', option: { value: 'PLACE', isArgument: true } }),
  ),
  foundOn: day<{ readonly today: string }>({ ...plain, to: ({ today }) => today, means: 'When.' }),
  worth: money({ ...plain, means: 'Its worth.' }),
  pieces: optional(number({ ...plain, min: 1, max: 9, means: 'How many.' })),
  isUrgent: optional(yesNo({ ...plain, means: 'Whether it hurries.' })),
  note: optional(text({ ...plain, max: 30, means: 'A note.', option: { value: 'FILE', isFile: true } })),
} satisfies Fields;

const given: object[] = [];
const run = actCommand(
  { fields: FIELDS, about: { today: '2026-11-03' }, more: { json: { type: 'boolean', means: 'As JSON.' } } },
  ({ body, values, more }) => {
    given.push({ body, values, more });
    return Promise.resolve(0);
  },
);
const RIGHT = [
  '--kind',
  'found',
  'Quay 4',
  '--found-on',
  '2026-11-02',
  '--amount',
  '12.50',
  '--currency',
  'EUR',
];

test('a command takes what its act asks', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'comity-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const note = join(folder, 'note.txt');
  writeFileSync(note, 'from a file\n');
  const more = ['--pieces', '3', '--is-urgent', '--note', note, '--json'];
  assert.equal(await run([...RIGHT, ...more], recordingTerminal()), 0);
  const body = {
    kind: 'found',
    place: 'Quay 4',
    foundOn: '2026-11-02',
    amount: '12.50',
    currency: 'EUR',
    pieces: 3,
    isUrgent: true,
    note: 'from a file\n',
  };
  const { amount, currency, ...rest } = body;
  const values = { ...rest, worth: { amount, currency }, note: 'from a file' };
  assert.deepEqual(given, [{ body, values, more: { json: true } }]);
});

test('what is wrong is said with the option that says it', async () => {
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /with --kind: one of found, brought; found none/],
    [['--kind', 'lost'], /with --kind: one of found, brought; found lost/],
    [['--kind', 'found'], /with PLACE: Where it was, in at most 20 characters; found none/],
    [[...RIGHT, 'more'], /found “more” as well/],
    [[...RIGHT, '--kind', 'brought'], /with PLACE: no PLACE beside the other options/],
    [[...RIGHT, '--found-on', '2026-11-04'], /with --found-on: a day until 2026-11-03; found 2026-11-04/],
    [[...RIGHT, '--amount', '1,5'], /with --amount: an amount above zero/],
    [[...RIGHT, '--pieces', '10'], /with --pieces: a whole number from 1 to 9; found 10/],
    [[...RIGHT, '--note', '/nowhere/at/all'], /with --note: a file that can be read/],
    [[...RIGHT, '--note', '/dev/zero'], /with --note: a file of at most 1048576 bytes; found more/],
  ];
  for (const [args, expected] of wrong)
    await assert.rejects(run(args, recordingTerminal()), isRefusal('badUsage', expected), args.join(' '));
  await assert.rejects(run([...RIGHT, '--colour', 'red'], recordingTerminal()), /Unknown option '--colour'/);
});

test('its usage and help are those of the act', async () => {
  assert.equal(
    run.usage,
    '[PLACE] --kind found|brought --found-on DATE --amount TEXT --currency TEXT [--pieces N] [--is-urgent] [--note FILE] [--json]',
  );
  assert.deepEqual(run.help?.slice(0, 2), [
    '  --kind found|brought  How it came.',
    '  PLACE                 Where it was.',
  ]);
  const acts = [];
  for (const command of COMMANDS) {
    const { name, usage } = command;
    const made = await command.load();
    if (made.usage === undefined) continue;
    acts.push(name);
    assert.equal(usage, `${name} ${made.usage}`);
  }
  assert.ok(acts.includes('log authority') && acts.includes('case lead'), acts.join(', '));
  const terminal = recordingTerminal();
  assert.equal(await runMain(['help', 'log', 'authority'], terminal), 0);
  assert.match(terminal.outLines.join('\n'), /\n {2}--trust PEM {2}PEM of the certificates/);
});
