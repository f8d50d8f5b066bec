// A conversation that was exported, checked by somebody who has neither database nor network: two peer documents under the log keys that came
// by another road, the envelopes of both sides with what they said, and the receipts. docs/formats/envelope.md, "Conversation"
import { utf8Text } from '../base/bytes.ts';
import type { Json } from '../base/canonical-json.ts';
import type { Crypto } from './crypto.ts';
import { claimedSender, messageIn, readEnvelope, sha256Hex, type Envelope } from './envelope.ts';
import { readReceipt, type Receipt } from './envelope-receipt.ts';
import type { NoteKey } from './note-key.ts';
import { documentFault, exchangeKeys, readPeerNote, type PeerNote } from './peer-note.ts';

/** Files of the folder by their paths, such as `messages/out-000001.comity`. */
export type ConversationFiles = ReadonlyMap<string, Uint8Array>;

export interface CheckedMessage {
  readonly from: string;
  readonly to: string;
  readonly seq: number;
  readonly created: string;
  readonly digest: string;
  /** As it calls itself. Undefined: what it says is not here, or is no message. */
  readonly type: string | undefined;
  readonly receipts: readonly Receipt[];
}

export interface ConversationChecked {
  readonly messages: readonly CheckedMessage[];
  /** Each with the file that it is of. None: everything holds. */
  readonly faults: readonly { readonly path: string; readonly what: string }[];
}

const CLOCKS_APART_MS = 2 * 3_600_000;
const DOCUMENTS = 'peers/';
const MESSAGES = 'messages/';
const RECEIPTS = 'receipts/';

/** `trust`: keys of logs by their origin; of a log without any, nothing holds. */
export async function checkConversation(
  files: ConversationFiles,
  trust: ReadonlyMap<string, readonly NoteKey[]>,
  crypto: Crypto,
): Promise<ConversationChecked> {
  const faults: { path: string; what: string }[] = [];
  const signers = await signersIn(files, trust, crypto, faults);
  const envelopes = await envelopesIn(files, signers, crypto, faults);
  const receipts = await receiptsIn(files, signers, crypto, faults);
  checkChains(envelopes, faults);
  const messages = envelopes.map(({ path, envelope }): CheckedMessage => {
    const { header, digest } = envelope;
    const plain = files.get(path.replace(/\.comity$/, '.plain'));
    if (plain !== undefined && sha256Hex(crypto, plain) !== header.content)
      faults.push({ path, what: 'what it says is not what was signed' });
    const json = plain === undefined ? undefined : messageIn(plain);
    const of = receipts.filter(({ receipt }) => receipt.envelope === digest);
    for (const { path: at, receipt } of of)
      if (receipt.from !== header.to || receipt.seq !== header.seq || receipt.id !== header.id)
        faults.push({ path: at, what: 'a receipt that says something else of its message' });
    return {
      from: header.from,
      to: header.to,
      seq: header.seq,
      created: header.created,
      digest,
      type: typeOf(json),
      receipts: of.map(({ receipt }) => receipt),
    };
  });
  for (const { path, receipt } of receipts)
    if (!messages.some(({ digest }) => digest === receipt.envelope))
      faults.push({ path, what: 'a receipt of a message that is not here' });
  return { messages, faults };
}

function typeOf(json: Json | undefined): string | undefined {
  if (typeof json !== 'object' || json === null || !('type' in json)) return undefined;
  const { type } = json;
  return typeof type === 'string' && /^[a-z][A-Za-z]{0,39}$/.test(type) ? type : undefined;
}

/** A key, and until when its own documents vouch for it. */
interface Signer {
  readonly key: NoteKey;
  readonly until: number;
}

type Signers = ReadonlyMap<string, readonly Signer[]>;
type Faults = { path: string; what: string }[];

async function signersIn(
  files: ConversationFiles,
  trust: ReadonlyMap<string, readonly NoteKey[]>,
  crypto: Crypto,
  faults: Faults,
): Promise<Signers> {
  const documents: PeerNote[] = [];
  for (const [path, bytes] of under(files, DOCUMENTS)) {
    const read = readPeerNote(bytes, crypto);
    const origin = read?.document.origin ?? '';
    const log = trust.get(origin) ?? [];
    // Whether it was valid then, not whether it is today.
    const now = Date.parse(read?.document.issuedAt ?? '');
    const fault = read === undefined ? 'form' : await documentFault(read, { origin, log, now }, crypto);
    const keys = read && exchangeKeys(read.document, crypto);
    if (fault === undefined && read !== undefined && keys !== undefined) documents.push(read.document);
    else
      faults.push({
        path,
        what:
          log.length === 0
            ? `no keys of the log ${origin.slice(0, 100)} were given`
            : `a peer document that does not hold (${fault})`,
      });
  }
  const signers = new Map<string, Signer[]>();
  for (const { origin } of documents) {
    if (signers.has(origin)) continue;
    const all = documents.filter((one) => one.origin === origin).toSorted((a, b) => a.serial - b.serial);
    signers.set(origin, spansOf(all, crypto));
  }
  return signers;
}

/** `all`: of one origin, the oldest first. A key that a later document no longer has ends with that one; of one that it has, the later end counts. */
function spansOf(all: readonly PeerNote[], crypto: Crypto): Signer[] {
  const spans = new Map<string, Signer>();
  for (const one of all) {
    for (const [name, span] of spans)
      if (!one.exchange.some(({ key }) => key === name))
        spans.set(name, { ...span, until: Math.min(span.until, Date.parse(one.issuedAt)) });
    const keys = exchangeKeys(one, crypto) ?? [];
    for (const [i, { key: name, until }] of one.exchange.entries()) {
      const key = keys[i];
      if (key !== undefined) spans.set(name, { key, until: Date.parse(until) });
    }
  }
  return [...spans.values()];
}

/** Those that were not at their end; clocks may be two hours apart. */
function keysAt(signers: readonly Signer[], at: string): readonly NoteKey[] {
  const time = Date.parse(at) - CLOCKS_APART_MS;
  return signers.filter(({ until }) => time <= until).map(({ key }) => key);
}

async function envelopesIn(
  files: ConversationFiles,
  signers: Signers,
  crypto: Crypto,
  faults: Faults,
): Promise<{ readonly path: string; readonly envelope: Envelope }[]> {
  const found: { path: string; envelope: Envelope }[] = [];
  for (const [path, bytes] of under(files, MESSAGES)) {
    if (!path.endsWith('.comity')) continue;
    const known = signers.get(claimedSender(bytes) ?? '') ?? [];
    const every = known.map(({ key }) => key);
    const read = known.length === 0 ? undefined : await readEnvelope(bytes, every, crypto);
    if (read?.ok !== true) faults.push({ path, what: 'an envelope that none of the two signed' });
    else if (!(await readEnvelope(bytes, keysAt(known, read.envelope.header.created), crypto)).ok)
      faults.push({ path, what: 'signed by a key that had run out or been replaced before' });
    else if (sha256Hex(crypto, read.envelope.body) !== read.envelope.header.body.sha256)
      faults.push({ path, what: 'a body that was changed' });
    else found.push({ path, envelope: read.envelope });
  }
  return found.toSorted((a, b) => (a.envelope.header.created < b.envelope.header.created ? -1 : 1));
}

async function receiptsIn(
  files: ConversationFiles,
  signers: Signers,
  crypto: Crypto,
  faults: Faults,
): Promise<{ readonly path: string; readonly receipt: Receipt }[]> {
  const found: { path: string; receipt: Receipt }[] = [];
  for (const [path, bytes] of under(files, RECEIPTS)) {
    const known = signers.get(claimedReceiver(bytes)) ?? [];
    const every = known.map(({ key }) => key);
    const receipt = known.length === 0 ? undefined : await readReceipt(bytes, every, crypto);
    if (receipt === undefined) faults.push({ path, what: 'a receipt that none of the two signed' });
    else if ((await readReceipt(bytes, keysAt(known, receipt.at), crypto)) === undefined)
      faults.push({ path, what: 'signed by a key that had run out or been replaced before' });
    else found.push({ path, receipt });
  }
  return found;
}

/** For finding the keys; nothing is believed by it. */
function claimedReceiver(bytes: Uint8Array): string {
  try {
    return /"from":"([^"]{1,255})"/.exec(utf8Text(bytes.subarray(0, 4096)))?.[1] ?? '';
  } catch {
    return ''; // not UTF-8
  }
}

/** Numbers and digests of each direction follow each other: nothing was left out or put in between. */
function checkChains(
  envelopes: readonly { readonly path: string; readonly envelope: Envelope }[],
  faults: Faults,
): void {
  const last = new Map<string, Envelope>();
  const conversation = envelopes[0]?.envelope.header.conversation;
  const inOrder = envelopes.toSorted((a, b) => a.envelope.header.seq - b.envelope.header.seq);
  for (const { path, envelope } of inOrder) {
    const { from, seq, prev, conversation: of } = envelope.header;
    const before = last.get(from);
    if (of !== conversation) faults.push({ path, what: 'a message of another conversation' });
    else if (seq !== (before?.header.seq ?? 0) + 1 || prev !== before?.digest)
      faults.push({ path, what: `number ${seq} does not follow what is here of ${from}` });
    last.set(from, envelope);
  }
}

function* under(files: ConversationFiles, folder: string): Generator<readonly [string, Uint8Array]> {
  for (const one of files) if (one[0].startsWith(folder)) yield one;
}
