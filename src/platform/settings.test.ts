import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { Refusal } from '../base/refusal.ts';
import { homeAt, homeOf, makeHome, type Home } from './home.ts';
import { checkSettings, createSettings, readSettings, type Settings } from './settings.ts';

const SETTINGS: Settings = {
  v: 1,
  agency: 'Parquet général de Liberté',
  state: 'FR',
  origin: 'comity.parquet.example/fr',
  created: '2026-11-25T08:00:00.000Z',
};

async function newHome(t: TestContext): Promise<Home> {
  const home = homeAt(join(temporaryFolder(t), 'home'));
  await makeHome(home);
  return home;
}

function isRefusal(code: string, text = /./): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code && text.test(error.message);
}

test('the home is the folder of COMITY_HOME, or comity-data where we are', () => {
  assert.equal(homeOf({ COMITY_HOME: '/srv/evidence' }).keys, '/srv/evidence/keys');
  assert.equal(homeOf({}).path, join(process.cwd(), 'comity-data'));
  assert.equal(homeOf({ COMITY_HOME: '' }).path, join(process.cwd(), 'comity-data'));
});

test('what a home holds is for its user alone, and making it again changes nothing', async (t) => {
  const home = await newHome(t);
  for (const folder of [home.keys, home.store, home.staging, home.log, home.uploads, home.quarantine])
    assert.equal(statSync(folder).mode & 0o777, 0o700, folder);
  assert.equal(statSync(home.path).mode & 0o066, 0);
  writeFileSync(join(home.keys, 'a'), 'x');
  await makeHome(home);
  assert.equal(readFileSync(join(home.keys, 'a'), 'utf8'), 'x');
});

test('a home that everybody may change is refused', async (t) => {
  const home = homeAt(join(temporaryFolder(t), 'home'));
  mkdirSync(home.path);
  chmodSync(home.path, 0o777);
  await assert.rejects(makeHome(home), isRefusal('notAllowed', /777.*chmod o-w/));
});

test('settings are read as they were written', async (t) => {
  const home = await newHome(t);
  await createSettings(home, SETTINGS);
  assert.deepEqual(await readSettings(home), SETTINGS);
});

test('settings are made once: a second init is refused', async (t) => {
  const home = await newHome(t);
  await createSettings(home, SETTINGS);
  await assert.rejects(createSettings(home, { ...SETTINGS, state: 'BE' }), isRefusal('alreadyExists'));
  assert.equal((await readSettings(home)).state, 'FR');
});

test('a folder without installation asks for init', async (t) => {
  await assert.rejects(readSettings(await newHome(t)), isRefusal('notReady', /comity init/));
  await assert.rejects(readSettings(homeAt('/nonexistent')), isRefusal('notReady'));
});

for (const [what, text] of Object.entries({
  'cut short': JSON.stringify(SETTINGS).slice(0, 50),
  'not JSON': 'agency = X',
  'of a later version': JSON.stringify({ ...SETTINGS, v: 2 }),
  'with a field more': JSON.stringify({ ...SETTINGS, extra: 1 }),
  'with a field less': JSON.stringify({ ...SETTINGS, state: undefined }),
  'far too long': JSON.stringify({ ...SETTINGS, agency: 'x'.repeat(70_000) }),
}))
  test(`settings ${what} are refused as damaged`, async (t) => {
    const home = await newHome(t);
    writeFileSync(home.settings, text);
    await assert.rejects(readSettings(home), isRefusal('damaged', /settings\.json/));
  });

for (const [field, value, isGood] of [
  ['state', 'KN', true],
  ['state', 'fr', false],
  ['state', 'EU', false],
  ['state', 'ZZ', false],
  ['agency', '  Office  ', true],
  ['agency', '', false],
  ['agency', '   ', false],
  ['agency', 'line\nbreak', false],
  ['agency', 'x'.repeat(201), false],
  ['agency', '\ud800', false],
  ['origin', 'localhost:8470', true],
  ['origin', 'a.example/fr/log', true],
  ['origin', 'https://a.example', false],
  ['origin', 'a.example/', false],
  ['origin', 'a example', false],
  ['origin', 'a.example/a+b', false],
  ['origin', '', false],
  ['created', '2026-13-01T00:00:00Z', false],
] as const)
  test(`${field} ${JSON.stringify(value).slice(0, 30)} is ${isGood ? 'taken' : 'refused'}`, () => {
    const check = (): Settings => checkSettings({ ...SETTINGS, [field]: value });
    if (isGood) assert.equal(check()[field], value.trim());
    else assert.throws(check, isRefusal('badUsage', new RegExp(`found ${field}`)));
  });
