// The letter as it leaves: what was signed, byte for byte, and at its end the mark with its digest and its place in the log, or the seal
// that was put on it.
import { hex } from '../../../base/bytes.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { leavesOfItem } from '../../../evidence/log/log.store.ts';
import { formLabels } from '../../../law/form-labels.store.ts';
import { CASE_ROLES } from '../../../people/roles.ts';
import { parseEventNote } from '../../../verify/event-note.ts';
import { letterLanguage, letterWords, type LetterLanguage } from '../../core/letter-language.ts';
import type { Message } from '../../machine/messages/message.ts';
import {
  authorityItem,
  sha256,
  statementBytes,
  type RequestSignature,
} from '../../machine/signature/signature.ts';
import { markPlace, markWords, renderMark, withMark, type Marked } from './mark.ts';
import { letterTongue, type Tongue } from '../../machine/text/tongue.ts';

/** What the mark of a signed letter says; undefined: signed before letters said who approved them, so that there is no room for it. */
export async function markOf(
  house: Pick<Installation, 'db' | 'identity'>,
  { papers, statement, requestId, documentSha256 }: RequestSignature,
): Promise<Marked | undefined> {
  if (papers.file === undefined) return undefined;
  // of ours: its digest is in the line that was signed
  const { authorisation } = JSON.parse(Buffer.from(papers.data).toString('utf8')) as Message;
  const { approval } = authorisation;
  const role = CASE_ROLES.find((one) => one === approval?.role);
  const digest = hex(sha256(statementBytes(statement)));
  const leaves = await leavesOfItem(house.db.kysely, authorityItem(requestId));
  const leaf = leaves.find(({ note, index }) => {
    const { event } = parseEventNote(note, `event ${index}`);
    return event.type === 'authorityAdded' && event.digests?.sha256 === digest;
  });
  if (approval === undefined || role === undefined || leaf === undefined) return undefined;
  return {
    name: approval.name,
    role,
    authority: approval.authority,
    state: approval.country,
    at: new Date(approval.timestamp),
    digest: hex(documentSha256),
    origin: house.identity.origin,
    index: leaf.index,
  };
}

/** In the language of the letter; fixed words alone stand in it. */
export function markTongue(language: LetterLanguage): Tongue {
  return letterTongue(letterWords(language), formLabels(language));
}

/** Without a seal the same each time; a seal is kept. */
export async function outgoingLetter(
  house: Pick<Installation, 'db' | 'identity'>,
  signature: RequestSignature,
  letterIn: string,
): Promise<Uint8Array> {
  const { document } = signature.papers;
  if (signature.sealed !== undefined) return signature.sealed.bytes;
  const marked = await markOf(house, signature);
  if (marked === undefined) return document;
  const tongue = markTongue(letterLanguage(letterIn) ?? 'en');
  const place = markPlace(false);
  const mark = await renderMark(marked, tongue, place);
  return withMark(document, mark, markWords(marked, tongue), place);
}
