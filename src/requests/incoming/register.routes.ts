// Registering a request of another State on the web, and the documents that came with one.
import { isUuid, type Uuid } from '../../base/ids.ts';
import { Refusal, type RefusalCode } from '../../base/refusal.ts';
import { isoUtc } from '../../base/time.ts';
import { isStateCode } from '../../law/states.ts';
import { inCase, takingBytes, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import { fileOfForm } from '../../platform/form-file.ts';
import { isLanguage } from '../../web/language.ts';
import type { Messages } from '../../web/messages.ts';
import { momentFields, readMoment, type MomentProblem, type ReadMoment } from '../../web/moment.ts';
import type { Errors } from '../../web/parts.ts';
import { inZone } from '../clocks/clock-words.pages.ts';
import { FORMS } from '../forms/index.ts';
import type { Acting } from '../life/life.acts.ts';
import { PRIORITIES } from '../messages/message.ts';
import { isScan, MAX_PAPER_BYTES } from '../letters/paper.ts';
import { discardedPapers, waitingPapers } from '../letters/paper.store.ts';
import {
  keepPaper,
  readPaper,
  registerRequest,
  seePaper,
  type DocumentRead,
  discardWaiting,
  REASON_MAX,
} from './register.acts.ts';
import {
  addPaperPage,
  ASKED,
  discardPage,
  documentPage,
  fromPage,
  INCOMING,
  kindPage,
  languagePage,
  receiptPage,
  stepAddress,
  STEPS,
  urgencyPage,
  whenPage,
  type Arriving,
  type Step,
} from './register.pages.ts';
import { PAPER_HEADERS } from './paper-headers.ts';
import { signatureRoutes } from './signatures.routes.ts';
import { aboutRequest, titledForms, type Found, type RequestDesk } from '../request-found.routes.ts';
import { requestAddress } from '../request-shown.pages.ts';
import { requestUnder } from '../request.store.ts';

const BASE = '/cases/:case/requests' as const;

export function registerRoutes(desk: RequestDesk): PageRoute[] {
  const page = `${BASE}${INCOMING}` as const;
  return [
    inCase('draftRequest', 'GET', page, (visit) => askDocument(desk, visit, {})),
    takingBytes(inCase('draftRequest', 'POST', page, (visit) => takeDocument(desk, visit))),
    ...STEPS.map((step) =>
      inCase('draftRequest', 'GET', `${page}/${step}` as const, (visit) => askStep(desk, visit, step)),
    ),
    inCase('draftRequest', 'POST', `${page}/receipt`, (visit) => register(desk, visit)),
    inCase('seeRequests', 'GET', `${BASE}/papers/:paper`, (visit) => showPaper(desk, visit)),
    ...signatureRoutes(desk),
    inCase('draftRequest', 'GET', `${BASE}/papers/:paper/discard`, (visit) =>
      askDiscard(desk, visit, new URLSearchParams(), {}),
    ),
    inCase('draftRequest', 'POST', `${BASE}/papers/:paper/discard`, (visit) => discard(desk, visit)),
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

const WAITING_SHOWN = 100;

async function askDocument(desk: RequestDesk, visit: CaseVisit, errors: Errors): Promise<Response> {
  const { person, file, frame } = visit;
  const lists = await desk.people.db.asPerson(person.id, async (tx) => ({
    waiting: await waitingPapers(tx, file.id, WAITING_SHOWN),
    discarded: await discardedPapers(tx, file.id, WAITING_SHOWN),
  }));
  const isDone = visit.query('done') === 'discarded';
  const page = documentPage(frame.say, nothingYet(visit, errors), { ...lists, isDone });
  return visit.page(page, Object.keys(errors).length > 0 ? 422 : 200);
}

async function askDiscard(
  desk: RequestDesk,
  visit: CaseVisit,
  given: URLSearchParams,
  errors: Errors,
): Promise<Response> {
  const id = visit.param('paper');
  const kept = isUuid(id) ? await seePaper(await actingOf(desk, visit), id) : undefined;
  if (kept === undefined) return visit.notFound();
  // Registered meanwhile: it stands with its request.
  if (kept.request !== undefined) return visit.go(requestAddress(visit.file));
  const asked = { ...nothingYet(visit, errors), paper: kept.paper, given };
  return visit.page(discardPage(visit.frame.say, asked), Object.keys(errors).length > 0 ? 422 : 200);
}

async function discard(desk: RequestDesk, visit: CaseVisit): Promise<Response> {
  const given = await visit.form();
  const reason = (given.get('reason') ?? '').trim();
  const id = visit.param('paper');
  if (reason === '' || reason.length > REASON_MAX || !isUuid(id))
    return askDiscard(desk, visit, given, {
      reason: visit.frame.say.form.needed(visit.frame.say.requestIncoming.discardWhat),
    });
  const acting = await actingOf(desk, visit);
  const kept = await seePaper(acting, id);
  if (kept === undefined) return visit.notFound();
  await discardWaiting(acting, id, reason);
  return visit.go(requestAddress(visit.file, undefined, `${INCOMING}?done=discarded`));
}

async function takeDocument(desk: RequestDesk, visit: CaseVisit): Promise<Response> {
  const { say } = visit.frame;
  try {
    const sent = await oneFile(visit);
    if (sent === undefined) return await askDocument(desk, visit, { file: say.requestIncoming.choose });
    const id = await keepPaper(await actingOf(desk, visit), sent);
    return visit.go(stepAddress(visit.file, 'kind', new URLSearchParams({ paper: id })));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return askDocument(desk, visit, { file: error.message });
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

/** Asked for with GET: what lacks is said, and nothing was refused. */
async function askStep(desk: RequestDesk, visit: CaseVisit, step: Step): Promise<Response> {
  const given = visit.queries();
  const lacking = firstLacking(desk, given, STEPS.slice(0, STEPS.indexOf(step)));
  if (lacking === undefined) return showStep(desk, visit, { step, given, errors: {} });
  const { say } = visit.frame;
  // The page before leads here with its answer; a page further back was never asked.
  const isAnswered = STEPS.indexOf(lacking.step) === STEPS.indexOf(step) - 1;
  const errors = isAnswered ? { [ASKED[lacking.step]]: wordsFor(say, lacking) } : {};
  return showStep(desk, visit, { step: lacking.step, given, errors });
}

interface Shown {
  readonly step: Step;
  readonly given: URLSearchParams;
  readonly errors: Errors;
  readonly status?: number;
}

async function showStep(
  desk: RequestDesk,
  visit: CaseVisit,
  { step, given, errors, status = 200 }: Shown,
): Promise<Response> {
  const found = await arrival(desk, visit, given, errors);
  if (found === undefined) return visit.notFound();
  const { arriving, read } = found;
  const { say } = visit.frame;
  const forms = titledForms(visit.frame.say, await desk.law.current());
  switch (step) {
    case 'kind': {
      // A document that says its kind has answered this question.
      if (read?.kind !== 'read') return visit.page(kindPage(say, arriving, forms), status);
      const { header, authorisation } = read.message;
      const said = new URLSearchParams({
        paper: given.get('paper') ?? '',
        form: authorisation.form,
        state: header.sender?.country ?? '',
        urgency: authorisation.priority ?? '',
        language: header.language ?? '',
      });
      return visit.go(stepAddress(visit.file, 'from', said));
    }
    case 'from':
      return visit.page(fromPage(say, arriving), status);
    case 'language':
      return visit.page(languagePage(say, arriving), status);
    case 'urgency':
      return visit.page(urgencyPage(say, arriving), status);
    case 'when':
      return visit.page(whenPage(say, arriving, new Date(desk.people.clock())), status);
    case 'receipt': {
      if (read?.kind === 'read' && !given.has('reference'))
        given.set('reference', read.message.header.transaction ?? '');
      const record = forms.find(({ record: { id } }) => id === given.get('form'))?.record;
      const moment = receivedIn(desk, given);
      if (moment.kind !== 'moment') throw new TypeError('asked before'); // `firstLacking` saw to it
      // What was now on the page before stays that moment.
      for (const [name, value] of momentFields('received', moment.at, moment.zone)) given.set(name, value);
      const received = inZone(say, moment.at, moment.zone);
      return visit.page(receiptPage(say, arriving, { kind: record?.title ?? '', received }), status);
    }
  }
}

interface Lacking {
  readonly step: Step;
  readonly problem: MomentProblem | 'needed';
}

function firstLacking(
  desk: RequestDesk,
  given: URLSearchParams,
  steps: readonly Step[],
): Lacking | undefined {
  for (const step of steps) {
    const problem = lackOf(desk, given, step);
    if (problem !== undefined) return { step, problem };
  }
  return undefined;
}

function lackOf(desk: RequestDesk, given: URLSearchParams, step: Step): Lacking['problem'] | undefined {
  const unless = (isSaid: boolean): 'needed' | undefined => (isSaid ? undefined : 'needed');
  switch (step) {
    case 'kind':
      return unless(FORMS.some(({ id }) => id === given.get('form')));
    case 'from':
      return unless(isStateCode(given.get('state') ?? ''));
    case 'language':
      return unless(isLanguage(given.get('language') ?? ''));
    case 'urgency':
      return unless(PRIORITIES.some((one) => one === given.get('urgency')));
    case 'when': {
      const read = receivedIn(desk, given);
      return read.kind === 'wrong' ? read.problem : unless(read.kind === 'moment');
    }
    case 'receipt':
      return unless((given.get('evidence') ?? '').trim() !== '');
  }
}

/** Just now is a moment too. */
function receivedIn({ people }: RequestDesk, given: URLSearchParams): ReadMoment {
  const now = people.clock();
  const read = readMoment(given, 'received', { latest: now });
  return read.kind === 'now' ? { kind: 'moment', at: isoUtc(now), zone: read.zone } : read;
}

function wordsFor({ form, moment, requestIncoming: words }: Messages, { step, problem }: Lacking): string {
  if (problem !== 'needed') return moment.wrong[problem];
  switch (step) {
    case 'kind':
    case 'language':
    case 'urgency':
      return form.choose;
    case 'from':
      return words.chooseState;
    case 'when':
      return moment.needed;
    case 'receipt':
      return words.sayHow;
  }
}

async function register(desk: RequestDesk, visit: CaseVisit): Promise<Response> {
  const given = await visit.form();
  const text = (name: string): string => (given.get(name) ?? '').trim();
  const lacking = firstLacking(desk, given, STEPS);
  const received = receivedIn(desk, given);
  if (lacking !== undefined || received.kind !== 'moment') {
    const { step, problem } = lacking ?? { step: 'when', problem: 'needed' };
    const errors = { [ASKED[step]]: wordsFor(visit.frame.say, { step, problem }) };
    return showStep(desk, visit, { step, given, errors, status: 422 });
  }
  const paper = text('paper');
  const acting = await actingOf(desk, visit);
  const kept = isUuid(paper) ? await seePaper(acting, paper) : undefined;
  if (paper !== '' && kept === undefined) return visit.notFound();
  if (kept?.request !== undefined) return toItsRequest(desk, visit, kept.request);
  try {
    const writtenIn = text('language');
    const number = await registerRequest(acting, {
      form: text('form'),
      paper: kept?.paper.id,
      counterpart: text('state'),
      writtenIn: isLanguage(writtenIn) ? writtenIn : 'en', // one of the list: `firstLacking` saw to it
      urgency: PRIORITIES.find((one) => one === text('urgency')) ?? 'normal',
      reference: text('reference') === '' ? undefined : text('reference').slice(0, 1000),
      receivedAt: received.at,
      zone: received.zone,
      evidence: text('evidence'),
    });
    return visit.go(`${requestAddress(visit.file, number)}?done=yes`);
  } catch (error) {
    return refusedAtTheEnd(desk, visit, given, error);
  }
}

/** Nothing was registered: what was answered stands on the page, and the document waits as before. */
async function refusedAtTheEnd(
  desk: RequestDesk,
  visit: CaseVisit,
  given: URLSearchParams,
  error: unknown,
): Promise<Response> {
  if (!(error instanceof Refusal) || !MENDED.has(error.code)) throw error;
  const id = given.get('paper') ?? '';
  const kept = isUuid(id) ? await seePaper(await actingOf(desk, visit), id) : undefined;
  if (kept?.request !== undefined) return toItsRequest(desk, visit, kept.request); // somebody was faster
  const errors = { [ASKED.receipt]: error.message };
  return showStep(desk, visit, { step: 'receipt', given, errors, status: 422 });
}

/** What whoever registers can do something about. */
const MENDED = new Set<RefusalCode>(['badInput', 'conflict', 'notAllowed', 'tooLarge', 'noSpace']);

/** The document was registered already, by this very form or by a colleague: there it is. */
async function toItsRequest(desk: RequestDesk, visit: CaseVisit, request: Uuid): Promise<Response> {
  const { person, file } = visit;
  const number = await desk.people.db.asPerson(person.id, (tx) => requestUnder(tx, file.id, request));
  return visit.go(requestAddress(file, number));
}

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
      ...PAPER_HEADERS,
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
