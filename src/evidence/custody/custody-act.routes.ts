// Acts on one exhibit that its person signs, asked one question a page.
import {
  actRoutes,
  asking,
  type ActAsked,
  type ActMount,
  type AnyAct,
  type Unseen,
} from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import type { CaseAct } from '../../people/policy.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { readAll, type BodyOf, type Fields, type ValuesOf } from '../../web/fields/field.ts';
import { exhibitAddress, questionAbout } from '../exhibits/exhibit-about.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../exhibits/exhibit-visit.routes.ts';
import type { Run } from './signing.acts.ts';
import { signAbout, type SignForm } from './signing.routes.ts';

export function actOnExhibit(
  people: People,
  [act, path]: readonly [act: CaseAct, path: `/${string}`],
  asked: ActMount<ExhibitVisit>['asked'],
): PageRoute[] {
  return actRoutes<ExhibitVisit>({
    people,
    path: `/cases/:case/evidence/:item${path}`,
    route: (method, step, open) =>
      inCase(act, method, step as `/cases/:case${string}`, aboutExhibit(people, open)), // it begins so
    asked,
  });
}

interface SignedAct<F extends Fields> extends Pick<ActAsked<F>, 'fields' | 'about' | 'button' | 'checked'> {
  /** Below the exhibit. */
  readonly path: string;
  /** What the act is called. */
  readonly here: string;
  /** A name in `exhibitDone`. */
  readonly done: string | ((values: ValuesOf<F>) => string);
  /** What is no event of the log, and so is done without a signature. */
  readonly unsigned?: (values: ValuesOf<F>) => (() => Promise<void>) | undefined;
  readonly run: (values: ValuesOf<F>, key: Uuid) => Run<unknown>;
  /** What it refuses that a question can be answered for. */
  readonly mended?: (refusal: Refusal) => Unseen | undefined;
}

export function signedAct<F extends Fields>(
  sign: SignForm,
  visited: ExhibitVisit,
  { path, here, done, run, unsigned, mended, ...of }: SignedAct<F>,
): AnyAct {
  const { visit, ...about } = visited;
  return asking<F>({
    ...of,
    address: `${exhibitAddress(about)}${path}`,
    caption: here,
    frame: ({ title, errors, main }) =>
      questionAbout(visit.frame.say, about, { title, here, errors, content: main }),
    act: async (body: BodyOf<F>, key) => {
      const values = readAll(of.fields, body, of.about);
      const name = typeof done === 'string' ? done : done(values);
      try {
        const bare = unsigned?.(values);
        if (bare === undefined)
          return await signAbout(sign, visited, { run: run(values, key), done: name, here });
        await bare();
        return `${exhibitAddress(about)}?done=${name}`;
      } catch (error) {
        const unseen = error instanceof Refusal ? mended?.(error) : undefined;
        if (unseen === undefined) throw error;
        return unseen;
      }
    },
  });
}
