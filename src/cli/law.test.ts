import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity } from '../../test/support/comity.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { LAW_FOLDER, readLawFolder } from '../law/data-files.store.ts';
import { runChannels } from './channels.ts';
import { findCommand } from './main.ts';
import { EXIT, recordingTerminal } from './terminal.ts';

async function law(...args: string[]): Promise<{ code: number; out: string[] }> {
  const { command, rest } = findCommand(['law', ...args]) ?? assert.fail('no such command');
  const run = await command.load();
  const terminal = recordingTerminal();
  return { code: await run(rest, terminal), out: terminal.outLines };
}

async function channels(...args: string[]): Promise<{ code: number; out: string[] }> {
  const terminal = recordingTerminal();
  return { code: await runChannels(args, terminal), out: terminal.outLines };
}

test('law search shows the passage, its line and how to see the record', async () => {
  const { code, out } = await law('search', 'preservation', '60', 'days', '--kind', 'instrument');
  assert.equal(code, EXIT.done);
  assert.ok(
    out.some((line) =>
      /^instruments\.yaml:\d+ +Budapest Convention: Art\. 29, preservation \[confirmed\]/.test(line),
    ),
  );
  assert.ok(out.some((line) => line.includes("./comity law show 'instrument coe-ets-185'")));
});

test('law search as JSON; nothing found ends with 1; wrong use with a refusal', async () => {
  const { out } = await law('search', 'codigo', '--kind', 'admissibility', '--json');
  assert.equal((JSON.parse(out[0] ?? '') as { total: number }).total, 1);
  assert.equal((await law('search', 'zzyzx')).code, EXIT.refused);
  await assert.rejects(law('search'), /TEXT/);
  await assert.rejects(law('search', 'x', '--kind', 'planet'), /--kind with one of/);
  await assert.rejects(law('search', 'x', '--state', 'XX'), /ISO 3166-1/);
  await assert.rejects(law('fly'), /no such command/);
});

test('law show takes a record, an id or a State, and refuses what is none', async () => {
  assert.match((await law('show', 'clock', 'bc29.hold')).out.join('\n'), /29\(7\)/);
  assert.match((await law('show', 'coe-ets-185')).out.join('\n'), /parties coe-ets-185/);
  const state = (await law('show', 'AT')).out.join('\n');
  assert.match(
    state,
    /Austria[^]*party +Budapest Convention +since 2012-10-01[^]*declaration Budapest Convention Art\. 29\(4\)[^]*unknown for this State/,
  );
  const dateless = (await law('show', 'GR')).out.filter((line) => line.startsWith('  authority'));
  assert.match(dateless.join('\n'), /languages not on record \[confirmed as of no date,/);
  assert.match(
    (await law('show', 'LT')).out.join('\n'),
    /Ministry of Justice: mla under [^\n]*, in English, Russian, Lithuanian \[/,
  );
  await assert.rejects(law('show', 'nothing-of-the-kind'), /law search/);
});

test('law check passes the shipped data, and names file and line of a fault', async (t) => {
  assert.match((await law('check')).out.join(), /44 files are right: \d+ instruments, \d{4} party records/);
  const folder = join(temporaryFolder(t), 'law');
  cpSync(LAW_FOLDER, folder, { recursive: true });
  const file = join(folder, 'parties.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('parties: 78', 'parties: 77'));
  const { code, out } = await law('check', folder);
  assert.equal(code, EXIT.refused);
  assert.match(out.join(), /^parties\.yaml:\d+: 77 parties published for coe-ets-185; 78 are listed$/);
});

test('law export gives the same bytes as YAML, and tables as CSV', async (t) => {
  const folder = temporaryFolder(t);
  assert.equal((await law('export', '--to', join(folder, 'yaml'))).code, EXIT.done);
  for (const { name } of readLawFolder())
    assert.equal(
      readFileSync(join(folder, 'yaml', name), 'utf8'),
      readFileSync(join(LAW_FOLDER, name), 'utf8'),
      name,
    );
  await law('export', '--to', join(folder, 'csv'), '--format', 'csv');
  assert.ok(readdirSync(join(folder, 'csv')).includes('parties.csv'));
  await law('export', '--to', join(folder, 'json'), '--format', 'json');
  assert.ok(JSON.parse(readFileSync(join(folder, 'json', 'law.json'), 'utf8')));
  await assert.rejects(law('export'), /--to/);
});

test('channels answers in words: the ways, their basis, what closes the others, and the facts', async () => {
  const { code, out } = await channels(
    '--from',
    'FR',
    '--to',
    'US',
    '--category',
    'content',
    '--urgency',
    'normal',
    '--on',
    '2026-11-25',
    '--all',
    '--facts',
  );
  const text = out.join('\n');
  assert.equal(code, EXIT.done);
  assert.match(
    text,
    /1 +Formal mutual legal assistance through central authorities +open +150 to 365 days +evidence +confirmed/,
  );
  assert.match(text, /Basis +Budapest Convention, Art\. 29; France since 2006-05-01/);
  assert.match(text, /! Time +The preservation ends on 2027-01-24/);
  assert.match(text, /Closed[^]*Order under a CLOUD Act executive agreement: The only agreements on record/);
  assert.match(text, /facts used: \d+ confirmed[^]*parties\.yaml:\d+[^]*<https:/);
  assert.ok(out.every((line) => line.length <= 160 && !/undefined|\[object/.test(line)));
});

test('channels as JSON is the whole answer, the same every time', async () => {
  const args = [
    '--from',
    'fj',
    '--to',
    'us',
    '--category',
    'traffic',
    '--urgency',
    'emergency',
    '--json',
    '--on',
    '2026-11-25',
  ];
  const [first, second] = [await channels(...args), await channels(...args)];
  assert.deepEqual(first.out, second.out);
  const answer = JSON.parse(first.out[0] ?? '') as {
    v: number;
    dataVersion: string;
    need: { from: string; urgency: string };
    parts: unknown[];
  };
  assert.equal(answer.v, 1);
  assert.match(answer.dataVersion, /^[0-9a-f]{16}$/);
  assert.deepEqual([answer.need.from, answer.need.urgency, answer.parts.length], ['FJ', 'emergency_life', 1]);
});

test('channels on an earlier day answers by the law of that day', async () => {
  const text = (
    await channels(
      '--from',
      'DE',
      '--to',
      'IE',
      '--category',
      'subscriber',
      '--addressee',
      'IE',
      '--on',
      '2026-08-17',
      '--all',
    )
  ).out
    .join(' ')
    .replace(/\s+/g, ' ');
  assert.match(text, /Future: not in force yet - European Production Order.*applies only from 2026-08-18/);
});

test('channels with a change says what would change', async () => {
  const { out } = await channels(
    '--from',
    'RS',
    '--to',
    'HU',
    '--category',
    'subscriber',
    '--what-if',
    'in-force:coe-cets-224',
    '--on',
    '2026-11-25',
  );
  assert.match(out.join('\n'), /cets224-subscriber +future -> to be verified/);
});

test('no way open ends with 1; wrong use is refused with what was expected', async () => {
  assert.equal((await channels('--from', 'CN', '--to', 'KP', '--category', 'content')).code, EXIT.refused);
  for (const [args, message] of [
    [[], /--from/],
    [['--from', 'FR', '--to', 'FR'], /domestic law/],
    [['--from', 'FR', '--to', 'Mars'], /ISO 3166-1/],
    [['--from', 'FR', '--to', 'US', '--category', 'dreams'], /--category with one of/],
    [['--from', 'FR', '--to', 'US', '--urgency', 'soon'], /--urgency with one of/],
    [['--from', 'FR', '--to', 'US', '--years', 'many'], /whole number/],
    [['--from', 'FR', '--to', 'US', '--deadline', '2026-02-30'], /a date such as/],
    [['--from', 'FR', '--to', 'US', '--provider', 'acme'], /a provider on record/],
    [['--from', 'FR', '--to', 'US', '--offence', 'rudeness'], /--offence with one of/],
    [['--from', 'FR', '--to', 'US', '--what-if', 'pigs:fly'], /--what-if/],
    [['--from', 'FR', '--to', 'US', '--what-if', 'category:dreams'], /category/],
  ] as const)
    await assert.rejects(channels(...args), message, args.join(' '));
});

test('the commands run as a program of their own, in a folder where nothing was set up', async (t) => {
  const home = join(temporaryFolder(t), 'home');
  const found = await comity(home, [
    'channels',
    '--from',
    'FJ',
    '--to',
    'US',
    '--category',
    'content',
    '--json',
  ]);
  assert.equal(found.code, EXIT.done, found.err);
  assert.equal((JSON.parse(found.out) as { v: number }).v, 1);
  const wrong = await comity(home, ['channels', '--from', 'FJ', '--to', 'Mars']);
  assert.equal(wrong.code, EXIT.usage);
  assert.match(wrong.err, /ISO 3166-1/);
  assert.equal((await comity(home, ['law', 'search', 'zzyzx'])).code, EXIT.refused);
  assert.equal((await comity(home, ['law', 'check'])).code, EXIT.done);
});
