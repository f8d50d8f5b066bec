// A request that went by wire and on paper: both roads are shown, each step once, and which of them first proved receipt.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uuid } from '../base/ids.ts';
import { LANGUAGES } from '../web/messages.ts';
import { SENT_BY_EXCHANGE } from './request-exchange.acts.ts';
import { roadsSection } from './roads.pages.ts';
import { plainOf } from './sealed-body.ts';

const { en } = LANGUAGES;
const id = (n: number): Uuid => `01900000-0000-7000-8000-00000000000${n}` as Uuid; // of its form
const at = (day: number): Date => new Date(Date.UTC(2026, 8, day, 9));
const OUT = {
  id: id(1),
  type: 'request',
  plain: plainOf(
    { v: 1, type: 'request', reference: 'FR-2026-000012/R2', urgency: 'normal', letter: 'JVBERg==' },
    () => undefined,
  ),
  queuedAt: at(25),
  delivery: undefined,
  retrieval: undefined,
};
const IN = { id: id(2), type: 'registered', state: 'delivered', arrivedAt: at(29) } as const;
const EVENTS = [
  { id: id(3), act: 'transmit', evidence: `${SENT_BY_EXCHANGE} Lisbon`, occurredAt: at(25) },
  { id: id(4), act: 'transmit', evidence: 'Registered post RR 12', occurredAt: at(26) },
  { id: id(5), act: 'deliver', evidence: 'Slip of 28 September', occurredAt: at(28) },
  { id: id(2), act: 'acknowledge', evidence: 'Message', occurredAt: at(29) },
];

test('the road by wire stands beside the one on paper, each step on its own road', async () => {
  const text = String(await roadsSection(en, { outs: [OUT], ins: [IN], events: EVENTS }));
  const [wire = '', paper = ''] = text.split('</ol>');
  const steps = (of: string): string[] => [...of.matchAll(/<b>([^<]+)<\/b>/g)].map(([, words = '']) => words);
  assert.deepEqual(steps(wire), ['Sent', 'Registered']);
  assert.deepEqual(steps(paper), ['Sent', 'Delivered']);
  const { roads } = en.exchange;
  const first = text.slice(text.indexOf(roads.first));
  assert.match(first, new RegExp(roads.paper));
  assert.match(first, /28 Sep/);
  assert.match(text, /315d429b7714cedb6ad04ac31240145257692630457f3c88253c5beceac76027/);
});

test('without a proof on either road none is said', async () => {
  const text = String(await roadsSection(en, { outs: [OUT], ins: [], events: [] }));
  assert.match(text, new RegExp(en.exchange.roads.noProof));
  assert.match(text, new RegExp(en.exchange.roads.nothing));
});
