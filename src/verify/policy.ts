// Which logs count, which witnesses count, and how many of them (C2SP tlog-policy).
import { equalBytes, hex, utf8Text } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { Fault } from './fault.ts';
import { parseVerifierKey, type NoteKey, type NoteKeyType } from './note-key.ts';

interface PolicyLog {
  readonly key: NoteKey;
  readonly url?: string;
}

export interface PolicyWitness {
  /** Means something within the policy only; a name that is not UTF-8 is shown in hex. */
  readonly name: string;
  readonly key: NoteKey;
  /** Submission prefix (C2SP tlog-witness). */
  readonly url?: string;
}

type Quorum =
  | { readonly kind: 'none' }
  | { readonly kind: 'witness'; readonly witness: PolicyWitness }
  | {
      readonly kind: 'group';
      readonly name: string;
      readonly threshold: number;
      readonly members: readonly Quorum[];
    };

export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly quorum: Quorum;
}

/** The specification asks for 32 of each. A verifier key of ML-DSA-44 has 1,800 letters. */
const MAX_OF_EACH = 64;
const MAX_BYTES = 512 * 1024;
const MAX_MEMBERS = 2 * MAX_OF_EACH;

const LOG_TYPES: readonly NoteKeyType[] = ['ed25519', 'cosignature-ml-dsa-44'];
const WITNESS_TYPES: readonly NoteKeyType[] = ['cosignature-ed25519', 'cosignature-ml-dsa-44'];

/** What has been read so far. Names are octets, one character each, so that no two are taken for the same. */
interface Reading {
  readonly crypto: Crypto;
  readonly logs: PolicyLog[];
  readonly witnesses: PolicyWitness[];
  readonly defined: Map<string, Quorum>;
  readonly memberOf: Map<string, string>;
  quorum: Quorum | undefined;
}

/** Throws Fault policyInvalid naming the line. */
export function parsePolicy(bytes: Uint8Array, place: string, crypto: Crypto): Policy {
  if (bytes.length > MAX_BYTES)
    throw new Fault('limitExceeded', place, `at most ${MAX_BYTES} bytes`, `${bytes.length}`);
  const lines = octets(bytes).split('\n');
  if (lines.pop() !== '') throw new Fault('policyInvalid', place, 'a newline at the end', 'none');
  const reading: Reading = {
    crypto,
    logs: [],
    witnesses: [],
    defined: new Map(),
    memberOf: new Map(),
    quorum: undefined,
  };
  for (const [i, line] of lines.entries()) readLine(reading, line, `${place} line ${i + 1}`);
  const { logs, witnesses, quorum } = reading;
  if (quorum === undefined) throw new Fault('policyInvalid', place, 'a quorum line', 'none');
  refuseOwnWitness(
    { witnesses },
    logs.map(({ key }) => key),
    place,
  );
  return { logs, witnesses, quorum };
}

/** Nobody witnesses itself: the same public key, under whatever name. Fault policyInvalid. */
export function refuseOwnWitness(
  { witnesses }: Pick<Policy, 'witnesses'>,
  own: readonly NoteKey[],
  place: string,
): void {
  const found = witnesses.find(({ key }) => own.some((one) => equalBytes(one.publicKey, key.publicKey)));
  if (found !== undefined)
    throw new Fault(
      'policyInvalid',
      place,
      'witnesses with keys of their own',
      `the log’s key as ${found.name}`,
    );
}

/** Whether the keys that have signed a checkpoint suffice. Keys that are no witness of the policy do not count. */
export function quorumMet(policy: Policy, cosignedKeys: readonly NoteKey[]): boolean {
  return isMet(policy.quorum, cosignedKeys);
}

function isMet(quorum: Quorum, keys: readonly NoteKey[]): boolean {
  switch (quorum.kind) {
    case 'none':
      return true;
    case 'witness':
      return keys.some((key) => isSameKey(key, quorum.witness.key));
    case 'group':
      return quorum.members.filter((member) => isMet(member, keys)).length >= quorum.threshold;
  }
}

/** How people read a quorum: `2 of (Andoria, Borduria, Syldavia)`. */
export function quorumText(quorum: Quorum): string {
  switch (quorum.kind) {
    case 'none':
      return 'none';
    case 'witness':
      return quorum.witness.name;
    case 'group':
      return `${quorum.threshold} of (${quorum.members.map(quorumText).join(', ')})`;
  }
}

/** Same public key under the same name for the same kind of signature. */
export function isSameKey(a: NoteKey, b: NoteKey): boolean {
  return a.name === b.name && a.type === b.type && equalBytes(a.publicKey, b.publicKey);
}

function readLine(reading: Reading, line: string, place: string): void {
  const bad = (expected: string, found: string): Fault => new Fault('policyInvalid', place, expected, found);
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(line)) throw bad('no control character but tab', 'one');
  const [keyword, ...items] = line.split(/[ \t]+/).filter((item) => item !== '');
  if (keyword === undefined || keyword.startsWith('#')) return;
  switch (keyword) {
    case 'log':
      return readLog(reading, items, place, bad);
    case 'witness':
      return readWitness(reading, items, place, bad);
    case 'group':
      return readGroup(reading, items, bad);
    case 'quorum':
      return readQuorum(reading, items, bad);
    default:
      throw bad('log, witness, group, quorum or a comment', 'another word');
  }
}

type Bad = (expected: string, found: string) => Fault;

function readLog(reading: Reading, items: readonly string[], place: string, bad: Bad): void {
  const [keyText = '', url] = items;
  if (items.length < 1 || items.length > 2) throw bad('log <vkey> [<url>]', `${items.length} items`);
  const key = readKey(reading, keyText, { types: LOG_TYPES, place }, bad);
  add(reading.logs, { key, ...(url !== undefined && { url: shown(url) }) }, bad);
}

function readWitness(reading: Reading, items: readonly string[], place: string, bad: Bad): void {
  const [name = '', keyText = '', url] = items;
  if (items.length < 2 || items.length > 3)
    throw bad('witness <name> <vkey> [<url>]', `${items.length} items`);
  const key = readKey(reading, keyText, { types: WITNESS_TYPES, place }, bad);
  const witness = { name: shown(name), key, ...(url !== undefined && { url: shown(url) }) };
  add(reading.witnesses, witness, bad);
  define(reading, name, { kind: 'witness', witness }, bad);
}

function readGroup(reading: Reading, items: readonly string[], bad: Bad): void {
  const [name = '', rule = '', ...names] = items;
  if (names.length === 0) throw bad('group <name> all|any|<k> <name>…', `${items.length} items`);
  if (names.length > MAX_MEMBERS) throw bad(`at most ${MAX_MEMBERS} members`, `${names.length}`);
  const threshold = thresholdOf(rule, names.length);
  if (threshold === undefined) throw bad(`all, any or 1 to ${names.length}`, shown(rule));
  const members = names.map((member) => {
    const found = reading.defined.get(member);
    if (found === undefined) throw bad('members defined on lines above', shown(member));
    if (reading.memberOf.has(member)) throw bad('each name a member once', shown(member));
    reading.memberOf.set(member, name);
    return found;
  });
  define(reading, name, { kind: 'group', name: shown(name), threshold, members }, bad);
}

function readQuorum(reading: Reading, items: readonly string[], bad: Bad): void {
  const [name = ''] = items;
  if (items.length !== 1) throw bad('quorum <name>', `${items.length} items`);
  if (reading.quorum !== undefined) throw bad('one quorum line', 'a second');
  const quorum = name === 'none' ? ({ kind: 'none' } as const) : reading.defined.get(name);
  if (quorum === undefined) throw bad('none, or a name defined on a line above', shown(name));
  reading.quorum = quorum;
}

function readKey(
  reading: Reading,
  text: string,
  wanted: { readonly types: readonly NoteKeyType[]; readonly place: string },
  bad: Bad,
): NoteKey {
  let key: NoteKey;
  try {
    key = parseVerifierKey(utf8Text(fromOctets(text)), wanted.place, reading.crypto);
  } catch (cause) {
    if (cause instanceof Fault) throw bad(cause.expected, cause.found);
    throw bad('a verifier key in UTF-8', 'other bytes');
  }
  if (!wanted.types.includes(key.type)) throw bad(`a key of type ${wanted.types.join(' or ')}`, key.type);
  return key;
}

/** Two keys are duplicates when the public key is the same, whatever the name. */
function add<T extends { readonly key: NoteKey }>(list: T[], item: T, bad: Bad): void {
  if (list.length === MAX_OF_EACH) throw bad(`at most ${MAX_OF_EACH} of these`, 'more');
  if (list.some((one) => equalBytes(one.key.publicKey, item.key.publicKey)))
    throw bad('each public key once', item.key.name);
  list.push(item);
}

function define(reading: Reading, name: string, quorum: Quorum, bad: Bad): void {
  if (name === 'none') throw bad('a name other than none', name);
  if (reading.defined.has(name)) throw bad('each name defined once', shown(name));
  if (reading.defined.size === 2 * MAX_OF_EACH) throw bad(`at most ${2 * MAX_OF_EACH} names`, 'more');
  reading.defined.set(name, quorum);
}

function thresholdOf(rule: string, count: number): number | undefined {
  if (rule === 'all') return count;
  if (rule === 'any') return 1;
  const threshold = /^[1-9][0-9]{0,2}$/.test(rule) ? Number(rule) : 0;
  return threshold >= 1 && threshold <= count ? threshold : undefined;
}

function octets(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

function fromOctets(text: string): Uint8Array {
  return Uint8Array.from(text, (one) => one.charCodeAt(0));
}

function shown(name: string): string {
  const bytes = fromOctets(name);
  try {
    return utf8Text(bytes);
  } catch {
    return `0x${hex(bytes)}`;
  }
}
