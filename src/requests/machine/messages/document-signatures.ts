// The signatures within a document that came as a PDF (ISO 32000-2, 12.8): which there are, whether each verifies over the bytes it
// names, and what was added to the document after it.
import { equalBytes } from '../../../base/bytes.ts';
import { Refusal } from '../../../base/refusal.ts';
import { nodeCrypto } from '../../../platform/node-crypto.ts';
import { signaturesOf, type PdfSignatures } from '../../../platform/pdf.ts';
import { changesAfter } from '../../../platform/pdf-changes.ts';
import {
  verifyDocumentSignature,
  verifyDocumentStamp,
  type DocumentSignature,
  type DocumentSignatureQuestion,
  type GoodStamp,
} from '../../../verify/document-signature.ts';
import { storeOf, type DocumentStore } from '../../../verify/document-store.ts';
import { because, Fault } from '../../../verify/fault.ts';

export const MAX_SIGNATURES = 20;

export interface SignedDocument {
  readonly pages: number;
  /** The last first. */
  readonly signatures: readonly SignatureFound[];
  /** Something in it has the marks of a signature and is none that a reader of PDFs shows. */
  readonly hasOthers: boolean;
  /** How many of each lie in it beside its signatures (DSS; ETSI EN 319 142-1, 5.4.2). */
  readonly store: {
    readonly certificates: number;
    readonly lists: number;
    readonly answers: number;
  };
}

export interface SignatureFound {
  /** In the words of the document: nobody vouches for them but its signer. */
  readonly says: { readonly name: string | undefined; readonly reason: string | undefined };
  readonly finding: Finding;
  readonly after: After | undefined;
}

type Finding =
  /** It verifies over every byte up to where it ends. */
  | { readonly kind: 'good'; readonly signature: DocumentSignature }
  /** A time stamp over the document, by an authority; nobody else signed with it. */
  | { readonly kind: 'stamp'; readonly stamp: GoodStamp }
  | { readonly kind: 'bad'; readonly why: Fault }
  | { readonly kind: 'notChecked'; readonly why: Fault };

/** What stands in the file after what was signed: nobody signed it with this signature. */
export interface After {
  readonly bytes: number;
  /** Where the document as it was signed ends: the first so many bytes are that document. */
  readonly signedBytes: number;
  /** Pages as it was signed, and now; undefined where what was signed is no document by itself. */
  readonly pages: readonly [then: number, now: number] | undefined;
  /** What of the document itself is another; none: only signatures, time stamps and what verifies them were added. Undefined: not known. */
  readonly changes: readonly string[] | undefined;
}

interface Trusting {
  /** DER. */
  readonly anchors: readonly Uint8Array[];
  /** RFC 3339: when the document came. */
  readonly at: string;
}

/** Refusals: tooLarge, badInput, unsupported (a password). */
export async function documentSignatures(pdf: Uint8Array, trusting: Trusting): Promise<SignedDocument> {
  const { pages, isEncrypted, signatures: listed, der } = await signaturesOf(pdf, MAX_SIGNATURES);
  const store = storeOf(
    der.map((one) => Buffer.from(one, 'base64')),
    'the document store',
  );
  const signatures: SignatureFound[] = [];
  for (const one of listed)
    signatures.push({
      says: { name: one.name ?? undefined, reason: one.reason ?? undefined },
      finding: await findingOf(pdf, one, { ...trusting, store, isEncrypted }),
      after: afterOf(pdf, one, pages),
    });
  return {
    pages,
    signatures,
    hasOthers: marksIn(pdf) > listed.length,
    store: {
      certificates: store.certificates.length,
      lists: store.lists.length,
      answers: store.answers.length,
    },
  };
}

/** The document up to where a signature of it ends. Undefined: no signature ends there. */
export async function asSigned(pdf: Uint8Array, signedBytes: number): Promise<Uint8Array | undefined> {
  const { signatures } = await signaturesOf(pdf, MAX_SIGNATURES);
  return signatures.some((one) => endOf(one) === signedBytes) ? pdf.subarray(0, signedBytes) : undefined;
}

type Listed = PdfSignatures['signatures'][number];

async function findingOf(
  pdf: Uint8Array,
  listed: Listed,
  {
    anchors,
    at,
    store,
    isEncrypted,
  }: Trusting & { readonly store: DocumentStore; readonly isEncrypted: boolean },
): Promise<Finding> {
  const place = listed.field === '' ? 'signature' : `signature ${listed.field}`;
  try {
    // What a reader shows as the signature of such a document is decrypted: whether the gap is that very string cannot be said.
    if (isEncrypted)
      throw new Fault(
        'notCheckedHere',
        place,
        'a document that is not encrypted',
        'one that is',
        because('encrypted'),
      );
    const question: DocumentSignatureQuestion = {
      cms: contentsOf(pdf, listed, place),
      signed: piecesOf(pdf, listed),
      mustBind: listed.subFilter === 'ETSI.CAdES.detached',
      trust: anchors,
      at,
      store,
      place,
    };
    switch (listed.subFilter) {
      case 'adbe.pkcs7.detached':
      case 'ETSI.CAdES.detached':
        return { kind: 'good', signature: await verifyDocumentSignature(nodeCrypto, question) };
      case 'ETSI.RFC3161':
        return { kind: 'stamp', stamp: await verifyDocumentStamp(nodeCrypto, question) };
      default:
        throw new Fault(
          'notCheckedHere',
          place,
          'a signature of the kind adbe.pkcs7.detached, ETSI.CAdES.detached or ETSI.RFC3161',
          listed.subFilter ?? 'none named',
          because('kind', listed.subFilter ?? '?'),
        );
    }
  } catch (why) {
    if (!(why instanceof Fault)) throw why;
    return { kind: why.code === 'notCheckedHere' ? 'notChecked' : 'bad', why };
  }
}

function piecesOf(pdf: Uint8Array, { byteRange: [a, b, c, d] }: Listed): readonly [Uint8Array, Uint8Array] {
  return [pdf.subarray(a, a + b), pdf.subarray(c, c + d)];
}

function endOf({ byteRange: [, , c, d] }: Listed): number {
  return c + d;
}

/**
 * The signature itself, from the one gap in what is signed. The gap is exactly the string that the document shows as its signature:
 * a larger one would leave room for words that nobody signed.
 */
function contentsOf(pdf: Uint8Array, { byteRange: [a, b, c, d], cms }: Listed, place: string): Uint8Array {
  const bad = (found: string): Fault =>
    new Fault(
      'timestampInvalid',
      place,
      'a signature over all of the document but itself',
      found,
      because('range'),
    );
  if (a !== 0 || b <= 0 || d <= 0 || c <= b || c + d > pdf.length) throw bad('a range outside of it');
  const gap = Buffer.from(pdf.subarray(b, c)).toString('latin1');
  const [, digits] = /^<([\da-fA-F]*)>$/.exec(gap) ?? [];
  if (digits === undefined || digits.length % 2 !== 0) throw bad('a gap that holds something else besides');
  const bytes = Buffer.from(digits, 'hex');
  if (!equalBytes(bytes, Buffer.from(cms, 'base64')))
    throw bad('a gap with another signature than the one that is shown');
  return bytes;
}

/** White space after the last line is nothing. */
function afterOf(pdf: Uint8Array, listed: Listed, now: number): After | undefined {
  const signedBytes = endOf(listed);
  const rest = pdf.subarray(signedBytes);
  if (rest.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d)) return undefined;
  const { pages: then } = listed;
  const pages = then === null ? undefined : ([then, now] as const);
  return { bytes: rest.length, signedBytes, pages, changes: changesAfter(pdf, signedBytes) };
}

/** How often the key of a signature dictionary stands in it. */
function marksIn(pdf: Uint8Array): number {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  let count = 0;
  for (
    let at = bytes.indexOf('/ByteRange');
    at >= 0 && count <= MAX_SIGNATURES;
    at = bytes.indexOf('/ByteRange', at + 1)
  )
    count++;
  return count;
}

/** Said where a document cannot be read for them. */
export function isUnread(error: unknown): error is Refusal {
  return error instanceof Refusal && ['tooLarge', 'badInput', 'unsupported'].includes(error.code);
}
