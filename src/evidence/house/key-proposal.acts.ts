// A change of the log's keys that two administrators sign with their passkeys. It is written down as the line of its event, which
// both sign as it stands; then a job records it, as the command at the terminal does. docs/decisions/log-keys.md
import { utf8, utf8Text } from '../../base/bytes.ts';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { record, type People } from '../../people/people.acts.ts';
import { administrators } from '../../people/person.store.ts';
import type { Person } from '../../people/person.ts';
import { jobById, startJob } from '../../platform/job.store.ts';
import { hasEnded } from '../../platform/job.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseEventText, type CustodyEvent } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { keyChangeOf, LOG_KEYS_ITEM, type KeyChange } from '../../verify/key-change.ts';
import { formatSignatureLine, parseNote, type NoteSignature } from '../../verify/note.ts';
import { checkedSignature, notYours } from '../custody/signing.acts.ts';
import type { SigningAnswer } from '../custody/signing.ts';
import { counterOf } from '../custody/signing.ts';
import { keyItem } from '../log/key-names.ts';
import { makeLine, type Draft } from '../log/log-entry.ts';
import {
  aloneWithKeys,
  prepareKeyChange,
  recordKeyChange,
  type KeyChangeAsked,
} from '../log/log-hand-over.acts.ts';
import { chainHeads, leafById, leavesOfItem, type Tx } from '../log/log.store.ts';
import { isEnrolled, notEnrolled } from '../log/officer.acts.ts';
import { signingKeysOf, type SigningDesk } from '../log/signing-key.acts.ts';
import type { Installation } from './installation.acts.ts';
import { isStale, replaceKeysOrder, SIGNERS } from './key-proposal.ts';
import {
  endProposal,
  insertProposal,
  insertSignature,
  openProposal,
  proposalById,
  setJob,
  type KeyProposal,
  type KeySignature,
} from './key-proposal.store.ts';

export interface KeyDesk extends SigningDesk {
  readonly people: People;
  /** As at `comity init`. */
  readonly passphrase: string | undefined;
}

/** The event binds no private text. */
const NO_SALT = new Uint8Array(0);

/** Makes the new keys and writes down the line to be signed. Refuses badUsage (not the cause), conflict (one is open), notReady. */
export function proposeKeyChange(
  { house, people, passphrase }: KeyDesk,
  by: Person,
  asked: Omit<KeyChangeAsked, 'passphrase'>,
): Promise<Uuid> {
  return aloneWithKeys(house, async () => {
    const at = new Date(people.clock());
    const before = await people.db.asPerson(by.id, openProposal);
    if (before !== undefined && !isStale(before, at)) throw oneIsOpen();
    const request = { ...asked, ...(passphrase === undefined ? {} : { passphrase }) };
    const { draft } = await prepareKeyChange(house, request);
    const id = newUuid(people.clock, people.random);
    const head = (await chainHeads(house.db.kysely, [LOG_KEYS_ITEM])).get(LOG_KEYS_ITEM);
    const { text } = makeLine(house.identity, { draft, id, head, salt: NO_SALT });
    await people.db.asPerson(by.id, async (tx) => {
      if (before !== undefined) await endProposal(tx, before.id, 'withdrawn', at);
      await insertProposal(tx, { id, cause: asked.cause, line: utf8Text(text), by: by.id, at });
      await noteStep(people, tx, by, 'logKeysProposed');
    });
    return id;
  });
}

/**
 * The signature of one administrator; the second one's starts the job, in the same transaction. Signed twice it counts once.
 * Refuses notFound, conflict (it ended, or is too old), notAllowed, wrongKey.
 */
export async function signKeyChange(
  desk: KeyDesk,
  by: Person,
  id: Uuid,
  answer: SigningAnswer,
): Promise<void> {
  const { people } = desk;
  const proposal = await people.db.asPerson(by.id, (tx) => proposalById(tx, id));
  refuseEnded(proposal, new Date(people.clock()));
  const key = (await signingKeysOf(desk, by.id)).find((one) => one.fingerprint === answer.key);
  const [assertion] = answer.assertions;
  if (key === undefined || assertion === undefined) throw notYours();
  const isSigned = (one: KeyProposal): boolean => one.signatures.some(({ person }) => person === by.id);
  if (isSigned(proposal)) return; // an answer that is sent again carries a counter that was seen
  const signature = await checkedSignature(key, proposal.text, assertion);
  const given = {
    person: by.id,
    key: key.fingerprint,
    origin: desk.url.origin,
    line: formatSignatureLine(signature),
    at: new Date(people.clock()),
  };
  await people.db.asPerson(by.id, async (tx) => {
    const now = await lockedOpen(tx, id, given.at);
    if (isSigned(now)) return;
    await insertSignature(tx, id, given);
    await noteStep(people, tx, by, 'logKeysSigned');
    const both = await proposalById(tx, id);
    if (both !== undefined && (await counted(tx, both)).length >= SIGNERS) await start(people, tx, by, id);
  });
  await desk.signIn.raiseCounter(key.id, counterOf(assertion));
}

/** Once more, after a job that was cancelled or came to nothing. Refuses notFound, conflict, notAllowed (fewer than two signed). */
export async function carryOutKeyChange({ people }: KeyDesk, by: Person, id: Uuid): Promise<void> {
  await people.db.asPerson(by.id, async (tx) => {
    const proposal = await lockedOpen(tx, id, new Date(people.clock()));
    if ((await counted(tx, proposal)).length < SIGNERS) throw fewSigners();
    const job = proposal.job === undefined ? undefined : await jobById(people.operator.kysely, proposal.job);
    if (job === undefined || hasEnded(job)) await start(people, tx, by, id);
  });
}

/** Nothing was recorded by it. Refuses notFound, conflict. */
export async function withdrawKeyChange(
  { people }: Pick<KeyDesk, 'people'>,
  by: Person,
  id: Uuid,
): Promise<void> {
  await people.db.asPerson(by.id, async (tx) => {
    const proposal = await proposalById(tx, id);
    if (proposal === undefined) throw none();
    if (proposal.outcome === 'withdrawn') return;
    if (!(await endProposal(tx, id, 'withdrawn', new Date(people.clock())))) throw ended();
    await noteStep(people, tx, by, 'logKeysWithdrawn');
  });
}

/** By the job, with the keys still old. Done twice it is done once. Refuses conflict, notAllowed, notReady. */
export function recordProposal(
  house: Installation,
  id: Uuid,
  passphrase: string | undefined,
): Promise<KeyChange> {
  return aloneWithKeys(house, async () => {
    const proposal = await proposalById(house.db.kysely, id);
    if (proposal?.outcome === 'recorded') return recordedChange(house, id);
    if (proposal === undefined || proposal.outcome !== undefined) throw ended();
    const event = parseEventText(utf8Text(proposal.text), 'the change that was signed');
    const { index: _, ...change } = keyChangeOf(nodeCrypto, event, 0, 'the change that was signed');
    const signers = await counted(house.db.kysely, proposal);
    const signed = {
      id,
      salt: NO_SALT,
      text: proposal.text,
      signatures: signaturesOf(proposal.text, signers),
    };
    const prepared = { change, draft: draftOf(event) };
    return recordKeyChange(house, prepared, {
      signed: [signed],
      expects: await standing(house, signers),
      passphrase,
      by: signers.at(-1)?.person,
      facts: { signedBy: signers.map(({ name }) => name).join(', ') },
      before: async (tx) => {
        if ((await counted(tx, proposal)).length < SIGNERS) throw fewSigners();
        if (!(await endProposal(tx, id, 'recorded', new Date(house.clock())))) throw ended();
      },
    });
  });
}

/** A change that was recorded under this id. */
export async function recordedChange(house: Installation, id: Uuid): Promise<KeyChange> {
  const leaf = await leafById(house.db.kysely, id);
  if (leaf === undefined) throw none();
  const place = `event ${leaf.index}`;
  return keyChangeOf(nodeCrypto, parseEventNote(leaf.note, place).event, leaf.index, place);
}

/** Those who are administrators still: a signature of somebody who left, or was set back, moves nothing. */
export async function counted(
  db: Parameters<typeof administrators>[0],
  { signatures }: KeyProposal,
): Promise<KeySignature[]> {
  const living = await administrators(db);
  return signatures.filter(({ person }) => living.includes(person));
}

/** The keys they signed with are enrolled, and the writer sees to it that none ends before it is recorded. */
async function standing(
  { db }: Installation,
  signers: readonly KeySignature[],
): Promise<{ item: string; itemSeq: number }[]> {
  const found = [];
  for (const { key, origin } of signers) {
    const item = keyItem(key);
    const notes = (await leavesOfItem(db.kysely, item)).map(({ note }) => note);
    if (!isEnrolled(notes, 'passkey', origin)) throw notEnrolled(key);
    found.push({ item, itemSeq: notes.length });
  }
  return found;
}

function signaturesOf(text: Uint8Array, signers: readonly KeySignature[]): readonly NoteSignature[] {
  const note = utf8(`${utf8Text(text)}\n${signers.map(({ line }) => line).join('')}`);
  return parseNote(note, 'what was signed').signatures;
}

/** What the log does not add itself. */
function draftOf({
  v: _v,
  log: _log,
  id: _id,
  itemSeq: _seq,
  prev: _prev,
  actor: _actor,
  detail: _detail,
  ...draft
}: CustodyEvent): Draft {
  return draft;
}

async function start(people: People, tx: Tx, by: Person, change: Uuid): Promise<void> {
  const job = await startJob(people, tx, replaceKeysOrder, { by: by.id, title: '', payload: { change } });
  await setJob(tx, change, job);
}

function noteStep(people: People, tx: Tx, by: Person, setting: string): Promise<void> {
  return record(people, tx, { what: 'settingChanged', by: by.id, facts: { setting } });
}

/** Row security shows nobody a row to be changed that has ended. */
async function lockedOpen(tx: Tx, id: Uuid, now: Date): Promise<KeyProposal> {
  const proposal = await proposalById(tx, id, 'lock');
  if (proposal === undefined) throw ended();
  refuseEnded(proposal, now);
  return proposal;
}

function refuseEnded(proposal: KeyProposal | undefined, now: Date): asserts proposal is KeyProposal {
  if (proposal === undefined) throw none();
  if (proposal.outcome !== undefined || isStale(proposal, now)) throw ended();
}

const none = (): Refusal =>
  new Refusal('notFound', {
    expected: 'a change of keys that was proposed',
    found: 'none',
    next: 'Look under Settings, Keys.',
  });

const ended = (): Refusal =>
  new Refusal('conflict', {
    expected: 'a change of keys that is open',
    found: 'one that was recorded, withdrawn or left standing too long',
    next: 'Look under Settings, Keys.',
  });

const oneIsOpen = (): Refusal =>
  new Refusal('conflict', {
    expected: 'no other change of keys to be open',
    found: 'one',
    next: 'Sign it, or withdraw it, under Settings, Keys.',
  });

const fewSigners = (): Refusal =>
  new Refusal('notAllowed', {
    expected: 'the signatures of two administrators',
    found: 'fewer of persons who are administrators now',
    next: 'Have another administrator sign it.',
  });
