// Registering a request of another State on the web, and the documents that came with one.
import { isUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { isRfc3339 } from '../base/time.ts';
import { isStateCode } from '../law/states.ts';
import { inCase, takingBytes, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import { fileOfForm } from '../platform/form-file.ts';
import type { Errors } from '../web/parts.ts';
import type { Messages } from '../web/messages.ts';
import { FORMS } from './forms/index.ts';
import { isZone, type Acting } from './life.acts.ts';
import { PRIORITIES } from './message.ts';
import { isScan, MAX_PAPER_BYTES } from './paper.ts';
import { keepPaper, readPaper, registerRequest, seePaper, type DocumentRead } from './register.acts.ts';
import {
  addPaperPage,
  documentPage,
  INCOMING,
  kindPage,
  receiptPage,
  type Arriving,
} from './register.pages.ts';
import { aboutRequest, legalForms, type Found, type RequestDesk } from './request-found.routes.ts';
import { requestAddress } from './request-shown.pages.ts';

const BASE = '/cases/:case/requests' as const;

export function registerRoutes(desk: RequestDesk): PageRoute[] {
  const page = `${BASE}${INCOMING}` as const;
  return [
    inCase('draftRequest', 'GET', page, (visit) =>
      visit.page(documentPage(visit.frame.say, nothingYet(visit, {}))),
    ),
    takingBytes(inCase('draftRequest', 'POST', page, (visit) => takeDocument(desk, visit))),
    inCase('draftRequest', 'GET', `${page}/kind`, (visit) => askKind(desk, visit, {})),
    inCase('draftRequest', 'GET', `${page}/receipt`, (visit) => askReceipt(desk, visit, visit.queries(), {})),
    inCase('draftRequest', 'POST', `${page}/receipt`, (visit) => register(desk, visit)),
    inCase('seeRequests', 'GET', `${BASE}/papers/:paper`, (visit) => showPaper(desk, visit)),
    aboutRequest(desk, ['draftRequest', 'GET', '/papers'], (found) => askPaper(found, {})),
    takingBytes(aboutRequest(desk, ['draftRequest', 'POST', '/papers'], (found) => addPaper(desk, found))),
  ];
}

async function actingOf({ people, law }: RequestDesk, { person, file }: CaseVisit): Promise<Acting> {
  return { people, person, file, law: await law.current() };
}

function nothingYet({ file }: CaseVisit, errors: Errors): Arriving {
  return { file, paper: undefined, found: undefined, given: new URLSearchParams(), errors };
}

async function takeDocument(desk: RequestDesk, visit: CaseVisit): Promise<Response> {
  const { say } = visit.frame;
  try {
    const sent = await oneFile(visit);
    if (sent === undefined)
      return await visit.page(
        documentPage(say, nothingYet(visit, { file: say.requestIncoming.choose })),
        422,
      );
    const id = await keepPaper(await actingOf(desk, visit), sent);
    return visit.go(requestAddress(visit.file, undefined, `${INCOMING}/kind?paper=${id}`));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return visit.page(documentPage(say, nothingYet(visit, { file: error.message })), 422);
  }
}

/** Undefined: none was chosen. Refusals: tooLarge, badInput. */
async function oneFile(visit: CaseVisit): Promise<{ name: string; bytes: Uint8Array } | undefined> {
  const request = visit.request();
  if (request.body === null) return undefined;
  const sent = await fileOfForm(request.body, request.headers.get('content-type') ?? '');
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of sent.bytes) {
    size += piece.length;
    if (size > MAX_PAPER_BYTES)
      throw new Refusal('tooLarge', {
        expected: `a document of at most ${MAX_PAPER_BYTES} bytes`,
        found: 'more',
        next: 'Send it in parts.',
      });
    pieces.push(Buffer.from(piece));
  }
  return sent.name === '' ? undefined : { name: sent.name, bytes: Buffer.concat(pieces) };
}

interface Arrival {
  readonly arriving: Arriving;
  readonly read: DocumentRead | undefined;
}

/** Undefined: a document is named that is not of this case, or was registered. */
async function arrival(
  desk: RequestDesk,
  visit: CaseVisit,
  given: URLSearchParams,
  errors: Errors,
): Promise<Arrival | undefined> {
  const id = given.get('paper') ?? '';
  const { file } = visit;
  if (id === '')
    return { arriving: { file, paper: undefined, found: undefined, given, errors }, read: undefined };
  const acting = await actingOf(desk, visit);
  const kept = isUuid(id) ? await seePaper(acting, id) : undefined;
  if (kept === undefined || kept.request !== undefined) return undefined;
  const read = await readPaper(kept, acting.law);
  return { arriving: { file, paper: kept.paper, found: read.kind, given, errors }, read };
}

async function askKind(desk: RequestDesk, visit: CaseVisit, errors: Errors): Promise<Response> {
  const given = visit.queries(); // asked for with GET: what lacks is said, and nothing was refused
  const found = await arrival(desk, visit, given, errors);
  if (found === undefined) return visit.notFound();
  const { arriving, read } = found;
  // A document that says its kind has answered this question.
  if (read?.kind === 'read') {
    const query = new URLSearchParams({
      paper: given.get('paper') ?? '',
      form: read.message.authorisation.form,
    });
    return visit.go(requestAddress(visit.file, undefined, `${INCOMING}/receipt?${query.toString()}`));
  }
  return visit.page(kindPage(visit.frame.say, arriving, legalForms(await desk.law.current())));
}

async function askReceipt(
  desk: RequestDesk,
  visit: CaseVisit,
  given: URLSearchParams,
  errors: Errors,
): Promise<Response> {
  if (!FORMS.some(({ id }) => id === given.get('form')))
    return askKind(desk, visit, { form: visit.frame.say.form.choose });
  const found = await arrival(desk, visit, given, errors);
  if (found === undefined) return visit.notFound();
  const { arriving, read } = found;
  if (visit.queries().has('form') && read?.kind === 'read') {
    const { header, authorisation } = read.message;
    given.set('state', header.sender?.country ?? '');
    given.set('reference', header.transaction ?? '');
    given.set('urgency', authorisation.priority ?? 'normal');
  }
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return visit.page(receiptPage(visit.frame.say, arriving), status);
}

async function register(desk: RequestDesk, visit: CaseVisit): Promise<Response> {
  const given = await visit.form();
  const text = (name: string): string => (given.get(name) ?? '').trim();
  const errors = wrongIn(visit.frame.say, text);
  const paper = text('paper');
  if (Object.keys(errors).length > 0 || (paper !== '' && !isUuid(paper)))
    return askReceipt(desk, visit, given, errors);
  const number = await registerRequest(await actingOf(desk, visit), {
    form: text('form'),
    paper: isUuid(paper) ? paper : undefined,
    counterpart: text('state'),
    urgency: PRIORITIES.find((one) => one === text('urgency')) ?? 'normal',
    reference: text('reference') === '' ? undefined : text('reference').slice(0, 1000),
    receivedAt: text('received'),
    zone: text('zone'),
    evidence: text('evidence'),
  });
  return visit.go(`${requestAddress(visit.file, number)}?done=yes`);
}

function wrongIn({ requestIncoming: words }: Messages, text: (name: string) => string): Errors {
  const wrong: [string, string, boolean][] = [
    ['state', words.chooseState, !isStateCode(text('state'))],
    ['received', words.sayWhen, !isRfc3339(text('received'))],
    ['zone', words.zoneUnknown, !isZone(text('zone'))],
    ['evidence', words.sayHow, text('evidence') === ''],
  ];
  return Object.fromEntries(wrong.flatMap(([name, message, isWrong]) => (isWrong ? [[name, message]] : [])));
}

/** Within a page of ours and nowhere else, and nothing in it runs. */
const PAPER_POLICY =
  "script-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

async function showPaper(desk: RequestDesk, visit: CaseVisit): Promise<Response> {
  const id = visit.param('paper');
  const kept = isUuid(id) ? await seePaper(await actingOf(desk, visit), id) : undefined;
  if (kept === undefined) return visit.notFound();
  const { paper, bytes } = kept;
  const name = paper.name.replace(/[^\w.-]/g, '_');
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': paper.mediaType,
      'content-disposition': `${isScan(paper.mediaType) ? 'inline' : 'attachment'}; filename="${name}"`,
      'content-security-policy': PAPER_POLICY,
    },
  });
}

function askPaper({ visit, shown }: Found, errors: Errors): Promise<Response> {
  const { file, request } = shown;
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return visit.page(addPaperPage(visit.frame.say, { file, request, errors }), status);
}

async function addPaper(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  try {
    const sent = await oneFile(visit);
    if (sent === undefined) return await askPaper(found, { file: visit.frame.say.requestIncoming.choose });
    await keepPaper(await actingOf(desk, visit), { ...sent, request: shown.request.id });
    return visit.go(`${requestAddress(visit.file, shown.request.number)}?done=yes`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return askPaper(found, { file: error.message });
  }
}
