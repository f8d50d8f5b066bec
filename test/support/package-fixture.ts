// A complete small package, made from docs/formats alone: no code of evidence/ or verify/ takes part, so that writer and
// verifier cannot share a mistake. Every step can be changed, for packages that are wrong in one named way.
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { canonicalJson, type Json } from '../../src/base/canonical-json.ts';

export type Files = Map<string, Uint8Array>;

export const ORIGIN = 'fr.example/custody';
export const BAG = 'FR-2026-000012-transfer-1';
const CASE = '01890a5d-ac96-774b-bcce-b302099a8057';
const SALT = Buffer.alloc(32, 7);
/** POSIX seconds of the first event: later than what the events say of themselves. */
export const FIRST_TIME = 1_797_000_000;

export interface Keys {
  readonly logEd25519: KeyObject;
  readonly logMlDsa44: KeyObject;
  readonly service: KeyObject;
  readonly officer: KeyObject;
  readonly witness1: KeyObject;
  readonly witness2: KeyObject;
}

export function newKeys(): Keys {
  const ed25519 = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
  const mlDsa44 = (): KeyObject => generateKeyPairSync('ml-dsa-44').privateKey;
  return {
    logEd25519: ed25519(),
    logMlDsa44: mlDsa44(),
    service: ed25519(),
    officer: ed25519(),
    witness1: ed25519(),
    witness2: mlDsa44(),
  };
}

/** An event before it has its place in a chain. A draft of `undefined` is a leaf of somebody else's exhibit. */
export interface EventDraft {
  readonly item: string;
  readonly type: string;
  readonly fields?: { readonly [name: string]: Json };
  readonly detail?: string;
  /** Whose act it is; the service's when absent. */
  readonly officer?: true;
  /** A person with another kind of key, and the signature line that it gives. */
  readonly signer?: { readonly fingerprint: string; readonly line: (text: string) => string };
}

/** The steps, in order; each hook gets what the step made and may change it in place. */
export interface Hooks {
  readonly keys?: Keys;
  readonly drafts?: (drafts: (EventDraft | undefined)[], keys: Keys) => void;
  /** Leaves by position, before the tree is built over them. */
  readonly leaves?: (leaves: Buffer[], tools: Tools) => void;
  /** The head of the log, before proofs repeat it. */
  readonly checkpoint?: (note: string, tools: Tools) => string;
  /** `custody/policy.txt`; the file that the receiver has by another road stays as it is. */
  readonly policy?: (text: string, tools: Tools) => string;
  /** The bag before its manifests are written: what somebody with the service key could hand over. */
  readonly bag?: (files: Files, tools: Tools) => void;
  /** The finished package: what happens to it on its way. */
  readonly after?: (files: Files, tools: Tools) => void;
  /** RFC 3161 tokens over the checkpoint, and PEM chains. */
  readonly stamps?: (checkpoint: Uint8Array) => { readonly token: Uint8Array; readonly chain: string };
}

export interface Built {
  readonly files: Files;
  /** tlog-policy: what a receiver knows by another road. */
  readonly trust: string;
  readonly keys: Keys;
}

/** What a hook may need to make things look right again. */
export interface Tools {
  readonly keys: Keys;
  eventNote(text: string, time: number, officer?: boolean): Buffer;
  head(item: string, events: number, last: Buffer): Buffer;
  checkpoint(size: number, root: Buffer): Buffer;
  /** A line of the first witness (Ed25519) over the text of a head. */
  cosignature(text: string, time: number): string;
  sealBag(files: Files): void;
  leafHash(leaf: Uint8Array): Buffer;
  treeRoot(leaves: readonly Uint8Array[]): Buffer;
  proof(leaves: readonly Uint8Array[], index: number): Buffer[];
  vkey(name: string, type: number, key: KeyObject): string;
}

export const PHOTO = Buffer.from('\u0089PNG: the photo of the loading bay\n'.repeat(40));
const TREE: readonly (readonly [path: string, text: string])[] = [
  ['ledger/2026.csv', 'date;amount\n2026-02-01;1200\n'],
  ['ledger/Überweisung.txt', 'transfer of 1 February\n'],
  ['notes.txt', 'call back on Monday\n'],
];

export const treeJsonl = Buffer.from(
  [
    { kind: 'folder', path: '', name: 'office share' },
    { kind: 'folder', path: 'ledger', name: 'ledger' },
    ...TREE.map(([path, text]) => ({
      kind: 'file',
      path,
      name: path.split('/').at(-1) ?? '',
      bytes: Buffer.byteLength(text),
      sha256: sha256(Buffer.from(text)).toString('hex'),
    })),
    { kind: 'link', path: 'latest', name: 'latest', target: 'ledger/2026.csv' },
    { kind: 'file', path: 'broken.db', name: 'broken.db', fault: 'EIO' },
  ]
    .map((line) => `${canonicalJson(line)}\n`)
    .join(''),
);

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export function spki(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

export function fingerprint(key: KeyObject): string {
  return sha256(spki(key)).toString('hex');
}

export function keyItem(key: KeyObject): string {
  return `key:${fingerprint(key).slice(0, 16)}`;
}

const raw = (key: KeyObject): Buffer => spki(key).subarray(key.asymmetricKeyType === 'ed25519' ? 12 : 22);
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};
const RECORDED = Buffer.concat([Buffer.of(0xff), Buffer.from('comity/recorded-v1')]);

/** C2SP signed-note: em dash, name, Base 64 of key ID and signature. */
function line(name: string, type: Buffer, key: KeyObject, signature: Uint8Array): string {
  const id = sha256(Buffer.from(`${name}\n`), type, raw(key)).subarray(0, 4);
  return `\u2014 ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

export function serviceLine(key: KeyObject, text: string, time: number): string {
  const message = Buffer.from(`comity/recorded-v1\ntime ${time}\n${text}`);
  return line(`${ORIGIN}/service`, RECORDED, key, Buffer.concat([u64(time), sign(null, message, key)]));
}

export function officerLine(
  key: KeyObject,
  text: string,
  name = `${ORIGIN}/officer/${fingerprint(key).slice(0, 16)}`,
): string {
  return line(name, Buffer.of(1), key, sign(null, Buffer.from(text), key));
}

function checkpointNote(keys: Keys, size: number, root: Buffer): Buffer {
  const text = `${ORIGIN}\n${size}\n${root.toString('base64')}\n`;
  const time = FIRST_TIME + 5000;
  const mlDsa = (name: string, key: KeyObject): string => {
    const named = (value: string): Buffer =>
      Buffer.concat([Buffer.of(Buffer.byteLength(value)), Buffer.from(value)]);
    const message = Buffer.concat([
      Buffer.from('subtree/v1\n\0'),
      named(name),
      u64(time),
      named(ORIGIN),
      u64(0),
      u64(size),
      root,
    ]);
    return line(name, Buffer.of(6), key, Buffer.concat([u64(time), sign(null, message, key)]));
  };
  return Buffer.from(
    [
      `${text}\n`,
      line(ORIGIN, Buffer.of(1), keys.logEd25519, sign(null, Buffer.from(text), keys.logEd25519)),
      mlDsa(ORIGIN, keys.logMlDsa44),
      cosignature(keys.witness1, text, time),
      mlDsa('rs.example/witness', keys.witness2),
    ].join(''),
  );
}

export function cosignature(
  key: KeyObject,
  text: string,
  time: number,
  witness = 'pt.example/witness',
): string {
  const signed = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), key);
  return line(witness, Buffer.of(4), key, Buffer.concat([u64(time), signed]));
}

// RFC 6962, section 2.1, as the text has it: recursion on the largest power of two below n.
const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));
const leafHash = (leaf: Uint8Array): Buffer => sha256(Buffer.of(0), leaf);

function treeRoot(leaves: readonly Uint8Array[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return leafHash(first);
  const k = split(leaves.length);
  return sha256(Buffer.of(1), treeRoot(leaves.slice(0, k)), treeRoot(leaves.slice(k)));
}

function proofOf(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  if (index < k) return [...proofOf(leaves.slice(0, k), index), treeRoot(leaves.slice(k))];
  return [...proofOf(leaves.slice(k), index - k), treeRoot(leaves.slice(0, k))];
}

export const EXHIBITS = ['FR-2026-000012-1', 'FR-2026-000012-2', 'FR-2026-000012-3'] as const;
const CONDITIONS = ['This case only', 'Return or destroy by 30 June 2028'];

function story(keys: Keys): (EventDraft | undefined)[] {
  const [photo, share, phone] = EXHIBITS;
  const enrol = (key: KeyObject, use: string): EventDraft => ({
    item: keyItem(key),
    type: 'keyEnrolled',
    fields: {
      facts: { key: fingerprint(key), algorithm: 'ed25519', use, publicKey: spki(key).toString('base64') },
    },
  });
  const treeBytes = TREE.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
  const extent = {
    photo: { files: 1, bytes: PHOTO.length },
    share: { files: TREE.length, bytes: treeBytes },
    phone: { files: 1, bytes: 4 },
  };
  const authority = { type: 'warrant', id: '441/26' };
  const taken = (digest: Buffer, size: number): { [name: string]: Json } => ({
    case: CASE,
    authority,
    digests: { sha256: digest.toString('hex') },
    size,
    place: 'Lyon',
  });
  const stored = (item: string, facts: { files: number; bytes: number }): EventDraft => ({
    item,
    type: 'stored',
    fields: { facts: { ...facts, object: `urn:uuid:${CASE}`, inventory: '0'.repeat(64) } },
  });
  const offer = {
    toOrganisation: 'Ministério Público',
    toState: 'PT',
    package: CASE,
    conditions: [...CONDITIONS, 'No onward transfer'],
  };
  return [
    enrol(keys.service, 'service'),
    enrol(keys.officer, 'officer'),
    undefined,
    {
      item: photo,
      type: 'acquired',
      detail: canonicalJson({ source: 'the phone of the harbour master', person: 'A. Examiner' }),
      fields: {
        ...taken(sha256(PHOTO), PHOTO.length),
        facts: { ...extent.photo, method: 'file', conditions: CONDITIONS },
      },
    },
    stored(photo, extent.photo),
    {
      item: share,
      type: 'acquired',
      fields: { ...taken(sha256(treeJsonl), treeJsonl.length), facts: { ...extent.share, method: 'tree' } },
    },
    stored(share, extent.share),
    undefined,
    {
      item: photo,
      type: 'checked',
      officer: true,
      fields: { digests: { sha256: sha256(PHOTO).toString('hex') }, size: PHOTO.length, facts: extent.photo },
    },
    {
      item: phone,
      type: 'acquired',
      fields: { ...taken(sha256(Buffer.from('gone')), 4), facts: { ...extent.phone, method: 'file' } },
    },
    {
      item: phone,
      type: 'destroyed',
      fields: { authority: { type: 'order', id: '12/27' }, facts: extent.phone },
    },
    { item: photo, type: 'offered', fields: { facts: offer } },
    { item: share, type: 'offered', fields: { facts: { ...offer, conditions: ['No onward transfer'] } } },
    undefined,
  ];
}

const uuid = (n: number): string => `01890a5d-ac96-774b-8cce-${String(n).padStart(12, '0')}`;

/** Turns drafts into leaves: chains them per item, binds details, signs. */
function makeLeaves(drafts: readonly (EventDraft | undefined)[], keys: Keys, tools: Tools): Buffer[] {
  const chains = new Map<string, { seq: number; prev: string }>();
  return drafts.map((draft, index) => {
    if (draft === undefined) return randomBytes(200);
    const chain = chains.get(draft.item);
    const event = {
      v: 1,
      type: draft.type,
      log: ORIGIN,
      id: uuid(index),
      item: draft.item,
      itemSeq: (chain?.seq ?? 0) + 1,
      ...(chain === undefined ? {} : { prev: chain.prev }),
      occurredAt: `2026-11-${String(index + 1).padStart(2, '0')}T10:15:00+01:00`,
      actor: {
        key: draft.signer?.fingerprint ?? fingerprint(draft.officer ? keys.officer : keys.service),
        role: draft.officer || draft.signer ? 'examiner' : 'operator',
        organisation: 'Cyber unit',
        state: 'FR',
      },
      ...(draft.detail === undefined
        ? {}
        : { detail: sha256(SALT, Buffer.from(draft.detail)).toString('hex') }),
      ...draft.fields,
    };
    const text = `${canonicalJson(event)}\n`;
    const leaf =
      draft.signer === undefined
        ? tools.eventNote(text, FIRST_TIME + index * 60, draft.officer)
        : Buffer.from(
            `${text}\n${draft.signer.line(text)}${serviceLine(keys.service, text, FIRST_TIME + index * 60)}`,
          );
    chains.set(draft.item, { seq: event.itemSeq, prev: leafHash(leaf).toString('hex') });
    return leaf;
  });
}

const pem = (key: KeyObject): Buffer =>
  Buffer.from(createPublicKey(key).export({ type: 'spki', format: 'pem' }));
const name = (index: number): string => String(index).padStart(6, '0');

export function buildPackage(hooks: Hooks = {}): Built {
  const keys = hooks.keys ?? newKeys();
  const tools = toolsOf(keys);
  const drafts = story(keys);
  hooks.drafts?.(drafts, keys);
  const leaves = makeLeaves(drafts, keys, tools);
  hooks.leaves?.(leaves, tools);
  const root = treeRoot(leaves);
  const made = tools.checkpoint(leaves.length, root);
  const checkpoint = Buffer.from(hooks.checkpoint?.(made.toString(), tools) ?? made);
  const bag: Files = new Map<string, Uint8Array>();
  evidenceFiles(bag);
  custodyFiles(bag, { keys, drafts, leaves, checkpoint, root });
  const policy = policyText(keys, tools);
  bag.set('custody/policy.txt', Buffer.from(hooks.policy?.(policy, tools) ?? policy));
  if (hooks.stamps !== undefined) {
    const { token, chain } = hooks.stamps(checkpoint);
    bag.set('custody/timestamps/example.tsr', token);
    bag.set('custody/chains/example.pem', Buffer.from(chain));
  }
  hooks.bag?.(bag, tools);
  tools.sealBag(bag);
  const files: Files = new Map(
    [...bag].map(([path, bytes]) => [path === 'package.note' ? path : `${BAG}/${path}`, bytes]),
  );
  hooks.after?.(files, tools);
  return { files, trust: policyText(keys, tools), keys };
}

function evidenceFiles(bag: Files): void {
  const [photo, share] = EXHIBITS;
  bag.set(`data/${photo}/bay.png`, PHOTO);
  bag.set(`data/${share}/tree.jsonl`, treeJsonl);
  for (const [path, text] of TREE) bag.set(`data/${share}/${path}`, Buffer.from(text));
  bag.set('case.jsonld', Buffer.from('{"@graph":[]}\n'));
  bag.set('report.pdf', Buffer.from('%PDF-1.7\n%%EOF\n'));
  bag.set('CHECK.txt', Buffer.from('How to check this package\n'));
}

interface Custody {
  readonly keys: Keys;
  readonly drafts: readonly (EventDraft | undefined)[];
  readonly leaves: readonly Buffer[];
  readonly checkpoint: Buffer;
  readonly root: Buffer;
}

function custodyFiles(bag: Files, custody: Custody): void {
  const { keys, drafts, leaves, checkpoint } = custody;

  const items = new Map<string, number[]>();
  for (const [index, draft] of drafts.entries()) {
    const leaf = leaves[index];
    if (draft === undefined || leaf === undefined) continue;
    items.set(draft.item, [...(items.get(draft.item) ?? []), index]);
    bag.set(`custody/events/${name(index)}.note`, leaf);
    const hashes = proofOf(leaves, index).map((hash) => `${hash.toString('base64')}\n`);
    const head = `c2sp.org/tlog-proof@v1\nindex ${index}\n${hashes.join('')}\n`;
    bag.set(`custody/proofs/${name(index)}.tlog-proof`, Buffer.concat([Buffer.from(head), checkpoint]));
    if (draft.detail !== undefined) {
      const detail = { salt: SALT.toString('base64'), text: draft.detail };
      bag.set(`custody/details/${name(index)}.json`, Buffer.from(`${canonicalJson(detail)}\n`));
    }
  }
  for (const [item, indexes] of items) {
    const last = leaves[indexes.at(-1) ?? 0] ?? Buffer.alloc(0);
    const text = headText(item, indexes.length, last, { size: leaves.length, root: custody.root });
    bag.set(`custody/heads/${item.replace(':', '_')}.note`, signedHead(keys.service, text));
  }
  bag.set('custody/checkpoint.note', checkpoint);
  bag.set('custody/keys/log-ed25519.pem', pem(keys.logEd25519));
  bag.set('custody/keys/log-ml-dsa-44.pem', pem(keys.logMlDsa44));
  bag.set('custody/keys/service.pem', pem(keys.service));
  const conditions = {
    v: 1,
    exhibits: {
      [EXHIBITS[0]]: [...CONDITIONS, 'No onward transfer'],
      [EXHIBITS[1]]: ['No onward transfer'],
      [EXHIBITS[2]]: [],
    },
  };
  bag.set('custody/conditions.json', Buffer.from(`${canonicalJson(conditions)}\n`));
}

function policyText(keys: Keys, tools: Tools): string {
  return [
    `log ${tools.vkey(ORIGIN, 1, keys.logEd25519)}`,
    `log ${tools.vkey(ORIGIN, 6, keys.logMlDsa44)}`,
    `witness PT ${tools.vkey('pt.example/witness', 4, keys.witness1)}`,
    `witness RS ${tools.vkey('rs.example/witness', 6, keys.witness2)}`,
    'group partners any PT RS',
    'quorum partners',
    '',
  ].join('\n');
}

interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

export function headText(item: string, events: number, lastLeaf: Buffer, tree: TreeHead): string {
  const head = {
    v: 1,
    type: 'itemHead',
    log: ORIGIN,
    item,
    events,
    last: leafHash(lastLeaf).toString('hex'),
    logSize: tree.size,
    logRoot: tree.root.toString('hex'),
  };
  return `${canonicalJson(head)}\n`;
}

export function signedHead(service: KeyObject, text: string): Buffer {
  return Buffer.from(`${text}\n${serviceLine(service, text, FIRST_TIME + 5000)}`);
}

/** OXUM stands for bytes and number of the files of evidence. */
export const BAG_INFO = 'Source-Organization: Cyber unit\nBagging-Date: 2026-11-25\nPayload-Oxum: OXUM\n';

/** Manifests, bag-info and the note beside the bag, as whoever holds the service key would write them. */
function sealBag(files: Files, service: KeyObject): void {
  const payload = [...files].filter(([path]) => path.startsWith('data/'));
  const bytes = payload.reduce((sum, [, file]) => sum + file.length, 0);
  const lines = (entries: readonly (readonly [string, Uint8Array])[]): Buffer =>
    Buffer.from(entries.map(([path, file]) => `${sha256(file).toString('hex')}  ${path}\n`).join(''));
  if (!files.has('bagit.txt'))
    files.set('bagit.txt', Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'));
  const info = files.get('bag-info.txt') ?? Buffer.from(BAG_INFO);
  files.set(
    'bag-info.txt',
    Buffer.from(Buffer.from(info).toString().replace('OXUM', `${bytes}.${payload.length}`)),
  );
  files.set('manifest-sha256.txt', lines(payload));
  const tags = [...files].filter(
    ([path]) => !path.startsWith('data/') && path !== 'tagmanifest-sha256.txt' && path !== 'package.note',
  );
  files.set('tagmanifest-sha256.txt', lines(tags));
  const text = `comity/package/v1\n${ORIGIN}\n${sha256(files.get('tagmanifest-sha256.txt') ?? Buffer.alloc(0)).toString('hex')}\n`;
  files.set('package.note', Buffer.from(`${text}\n${serviceLine(service, text, FIRST_TIME + 6000)}`));
}

export function toolsOf(keys: Keys): Tools {
  return {
    keys,
    eventNote: (text, time, officer) =>
      Buffer.from(
        `${text}\n${officer ? officerLine(keys.officer, text) : ''}${serviceLine(keys.service, text, time)}`,
      ),
    head: (item, events, last) =>
      signedHead(keys.service, headText(item, events, last, { size: 1, root: last })),
    checkpoint: (size, root) => checkpointNote(keys, size, root),
    cosignature: (text, time) => cosignature(keys.witness1, text, time),
    sealBag: (files) => sealBag(files, keys.service),
    leafHash,
    treeRoot,
    proof: proofOf,
    vkey: (keyName, type, key) => {
      const material = Buffer.concat([Buffer.of(type), raw(key)]);
      const id = sha256(Buffer.from(`${keyName}\n`), material)
        .subarray(0, 4)
        .toString('hex');
      return `${keyName}+${id}+${material.toString('base64')}`;
    },
  };
}
