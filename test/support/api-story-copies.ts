// How another program has a copy made for an authority of the other State, reads it, and records how it went.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import { caseOfMember } from '../../src/people/case-member.store.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { writeCopy } from '../../src/requests/verbs/letters/counterpart-copy.acts.ts';
import { insertSignature } from '../../src/requests/machine/signature/signature.store.ts';
import { requestOf } from '../../src/requests/machine/states/request.store.ts';
import { pagesOf, type Got, type JsonAnswer } from './api.ts';
import { NOBODY, type Story } from './api-routes.ts';
import { completeDraft } from './complete-request.ts';
import { said } from './words.ts';

const FORM = 'provider-emergency';
const OIA = 'us-oia';

export async function copiesAreMade({ api, token, id }: Story): Promise<void> {
  const { ask, file } = api;
  const as = (body?: object) => ({ token: token['ines'] ?? '', ...(body && { body }) });
  const path = `/cases/${file.reference}/requests`;
  const { answers } = await completeDraft(FORM);
  const asked = { form: FORM, answers, counterpart: 'US', urgency: 'emergency' };
  const { json } = await ask(`POST ${path}`, as(asked));
  assert.equal(json.copyFor, null);
  const one = `${path}/${json.number}`;
  const copies = `${one}/copies`;

  for (const wrong of ['gb-ipu', 'none'])
    assert.equal((await ask(`POST ${one}/copy-for`, as({ authority: wrong }))).status, 422, wrong);
  const chosen = await ask(`POST ${one}/copy-for`, as({ authority: OIA }));
  assert.deepEqual([chosen.status, chosen.json.copyFor, chosen.json.state], [200, OIA, 'draft']);
  const found = await pagesOf(ask, `${one}/checks`, token['ines']);
  assert.ok(
    found.some(({ code }) => code === 'copyLanguageUnknown'),
    'the directory does not say',
  );

  assert.equal((await ask(`POST ${copies}`, as({ authority: OIA }))).status, 409, 'nothing is signed');
  await sign({ api, token, id }, json.number);
  const made = await ask(`POST ${copies}`, as({ authority: OIA }));
  assert.equal(made.status, 201);
  assert.equal((await ask(`POST ${copies}`, as({ authority: 'gb-ipu' }))).status, 422);
  const { copy } = made.json;
  const document = `${copies}/${copy}/document`;
  assert.equal((await ask(`GET ${document}`, as())).status, 404, 'it is being made');
  const say = (what: string, evidence: string): Promise<Got> =>
    ask(`POST ${copies}/${copy}/${what}`, as({ evidence }));
  assert.equal((await say('sent', said.mail.title)).status, 409, 'nor can it have been sent');
  await writeCopy(api.made.house, await shippedLaw(), { copy });

  const [line, ...others] = await pagesOf(ask, copies, token['ines']);
  assert.deepEqual([line?.id, line?.isWithSending, line?.language, others], [copy, false, 'en', []]);
  const read = await ask(`GET ${document}`, as());
  assert.equal(createHash('sha256').update(read.bytes).digest('hex'), line?.sha256);
  const desk = (): Promise<JsonAnswer[]> => pagesOf(ask, '/desk/copies', token['ines']);
  assert.deepEqual(
    (await desk()).map((open) => open.id),
    [copy],
  );
  assert.deepEqual(await pagesOf(ask, '/desk/copies', token['omar']), [], 'not of their case');

  assert.equal((await say('received', 'Too early')).status, 409);
  assert.equal((await say('sent', ' ')).status, 422);
  assert.equal((await say('sent', 'Registered letter 44')).status, 204);
  assert.equal((await say('sent', 'Registered letter 44')).status, 204, 'it is recorded');
  assert.equal((await say('sent', 'Another')).status, 409);
  assert.equal((await say('received', 'Their receipt')).status, 204);
  const [told] = await pagesOf(ask, copies, token['ines']);
  assert.deepEqual(
    [told?.sent?.evidence, told?.received?.evidence],
    ['Registered letter 44', 'Their receipt'],
  );
  assert.deepEqual(await desk(), []);
  assert.equal((await ask(`POST ${copies}/${NOBODY}/sent`, as({ evidence: 'Mail' }))).status, 404);
  assert.equal((await ask(`GET ${copies}/${NOBODY}/document`, as())).status, 404);
}

/** As somebody did at a screen. */
async function sign({ api, id }: Story, number: number): Promise<void> {
  const { people, made, file } = api;
  const person = id['petra'] as Uuid; // of a person made here
  const mine = await caseOfMember(made.house.db.kysely, file.reference, person);
  assert.ok(mine);
  const request = await people.db.asPerson(person, (tx) => requestOf(tx, mine.id, number));
  assert.ok(request);
  const none = Buffer.alloc(32);
  await people.operator.transaction((tx) =>
    insertSignature(tx, mine.id, {
      id: newUuid(people.clock, people.random),
      requestId: request.id,
      version: request.version.number,
      role: 'prosecutor',
      person,
      papers: { document: Buffer.from('%PDF-'), data: Buffer.from('{}') },
      documentSha256: none,
      dataSha256: none,
      statement: '{}',
      keyFingerprint: none.toString('hex'),
      keySpki: none,
      origin: 'https://comity.example',
      assertion: none,
      at: new Date(people.clock()),
    }),
  );
}
