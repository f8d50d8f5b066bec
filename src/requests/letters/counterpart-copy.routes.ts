// Copies of a letter for an authority of the other State: made, opened, and what is known of their way recorded.
import { isUuid } from '../../base/ids.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { signaturesOf } from '../signature/signature.store.ts';
import {
  aboutRequest,
  attachment,
  nameOf,
  type Found,
  type RequestDesk,
} from '../drafting/request-found.routes.ts';
import { requestAddress } from '../text/request-shown.pages.ts';
import { makeCopy, recordCopy } from './counterpart-copy.acts.ts';
import { copiesPage, tellPage } from './counterpart-copy.pages.ts';
import { copiesOf, copyDocument } from '../way/counterpart-copy.store.ts';
import { COPIES, COPY_EVIDENCE_MAX, copyTakers, nextOfCopy } from '../way/counterpart-copy.ts';
import { goesToProvider } from '../core/form.ts';

export function counterpartCopyRoutes(desk: RequestDesk): PageRoute[] {
  return [
    aboutRequest(desk, ['seeRequests', 'GET', COPIES], (found) => show(desk, found)),
    aboutRequest(desk, ['sendRequest', 'POST', COPIES], (found) => act(desk, found)),
  ];
}

async function show(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  if (shown.request.direction !== 'outgoing') return visit.notFound();
  const wanted = visit.query('document');
  if (isUuid(wanted)) {
    const bytes = await desk.people.db.asPerson(visit.person.id, (tx) =>
      copyDocument(tx, shown.request.id, wanted),
    );
    return bytes === undefined
      ? visit.notFound()
      : attachment(bytes, 'application/pdf', `${nameOf(shown)}-copy.pdf`);
  }
  const { copies } = await here(desk, found);
  const what = visit.query('tell');
  const copy = copies.find(({ id }) => id === visit.query('copy'));
  const next = copy && nextOfCopy(copy);
  if (copy !== undefined && next !== undefined && next === what)
    return visit.page(tellPage(visit.frame.say, shown, { copy, what: next, given: '', errors: {} }));
  return list(desk, found, {});
}

async function here({ people }: RequestDesk, { visit, shown }: Found) {
  const { id, version } = shown.request;
  return people.db.asPerson(visit.person.id, async (tx) => ({
    copies: await copiesOf(tx, id),
    isSigned: (await signaturesOf(tx, id)).some(
      (one) => one.version === version.number && one.voidAt === undefined,
    ),
  }));
}

async function list(
  desk: RequestDesk,
  found: Found,
  errors: { readonly [name: string]: string },
  status = 200,
): Promise<Response> {
  const { visit, shown, plain, law } = found;
  const takers = goesToProvider(plain.form) ? copyTakers(law, shown.request.counterpart) : [];
  const page = { shown, takers, errors, ...(await here(desk, found)) };
  return visit.page(copiesPage(visit.frame.say, page), status);
}

async function act(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown, law, plain } = found;
  const { say } = visit.frame;
  const { request } = shown;
  if (request.direction !== 'outgoing') return visit.notFound();
  const given = await visit.form();
  const acting = { people: desk.people, person: visit.person, file: visit.file, law };
  const back = requestAddress(visit.file, request.number, COPIES);
  const what = given.get('tell');
  if (what === null) {
    const takers = goesToProvider(plain.form) ? copyTakers(law, request.counterpart) : [];
    const taker = takers.find(({ id }) => id === given.get('authority'));
    if (taker === undefined) return list(desk, found, { authority: say.form.choose }, 422);
    await makeCopy(acting, { number: request.number, authority: taker.id });
    return visit.go(back);
  }
  const { copies } = await here(desk, found);
  const copy = copies.find(({ id }) => id === given.get('copy'));
  if (copy === undefined) return visit.notFound();
  const next = nextOfCopy(copy);
  // Pressed twice: it is recorded.
  if (next === undefined || next !== what) return visit.go(back);
  const evidence = (given.get('evidence') ?? '').trim().replaceAll('\r\n', '\n').toWellFormed();
  if (evidence === '' || evidence.length > COPY_EVIDENCE_MAX) {
    const errors = { evidence: say.counterpartCopy.wrongEvidence };
    return visit.page(tellPage(say, shown, { copy, what: next, given: evidence, errors }), 422);
  }
  await recordCopy(acting, { request: request.id, id: copy.id }, next, evidence);
  return visit.go(back);
}
