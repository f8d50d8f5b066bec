// Which State is asked, how urgent it is, and in which languages: asked and kept.
import { actRoutes, asking, type ActAsked, type AnyAct } from '../../../people/act.routes.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import type { BodyOf, Fields } from '../../../web/fields/field.ts';
import { html, nothing } from '../../../web/html.ts';
import { belowRequest } from '../../machine/text/request-follow.pages.ts';
import { setAsked, setLanguages, urgencyBounds, type Drafting } from './request-draft.acts.ts';
import { aboutRequest, type Found, type RequestDesk } from './request-found.routes.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import { REQUEST_LANGUAGES, STATE, URGENCY } from '../../machine/way/asked.ts';

export function askedRoutes(desk: RequestDesk): PageRoute[] {
  const mounted = (path: string, asked: (found: Found) => AnyAct): PageRoute[] =>
    actRoutes<Found>({
      people: desk.people,
      path,
      route: (method, step, open) => aboutRequest(desk, ['draftRequest', method, step], open),
      asked,
    });
  return [
    ...mounted('/asked', (found) => {
      const { number, counterpart, urgency, direction } = found.shown.request;
      return beforehand<typeof STATE>(desk, found, {
        fields: STATE,
        about: {
          own: found.visit.file.reference.slice(0, 2),
          now: counterpart,
          hasCome: direction === 'incoming',
        },
        path: '/asked',
        save: (drafting, body) =>
          setAsked(drafting, { number, counterpart: body.counterpart ?? undefined, urgency }),
      });
    }),
    ...mounted('/urgency', (found) => {
      const { request } = found.shown;
      const { number, counterpart } = request;
      return beforehand<typeof URGENCY>(desk, found, {
        fields: URGENCY,
        about: { bounds: urgencyBounds(request, request.version.answers), now: request.urgency },
        path: '/urgency',
        save: (drafting, { urgency }) => setAsked(drafting, { number, counterpart, urgency }),
      });
    }),
    ...mounted('/languages', (found) =>
      beforehand<typeof REQUEST_LANGUAGES>(desk, found, {
        fields: REQUEST_LANGUAGES,
        about: { ...found.shown.request, official: found.shown.official?.languages ?? [] },
        path: '/languages',
        save: (drafting, { writtenIn, letterIn }) =>
          setLanguages(drafting, { number: found.shown.request.number, writtenIn, letterIn }),
      }),
    ),
  ];
}

interface Beforehand<F extends Fields> extends Pick<ActAsked<F>, 'fields' | 'about'> {
  readonly path: string;
  readonly save: (drafting: Drafting, body: BodyOf<F>) => Promise<void>;
}

function beforehand<F extends Fields>(
  { people }: RequestDesk,
  { visit, shown }: Found,
  { path, save, ...of }: Beforehand<F>,
): AnyAct {
  const { say } = visit.frame;
  const { file, request } = shown;
  const desk = html`<p>
    <a href="${requestAddress(file, request.number, '/translation')}">${say.translation.deskTitle}</a>
  </p>`;
  return asking<F>({
    ...of,
    address: requestAddress(file, request.number, path),
    caption: say.practice.asked.task,
    button: say.requests.saveNext,
    frame: ({ title, errors, main }) =>
      belowRequest(say, shown, {
        title,
        errors,
        here: say.practice.asked.task,
        main: html`${main} ${path === '/languages' ? desk : nothing}`,
      }),
    act: async (body) => {
      await save({ people, person: visit.person, file }, body);
      return requestAddress(file, request.number);
    },
  });
}
