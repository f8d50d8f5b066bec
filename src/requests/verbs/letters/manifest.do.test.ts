// The manifest of what goes outside the Union's system is written from the package itself.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { draftedBy } from '../../../../test/support/begun-request.ts';
import { completeDraft, requestScene, type RequestScene } from '../../../../test/support/complete-request.ts';
import { inMemory, testExhibit } from '../../../../test/support/installation.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { sent } from '../../../../test/support/sent-request.ts';
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { makeShare } from '../../../evidence/packages/share.acts.ts';
import type { Answers } from '../../core/answers.ts';
import { findingsOf } from '../drafting/checks/checks.ts';
import { codeOf } from '../../machine/way/request-finding.ts';
import { legalForm } from '../../core/form.ts';
import { FORMS } from '../../forms/index.ts';
import { INSIDE_BYTES } from '../../core/eu-system.ts';
import { withFiles } from '../life/carriage.acts.ts';
import { insertEvent, setState } from '../../machine/states/life.store.ts';
import type { Told } from '../../machine/states/life-step.ts';
import { beginManifest } from './manifest.do.ts';
import { manifestAnswers } from './manifest.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { attachExhibits, beginDelivery } from '../results/results.acts.ts';
import { sendResults } from '../results/results-send.acts.ts';

async function answered(scene: RequestScene) {
  const { people, house, made, lead, ines, file } = scene;
  const { answers } = await completeDraft('epoc');
  const key = (): Uuid => newUuid(house.clock, house.random);
  const theirs = { answers, direction: 'incoming', counterpart: 'IE' } as const;
  const { number } = await draftedBy(people, ines.person.id, file.id, 'epoc', theirs);
  const id = await sent(lead, number, 'executing');
  const begun = { number, arrivedAt: '2026-11-03T09:00:00Z', evidence: 'Export', isInformal: false };
  const place = { number, delivery: await beginDelivery(ines, begun) };
  const exhibit = await testExhibit(made.house, file, { from: inMemory('mailbox.mbox', 'From: a') });
  await attachExhibits(house, ines, { ...place, exhibits: [exhibit.number], key: key() });
  const step = async (act: string, from: string, to: string, at: Date): Promise<void> =>
    people.operator.transaction(async (tx) => {
      const common = {
        id: key(),
        request: id,
        caseId: file.id,
        version: 1,
        act,
        from,
        to,
        side: 'ours' as const,
      };
      const rest = { by: lead.person.id, at, zone: 'UTC', evidence: 'x', reason: undefined, detail: {} };
      await insertEvent(tx, { ...common, ...rest, occurredAt: at });
      await setState(tx, id, to, at);
    });
  return { place, key, step };
}

test('it names the package as it is sent, with its size and SHA-512, and is begun once', async (t) => {
  const scene = await requestScene(t);
  const { house, people, ines, prosecutor, file, judge } = scene;
  const { place, key, step } = await answered(scene);
  const manifest = { ...place, id: key(), body: { writtenIn: 'en' as const } };
  await assert.rejects(beginManifest(house, ines, manifest), isRefusal('notReady', /found none/i));
  await step('checkResults', 'executing', 'resultsChecked', new Date(people.clock()));
  const share = key();
  const sending = {
    ...place,
    receiver: { name: 'Cyber unit of Lyon', state: 'FR' },
    recipient: undefined,
    withDetails: false,
    ground: 'On their order',
    purpose: 'Answer',
    id: share,
  };
  assert.equal(await sendResults(house, prosecutor, sending), 'making');
  await assert.rejects(beginManifest(house, ines, manifest), isRefusal('notReady'));
  await makeShare(house, {
    id: share,
    caseId: file.id,
    role: 'prosecutor',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const large = (bytes: number): Promise<unknown> =>
    house.db.withOwner((owner) => owner.query('update shared_package set bytes = $1', [bytes]));
  const inside = await people.db.asPerson(ines.person.id, (tx) => requestOf(tx, file.id, place.number));
  const bySystem = { detail: { carried: { by: 'system' } } } as Told;
  const carry = (): Promise<Told> =>
    people.db.asPerson(ines.person.id, (tx) => withFiles(tx, file, inside ?? assert.fail(), bySystem));
  const size = readFileSync(join(house.home.packages, `${share}.zip`)).length;
  await large(INSIDE_BYTES + 1);
  await assert.rejects(
    carry(),
    isRefusal('tooLarge', /eu-2025-1550/),
    'nobody says that it went through the system',
  );
  await large(INSIDE_BYTES);
  assert.equal(await carry(), bySystem);
  await large(size);
  await step('transmitResults', 'resultsChecked', 'transmitted', new Date('2026-11-04T10:00:00Z'));

  // Administrators alone see what they set; the manifest has it whoever writes it.
  const profile = {
    address: '1 rue Exemple, Lyon',
    email: 'desk@agency.example',
    telephone: '',
    dutyTelephone: '',
  };
  await house.db.withOwner((owner) =>
    owner.query('insert into setting (name, value, changed_by, changed_at) values ($1, $2, $3, now())', [
      'agencyProfile',
      JSON.stringify(profile),
      ines.person.id,
    ]),
  );
  const number = await beginManifest(house, ines, manifest);
  assert.equal(await beginManifest(house, ines, manifest), number, 'sent twice, begun once');
  const begun = await people.db.asPerson(ines.person.id, (tx) => requestOf(tx, file.id, number));
  const bytes = readFileSync(join(house.home.packages, `${share}.zip`));
  const answers = begun?.version.answers ?? {};
  assert.deepEqual(answers['sizes'], [`${bytes.length}`]);
  const [hash] = answers['hash'] as readonly { file: string; algorithm: string; digest: string }[];
  assert.equal(hash?.digest, createHash('sha512').update(bytes).digest('hex'));
  assert.equal(hash.algorithm, 'SHA-512');
  assert.deepEqual(answers['files'], [hash.file]);
  assert.match(hash.file, /\.zip$/);
  assert.match(orderOf(answers), /^European Production Order Certificate \(Annex I\), FR-2026-000012\/R7$/);
  assert.equal(answers['sent'], '2026-11-04T10:00:00.000Z');
  assert.deepEqual(answers['sender'], {
    organisation: house.identity.actor.organisation,
    address: profile.address,
    email: profile.email,
  });
  assert.deepEqual(answers['recipient'], { organisation: 'Cyber unit of Lyon' });
  assert.equal(begun?.counterpart, 'IE');
  assert.deepEqual([answers['why'], answers['remarks']], [undefined, undefined], 'small, and not encrypted');
  const form = FORMS.find(({ reports }) => reports === 'package') ?? assert.fail();
  const draft = { legal: legalForm(form, ines.law.forms), answers, explained: {} };
  assert.deepEqual(
    findingsOf(draft, ines.law).map(({ field, what }) => `${field} ${codeOf(what)}`),
    ['means missing', 'by-link missing', 'certificate missing', 'why missing', 'why.detail missing'],
    'what a person has to say, and nothing else',
  );
  await assert.rejects(
    beginManifest(house, { ...judge, file: { ...judge.file, id: key() } }, manifest),
    isRefusal('notFound'),
    'of another case there is none',
  );
});

test('a package that the system cannot take says so, by its size; one that cannot be read leaves its digest open', () => {
  const of = (bytes: number, sha512?: string) =>
    manifestAnswers({
      sender: { name: 'A', address: '', email: '' },
      recipient: 'B',
      order: 'C',
      sent: { name: 'd.zip', bytes, sha512, at: undefined },
      remarks: undefined,
    });
  assert.equal(of(INSIDE_BYTES)['why'], undefined);
  assert.deepEqual(of(INSIDE_BYTES + 1)['why'], ['size']);
  assert.equal(of(1)['hash'], undefined);
});

function orderOf({ order }: Answers): string {
  return typeof order === 'string' ? order : '';
}
