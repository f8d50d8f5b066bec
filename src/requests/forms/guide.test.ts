// Follows docs/guides/add-a-form.md: what it says to write is a form, and does what it says.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { setAt } from '../../../test/support/set-at.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { shippedLaw } from '../../law/data-files.store.ts';
import { forms as formRecords } from '../../law/build-forms.ts';
import { formsFile } from '../../law/schema/forms.ts';
import { readAnswers } from '../core/read-answers.ts';
import { findingsOf } from '../verbs/drafting/checks/checks.ts';
import { codeOf } from '../machine/way/request-finding.ts';
import { legalForm, pagesOf, type Form } from '../core/form.ts';

const GUIDE = readFileSync(new URL('../../../docs/guides/add-a-form.md', import.meta.url), 'utf8');
const HERE = new URL('./', import.meta.url);

function blocks(language: string): string[] {
  return [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );
}

test('the form of the guide is one, may go when complete, and is refused as its examples say', async (t) => {
  const law = await shippedLaw();
  const [yaml = '', ...moreYaml] = blocks('yaml');
  assert.equal(moreYaml.length, 0);
  const shipped: unknown = parse(readFileSync(new URL('../../../data/law/forms.yaml', HERE), 'utf8'), {
    version: '1.1',
  });
  const file = formsFile.parse({ ...Object(shipped), forms: [parse(yaml)] });
  const records = formRecords(file, (name) => name);

  const [code = ''] = blocks('ts');
  const path = join(temporaryFolder(t), 'form.ts');
  writeFileSync(
    path,
    code.replace(/from '(\.[^']*)'/g, (_, to: string) => `from '${new URL(to, HERE).href}'`),
  );
  const { example12Preservation: form } = (await import(pathToFileURL(path).href)) as {
    example12Preservation: Form;
  };
  const legal = legalForm(form, records);
  assert.deepEqual(
    pagesOf(form).flatMap(({ fields }) => fields),
    legal.fields.map(({ id }) => id),
  );

  const [complete = '', incomplete = ''] = blocks('json');
  const given = JSON.parse(complete) as { form: string; answers: Record<string, unknown> };
  assert.equal(given.form, form.id);
  const find = (answers: Record<string, unknown>): string[] =>
    findingsOf({ legal, answers: readAnswers(legal, answers), explained: {} }, law).map(
      ({ field, what }) => `${field} ${codeOf(what)}`,
    );
  assert.deepEqual(find(given.answers), []);
  const examples = JSON.parse(incomplete) as {
    name: string;
    change: Record<string, unknown>;
    finds: string;
  }[];
  for (const { name, change, finds } of examples) {
    const answers = structuredClone(given.answers);
    for (const [at, value] of Object.entries(change)) setAt(answers, at.split('.'), value);
    assert.deepEqual(find(answers), [finds], name);
  }
  for (const { id, field } of form.rules)
    assert.ok(
      examples.some(({ finds }) => finds === `${field} ${id}`),
      id,
    );
});

test('the files, commands and words that the guide names are there', () => {
  for (const [, path = ''] of GUIDE.matchAll(/`((?:data|src)\/[\w/.-]+)`/g))
    if (!path.includes('example-12'))
      assert.doesNotThrow(() => readFileSync(new URL(`../../../${path}`, HERE)), path);
});
