// Messages for translators and back: whole, in their own tool, and nothing taken that would break a page.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { textsOf } from '../web/message-arguments.ts';
import { everyText } from '../web/messages-files.ts';
import type { Words } from '../web/words.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { runWordsExport, runWordsImport } from './words-file.ts';
import { filesOf } from './words-origins.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { readWordsXliff } from './words-xliff.ts';

function terminal(): Terminal & { readonly lines: string[]; readonly errors: string[] } {
  const [lines, errors]: [string[], string[]] = [[], []];
  return {
    isInteractive: false,
    lines,
    errors,
    out: (line) => lines.push(line),
    write: async (text) => void lines.push(text.toString()),
    err: (line) => errors.push(line),
    progress: () => undefined,
    endProgress: () => undefined,
  };
}

const formWords = (language: string, at: string): Words =>
  JSON.parse(readFileSync(join(at, `src/requests/forms/words/${language}.json`), 'utf8')) as Words;

/** As it goes out; once for all that is tried with it. */
const french = exported();
async function exported(): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'words-')), 'fr.xlf');
  assert.equal(await runWordsExport(['--language', 'fr', '--to', file], terminal()), EXIT.done);
  const text = readFileSync(file, 'utf8');
  rmSync(dirname(file), { recursive: true });
  return text;
}

test('a language goes out whole, as XLIFF 2 that names its source, what is put in and the page, and comes back unchanged', async (t) => {
  const file = join(temporaryFolder(t), 'fr.xlf');
  const text = await french;
  writeFileSync(file, text);
  assert.equal(spawnSync('xmllint', ['--noout', file]).status ?? 0, 0);
  const [messages = '', forms = '', labels = ''] = text.split('<file id="').slice(1);
  assert.equal(messages.match(/<unit /g)?.length, [...everyText('en').values()].flat().length);
  assert.match(forms, /^forms">/);
  assert.equal(forms.match(/<unit /g)?.length, [...textsOf(formWords('en', '.'))].length);
  const question = /<unit id="forms:bc29Preservation\.case">[\s\S]*?<\/unit>/.exec(forms)?.[0] ?? '';
  assert.match(question, /<note>form: bc-29-preservation, question: offence<\/note>/);
  assert.match(question, /<note>on: src\/requests\/verbs\/drafting\/questions\/question\.pages\.ts<\/note>/);
  assert.match(labels, /^form-labels">/);
  assert.match(labels, /<source xml:space="preserve">Signature<\/source>/);
  for (const { path, prefix, words, written } of filesOf('fr'))
    if (prefix !== '')
      assert.equal(written(words), readFileSync(path, 'utf8'), 'only what changes is written');
  const inNoForm = forms
    .split('<unit ')
    .filter((one) => one.includes('<source') && !/<note>form: \w/.test(one));
  assert.deepEqual(inNoForm, [], 'each word of a form says of which');
  const unit = /<unit id="desks\.shiftLead">[\s\S]*?<\/unit>/.exec(text)?.[0] ?? '';
  assert.match(unit, /<note>given: notes \(number\), open \(number\)<\/note>/);
  assert.match(unit, /<note>on: src\/requests\/desks\/\w+\.pages\.ts<\/note>/);
  const nowhere = text
    .split('<unit ')
    .filter((one) => one.includes('<source') && !/<note>on: (?:src|data)\//.test(one));
  assert.deepEqual(nowhere, [], 'each says where it stands');
  const refused = /<unit id="refusals\.notAllowed\.tooManyKeys\.next">[\s\S]*?<\/unit>/.exec(text)?.[0] ?? '';
  assert.match(refused, /<note>on: src\/people\/[\w.-]+\.ts<\/note>/);
  const said = terminal();
  assert.equal(await runWordsImport([file, '--language', 'fr'], said), EXIT.done);
  assert.match(said.lines.join(), /^0 messages of fr changed/);
});

test('what a translator changed is in the files of the language, and nothing else', async (t) => {
  const [folder, file] = [temporaryFolder(t), join(temporaryFolder(t), 'ar.xlf')];
  // The import writes into the program itself: it is tried in a copy.
  const filter = (from: string): boolean => !from.endsWith('.test.ts');
  cpSync('src', join(folder, 'src'), { recursive: true, filter });
  for (const labels of ['form-labels', 'law-words'])
    cpSync(`data/${labels}`, join(folder, 'data', labels), { recursive: true });
  for (const name of ['package.json', 'node_modules']) symlinkSync(resolve(name), join(folder, name));
  await runWordsExport(['--language', 'ar', '--to', file], terminal());
  const unit =
    /(<unit id="(?:desks\.shiftLead|forms:ask\.offence)">[\s\S]*?<target[^>]*>)(?=[\s\S]*?<\/target>)/g;
  const label = /(<source xml:space="preserve">Data preservation request \([^<]*<\/source>\s*<target[^>]*>)/;
  writeFileSync(file, readFileSync(file, 'utf8').replace(unit, '$1(&amp;) ').replace(label, '$1(&amp;) '));
  const program = `import { runWordsImport } from './src/cli/words-file.ts';
    process.exitCode = await runWordsImport([${JSON.stringify(file)}, '--language', 'ar'], { out: console.log, err: console.error });`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.match(run.stdout, /^3 messages of ar changed; \d{4,} were the same$/m, run.stderr);
  const words = (at: string, name: string): string =>
    JSON.stringify(JSON.parse(readFileSync(join(at, 'src/web/messages/ar', name), 'utf8')), null, 2);
  const names = readdirSync('src/web/messages/ar').filter((name) => name.endsWith('.json'));
  const changed = names.filter((name) => words(folder, name) !== words('.', name));
  assert.equal(changed.length, 1);
  const [lines, before] = [words(folder, changed[0] ?? ''), words('.', changed[0] ?? '')].map((text) =>
    text.split('\n'),
  );
  const other = lines?.filter((line, i) => line !== before?.[i]) ?? [];
  assert.equal(other.length, 1);
  assert.match(other[0] ?? '', /"shiftLead": "\(&\) /);
  const [ofLabels, labelsBefore] = [folder, '.'].map((at) =>
    readFileSync(join(at, 'data/form-labels/ar.yaml'), 'utf8').split('\n'),
  );
  const inLabels = ofLabels?.filter((line, i) => line !== labelsBefore?.[i]) ?? [];
  assert.equal(inLabels.length, 1);
  assert.match(inLabels[0] ?? '', /^ {2}"Data preservation request \([^"]*": "\(&\) /);
  const [ofForms, formsBefore] = [folder, '.'].map((at) => textsOf(formWords('ar', at)));
  const inForms = [...(ofForms ?? [])].filter(([path, text]) => text[0] !== formsBefore?.get(path)?.[0]);
  assert.deepEqual(inForms, [['ask.offence', [`(&) ${formsBefore?.get('ask.offence')?.[0]}`]]]);
});

const WRONG: readonly (readonly [path: string, change: (target: string) => string, said: RegExp])[] = [
  ['desks.shiftLead', () => 'Aucune', /^line \d+, desks\.shiftLead: \{notes\} of the English is lost$/],
  ['desks.title', () => '{nom}', /^line \d+, desks\.title: English is not given \{nom\}$/],
  ['forms:ask.offence', () => '{nom}', /^line \d+, forms:ask\.offence: English is not given \{nom\}$/],
  ['desks.title', () => '{', /^line \d+, desks\.title: is no ICU message/],
  [
    'desks.title',
    (target) => `Ne <mrk id="m" type="comment">pas</mrk> ${target}`,
    /^line \d+, desks\.title: <mrk> in its target is not read$/,
  ],
  ['desks.title', () => '<pc id="p">Tout</pc>', /^line \d+, desks\.title: <pc> in its target is not read$/],
  [
    'desks.title',
    (target) =>
      `${target}</target></segment><segment><source>More.</source></segment><segment><source/><target>`,
    /^line \d+, desks\.title: one of its segments is not translated$/,
  ],
  [
    'desks.title',
    (target) =>
      `${target}</target></segment><segment><source/><target order="1">Plus.</target></segment><segment><source/><target>`,
    /^line \d+, desks\.title: the order of its parts is not read$/,
  ],
  [
    'desks.title',
    (target) =>
      `${target}</target></segment></unit><unit id="desks.title"><segment><source>Desks</source><target>Bureau`,
    /^line \d+, desks\.title: line \d+ has it too$/,
  ],
  [
    'law.reviewed',
    (target) => target.replace('{on}', '{on, number}'),
    /^line \d+, law\.reviewed: \{on\} is number here, string \| number in the English$/,
  ],
  [
    'law.reviewed',
    (target) => target.replace('noText', 'sansTexte'),
    /^line \d+, law\.reviewed: \{parts\} is choice of other, sansTexte here, choice of noText, other in the English$/,
  ],
];
for (const [path, change, expected] of WRONG)
  test(`an import is refused by line, and nothing of it is taken: ${expected.source}`, async (t) => {
    const file = join(temporaryFolder(t), 'fr.xlf');
    const unit = new RegExp(`(<unit id="${path}">[\\s\\S]*?<target[^>]*>)([\\s\\S]*?)(</target>)`);
    const text = await french;
    writeFileSync(
      file,
      text
        .replace(unit, (_, a: string, target: string, b: string) => a + change(target) + b)
        .replace(/(<unit id="cases\.title">[\s\S]*?<target[^>]*>)/, '$1Autrement '),
    );
    const before = everyText('fr');
    const said = terminal();
    assert.equal(await runWordsImport([file, '--language', 'fr'], said), EXIT.refused);
    assert.match(said.errors[0] ?? '', expected);
    const line = Number(/line (\d+)/.exec(said.errors[0] ?? '')?.[1]);
    assert.match(readFileSync(file, 'utf8').split('\n')[line - 1] ?? '', new RegExp(`"${path}"`));
    assert.deepEqual(everyText('fr'), before);
  });

test('a unit that a tool has cut is put together, with what stands between its parts', async () => {
  const cut = `<unit id="a"><segment><source>One.</source><target>Un.</target></segment><ignorable><source> </source></ignorable>
    <segment><source>Two.</source><target>Deux.</target></segment></unit>`;
  const left = `<unit id="b"><segment><source>One.</source></segment><ignorable><source> </source><target> </target></ignorable></unit>`;
  const marked = `<unit id="c"><segment><source>Open the <mrk id="m" type="term">case</mrk></source></segment></unit>`;
  const file = `<xliff version="2.1" srcLang="en" trgLang="fr"><file id="f">${cut}${left}${marked}</file></xliff>`;
  const units = await readWordsXliff(Buffer.from(file), 'fr');
  assert.deepEqual(
    units.map(({ source, target, faults }) => ({ source, target, faults })),
    [
      { source: 'One. Two.', target: 'Un. Deux.', faults: [] },
      { source: 'One. ', target: '', faults: [] },
      { source: 'Open the ', target: '', faults: [] }, // nobody translated it, so nothing of it is lost
    ],
  );
});

test('a file whose English has changed, of another language or of no XLIFF is refused with what was expected', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'fr.xlf');
  const text = await french;
  writeFileSync(file, text.replace(/(<unit id="desks\.title">[\s\S]*?<source[^>]*>)/, '$1Old '));
  const said = terminal();
  assert.equal(await runWordsImport([file, '--language', 'fr'], said), EXIT.refused);
  assert.match(said.errors[0] ?? '', /desks\.title: the English has changed since/);
  await assert.rejects(runWordsImport([file, '--language', 'es'], terminal()), { code: 'badInput' });
  writeFileSync(file, '<html></html>');
  await assert.rejects(runWordsImport([file, '--language', 'fr'], terminal()), { code: 'badInput' });
  writeFileSync(file, text.slice(0, text.length / 2));
  await assert.rejects(runWordsImport([file, '--language', 'fr'], terminal()), { code: 'badInput' });
  await assert.rejects(runWordsExport(['--language', 'en', '--to', file], terminal()), { code: 'badUsage' });
  await assert.rejects(runWordsExport(['--language', 'fr', '--to', file], terminal()), { code: 'badUsage' });
  await assert.rejects(runWordsImport([join(folder, 'none'), '--language', 'fr'], terminal()), {
    code: 'notFound',
  });
});
