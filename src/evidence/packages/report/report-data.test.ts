import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  digest,
  eventsOf,
  exhibit,
  file,
  sampleContents,
} from '../../../../test/support/package-contents.ts';
import { NO_RECEIVER } from '../../events/event.ts';
import { LANGUAGES, type Language } from '../../../web/messages.ts';
import type { PackageContents } from '../package-contents.ts';
import { reportData } from './report-data.ts';

const NUMBER = 'PT-2026-000012-9';
const said = (changes: Partial<PackageContents>): string =>
  JSON.stringify(reportData(sampleContents(changes), 'en'));

test('a report counts the files that the event counts, and not the list of them', () => {
  const files = ['tree.jsonl', 'a', 'b'].map((name) => file(NUMBER, name));
  const events = eventsOf(NUMBER, 50, [
    {
      type: 'acquired',
      authority: { type: 'warrant', id: '1/26' },
      digests: { sha256: digest('list') },
      facts: { files: 2, bytes: 2000, method: 'tree' },
    },
  ]);
  const text = said({ exhibits: [exhibit(NUMBER, 'tree', { files, events })] });
  assert.match(text, /"label":"Files","value":"2"/);
});

test('what an exhibit was handled with is said at the first event, and again where it is another', () => {
  const tool = { name: 'comity', version: '0.1.0' };
  const events = eventsOf(NUMBER, 50, [
    { type: 'stored', tool },
    { type: 'sealed', tool },
    { type: 'checked', tool: { ...tool, version: '0.2.0' } },
  ]);
  const text = said({ exhibits: [exhibit(NUMBER, 'file', { events })] });
  assert.deepEqual(text.match(/with comity [0-9.]+/g), ['with comity 0.1.0', 'with comity 0.2.0']);
});

test('events of keys stand in the order of the log', () => {
  const key = (at: number) =>
    eventsOf(`key:${digest(`key ${at}`).slice(0, 16)}`, at, [{ type: 'keyEnrolled' }]);
  const data = reportData(sampleContents({ keyEvents: [...key(9), ...key(0), ...key(4)] }), 'en') as {
    readonly proof: { readonly keyEvents: readonly { readonly index: string }[] };
  };
  assert.deepEqual(
    data.proof.keyEvents.map(({ index }) => index),
    ['000000', '000004', '000009'],
  );
});

test('a receiver who was not named is said so in every language, and one byte is one', () => {
  const events = eventsOf(NUMBER, 50, [{ type: 'disclosed', facts: { toOrganisation: NO_RECEIVER } }]);
  const one = exhibit(NUMBER, 'file', { files: [file(NUMBER, 'x', 1)], events });
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    const text = JSON.stringify(reportData(sampleContents({ exhibits: [one] }), language));
    assert.doesNotMatch(text, /not named"/, language);
  }
  assert.match(said({ exhibits: [one] }), /"1 byte"/);
});

test('an exhibit that was destroyed is named with its order', () => {
  const destroyed = [
    { number: NUMBER, order: { type: 'order', id: '12/27' }, occurredAt: '2026-11-10T10:00:00+01:00' },
  ] as const;
  assert.match(
    said({ destroyed }),
    new RegExp(`Destroyed by order, and not in this package: ${NUMBER} \\(.*12/27.*10 November 2026\\)`),
  );
});
