import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyChange } from './apply-change.ts';
import { readLawFolder } from './data-files.store.ts';
import { readChart } from './import-chart.ts';
import { readEurLex } from './import-eurlex.ts';
import { stateNamed } from './import-reading.ts';
import { readUntc } from './import-untc.ts';
import { differencesOf, type Download } from './import.ts';
import { partyFact } from './party-change.ts';
import { valuesOf } from './published.acts.ts';
import { STATE_CODES, stateName } from './states.ts';
import { findRecord } from './values.ts';
import { readXml } from './xml.ts';

const values = valuesOf(readLawFolder());
const DAY = '2026-11-26';

async function* bytes(text: string | Uint8Array): AsyncIterable<Uint8Array> {
  await Promise.resolve();
  const whole = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < whole.length; at += 7) yield whole.subarray(at, at + 7); // cut anywhere, characters too
}

const untc = (
  rows: readonly (readonly string[])[],
  signature = 'Signature',
  deposit = 'Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)',
): string => `<?xml version="1.0" encoding="utf-8"?>
<Treaties><Treaty><Header><Title>12. Convention</Title></Header>
<Participants><Table><TGroup><THead><Row><Entry>Participant</Entry><Entry>${signature}</Entry>
<Entry>${deposit}</Entry></Row></THead>
<Tbody><Rows>${rows.map((row) => `<Row>${row.map((cell) => `<Entry>${cell}</Entry>`).join('')}</Row>`).join('\n')}</Rows></Tbody>
</TGroup></Table></Participants><Declarations><Row><Entry>Not a State</Entry></Row></Declarations></Treaty></Treaties>`;

test('the status of a treaty is read from the XML of the United Nations Treaty Collection', async () => {
  const { parties } = await readUntc(
    bytes(
      untc([
        ['Côte d’Ivoire', '12 Dec 2000', '25 Oct 2012'],
        ['Iran (Islamic Republic of)', '12 Dec 2000', ''],
        ['Netherlands (Kingdom of the) <Superscript>1</Superscript>', '', '26 May 2004 A'],
        ['European Union', '12 Dec 2000', '21 May 2004 AA'],
        ['Tuvalu', '', ''],
      ]),
    ),
    true,
  );
  assert.deepEqual(parties, [
    { state: 'CI', status: 'party', entryIntoForce: undefined },
    { state: 'IR', status: 'signatory', entryIntoForce: undefined },
    { state: 'NL', status: 'party', entryIntoForce: undefined },
  ]);
  const early = await readUntc(bytes(untc([['France', '', '1 Jan 2026']])), false);
  assert.equal(
    early.parties[0]?.status,
    'ratified',
    'a deposit under a treaty that is not in force binds nobody yet',
  );
});

test('a State that signed is no party where the heading of signatures speaks of succession too', async () => {
  const rows = [
    ['Iran (Islamic Republic of)', '12 Dec 2000', ''],
    ['Fiji', '', '19 Sep 2017 a'],
  ];
  const signature = 'Signature, Succession to signature(d)';
  const { parties } = await readUntc(bytes(untc(rows, signature)), true);
  const expected = [
    ['IR', 'signatory'],
    ['FJ', 'party'],
  ];
  assert.deepEqual(
    parties.map(({ state, status }) => [state, status]),
    expected,
  );
  const definitive = await readUntc(
    bytes(untc(rows, signature, 'Definitive signature(s), Acceptance(A)')),
    true,
  );
  assert.deepEqual(
    definitive.parties.map(({ state, status }) => [state, status]),
    expected,
    'a definitive signature stands for a deposit',
  );
  await assert.rejects(readUntc(bytes(untc(rows, signature, 'Notes')), true), { code: 'badInput' });
});

test('a chart is read from CSV, with comma or semicolon, quotes and headings within', async () => {
  for (const separator of [',', ';']) {
    const line = (...cells: string[]): string =>
      cells.map((one) => (/[,;"]/.test(one) ? `"${one}"` : one)).join(separator);
    const { parties } = await readChart(
      bytes(
        [
          'Chart of signatures and ratifications of Treaty 185',
          line('', 'Signature', 'Ratification', 'Entry into Force', 'Notes'),
          'Members of Council of Europe',
          line('Türkiye', '10/11/2010', '29/09/2014', '01/01/2015', 'R.'),
          line('Ireland', '28/02/2002', '', '', ''),
          line('Kenya', '', '01/09/2026', '01/01/2027', 'a'),
          line('Netherlands, the Kingdom of the', '', '16/11/2006', '01/03/2007', ''),
          line('Total number of ratifications', '79', '', '', ''),
        ].join('\r\n'),
      ),
      DAY,
    );
    assert.deepEqual(
      parties.map(({ state, status, entryIntoForce }) => [state, status, entryIntoForce]),
      [
        ['TR', 'party', '2015-01-01'],
        ['IE', 'signatory', undefined],
        ['KE', 'party', '2027-01-01'],
        ['NL', 'party', '2007-03-01'],
      ],
    );
  }
});

const AUTHORITY = 'http://publications.europa.eu/resource/authority/fd_335';
const forceBlock = (day: string, ...said: readonly (readonly [type: string, comment: string])[]): string =>
  `<RESOURCE_LEGAL_DATE_ENTRY-INTO-FORCE type="date"><VALUE>${day}</VALUE><YEAR>${day.slice(0, 4)}</YEAR>${said
    .map(
      ([type, comment]) =>
        `<ANNOTATION><COMMENT_ON_DATE>${comment}</COMMENT_ON_DATE><TYPE_OF_DATE>{${type}|${AUTHORITY}/${type}}</TYPE_OF_DATE></ANNOTATION>`,
    )
    .join('')}</RESOURCE_LEGAL_DATE_ENTRY-INTO-FORCE>`;
const notice = (celex: string, ...blocks: string[]): string => `<NOTICE decoding="eng" type="tree"><WORK>
  <ID_CELEX type="data"><VALUE>${celex}</VALUE></ID_CELEX>
  <WORK_DATE_DOCUMENT type="date"><VALUE>2023-07-12</VALUE><YEAR>2023</YEAR></WORK_DATE_DOCUMENT>
  ${blocks.join('\n')}
  <WORK_CITES_WORK><EMBEDDED_NOTICE><WORK><ID_CELEX><VALUE>32014L0041</VALUE></ID_CELEX>
    <WORK_DATE_DOCUMENT><VALUE>2014-04-03</VALUE></WORK_DATE_DOCUMENT>${forceBlock('2014-05-21', ['EV', ''])}
  </WORK></EMBEDDED_NOTICE></WORK_CITES_WORK></WORK></NOTICE>`;

test('a notice of EUR-Lex tells the days of the act it is of, and which of them is which', async () => {
  const told = async (...blocks: string[]) =>
    (await readEurLex(bytes(notice('32023R1543', ...blocks)), '32023R1543')).values.map(
      ({ path, value }) => `${path[0]} ${value}`,
    );
  assert.deepEqual(
    await told(
      forceBlock('2026-08-18', ['MA', `{V|${AUTHORITY}/V} {ART|${AUTHORITY}/ART} 34`]),
      forceBlock(
        '2023-08-17',
        ['EV', `{DATPUB|${AUTHORITY}/DATPUB} +20`],
        ['MA', `{MA/PART|${AUTHORITY}/MA%2FPART} 5`],
      ),
    ),
    ['adopted 2023-07-12', 'in_force 2023-08-17', 'applies_from 2026-08-18'],
  );
  assert.deepEqual(
    await told(forceBlock('2026-08-18'), forceBlock('2023-08-17')),
    ['adopted 2023-07-12', 'in_force 2023-08-17'],
    'of days of which nothing is said the first',
  );
  assert.deepEqual(
    await told(
      forceBlock('2023-08-17', ['EV', '']),
      forceBlock('2023-08-18', ['EV', '']),
      forceBlock('1001-01-01', ['MA', '']),
    ),
    ['adopted 2023-07-12'],
    'told in two ways, or of a day that no act has: nothing is taken',
  );
  await assert.rejects(readEurLex(bytes(notice('32014L0041')), '32023R1543'), /notice of 32014L0041/);
  await assert.rejects(
    readEurLex(bytes(notice('32023R1543')), '32014L0041'),
    /notice of 32023R1543, not 32014L0041/,
    'an act that is only cited is not the act of the notice',
  );
  await assert.rejects(readEurLex(bytes('<NOTICE></NOTICE>'), '32023R1543'), /no act/);
});

test('the files of the Collection may be in ISO 8859-1, with notes in names and dates in brackets', async () => {
  const text = untc([
    ['Türkiye&lt;superscript&gt;3&lt;/superscript&gt;', '13 Dec 2000', '25 Mar 2003'],
    [
      'United States of America&lt;superscript&gt;7,8&lt;/superscript&gt;',
      '13 Dec 2000',
      '[20 Jan\t 2021 A]',
    ],
    ["Côte d'Ivoire", '', '25 Oct 2012 a'],
  ]).replace('utf-8', 'ISO-8859-1');
  const { parties, unclear } = await readUntc(bytes(Buffer.from(text, 'latin1')), true);
  assert.deepEqual([parties.map(({ state }) => state), unclear], [['TR', 'CI'], ['US']]);
  const found = differencesOf(values, { ...download({ parties, unclear: unclear ?? [] }), format: 'untc' });
  assert.ok(!found.some(({ key }) => key === 'US'), 'neither told nor gone');
  await assert.rejects(
    readUntc(bytes(Buffer.from(text.replace('ISO-8859-1', 'utf-8'), 'latin1')), true),
    /another encoding/,
  );
});

test('every name of the Unicode data is known, and a name that is not known stops the reading', async () => {
  for (const code of STATE_CODES) assert.equal(stateNamed(stateName(code)), code);
  assert.equal(stateNamed('SAO TOME & PRINCIPE 3'), 'ST');
  assert.equal(stateNamed('European Union'), null);
  await assert.rejects(readUntc(bytes(untc([['Atlantis', '', '1 Jan 2020']])), true), /'Atlantis'/);
});

test('what is no such file, or says a State twice, or a date that is none, is refused', async () => {
  for (const text of [
    '',
    'no xml',
    '<a><b></a>',
    '<Treaties></Treaties>',
    untc([]),
    untc([
      ['France', '', '1 Jan 2020'],
      ['France', '', '1 Jan 2020'],
    ]),
    untc([['France', '', 'soon']]),
    untc([['France', '', '31 Feb 2020']]),
    untc([['France', '', '1 Jan 2020']]).slice(0, -30),
  ])
    await assert.rejects(readUntc(bytes(text), true), { code: 'badInput' }, text.slice(0, 80));
  for (const text of [
    '',
    'a,b\nc,d',
    'State,Ratification\nFrance,1/1/2020',
    'State,Ratification,Entry into force\n"France',
  ])
    await assert.rejects(readChart(bytes(text), DAY), { code: 'badInput' }, text);
  await assert.rejects(readChart(bytes(new Uint8Array([0xff, 0xfe, 0x41, 0])), DAY), { code: 'badInput' });
});

/** As much of it as is asked for; counts what was. */
function endless(head: string, piece: string): { bytes: AsyncIterable<Uint8Array>; read: () => number } {
  let read = 0;
  const [first, next] = [
    new TextEncoder().encode(head),
    new TextEncoder().encode(piece.repeat(Math.ceil(65536 / piece.length))),
  ];
  async function* all(): AsyncIterable<Uint8Array> {
    yield first;
    for (read = first.length; read < 2 ** 30; read += next.length) {
      await Promise.resolve();
      yield next;
    }
  }
  return { bytes: all(), read: () => read };
}

test('hostile XML is refused before it is swallowed: entities, 1 GiB of text, of depth, of elements, of attributes', async () => {
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>';
  await assert.rejects(readXml(bytes(laughs), { close: () => undefined }), /DOCTYPE/);
  await assert.rejects(
    readXml(bytes('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), { close: () => undefined }),
    /DOCTYPE/,
  );
  await assert.rejects(readXml(bytes('<x>&secret;</x>'), { close: () => undefined }), { code: 'badInput' });
  for (const [head, piece] of [
    ['<x>', 'a'],
    ['<x><![CDATA[', 'a'],
    ['<x><!--', 'a'],
    ['<x>', '<y>'],
    ['<x>', '<y/>'],
    ['<x a="', 'b'],
    ['<x', 'y'],
    ['<x>', '<!-- -->a'],
    ['<x>', '&amp;'],
  ] as const) {
    const { bytes: source, read } = endless(head, piece);
    await assert.rejects(
      readXml(source, { close: () => undefined }),
      { code: 'tooLarge' },
      `${head}${piece}…`,
    );
    assert.ok(read() <= 33 * 1024 * 1024, `${head}${piece}… was read to ${read()}`);
  }
  const chart = endless('State,Ratification,Entry into force\n', 'France,1/1/2020,1/2/2020\n');
  await assert.rejects(readChart(chart.bytes, DAY), { code: 'tooLarge' });
  assert.ok(chart.read() < 5 * 1024 * 1024);
});

const download = (reading: Partial<Download['reading']>, instrument = 'coe-ets-185'): Download => ({
  format: 'chart',
  instrument,
  day: DAY,
  sha256: 'ab'.repeat(32),
  reading: { parties: [], values: [], ...reading },
});

test('a download is held against what is published: new, changed, confirmed, gone, and nothing else', () => {
  const entry = findRecord(values, 'parties coe-ets-185')?.value;
  assert.ok(entry);
  const found = differencesOf(
    values,
    download({
      parties: [
        { state: 'FR', status: 'party', entryIntoForce: '2006-05-01' },
        { state: 'KE', status: 'party', entryIntoForce: '2027-01-01' },
        { state: 'TV', status: 'signatory', entryIntoForce: undefined },
      ],
    }),
  );
  const at = (key: string): string | undefined => found.find((one) => one.key === key)?.what;
  assert.deepEqual([at('FR'), at('KE'), at('TV'), at('US')], [undefined, 'changed', 'new', 'gone']);
  const gone = found.find(({ key }) => key === 'US');
  assert.equal(
    gone?.change.confidence,
    'disputed',
    'that a download does not list a State shows no more than that',
  );
  for (const { change, key } of found) {
    const applied = applyChange(values, change, DAY);
    assert.ok(applied.ok, `${key}: ${JSON.stringify(applied)}`);
  }
  const recalled = differencesOf(
    values,
    download({ parties: [{ state: 'SN', status: 'party', entryIntoForce: undefined }] }),
  ).find(({ key }) => key === 'SN');
  assert.equal(recalled?.what, 'confirmed');
  const [again] = differencesOf(
    values,
    download({ values: [{ path: ['adopted', 'value'], value: '2001-11-24' }] }),
  );
  assert.equal(again?.what, 'changed');
});

test('what is published already is no difference, and once published a difference is gone', () => {
  const reading = { parties: [{ state: 'KE', status: 'party' as const, entryIntoForce: '2027-01-01' }] };
  const before = differencesOf(values, download(reading));
  const kenya = before.find(({ key }) => key === 'KE');
  assert.ok(kenya);
  const applied = applyChange(values, kenya.change, DAY);
  assert.ok(applied.ok);
  assert.ok(!differencesOf(applied.values, download(reading)).some(({ key }) => key === 'KE'));
  const entry = findRecord(applied.values, 'parties coe-ets-185')?.value;
  assert.deepEqual(partyFact(entry ?? {}, 'KE'), {
    status: 'party',
    as_of: DAY,
    confidence: 'confirmed',
    entry_into_force: '2027-01-01',
  });
});
