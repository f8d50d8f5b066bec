// Taken along as data, a request says whose it is, and each side what it may say.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft } from '../../../../test/support/complete-request.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { messageOf } from '../messages/message.ts';
import { writeMessageXml } from '../messages/message-xml.ts';
import { readRequestDocument } from '../messages/request-document.ts';
import { envelopeOf, type Enveloped } from './request-envelope.ts';
import type { RequestRecord } from '../../core/request.ts';

const law = await shippedLaw();
const ours = { country: 'FR', authority: 'Cyber unit of Lyon' };
const request = {
  direction: 'outgoing',
  counterpart: 'JP',
  urgency: 'urgent',
  writtenIn: 'fr',
  number: 4,
  state: 'transmitted',
} as RequestRecord; // what the envelope is made of
const items = [{ item: 1, desired: 'wanted', actual: 'produced', note: undefined }] as const;
const events: Enveloped['events'] = [
  { act: 'transmit', occurredAt: new Date('2026-10-05T09:30:00Z'), detail: {} },
];
const reference = 'FR-2026-000012';

test('what we ask is from us, with what we desire and never what the other side says', () => {
  assert.deepEqual(envelopeOf({ reference, request, ours, events, items }), {
    header: {
      sender: ours,
      receiver: { country: 'JP' },
      transaction: 'FR-2026-000012/R4',
      timestamp: '2026-10-05T09:30:00.000Z',
      language: 'fr',
    },
    authorisation: { priority: 'urgent' },
    statuses: [{ desiredStatus: 'wanted' }],
  });
});

test('what others ask of us is from them, under their number, with what we say of it', () => {
  const incoming = { ...request, direction: 'incoming' as const, state: 'executing' };
  const received: Enveloped['events'] = [
    {
      act: 'receive',
      occurredAt: new Date(0),
      detail: { reference: 'JP-441/26', sender: { authority: 'Central Authority of Japan' } },
    },
  ];
  const { header, authorisation, statuses } = envelopeOf({
    reference,
    request: incoming,
    ours,
    events: received,
    items,
  });
  assert.deepEqual(header, {
    sender: { country: 'JP', authority: 'Central Authority of Japan' },
    receiver: ours,
    transaction: 'JP-441/26',
    language: 'fr',
  });
  assert.deepEqual(
    [authorisation, statuses],
    [{ priority: 'urgent', status: 'executing' }, [{ status: 'produced' }]],
  );
});

test('JSON and XML with an envelope are read as the same message', async () => {
  const draft = await completeDraft('bc-31-subscriber');
  const message = messageOf(draft, envelopeOf({ reference, request, ours, events, items }));
  for (const text of [JSON.stringify(message), writeMessageXml(message)])
    assert.deepEqual((await readRequestDocument(Buffer.from(text), law)).message, message);
});
