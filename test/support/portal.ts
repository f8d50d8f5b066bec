// An order in the portal: a signed request to a provider, its people let in, and the house behind its doors.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { giveOrder } from '../../src/portal/order.acts.ts';
import { setAsked } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { lifeOf, type Acting } from '../../src/requests/verbs/life/life.acts.ts';
import { explainAll } from './complete-request.ts';
import { enrol } from './people.ts';
import { doorsOf, letIn, type Ask } from './receivers.ts';
import { answerOf, signingScene, signIt } from './signing-request.ts';

const WAY = { channel: 'other', reason: 'Their desk for emergencies takes it so.' };

export async function portalScene(t: TestContext) {
  const scene = await signingScene(t, 'provider-emergency');
  const { ines, number, people, house, prosecutor, lead } = scene;
  await setAsked(ines, { number, counterpart: 'US', urgency: 'emergency' });
  await explainAll(ines, number);
  await scene.take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const { person: ana } = await enrol(people, 'ana', ['administrator']);
  const rosa = await letIn(people, ana, 'rosa', 'Example Mail Inc.');
  const omar = await letIn(people, ana, 'omar', 'Other Mail GmbH');
  const law = lead.law;
  const portal = { house, people, law: () => Promise.resolve(law) };
  const life = () => people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number));
  const give = (of: typeof rosa, by: Acting = lead) =>
    giveOrder(portal, by, { number, addressee: of.account.addressee.id, ...WAY });
  return { ...scene, ana, rosa, omar, portal, life, give, ask: await doorsOf(scene) };
}

/** Without a script: one file in one request. `at`: of the order. */
export function sendPlain(ask: Ask, at: string, cookie: string, name: string): Promise<Response> {
  const content = name === '' ? '' : `a line of ${name}`;
  return ask(`${at}/send`, cookie, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    bytes: new Uint8Array(
      Buffer.from(
        `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n${content}\r\n--x--\r\n`,
      ),
    ),
  });
}

/** Begins a file that is sent in parts; its address is in the answer. */
export function beginFile(
  ask: Ask,
  at: string,
  cookie: string,
  { name, bytes }: { readonly name: string; readonly bytes: number },
): Promise<Response> {
  return ask(`${at}/files`, cookie, {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  });
}
