// The page of a request that came in, as whoever has just registered it reads it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../../web/messages.ts';
import { incomingSections } from './incoming.pages.ts';

const { en } = LANGUAGES;
const WORDS = en.requestIncoming;

interface Came {
  readonly urgency?: string;
  readonly state?: string;
  readonly mediaType?: string;
}

async function pageOf({
  urgency = 'normal',
  state = 'received',
  mediaType = 'image/png',
}: Came): Promise<string> {
  const paper = {
    id: '01900000-0000-7000-8000-000000000001',
    name: 'scan',
    mediaType,
    sha256: '00',
    at: new Date(0),
  };
  const shown = {
    file: { reference: 'FR-2026-000001', role: 'investigator' },
    request: { number: 7, direction: 'incoming', state, urgency, counterpart: 'NL' },
    papers: [paper],
    life: { events: [], facts: { directoryNumbers: [] } },
  } as unknown as Parameters<typeof incomingSections>[1]; // all that is looked at
  return String(await incomingSections(en, shown));
}

test('an emergency is called one on its page, and nothing else is', async () => {
  const { emergency } = en.practice.asked.levels;
  assert.ok((await pageOf({ urgency: 'emergency' })).includes(emergency));
  assert.ok(!(await pageOf({})).includes(emergency));
});

test('where the directory has no number of theirs to call, it is one step away', async () => {
  const text = await pageOf({ urgency: 'emergency' });
  assert.ok(text.includes(WORDS.noNumbers));
  assert.match(text, /href="\/law\/states\/NL"/);
});

test('under a scan stands the way to its fields, while they may be typed', async () => {
  assert.match(await pageOf({}), /requests\/7\/fields"/);
  assert.doesNotMatch(await pageOf({ state: 'closed' }), /requests\/7\/fields"/);
});

test('signatures of a PDF are spoken of where there is a PDF', async () => {
  assert.ok(!(await pageOf({})).includes(WORDS.signature));
  assert.ok((await pageOf({ mediaType: 'application/pdf' })).includes(WORDS.signature));
});
