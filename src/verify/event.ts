// A custody event: one line of RFC 8785 JSON. `docs/formats/event.md` is the specification; this file holds to it.
import { canonicalJson, parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import { isUuid, type Uuid } from '../base/ids.ts';
import { isRfc3339 } from '../base/time.ts';
import {
  EVENT_TYPES,
  FACTS,
  HAND_OVER_FACTS,
  NEEDS_AUTHORITY,
  NEEDS_DIGEST,
  type EventType,
  type FactKind,
} from './event-types.ts';
import { Fault } from './fault.ts';

/** A leaf of the log, text and signature lines together, is at most this long (C2SP entry bundles take 65,535). */
export const MAX_EVENT_BYTES = 60 * 1024;

/** Role of the service when it acts by itself. With any other role its key stands for a person who has none. */
export const SERVICE_ROLE = 'operator';

export interface Actor {
  /** SHA-256 of the key's SubjectPublicKeyInfo, lower-case hex. */
  readonly key: string;
  readonly role: string;
  readonly organisation: string;
  /** ISO 3166-1 alpha-2. */
  readonly state: string;
}

export interface Authority {
  readonly type: 'warrant' | 'order' | 'request' | 'consent' | 'law' | 'other';
  readonly id: string;
}

export interface Digests {
  readonly sha256: string;
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha512?: string;
}

export interface CustodyEvent {
  readonly v: 1;
  readonly type: EventType;
  /** Origin of the log, as in its checkpoints. */
  readonly log: string;
  readonly id: Uuid;
  /** Exhibit number, or `key:<first 16 hex digits of its fingerprint>`, or `log`. */
  readonly item: string;
  /** Counts from 1 within the item, without a gap. */
  readonly itemSeq: number;
  /** Leaf hash of the item's previous event, lower-case hex; absent on the first only. */
  readonly prev?: string;
  readonly case?: Uuid;
  /** RFC 3339 with offset, as the actor claims it. */
  readonly occurredAt: string;
  readonly actor: Actor;
  readonly onBehalfOf?: { readonly organisation: string; readonly state: string };
  readonly authority?: Authority;
  readonly reason?: string;
  readonly digests?: Digests;
  /** Bytes of what `digests` is over. */
  readonly size?: number;
  readonly tool?: { readonly name: string; readonly version: string; readonly settings?: string };
  readonly place?: string;
  /** SHA-256 of 32 random bytes and the private text, lower-case hex. */
  readonly detail?: string;
  readonly facts?: { readonly [name: string]: Json };
}

/** The line that is signed, with its final newline. */
export function eventText(event: CustodyEvent): string {
  return `${canonicalJson(event as unknown as Json)}\n`; // its fields are JSON by construction
}

/** Reads the text of an event note (a line and its newline); refuses anything the specification does not name. */
export function parseEventText(text: string, place: string): CustodyEvent {
  const bad = (expected: string, found: string): Fault => new Fault('eventInvalid', place, expected, found);
  if (!text.endsWith('\n') || text.indexOf('\n') !== text.length - 1)
    throw bad('one line of text', 'another number');
  const value = parseCanonicalJson(text.slice(0, -1));
  if (!isObject(value)) throw bad('a canonical JSON object (RFC 8785)', 'other text');
  checkFields(value, FIELDS, place, '');
  const event = value as unknown as CustodyEvent; // every field was just checked
  checkChainFields(event, bad);
  checkFacts(event, place);
  if (NEEDS_AUTHORITY.includes(event.type) && event.authority === undefined)
    throw bad(`an authority for ${event.type}`, 'none');
  if (NEEDS_DIGEST.includes(event.type) && event.digests === undefined)
    throw bad(`digests for ${event.type}`, 'none');
  return event;
}

/** A fact that is text or a number, as text; undefined for any other, and when it is absent. */
export function factText(event: Pick<CustodyEvent, 'facts'>, name: string): string | undefined {
  const value = event.facts?.[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

type Check = (value: Json) => boolean;
interface Field {
  readonly check: Check;
  readonly required: boolean;
  readonly says: string;
}
type Fields = { readonly [name: string]: Field };

const text =
  (max: number): Check =>
  (value) =>
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= max &&
    !/[\u0000-\u001f\u007f]/.test(value);
const hexOf =
  (digits: number): Check =>
  (value) =>
    typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/.test(value);
const count: Check = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const id: Check = (value) => typeof value === 'string' && isUuid(value);
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value);
const state: Check = (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value);
const must = (check: Check, says: string): Field => ({ check, required: true, says });
const may = (check: Check, says: string): Field => ({ check, required: false, says });
const group =
  (fields: Fields): Check =>
  (value) =>
    isObject(value) && fits(value, fields) === undefined;

/** Exhibit number or, without its last part, case reference; `key:…`, `key:log`, `request:…`, `log`. */
const ITEM =
  /^(?:[A-Z]{2}-\d{4}-\d{6,}(?:-[1-9]\d*)?|key:(?:[0-9a-f]{16}|log)|request:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|log)$/;

/** Facts of the shape `any`: no null, whole numbers from 0, texts and names without control characters. */
const plain: Check = (value) => {
  if (value === null) return false;
  if (typeof value === 'number') return count(value);
  if (typeof value === 'string') return value === '' || text(4000)(value);
  if (Array.isArray(value)) return value.every(plain);
  if (typeof value !== 'object') return true;
  return Object.entries(value).every(([name, one]) => text(100)(name) && plain(one));
};

const FIELDS: Fields = {
  v: must((value) => value === 1, '1'),
  type: must(oneOf(...EVENT_TYPES), 'a type of the closed list'),
  log: must(text(255), 'the origin of a log'),
  id: must(id, 'a UUID'),
  item: must(
    (value) => typeof value === 'string' && value.length <= 100 && ITEM.test(value),
    'an exhibit, case, key, request or log',
  ),
  itemSeq: must((value) => count(value) && value !== 0, 'a whole number from 1'),
  prev: may(hexOf(64), '64 hex digits'),
  case: may(id, 'a UUID'),
  occurredAt: must((value) => typeof value === 'string' && isRfc3339(value), 'RFC 3339 with an offset'),
  actor: must(
    group({
      key: must(hexOf(64), '64 hex digits'),
      role: must(text(100), 'a role'),
      organisation: must(text(200), 'an organisation'),
      state: must(state, 'ISO 3166-1 alpha-2'),
    }),
    'key, role, organisation and state',
  ),
  onBehalfOf: may(
    group({ organisation: must(text(200), 'an organisation'), state: must(state, 'ISO 3166-1 alpha-2') }),
    'organisation and state',
  ),
  authority: may(
    group({
      type: must(oneOf('warrant', 'order', 'request', 'consent', 'law', 'other'), 'a kind of authority'),
      id: must(text(300), 'its reference'),
    }),
    'type and id',
  ),
  reason: may(text(1000), 'text'),
  digests: may(
    group({
      sha256: must(hexOf(64), '64 hex digits'),
      md5: may(hexOf(32), '32 hex digits'),
      sha1: may(hexOf(40), '40 hex digits'),
      sha512: may(hexOf(128), '128 hex digits'),
    }),
    'sha256 and perhaps md5, sha1, sha512',
  ),
  size: may(count, 'a whole number of bytes'),
  tool: may(
    group({
      name: must(text(100), 'a name'),
      version: must(text(100), 'a version'),
      settings: may(hexOf(64), '64 hex digits'),
    }),
    'name, version and perhaps settings',
  ),
  place: may(text(200), 'text'),
  detail: may(hexOf(64), '64 hex digits'),
  facts: may(isObject, 'an object'),
};

const FACT_CHECKS: { readonly [kind in FactKind]: Check } = {
  hex: hexOf(64),
  id,
  count,
  text: text(4000),
  words: (value) => Array.isArray(value) && value.length <= 100 && value.every(text(1000)),
  flag: (value) => typeof value === 'boolean',
  any: plain,
};

function checkFacts(event: CustodyEvent, place: string): void {
  const isHandOver = event.facts?.['handOver'] !== undefined;
  const wanted = (isHandOver ? HAND_OVER_FACTS[event.type] : undefined) ?? FACTS[event.type];
  const rules = Object.entries(wanted).map(([name, rule]): [string, Field] => {
    const kind = rule.replace('?', '') as FactKind; // the other half of the literal type
    return [name, { check: FACT_CHECKS[kind], required: !rule.endsWith('?'), says: kind }];
  });
  checkFields(event.facts ?? {}, Object.fromEntries(rules), place, `${event.type} facts.`);
}

function checkChainFields(event: CustodyEvent, bad: (expected: string, found: string) => Fault): void {
  if (event.itemSeq === 1 && event.prev !== undefined)
    throw bad('no prev on the first event of an item', 'one');
  if (event.itemSeq > 1 && event.prev === undefined) throw bad('prev on a later event of an item', 'none');
}

function checkFields(
  value: { readonly [key: string]: Json },
  fields: Fields,
  place: string,
  prefix: string,
): void {
  const wrong = fits(value, fields);
  if (wrong === undefined) return;
  const says = Object.hasOwn(fields, wrong) ? fields[wrong]?.says : undefined;
  throw new Fault(
    'eventInvalid',
    place,
    `${prefix}${wrong} to be ${says ?? 'absent: no such field'}`,
    'something else',
  );
}

/** The first field that is unknown, missing or of another form. */
function fits(value: { readonly [key: string]: Json }, fields: Fields): string | undefined {
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(fields, key));
  if (unknown !== undefined) return unknown;
  return Object.entries(fields).find(([name, field]) => {
    const found = value[name];
    return found === undefined ? field.required : !field.check(found);
  })?.[0];
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
