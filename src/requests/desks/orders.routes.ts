// The yearly figures of European orders on the web, and as a table for whoever reports them.
import type { PublishedLaw } from '../../law/published.acts.ts';
import type { People } from '../../people/people.acts.ts';
import { formTitles } from '../verbs/drafting/request-found.routes.ts';
import { inAgency } from '../../people/policy.ts';
import { signedIn, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { countedRecords, countedRequests } from './statistics.store.ts';
import { csvText } from '../../base/csv.ts';
import { statisticsCsv } from './statistics-csv.ts';
import { statisticsOf, type Statistics } from './statistics.ts';
import { ORDERS } from './orders.ts';
import { ordersPage } from './orders.pages.ts';
import { attachment, CSV } from '../../web/attachment.ts';

interface OrdersParts {
  readonly people: People;
  readonly law: PublishedLaw;
}

export function orderRoutes(parts: OrdersParts): PageRoute[] {
  return [
    signedIn('GET', ORDERS, (visit) => show(parts, visit)),
    signedIn('GET', `${ORDERS}/csv`, async (visit) => {
      const { year } = yearOf(parts, visit);
      return attachment(
        csvText(statisticsCsv(await figuresOf(parts, visit, year))),
        CSV,
        `orders-${year}.csv`,
      );
    }),
  ];
}

/** The year that is asked for, or the one that runs. */
function yearOf(
  { people }: OrdersParts,
  visit: SignedInVisit,
): { year: number; typed: string; isYear: boolean } {
  const now = new Date(people.clock()).getUTCFullYear();
  const typed = (visit.query('year') || String(now)).slice(0, 20);
  const isYear = /^20\d\d$/.test(typed);
  return { year: isYear ? Number(typed) : now, typed, isYear };
}

/** Over what the person who asks may see: row security has hidden the rest. */
async function figuresOf(
  { people }: OrdersParts,
  { person }: SignedInVisit,
  year: number,
): Promise<Statistics> {
  return people.db.asPerson(person.id, async (tx) =>
    statisticsOf(await countedRequests(tx, year), year, await countedRecords(tx, year)),
  );
}

async function show(parts: OrdersParts, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const { year, typed, isYear } = yearOf(parts, visit);
  const shown = {
    statistics: await figuresOf(parts, visit, year),
    year: typed,
    errors: isYear ? {} : { year: say.desks.orders.yearNeeded },
    titles: formTitles(say, await parts.law.current()),
    isAtDutyDesk: inAgency(visit.person.roles, 'verifyEmergency') === 'yes',
  };
  return visit.page(ordersPage(say, shown), isYear ? 200 : 422);
}
