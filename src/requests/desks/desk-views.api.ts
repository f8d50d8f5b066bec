// The views of the desks that somebody keeps, as JSON: what is asked of a desk, under a name of their own.
import { z } from 'zod';
import { isUuid } from '../../base/ids.ts';
import {
  absent,
  line,
  pageByPlace,
  pageOf,
  paging,
  signedIn,
  timedIdOf,
  type ApiRoute,
} from '../../people/visit.api.ts';
import { askedOfDesk, filterOf } from './desk.api.ts';
import * as store from './desk.store.ts';
import { DESKS, deskQuery, readDeskFilter, VIEW_NAME_MAX } from './desk.ts';

const VIEWS = '/desk/views';

const desk = z.enum(DESKS);

const viewShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    asked: z.object(askedOfDesk).describe('The query of that desk.'),
  })
  .meta({ id: 'DeskView' });

export function deskViewsApi(): ApiRoute[] {
  return [listing, keeping, dropping];
}

const listing = signedIn(
  {
    method: 'GET',
    path: VIEWS,
    operation: 'listDeskViews',
    summary: 'Lists the views that you keep of a desk.',
    query: paging.extend({ desk }),
    answer: { status: 200, words: 'By name.', schema: pageOf('DeskViewPage', viewShape) },
  },
  async ({ person, people, query }) => {
    const all = await people.db.asPerson(person.id, (tx) => store.viewsOf(tx, person.id, query.desk));
    return pageByPlace(all, query, viewJson);
  },
);

const keeping = signedIn(
  {
    method: 'POST',
    path: VIEWS,
    operation: 'keepDeskView',
    summary: 'Keeps what is asked of a desk as a view, which the desk then offers you on the pages too.',
    description: 'Of the same name it takes the place of the one before.',
    body: z
      .strictObject({ desk, name: line(VIEW_NAME_MAX), asked: z.strictObject(askedOfDesk) })
      .meta({ id: 'NewDeskView' }),
    answer: { status: 201, words: 'It is kept.', schema: viewShape },
  },
  async ({ person: { id: person }, people, body, actKey, begunAt }) => {
    const query = deskQuery(filterOf(body.asked)).toString();
    const view = { id: timedIdOf({ actKey, begunAt }), name: body.name, query };
    const at = new Date(people.clock());
    await people.db.asPerson(person, (tx) => store.keepView(tx, { ...view, person, desk: body.desk, at }));
    return viewJson(view);
  },
);

const dropping = signedIn(
  {
    method: 'DELETE',
    path: `${VIEWS}/:view`,
    operation: 'dropDeskView',
    summary: 'Drops a view that you keep.',
    params: z.object({ view: z.string().refine(isUuid).describe('Its id.') }),
    answer: { status: 204, words: 'It is gone.', schema: z.undefined() },
  },
  async ({ person: { id }, people, params: { view } }) => {
    const of = await people.db.asPerson(id, (tx) => store.dropView(tx, id, view));
    if (of === undefined) throw absent();
  },
);

function viewJson({ id, name, query }: store.KeptView): z.input<typeof viewShape> {
  const { isAll, ...asked } = readDeskFilter(new URLSearchParams(query));
  return { id, name, asked: { ...asked, all: isAll ? 'yes' : undefined } };
}
