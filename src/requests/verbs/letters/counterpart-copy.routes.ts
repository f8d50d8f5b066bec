// Copies of a letter for an authority of the other State: made, opened, and what is known of their way recorded.
import { isUuid } from '../../../base/ids.ts';
import { actRoutes, asking, type ActMount, type AnyAct } from '../../../people/act.routes.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { readAll } from '../../../web/fields/field.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { goesToProvider } from '../../core/form.ts';
import { aboutRequest, nameOf, type Found, type RequestDesk } from '../drafting/request-found.routes.ts';
import { signaturesOf } from '../../machine/signature/signature.store.ts';
import { belowRequest } from '../../machine/text/request-follow.pages.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import { COPY, toldOfCopy } from '../../machine/way/copy-asked.ts';
import { copiesOf, copyDocument } from '../../machine/way/counterpart-copy.store.ts';
import { COPIES, copyTakers, nextOfCopy } from '../../machine/way/counterpart-copy.ts';
import { makeCopy, recordCopy } from './counterpart-copy.acts.ts';
import { copiesPage, openTakers } from './counterpart-copy.pages.ts';
import { attachment } from '../../../web/attachment.ts';

export function counterpartCopyRoutes(desk: RequestDesk): PageRoute[] {
  const acts = (path: string, asked: ActMount<Found>['asked']) =>
    actRoutes<Found>({
      people: desk.people,
      path: `${COPIES}${path}`,
      route: (method, below, open) => aboutRequest(desk, ['sendRequest', method, below], open),
      asked,
    });
  return [
    aboutRequest(desk, ['seeRequests', 'GET', COPIES], (found) => show(desk, found)),
    aboutRequest(desk, ['sendRequest', 'POST', `${COPIES}/again/:authority`], (found) => again(desk, found)),
    ...acts('/new', (found) => making(desk, found)),
    ...(['sent', 'received'] as const).flatMap((what) =>
      acts(`/:copy/${what}`, (found) => telling(desk, found, what)),
    ),
  ];
}

async function show(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  if (shown.request.direction !== 'outgoing') return visit.notFound();
  const wanted = visit.query('document');
  if (!isUuid(wanted))
    return visit.page(
      copiesPage(visit.frame.say, { shown, takers: takersOf(found), ...(await here(desk, found)) }),
    );
  const bytes = await desk.people.db.asPerson(visit.person.id, (tx) =>
    copyDocument(tx, shown.request.id, wanted),
  );
  return bytes === undefined
    ? visit.notFound()
    : attachment(bytes, 'application/pdf', `${nameOf(shown)}-copy.pdf`);
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

function takersOf({ shown, plain, law }: Found) {
  return goesToProvider(plain.form) ? copyTakers(law, shown.request.counterpart) : [];
}

const backOf = ({ visit, shown }: Found): string => requestAddress(visit.file, shown.request.number, COPIES);
const actingOf = ({ people }: RequestDesk, { visit, law }: Found) => ({
  people,
  person: visit.person,
  file: visit.file,
  law,
});

/** Where the making of one came to nothing. */
async function again(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const taker = takersOf(found).find(({ id }) => id === visit.param('authority'));
  if (shown.request.direction !== 'outgoing') return visit.notFound();
  if (taker === undefined) return visit.go(backOf(found));
  await makeCopy(actingOf(desk, found), { number: shown.request.number, authority: taker.id });
  return visit.go(backOf(found));
}

async function making(desk: RequestDesk, found: Found): Promise<AnyAct | Response> {
  const { visit, shown } = found;
  if (shown.request.direction !== 'outgoing') return visit.notFound();
  const { say } = visit.frame;
  const { copies, isSigned } = await here(desk, found);
  const takers = openTakers(takersOf(found), copies);
  if (takers.length === 0 || !isSigned) return visit.go(backOf(found));
  const words = say.counterpartCopy;
  return asking<typeof COPY>({
    fields: COPY,
    about: { takers },
    address: `${backOf(found)}/new`,
    caption: '',
    button: words.make,
    frame: (page) =>
      belowRequest(say, shown, { ...page, here: words.make, under: { words: words.title, path: COPIES } }),
    act: async ({ authority }) => {
      await makeCopy(actingOf(desk, found), { number: shown.request.number, authority });
      return backOf(found);
    },
  });
}

async function telling(
  desk: RequestDesk,
  found: Found,
  what: 'sent' | 'received',
): Promise<AnyAct | Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const words = say.counterpartCopy;
  const { copies } = await here(desk, found);
  const copy = copies.find(({ id }) => id === visit.param('copy'));
  // It is recorded, or not yet made.
  if (copy === undefined || nextOfCopy(copy) !== what) return visit.go(backOf(found));
  const fields = toldOfCopy(what);
  return asking<typeof fields>({
    fields,
    about: {},
    address: `${backOf(found)}/${copy.id}/${what}`,
    caption: visiblePlain(copy.name, 1000),
    button: words.record,
    frame: (page) =>
      belowRequest(say, shown, {
        ...page,
        here: words.tell[what],
        under: { words: words.title, path: COPIES },
      }),
    act: async (body) => {
      const { evidence } = readAll(fields, body, {});
      await recordCopy(actingOf(desk, found), { request: shown.request.id, id: copy.id }, what, evidence);
      return backOf(found);
    },
  });
}
