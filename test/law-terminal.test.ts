// The terminal and the law as it is published in this COMITY_HOME: one source for every command.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test, type TestContext } from 'node:test';
import { factNow } from '../src/law/apply-change.ts';
import type { Change } from '../src/law/change.ts';
import { propose, publish, type Editing } from '../src/law/proposal.acts.ts';
import { proposals } from '../src/law/proposal.store.ts';
import { openPublishedLaw, valuesOf } from '../src/law/published.acts.ts';
import type { People } from '../src/people/people.acts.ts';
import type { Person } from '../src/people/person.ts';
import { KENYA } from './support/law-change.ts';
import { comity, type Ran } from './support/comity.ts';
import { enrol, testHouse } from './support/people.ts';
import { hasProgram } from './support/programs.ts';
import { temporaryFolder } from './support/temporary.ts';
import { said, saying } from './support/words.ts';

const COMPLETE = fileURLToPath(
  new URL('../fixtures/requests/un-42-preservation/complete.json', import.meta.url),
);

const CHART = `,Signature,Ratification,Entry into Force
France,23/11/2001,10/01/2006,01/05/2006
Kenya,,01/07/2026,01/10/2026
Tuvalu,01/09/2026,,
`;
interface Desk extends Editing {
  readonly people: People;
  readonly omar: Person;
  /** One editor proposes it, another publishes it. */
  readonly change: (change: Change) => Promise<void>;
  readonly run: (...args: string[]) => Promise<Ran>;
}

async function desk(t: TestContext): Promise<Desk> {
  const { house, people, made } = await testHouse(t);
  const law = openPublishedLaw(house.db, people.clock);
  const ines = await enrol(people, 'ines', ['knowledgeEditor']);
  const omar = await enrol(people, 'omar', ['knowledgeEditor']);
  const change = async (asked: Change): Promise<void> => {
    const was = factNow(valuesOf((await law.latest()).texts), asked);
    const proposed = await propose({ people, law }, ines.person, {
      change: { ...asked, was },
      reason: 'It was read',
    });
    assert.ok(proposed.ok, JSON.stringify(proposed));
    await publish({ people, law }, omar.person, proposed.id);
  };
  return {
    people,
    law,
    change,
    omar: omar.person,
    run: (...args) => comity(made.home.path, args, '', made.env),
  };
}

test('a form that an editor confirmed is confirmed at the terminal; no letter says which is not', async (t) => {
  const { change, run } = await desk(t);
  const letter = async (name: string): Promise<string> => {
    const to = join(temporaryFolder(t), name);
    const ran = await run('request', 'render', COMPLETE, '--to', to);
    assert.equal(ran.code, 0, ran.err);
    return spawnSync('pdftotext', ['-raw', to, '-'], { encoding: 'utf8' }).stdout;
  };
  const assertUnsaid = async (name: string): Promise<void> => {
    if (!hasProgram('pdftotext')) return;
    const text = await letter(name);
    assert.match(text, /Preservation request/);
    assert.doesNotMatch(text.replaceAll(/\s+/g, ' '), saying(said.letter.notice.recalled));
  };
  assert.match((await run('request', 'forms')).out, /un-42-preservation .*\[recalled\]/);
  assert.match((await run('request', 'form', 'un-42-preservation')).out, /\[recalled\]/);
  await assertUnsaid('before.pdf');
  await change({
    kind: 'value',
    record: 'form un-42-preservation',
    path: ['confidence'],
    was: null,
    value: 'confirmed',
    source: { id: 'convention-text', title: 'The Convention, authentic text', kind: 'treaty-text' },
    as_of: '2026-11',
    confidence: 'confirmed',
  });
  assert.match((await run('request', 'forms')).out, /un-42-preservation .*\[confirmed\]/);
  assert.match((await run('request', 'form', 'un-42-preservation')).out, /\[confirmed\]/);
  await assertUnsaid('after.pdf');
});

test('what is published here is what the terminal exports, compares and names as its version', async (t) => {
  const { change, run, law } = await desk(t);
  const first = await law.latest();
  const before = await run('law', 'compare', 'KE', 'FR', '--by', 'instrument', '--on', '2026-11-26');
  assert.match(before.out, /Budapest Convention\n {2}KE {2}invited/);
  await change(KENYA);
  const { line, texts } = await law.latest();
  const compared = await run('law', 'compare', 'ke', 'FR', '--by', 'instrument', '--on', '2026-11-26');
  assert.match(compared.out, /Bind all of them: .*Budapest Convention/);
  assert.match(compared.out, /Budapest Convention\n {2}KE {2}party 2026-10-01 \[confirmed/);
  const earlier = await run('law', 'compare', 'KE', 'FR', '--on', '2026-09-30', '--json');
  assert.ok(!(JSON.parse(earlier.out) as { common: string[] }).common.includes('coe-ets-185'));
  const alone = await run('law', 'compare', 'KE');
  assert.deepEqual([alone.code, alone.out], [2, '']);
  assert.match(alone.err, /two to 4 States/);

  const folder = temporaryFolder(t);
  assert.equal((await run('law', 'export', '--to', folder)).code, 0);
  for (const { name, text } of texts) assert.equal(readFileSync(join(folder, name), 'utf8'), text, name);
  for (const format of ['csv', 'json', 'jsonld']) {
    const ran = await run('law', 'export', '--to', join(folder, format), '--format', format);
    assert.ok(ran.out.includes(line.dataVersion), ran.err);
  }
  const csv = readFileSync(join(folder, 'csv', 'parties.csv'), 'utf8');
  assert.match(csv, /coe-ets-185,KE,party,.*2026-10-01/);

  const version = await run('law', 'version');
  assert.match(version.out, new RegExp(`2 {2}${line.dataVersion} .*parties coe-ets-185: It was read`));
  assert.match(version.out, new RegExp(`1 {2}${first.line.dataVersion} .*brought by the program`));
});

test('a download is looked at, proposed by an editor and published by another, from the terminal', async (t) => {
  const { run, people, law, omar } = await desk(t);
  const file = join(temporaryFolder(t), 'chart.csv');
  writeFileSync(file, CHART);
  const asked = ['law', 'import', file, '--instrument', 'coe-ets-185', '--day', '2026-11-01'];
  const open = () =>
    people.db.asPerson(omar.id, (tx) => proposals(tx, { outcome: 'open', order: 'oldestFirst', limit: 99 }));
  const looked = await run(...asked);
  assert.equal(looked.code, 0, looked.err);
  assert.match(looked.out, / {2}KE {4}changed +invited -> party, 2026-10-01/);
  assert.match(looked.out, /Nothing was proposed/);
  assert.equal((await open()).length, 0, 'a look keeps nothing');

  const some = [...asked, '--person', 'Ines@agency.example', '--difference', 'KE', '--difference', 'TV'];
  assert.match((await run(...some)).out, /Proposed: 2\. Another/);
  assert.match((await run(...some)).out, /Proposed: 0\. Another/, 'asked twice, proposed once');
  const made = await open();
  assert.deepEqual(
    new Set(made.map(({ change }) => ('state' in change ? change.state : ''))),
    new Set(['KE', 'TV']),
  );
  assert.match(made[0]?.reason ?? '', /chart\.csv, 2026-11-01 \(at the terminal, by .+\)$/);
  for (const { id } of made) await publish({ people, law }, omar, id);
  assert.doesNotMatch((await run(...asked)).out, / {2}KE /);

  const wrong: [string[], number, RegExp][] = [
    [[...asked, '--person', 'nobody@agency.example'], 1, /a knowledge editor/],
    [[...asked, '--person', 'rui@agency.example'], 1, /a knowledge editor/],
    [[...asked, '--person', 'ines@agency.example', '--difference', 'XX'], 2, /a difference of this file/],
    [['law', 'import', file, '--instrument', 'no-such'], 1, /an instrument on record/],
    [['law', 'import', file], 2, /--instrument/],
    [['law', 'import'], 2, /the file as it was downloaded/],
    [[...asked.slice(0, 2), `${file}.none`, ...asked.slice(3)], 1, /cannot be read/],
    [[...asked, '--format', 'untc'], 1, /XML/],
    [[...asked.slice(0, 2), '/dev/zero', ...asked.slice(3), '--format', 'chart'], 1, /at most/],
  ];
  await enrol(people, 'rui', ['centralAuthority']);
  for (const [args, code, says] of wrong) {
    const ran = await run(...args);
    assert.deepEqual([ran.code, ran.out], [code, ''], `${args.join(' ')} ${ran.err}`);
    assert.match(ran.err, says);
  }
});
