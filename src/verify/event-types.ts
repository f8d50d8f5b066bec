// The closed list of custody events, and the facts each may carry. A correction is a new event; nothing is edited.

export const EVENT_GROUPS = {
  gather: ['identified', 'seized', 'acquired', 'received', 'sealed', 'unsealed', 'preserved'],
  keep: ['stored', 'moved', 'viewed', 'streamed', 'downloaded', 'checked', 'checkFailed', 'held', 'released'],
  work: ['copied', 'derived', 'extracted', 'redacted', 'translated'],
  share: [
    'offered',
    'accepted',
    'rejected',
    'withdrawn',
    'receiptFiled',
    'refusalFiled',
    'disclosed',
    'submitted',
    'returned',
  ],
  end: ['destroyed', 'detailErased'],
  govern: [
    'authorityAdded',
    'authorityWithdrawn',
    'conditionAdded',
    'corrected',
    'keyEnrolled',
    'keyRotated',
    'keyRevoked',
    'logKeysReplaced',
    'roleGranted',
    'restored',
    'anchored',
  ],
} as const;

type EventGroup = keyof typeof EVENT_GROUPS;
export type EventType = (typeof EVENT_GROUPS)[EventGroup][number];

export const EVENT_TYPES: readonly EventType[] = Object.values(EVENT_GROUPS).flat();

/** hex: 64 lower-case hex digits. count: whole number from 0. words: list of texts. any: JSON of the stated shape. */
export type FactKind = 'hex' | 'id' | 'count' | 'text' | 'words' | 'flag' | 'any';

export interface FactRule {
  readonly [name: string]: FactKind | `${FactKind}?`;
}

/** How many bytes and files an exhibit has, for every event that takes or gives them. */
const EXTENT = { files: 'count', bytes: 'count' } as const;
const FROM = {
  fromLog: 'text',
  fromItem: 'text',
  fromEvent: 'hex',
  checkpointSize: 'count',
  checkpointRoot: 'hex',
} as const;
const PARTY = { toOrganisation: 'text', toState: 'text?' } as const;
const WORK = { inputs: 'words?', outputs: 'words?', method: 'text?' } as const;

/** Names are public within the log and leave with a package, so they never hold personal data: that goes into the detail. */
export const FACTS: { readonly [type in EventType]: FactRule } = {
  identified: {},
  seized: {},
  // method: file, tree, device, image, stream. image: the three results of forensics. badRanges, retriedRanges: [offset, bytes] pairs.
  acquired: {
    ...EXTENT,
    method: 'text',
    chunks: 'hex?',
    image: 'any?',
    badRanges: 'any?',
    badBytes: 'count?',
    retriedRanges: 'any?',
    retriedBytes: 'count?',
    changes: 'any?',
    conditions: 'words?',
    writeBlocker: 'text?',
  },
  received: { ...EXTENT, ...FROM, package: 'hex', conditions: 'words?' },
  sealed: { seal: 'text?' },
  unsealed: { seal: 'text?' },
  preserved: { request: 'text?', until: 'text?' },
  stored: { ...EXTENT, object: 'text', inventory: 'hex' },
  moved: { from: 'text?', to: 'text?' },
  viewed: { purpose: 'text?' },
  streamed: { from: 'count?', to: 'count?' },
  downloaded: { files: 'count?', bytes: 'count?' },
  checked: { ...EXTENT },
  checkFailed: {
    ...EXTENT,
    what: 'text',
    expected: 'text',
    found: 'text',
    differences: 'count?',
    image: 'any?',
  },
  held: { until: 'text?' },
  released: {},
  copied: { ...WORK },
  derived: { ...WORK },
  extracted: { ...WORK },
  redacted: { ...WORK },
  translated: { ...WORK, language: 'text?' },
  offered: { ...PARTY, package: 'id', conditions: 'words?' },
  // offer: leaf hash of the `offered` event that is answered, where it came by line.
  accepted: { ...FROM, package: 'hex', offer: 'hex?' },
  rejected: { ...FROM, package: 'hex?', offer: 'hex?' },
  withdrawn: { handOver: 'id' },
  receiptFiled: { ...FROM },
  refusalFiled: { ...FROM },
  disclosed: { ...PARTY, package: 'id', conditions: 'words?' },
  submitted: { ...PARTY, package: 'id?' },
  returned: { ...PARTY },
  /** `copies`: packages with it that lay here and were taken off too. */
  destroyed: { ...EXTENT, copies: 'count?' },
  detailErased: { event: 'id' },
  // lifts: conditions that no longer bind, word for word; only those that keep an exhibit to leads.
  authorityAdded: { lifts: 'words?' },
  // Of what was signed on a request. cause: the act that ended it, such as change or withdraw.
  authorityWithdrawn: { cause: 'text' },
  // Limits on use that were stated later. None is ever taken away.
  conditionAdded: { conditions: 'words' },
  corrected: { event: 'id', field: 'text', value: 'text?' },
  // origin: of a passkey, the address at which its person signs. replaces, cause: of a key of the service, the one it follows.
  keyEnrolled: {
    key: 'hex',
    algorithm: 'text',
    use: 'text',
    publicKey: 'text',
    origin: 'text?',
    replaces: 'hex?',
    cause: 'text?',
  },
  keyRotated: { key: 'hex', successor: 'hex', cause: 'text?' },
  keyRevoked: { key: 'hex' },
  // Verifier keys of the log (C2SP signed-note). cause: planned, compromised, lost. overlapUntil: the old ones sign too.
  logKeysReplaced: {
    cause: 'text',
    oldEd25519: 'text',
    oldMlDsa44: 'text',
    newEd25519: 'text',
    newMlDsa44: 'text',
    overlapUntil: 'text?',
  },
  // Access to a case for a time, on the item of the case reference: without a key. The names are in the detail.
  roleGranted: { role: 'text', key: 'hex?', until: 'text?' },
  // published: what had been published; found: what the database held; recovered: events read back from tiles.
  restored: {
    publishedSize: 'count',
    publishedRoot: 'hex',
    foundSize: 'count',
    recovered: 'count',
    lostFrom: 'count?',
    lostTo: 'count?',
  },
  anchored: { size: 'count', sha512: 'text' },
};

/**
 * A hand-over between two persons of one agency carries these facts instead: `handOver` ties the answer to its offer. The
 * names are in the detail.
 */
export const HAND_OVER_FACTS: { readonly [type in EventType]?: FactRule } = {
  offered: { handOver: 'id', toRole: 'text' },
  accepted: { handOver: 'id' },
  rejected: { handOver: 'id' },
};

/** Events that must name the order, warrant, request or consent they rest on. */
export const NEEDS_AUTHORITY: readonly EventType[] = [
  'seized',
  'acquired',
  'received',
  'destroyed',
  'detailErased',
];
/** Events that must carry the digest of the exhibit. */
export const NEEDS_DIGEST: readonly EventType[] = ['acquired', 'received', 'checked'];
