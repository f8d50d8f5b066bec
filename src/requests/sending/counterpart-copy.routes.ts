// Which authority of the other State is sent a copy of what goes to a provider: asked and kept.
import type { PageRoute } from '../../people/visit.routes.ts';
import { aboutRequest, type Found, type RequestDesk } from '../drafting/request-found.routes.ts';
import { requestAddress } from '../text/request-shown.pages.ts';
import { copyForPage, NOBODY } from './counterpart-copy.pages.ts';
import { COPIES, COPY_FOR, copyTakers } from '../way/counterpart-copy.ts';
import { setCopyFor } from '../drafting/request-draft.acts.ts';
import { isWritable } from '../machine/written.ts';
import { goesToProvider } from '../core/form.ts';

export function copyForRoutes(desk: RequestDesk): PageRoute[] {
  return [
    aboutRequest(desk, ['draftRequest', 'GET', COPY_FOR], ask),
    aboutRequest(desk, ['draftRequest', 'POST', COPY_FOR], (found) => answer(desk, found)),
  ];
}

function takersOf({ shown, plain, law }: Found): ReturnType<typeof copyTakers> {
  return goesToProvider(plain.form) ? copyTakers(law, shown.request.counterpart) : [];
}

function ask(found: Found): Response | Promise<Response> {
  const { visit, shown } = found;
  const { request } = shown;
  if (request.direction !== 'outgoing') return visit.notFound();
  // Once it has left, copies are made where they are shown.
  if (!isWritable(request)) return visit.go(requestAddress(visit.file, request.number, COPIES));
  const page = { takers: takersOf(found), given: request.copyFor, errors: {} };
  return visit.page(copyForPage(visit.frame.say, shown, page));
}

async function answer({ people }: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const { request } = shown;
  if (request.direction !== 'outgoing') return visit.notFound();
  const { say } = visit.frame;
  const given = (await visit.form()).get('authority') ?? '';
  const takers = takersOf(found);
  if (given !== NOBODY && !takers.some(({ id }) => id === given)) {
    const errors = { authority: say.form.choose };
    return visit.page(copyForPage(say, shown, { takers, given, errors }), 422);
  }
  await setCopyFor(
    { people, person: visit.person, file: visit.file },
    { number: request.number, authority: given === NOBODY ? undefined : given },
  );
  return visit.go(requestAddress(visit.file, request.number));
}
