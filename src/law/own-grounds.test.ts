// A line of a form or of a certificate rests on its own source where it has one, else on that of its record.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from './data-files.store.ts';
import { exportCsv } from './export-csv.ts';
import { exportYaml } from './export.ts';
import { loadLaw, loadLawOrRefuse } from './load.ts';
import { textsOf, valuesOf } from './published.acts.ts';
import type { JsonObject } from './values.ts';
import type { SourceText } from './yaml-file.ts';

const texts = readLawFolder();
const OWN = {
  source: 'recall',
  as_of: '2026-05',
  reviewed: { by: 'A ministry made up for a test', on: '2026-06-01' },
};

const FORM = 'epoc';

/** The first line of a form, and of the first certificate, with these grounds. */
function withGrounds(grounds: JsonObject): readonly SourceText[] {
  const values = structuredClone(valuesOf(texts));
  const { forms } = values['forms.yaml'] as unknown as {
    forms: { id: string; sections: [{ fields: [object] }] }[];
  };
  Object.assign(forms.find(({ id }) => id === FORM)?.sections[0].fields[0] ?? assert.fail(FORM), grounds);
  const { entries } = values['admissibility.yaml'] as unknown as {
    entries: { certificate: { fields?: object[] } }[];
  };
  const [line] = entries.flatMap(({ certificate }) => certificate.fields ?? []);
  assert.ok(line);
  Object.assign(line, grounds);
  return textsOf(values, texts);
}

test('a line shows the source, the day and the review that hold for it', () => {
  const made = withGrounds(OWN);
  assert.deepEqual(exportYaml(made), made, 'byte for byte');
  const { knowledge } = loadLawOrRefuse(made);
  const form = knowledge.forms.find(({ id }) => id === FORM);
  const [own, other] = form?.sections[0]?.fields ?? [];
  const [rule] = knowledge.admissibility.filter(({ certificate }) => (certificate?.fields.length ?? 0) > 0);
  const [line, next] = rule?.certificate?.fields ?? [];
  assert.ok(form && own && other && rule && line && next);
  for (const one of [own, line])
    assert.deepEqual([one.sources, one.asOf, one.reviewed], [['recall'], '2026-05', OWN.reviewed]);
  for (const [one, record] of [
    [other, form],
    [next, rule],
  ] as const)
    assert.deepEqual([one.sources, one.asOf, one.reviewed], [record.sources, record.asOf, record.reviewed]);
  const csv = exportCsv(knowledge).find(({ name }) => name === 'form-fields.csv')?.text ?? '';
  assert.match(
    csv.split('\r\n').find((row) => row.startsWith(`${FORM},`)) ?? '',
    /2026-05,confirmed,recall,.*A ministry made up for a test,2026-06-01/,
  );
});

test('a review without a source of its own, and a source that is not in the register, are refused', () => {
  for (const [grounds, says] of [
    [{ reviewed: OWN.reviewed }, /a review is of what says its source/],
    [{ source: 'no-such' }, /source 'no-such' is not in the source register/],
  ] as const) {
    const loaded = loadLaw(withGrounds(grounds));
    assert.ok(!loaded.ok);
    assert.match(loaded.findings.map(({ message }) => message).join(), says);
  }
});
