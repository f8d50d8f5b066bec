// What the acts on one exhibit of a case have in common in the API: which exhibit, who acts, and the lines that people write.
import { z } from 'zod';
import { isUuid, type Uuid } from '../../base/ids.ts';
import { absent, inCase, numberInPath, type ApiCaseVisit, type ApiRoute } from '../../people/visit.api.ts';
import type { Exhibit } from './exhibit.ts';
import { exhibitOfCase } from './exhibit.store.ts';
import type { Viewer } from './exhibit-act.acts.ts';

export const EXHIBIT = '/cases/:case/exhibits/:item';

export const itemParams = z.object({ item: numberInPath.describe('The number of the exhibit in the case.') });

/** For a part of a path, and of a body. */
export const uuid = z
  .uuid()
  .refine(isUuid)
  .transform((text) => text as Uuid); // refined

interface ExhibitAsked extends ApiCaseVisit {
  readonly params: { readonly item: number };
}

export function viewerOf({ person, people, file }: ApiCaseVisit): Viewer {
  return { person, file, through: people.through };
}

/** As the list of evidence knows it, so that no look is recorded. Throws what is absent. */
export async function exhibitAsked({ person, people, file, params }: ExhibitAsked): Promise<Exhibit> {
  const found = await people.db.asPerson(person.id, (tx) => exhibitOfCase(tx, file.id, params.item));
  if (found === undefined) throw absent();
  return found;
}

type Spec = Parameters<typeof inCase>[1];
type Said = Pick<Spec, 'operation' | 'summary' | 'description'>;

/** An act on an exhibit that answers with nothing but that it was done. `path`: after that of the exhibit. */
export function exhibitAct<B extends z.ZodType>(
  act: Parameters<typeof inCase>[0],
  { path, body, words, ...said }: Said & { path: string; body: B; words: string },
  open: (asked: ExhibitAsked & { readonly body: z.output<B>; readonly actKey: string }) => Promise<void>,
): ApiRoute {
  return inCase(
    act,
    {
      ...said,
      method: 'POST',
      path: `${EXHIBIT}${path}`,
      params: itemParams,
      body,
      answer: { status: 204, words, schema: z.undefined() },
    },
    async (asked) => {
      await open(asked);
    },
  );
}
