// A form that is added by docs/guides/add-a-form.md does what it says and no more: in a copy of the program, with a database of its own.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from './support/temporary.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GUIDE = readFileSync(join(ROOT, 'docs/guides/add-a-form.md'), 'utf8');
const ID = 'example-12-preservation';

function block(language: string): string {
  const [, text] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(GUIDE) ?? [];
  return text ?? assert.fail(`the guide has no ${language}`);
}

/** The program with the form of the guide in it: its record, its file, and its line in the list. */
function copyWithForm(folder: string): void {
  for (const name of ['src', 'data', 'migrations', 'test/support', 'package.json'])
    cpSync(join(ROOT, name), join(folder, name), {
      recursive: true,
      filter: (from) => !from.endsWith('.test.ts'),
    });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const edit = (name: string, change: (text: string) => string): void => {
    const path = join(folder, name);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    assert.notEqual(after, before, name);
    writeFileSync(path, after);
  };
  edit('data/law/forms.yaml', (text) =>
    text.replace('other_instruments:\n', 'other_instruments:\n  un-example-2030: Example Convention\n'),
  );
  writeFileSync(join(folder, `data/law/forms/${ID}.yaml`), block('yaml'));
  writeFileSync(join(folder, `src/requests/forms/${ID}.ts`), block('ts'));
  edit('src/requests/forms/index.ts', (text) =>
    text
      .replace('const LIST', `import { example12Preservation } from './${ID}.ts';\n\nconst LIST`)
      .replace('= [\n', '= [\n  example12Preservation,\n'),
  );
  const fixtures = join(folder, `fixtures/requests/${ID}`);
  mkdirSync(fixtures, { recursive: true });
  writeFileSync(join(fixtures, 'complete.json'), block('json'));
}

test('a form added by the guide cures nothing, starts no clock and goes nowhere that it did not say', async (t) => {
  const folder = temporaryFolder(t);
  copyWithForm(folder);
  const trial = await promisify(execFile)(
    process.execPath,
    ['--test', '--test-reporter=tap', 'test/support/new-form-trial.ts'],
    {
      cwd: folder,
      env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    },
  ).catch((error: { stdout: string }) => assert.fail(error.stdout));
  assert.match(trial.stdout, /^# pass 5$/m, trial.stdout);
});
