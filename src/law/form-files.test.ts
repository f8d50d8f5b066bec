// A form is a file: what a change makes of the files, and what was published before each form had its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from './data-files.store.ts';
import { partsOf, registerFileOf } from './form-files.ts';
import { loadLaw } from './load.ts';
import { textsOf, valuesOf, wholeTexts } from './published.acts.ts';
import { textOf, type JsonObject, type LawValues } from './values.ts';
import { writeYaml } from './write-yaml.ts';

const shipped = readLawFolder();
const values = valuesOf(shipped);
const forms = values['forms.yaml']['forms'] as readonly JsonObject[];

const withForms = (list: readonly JsonObject[]): LawValues => ({
  ...values,
  'forms.yaml': { ...values['forms.yaml'], forms: list },
});
const namesOf = (texts: typeof shipped): string[] => texts.map(({ name }) => name);

test('a form that is changed changes its file alone; a new one has a new file, and one taken away has none', () => {
  const [first = {}, ...rest] = forms;
  const changed = textsOf(withForms([{ ...first, note: 'Said otherwise.' }, ...rest]), shipped);
  const others = changed.filter((one) => !shipped.includes(one));
  assert.deepEqual(namesOf(others), [`forms/${textOf(first['id'])}.yaml`]);
  assert.match(others[0]?.text ?? '', /^note: Said otherwise\.$/m);

  const added = textsOf(withForms([...forms, { ...first, id: 'zz-example' }]), shipped);
  assert.deepEqual(namesOf(added), [
    ...namesOf(shipped).filter((name) => name < 'forms/zz'),
    'forms/zz-example.yaml',
    ...namesOf(shipped).filter((name) => name > 'forms/zz'),
  ]);
  assert.ok(loadLaw(added).ok);
  assert.deepEqual(valuesOf(textsOf(withForms(rest), shipped))['forms.yaml']['forms'], rest);
});

test('the forms of a version that had them in one file are read, and what is made of it has a file of each', () => {
  const older = shipped
    .filter(({ name }) => !name.startsWith('forms/'))
    .map((one) => (one.name === 'forms.yaml' ? { ...one, text: writeYaml(values['forms.yaml']) } : one));
  const loaded = loadLaw(older);
  assert.ok(loaded.ok, JSON.stringify(loaded).slice(0, 500));
  assert.match(loaded.knowledge.forms[0]?.at ?? '', /^forms\.yaml:\d+$/);
  assert.deepEqual(valuesOf(older), values);
  const texts = textsOf(valuesOf(older), older);
  assert.deepEqual(namesOf(texts), namesOf(shipped));
  assert.deepEqual(valuesOf(texts), values);
});

test('one file holds every form for whoever takes no folder, and is read the same', () => {
  const whole = wholeTexts(shipped);
  assert.deepEqual(valuesOf(whole), values);
  for (const one of whole)
    if (one.name !== 'forms.yaml')
      assert.ok(
        shipped.some(({ text }) => text === one.text),
        one.name,
      );
  assert.ok(loadLaw(whole).ok);
});

test('the place of a form is its file, and its sources are those of the register of all', () => {
  const loaded = loadLaw(shipped);
  assert.ok(loaded.ok);
  for (const { id, at } of loaded.knowledge.forms) {
    assert.equal(at, `forms/${id}.yaml:1`);
    assert.equal(registerFileOf(at), 'forms.yaml');
  }
  assert.equal(registerFileOf('parties.yaml:38'), 'parties.yaml');
});

test('an id that is no name of a file is refused, wherever it would lead', () => {
  const [first = {}] = forms;
  for (const id of ['../x', 'a/b', 'A', 'x.y']) {
    const texts = [...shipped, { name: `forms/${id}.yaml`, text: writeYaml({ ...first, id }) }];
    assert.equal(loadLaw(texts).ok, false, id);
    const inList = { ...partsOf(values['forms.yaml']).get('forms.yaml'), forms: [{ ...first, id }] };
    const listed = shipped.map((one) =>
      one.name === 'forms.yaml' ? { ...one, text: writeYaml(inList) } : one,
    );
    assert.equal(loadLaw(listed).ok, false, id);
  }
});

test('a file of forms, or of one form, that is empty, cut or no map is a finding in that file', () => {
  for (const name of ['forms.yaml', 'forms/epoc.yaml'])
    for (const text of ['', '[]', 'x', '- 1', 'id: {', 'id: epoc\n']) {
      const loaded = loadLaw(shipped.map((one) => (one.name === name ? { name, text } : one)));
      assert.ok(!loaded.ok, `${name} ${text}`);
      assert.equal(loaded.findings[0]?.file, name, JSON.stringify(loaded.findings[0]));
    }
});
