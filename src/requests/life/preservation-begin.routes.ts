// Recording a preservation on the web: one question a page, and the act with the last.
import { inCase, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import { CLOCKS_OF_HOLDS, OTHER_LAWS } from '../clocks/which.ts';
import type { RequestDesk } from '../request-found.routes.ts';
import { beginPreservation } from './preservation.acts.ts';
import { preservationAddress } from './preservation.pages.ts';
import { beginPage } from './preservation-begin.pages.ts';
import {
  categoriesOf,
  firstLacking,
  holderOf,
  identifiersOf,
  stateOf,
  STEPS,
  type Step,
} from './preservation-begin.ts';

const NEW = '/cases/:case/preservations/new' as const;

export function preservationBeginRoutes(desk: RequestDesk): PageRoute[] {
  return [
    ...STEPS.map((step) =>
      inCase('draftRequest', 'GET', step === STEPS[0] ? NEW : (`${NEW}/${step}` as const), (visit) =>
        ask(desk, visit, step),
      ),
    ),
    inCase('draftRequest', 'POST', `${NEW}/identifiers`, (visit) => begin(desk, visit)),
  ];
}

/** Asked for with GET: what lacks is said, and nothing was refused. */
function ask(desk: RequestDesk, visit: CaseVisit, step: Step): Promise<Response> {
  const given = visit.queries();
  const lacking = firstLacking(given, step);
  if (lacking === undefined) return show(desk, visit, { given, step, isWrong: false });
  // The page before leads here with its answer; a page further back was never asked.
  const isWrong = STEPS.indexOf(lacking) === STEPS.indexOf(step) - 1;
  return show(desk, visit, { given, step: lacking, isWrong });
}

async function show(
  { law }: RequestDesk,
  visit: CaseVisit,
  asked: { readonly given: URLSearchParams; readonly step: Step; readonly isWrong: boolean },
  status: 200 | 422 = 200,
): Promise<Response> {
  const { file, frame } = visit;
  const { given, step, isWrong } = asked;
  const titles = new Map((await law.current()).instruments.map(({ id, shortTitle }) => [id, shortTitle]));
  const instruments = Object.keys(CLOCKS_OF_HOLDS).map(
    (id) => [id, titles.get(id) ?? OTHER_LAWS[id] ?? id] as const,
  );
  const errors = isWrong ? { [step]: frame.say.desks.wrong[step] } : {};
  return visit.page(beginPage(frame.say, { file, given, errors, instruments }, step), status);
}

async function begin(desk: RequestDesk, visit: CaseVisit): Promise<Response> {
  const given = await visit.form();
  const lacking = firstLacking(given);
  const holder = holderOf(given);
  if (lacking !== undefined || holder === undefined)
    return show(desk, visit, { given, step: lacking ?? 'holder', isWrong: true }, 422);
  const { people, law } = desk;
  const { person, file } = visit;
  const number = await beginPreservation(
    { people, person, file, law: await law.current() },
    {
      direction: 'outgoing',
      request: undefined,
      holder,
      stateCode: stateOf(given),
      instrument: given.get('instrument') ?? '',
      identifiers: identifiersOf(given),
      categories: categoriesOf(given),
    },
  );
  return visit.go(preservationAddress(file, number));
}
