// The page on which somebody who knows the technique reads what is asked for, and says that it is right.
import { Refusal } from '../../../base/refusal.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { requestAddress } from '../../text/request-shown.pages.ts';
import { writersOf } from '../../machine/life.store.ts';
import { sayTechnicalPartIsRight } from './technical-reading.acts.ts';
import { readingPage, type ReadingAsked } from './technical-reading.pages.ts';
import { UNIT_MAX } from '../../way/technical-reading.ts';

export function readingRoutes(desk: RequestDesk): PageRoute[] {
  return [
    aboutRequest(desk, ['seeRequests', 'GET', '/technique'], (found) => show(desk, found, {})),
    aboutRequest(desk, ['readTechnique', 'POST', '/technique'], (found) => confirm(desk, found)),
  ];
}

async function show(
  { people }: RequestDesk,
  { visit, shown }: Found,
  seen: Partial<Pick<ReadingAsked, 'unit' | 'errors' | 'hasChanged'>>,
  status = 200,
): Promise<Response> {
  if (shown.request.direction !== 'outgoing') return visit.notFound();
  const writers = await people.db.asPerson(visit.person.id, (tx) => writersOf(tx, shown.request.id));
  const isWriter = writers.includes(visit.person.id);
  return visit.page(readingPage(visit.frame.say, { shown, isWriter, unit: '', errors: {}, ...seen }), status);
}

async function confirm(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const given = await visit.form();
  const unit = (given.get('unit') ?? '').replace(/\s+/g, ' ').trim();
  const { say } = visit.frame;
  const { unit: label } = say.practice.reading;
  if (unit === '') return show(desk, found, { unit, errors: { unit: say.form.needed(label) } }, 422);
  if (unit.length > UNIT_MAX)
    return show(desk, found, { unit, errors: { unit: say.form.tooLong(label, UNIT_MAX) } }, 422);
  const drafting = { people: desk.people, person: visit.person, file: visit.file };
  try {
    await sayTechnicalPartIsRight(drafting, shown, { digest: given.get('digest') ?? '', unit });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error;
    return show(desk, found, { unit, hasChanged: true }, 409);
  }
  return visit.go(requestAddress(visit.file, shown.request.number, '/check'));
}
