// What is asked of an order that comes in, without a browser: as whose it came, in the ways that the order itself allows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft } from '../../../../test/support/complete-request.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { legalForm } from '../../core/form.ts';
import { un42Preservation } from '../../forms/un-42-preservation.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { readRequestDocument } from '../../machine/messages/request-document.ts';
import { writeRequest } from '../../machine/messages/request-file.ts';
import { registerFields, type RegisterAbout } from './register-ask.pages.ts';
import { askedWith } from '../../../../test/support/act-asked.ts';

const law = await shippedLaw();
const FORMS = ['epoc', 'epoc-pr', 'bc-31-subscriber'].map((id) => ({ record: { id, title: id } }));

function aboutOf(read?: RegisterAbout['read']): RegisterAbout {
  const file = { reference: 'FR-2026-000001', role: 'lead' };
  const about = { file, paper: undefined, read, forms: FORMS, meant: { outgoing: [], incoming: [] } };
  return { ...about, now: new Date() } as unknown as RegisterAbout; // all that it looks at
}

async function asked(given: Record<string, string>, about = aboutOf()) {
  const fields = registerFields(about);
  const found = askedWith(fields, given);
  const shown = { name: 'capacity', given: new URLSearchParams(given), errors: {} };
  const text =
    found.step === 'capacity' ? String(await fields.capacity.control(LANGUAGES.en, shown, undefined)) : '';
  return { ...found, text };
}

const offered = (text: string): string[] =>
  [...text.matchAll(/name="capacity"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="capacity"/g)].flatMap(
    ([, one, other]) => one ?? other ?? [],
  );

test('of a European order one question asks as whose it came, with the time that each starts; of nothing else', async () => {
  const order = await asked({ form: 'epoc' });
  assert.equal(order.step, 'capacity');
  assert.deepEqual(offered(order.text), [
    'addressee',
    'addresseeWithNotice',
    'notifiedAuthority',
    'enforcingAuthority',
  ]);
  assert.doesNotMatch(order.text, /checked/, 'nothing is chosen beforehand');
  assert.match(order.text, /within 10 days, or within 8 hours in an emergency/);
  const keeping = await asked({ form: 'epoc-pr' });
  assert.deepEqual(offered(keeping.text), ['addressee', 'enforcingAuthority'], 'it is notified to nobody');
  assert.match(keeping.text, /preserved for 60 days from receipt/);
  assert.ok(!(await asked({ form: 'bc-31-subscriber' })).steps.includes('capacity'));
  const wrong = await asked({ form: 'epoc-pr', capacity: 'notifiedAuthority' });
  assert.deepEqual([wrong.step, Object.keys(wrong.errors)], ['capacity', ['capacity']]);
  assert.equal((await asked({ form: 'epoc', capacity: 'addressee' })).step, 'counterpart');
});

test('an order that says in its Section K that an authority is notified came to no addressee without one', async () => {
  const bytes = Buffer.from(writeRequest(await completeDraft('epoc')));
  const about = aboutOf({ kind: 'read', message: (await readRequestDocument(bytes, law)).message });
  const order = await asked({}, about);
  assert.deepEqual(offered(order.text), ['addresseeWithNotice', 'notifiedAuthority', 'enforcingAuthority']);
});

test('under each kind stands of which law its article is, in sentences of the language', async () => {
  const forms = [legalForm(un42Preservation, law.forms)];
  const about = { ...aboutOf(), forms, law };
  const { form } = registerFields(about);
  const shown = { name: 'form', given: new URLSearchParams(), errors: {} };
  const { zh, en } = LANGUAGES;
  const page = async (say: typeof en) => String(await form.control(say, shown, undefined));
  assert.match(await page(en), /UN Convention against Cybercrime[^.]*, Art. 42. Not yet/);
  const chinese = await page(zh);
  assert.ok(chinese.includes(`。${zh.requests.confidence.recalled}`));
});
