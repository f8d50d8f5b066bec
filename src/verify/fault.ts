// What can be wrong with a log, an event or a package. Every check of this folder ends in nothing or in one Fault.

/** The closed list; `docs/formats/verify.md` explains each. Never renamed: scripts and courts quote them. */
export const FAULT_CODES = [
  'unreadable', // the place cannot be opened or listed, or is neither a folder nor a package file
  'limitExceeded', // more bytes, entries or depth than any honest package has
  'unsafeName', // absolute, climbing, reserved, not UTF-8, or the same as another after Unicode folding
  'unsafeEntry', // a link, device or other thing that is neither file nor folder
  'unsafeArchive', // a zip whose parts overlap, lie about their size or are compressed
  'bagInvalid', // BagIt 1.0: declaration, bag-info or manifest is not of the required form
  'fetchRefused', // fetch.txt: a package that asks the checker to download
  'fileMissing', // listed, not there
  'fileUnlisted', // there, not listed
  'fileChanged', // digest or size differs from the manifest
  'noteInvalid', // a signed note is not of the C2SP form
  'keyInvalid', // a key is not of the form it says
  'keyUntrusted', // not the key that came by another road
  'signatureMissing', // the required signature is not there
  'signatureWrong', // a signature does not verify
  'checkpointInvalid', // checkpoint text is not of the C2SP form
  'quorumMissing', // fewer witnesses than the policy asks
  'proofInvalid', // an inclusion or consistency proof does not lead to the root
  'tileInvalid', // a tile or entry bundle is not what the tree says
  'policyInvalid', // a policy is not of the C2SP form
  'eventInvalid', // an event is not canonical JSON of the required fields
  'chainBroken', // prev or itemSeq skip, repeat or contradict
  'chainIncomplete', // fewer or more events than the item head states
  'keyNotEnrolled', // an event's key was not enrolled, or was revoked, at the checkpoint
  'exhibitMismatch', // evidence files are not what the events say
  'requestMismatch', // a request is not what its person signed, or what they signed is not in the log
  'detailMismatch', // a private detail is not what the event bound
  'timestampInvalid', // an RFC 3161 token is malformed, is over something else, or its signature or certificate fails
  'notCheckedHere', // this program cannot check it (an algorithm the browser lacks)
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/** What people have to weigh of a signature or its certificate: pages say it in the reader's language, with these parts. */
interface FaultReasons {
  readonly documentDigest: readonly [];
  readonly signature: readonly [];
  readonly issuerSignature: readonly [certificate: string, issuer: string];
  readonly noCertificate: readonly [];
  readonly binding: readonly [];
  readonly notValidAt: readonly [certificate: string, at: string, from: string, to: string];
  readonly critical: readonly [certificate: string, oid: string];
  readonly notAuthority: readonly [certificate: string];
  readonly mayNotIssue: readonly [certificate: string];
  readonly otherPurpose: readonly [certificate: string, oids: string];
  readonly tooDeep: readonly [certificate: string];
  readonly tooLong: readonly [];
  readonly noPath: readonly [certificate: string, issuer: string];
  readonly nameOutside: readonly [certificate: string, authority: string];
  readonly nameNotChecked: readonly [certificate: string, authority: string];
  readonly revoked: readonly [certificate: string, since: string, asOf: string];
  readonly noSigning: readonly [];
  readonly otherUse: readonly [oids: string];
  readonly algorithm: readonly [name: string];
  readonly keyLength: readonly [bits: string];
  /** A digest or a key by which somebody else could have made it. */
  readonly weak: readonly [name: string];
  readonly kind: readonly [name: string];
  readonly range: readonly [];
  readonly stampOther: readonly [];
  /** What the standard calls the part, and where in the signature it stands or should: its byte, from 0. */
  readonly part: readonly [name: string, byte: string];
  readonly form: readonly [byte: string];
  readonly lacks: readonly [name: string];
  readonly encrypted: readonly [];
  readonly tooLarge: readonly [];
}

export type FaultReason = {
  readonly [key in keyof FaultReasons]: { readonly key: key; readonly parts: FaultReasons[key] };
}[keyof FaultReasons];

export function because<Key extends keyof FaultReasons>(key: Key, ...parts: FaultReasons[Key]): FaultReason {
  return { key, parts } as unknown as FaultReason; // of one key, by the parameters
}

export class Fault extends Error {
  readonly code: FaultCode;
  /** The file, event or line that is wrong, as the package names it. */
  readonly place: string;
  readonly expected: string;
  readonly found: string;
  /** Undefined: of what is no signature and no certificate. */
  readonly reason: FaultReason | undefined;

  constructor(code: FaultCode, place: string, expected: string, found: string, reason?: FaultReason) {
    super(`${place}: expected ${expected}; found ${found}.`);
    this.name = 'Fault';
    this.code = code;
    this.place = place;
    this.expected = expected;
    this.found = found;
    this.reason = reason;
  }
}
