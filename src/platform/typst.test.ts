import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderTypst, type TypstDocument } from './typst.ts';
import { canPrint, coverageOf, FONT_FILES } from './typst-fonts.ts';

const HEAD = `#set document(title: "T", date: datetime(year: 2026, month: 1, day: 2))
#set text(font: "Noto Sans", fallback: false)
`;

function document(body: string, changes: Partial<TypstDocument> = {}): TypstDocument {
  return { template: HEAD + body, data: {}, created: 0, maxPages: 5, ...changes };
}

test('a document of more pages than allowed is refused', async () => {
  await assert.rejects(renderTypst(document('a #pagebreak() b', { maxPages: 1 })), {
    code: 'tooLarge',
    found: '2 pages',
  });
});

test('more data than allowed is refused before anything starts', async () => {
  const data = 'x'.repeat(17 * 1024 * 1024);
  await assert.rejects(renderTypst(document('a', { data })), { code: 'tooLarge' });
});

test('a template that imports a package is refused, it would ask the network', async () => {
  await assert.rejects(renderTypst(document('#import "@preview/x:1.0.0"')), /must not import a package/);
});

test('a template reads its data and no file of the machine', async () => {
  const template = '#assert(json("data.json").a == "#x $y$")';
  assert.ok((await renderTypst(document(template, { data: { a: '#x $y$' } }))).length > 1000);
  for (const path of ['/etc/passwd', '../../etc/passwd', 'main.ts'])
    await assert.rejects(renderTypst(document(`#read("${path}")`)), /could not be made/);
});

test('a fault in the template says where it is', async () => {
  await assert.rejects(renderTypst(document('#nonsense')), /unknown variable: nonsense[\s\S]*main\.typ:3/);
});

test('the type faces print Latin, Greek, Cyrillic, Arabic and Chinese, and say what they lack', () => {
  for (const letter of 'aéßłğΩЖ…—“”’«»') assert.ok(canPrint(letter.codePointAt(0) ?? 0), letter);
  for (const letter of 'ع،中龘。→') assert.ok(canPrint(letter.codePointAt(0) ?? 0), letter);
  for (const letter of 'กא') assert.ok(!canPrint(letter.codePointAt(0) ?? 0), letter);
  for (const path of FONT_FILES) assert.ok(coverageOf(readFileSync(path)).size > 2900, path);
});

test('a font that is cut or is none is an error', () => {
  const font = readFileSync(FONT_FILES[0] ?? '');
  assert.throws(() => coverageOf(font.subarray(0, 100)));
  assert.throws(() => coverageOf(Buffer.from('not a font at all')));
});
