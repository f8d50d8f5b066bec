import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import jsonld from 'jsonld';
import { parse } from 'yaml';
import { LAW_FILES } from './files.ts';
import { formFindings, loadLaw, loadLawOrRefuse } from './load.ts';
import { readLawFolder, shippedLaw } from './data-files.store.ts';
import { exportCsv } from './export-csv.ts';
import { exportJson, exportJsonLd, exportYaml } from './export.ts';
import { writeYaml } from './write-yaml.ts';
import { readYaml } from './yaml-file.ts';

const shipped = readLawFolder();
const partiesText = shipped.find(({ name }) => name === 'parties.yaml')?.text ?? '';

/** The shipped files with one text replaced in one of them; the text must be there. */
function damaged(file: string, from: string | RegExp, to: string): { texts: typeof shipped; line: number } {
  let line = 0;
  const texts = shipped.map(({ name, text }) => {
    if (name !== file) return { name, text };
    const at = typeof from === 'string' ? text.indexOf(from) : text.search(from);
    assert.notEqual(at, -1, `${file} holds ${String(from)}`);
    line = text.slice(0, at).split('\n').length;
    return { name, text: text.replace(from, to) };
  });
  return { texts, line };
}

function firstFinding(texts: typeof shipped): { file: string; line: number; message: string } {
  const loaded = loadLaw(texts);
  assert.ok(!loaded.ok, 'the damaged data was taken');
  const [first] = loaded.findings;
  assert.ok(first);
  return first;
}

test('the shipped law data passes its own checks', () => {
  const loaded = loadLaw(shipped);
  assert.ok(loaded.ok, loaded.ok ? '' : JSON.stringify(loaded.findings.slice(0, 5)));
  const { knowledge, files } = loaded;
  assert.equal(knowledge.measures.length, 10);
  const { totals } = files['parties.yaml'];
  assert.equal(knowledge.parties.length, totals.state_records_confirmed + totals.state_records_recalled);
  assert.ok(knowledge.parties.length >= 1199, String(knowledge.parties.length));
  assert.match(knowledge.dataVersion, /^[0-9a-f]{16}$/);
  for (const record of [...knowledge.parties, ...knowledge.instruments.flatMap((one) => one.provisions)]) {
    assert.ok(record.sources.length > 0, record.at);
    assert.match(record.at, /^[a-z-]+\.yaml:\d+$/);
  }
});

test('what was published before figures and templates had names is read as it was', () => {
  const older = shipped.map(({ name, text }) => ({
    name,
    text: text
      .replace(/^  - id: eu-success-2018-2019\n.*\n    fact/m, '  - fact')
      .replace(/^  - id: eu-emergency-2018-2019\n.*\n    fact/m, '  - fact')
      .replace(/^  - id: eu-refusal-reasons\n.*\n    fact/m, '  - fact')
      .replaceAll(/^  - id: ([a-z-]+)\n    title: What a request .*$/gm, '  $1:'),
  }));
  assert.ok(older.some(({ text }) => text.includes('\n  preservation-minimum:\n')));
  const { knowledge } = loadLawOrRefuse(older);
  assert.deepEqual(
    knowledge.statistics.map(({ id }) => id),
    ['figure-1', 'figure-2', 'figure-3'],
  );
  assert.equal(knowledge.templates.find(({ id }) => id === 'mla-minimum')?.items.length, 6);
});

for (const [what, file, from, to, message] of [
  [
    'an unknown key',
    'instruments.yaml',
    'short_title: OPSC',
    'short_titel: OPSC',
    /unknown key 'short_titel'/,
  ],
  [
    'a pattern that could keep the machine busy',
    'providers.yaml',
    '"^[0-9]{17,20}$"',
    '"^([0-9]+)+$"',
    /expected \^, classes such as/,
  ],
  ['an unknown State', 'parties.yaml', '["BJ"]', '["BX"]', /ISO 3166-1/],
  ['an unknown status', 'parties.yaml', 'status: invited', 'status: visited', /Invalid option/],
  ['an unknown confidence', 'instruments.yaml', 'confidence: recalled', 'confidence: sure', /Invalid option/],
  [
    'an unknown data category',
    'channels.yaml',
    'subscriber, access, open_source',
    'subscribers, access, open_source',
    /Invalid option/,
  ],
  ['an unknown predicate', 'channels.yaml', 'always: true', 'sometimes: true', /unknown key|Invalid input/],
  ['a day that is not in the calendar', 'instruments.yaml', '"2002-01-18"', '"2002-02-30"', /a date such as/],
  [
    'a fact from after the file was made',
    'parties.yaml',
    'as_of: "2026-01-14"',
    'as_of: "2027-01-14"',
    /lies after/,
  ],
  [
    'a source that is not registered',
    'clocks.yaml',
    'source: lex-eio',
    'source: lex-eyo',
    /'lex-eyo' is not in the source register/,
  ],
  [
    'an instrument that is not there',
    'parties.yaml',
    'instrument: coe-ets-189',
    'instrument: coe-ets-190',
    /'coe-ets-190' is not in/,
  ],
  [
    'a clock of an unknown instrument',
    'clocks.yaml',
    'instrument: us-18usc-2703',
    'instrument: us-18usc-2799',
    /neither in/,
  ],
  [
    'a clock of an unknown form',
    'clocks.yaml',
    'form: annex-vi',
    'form: annex-xi',
    /form 'annex-xi' is not in forms\//,
  ],
  [
    'a competence for an unknown form',
    'competence.yaml',
    'forms: [epoc-pr]',
    'forms: [epoc-xx]',
    /form 'epoc-xx' is not in forms\//,
  ],
  [
    'a competence for a kind of assistance of no form',
    'competence.yaml',
    'kinds: [search]',
    'kinds: [seance]',
    /kind 'seance' is not in its forms/,
  ],
  [
    'a validation by nobody',
    'competence.yaml',
    'validated_by: [judge, prosecutor]',
    'note: by somebody',
    /must say by whom/,
  ],
  [
    'two fields of one name in a form',
    'forms/epoc.yaml',
    'id: deadline.extra',
    'id: deadline',
    /field 'deadline' is twice in form 'epoc'/,
  ],
  [
    'a form in a file of another name',
    'forms/epoc-pr.yaml',
    'id: epoc-pr',
    'id: epoc',
    /form 'epoc-pr' expected, 'epoc' found/,
  ],
  [
    'an option set that is not there',
    'forms/epoc.yaml',
    'options_ref: eu-proceedings',
    'options_ref: eu-procedures',
    /option set/,
  ],
  [
    'a legal basis that is not there',
    'channels.yaml',
    'coe-ets-185:35',
    'coe-ets-195:35',
    /'coe-ets-195' is not in/,
  ],
  [
    'an authority under an unknown instrument',
    'authorities-model.yaml',
    'instruments: [coe-ets-185:35]',
    'instruments: [coe-ets-999:35]',
    /'coe-ets-999:35'/,
  ],
  ['an id used twice', 'clocks.yaml', 'id: eio.execution', 'id: eio.recognition', /used twice/],
  [
    'a total that is not the depositary’s',
    'parties.yaml',
    'published_total: {parties: 78',
    'published_total: {parties: 79',
    /79 parties published for coe-ets-185; 78 are listed/,
  ],
  ['a State listed twice', 'parties.yaml', '["KE", "MW", "PG"]', '["KE", "MW", "FR"]', /FR is listed twice/],
  [
    'own totals that do not add up',
    'parties.yaml',
    /state_records_recalled: \d+/.exec(partiesText)?.[0] ?? '',
    'state_records_recalled: 1',
    /the lists have \d+/,
  ],
  [
    'a date for a State that is not in the list',
    'parties.yaml',
    '{"AM": "2022-01-22"}',
    '{"AZ": "2022-01-22"}',
    /AZ has a date/,
  ],
  [
    'a treaty said not to be in force with a date',
    'instruments.yaml',
    'in_force: {value: null, source: nl-224-2026-09',
    'in_force: {value: "2026-10-01", source: nl-224-2026-09',
    /status says not in force/,
  ],
  [
    'a missing planner rule',
    'channels.yaml',
    '- id: evidence-flag',
    '- id: real-time',
    /Invalid|used twice|missing/,
  ],
  [
    'a lesson under an unknown measure',
    'legal-records.yaml',
    'measures: [expedited-preservation]',
    'measures: [telepathy]',
    /measure 'telepathy' is not in measures\.yaml/,
  ],
  [
    'a case under an unknown instrument',
    'legal-records.yaml',
    'instruments: [eu-2014-41]',
    'instruments: [eu-2014-99]',
    /'eu-2014-99' is not in instruments\.yaml/,
  ],
  [
    'a case of an unknown crime',
    'legal-records.yaml',
    'crime_types: [fraud]',
    'crime_types: [rudeness]',
    /offence type 'rudeness' is not in forms\.yaml/,
  ],
  [
    'an unknown issue',
    'legal-records.yaml',
    'issues: [admissibility]',
    'issues: [weather]',
    /Invalid option/,
  ],
  [
    'an outcome that is none',
    'legal-records.yaml',
    'electronic_evidence: obtained',
    'electronic_evidence: liked',
    /Invalid option/,
  ],
  ['a key given twice', 'clocks.yaml', 'note: Convention not in force.', 'article: "1"', /unique/],
  ['an anchor', 'parties.yaml', 'states: ["BJ"]', 'states: &a ["BJ"]', /anchor/],
  ['a tag', 'parties.yaml', 'states: ["BJ"]', 'states: !!set ["BJ"]', /./],
  [
    'a number where a text belongs',
    'instruments.yaml',
    'short_title: OPSC',
    'short_title: 7',
    /expected string/,
  ],
] as const)
  test(`law data with ${what} is refused with its line`, () => {
    const { texts, line } = damaged(file, from, to);
    const loaded = loadLaw(texts);
    assert.ok(!loaded.ok, 'it was taken');
    const found = loaded.findings.find((one) => message.test(one.message));
    assert.ok(found, JSON.stringify(loaded.findings.slice(0, 3)));
    assert.equal(found.file, file);
    // The fault may be reported at the record around the place (a total, a list): never before it, never far from it.
    if (
      ![
        'a State listed twice',
        'a missing planner rule',
        'a treaty said not to be in force with a date',
      ].includes(what)
    )
      assert.ok(Math.abs(found.line - line) <= 3, `${found.line} is not near ${line}`);
  });

test('text that is cut, not YAML or too long is refused', () => {
  const whole = shipped.find(({ name }) => name === 'measures.yaml')?.text ?? '';
  for (const text of [
    whole.slice(0, whole.length / 2),
    'a: [',
    '\u0000',
    '',
    'a'.repeat(4_000_001),
    '- [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]',
  ]) {
    const finding = firstFinding(
      shipped.map((one) => (one.name === 'measures.yaml' ? { ...one, text } : one)),
    );
    assert.equal(finding.file, 'measures.yaml');
  }
});

test('a missing file and a file too many are named', () => {
  assert.match(firstFinding(shipped.slice(1)).message, /missing/);
  assert.match(firstFinding([...shipped, { name: 'zz.yaml', text: 'a: 1\n' }]).message, /no law file/);
});

test('a flipped character is either refused or changes the version of the data', () => {
  const [before] = [loadLawOrRefuse(shipped).knowledge.dataVersion];
  const file = shipped.find(({ name }) => name === 'measures.yaml')?.text ?? '';
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.constantFrom(1, 2, 4, 8, 16), (at, bit) => {
      const text = file.slice(0, at) + String.fromCharCode(file.charCodeAt(at) ^ bit) + file.slice(at + 1);
      const loaded = loadLaw(shipped.map((one) => (one.name === 'measures.yaml' ? { ...one, text } : one)));
      assert.ok(!loaded.ok || loaded.knowledge.dataVersion !== before);
    }),
    { numRuns: 3 },
  );
});

test('the refusal names the first fault and how to see all', () => {
  assert.throws(
    () => loadLawOrRefuse(damaged('parties.yaml', '["BJ"]', '["BX"]').texts),
    /parties\.yaml:\d+.*law check/s,
  );
});

test('the shipped files come back byte for byte, through the values and not through the text', () => {
  assert.deepEqual(formFindings(shipped), []);
  assert.deepEqual(exportYaml(shipped), shipped);
  for (const { name, text } of shipped) {
    const value: unknown = parse(text);
    const head = text
      .split('\n')
      .filter((line) => line.startsWith('#'))
      .map((line) => line.slice(2));
    assert.equal(writeYaml(value, head), text, name);
  }
});

test('a file in another layout is brought to the one form, with the same values', () => {
  const loose = 'b: {x: 1,\n  y: "two"}\na:   [ NO, "no", 2026-11-24 ]\n';
  const [out] = exportYaml([{ name: 'x.yaml', text: loose }]);
  assert.deepEqual(parse(out?.text ?? ''), { b: { x: 1, y: 'two' }, a: ['NO', 'no', '2026-11-24'] });
  assert.equal(formFindings([{ name: 'x.yaml', text: loose }])[0]?.line, 1);
});

test('whatever is written is read back the same by YAML 1.2 and 1.1, and written the same again', () => {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'NO',
        'yes',
        '0x1f',
        '1_000',
        '12:30:45',
        '2026-11-24',
        '- a',
        'a: b',
        'a #b',
        ' a',
        'a ',
        '',
        '~',
        '|',
        '>-',
        "it's",
        '"q"',
        '\\n',
        '<<',
        '=',
        'a\nb',
        `${'word '.repeat(60)}end`,
      ),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { minLength: 1, maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z_-]{1,12}$/), tie('value'), {
        minKeys: 1,
        maxKeys: 4,
        noNullPrototype: true,
      }),
    ),
  }));
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value, { minKeys: 1, noNullPrototype: true }),
      (one) => {
        const text = writeYaml(one);
        assert.deepEqual(parse(text), one);
        assert.deepEqual(parse(text, { version: '1.1' }), one);
        assert.equal(writeYaml(parse(text)), text);
      },
    ),
    { numRuns: 400 },
  );
});

test('JSON holds every file; CSV tables hold every party record with its source', () => {
  const { files, knowledge } = loadLawOrRefuse(shipped);
  assert.deepEqual(Object.keys(JSON.parse(exportJson(files)) as object), [...LAW_FILES].sort());
  const tables = exportCsv(knowledge);
  const parties = tables.find(({ name }) => name === 'parties.csv')?.text.split('\r\n') ?? [];
  assert.equal(parties.length, knowledge.parties.length + 2);
  assert.match(parties[1] ?? '', /^coe-ets-185,AD,party,2017-03-01,,2024-11,confirmed,coe-budapest,"Named/);
});

test('JSON-LD expands to nodes of which every source has one of its own', async () => {
  const { knowledge } = loadLawOrRefuse(shipped);
  const text = exportJsonLd(knowledge);
  assert.equal(text, exportJsonLd(knowledge), 'the same data, the same bytes');
  const nodes = await jsonld.flatten(JSON.parse(text) as object);
  const ids = new Set((nodes as { '@id': string }[]).map((one) => one['@id']));
  assert.ok(
    ids.has('urn:comity:law:Instrument:coe-ets-185') && ids.has('urn:comity:law:Party:coe-ets-185:FR'),
  );
  for (const id of ids)
    assert.match(id, /^(?:_:|urn:comity:law:)/, 'no part of a record is taken for a thing of the web');
  const types = new Set((nodes as { '@type'?: string[] }[]).flatMap((one) => one['@type'] ?? []));
  for (const type of types) assert.match(type, /^urn:comity:law:[A-Z]/);
  assert.ok(['Form', 'PublishedCount', 'Check'].every((type) => types.has(`urn:comity:law:${type}`)));
  const described = new Set(
    (nodes as { '@id': string; '@type'?: string[] }[])
      .filter((one) => one['@type']?.includes('urn:comity:law:Source'))
      .map((one) => one['@id']),
  );
  let cited = 0;
  for (const node of nodes as { 'urn:comity:law:source'?: { '@id': string }[] }[])
    for (const source of node['urn:comity:law:source'] ?? []) {
      assert.ok(described.has(source['@id']), source['@id']);
      cited++;
    }
  assert.ok(cited > 1195, String(cited));
});

test('what the program keeps to start fast is what a full check gives', async () => {
  const fresh = JSON.stringify(loadLawOrRefuse(shipped).knowledge);
  assert.equal(JSON.stringify(await shippedLaw()), fresh);
  assert.equal(JSON.stringify(await shippedLaw()), fresh);
});

test('lines are those of an editor', () => {
  const { file } = readYaml({ name: 'x', text: '# head\na:\n  - b: 1\n    c: 2\n' });
  assert.equal(file?.lineOf(['a', 0, 'c']), 4);
  assert.equal(file?.lineOf(['a', 0, 'missing']), 3);
});
