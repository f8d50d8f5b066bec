// Acts that their person signs with a passkey, and everything that must not be taken for that.
import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { heldByInes, refusedAs, shareOf, type HeldExhibit } from '../../../test/support/held-exhibit.ts';
import { fakeSignIn, type HeldKeys } from '../../../test/support/fake-sign-in.ts';
import { fingerprint, spki } from '../../../test/support/package-fixture.ts';
import { ADDITION, testExhibit } from '../../../test/support/installation.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { assertionOver, newPasskey, SITE, type Changes } from '../../../test/support/passkey-fixture.ts';
import type { Uuid } from '../../base/ids.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { addCondition } from './condition.acts.ts';
import { correctEvent } from './custody.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { confirmDisposal, proposeDisposal } from './disposal.acts.ts';
import { openDisposal } from './disposal.store.ts';
import { nameOf, type Viewer } from '../exhibits/exhibit-act.acts.ts';
import { exhibitById } from '../exhibits/exhibit.store.ts';
import { checkSignatures } from './signatures.acts.ts';
import { addExhibit } from '../intake/exhibit-add.acts.ts';
import { sealExhibit } from './seal.acts.ts';
import { askShare, confirmShare, makeShare } from '../packages/share.acts.ts';
import { answerHandOver, offerExhibit } from './hand-over.acts.ts';
import { holdingOf } from '../exhibits/holding.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { keyItem } from '../log/key-names.ts';
import { makeLine } from '../log/log-entry.ts';
import { officerKeyName } from '../../verify/officer-key.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { passkeyLine, passkeyOf } from '../../verify/passkey.ts';
import { prepareSigning, recordSigned, type PreparedSigning, type Signatory } from './signing.acts.ts';
import type { SigningAnswer } from './signing.ts';
import { settleAllKeys, signingKeysOf, type SigningDesk } from '../log/signing-key.acts.ts';

interface Scene extends HeldExhibit {
  readonly desk: SigningDesk;
  /** Passkeys by person, as the sign-in holds them. */
  readonly held: HeldKeys;
  readonly offer: (house: Installation, form?: Uuid) => ReturnType<typeof offerExhibit>;
  readonly clock: { ms: number };
}

async function setUp(t: TestContext): Promise<Scene> {
  const scene = await heldByInes(t);
  const { made, ines, omar, number, key } = scene;
  const held: HeldKeys = new Map([[ines.person.id, [{ key: newPasskey('es256'), counter: 3 }]]]);
  const clock = { ms: made.house.clock() };
  const house = { ...made.house, clock: () => clock.ms };
  const desk: SigningDesk = { house, url: new URL(SITE), signIn: fakeSignIn(held) };
  const once = key();
  const offer: Scene['offer'] = (by, form = once) =>
    offerExhibit(by, { by: ines, number, to: omar.person.id, reason: 'Examination', key: form });
  return { ...scene, desk, held, offer, clock };
}

function signatory({ person }: Viewer, session = 'session-1'): Signatory {
  return { person: person.id, session };
}

async function prepared(scene: Scene, run: (house: Installation) => Promise<unknown>, by = scene.ines) {
  const found = await prepareSigning(scene.desk, signatory(by), run);
  assert.ok(found);
  return found;
}

/** What the page sends back after the device was asked. */
function answered(found: PreparedSigning, key: KeyObject, changes: Changes = {}): SigningAnswer {
  const [line] = found.lines;
  const requests = found.choices.map((one) => one.request);
  const request = requests.find((one) => one.key === fingerprint(key)) ?? requests[0];
  assert.ok(line && request);
  const text = Buffer.from(line.text).toString();
  return { ...request, assertions: [assertionOver(key, text, changes)] };
}

function keyOf({ held, ines }: Scene, by = ines): KeyObject {
  const [one] = held.get(by.person.id) ?? [];
  assert.ok(one);
  return one.key;
}

test('both persons sign a hand-over with their passkeys, and the whole log stands', async (t) => {
  const scene = await setUp(t);
  const { made, desk, held, ines, omar, number, offer, file, types } = scene;
  held.set(omar.person.id, [{ key: newPasskey('ed25519'), counter: 0 }]);
  const first = await prepared(scene, offer);
  assert.equal(first.lines[0]?.event.type, 'offered');
  assert.deepEqual((await types()).slice(2), [], 'preparing records nothing of the exhibit');
  assert.equal((await holdingOf(desk.house.db.kysely, file.id, number)).open, undefined);
  const done = await recordSigned(desk, signatory(ines), answered(first, keyOf(scene)), offer);
  assert.ok(done.ok);
  const { handOver } = done.result;
  const accept = (house: Installation) =>
    answerHandOver(house, { by: omar, number, handOver, outcome: 'accepted' });
  const second = await prepared(scene, accept, omar);
  const key = keyOf(scene, omar);
  assert.ok((await recordSigned(desk, signatory(omar), answered(second, key, { counter: 0 }), accept)).ok);
  const [, , offered, accepted] = await eventsOf(desk.house, number);
  assert.equal(offered?.event.actor.key, fingerprint(keyOf(scene)));
  assert.equal(offered?.event.id, first.lines[0]?.event.id, 'what was shown is what was recorded');
  assert.equal(accepted?.event.actor.key, fingerprint(key));
  assert.equal((await holdingOf(desk.house.db.kysely, file.id, number)).holder?.id, omar.person.id);
  assert.equal((await audit(made.house, {})).differencesCount, 0);
});

test('conditions, corrections and both steps of a disposal are signed by who did them', async (t) => {
  const scene = await setUp(t);
  const { made, desk, held, ines, lead, judge, number, exhibitId, key } = scene;
  for (const { person } of [lead, judge]) held.set(person.id, [{ key: newPasskey('es256'), counter: 0 }]);
  const done = async <T>(by: Viewer, run: (house: Installation) => Promise<T>): Promise<void> => {
    const found = await prepared(scene, run, by);
    const outcome = await recordSigned(desk, signatory(by), answered(found, keyOf(scene, by)), run);
    assert.ok(outcome.ok);
  };
  const condition = { by: ines, number, condition: 'This case only', reason: 'Letter', key: key() };
  await done(ines, (house) => addCondition(house, condition));
  const [first] = await eventsOf(desk.house, number);
  assert.ok(first);
  const by = { role: 'investigator', detail: nameOf(ines), item: number };
  const wrong = { event: first.event.id, field: 'place', value: 'Porto, PT', reason: 'Typing error', by };
  // One counter for all that a passkey signs: the fixture's stands still, so Ines takes another one.
  held.set(ines.person.id, [{ key: newPasskey('es256'), counter: 0 }]);
  await done(ines, (house) => correctEvent(house, { ...wrong, key: 'correct:1' }));
  const proposal = { by: lead, number, order: { type: 'order', id: '9/26' }, reason: 'Judgment' } as const;
  await done(lead, (house) => proposeDisposal(house, proposal));
  assert.equal(
    await prepareSigning(desk, signatory(lead), (house) => proposeDisposal(house, proposal)),
    undefined,
  );
  const open = await openDisposal(desk.house.db.kysely, exhibitId);
  assert.ok(open);
  await done(judge, (house) => confirmDisposal(house, { by: judge, number, disposal: open.id }));
  const events = await eventsOf(desk.house, number);
  const told = (await checkSignatures(desk.house, events)).slice(2).map(({ by: signed, fault }, i) => {
    const { event } = events[i + 2]!; // one for each
    return `${event.type} ${event.actor.role} ${signed} ${fault ?? 'good'}`;
  });
  assert.deepEqual(told, [
    'conditionAdded investigator passkey good',
    'corrected investigator passkey good',
    'authorityAdded lead passkey good',
    'destroyed judge passkey good',
  ]);
  const last = events.at(-1);
  assert.ok(last);
  const note = Buffer.from(Buffer.from(last.note).toString().replace('9/26', '8/26'));
  const [changed] = await checkSignatures(desk.house, [{ ...last, note }]);
  assert.match(changed?.fault ?? '', /expected/, 'and one that was changed is not');
  assert.equal((await exhibitById(desk.house.db.kysely, exhibitId))?.status, 'destroyed');
  assert.equal((await audit(made.house, {})).differencesCount, 0);
});

test('whoever brought an exhibit seals it with their passkey, once, and nobody else does', async (t) => {
  const scene = await setUp(t);
  const { made, desk, held, ines, omar, file } = scene;
  held.set(omar.person.id, [{ key: newPasskey('es256'), counter: 0 }]);
  const path = join(temporaryFolder(t), 'brought.txt');
  writeFileSync(path, 'what Ines brought');
  const by = { role: 'investigator', person: ines.person.name, personId: ines.person.id };
  const from = { kind: 'path', path } as const;
  const exhibit = await testExhibit(desk.house, file, { from, by });
  const seal = (house: Installation) => sealExhibit(house, ines, exhibit.number);
  const found = await prepared(scene, seal);
  assert.ok((await recordSigned(desk, signatory(ines), answered(found, keyOf(scene)), seal)).ok);
  await seal(desk.house);
  const sealed = (await eventsOf(desk.house, exhibit.number)).filter(({ event }) => event.type === 'sealed');
  assert.deepEqual(
    (await checkSignatures(desk.house, sealed)).map(({ by: signed, fault }) => [signed, fault]),
    [['passkey', undefined]],
  );
  assert.equal(sealed[0]?.event.digests?.sha256, exhibit.sha256);
  await assert.rejects(sealExhibit(desk.house, omar, exhibit.number), refusedAs('notAllowed'));
  await assert.rejects(sealExhibit(desk.house, ines, scene.number), refusedAs('notAllowed'));
  assert.equal((await audit(made.house, {})).differencesCount, 0);
});

test('who confirms a package signs that each exhibit is handed out, and the job records nothing more', async (t) => {
  const scene = await setUp(t);
  const { made, desk, held, judge, lead, number, file, key } = scene;
  const own = newPasskey('es256');
  held.set(judge.person.id, [{ key: own, counter: 0 }]);
  const path = join(temporaryFolder(t), 'second.txt');
  writeFileSync(path, 'a second letter');
  const from = { kind: 'path', path } as const;
  const second = await addExhibit(desk.house, { ...ADDITION, caseName: file.reference, from });
  const exhibits = [number, second.exhibit.number];
  const id = key();
  const share = shareOf(number, { exhibits });
  assert.equal(await askShare(desk.house, { by: lead, share, id }), 'asked');
  const confirm = (house: Installation) => confirmShare(house, { by: judge, id });
  const found = await prepared(scene, confirm, judge);
  assert.deepEqual(
    found.lines.map(({ event }) => event.item),
    exhibits,
  );
  const [request] = found.choices.map((one) => one.request);
  assert.ok(request);
  const assertions = found.lines.map(({ text }, i) =>
    assertionOver(own, Buffer.from(text).toString(), { counter: i + 1 }),
  );
  const answer = { ...request, assertions };
  const swapped = { ...answer, assertions: assertions.toReversed() };
  await assert.rejects(recordSigned(desk, signatory(judge), swapped, confirm), /as the challenge/);
  assert.ok((await recordSigned(desk, signatory(judge), answer, confirm)).ok);
  const onProgress = (): void => {};
  const { signal } = new AbortController();
  await makeShare(desk.house, { id, caseId: file.id, role: 'judge', signal, onProgress });
  for (const one of exhibits) {
    const last = (await eventsOf(desk.house, one)).filter(({ event }) => event.type === 'disclosed');
    assert.deepEqual(
      (await checkSignatures(desk.house, last)).map(({ by, fault }) => [by, fault]),
      [['passkey', undefined]],
      one,
    );
  }
  assert.equal((await audit(made.house, {})).differencesCount, 0);
});

test('sent twice, at once or later, a signed act is done once', async (t) => {
  const scene = await setUp(t);
  const { desk, ines, offer, types, made } = scene;
  const given = answered(await prepared(scene, offer), keyOf(scene));
  const send = () => recordSigned(desk, signatory(ines), given, offer);
  const both = await Promise.all([send(), send()]);
  assert.ok(both.some((one) => one.ok));
  const later = await send();
  assert.ok(later.ok && later.result.repeated);
  assert.deepEqual((await types()).slice(2), ['offered']);
  assert.equal((await audit(made.house, {})).differencesCount, 0);
});

test('the signature of one act is worth nothing for another', async (t) => {
  const scene = await setUp(t);
  const { desk, ines, offer, types, key } = scene;
  const given = answered(await prepared(scene, offer), keyOf(scene));
  const other = (house: Installation) => offer(house, key());
  // The other form's line has the same words, but not under this act: it was never signed.
  const first = await recordSigned(desk, signatory(ines), given, offer);
  assert.ok(first.ok);
  await assert.rejects(recordSigned(desk, signatory(ines), given, other), refusedAs('conflict'));
  assert.deepEqual((await types()).slice(2), ['offered']);
});

test('when somebody acts in between, or it takes too long, it is asked again and nothing is recorded', async (t) => {
  const scene = await setUp(t);
  const { desk, ines, number, offer, types, clock } = scene;
  const given = answered(await prepared(scene, offer), keyOf(scene));
  await desk.house.log.append({
    events: [{ type: 'viewed', item: number, occurredAt: '2026-11-26T10:00:00+01:00', case: scene.file.id }],
  });
  assert.deepEqual(await recordSigned(desk, signatory(ines), given, offer), { ok: false, again: 'moved' });
  const late = answered(await prepared(scene, offer), keyOf(scene));
  clock.ms += 5 * 60_000 + 1;
  assert.deepEqual(await recordSigned(desk, signatory(ines), late, offer), { ok: false, again: 'expired' });
  assert.deepEqual((await types()).slice(2), ['viewed']);
  const anew = answered(await prepared(scene, offer), keyOf(scene));
  assert.ok((await recordSigned(desk, signatory(ines), anew, offer)).ok);
});

test('a view between the check and the writer is noticed by the writer', async (t) => {
  const scene = await setUp(t);
  const { desk, ines, number, offer, types } = scene;
  const given = answered(await prepared(scene, offer), keyOf(scene));
  const view = {
    type: 'viewed',
    item: number,
    occurredAt: '2026-11-26T10:00:00Z',
    case: scene.file.id,
  } as const;
  let runs = 0;
  const interrupted = async (house: Installation) => {
    if (++runs === 2) await desk.house.log.append({ events: [view] }); // the first run is the rehearsal
    return offer(house);
  };
  assert.deepEqual(await recordSigned(desk, signatory(ines), given, interrupted), {
    ok: false,
    again: 'moved',
  });
  assert.deepEqual((await types()).slice(2), ['viewed']);
});

const WRONG: readonly (readonly [name: string, changes: Changes, words: RegExp])[] = [
  ['another challenge', { text: 'another\n' }, /SHA-256 of this event as the challenge/],
  ['another origin', { origin: 'https://evil.example' }, /the origin https:\/\/comity\.agency\.example/],
  ['another relying party', { relyingParty: 'evil.example' }, /the relying party comity\.agency\.example/],
  ['nobody present', { flags: 0x04 }, /a person who was present/],
  ['a person the device did not know', { flags: 0x01 }, /a person whom the device knew/],
  ['made to register', { type: 'webauthn.create' }, /client data of a WebAuthn assertion/],
  ['in a foreign frame', { crossOrigin: ',"crossOrigin":true' }, /a page that stands by itself/],
  ['another key', { signer: newPasskey('es256') }, /a good signature/],
  [
    'authenticator data changed',
    { spoil: ({ authenticatorData }) => void authenticatorData.fill(9, 36) },
    /a good signature/,
  ],
  ['a counter that stands still', { counter: 3 }, /a counter above 3 from this passkey; found 3/],
  ['a counter that went back', { counter: 2 }, /a counter above 3 from this passkey; found 2/],
  ['no counter any more', { counter: 0 }, /a counter above 3 from this passkey; found 0/],
];

test('what a passkey cannot have signed is refused by name, with nothing recorded', async (t) => {
  const scene = await setUp(t);
  const { desk, ines, offer, types } = scene;
  for (const [name, changes, words] of WRONG) {
    const given = answered(await prepared(scene, offer), keyOf(scene), changes);
    await assert.rejects(recordSigned(desk, signatory(ines), given, offer), words, name);
  }
  assert.deepEqual((await types()).slice(2), []);
});

test('what was prepared for one person and session is not signed by another person, session or passkey', async (t) => {
  const scene = await setUp(t);
  const { desk, held, ines, omar, offer, types } = scene;
  held.set(omar.person.id, [{ key: newPasskey('es256'), counter: 0 }]);
  await signingKeysOf(desk, omar.person.id); // Omar's is enrolled too
  const found = await prepared(scene, offer);
  const moved = { ok: false, again: 'moved' };
  const given = answered(found, keyOf(scene));
  assert.deepEqual(await recordSigned(desk, signatory(ines, 'session-2'), given, offer), moved);
  const omars = keyOf(scene, omar);
  const byOmar = { ...answered(found, omars), key: fingerprint(omars) };
  await assert.rejects(recordSigned(desk, signatory(ines), byOmar, offer), refusedAs('notAllowed'));
  await assert.rejects(
    recordSigned(desk, signatory(ines), answered(found, omars), offer),
    /a good signature/,
  );
  const unknown = { ...given, key: '0'.repeat(64) };
  await assert.rejects(recordSigned(desk, signatory(ines), unknown, offer), refusedAs('notAllowed'));
  assert.deepEqual((await types()).slice(2), []);
});

test('without a passkey there is nothing to sign', async (t) => {
  const { desk, held, ines, offer } = await setUp(t);
  held.clear();
  assert.equal(await prepareSigning(desk, signatory(ines), offer), undefined);
});

test('the log says when a passkey was enrolled and when it ended, and then it signs no more', async (t) => {
  const scene = await setUp(t);
  const { desk, held, ines, offer, made } = scene;
  const key = keyOf(scene);
  const item = keyItem(fingerprint(key));
  const given = answered(await prepared(scene, offer), key);
  const types = async () => (await eventsOf(desk.house, item)).map(({ event }) => event.type);
  assert.deepEqual(await types(), ['keyEnrolled']);
  const [enrolled] = await eventsOf(desk.house, item);
  assert.match(enrolled?.detail?.text ?? '', /Ines Example/);
  assert.equal(enrolled?.event.facts?.['origin'], SITE);
  // The origin of the pages changes: the key is enrolled for the new one too.
  const moved = { ...desk, url: new URL('https://comity.agency.example:8443') };
  assert.equal((await signingKeysOf(moved, ines.person.id)).length, 1);
  assert.deepEqual(await types(), ['keyEnrolled', 'keyEnrolled']);
  // Removed while the program was down.
  held.clear();
  await settleAllKeys(desk);
  await settleAllKeys(desk);
  assert.deepEqual(await types(), ['keyEnrolled', 'keyEnrolled', 'keyRevoked']);
  await assert.rejects(recordSigned(desk, signatory(ines), given, offer), refusedAs('notAllowed'));
  // A key that ended is not enrolled again.
  held.set(ines.person.id, [{ key, counter: 3 }]);
  assert.deepEqual(await signingKeysOf(desk, ines.person.id), []);
  assert.deepEqual(await types(), ['keyEnrolled', 'keyEnrolled', 'keyRevoked']);
  assert.equal((await audit(made.house, {})).differencesCount, 0);
});

test('a line of a key that had ended, brought past every check, is found by the audit', async (t) => {
  const scene = await setUp(t);
  const { made, desk, held, ines, number, file } = scene;
  const key = keyOf(scene);
  await signingKeysOf(desk, ines.person.id);
  const forge = async (): Promise<void> => {
    const head = (await eventsOf(desk.house, number)).at(-1);
    assert.ok(head);
    const draft = {
      type: 'held',
      item: number,
      case: file.id,
      occurredAt: '2026-11-26T10:00:00Z',
      role: 'lead',
    } as const;
    const id = scene.key();
    const chain = { itemSeq: head.event.itemSeq, leafHash: Buffer.from(head.leafHash, 'hex') };
    const salt = new Uint8Array(32);
    const signer = fingerprint(key);
    const { text } = makeLine(desk.house.identity, { draft, id, head: chain, salt, signer });
    const name = officerKeyName(desk.house.identity.origin, signer);
    const assertion = assertionOver(key, Buffer.from(text).toString());
    const signature = passkeyLine(passkeyOf(nodeCrypto, name, spki(key), SITE), assertion);
    await desk.house.log.append({
      events: [draft],
      signed: [{ id, salt, signer, text, signatures: [signature] }],
    });
  };
  await forge();
  assert.equal((await audit(made.house, {})).differencesCount, 0, 'while it is enrolled it may');
  held.clear();
  await settleAllKeys(desk);
  await forge();
  const found = await audit(made.house, {});
  assert.equal(found.differencesCount, 1);
  assert.match(JSON.stringify(found.differences), /a key that was enrolled before it and had not ended/);
});

test('a key that ends while its person signs is noticed by the writer', async (t) => {
  const scene = await setUp(t);
  const { desk, held, ines, offer, types } = scene;
  const given = answered(await prepared(scene, offer), keyOf(scene));
  let runs = 0;
  const interrupted = async (house: Installation) => {
    if (++runs === 2) {
      held.clear();
      await settleAllKeys(desk);
    }
    return offer(house);
  };
  assert.deepEqual(await recordSigned(desk, signatory(ines), given, interrupted), {
    ok: false,
    again: 'moved',
  });
  assert.deepEqual((await types()).slice(2), []);
});
