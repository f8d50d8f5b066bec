// Taking in what lies on the server already: one folder, chosen by its listed names.
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { seeJob } from '../../people/job.acts.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { withIntake, type IntakeVisit } from './intake.routes.ts';
import { listWithin, partsOf, type Listing } from './server-folder.acts.ts';
import { askForEntries } from './server-folder.jobs.ts';
import { folderPage } from './server-folder.pages.ts';

/** `root` undefined: none is set up, and nothing is mounted. */
export function serverFolderRoutes(people: People, root: string | undefined): PageRoute[] {
  if (root === undefined) return [];
  const path = '/cases/:case/add-evidence/:intake/folder' as const;
  return [
    inCase(
      'addEvidence',
      'GET',
      path,
      withIntake(people, (found) =>
        show(people, root, found, { within: found.visit.query('in'), errors: {} }),
      ),
    ),
    inCase('addEvidence', 'POST', path, async (visit) => {
      const id = idOfForm(people, visit, keyOf(people, await visit.form()));
      // Sent again when all is taken: what was said is done with, and the job says so.
      const before = await seeJob(people, visit.person, id);
      if (before !== undefined) return visit.go(`/jobs/${id}`);
      return withIntake(people, (found) => take(people, root, found, id))(visit);
    }),
  ];
}

async function show(
  people: People,
  root: string,
  { visit, intake }: IntakeVisit,
  { within, errors }: { readonly within: string; readonly errors: { readonly [field: string]: string } },
): Promise<Response> {
  const { file } = visit;
  const parts = partsOf(within);
  const listing = parts === undefined ? undefined : await listed(root, parts);
  if (parts === undefined || listing === undefined) return visit.notFound();
  const key = keyOf(people, await visit.form());
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return visit.page(folderPage(visit.frame.say, { file, intake, parts, listing, key, errors }), status);
}

/** Undefined when there is no such folder in it. */
async function listed(root: string, parts: readonly string[]): Promise<Listing | undefined> {
  try {
    return await listWithin(root, parts);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notFound') return undefined;
    throw error;
  }
}

async function take(people: People, root: string, found: IntakeVisit, id: Uuid): Promise<Response> {
  const { visit, intake } = found;
  const { file, person } = visit;
  const { answers } = intake;
  const form = await visit.form();
  const within = form.get('in') ?? '';
  const entries = form
    .getAll('name')
    .map((name) => (within === '' ? decoded(name) : `${within}/${decoded(name)}`));
  const areNames = entries.every((entry) => (partsOf(entry)?.length ?? 0) > 0);
  if (entries.length === 0 || !areNames)
    return show(people, root, found, { within, errors: { name: visit.frame.say.folder.chooseOne } });
  await askForEntries(people, { person, file }, { id, intake: intake.id, answers, entries });
  return visit.go(`/jobs/${id}`);
}

/** As the page names its fields; '' when it is of another form. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}
