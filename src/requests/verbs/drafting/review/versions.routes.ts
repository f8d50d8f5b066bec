// Every version of a request, and two of them compared.
import type { PageRoute } from '../../../../people/visit.routes.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { versionLines, versionOf } from '../../../machine/states/request.store.ts';
import { comparePage, versionsPage } from './versions.pages.ts';

const LISTED = 500;

export function versionRoutes(desk: RequestDesk): PageRoute[] {
  return [
    aboutRequest(desk, ['seeRequests', 'GET', '/versions'], (found) => list(desk, found)),
    aboutRequest(desk, ['seeRequests', 'GET', '/versions/:saved'], (found) => compare(desk, found)),
  ];
}

async function list({ people }: RequestDesk, { visit, shown }: Found): Promise<Response> {
  const lines = await people.db.asPerson(visit.person.id, (tx) => versionLines(tx, shown.request.id, LISTED));
  return visit.page(versionsPage(visit.frame.say, shown, lines));
}

/** With the one before it, unless the address says with which. */
async function compare({ people }: RequestDesk, { visit, shown }: Found): Promise<Response> {
  const last = shown.request.version.number;
  const after = numberIn(visit.param('saved'), last);
  if (after === undefined) return visit.notFound();
  const before = numberIn(visit.query('with'), last) ?? Math.max(1, after - 1);
  const { id } = shown.request;
  const both = await people.db.asPerson(visit.person.id, async (tx) => ({
    before: await versionOf(tx, id, before),
    after: await versionOf(tx, id, after),
  }));
  if (both.before === undefined || both.after === undefined) return visit.notFound();
  const compared = { before: both.before, after: both.after, last };
  return visit.page(comparePage(visit.frame.say, shown, compared));
}

function numberIn(text: string, last: number): number | undefined {
  const number = Number(text);
  return /^[1-9]\d{0,8}$/.test(text) && number <= last ? number : undefined;
}
