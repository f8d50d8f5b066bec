// Checks what was signed, years later: from the letter, the data and the assertion that were kept, and the log that enrolled
// the key.
import { equalBytes, hex, utf8 } from '../../../base/bytes.ts';
import type { Uuid } from '../../../base/ids.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { officerKeyName } from '../../../verify/officer-key.ts';
import { keyEventNotes } from '../../../evidence/log/officer.acts.ts';
import type { Knowledge } from '../../../law/model.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { nodeCrypto } from '../../../platform/node-crypto.ts';
import { parseEventNote } from '../../../verify/event-note.ts';
import { Fault } from '../../../verify/fault.ts';
import { passkeyOf, verifyPasskeyLine } from '../../../verify/passkey.ts';
import { legalForm, dayBegun } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import { noRequest } from '../../core/request.ts';
import { requestReference } from '../../core/request.ts';
import { requestOf, versionOf } from '../../machine/states/request.store.ts';
import { asWorded } from '../../core/wording.ts';
import { wordingOf } from '../../machine/states/wording.store.ts';
import { addresseeCopy } from './copies.ts';
import { filePartText, type FilePart } from './file-part.ts';
import type { Message } from '../../machine/messages/message.ts';
import { writeRequest, writeWithReasons } from '../../machine/messages/request-file.ts';
import {
  sha256,
  statementText,
  statementTypeOf,
  type RequestSignature,
  type SignatureCheck,
} from '../../machine/signature/signature.ts';
import { signaturesOf } from '../../machine/signature/signature.store.ts';

interface CheckedSignature {
  readonly signature: RequestSignature;
  /** The first check that fails, and what was found; undefined when all hold. */
  readonly wrong: { readonly check: SignatureCheck; readonly found: string } | undefined;
}

interface SignedRequest {
  readonly caseId: Uuid;
  /** Of the case. */
  readonly reference: string;
  readonly number: number;
}

/** What is needed to check the signatures of a request. Refusals: notFound. */
export async function keptSignatures(
  tx: Tx,
  { caseId, reference, number }: SignedRequest,
  { forms }: Knowledge,
) {
  const request = await requestOf(tx, caseId, number);
  const form = formOf(request?.form);
  if (request === undefined || form === undefined) throw noRequest(number);
  const found: Kept[] = [];
  for (const signature of await signaturesOf(tx, request.id)) {
    const version = await versionOf(tx, request.id, signature.version);
    const then = await wordingOf(tx, signature.wording);
    const newest = legalForm(form, forms, dayBegun(request));
    const legal = then === undefined ? newest : asWorded(newest, then);
    const about = { reference: requestReference(reference, number), requestId: request.id };
    const now = (): PartsNow | undefined =>
      version && partsNow(signature, { ...about, draft: { legal, ...version }, version });
    found.push({ signature, now, reference: about.reference });
  }
  return found;
}

interface Kept {
  readonly signature: RequestSignature;
  /** What the answers of the version give, as they stand now. */
  readonly now: () => PartsNow | undefined;
  readonly reference: string;
}

interface PartsNow {
  readonly data: string;
  /** Undefined of a signature of version 1, whose data held it. */
  readonly file: string | undefined;
}

/** Who sent it to whom, and who approved it, are taken from what was signed: they are no answers of the version. */
function partsNow({ papers }: RequestSignature, part: FilePart): PartsNow {
  if (papers.file === undefined) return { data: writeWithReasons(part.draft), file: undefined };
  // of ours: its digest is in the line that was signed
  const said = JSON.parse(Buffer.from(papers.data).toString('utf8')) as Message;
  const { form: _form, details: _details, ...authorisation } = said.authorisation;
  const data = writeRequest(addresseeCopy(part.draft), { header: said.header, authorisation });
  return { data, file: filePartText(part) };
}

/** Each checked from the bytes that were kept. */
export async function checkSignatures(
  house: Installation,
  kept: readonly Kept[],
): Promise<CheckedSignature[]> {
  const checked: CheckedSignature[] = [];
  for (const one of kept)
    checked.push({ signature: one.signature, wrong: await firstWrong(house, one.signature, one) });
  return checked;
}

async function firstWrong(
  house: Installation,
  signature: RequestSignature,
  { reference, now }: Omit<Kept, 'signature'>,
): Promise<CheckedSignature['wrong']> {
  const { papers, statement } = signature;
  const wrong = (check: SignatureCheck, found: string): CheckedSignature['wrong'] => ({ check, found });
  if (!equalBytes(sha256(papers.document), signature.documentSha256))
    return wrong('document', 'a letter with another digest');
  if (!equalBytes(sha256(papers.data), signature.dataSha256))
    return wrong('data', 'data with another digest');
  const { file } = papers;
  if (file !== undefined && !equalBytes(sha256(file), signature.fileSha256 ?? new Uint8Array()))
    return wrong('file', 'a part for the file with another digest');
  const said = JSON.parse(statement) as { readonly [name: string]: unknown };
  const again = statementText({
    type: statementTypeOf(said['type']),
    reference,
    requestId: signature.requestId,
    version: signature.version,
    person: signature.person,
    role: signature.role,
    at: new Date(String(said['at'])),
    nonce: String(said['nonce']),
    papers,
  });
  if (again !== statement) return wrong('statement', 'a statement about something else');
  const isSame = (text: string | undefined, bytes: Uint8Array | undefined): boolean =>
    text === undefined ? bytes === undefined : bytes !== undefined && equalBytes(Buffer.from(text), bytes);
  const parts = now();
  if (parts === undefined || !isSame(parts.data, papers.data) || !isSame(parts.file, file))
    return wrong('version', 'answers that are not the ones that were signed');
  return wrongSigner(house, signature);
}

/** A line that a person signed, as it is kept: of an authorisation, or of a translator's certificate. */
interface SignedLine {
  readonly statement: string;
  readonly keyFingerprint: string;
  readonly keySpki: Uint8Array;
  readonly origin: string;
  /** As in docs/formats/passkey.md, item 6, without the key ID. */
  readonly assertion: Uint8Array;
  readonly at: Date;
}

/** Undefined: a key that was enrolled here by then signed this line. */
export async function wrongSigner(
  house: Installation,
  line: SignedLine,
): Promise<{ readonly check: 'key' | 'assertion'; readonly found: string } | undefined> {
  const { statement, keySpki, keyFingerprint, origin, assertion } = line;
  if (hex(sha256(keySpki)) !== keyFingerprint || !(await isKeyOf(house, line)))
    return { check: 'key', found: 'a key that the log did not enrol here by then' };
  const name = officerKeyName(house.identity.origin, keyFingerprint);
  const key = passkeyOf(nodeCrypto, name, keySpki, origin);
  const signature = { name, keyId: key.keyId, bytes: assertion };
  try {
    const isGood = await verifyPasskeyLine(
      nodeCrypto,
      key,
      { signature, text: utf8(statement) },
      'signature',
    );
    return isGood
      ? undefined
      : { check: 'assertion', found: `${key.algorithm}, which this program does not check` };
  } catch (error) {
    if (error instanceof Fault) return { check: 'assertion', found: error.message };
    throw error;
  }
}

/** Enrolled for this origin when it signed, and not ended by then. */
async function isKeyOf(house: Installation, { keyFingerprint, origin, at }: SignedLine): Promise<boolean> {
  const events = (await keyEventNotes(house, keyFingerprint)).map(
    (note) => parseEventNote(note, 'key event').event,
  );
  const before = events.filter(({ occurredAt }) => Date.parse(occurredAt) <= at.getTime());
  return (
    before.some((event) => event.type === 'keyEnrolled' && event.facts?.['origin'] === origin) &&
    !before.some(({ type }) => type === 'keyRevoked')
  );
}
