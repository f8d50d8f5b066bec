// That somebody looked at the letter of each form leaves a trace: docs/guides/request-forms.md.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LANGUAGES } from '../../../web/messages.ts';
import { FORMS } from '../../forms/index.ts';

const GUIDE = readFileSync(new URL('../../../../docs/guides/request-forms.md', import.meta.url), 'utf8');

test('of each form the guide says when its letters were looked at, in which languages, and what came of it', () => {
  const lines = [...GUIDE.matchAll(/^\| `([a-z0-9-]+)` \| (\d{4}-\d{2}-\d{2}) \| ([a-z, ]+) \| (.+) \|$/gm)];
  assert.deepEqual(lines.map(([, form = '']) => form).toSorted(), FORMS.map(({ id }) => id).toSorted());
  for (const [, form, day = '', languages = ''] of lines) {
    assert.ok(!Number.isNaN(Date.parse(day)), `${form}: ${day}`);
    const known = new Set(Object.keys(LANGUAGES));
    assert.ok(
      languages.split(', ').every((one) => known.has(one)),
      `${form}: ${languages}`,
    );
  }
});
