// The pages of what is recorded of a request: the list, each one, one more, and what becomes of each.
import { csvFile } from '../../../base/csv.ts';
import { actRoutes, asking } from '../../../people/act.routes.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { belowRequest } from '../../machine/text/request-follow.pages.ts';
import { aboutRequest, nameOf, type Found, type RequestDesk } from '../drafting/request-found.routes.ts';
import { requestReference } from '../../core/request.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import { beginRecord, openFor, stepRecord, type Records } from './record.do.ts';
import { recordPage, recordsCsv, recordsPage } from './record.show.ts';
import { aboutOf, captionOf, isStepOpen, type Given, type RecordStep } from './record.ts';
import type { Body, Fields } from '../../../web/fields/field.ts';
import { attachment } from '../../../web/attachment.ts';

type Numbered = { readonly number: number };

export function recordRoutes<One extends Numbered>(desk: RequestDesk, records: Records<One>): PageRoute[] {
  const { people } = desk;
  const { kind, list } = records;
  const { path, named, may, steps } = kind;
  const route = (
    method: 'GET' | 'POST',
    below: string,
    open: (found: Found) => Response | Promise<Response>,
  ) => aboutRequest(desk, [may, method, below], open);
  return [
    aboutRequest(desk, ['seeRequests', 'GET', path], async ({ visit, shown }) => {
      const { request } = shown;
      const [all, open] = await people.db.asPerson(visit.person.id, async (tx) => [
        await list(tx, request.id),
        await openFor(records, tx, request, people.clock()),
      ]);
      const asked = { records: all, open, isDone: visit.query('done') === 'saved' };
      return visit.page(recordsPage(visit.frame.say, shown, kind, asked));
    }),
    aboutRequest(desk, ['seeRequests', 'GET', `${path}/csv`], async ({ visit, shown }) => {
      const all = await people.db.asPerson(visit.person.id, (tx) => list(tx, shown.request.id));
      const reference = requestReference(visit.file.reference, shown.request.number);
      const lines = recordsCsv(visit.frame.say, reference, kind, all);
      return attachment(
        Buffer.from(csvFile(lines)),
        'text/csv; charset=utf-8',
        `${nameOf(shown)}-${named}.csv`,
      );
    }),
    ...actRoutes<Found>({
      people,
      route,
      path: `${path}/new`,
      asked: (found) => beginning(desk, found, records),
    }),
    aboutRequest(desk, ['seeRequests', 'GET', `${path}/:${named}`], async (found) => {
      const one = await recordAsked(desk, found, records);
      if (one === undefined) return found.visit.notFound();
      return found.visit.page(recordPage(found.visit.frame.say, found.shown, kind, one));
    }),
    ...Object.entries(steps).flatMap(([act, step]) =>
      actRoutes<Found>({
        people,
        route,
        path: `${path}/:${named}/${step.path}`,
        asked: (found) => stepping(desk, found, records, { act, step }),
      }),
    ),
  ];
}

async function beginning<One extends Numbered>(desk: RequestDesk, found: Found, records: Records<One>) {
  const { visit, shown } = found;
  const { people } = desk;
  const { say } = visit.frame;
  const { kind } = records;
  const address = requestAddress(visit.file, shown.request.number, kind.path);
  const open = await people.db.asPerson(visit.person.id, (tx) =>
    openFor(records, tx, shown.request, people.clock()),
  );
  // The list says why.
  if ('why' in open) return visit.go(address);
  const { title, record, button } = kind.words(say);
  return asking({
    fields: kind.fields,
    about: open.about as never, // of these fields
    address: `${address}/new`,
    caption: title,
    button,
    frame: (page) =>
      belowRequest(say, shown, { ...page, here: record, under: { words: title, path: kind.path } }),
    act: async (body, id) => {
      const given = { ...body, number: shown.request.number, id } as unknown as Given<Fields>; // read by its fields
      await beginRecord(records, { people, person: visit.person, file: visit.file }, given);
      return `${address}?done=saved`;
    },
  });
}

async function recordAsked<One extends Numbered>(
  { people }: RequestDesk,
  { visit, shown }: Found,
  { kind, list }: Records<One>,
): Promise<One | undefined> {
  const text = visit.param(kind.named);
  if (!/^[1-9]\d{0,8}$/.test(text)) return undefined;
  const [one] = await people.db.asPerson(visit.person.id, (tx) => list(tx, shown.request.id, Number(text)));
  return one;
}

async function stepping<One extends Numbered>(
  desk: RequestDesk,
  found: Found,
  records: Records<One>,
  { act, step }: { readonly act: string; readonly step: RecordStep<One> },
) {
  const { visit, shown, law } = found;
  const { people } = desk;
  const { say } = visit.frame;
  const { kind } = records;
  const address = requestAddress(visit.file, shown.request.number, kind.path);
  const one = await recordAsked(desk, found, records);
  if (one === undefined) return visit.notFound();
  // Said already, perhaps by the same button pressed twice: the list shows it.
  if (!isStepOpen(kind, step, one)) return visit.go(address);
  const { title } = kind.words(say);
  return asking({
    fields: step.fields,
    about: aboutOf(step, one, people.clock()) as never, // of these fields
    address: `${address}/${one.number}/${step.path}`,
    caption: captionOf(kind, step)(say, one),
    button: say.orderRecord.record,
    frame: (page) =>
      belowRequest(say, shown, { ...page, here: step.to(say), under: { words: title, path: kind.path } }),
    act: async (body, id) => {
      const acting = { people, person: visit.person, file: visit.file, law };
      const place = { number: shown.request.number, record: one.number, id };
      await stepRecord(records, acting, place, { ...(body as Body), act });
      return `${address}?done=saved`;
    },
  });
}
