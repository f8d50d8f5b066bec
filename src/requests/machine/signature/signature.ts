// What a prosecutor or judge signs: one line that names the request, its version, and the digests of the letter and of the data
// that they had before them. Device and browser sign its SHA-256 (docs/formats/request-signature.md).
import { canonicalJson } from '../../../base/canonical-json.ts';
import { hex, utf8 } from '../../../base/bytes.ts';
import { isoUtc } from '../../../base/time.ts';
import type { Uuid } from '../../../base/ids.ts';
import { nodeCrypto } from '../../../platform/node-crypto.ts';
import { digestOf } from '../../../verify/crypto.ts';

/** 1: what leaves and what is for the file in one. */
export const SIGNATURE_VERSION = 2;

/** The letter, the data in it, and what is for the file alone, to the byte. */
export interface SignedPapers {
  readonly document: Uint8Array;
  readonly data: Uint8Array;
  /** Undefined of a signature of version 1. */
  readonly file?: Uint8Array | undefined;
}

/** Acts that are signed, with the type of the line that is. */
export const SIGNED_ACTS = {
  authorise: 'requestAuthorised',
  /** In an emergency, by another competent authority: Regulation (EU) 2023/1543, Art. 4(5). */
  issueUnvalidated: 'requestIssuedUnvalidated',
  validate: 'requestValidated',
} as const;
export type SignedAct = keyof typeof SIGNED_ACTS;
type StatementType = (typeof SIGNED_ACTS)[SignedAct];

export function isSignedAct(act: string): act is SignedAct {
  return Object.hasOwn(SIGNED_ACTS, act);
}

/** Of a line that was kept; an unknown one is none of ours. */
export function statementTypeOf(type: unknown): StatementType {
  return Object.values(SIGNED_ACTS).find((one) => one === type) ?? 'requestAuthorised';
}

interface Statement {
  readonly type: StatementType;
  /** Such as `FR-2026-000012/R4`. */
  readonly reference: string;
  readonly requestId: Uuid;
  readonly version: number;
  readonly person: Uuid;
  readonly role: string;
  readonly at: Date;
  /** Known to the server alone until it asks: what another session was asked is not signed here. */
  readonly nonce: string;
  readonly papers: SignedPapers;
}

export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return digestOf(nodeCrypto, 'sha256', bytes);
}

export function statementText({ papers, at, type, ...said }: Statement): string {
  const { file } = papers;
  return `${canonicalJson({
    v: file === undefined ? 1 : SIGNATURE_VERSION,
    type,
    request: said.reference,
    requestId: said.requestId,
    version: said.version,
    person: said.person,
    role: said.role,
    at: isoUtc(at.getTime()),
    nonce: said.nonce,
    document: `sha256:${hex(sha256(papers.document))}`,
    data: `sha256:${hex(sha256(papers.data))}`,
    ...(file && { file: `sha256:${hex(sha256(file))}` }),
  })}\n`;
}

/** The item of the custody log under which what authorises a request is chained. */
export function authorityItem(request: Uuid): string {
  return `${AUTHORITY_ITEMS}${request}`;
}

export const AUTHORITY_ITEMS = 'request:';

export function statementBytes(text: string): Uint8Array {
  return utf8(text);
}

/** What was signed, as it is kept. */
export interface RequestSignature {
  readonly id: Uuid;
  readonly requestId: Uuid;
  readonly version: number;
  readonly role: string;
  readonly person: Uuid;
  /** Undefined for somebody who left the case. */
  readonly name: string | undefined;
  readonly papers: SignedPapers;
  readonly documentSha256: Uint8Array;
  readonly dataSha256: Uint8Array;
  readonly fileSha256?: Uint8Array | undefined;
  readonly statement: string;
  readonly keyFingerprint: string;
  readonly keySpki: Uint8Array;
  readonly origin: string;
  /** As in docs/formats/passkey.md, item 6, without the key ID. */
  readonly assertion: Uint8Array;
  /** Digest of the wording of the form that was signed, where that was kept. */
  readonly wording?: string | undefined;
  readonly at: Date;
  readonly voidAt: Date | undefined;
  readonly voidReason: string | undefined;
  /** The letter as it leaves, where a seal was put on it. */
  readonly sealed?: KeptSeal | undefined;
}

export interface KeptSeal {
  readonly bytes: Uint8Array;
  readonly level: SealLevel;
  readonly by: string;
  readonly at: Date;
}

/** Of PAdES (EN 319 142-1): signed; with the time of an authority; with what a verifier needs in later years. */
export const SEAL_LEVELS = ['B-B', 'B-T', 'B-LT'] as const;
export type SealLevel = (typeof SEAL_LEVELS)[number];

/** Closed; in the order in which they are made. */
const SIGNATURE_CHECKS = ['document', 'data', 'file', 'statement', 'version', 'key', 'assertion'] as const;
export type SignatureCheck = (typeof SIGNATURE_CHECKS)[number];
