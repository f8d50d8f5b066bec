// The proof of a request (docs/formats/request-proof.md): a package whose payload is one request as its person signed it. The line
// that was signed names the letter and the data; the person's passkey signed the line; the log has it, and enrolled the passkey.
import { concat, hex, utf8Text } from '../base/bytes.ts';
import { parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import { digestOf } from './crypto.ts';
import { factText, type CustodyEvent } from './event.ts';
import { Fault } from './fault.ts';
import { officerKeyName } from './officer-key.ts';
import { eventPath, PROOF_FOLDER } from './package-layout.ts';
import type { FoundEvent, OpenPackage } from './package-parts.ts';
import { pemKey } from './package-seal.ts';
import { passkeyLine, passkeyOf, verifyPasskeyLine } from './passkey.ts';
import { readSmall } from './reader.ts';

/** Everything that is there, and each by this name alone. */
export const PROOF_FILES = {
  letter: 'letter.pdf',
  data: 'request.json',
  statement: 'statement.json',
  authenticatorData: 'authenticator-data.bin',
  clientData: 'client-data.json',
  signature: 'signature.der',
  key: 'key.pem',
} as const;
/** The letter with its mark and seal, where it has one: it begins with the letter, byte for byte. */
export const SEALED_FILE = 'sealed.pdf';

const MAX_SMALL_BYTES = 8 * 1024;
const ITEM = /^request:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** Types of the line, and what each does. */
const TYPES: readonly string[] = ['requestAuthorised', 'requestIssuedUnvalidated', 'requestValidated'];

export interface FoundRequest {
  /** Such as `FR-2026-000012/R4`. */
  readonly reference: string;
  readonly requestId: string;
  readonly version: number;
  readonly type: string;
  readonly role: string;
  /** As the line says it, RFC 3339 in UTC. */
  readonly at: string;
  /** Lower-case hex. */
  readonly letterSha256: string;
  readonly dataSha256: string;
  /** Of the part that is for the sender's file alone, which is not here. */
  readonly fileSha256: string | undefined;
  /** SHA-256 of the passkey. */
  readonly keyFingerprint: string;
  readonly origin: string;
  /** Of the event of the log over the line. */
  readonly index: number;
  /** The private text of that event, where it is handed over: who signed, by name. */
  readonly person: string | undefined;
  /** The event that ended it, up to the checkpoint. */
  readonly ended: { readonly index: number; readonly cause: string } | undefined;
}

interface Known {
  readonly items: ReadonlyMap<string, readonly FoundEvent[]>;
  readonly keys: { readonly origin: string };
}

/** Faults: requestMismatch, and those of keys and signatures. */
export async function checkRequest(pack: OpenPackage, { items, keys }: Known): Promise<FoundRequest> {
  const { crypto } = pack;
  const wanted: readonly string[] = Object.values(PROOF_FILES);
  const optional: readonly string[] = [SEALED_FILE];
  const there = [...pack.payload.keys()].map((path) => path.slice(PROOF_FOLDER.length));
  const other = there.find((name) => !wanted.includes(name) && !optional.includes(name));
  if (other !== undefined)
    throw bad(`data/${other}`, 'only the files of docs/formats/request-proof.md', 'another');
  for (const name of wanted)
    if (!there.includes(name)) throw bad(placeOf(name), 'a file that every proof has', 'none');
  const statement = await read(pack, PROOF_FILES.statement);
  const said = parseStatement(statement);
  const digest = hex(digestOf(crypto, 'sha256', statement));
  const chain = requestChain(items, said.requestId);
  const added = chain.filter(
    ({ event }) => event.type === 'authorityAdded' && event.digests?.sha256 === digest,
  );
  const [entry, ...more] = added;
  if (entry === undefined || more.length > 0)
    throw bad(
      placeOf(PROOF_FILES.statement),
      `one event of the log over sha256 ${digest}`,
      `${added.length}`,
    );
  if (entry.event.size !== statement.length)
    throw bad(
      eventPath(entry.index),
      `size ${statement.length}, of the line that was signed`,
      `${entry.event.size}`,
    );
  for (const [name, stated] of [
    [PROOF_FILES.letter, said.document],
    [PROOF_FILES.data, said.data],
  ] as const)
    if (pack.payload.get(PROOF_FOLDER + name) !== stated)
      throw bad(
        placeOf(name),
        `sha256 ${stated}, as the line that was signed says`,
        pack.payload.get(PROOF_FOLDER + name) ?? '',
      );
  const signer = await checkSigner(pack, { statement, entry, items, log: keys.origin });
  await checkSealed(pack, there.includes(SEALED_FILE));
  const end = chain.find(
    ({ event, index }) =>
      index > entry.index && event.type === 'authorityWithdrawn' && event.digests?.sha256 === digest,
  );
  return {
    reference: said.request,
    requestId: said.requestId,
    version: said.version,
    type: said.type,
    role: said.role,
    at: said.at,
    letterSha256: said.document,
    dataSha256: said.data,
    fileSha256: said.file,
    ...signer,
    index: entry.index,
    person: undefined,
    ended: end && { index: end.index, cause: factText(end.event, 'cause') ?? '' },
  };
}

/** A reader of the private text of the event finds the name in it. */
export function withPerson(found: FoundRequest, details: ReadonlyMap<number, string>): FoundRequest {
  const text = details.get(found.index);
  if (text === undefined) return found;
  try {
    const told: unknown = JSON.parse(text);
    const name = typeof told === 'object' && told !== null && 'person' in told ? told.person : undefined;
    return typeof name === 'string' ? { ...found, person: name } : found;
  } catch {
    return found;
  }
}

function requestChain(items: Known['items'], requestId: string): readonly FoundEvent[] {
  const requests = [...items.keys()].filter((item) => ITEM.test(item));
  const [item, ...others] = requests;
  if (item === undefined || others.length > 0)
    throw bad('custody/events', 'events of one request', `${requests.length}`);
  if (item !== `request:${requestId}`) throw bad('custody/events', `events of request:${requestId}`, item);
  return items.get(item) ?? [];
}

interface Line {
  readonly type: string;
  readonly request: string;
  readonly requestId: string;
  readonly version: number;
  readonly role: string;
  readonly at: string;
  readonly document: string;
  readonly data: string;
  readonly file: string | undefined;
}

/** docs/formats/request-signature.md, "The statement". */
function parseStatement(bytes: Uint8Array): Line {
  const place = placeOf(PROOF_FILES.statement);
  const wrong = (found: string): Fault => bad(place, 'one line of canonical JSON, as it is signed', found);
  let text: string;
  try {
    text = utf8Text(bytes);
  } catch {
    throw wrong('other bytes');
  }
  const value = text.endsWith('\n') ? parseCanonicalJson(text.slice(0, -1)) : undefined;
  if (!isObject(value)) throw wrong('another form');
  const line = (name: string): string => {
    const one = value[name];
    if (typeof one !== 'string' || one.length > 400) throw wrong(`no ${name}`);
    return one;
  };
  const digest = (name: string): string => {
    const [, found] = /^sha256:([0-9a-f]{64})$/.exec(line(name)) ?? [];
    if (found === undefined) throw wrong(`no digest in ${name}`);
    return found;
  };
  const { v, version } = value;
  if (v !== 1 && v !== 2) throw wrong('another version of the line');
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) throw wrong('no version');
  const type = line('type');
  if (!TYPES.includes(type)) throw wrong(`the type ${type}`);
  return {
    type,
    request: line('request'),
    requestId: line('requestId'),
    version,
    role: line('role'),
    at: line('at'),
    document: digest('document'),
    data: digest('data'),
    file: v === 2 ? digest('file') : undefined,
  };
}

interface ToSign {
  readonly statement: Uint8Array;
  readonly entry: FoundEvent;
  readonly items: Known['items'];
  readonly log: string;
}

/** The key was enrolled for that address before the line was logged, and had not ended; and it signed exactly this line. */
async function checkSigner(pack: OpenPackage, { statement, entry, items, log }: ToSign) {
  const { crypto } = pack;
  const place = placeOf(PROOF_FILES.key);
  const spki = pemKey(await read(pack, PROOF_FILES.key), place);
  const fingerprint = hex(digestOf(crypto, 'sha256', spki));
  const own = (items.get(`key:${fingerprint.slice(0, 16)}`) ?? []).filter(({ index }) => index < entry.index);
  const of = (event: CustodyEvent): boolean => factText(event, 'key') === fingerprint;
  const ended = own.find(
    ({ event }) => (event.type === 'keyRevoked' || event.type === 'keyRotated') && of(event),
  );
  if (ended !== undefined)
    throw new Fault(
      'keyNotEnrolled',
      place,
      'a key that had not ended',
      `one that ended with event ${ended.index}`,
    );
  const enrolled = own
    .map(({ event }) => event)
    .filter((event) => event.type === 'keyEnrolled' && of(event) && factText(event, 'use') === 'passkey');
  const origins = enrolled.flatMap((event) => factText(event, 'origin') ?? []);
  if (origins.length === 0)
    throw new Fault('keyNotEnrolled', place, `a passkey enrolled before event ${entry.index}`, fingerprint);
  const assertion = {
    authenticatorData: await read(pack, PROOF_FILES.authenticatorData),
    clientDataJson: await read(pack, PROOF_FILES.clientData),
    signature: await read(pack, PROOF_FILES.signature),
  };
  const client = hex(assertion.clientDataJson);
  const origin =
    origins.find((one) => client.includes(hex(new TextEncoder().encode(`"origin":"${one}"`)))) ??
    origins[0] ??
    '';
  const key = passkeyOf(crypto, officerKeyName(log, fingerprint), spki, origin);
  const line = { signature: passkeyLine(key, assertion), text: statement };
  if (!(await verifyPasskeyLine(crypto, key, line, placeOf(PROOF_FILES.signature))))
    throw new Fault(
      'notCheckedHere',
      place,
      'a signature that can be checked',
      `${key.algorithm}: this program or browser lacks it`,
    );
  return { keyFingerprint: fingerprint, origin };
}

/** What was added at its end is a mark, a seal, a time stamp: the letter before it is the one that was signed. */
async function checkSealed(pack: OpenPackage, isThere: boolean): Promise<void> {
  if (!isThere) return;
  const { source, layout, crypto } = pack;
  const letter = layout.files.get(PROOF_FOLDER + PROOF_FILES.letter) ?? 0;
  const pieces: Uint8Array[] = [];
  let left = letter;
  for await (const piece of source.reader.pieces(source.prefix + PROOF_FOLDER + SEALED_FILE)) {
    pieces.push(new Uint8Array(piece.subarray(0, left))); // a copy: `slice` of a Buffer is none
    left -= Math.min(left, piece.length);
    if (left === 0) break;
  }
  const found = hex(digestOf(crypto, 'sha256', concat(...pieces)));
  if (left > 0 || found !== pack.payload.get(PROOF_FOLDER + PROOF_FILES.letter))
    throw bad(placeOf(SEALED_FILE), `the letter as its first ${letter} bytes`, 'another beginning');
}

/** Held to the list of what is there, which the seal covers. */
async function read(pack: OpenPackage, name: string): Promise<Uint8Array> {
  const path = PROOF_FOLDER + name;
  const bytes = await readSmall(pack.source.reader, pack.source.prefix + path, MAX_SMALL_BYTES);
  const found = hex(digestOf(pack.crypto, 'sha256', bytes));
  if (found !== pack.payload.get(path))
    throw new Fault('fileChanged', path, `sha256 ${pack.payload.get(path)}`, found);
  return bytes;
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placeOf(name: string): string {
  return PROOF_FOLDER + name;
}

function bad(place: string, expected: string, found: string): Fault {
  return new Fault('requestMismatch', place, expected, found);
}
