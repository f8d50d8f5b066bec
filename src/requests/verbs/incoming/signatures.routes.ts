// What the signatures within a document say, and the document as it was signed.
import { isUuid } from '../../../base/ids.ts';
import { isoUtc } from '../../../base/time.ts';
import { documentAnchors } from '../../../evidence/log/document-anchor.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../../people/visit.routes.ts';
import { asSigned, documentSignatures, isUnread } from '../../machine/messages/document-signatures.ts';
import { paperAddress } from '../../machine/text/paper.pages.ts';
import type { RequestDesk } from '../drafting/request-found.routes.ts';
import { seePaper, type PaperRead } from './register.acts.ts';
import { signaturesPage, type SignaturesShown } from './signatures.pages.ts';
import { PAPER_HEADERS } from './paper-headers.ts';
import { damagedWords } from './unread.pages.ts';
import type { Messages } from '../../../web/messages.ts';

const PAPER = '/cases/:case/requests/papers/:paper' as const;

export function signatureRoutes(desk: RequestDesk): PageRoute[] {
  return [
    inCase('seeRequests', 'GET', `${PAPER}/signatures`, (visit) => show(desk, visit)),
    inCase('seeRequests', 'GET', `${PAPER}/as-signed`, (visit) => open(desk, visit)),
  ];
}

/** Undefined: there is none for this person, or it is no PDF. */
async function pdfOf({ people, law }: RequestDesk, visit: CaseVisit): Promise<PaperRead | undefined> {
  const { person, file } = visit;
  const id = visit.param('paper');
  const acting = { people, person, file, law: await law.current() };
  const kept = isUuid(id) ? await seePaper(acting, id) : undefined;
  return kept?.paper.mediaType === 'application/pdf' ? kept : undefined;
}

async function show(desk: RequestDesk, visit: CaseVisit): Promise<Response> {
  const kept = await pdfOf(desk, visit);
  if (kept === undefined) return visit.notFound();
  const { say } = visit.frame;
  const read = await signaturesRead(desk, say, { at: kept.paper.at, bytes: kept.bytes });
  return visit.page(signaturesPage(say, { file: visit.file, paper: kept.paper, read }));
}

/** Of a document that came then. */
export async function signaturesRead(
  { people }: Pick<RequestDesk, 'people'>,
  say: Messages,
  { at: came, bytes }: { readonly at: Date; readonly bytes: Uint8Array },
): Promise<SignaturesShown['read']> {
  try {
    const anchors = await documentAnchors(people);
    return await documentSignatures(bytes, { anchors, at: isoUtc(came.getTime()) });
  } catch (error) {
    if (isUnread(error)) return { why: damagedWords(say, error) };
    throw error;
  }
}

async function open(desk: RequestDesk, visit: CaseVisit): Promise<Response> {
  const kept = await pdfOf(desk, visit);
  const asked = visit.query('bytes');
  if (kept === undefined) return visit.notFound();
  if (!/^[1-9]\d{0,9}$/.test(asked)) return visit.go(`${paperAddress(visit.file, kept.paper)}/signatures`);
  try {
    const signed = await asSigned(kept.bytes, Number(asked));
    if (signed === undefined) return visit.notFound();
    return new Response(Buffer.from(signed), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="as-signed.pdf"',
        ...PAPER_HEADERS,
      },
    });
  } catch (error) {
    if (isUnread(error)) return visit.notFound();
    throw error;
  }
}
