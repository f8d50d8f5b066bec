// The record of an order of the portal (docs/formats/portal-receipt.md): each receipt is signed by a key of the service that the log enrolled,
// says what the record says, and where it is a signature of whoever handed a file over, their passkey signed that very line.
import { fromBase64, hex, utf8, utf8Text } from '../base/bytes.ts';
import { parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import { isNestedDeeper } from '../base/json-depth.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { factText } from './event.ts';
import { parseEventNote } from './event-note.ts';
import { Fault } from './fault.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { noteKey, parseVerifierKey, rawKeyOf, type NoteKey } from './note-key.ts';
import { isLineOf, parseNote, requireSignature, verifySignatures } from './note.ts';
import { officerKeyName } from './officer-key.ts';
import { passkeyOf, verifyPasskeyLine } from './passkey.ts';
import { isSameKey } from './policy.ts';
import { parseTlogProof } from './tlog-proof.ts';
import type { Trust } from './trust.ts';

export const RECORD_BYTES_MAX = 128 * 1024 * 1024;
const ENTRIES_MAX = 1000;
const LEVELS_MAX = 8;

export interface CheckedRecord {
  readonly origin: string;
  readonly order: string;
  readonly reference: string;
  readonly letterSha256: string;
  readonly receipts: number;
  readonly files: readonly CheckedFile[];
  /** Signed before the key was replaced because somebody else may hold it, as they say themselves: the order of the log does not show when. */
  readonly unsure: number;
  /** The keys of the log are those of a trust file; otherwise the record only agrees with itself. */
  readonly isCompared: boolean;
}

interface CheckedFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Fingerprint of the passkey by which its sender signed it; undefined: they did not. */
  readonly signedBy: string | undefined;
}

type Members = { readonly [name: string]: Json };

/** Faults: noteInvalid (not of the form), fileChanged (the record says other than its receipts), and those of keys and signatures. */
export async function checkPortalRecord(
  bytes: Uint8Array,
  { crypto, trust }: { readonly crypto: Crypto; readonly trust: Trust },
): Promise<CheckedRecord> {
  const record = parse(bytes);
  if (record['v'] !== 2 || record['type'] !== 'portalRecord')
    throw bad('record', 'a record of the portal, version 2', 'another');
  const origin = textOf(record, 'origin', 'record');
  const order = textOf(record, 'order', 'record');
  const log = listOf(record, 'log', 4).map((key) => parseVerifierKey(string(key, 'log'), 'log', crypto));
  const isCompared = compare(log, origin, trust);
  const services: ServiceKey[] = [];
  for (const [i, proof] of listOf(record, 'service', 100).entries())
    services.push(
      await serviceKey(utf8(string(proof, 'service')), { origin, log, place: `service ${i + 1}` }, crypto),
    );
  const letter = membersOf(record['letter'], 'letter');
  const letterSha256 = textOf(letter, 'sha256', 'letter');
  const pdf = fromBase64(textOf(letter, 'pdf', 'letter'));
  const found = pdf && hex(digestOf(crypto, 'sha256', pdf));
  if (found !== letterSha256)
    throw new Fault('fileChanged', 'letter', `sha256 ${letterSha256}`, found ?? 'no bytes');
  const checked: Receipt[] = [];
  for (const [i, entry] of listOf(record, 'entries', ENTRIES_MAX).entries()) {
    const of = {
      entry: membersOf(entry, 'entry'),
      place: `entry ${i + 1}`,
      origin,
      order,
      letterSha256,
      services,
    };
    checked.push(await checkReceipt(of, crypto));
  }
  const ids = new Set(checked.map(({ id }) => id));
  if (ids.size !== checked.length) throw bad('entries', 'steps of different ids', 'one twice');
  return {
    origin,
    order,
    reference: textOf(record, 'reference', 'record'),
    letterSha256,
    receipts: checked.length,
    unsure: checked.filter(({ isUnsure }) => isUnsure).length,
    files: filesOf(checked),
    isCompared,
  };
}

/** False: no trust file was given. Fault keyUntrusted: it names another log, or other keys. */
function compare(log: readonly NoteKey[], origin: string, { policy }: Trust): boolean {
  if (log.length === 0 || log.some(({ name }) => name !== origin))
    throw bad('log', `keys of ${origin}`, 'others');
  if (policy === undefined) return false;
  for (const key of log)
    if (!policy.logs.some((one) => isSameKey(one.key, key)))
      throw new Fault('keyUntrusted', 'log', 'the keys of the trust file', `${key.name}+${key.keyId}`);
  return true;
}

/** As the log enrolled it. */
interface ServiceKey {
  readonly key: NoteKey;
  /** Of its enrolment in the log. */
  readonly index: number;
  readonly fingerprint: string | undefined;
  /** The key whose place it took, and why. */
  readonly replaces: string | undefined;
  readonly cause: string | undefined;
}

async function serviceKey(
  bytes: Uint8Array,
  {
    origin,
    log,
    place,
  }: { readonly origin: string; readonly log: readonly NoteKey[]; readonly place: string },
  crypto: Crypto,
): Promise<ServiceKey> {
  const { extra, index, proof, checkpoint } = parseTlogProof(bytes, place);
  const note = parseNote(checkpoint, place);
  const head = parseCheckpoint(note.text, place);
  if (extra === undefined || head.origin !== origin) throw bad(place, `an event of ${origin}`, 'another');
  const verified = await verifySignatures(crypto, note, log, place);
  for (const key of log) requireSignature(verified, key, place);
  verifyInclusion(
    crypto,
    { index, size: head.size, leaf: leafHash(crypto, extra), proof, root: head.root },
    place,
  );
  const { event } = parseEventNote(extra, place);
  const raw = rawKeyOf(fromBase64(factText(event, 'publicKey') ?? '') ?? new Uint8Array());
  if (
    event.type !== 'keyEnrolled' ||
    event.log !== origin ||
    factText(event, 'use') !== 'service' ||
    raw?.algorithm !== 'ed25519'
  )
    throw new Fault('keyNotEnrolled', place, 'the enrolment of a key of the service', event.type);
  return {
    key: noteKey(crypto, `${origin}/service`, 'recorded-ed25519', raw.publicKey),
    index,
    fingerprint: factText(event, 'key'),
    replaces: factText(event, 'replaces'),
    cause: factText(event, 'cause'),
  };
}

interface ReceiptParts {
  readonly entry: Members;
  readonly place: string;
  readonly origin: string;
  readonly order: string;
  readonly letterSha256: string;
  readonly services: readonly ServiceKey[];
}

interface Receipt {
  readonly id: string;
  readonly kind: string;
  readonly text: string | undefined;
  readonly file: { readonly sha256: string; readonly bytes: number } | undefined;
  readonly of: string | undefined;
  readonly key: string | undefined;
  readonly account: string | undefined;
  readonly isUnsure: boolean;
}

async function checkReceipt(parts: ReceiptParts, crypto: Crypto): Promise<Receipt> {
  const { entry, place, origin, order, letterSha256, services } = parts;
  const note = parseNote(utf8(textOf(entry, 'receipt', place)), place);
  const keys = services.map(({ key }) => key);
  const verified = await verifySignatures(crypto, note, keys, place);
  const signer = keys.find((key) => note.signatures.some((line) => isLineOf(line, key)));
  if (signer === undefined)
    throw new Fault('signatureMissing', place, `a signature of ${origin}/service as the log has it`, 'none');
  requireSignature(verified, signer, place);
  const line = utf8Text(note.text);
  const said = membersOf(line.endsWith('\n') ? parseCanonicalJson(line.slice(0, -1)) : undefined, place);
  const same = (name: string, expected: Json | undefined): void => {
    if (JSON.stringify(said[name]) !== JSON.stringify(expected))
      throw new Fault(
        'fileChanged',
        place,
        `${name} ${JSON.stringify(said[name])}, as its receipt says`,
        JSON.stringify(expected) ?? 'none',
      );
  };
  const isUnsure = standsBefore(said, signer, services, place);
  const text = entry['text'] === null ? undefined : textOf(entry, 'text', place);
  same('v', 1);
  same('type', 'portalReceipt');
  same('origin', origin);
  same('order', order);
  same('letter', letterSha256);
  same('entry', textOf(entry, 'id', place));
  same('kind', textOf(entry, 'kind', place));
  same('text', text === undefined ? undefined : hex(digestOf(crypto, 'sha256', utf8(text))));
  const file = said['file'] === undefined ? undefined : fileOf(said['file'], place);
  if (said['kind'] === 'file') same('file', sorted(entry['file'], place));
  const passkey =
    said['kind'] === 'signed' ? await checkSigned(said, note, { origin, place }, crypto) : undefined;
  const optional = (name: string): string | undefined =>
    said[name] === undefined ? undefined : textOf(said, name, place);
  return {
    id: textOf(entry, 'id', place),
    kind: textOf(entry, 'kind', place),
    text,
    file,
    of: optional('of'),
    key: passkey,
    account: optional('account'),
    isUnsure,
  };
}

/**
 * A key that others may have held vouches for nothing after it was replaced for that: what says of itself that it saw the replacement in the log
 * is refused. True: it says that it is from before, which nothing but the key vouches for.
 */
function standsBefore(
  said: Members,
  signer: NoteKey,
  services: readonly ServiceKey[],
  place: string,
): boolean {
  const { fingerprint } = services.find(({ key }) => key === signer) ?? {};
  const next = services.find(({ replaces }) => replaces !== undefined && replaces === fingerprint);
  if (next?.cause !== 'compromised') return false;
  const log = said['log'] === undefined ? undefined : membersOf(said['log'], place);
  if (typeof log?.['size'] === 'number' && log['size'] > next.index)
    throw new Fault(
      'keyNotEnrolled',
      place,
      'a key of the service that was not replaced',
      `one that others may have held, replaced at event ${next.index}`,
    );
  return true;
}

/** The passkey that the line names signed the line. */
async function checkSigned(
  said: Members,
  { text, signatures }: ReturnType<typeof parseNote>,
  { origin, place }: { readonly origin: string; readonly place: string },
  crypto: Crypto,
): Promise<string> {
  const passkey = membersOf(said['passkey'], place);
  const spki = fromBase64(textOf(passkey, 'publicKey', place)) ?? new Uint8Array();
  const fingerprint = hex(digestOf(crypto, 'sha256', spki));
  if (textOf(passkey, 'key', place) !== fingerprint)
    throw new Fault('keyInvalid', place, 'a passkey and its SHA-256', 'another');
  const key = passkeyOf(crypto, officerKeyName(origin, fingerprint), spki, textOf(passkey, 'origin', place));
  const signature = signatures.find((line) => isLineOf(line, key));
  if (signature === undefined)
    throw new Fault('signatureMissing', place, `a signature of ${key.name}`, 'none');
  if (!(await verifyPasskeyLine(crypto, key, { signature, text }, place)))
    throw new Fault('notCheckedHere', place, `a program that can check ${key.algorithm}`, 'one that cannot');
  return fingerprint;
}

/** Each file with whoever signed it: the same account, the same digest. */
function filesOf(receipts: readonly Receipt[]): CheckedFile[] {
  for (const one of receipts) {
    if (one.kind !== 'signed') continue;
    const of = receipts.find(({ id, kind }) => id === one.of && kind === 'file');
    const isSame = of?.file?.sha256 === one.file?.sha256 && of?.file?.bytes === one.file?.bytes;
    if (of === undefined || !isSame || of.account !== one.account || of.text !== one.text)
      throw new Fault(
        'fileChanged',
        `entry ${one.id}`,
        'a signature of a file that is here, by who handed it over',
        'another',
      );
  }
  return receipts.flatMap(({ id, kind, file, text }) => {
    if (kind !== 'file' || file === undefined) return [];
    return [{ name: text ?? '', ...file, signedBy: receipts.find(({ of }) => of === id)?.key }];
  });
}

function parse(bytes: Uint8Array): Members {
  if (bytes.length > RECORD_BYTES_MAX)
    throw new Fault('limitExceeded', 'record', `at most ${RECORD_BYTES_MAX} bytes`, `${bytes.length}`);
  try {
    const text = utf8Text(bytes);
    if (isNestedDeeper(text, LEVELS_MAX)) throw bad('record', `JSON at most ${LEVELS_MAX} deep`, 'deeper');
    return membersOf(JSON.parse(text) as Json, 'record'); // JSON.parse gives nothing else
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw bad('record', 'JSON in UTF-8', 'other bytes');
  }
}

function membersOf(value: Json | undefined, place: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad(place, 'an object', 'another');
  return value as Members; // neither a list nor anything flat
}

function listOf(of: Members, name: string, max: number): readonly Json[] {
  const value = of[name];
  if (!Array.isArray(value) || value.length > max) throw bad(name, `a list of at most ${max}`, 'another');
  return value as readonly Json[]; // of JSON
}

function textOf(of: Members, name: string, place: string): string {
  return string(of[name], `${place}, ${name}`);
}

function string(value: Json | undefined, place: string): string {
  if (typeof value !== 'string') throw bad(place, 'a text', 'another');
  return value;
}

function fileOf(value: Json, place: string): { readonly sha256: string; readonly bytes: number } {
  const file = membersOf(value, place);
  const { bytes } = file;
  const sha256 = textOf(file, 'sha256', place);
  if (typeof bytes !== 'number' || !/^[0-9a-f]{64}$/.test(sha256))
    throw bad(place, 'bytes and SHA-256 of a file', 'another');
  return { sha256, bytes };
}

/** As canonical JSON orders it. */
function sorted(value: Json | undefined, place: string): Json {
  const { sha256, bytes } = fileOf(value ?? null, place);
  return { bytes, sha256 };
}

function bad(place: string, expected: string, found: string): Fault {
  return new Fault('noteInvalid', place, expected, found);
}
