// The three guides on the law, followed as they stand.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Json } from '../src/base/canonical-json.ts';
import { instrumentOf } from '../src/law/look-up.ts';
import { seeImport, proposeDifferences, takeDownload } from '../src/law/import.acts.ts';
import { propose, publish, type Editing } from '../src/law/proposal.acts.ts';
import { openPublishedLaw } from '../src/law/published.acts.ts';
import { searchPublished } from '../src/law/search.acts.ts';
import { standingOf } from '../src/law/party-standing.ts';
import { textOf } from '../src/law/values.ts';
import { readYaml } from '../src/law/yaml-file.ts';
import { enrol, testHouse } from './support/people.ts';

function block(guide: string, language: string): string {
  const text = readFileSync(new URL(`../docs/guides/${guide}.md`, import.meta.url), 'utf8');
  const [, found] = new RegExp(`\`\`\`${language}\\n([^\`]*)\`\`\``).exec(text) ?? [];
  assert.ok(found, `${guide} shows ${language}`);
  return found.replace(/^ {3}/gm, '');
}

test('the guides on the law are right as they stand', async (t) => {
  const house = await testHouse(t);
  const { people } = house;
  const law = openPublishedLaw(house.house.db, people.clock);
  const editing: Editing = { people, law };
  const ines = (await enrol(people, 'ines', ['knowledgeEditor'])).person;
  const omar = (await enrol(people, 'omar', ['knowledgeEditor'])).person;

  const enter = async (guide: string, kind: string, title: string): Promise<string> => {
    const { file, findings } = readYaml({ name: guide, text: block(guide, 'yaml') });
    assert.deepEqual(findings, [], guide);
    const value = file?.value as { readonly [key: string]: Json };
    const record = `${kind} ${textOf(value['id'])}`;
    const source = { id: title.replace(' ', '-'), title, kind: 'treaty-text' };
    const change = {
      kind: 'record',
      record,
      was: null,
      value,
      source,
      as_of: '2026',
      confidence: 'confirmed',
    };
    const made = await propose(editing, ines, { change, reason: 'As the guide says' });
    assert.ok(made.ok, `${guide}: ${JSON.stringify(made)}`);
    await publish(editing, omar, made.id);
    return record.slice(kind.length + 1);
  };

  await t.test('add a treaty', async () => {
    const id = await enter('add-a-treaty', 'instrument', 'example text');
    assert.equal(instrumentOf(await law.current(), id)?.provisions.length, 1);
  });

  await t.test('add a State’s law', async () => {
    const id = await enter('add-a-states-law', 'law', 'example act');
    const now = await law.current();
    assert.equal(now.legalRecords.find((one) => one.id === id)?.state, 'TV');
    assert.ok((await searchPublished(people, ines, now, { text: 'tulafono', kind: 'law' })).total > 0);
  });

  await t.test('keep the parties current', async () => {
    const chart = block('keep-the-parties-current', 'csv');
    const id = await takeDownload(editing, ines, {
      format: 'chart',
      instrument: 'coe-ets-185',
      day: '2026-11-01',
      celex: '',
      fileName: 'chart.csv',
      bytes: new Blob([chart]).stream(),
    });
    const seen = await seeImport(editing, ines, id);
    assert.ok(seen);
    const [made] = await proposeDifferences(editing, ines, seen, new Set(['KE', 'FR']));
    assert.ok(made?.ok, JSON.stringify(made));
    await publish(editing, omar, made.id);
    const now = await law.current();
    const budapest = instrumentOf(now, 'coe-ets-185');
    assert.ok(budapest);
    assert.equal(standingOf(now, budapest, 'KE', '2026-11-26').word, 'party');
  });
});
