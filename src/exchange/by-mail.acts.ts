// Messages by mail, for a peer that has only a mailbox: the same envelopes and receipts as by line, as files of a mail. A mail proves
// nothing; what is in it is taken by the act that takes what comes by line, and whatever does not verify is counted, and never answered. A
// lost mail is a lost datagram: who sent it sends it again until a signed receipt is there. docs/formats/envelope.md
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { newUuid } from '../base/ids.ts';
import { parseCanonicalJson } from '../base/canonical-json.ts';
import { utf8Text } from '../base/bytes.ts';
import { Refusal } from '../base/refusal.ts';
import { utcDay } from '../base/time.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { mailServerOf, mailSet } from '../people/mail.acts.ts';
import { ChunkHasher } from '../platform/chunk-tree.ts';
import { sendLetter, type Letter } from '../platform/mail.ts';
import { readMailbox, type ReadMail } from '../platform/mailbox.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { countRefused } from './conversation.store.ts';
import { doArrived } from './custody-receipts.acts.ts';
import { isToDo } from './custody-receipts.store.ts';
import { claimedSender, ENVELOPE_MEDIA, keptEnvelope, sha256Hex, type Header } from '../verify/envelope.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { askPeer, NOTE_MEDIA, RECEIPTS_PATH } from './line.acts.ts';
import { mailboxServerOf, mailboxSet } from './mailbox.acts.ts';
import { keepMailboxRead } from './mailbox.store.ts';
import { sealedPath } from './offer.acts.ts';
import { offeredFile, theirFile } from './offer.store.ts';
import type { Due } from './out.store.ts';
import { partPath, refuseNoRoom } from './parts.acts.ts';
import { peerLine, type PeerLine } from './peer-document.acts.ts';
import { quotasOf } from './quota.acts.ts';
import { splitNotes } from '../verify/envelope-receipt.ts';
import { fileReceipt, takeEnvelope } from './take.acts.ts';
import type { Receiver } from './take-group.acts.ts';

/** Of all files beside the envelope: what is larger goes by line or by carrier. Most servers take 25 MB, which base64 makes of 18. */
const MAIL_ATTACHMENT_BYTES_MAX = 10 * 1024 * 1024;
/** In a round; a flood waits for the next. */
const MAILS_AT_ONCE = 200;
/** As it lies in the mailbox: base64 of an envelope and of what goes with it, and the head. */
const MAIL_BYTES_MAX = 18 * 1024 * 1024;
const RECEIPTS_MAX = 32;
const PARTS_MAX = RECEIPTS_MAX + 8;
const RECEIPT_BYTES_MAX = 8 * 4096;
/** One envelope that comes many times is answered once in so long: nobody makes us flood a peer by copies of its mail. */
const ANSWER_AGAIN_MS = 5 * 60_000;
const RECEIPT_MEDIA = 'application/vnd.comity.receipt';
/** Where what cannot be laid to any peer is counted. */
const NOBODY = 'mail';
const SUBJECT = 'Comity message';
const TEXT = 'This message is for a program. It is attached and encrypted.\n';

type House = Pick<Installation, 'db' | 'clock' | 'random' | 'home'>;
type Files = NonNullable<Letter['files']>;

/** Undefined: given to the mail server. Otherwise why not. Refuses notReachable, notAllowed (the mail server). */
export async function sendByMail(house: House, peer: PeerLine, out: Due): Promise<string | undefined> {
  const to = peer.document.endpoints.mail;
  if (to === undefined) return 'the peer has no mailbox';
  const header = keptEnvelope(out.envelope, nodeCrypto)?.header;
  if (header === undefined) return 'an envelope that is not as it was kept';
  if (!fitsMail(header.attachments)) return 'its file is larger than a mail may be: by line or carrier';
  const files: { name: string; type: string; bytes: Uint8Array }[] = [
    { name: `${out.digest}.comity`, type: ENVELOPE_MEDIA, bytes: out.envelope },
  ];
  for (const { sha256 } of header.attachments) {
    const offer = await offeredFile(house.db.kysely, peer.peer.origin, sha256);
    if (offer === undefined) return 'its file is not there any more';
    files.push({
      name: `${sha256}.age`,
      type: 'application/octet-stream',
      bytes: await readFile(sealedPath(house, offer)),
    });
  }
  return post(house, to, files);
}

/** Whether the files of a message go by mail. */
export function fitsMail(attachments: readonly { readonly size: number }[]): boolean {
  return attachments.reduce((sum, { size }) => sum + size, 0) <= MAIL_ATTACHMENT_BYTES_MAX;
}

/** Of a message that the peer does not know, or does not know any more. */
export const UNKNOWN_THERE = 'of nothing that the peer has sent';
export const NOT_REACHED = 'not reached';

/** Our receipts to a peer, by the road that it has. Undefined: they have left. Refuses as above. */
export async function sendReceipts(
  house: House,
  keys: ExchangeKeys,
  { document: { endpoints } }: PeerLine,
  notes: readonly Uint8Array[],
): Promise<string | undefined> {
  if (notes.length === 0) return undefined;
  if (endpoints.line === undefined) {
    if (endpoints.mail === undefined) return 'the peer has neither line nor mailbox';
    for (let i = 0; i < notes.length; i += RECEIPTS_MAX) {
      const why = await post(house, endpoints.mail, receiptFiles(notes.slice(i, i + RECEIPTS_MAX)));
      if (why !== undefined) return why;
    }
    return undefined;
  }
  for (const body of notes) {
    const asked = {
      method: 'POST',
      line: endpoints.line,
      path: RECEIPTS_PATH,
      type: NOTE_MEDIA,
      body,
    } as const;
    const answer = await askPeer(keys, asked, house.clock()).catch(() => undefined);
    if (answer === undefined) return NOT_REACHED;
    if (answer.status === 404) return UNKNOWN_THERE;
    if (answer.status !== 204) return `answered ${answer.status}`;
  }
  return undefined;
}

function receiptFiles(notes: readonly Uint8Array[]): Files {
  return notes.map((bytes) => ({
    name: `${sha256Hex(nodeCrypto, bytes).slice(0, 16)}.note`,
    type: RECEIPT_MEDIA,
    bytes,
  }));
}

async function post(house: House, to: string, files: Files): Promise<string | undefined> {
  const set = await mailSet(house.db.kysely);
  if (set === undefined) return 'no mail server is set here';
  const id = newUuid(house.clock, house.random); // another one each time: a server may drop what it had under this one
  await sendLetter(await mailServerOf(house.home, set), { id, to, subject: SUBJECT, text: TEXT, files });
  return undefined;
}

interface Fetched {
  readonly mails: number;
  readonly delivered: number;
  readonly receipts: number;
  /** Mails of which nothing was for us. */
  readonly refused: number;
}

interface Fetching extends Receiver {
  readonly house: Installation;
}

/** Undefined: no mailbox is set. That it could not be read is kept for the page of an administrator. */
export async function fetchMail(fetching: Fetching): Promise<Fetched | undefined> {
  const { house } = fetching;
  const { kysely } = house.db;
  const set = await mailboxSet(kysely);
  if (set === undefined) return undefined;
  const counts = { delivered: 0, receipts: 0, refused: 0 };
  const limits = { mails: MAILS_AT_ONCE, bytes: MAIL_BYTES_MAX, parts: PARTS_MAX };
  try {
    const mails = await readMailbox(await mailboxServerOf(house.home, set), limits, async (mail) => {
      const of = await takeMail(fetching, mail);
      for (const name of ['delivered', 'receipts', 'refused'] as const) counts[name] += of[name];
    });
    await keepMailboxRead(kysely, new Date(house.clock()), undefined);
    return { mails, ...counts };
  } catch (error) {
    const why = error instanceof Refusal ? error.found : undefined;
    await keepMailboxRead(kysely, new Date(house.clock()), why ?? String(error));
    if (why === undefined) throw error;
    return { mails: 0, ...counts };
  }
}

const isEnvelope = (part: Uint8Array): boolean => startsWith(part, 'comity/envelope/');
const isReceipt = (part: Uint8Array): boolean => part.length <= RECEIPT_BYTES_MAX && startsWith(part, '{');
const startsWith = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, text.length)).equals(Buffer.from(text));

/** One mail: at most one envelope with its files, and receipts. Throws what is wrong with us: then it comes again. */
async function takeMail(
  fetching: Fetching,
  mail: ReadMail,
): Promise<Pick<Fetched, 'delivered' | 'receipts' | 'refused'>> {
  const refused = async (what: string, origin = NOBODY) => {
    const { db, clock } = fetching.house;
    await countRefused(db.kysely, origin, utcDay(clock()), `mail:${what}`.slice(0, 40));
    return { delivered: 0, receipts: 0, refused: 1 };
  };
  if (mail.is === 'tooLarge') return refused('tooLarge');
  const envelopes = mail.parts.filter(isEnvelope);
  const notes = mail.parts.filter(isReceipt).flatMap(splitNotes).slice(0, RECEIPTS_MAX);
  const [envelope, second] = envelopes;
  if (second !== undefined) return refused('form');
  if (envelope === undefined && notes.length === 0) return refused('nothing');
  let receipts = 0;
  for (const note of notes) {
    const peer = await peerHeard(fetching, signerOf(note));
    const filed = peer === undefined ? 'unreadable' : await fileReceipt(fetching, peer, note);
    if (filed === 'filed') receipts += 1;
    else await refused(`receipt:${filed}`);
  }
  if (envelope === undefined) return { delivered: 0, receipts, refused: receipts > 0 ? 0 : 1 };
  const peer = await peerHeard(fetching, claimedSender(envelope));
  if (peer === undefined) return { ...(await refused('stranger')), receipts };
  const took = await takeAndAnswer(fetching, peer, envelope, mail.parts);
  if (took.why !== undefined)
    return { ...(await refused(took.why, took.isSigned ? peer.peer.origin : NOBODY)), receipts };
  return { delivered: took.isNew ? 1 : 0, receipts, refused: 0 };
}

/** Whose keys it is checked with. Undefined: nobody that we know, or whom we hear now. */
async function peerHeard({ house }: Fetching, origin: string | undefined): Promise<PeerLine | undefined> {
  const peer = origin === undefined ? undefined : await peerLine(house.db.kysely, origin.slice(0, 255));
  return peer?.stop === undefined ? peer : undefined;
}

/** Who signed a receipt, as it says itself. Nothing is believed by this. */
function signerOf(note: Uint8Array): string | undefined {
  try {
    const said = parseCanonicalJson(utf8Text(note.subarray(0, Math.max(0, note.indexOf(0x0a)))));
    return typeof said === 'object' && said !== null && 'from' in said && typeof said.from === 'string'
      ? said.from
      : undefined;
  } catch {
    return undefined; // not UTF-8
  }
}

interface Took {
  readonly isNew: boolean;
  /** Why nothing of it counts; then nothing is answered. */
  readonly why?: string;
  readonly isSigned: boolean;
}

const answered = new Map<string, number>();

async function takeAndAnswer(
  fetching: Fetching,
  peer: PeerLine,
  envelope: Uint8Array,
  parts: readonly Uint8Array[],
): Promise<Took> {
  const { house } = fetching;
  const taken = await takeEnvelope({ quotas: quotasOf(house), ...fetching }, peer, envelope);
  if (taken.is === 'unreadable') return { isNew: false, why: taken.why, isSigned: false };
  if (taken.is === 'tooFarAhead' || taken.is === 'quota')
    return { isNew: false, why: taken.is, isSigned: true };
  const header = keptEnvelope(envelope, nodeCrypto)?.header;
  const brings = taken.is === 'delivered' && header !== undefined && header.attachments.length > 0;
  // Not answered as long as nobody here knows what the files are of: it comes again, with them.
  if (brings && !(await takeFiles(house, peer, header, parts))) return { isNew: taken.isNew, isSigned: true };
  await answer(fetching, peer, `${header?.id} ${taken.is}`, taken.notes);
  return { isNew: taken.isNew, isSigned: true };
}

/**
 * What does not leave now leaves when the message comes again: no peer whose line or mailbox is gone holds up the mail of others. Where our
 * own mail server is not there nothing more is read: what has come waits.
 */
async function answer(
  { house, keys }: Fetching,
  peer: PeerLine,
  to: string,
  notes: readonly Uint8Array[],
): Promise<void> {
  const [key, now] = [`${peer.peer.origin} ${to}`, house.clock()];
  if (now - (answered.get(key) ?? -Infinity) < ANSWER_AGAIN_MS) return;
  try {
    if ((await sendReceipts(house, keys, peer, notes)) !== undefined) return;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notAllowed') return;
    throw error;
  }
  if (answered.size > 10_000) answered.clear();
  answered.set(key, now);
}

/** They lie where fetching by line would put them, and are checked against the signed header before they count. False: not yet. */
async function takeFiles(
  house: Installation,
  peer: PeerLine,
  { id, attachments }: Header,
  parts: readonly Uint8Array[],
): Promise<boolean> {
  await doArrived(house); // what they are of
  if (await isToDo(house.db.kysely, id)) return false;
  for (const { sha256, size, chunks } of attachments) {
    const bytes = parts.find((part) => part.length === size && digestOf(part) === sha256);
    const offer = await theirFile(house.db.kysely, peer.peer.origin, sha256);
    if (bytes === undefined || offer === undefined || offer.hereAt !== undefined) continue;
    const leaves: Buffer[] = [];
    const hasher = new ChunkHasher((leaf) => leaves.push(leaf));
    hasher.update(bytes);
    if (hasher.root().toString('hex') !== chunks) continue; // its sender signed that it is no such file
    const list = Buffer.concat(leaves);
    const to = await partPath(house, offer);
    await refuseNoRoom(house.home.incoming, size, 0);
    await writeFile(to, bytes, { flush: true, mode: 0o600 });
    await writeFile(`${to}.chunks`, list, { flush: true, mode: 0o600 });
  }
  return true;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
