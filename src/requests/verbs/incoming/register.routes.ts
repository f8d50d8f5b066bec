// Registering a request of another State on the web, and the documents that came with one.
import { isUuid, type Uuid } from '../../../base/ids.ts';
import { Refusal, type RefusalCode } from '../../../base/refusal.ts';
import { inCase, takingBytes, type CaseVisit, type PageRoute } from '../../../people/visit.routes.ts';
import { wholeFileOfForm } from '../../../platform/form-file.ts';
import { reasonWords } from '../../../web/refused-words.ts';
import { html } from '../../../web/html.ts';
import { errorSummary, type Errors } from '../../../web/parts.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { DISCARD } from './discard.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import { keptSaid } from '../drafting/confidence/confidentiality-ask.ts';
import { keepAboutNew } from '../drafting/confidence/confidentiality.routes.ts';
import type { Acting } from '../life/life.acts.ts';
import { isScan, MAX_PAPER_BYTES } from '../../core/paper.ts';
import { discardedPapers, waitingPapers } from '../../core/paper.store.ts';
import { keepPaper, readPaper, registerRequest, seePaper, discardWaiting, mayCome } from './register.acts.ts';
import {
  addPaperPage,
  arrivingFrame,
  discardAddress,
  documentPage,
  INCOMING,
  notYoursPage,
  registerAddress,
  type Arriving,
} from './register.pages.ts';
import { formOf, registerFrame, registerPages, type RegisterAbout } from './register-ask.pages.ts';
import { PAPER_HEADERS } from './paper-headers.ts';
import { refusedWords, unreadWords } from './unread.pages.ts';
import { signatureRoutes } from './signatures.routes.ts';
import { aboutRequest, titledForms, type Found, type RequestDesk } from '../drafting/request-found.routes.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import { requestsMeant } from '../drafting/begin/follow-up.store.ts';
import type { RequestRecord } from '../../core/request.ts';
import { requestUnder } from '../../machine/states/request.store.ts';
import { actRoutes, asking, type AnyAct, type Unseen } from '../../../people/act.routes.ts';
import { readAll, type ValuesOf } from '../../../web/fields/field.ts';

const BASE = '/cases/:case/requests' as const;

export function registerRoutes(desk: RequestDesk): PageRoute[] {
  const page = `${BASE}${INCOMING}` as const;
  const byRegistrars = (
    method: 'GET' | 'POST',
    path: `/cases/:case${string}`,
    open: (visit: CaseVisit) => Promise<Response>,
  ): PageRoute => inCase('draftRequest', method, path, (visit) => ofRegistrars(visit, open));
  return [
    byRegistrars('GET', page, (visit) => askDocument(desk, visit, {})),
    takingBytes(byRegistrars('POST', page, (visit) => takeDocument(desk, visit))),
    // With a document that waits, and without one.
    ...[`${INCOMING}/register`, '/papers/:paper/register'].flatMap((path) =>
      actRoutes<{ readonly visit: CaseVisit }>({
        people: desk.people,
        path,
        route: (method, below, open) =>
          byRegistrars(method, `${BASE}${below}`, async (visit) => open({ visit })),
        asked: ({ visit }) => registering(desk, visit),
      }),
    ),
    inCase('seeRequests', 'GET', `${BASE}/papers/:paper`, (visit) => showPaper(desk, visit)),
    ...signatureRoutes(desk),
    ...actRoutes<{ readonly visit: CaseVisit }>({
      people: desk.people,
      path: '/papers/:paper/discard',
      route: (method, below, open) =>
        byRegistrars(method, `${BASE}${below}`, async (visit) => open({ visit })),
      asked: ({ visit }) => discarding(desk, visit),
    }),
    aboutRequest(
      desk,
      ['draftRequest', 'GET', '/papers'],
      ofTheirs((found) => askPaper(found, {})),
    ),
    takingBytes(
      aboutRequest(
        desk,
        ['draftRequest', 'POST', '/papers'],
        ofTheirs((found) => addPaper(desk, found)),
      ),
    ),
  ];
}

/** Its receipt is an act of the desk: nobody answers eight questions to be told at the last that it is not theirs. */
async function ofRegistrars(
  visit: CaseVisit,
  open: (visit: CaseVisit) => Promise<Response>,
): Promise<Response> {
  const { file, person, frame } = visit;
  return isWho({ role: file.role, roles: person.roles }, 'counterpart')
    ? open(visit)
    : visit.page(notYoursPage(frame.say, file), 403);
}

async function actingOf({ people, law }: RequestDesk, { person, file }: CaseVisit): Promise<Acting> {
  return { people, person, file, law: await law.current() };
}

function nothingYet({ file }: CaseVisit, errors: Errors): Arriving {
  return { file, paper: undefined, errors };
}

const WAITING_SHOWN = 100;
const MEANT_SHOWN = 50;

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

async function discarding(desk: RequestDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const id = visit.param('paper');
  const acting = await actingOf(desk, visit);
  const kept = isUuid(id) ? await seePaper(acting, id) : undefined;
  if (!isUuid(id) || kept === undefined) return visit.notFound();
  // Registered meanwhile: it stands with its request.
  if (kept.request !== undefined) return visit.go(requestAddress(visit.file));
  const { say } = visit.frame;
  const about = { name: visiblePlain(kept.paper.name, 200) };
  return asking<typeof DISCARD>({
    fields: DISCARD,
    about,
    address: discardAddress(visit.file, kept.paper),
    caption: '',
    button: say.requestIncoming.discardButton,
    frame: ({ title, errors, main }) => ({
      ...arrivingFrame(say, { ...nothingYet(visit, errors), paper: kept.paper }, title),
      main: html`${errorSummary(say, errors)} ${main}`,
    }),
    act: async (body) => {
      await discardWaiting(acting, id, readAll(DISCARD, body, about).reason);
      return requestAddress(visit.file, undefined, `${INCOMING}?done=discarded`);
    },
  });
}

async function takeDocument(desk: RequestDesk, visit: CaseVisit): Promise<Response> {
  const { say } = visit.frame;
  try {
    const sent = await wholeFileOfForm(visit.request(), MAX_PAPER_BYTES);
    if (sent === undefined) return await askDocument(desk, visit, { file: say.requestIncoming.choose });
    if (sent.bytes.length === 0) return await askDocument(desk, visit, { file: unreadWords(say, 'empty') });
    const id = await keepPaper(await actingOf(desk, visit), sent);
    return visit.go(registerAddress(visit.file, { id }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return askDocument(desk, visit, { file: refusedWords(say, error) });
  }
}

async function registering(desk: RequestDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const id = visit.param('paper');
  const acting = await actingOf(desk, visit);
  const kept = isUuid(id) ? await seePaper(acting, id) : undefined;
  if (id !== '' && kept === undefined) return visit.notFound();
  if (kept?.request !== undefined) return toItsRequest(desk, visit, kept.request);
  const { say } = visit.frame;
  // No consent comes from another State, and nothing comes about one.
  const forms = titledForms(say, acting.law).filter(({ form }) => mayCome(form.id));
  const meantBy = async (direction: RequestRecord['direction']) => {
    const found = await desk.people.db.asPerson(visit.person.id, (tx) =>
      requestsMeant(tx, { caseId: visit.file.id, direction, limit: MEANT_SHOWN }),
    );
    return found.filter((one) => forms.some(({ record }) => record.id === one.form));
  };
  const about = {
    file: visit.file,
    paper: kept?.paper,
    read: kept && (await readPaper(kept, acting.law)),
    forms,
    law: acting.law,
    meant: { outgoing: await meantBy('outgoing'), incoming: await meantBy('incoming') },
    now: new Date(desk.people.clock()),
  };
  const fields = registerPages(about);
  const keep = await keepAboutNew(desk, visit);
  const kind = about.read?.kind === 'read' ? formOf(about, {}) : '';
  return asking({
    fields,
    about: keep,
    address: registerAddress(visit.file, kept?.paper),
    caption: forms.find(({ record }) => record.id === kind)?.record.title ?? say.requestIncoming.register,
    button: say.requestIncoming.button,
    frame: registerFrame(say, about),
    act: (body, key) => register(desk, visit, { about, said: readAll(fields, body, keep), key }),
  });
}

interface Registered {
  readonly about: RegisterAbout;
  readonly said: ValuesOf<ReturnType<typeof registerPages>>;
  readonly key: Uuid;
}

async function register(
  desk: RequestDesk,
  visit: CaseVisit,
  { about, said, key }: Registered,
): Promise<string | Unseen | Response> {
  const { about: meant, capacity, reason = '' } = said;
  const { counterpart, writtenIn, urgency } = said.asker;
  const { received, evidence, reference } = said.receipt;
  const acting = await actingOf(desk, visit);
  const paper = about.paper?.id;
  const kept = keptSaid({ ...said, ...said.receipt });
  try {
    const number = await registerRequest(acting, {
      form: formOf(about, said),
      paper,
      about: meant === undefined || meant === 'none' ? undefined : meant.number,
      counterpart,
      writtenIn,
      urgency,
      capacity,
      reference,
      receivedAt: received.at,
      zone: received.zone,
      evidence,
      kept: kept && { ...kept, reason },
      id: key,
    });
    return `${requestAddress(visit.file, number)}?done=yes`;
  } catch (error) {
    // Nothing was registered: what was answered stands on the page, and the document waits as before.
    if (!(error instanceof Refusal) || !MENDED.has(error.code)) throw error;
    const now = paper && (await seePaper(acting, paper));
    if (now?.request !== undefined) return toItsRequest(desk, visit, now.request); // somebody was faster
    return { question: 'receipt', at: 'receipt.evidence', words: reasonWords(visit.frame.say, error) };
  }
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
      // Data are shown letter by letter: nothing of them is taken for a page.
      'content-type': isScan(paper.mediaType) ? paper.mediaType : 'text/plain; charset=utf-8',
      'content-disposition': `inline; filename="${name}"`,
      ...PAPER_HEADERS,
    },
  });
}

/** What comes in answer to a request of ours is a delivery, and no paper of it. */
function ofTheirs(open: (found: Found) => Promise<Response>): (found: Found) => Promise<Response> {
  return (found) =>
    found.shown.request.direction === 'incoming' ? open(found) : Promise.resolve(found.visit.notFound());
}

function askPaper({ visit, shown }: Found, errors: Errors): Promise<Response> {
  const { file, request } = shown;
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return visit.page(addPaperPage(visit.frame.say, { file, request, errors }), status);
}

async function addPaper(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  try {
    const sent = await wholeFileOfForm(visit.request(), MAX_PAPER_BYTES);
    const { say } = visit.frame;
    if (sent === undefined) return await askPaper(found, { file: say.requestIncoming.choose });
    if (sent.bytes.length === 0) return await askPaper(found, { file: unreadWords(say, 'empty') });
    await keepPaper(await actingOf(desk, visit), { ...sent, request: shown.request.id });
    return visit.go(`${requestAddress(visit.file, shown.request.number)}?done=yes`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return askPaper(found, { file: refusedWords(visit.frame.say, error) });
  }
}
