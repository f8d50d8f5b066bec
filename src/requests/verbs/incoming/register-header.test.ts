// A request that was sent here brings its header back: who registers it finds State, language, urgency and reference in their fields, out
// of the letter, the JSON and the XML alike.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft, requestScene } from '../../../../test/support/complete-request.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { renderLetter } from '../letters/document.ts';
import { markTongue } from '../letters/outgoing.acts.ts';
import { messageOf, type Envelope } from '../../machine/messages/message.ts';
import { writeMessageXml } from '../../machine/messages/message-xml.ts';
import { writeRequest } from '../../machine/messages/request-file.ts';
import { contactOf } from '../../core/asker.ts';
import { lifeOf } from '../life/life.acts.ts';
import { receiptIn } from '../../machine/states/capacity.ts';
import { envelopeOf } from '../../machine/states/request-envelope.ts';
import { incomingSections } from './incoming.pages.ts';
import { readPaper, registerRequest } from './register.acts.ts';
import { registerFields, type RegisterAbout } from './register-ask.pages.ts';

const ENVELOPE: Envelope = {
  header: {
    sender: { country: 'JP', authority: 'Central Authority of Japan' },
    receiver: { country: 'FR' },
    transaction: 'JP-2026-000077/R3',
    timestamp: '2026-11-30T08:00:00Z',
    means: 'secure_email',
    language: 'en',
  },
  authorisation: {
    version: 2,
    priority: 'urgent',
    lastChanged: '2026-11-29T08:00:00Z',
    approval: {
      name: 'Hana Example',
      role: 'judge',
      authority: 'Central Authority of Japan',
      country: 'JP',
      timestamp: '2026-11-30T07:30:00Z',
      validUntil: '2027-03-31',
    },
  },
};

test('who sent it is kept with what is registered, and stands on its page and in what is taken along', async (t) => {
  const { house, people, file, lead } = await requestScene(t);
  const law = await shippedLaw();
  const draft = await completeDraft('bc-31-subscriber');
  const number = await registerRequest(lead, {
    form: 'bc-31-subscriber',
    paper: { name: 'request.json', bytes: Buffer.from(writeRequest(draft, ENVELOPE)) },
    counterpart: 'JP',
    urgency: 'urgent',
    writtenIn: 'en',
    reference: 'JP-2026-000077/R3',
    receivedAt: new Date(people.clock()).toISOString(),
    zone: 'Europe/Paris',
    evidence: 'Receipt of the line',
  });
  const life = await people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number));
  const { request, legal, events, items } = life;
  const contact = contactOf(draft.answers);
  assert.ok(contact !== undefined && contact.includes('@'), 'the example says how to reach them');
  const sender = { authority: 'Central Authority of Japan', contact, sentAt: '2026-11-30T08:00:00Z' };
  assert.deepEqual(receiptIn(events)?.detail.sender, sender);
  const shown = { file, request, legal, law, life, papers: [], findings: [], today: '2026-11-30' };
  const page = String(await incomingSections(LANGUAGES.en, shown as never)); // all that it looks at
  for (const one of [
    'Central Authority of Japan',
    LANGUAGES.en.requestIncoming.senderContact,
    'Hana Example',
    LANGUAGES.en.caseRole.judge,
    '31 March 2027',
  ])
    assert.ok(page.includes(one), one);
  const { settings } = house;
  const ours = { country: settings.state, authority: settings.agency };
  const { header, authorisation } = envelopeOf({ reference: file.reference, request, ours, events, items });
  assert.deepEqual(
    [header?.sender, header?.timestamp, authorisation?.approval],
    [ENVELOPE.header?.sender, ENVELOPE.header?.timestamp, ENVELOPE.authorisation?.approval],
    'taken along, it is from them, and approved by them',
  );
});

test('State, language, urgency and reference of a request that came stand in their fields, whichever form it has', async () => {
  const law = await shippedLaw();
  const draft = await completeDraft('bc-31-subscriber');
  const letter = {
    draft,
    instrument: 'Budapest Convention',
    created: 0,
    tongues: [markTongue('en')] as const,
  };
  const forms = {
    pdf: await renderLetter({ ...letter, envelope: ENVELOPE }),
    json: Buffer.from(writeRequest(draft, ENVELOPE)),
    xml: Buffer.from(writeMessageXml(messageOf(draft, ENVELOPE))),
  };
  for (const [form, bytes] of Object.entries(forms)) {
    const read = await readPaper({ bytes }, law);
    assert.equal(read.kind, 'read', form);
    assert.deepEqual(read.kind === 'read' && read.message.header, ENVELOPE.header, form);
    const file = { reference: 'FR-2026-000001', role: 'lead' };
    const about = { file, paper: undefined, read, forms: [], meant: { outgoing: [], incoming: [] }, law };
    const known = { ...about, now: new Date() } as unknown as RegisterAbout; // all that it looks at
    const fields = registerFields(known);
    const shown = { name: 'counterpart', given: new URLSearchParams(), errors: {} };
    const state = String(await fields.counterpart.control(LANGUAGES.en, shown, undefined));
    assert.match(state, /<option value="JP"\s+selected/, `${form}: its State`);
    assert.equal(fields.writtenIn.preset?.(undefined), 'en', `${form}: its language`);
    assert.equal(fields.urgency.preset?.(undefined), 'urgent', `${form}: its urgency`);
    assert.equal(fields.reference.preset?.(undefined), 'JP-2026-000077/R3', `${form}: their reference`);
  }
});
