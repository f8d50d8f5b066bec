// Items as lines: what is right is read whole, what is wrong is named by line and column, and a file that is written is read again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../../law/data-files.store.ts';
import { MAX_ITEMS, type Asked } from '../../../core/answers.ts';
import { legalForm } from '../../../core/form.ts';
import { formOf } from '../../../forms/index.ts';
import { isInCell, itemsFile, itemsOfForm, readCells, readItemLines } from './item-lines.ts';

const law = await shippedLaw();

function itemsOf(id: string) {
  const form = formOf(id);
  assert.ok(form);
  return itemsOfForm(legalForm(form, law.forms));
}

const MLA = itemsOf('mla-request');
const HEADING = 'kind,identifiers,from,to,holder,reason';

test('lines with their columns named become items, with tabs as well', () => {
  const lines = [
    HEADING,
    'subscriber,ada@mail.example | +33 1 70 18 99 01,2026-10-01,2026-10-05,Example Mail SAS,Wrote the threat',
    'identification,"ip, 8.8.8.8, 443, 2026-10-05T14:20:07+02:00",,,Example Net SAS,Came from there',
  ].join('\n');
  const { items, wrong } = readItemLines(lines, MLA);
  assert.deepEqual(wrong, []);
  assert.deepEqual(items[0], {
    type: 'subscriber',
    category: 'subscriber',
    identifiers: [
      { kind: 'email', value: 'ada@mail.example' },
      { kind: 'phone', value: '+33 1 70 18 99 01' },
    ],
    wanted: [],
    from: '2026-10-01',
    to: '2026-10-05',
    holder: 'Example Mail SAS',
    reason: 'Wrote the threat',
  });
  const [, second] = items;
  assert.ok(second !== undefined && 'identifiers' in second);
  assert.deepEqual(second.identifiers, [
    { kind: 'ip', value: '8.8.8.8', port: '443', from: '2026-10-05T14:20:07+02:00' },
  ]);
  const tabs = 'content\tcontent\tada@mail.example\t2026-10-01\t2026-10-05\tExample Mail SAS';
  assert.equal(readItemLines(tabs, MLA).items.length, 1, 'without a heading, in the order of the template');
});

test('what is written as a file is read again as the same', () => {
  const items: readonly Asked[] = [
    {
      type: 'content',
      category: 'content',
      identifiers: [{ kind: 'account', value: 'a, "b"' }],
      wanted: ['letters', 'pictures'],
      from: '2026-01-01',
      to: '2026-02-01',
      holder: '=Example; Mail',
      service: 'Mail',
      reason: 'Two\nlines',
      format: 'Certificate',
      preservation: 'P-1',
    },
    { measure: MLA.measures[0] ?? '', answers: {} },
  ];
  const read = readItemLines(itemsFile(items, MLA), MLA);
  assert.deepEqual(read.wrong, []);
  assert.deepEqual(read.items, items);
});

test('each thing that is wrong is named by its line and its column', () => {
  const wrongIn = (line: string, of = MLA) =>
    readItemLines(`${HEADING}\n${line}`, of).wrong.map(({ line: at, column, problem }) => [
      at,
      column,
      problem,
    ]);
  const measure = MLA.measures[0] ?? '';
  for (const [line, column, problem] of [
    [',a@mail.example', 'kind', 'sayItemKind'],
    ['letters,a@mail.example', 'kind', 'unknownItemKind'],
    ['subscriber,12345', 'identifiers', 'sayKind'],
    ['subscriber,"ip, 300.1.1.1"', 'identifiers', 'notIp'],
    ['subscriber,value', 'identifiers', 'sayKind'],
    ['content,a@mail.example,5 October', 'from', 'notMoment'],
    ['content,a@mail.example,2026-02-30', 'from', 'notMoment'],
    ['content,a@mail.example,03/04/2026 10:00', 'from', 'dayAmbiguous'],
    ['content,a@mail.example,2026-10-05,2026-10-01', 'to', 'endsBeforeItBegins'],
    [`subscriber,a@mail.example,,,${'x'.repeat(1001)}`, 'holder', 'cellLength'],
    ['subscriber,a@mail.example,,,bell\u0007', 'holder', 'cellLength'],
    [`${measure},a@mail.example`, 'identifiers', 'notOfMeasure'],
    ['subscriber,a@mail.example,,,,,more', undefined, 'tooManyCells'],
  ] as const)
    assert.deepEqual(wrongIn(line), [[2, column, problem]], line);
  const category = readItemLines('kind,category\nsubscriber,content', MLA).wrong;
  assert.deepEqual(
    category.map(({ column, problem }) => [column, problem]),
    [['category', 'wrongCategory']],
  );
  const named = readItemLines('kind,colour,holder\nsubscriber,red,X', MLA).wrong;
  assert.deepEqual(
    named.map(({ problem }) => problem),
    ['tooManyCells'],
  );
  assert.deepEqual(
    readItemLines('kind,holder\n"subscriber', MLA).wrong.map(({ problem }) => problem),
    ['unclosed'],
  );
});

test('an item that is there already, and one too many, are refused', () => {
  const line = 'subscriber,a@mail.example,,,Example Mail SAS,';
  const { items, wrong } = readItemLines(`${HEADING}\n${line}\n${line}`, MLA);
  assert.equal(items.length, 1);
  assert.deepEqual(
    wrong.map(({ line: at, problem }) => [at, problem]),
    [[3, 'again']],
  );
  assert.deepEqual(
    readItemLines(`${HEADING}\n${line}`, MLA, items).wrong.map(({ problem }) => problem),
    ['again'],
  );
  const many = Array.from({ length: MAX_ITEMS + 5 }, (_, i) => `subscriber,a${i}@mail.example,,,X,`);
  const read = readItemLines([HEADING, ...many].join('\n'), MLA);
  assert.equal(read.items.length, MAX_ITEMS);
  assert.deepEqual(
    read.wrong.map(({ line: at, problem }) => [at, problem]),
    [[MAX_ITEMS + 2, 'tooMany']],
  );
  const crowd = Array.from({ length: 51 }, (_, i) => `a${i}@mail.example`).join(' | ');
  assert.deepEqual(
    readItemLines(`${HEADING}\nsubscriber,${crowd}`, MLA).wrong.map(({ problem }) => problem),
    ['tooMany'],
  );
});

test('a row changes what it names, and what it does not name stays', () => {
  const there = {
    type: 'image' as const,
    category: 'device' as const,
    identifiers: [{ kind: 'serial' as const, value: 'S-1' }],
    wanted: ['whole disk'],
    details: { model: 'M-1' },
  };
  const changed = readCells({ kind: 'image', holder: 'A shop' }, MLA, there);
  assert.deepEqual(changed, { ok: true, asked: { ...there, holder: 'A shop' } });
  const other = readCells({ kind: 'subscriber', category: '' }, MLA, there);
  assert.ok(other.ok && !('details' in other.asked), 'details are of their kind');
  assert.ok(!isInCell({ ...there, identifiers: [{ kind: 'account', value: 'a | b' }] }));
});

test('a form that asks once for identifiers and period has no such columns, and takes its own kinds alone', () => {
  const once = itemsOf('bc-29-preservation');
  for (const id of ['epoc', 'epoc-pr', 'bc-29-preservation', 'mla-request']) {
    const form = formOf(id);
    assert.ok(form);
    assert.equal(itemsOf(id).columns.includes('from'), form.roles.period === undefined, id);
  }
  const device = readItemLines('kind,holder\ndevice,X', itemsOf('epoc')).wrong.map(({ problem }) => problem);
  assert.equal(device.length, formOf('epoc')?.evidence?.includes('device') === false ? 1 : 0);
  assert.ok(once.columns.includes('holder'));
});

test('a hostile megabyte is read in a second', () => {
  for (const hostile of [
    '"'.repeat(1_000_000),
    'a|'.repeat(500_000),
    `${HEADING}\n${'subscriber,|\n'.repeat(70_000)}`,
  ]) {
    const began = performance.now();
    readItemLines(hostile, MLA);
    assert.ok(performance.now() - began < 3000, `${hostile.slice(0, 20)} ${performance.now() - began}`);
  }
});
