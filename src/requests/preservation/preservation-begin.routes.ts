// Recording a preservation on the web: one question a page, and the act with the last.
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import { CLOCKS_OF_HOLDS, OTHER_LAWS } from '../clocks/which.ts';
import { instrumentName } from '../ref-text.pages.ts';
import type { RequestDesk } from '../request-found.routes.ts';
import { askSteps } from '../../people/steps.routes.ts';
import { beginPreservation } from './preservation.acts.ts';
import { preservationAddress } from './preservation.pages.ts';
import { beginPage } from './preservation-begin.pages.ts';
import { beginSteps, categoriesOf, holderOf, identifiersOf, stateOf } from './preservation-begin.ts';

export function preservationBeginRoutes(desk: RequestDesk): PageRoute[] {
  return (['GET', 'POST'] as const).map((method) =>
    inCase('draftRequest', method, '/cases/:case/preservations/new', (visit) => begin(desk, visit, method)),
  );
}

async function begin(
  { people, law }: RequestDesk,
  visit: CaseVisit,
  method: 'GET' | 'POST',
): Promise<Response> {
  const { person, file, frame } = visit;
  const known = await law.current();
  const instruments = Object.keys(CLOCKS_OF_HOLDS).map(
    (id) => [id, instrumentName(frame.say, known, id) ?? OTHER_LAWS[id] ?? id] as const,
  );
  return askSteps(visit, method, {
    asking: () => beginSteps(frame.say),
    page: (asked) => beginPage(frame.say, { ...asked, file, instruments, key: keyOf(people, asked.given) }),
    act: async (given) => {
      const number = await beginPreservation(
        { people, person, file, law: known },
        {
          id: idOfForm(people, visit, keyOf(people, given)),
          direction: 'outgoing',
          request: undefined,
          holder: holderOf(given) ?? '', // said: it was asked for
          stateCode: stateOf(given),
          instrument: given.get('instrument') ?? '',
          identifiers: identifiersOf(given),
          categories: categoriesOf(given),
        },
      );
      return visit.go(preservationAddress(file, number));
    },
  });
}
