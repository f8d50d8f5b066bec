// A change of the keys of the log, or of the service, that two administrators sign with their passkeys. It is written down as the line of its event, which
// both sign as it stands; then a job records it, as the command at the terminal does. docs/decisions/log-keys.md, service-key.md
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
import {
  keyChangeOf,
  LOG_KEYS_ITEM,
  serviceKeyChangeOf,
  type KeyChange,
  type ServiceKeyChange,
} from '../../verify/key-change.ts';
import { formatSignatureLine, parseNote, type NoteSignature } from '../../verify/note.ts';
import { checkedSignature, notYours } from '../custody/signing.acts.ts';
import type { SigningAnswer } from '../custody/signing.ts';
import { counterOf } from '../custody/signing.ts';
import { keyItem } from '../log/key-names.ts';
import { makeLine, type ChainHead, type Draft, type LogIdentity } from '../log/log-entry.ts';
import {
  aloneWithKeys,
  prepareKeyChange,
  recordKeyChange,
  type KeyChangeAsked,
  type RecordedWith,
} from '../log/log-hand-over.acts.ts';
import { chainHeads, leafById, leavesOfItem, type Tx } from '../log/log.store.ts';
import { prepareServiceKey, recordServiceKey, type ServiceKeyAsked } from '../log/service-key.acts.ts';
import { isEnrolled, notEnrolled } from '../log/officer.acts.ts';
import { signingKeysOf, type SigningDesk } from '../log/signing-key.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { isStale, replaceKeysOrder, replaceServiceKeyOrder, SIGNERS } from './key-proposal.ts';
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
  desk: KeyDesk,
  by: Person,
  asked: Omit<KeyChangeAsked, 'passphrase'>,
): Promise<Uuid> {
  const { house } = desk;
  return propose(desk, by, { keys: 'log', cause: asked.cause }, async () => {
    const { draft } = await prepareKeyChange(house, { ...asked, ...ownPassphrase(desk) });
    const head = (await chainHeads(house.db.kysely, [LOG_KEYS_ITEM])).get(LOG_KEYS_ITEM);
    return { identity: house.identity, draft, head };
  });
}

/** The same for the key of the service. What is signed enrols the new one. */
export function proposeServiceKey(
  desk: KeyDesk,
  by: Person,
  asked: Omit<ServiceKeyAsked, 'passphrase'>,
): Promise<Uuid> {
  return propose(desk, by, { keys: 'service', cause: asked.cause }, async () => {
    const { identity, draft } = await prepareServiceKey(desk.house, { ...asked, ...ownPassphrase(desk) });
    return { identity, draft, head: undefined }; // the first event of a new key
  });
}

const ownPassphrase = ({ passphrase }: KeyDesk): { passphrase?: string } =>
  passphrase === undefined ? {} : { passphrase };

interface ToSign {
  readonly identity: LogIdentity;
  readonly draft: Draft;
  readonly head: ChainHead | undefined;
}

function propose(
  { house, people }: KeyDesk,
  by: Person,
  what: Pick<KeyProposal, 'keys' | 'cause'>,
  prepare: () => Promise<ToSign>,
): Promise<Uuid> {
  return aloneWithKeys(house, async () => {
    const at = new Date(people.clock());
    const before = await people.db.asPerson(by.id, openProposal);
    if (before !== undefined && !isStale(before, at)) throw oneIsOpen();
    const { identity, draft, head } = await prepare();
    const id = newUuid(people.clock, people.random);
    const { text } = makeLine(identity, { draft, id, head, salt: NO_SALT });
    await people.db.asPerson(by.id, async (tx) => {
      if (before !== undefined) await endProposal(tx, before.id, 'withdrawn', at);
      await insertProposal(tx, { id, ...what, line: utf8Text(text), by: by.id, at });
      await noteStep(people, tx, by, `${SETTING[what.keys]}Proposed`);
    });
    return id;
  });
}

/** As the record of settings has them. */
const SETTING = { log: 'logKeys', service: 'serviceKey' } as const;

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
    await noteStep(people, tx, by, `${SETTING[proposal.keys]}Signed`);
    const both = await proposalById(tx, id);
    if (both !== undefined && (await counted(tx, both)).length >= SIGNERS) await start(people, tx, by, both);
  });
  await desk.signIn.raiseCounter(key.id, counterOf(assertion));
}

/** Once more, after a job that was cancelled or came to nothing. Refuses notFound, conflict, notAllowed (fewer than two signed). */
export async function carryOutKeyChange({ people }: KeyDesk, by: Person, id: Uuid): Promise<void> {
  await people.db.asPerson(by.id, async (tx) => {
    const proposal = await lockedOpen(tx, id, new Date(people.clock()));
    if ((await counted(tx, proposal)).length < SIGNERS) throw fewSigners();
    const job = proposal.job === undefined ? undefined : await jobById(people.operator.kysely, proposal.job);
    if (job === undefined || hasEnded(job)) await start(people, tx, by, proposal);
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
    await noteStep(people, tx, by, `${SETTING[proposal.keys]}Withdrawn`);
  });
}

/** By the job, with the keys still old. Done twice it is done once. Refuses conflict, notAllowed, notReady. */
export function recordProposal(
  house: Installation,
  id: Uuid,
  passphrase: string | undefined,
): Promise<KeyChange> {
  return recordOnce(
    house,
    id,
    { keys: 'log', passphrase, recorded: recordedChange },
    (event, recordedWith) => {
      const { index: _, ...change } = keyChangeOf(nodeCrypto, event, 0, SIGNED);
      return recordKeyChange(house, { change, draft: draftOf(event) }, recordedWith);
    },
  );
}

/** The same for the key of the service. */
export function recordServiceProposal(
  house: Installation,
  id: Uuid,
  passphrase: string | undefined,
): Promise<ServiceKeyChange> {
  const asked = { keys: 'service', passphrase, recorded: recordedServiceKey } as const;
  return recordOnce(house, id, asked, (event, recordedWith) =>
    recordServiceKey(house, { change: serviceKeyChange(event), draft: draftOf(event) }, recordedWith),
  );
}

const SIGNED = 'the change that was signed';

interface Recording<T> extends Pick<KeyProposal, 'keys'> {
  readonly passphrase: string | undefined;
  /** What was recorded under this id before. */
  readonly recorded: (house: Installation, id: Uuid) => Promise<T>;
}

function recordOnce<T>(
  house: Installation,
  id: Uuid,
  { keys, passphrase, recorded }: Recording<T>,
  act: (event: CustodyEvent, recordedWith: RecordedWith) => Promise<T>,
): Promise<T> {
  return aloneWithKeys(house, async () => {
    const proposal = await proposalById(house.db.kysely, id);
    if (proposal?.outcome === 'recorded') return recorded(house, id);
    if (proposal === undefined || proposal.outcome !== undefined || proposal.keys !== keys) throw ended();
    const event = parseEventText(utf8Text(proposal.text), SIGNED);
    const signers = await counted(house.db.kysely, proposal);
    const signatures = signaturesOf(proposal.text, signers);
    return act(event, {
      signed: [{ id, salt: NO_SALT, text: proposal.text, signatures }],
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
async function recordedChange(house: Installation, id: Uuid): Promise<KeyChange> {
  const { event, index } = await recordedEvent(house, id);
  return keyChangeOf(nodeCrypto, event, index, `event ${index}`);
}

async function recordedServiceKey(house: Installation, id: Uuid): Promise<ServiceKeyChange> {
  return serviceKeyChange((await recordedEvent(house, id)).event);
}

async function recordedEvent(house: Installation, id: Uuid) {
  const leaf = await leafById(house.db.kysely, id);
  if (leaf === undefined) throw none();
  return { index: leaf.index, event: parseEventNote(leaf.note, `event ${leaf.index}`).event };
}

/** What the line of a proposal says. */
export function serviceKeyChange(event: CustodyEvent): ServiceKeyChange {
  const change = serviceKeyChangeOf(event, SIGNED);
  if (change === undefined) throw new Error('a proposal that replaces no key of the service'); // none is written down so
  return change;
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

async function start(people: People, tx: Tx, by: Person, { id: change, keys }: KeyProposal): Promise<void> {
  const order = keys === 'log' ? replaceKeysOrder : replaceServiceKeyOrder;
  const job = await startJob(people, tx, order, { by: by.id, title: '', payload: { change } });
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

const none = (): Refusal => new Refusal('notFound.keyChange');

const ended = (): Refusal => new Refusal('conflict.keyChangeEnded');

const oneIsOpen = (): Refusal => new Refusal('conflict.keyChangeOpen');

const fewSigners = (): Refusal => new Refusal('notAllowed.keyChangeSigners');
