// Every fact has a source and the day on which it was read there: its own, that of its source, or that of its file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCsv } from './export-csv.ts';
import { readLawFolder } from './data-files.store.ts';
import { loadLaw, loadLawOrRefuse } from './load.ts';
import { textsOf, valuesOf } from './published.acts.ts';
import { groundsOf } from './read-days.ts';
import { sharesOf } from './share.ts';

const texts = readLawFolder();
const { files, knowledge } = loadLawOrRefuse(texts);

interface Fact {
  readonly sources: readonly string[];
  readonly read?: string;
}

/** Every object of the knowledge base that says where it comes from. */
function factsIn(value: unknown, found: Fact[] = []): readonly Fact[] {
  if (typeof value !== 'object' || value === null) return found;
  if ('at' in value && 'sources' in value) found.push(value as Fact); // as `cite` made it
  for (const one of Object.values(value)) factsIn(one, found);
  return found;
}

test('no fact of the shipped data lacks its source or its day, in the files and in what is made of them', () => {
  const grounds = groundsOf(files);
  assert.deepEqual(
    grounds.flatMap(({ lacking }) => lacking),
    [],
  );
  const shares = sharesOf(files);
  for (const { file, facts, day } of grounds) {
    const share = shares.find((one) => one.file === file);
    assert.ok(share !== undefined && facts >= share.confirmed + share.recalled, file);
    assert.equal(day.own + day.source + day.file, facts, file);
  }
  const { passages: _passages, ...records } = knowledge;
  const facts = factsIn(records);
  assert.ok(facts.length > 5000, String(facts.length));
  const bare = facts.filter((one) => one.sources.length === 0 || !/^\d{4}-\d{2}-\d{2}$/.test(one.read ?? ''));
  assert.deepEqual(bare, []);
});

/** Keys of the register that anything in a file names. */
function namedIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, one] of Object.entries(value))
    if (key === 'source' || key === 'sources') for (const id of [one].flat()) found.add(String(id));
    else if (key !== 'source_register') namedIn(one, found);
  return found;
}

test('no source stands in a register that nothing rests on', () => {
  for (const [name, file] of Object.entries(files)) {
    const named = namedIn(file);
    assert.deepEqual(
      Object.keys(file.source_register).filter((id) => !named.has(id)),
      [],
      name,
    );
  }
});

test('what says how sure it is and rests on nothing is found', () => {
  const bare = structuredClone(files);
  const [clock] = bare['clocks.yaml'].clocks as { source?: unknown }[];
  assert.ok(clock);
  delete clock.source;
  const { lacking } = groundsOf(bare).find(({ file }) => file === 'clocks.yaml') ?? {};
  assert.deepEqual(lacking, ['clocks.0']);
});

test('a source says when it was read, a fact when it was read itself, and one State of a list what it rests on', () => {
  const values = structuredClone(valuesOf(texts));
  const { instruments, source_register: register } = values['parties.yaml'] as unknown as {
    instruments: {
      groups: { states: string[]; source: string | string[]; own?: object; entry_into_force?: object }[];
    }[];
    source_register: Record<string, { read?: string }>;
  };
  const [group] = instruments.flatMap(({ groups }) => groups).filter(({ states }) => states.length > 2);
  assert.ok(group);
  const [first = '', second = '', third = ''] = group.states;
  for (const id of [group.source].flat()) Object.assign(register[id] ?? {}, { read: '2026-11-20' });
  Object.assign(group, {
    own: {
      [first]: {
        source: 'recall',
        read: '2026-11-21',
        reviewed: { by: 'A made-up ministry', on: '2026-11-22' },
      },
    },
  });
  const made = textsOf(values, texts);
  const loaded = loadLawOrRefuse(made);
  const at = loaded.knowledge.parties.find(({ state }) => state === first)?.at;
  const of = (state: string) => loaded.knowledge.parties.find((one) => one.state === state && one.at === at);
  assert.deepEqual([of(first)?.sources, of(first)?.read], [['recall'], '2026-11-21']);
  assert.equal(of(first)?.reviewed?.by, 'A made-up ministry');
  for (const state of [second, third]) {
    assert.deepEqual(of(state)?.sources, [group.source].flat());
    assert.equal(of(state)?.read, '2026-11-20');
    assert.equal(of(state)?.reviewed, undefined, 'the mark is of the one alone');
  }
  const csv = exportCsv(loaded.knowledge).find(({ name }) => name === 'parties.csv')?.text ?? '';
  assert.ok(csv.split('\r\n').some((line) => line.includes(first) && line.includes('2026-11-21')));
  assert.ok(csv.startsWith('instrument,state,status,') && csv.split('\r\n')[0]?.includes(',read,'));
  const strange = structuredClone(values);
  const groups = (strange['parties.yaml'] as unknown as { instruments: { groups: object[] }[] }).instruments;
  Object.assign(groups[0]?.groups[0] ?? {}, { own: { AQ: { source: 'recall' } } });
  const refused = loadLaw(textsOf(strange, texts));
  assert.ok(!refused.ok);
  assert.match(
    refused.findings.map(({ message }) => message).join(),
    /AQ has a source of its own but is not in the list/,
  );
});
