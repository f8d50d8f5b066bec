// National laws, cases, strategies and lessons.
import type { PageRoute, SignedInVisit } from '../people/visit.routes.ts';
import type { View } from '../web/page.ts';
import type { OnDay } from './fact.pages.ts';
import { opener, type LawRooms } from './law-page.routes.ts';
import { legalPage, libraryPage } from './library.pages.ts';
import { LEGAL_KINDS } from './model-legal.ts';
import type { Knowledge } from './model.ts';
import { ISSUES } from './schema/legal-records.ts';
import { isStateCode } from './states.ts';

export function libraryRoutes(rooms: LawRooms): PageRoute[] {
  const page = opener(rooms);
  return [
    page('/law/library', library),
    page(
      '/law/library/:kind/:record',
      (law, visit, on) => {
        const [kind, id] = [visit.param('kind'), visit.param('record')];
        const found = law.legalRecords.find((one) => one.kind === kind && one.id === id);
        return found && legalPage(visit.frame.say, law, found, on);
      },
      (visit) => `${visit.param('kind')} ${visit.param('record')}`,
    ),
  ];
}

function library(law: Knowledge, visit: SignedInVisit, on: OnDay): View {
  const state = visit.query('state');
  const filter = {
    kind: LEGAL_KINDS.find((one) => one === visit.query('kind')) ?? ('' as const),
    state: isStateCode(state) ? state : '',
    measure: visit.query('measure'),
    issue: ISSUES.find((one) => one === visit.query('issue')) ?? ('' as const),
  };
  return libraryPage(visit.frame.say, law, filter, on);
}
