// Taking in what lies on the server already: one folder, chosen by its listed names.
import { isUuid, newUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { isWhole } from './intake.ts';
import { addAddress } from './intake.pages.ts';
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
    inCase(
      'addEvidence',
      'POST',
      path,
      withIntake(people, (found) => take(people, root, found)),
    ),
  ];
}

async function show(
  people: People,
  root: string,
  { visit, intake }: IntakeVisit,
  { within, errors }: { readonly within: string; readonly errors: { readonly [field: string]: string } },
): Promise<Response> {
  const { file } = visit;
  if (!isWhole(intake.answers)) return visit.go(addAddress(file, intake));
  const parts = partsOf(within);
  const listing = parts === undefined ? undefined : await listed(root, parts);
  if (parts === undefined || listing === undefined) return visit.notFound();
  const key = newUuid(people.clock, people.random);
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

async function take(people: People, root: string, found: IntakeVisit): Promise<Response> {
  const { visit, intake } = found;
  const { file, person } = visit;
  const { answers } = intake;
  const form = await visit.form();
  const within = form.get('in') ?? '';
  const key = form.get('key') ?? '';
  const entries = form
    .getAll('name')
    .map((name) => (within === '' ? decoded(name) : `${within}/${decoded(name)}`));
  const areNames = entries.every((entry) => (partsOf(entry)?.length ?? 0) > 0);
  if (!isWhole(answers)) return visit.go(addAddress(file, intake));
  if (entries.length === 0 || !areNames || !isUuid(key))
    return show(people, root, found, { within, errors: { name: visit.frame.say.folder.chooseOne } });
  const id = await askForEntries(people, { person, file }, { id: key, intake: intake.id, answers, entries });
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
