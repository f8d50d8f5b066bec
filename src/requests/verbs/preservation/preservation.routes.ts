// Preservations on the web: begun, confirmed, extended and ended, each act with how it is known.
import type { Uuid } from '../../../base/ids.ts';
import type { Knowledge } from '../../../law/model.ts';
import { inCase as mayInCase } from '../../../people/policy.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../../people/visit.routes.ts';
import type { Option } from '../../../web/ask-parts.ts';
import { readAll } from '../../../web/fields/field.ts';
import { clocksOf } from '../../machine/clocks/clock.store.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import { competenceToday } from '../life/given.acts.ts';
import type { Acting } from '../life/life.acts.ts';
import { hasAct, nextRows, rowFor, type Row } from '../../machine/states/machine.ts';
import { preservation as machine } from '../../machine/states/preservation.ts';
import { takePreservationAct, beginPreservation } from '../life/preservation.acts.ts';
import * as pages from './preservation.pages.ts';
import { preservationActFields, toldLast } from './preservation-act.ts';
import {
  preservationEvents,
  preservationOf,
  preservationsOf,
} from '../../machine/clocks/preservation.store.ts';
import type { Preservation } from '../../core/preservation.ts';
import { refText, instrumentName } from '../../core/ref-text.pages.ts';
import { isOfferedOf, releaseHindrance } from '../life/preservation-step.ts';
import type { RequestDesk } from '../drafting/request-found.routes.ts';
import { requestOf, requestsOf } from '../../machine/states/request.store.ts';
import { requestReference, stateOfCase } from '../../core/request.ts';
import { questionFrame } from '../../../people/act.pages.ts';
import { actRoutes, asking, type AnyAct } from '../../../people/act.routes.ts';
import { refusalWords } from '../sending/not-now.pages.ts';
import { CLOCKS_OF_HOLDS, OTHER_LAWS } from '../../machine/states/time-limits-by-form.ts';
import { BEGIN, heldGiven } from './preservation-begin.ts';

const LISTED = 200;

export function preservationRoutes(desk: RequestDesk): PageRoute[] {
  const { people } = desk;
  return [
    inCase('seeRequests', 'GET', '/cases/:case/preservations', async (visit) => {
      const { file, person } = visit;
      const list = await people.db.asPerson(person.id, (tx) => preservationsOf(tx, file.id, LISTED));
      const mayBegin = mayInCase(file.role, 'draftRequest') === 'yes';
      const now = new Date(people.clock());
      return visit.page(pages.preservationsPage(visit.frame.say, file, list, { now, mayBegin }));
    }),
    ...begin(desk),
    about(desk, 'GET', '', (found) => show(desk, found)),
    ...actRoutes<Found>({
      people,
      path: '/acts/:deed',
      route: (method, path, open) => about(desk, method, path, open),
      asked: (found, method) => acting(desk, found, method),
    }),
  ];
}

interface Found {
  readonly visit: CaseVisit;
  readonly held: Preservation;
  readonly law: Knowledge;
}

function about(
  { people, law }: RequestDesk,
  method: 'GET' | 'POST',
  then: string,
  open: (found: Found) => Response | Promise<Response>,
): PageRoute {
  return inCase('seeRequests', method, `/cases/:case/preservations/:kept${then}`, async (visit) => {
    const text = visit.param('kept');
    if (!/^[1-9]\d{0,8}$/.test(text)) return visit.notFound();
    const held = await people.db.asPerson(visit.person.id, (tx) =>
      preservationOf(tx, visit.file.id, Number(text)),
    );
    return held === undefined ? visit.notFound() : open({ visit, held, law: await law.current() });
  });
}

async function actingOf({ people, law }: RequestDesk, { person, file }: CaseVisit): Promise<Acting> {
  return { people, person, file, law: await law.current() };
}

async function show({ people }: RequestDesk, { visit, held, law }: Found): Promise<Response> {
  const { person, file } = visit;
  const found = await people.db.asPerson(person.id, async (tx) => ({
    clocks: await clocksOf(tx, { preservation: held.id }),
    events: await preservationEvents(tx, held.id),
  }));
  const rows = rowsOpen({ visit, held });
  const isDone = visit.query('done') === 'recorded';
  const now = new Date(people.clock());
  return visit.page(
    pages.preservationPage(visit.frame.say, { file, held, law, rows, isDone, now, ...found }),
  );
}

function rowsOpen({ visit, held }: Pick<Found, 'visit' | 'held'>): readonly Row<string, string>[] {
  const actor = { role: visit.file.role, roles: visit.person.roles };
  return nextRows(machine, held.state).filter((row) => isOfferedOf(row) && isWho(actor, row.who));
}

function rowAsked({ visit, held }: Found): Row<string, string> | undefined {
  const { person, file } = visit;
  const row = rowFor(machine, held.state, visit.param('deed'));
  const actor = { role: file.role, roles: person.roles };
  return row !== undefined && isOfferedOf(row) && isWho(actor, row.who) ? row : undefined;
}

/** Not in this state, or not theirs: why, and what must happen first; or no act at all. */
function notNow({ visit, held }: Found, status: 200 | 409): Promise<Response> {
  const { file, person, frame } = visit;
  const actor = { role: file.role, roles: person.roles };
  const act = visit.param('deed');
  const page = pages.notNowPage(frame.say, { file, held, rows: rowsOpen({ visit, held }) }, { act, actor });
  return visit.page(page, hasAct(machine, act) ? status : 404);
}

async function acting(desk: RequestDesk, found: Found, method: 'GET' | 'POST'): Promise<AnyAct | Response> {
  const { visit, held, law } = found;
  const row = rowAsked(found);
  if (row === undefined) return notNow(found, method === 'GET' ? 200 : 409);
  const { file, frame, person } = visit;
  const { say } = frame;
  const actor = { role: file.role, roles: person.roles };
  const hindrance = row.guards.includes('mayRelease')
    ? releaseHindrance(held, { actor, competence: competenceToday({ law, people: desk.people }) })
    : undefined;
  const around = pages.actAround(say, { file, held, row });
  if (hindrance !== undefined)
    return visit.page(pages.barredPage(say, around, refText(say, law, hindrance.ref)));
  const requests = row.act === 'announceProduction' ? await requestsToName(desk, found) : [];
  const about = {
    held,
    row,
    requests,
    now: new Date(desk.people.clock()),
    states: [held.stateCode, stateOfCase(file)],
  };
  const fields = preservationActFields(about);
  return asking({
    fields,
    about: undefined,
    address: `${around.address}/acts/${row.act}`,
    caption: around.act,
    button: say.requestLife.record,
    frame: questionFrame({ place: 'cases', crumbs: around.crumbs }),
    act: async (body, id) => {
      const said = readAll(fields, body, undefined);
      const { occurredAt, endsAt, production, evidence, reason, reference } = said;
      const detail = {
        endsAt: endsAt?.at,
        production: await productionOf(desk, visit, production?.value),
        reference,
      };
      const given = { occurredAt: occurredAt.at, zone: occurredAt.zone, evidence, reason, detail };
      try {
        await takePreservationAct(await actingOf(desk, visit), {
          number: held.number,
          act: row.act,
          ...given,
          id,
        });
      } catch (error) {
        const words = refusalWords(say, error);
        if (words === undefined) throw error;
        return { question: toldLast(about).at(-1) ?? 'evidence', words };
      }
      return `${around.address}?done=recorded`;
    },
  });
}

/** Of the same direction: the one that asks for what is kept. */
async function requestsToName({ people }: RequestDesk, { visit, held, law }: Found): Promise<Option[]> {
  const { file, person } = visit;
  const titles = new Map(law.forms.map(({ id, title }) => [id, title]));
  const list = await people.db.asPerson(person.id, (tx) => requestsOf(tx, file.id, LISTED));
  return list
    .filter(({ direction }) => direction === held.direction)
    .map(({ number, form }) => ({
      value: String(number),
      words: `${requestReference(file.reference, number)}: ${titles.get(form) ?? form}`,
    }));
}

async function productionOf(
  { people }: RequestDesk,
  { person, file }: CaseVisit,
  text: string | undefined,
): Promise<Uuid | undefined> {
  if (!/^[1-9]\d{0,8}$/.test(text ?? '')) return undefined;
  const request = await people.db.asPerson(person.id, (tx) => requestOf(tx, file.id, Number(text)));
  return request?.id;
}

function begin({ people, law }: RequestDesk): PageRoute[] {
  return actRoutes<{ readonly visit: CaseVisit }>({
    people,
    path: '/new',
    route: (method, path, open) =>
      inCase('draftRequest', method, `/cases/:case/preservations${path}`, (visit) => open({ visit })),
    asked: async ({ visit }) => {
      const { person, file, frame } = visit;
      const { say } = frame;
      const known = await law.current();
      const about = {
        instruments: Object.keys(CLOCKS_OF_HOLDS).map(
          (id) => [id, instrumentName(say, known, id) ?? OTHER_LAWS[id] ?? id] as const,
        ),
      };
      const crumbs = pages.preservationCrumbs(say, file, { words: say.desks.begin });
      return asking({
        fields: BEGIN,
        about,
        address: `${pages.preservationAddress(file)}/new`,
        caption: say.desks.begin,
        button: say.requestLife.record,
        frame: questionFrame({ place: 'cases', crumbs }),
        act: async (body, id) => {
          const made = { ...heldGiven(body, about), id, direction: 'outgoing', request: undefined } as const;
          const number = await beginPreservation({ people, person, file, law: known }, made);
          return pages.preservationAddress(file, number);
        },
      });
    },
  });
}
