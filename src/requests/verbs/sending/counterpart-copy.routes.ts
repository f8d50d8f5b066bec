// Which authority of the other State is sent a copy of what goes to a provider: asked and kept.
import { actRoutes, asking, type AnyAct } from '../../../people/act.routes.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { html } from '../../../web/html.ts';
import { note } from '../../../web/parts.ts';
import { goesToProvider } from '../../core/form.ts';
import { setCopyFor } from '../drafting/request-draft.acts.ts';
import { aboutRequest, type Found, type RequestDesk } from '../drafting/request-found.routes.ts';
import { isWritable } from '../../machine/states/written.ts';
import { belowRequest } from '../../machine/text/request-follow.pages.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import { COPY_FOR_WHOM } from '../../machine/way/copy-asked.ts';
import { COPIES, COPY_FOR, copyTakers } from '../../machine/way/counterpart-copy.ts';

export function copyForRoutes(desk: RequestDesk): PageRoute[] {
  return actRoutes<Found>({
    people: desk.people,
    path: COPY_FOR,
    route: (method, path, open) => aboutRequest(desk, ['draftRequest', method, path], open),
    asked: (found, method) => askedFor(desk, found, method),
  });
}

function askedFor(
  { people }: RequestDesk,
  { visit, shown, plain, law }: Found,
  method: 'GET' | 'POST',
): AnyAct | Response | Promise<Response> {
  const { file, person } = visit;
  const { say } = visit.frame;
  const { request } = shown;
  const words = say.counterpartCopy;
  if (request.direction !== 'outgoing') return visit.notFound();
  // Once it has left, copies are made where they are shown.
  if (method === 'GET' && !isWritable(request)) return visit.go(requestAddress(file, request.number, COPIES));
  const takers = goesToProvider(plain.form) ? copyTakers(law, request.counterpart) : [];
  const frame = (page: Parameters<AnyAct['frame']>[0]) =>
    belowRequest(say, shown, { ...page, here: words.task });
  if (method === 'GET' && takers.length === 0) {
    const main = html`<h1>${words.who}</h1>
      ${note('warn', html`<p>${words.none}</p>`)}`;
    return visit.page(frame({ title: words.who, errors: {}, main }));
  }
  return asking<typeof COPY_FOR_WHOM>({
    fields: COPY_FOR_WHOM,
    about: { takers, now: request.copyFor },
    address: requestAddress(file, request.number, COPY_FOR),
    caption: '',
    button: say.requests.saveNext,
    frame,
    act: async ({ authority }) => {
      await setCopyFor(
        { people, person, file },
        { number: request.number, authority: authority ?? undefined },
      );
      return requestAddress(file, request.number);
    },
  });
}
