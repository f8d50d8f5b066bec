// Acts on a case, asked one question a page.
import { questionFrame } from '../people/act.pages.ts';
import { actRoutes, asking, type ActAsked, type AnyAct, type Unseen } from '../people/act.routes.ts';
import type { People } from '../people/people.acts.ts';
import type { CaseAct } from '../people/policy.ts';
import { inCase, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import type { Uuid } from '../base/ids.ts';
import type { BodyOf, Fields } from '../web/fields/field.ts';
import { caseCrumbs } from './cases.pages.ts';

export function actInCase(
  people: People,
  [act, path]: readonly [act: CaseAct, path: `/${string}`],
  asked: (visit: CaseVisit) => Promise<AnyAct | Response> | AnyAct | Response,
): PageRoute[] {
  return actRoutes<{ readonly visit: CaseVisit }>({
    people,
    path: `/cases/:case${path}`,
    route: (method, step, open) =>
      inCase(act, method, step as `/cases/:case${string}`, (visit) => open({ visit })), // it begins so
    asked: ({ visit }) => asked(visit),
  });
}

interface AboutCase<F extends Fields> extends Pick<ActAsked<F>, 'fields' | 'about' | 'button'> {
  /** Below the case. */
  readonly path: string;
  /** Absent: the words of the button. */
  readonly caption?: string;
  /** Nothing: it leads to the case. */
  readonly save: (body: BodyOf<F>, id: Uuid) => Promise<string | Unseen> | Promise<void>;
}

export function aboutCase<F extends Fields>(
  { file, frame: { say } }: CaseVisit,
  { path, caption, save, ...of }: AboutCase<F>,
): AnyAct {
  const name = caption ?? of.button;
  return asking<F>({
    ...of,
    address: `/cases/${file.reference}${path}`,
    caption: name,
    frame: questionFrame({ place: 'cases', crumbs: [...caseCrumbs(say, file), { words: name }] }),
    act: async (body, id) => (await save(body, id)) ?? `/cases/${file.reference}`,
  });
}
