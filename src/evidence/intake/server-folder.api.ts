// What lies on the server already, in the one folder that its administrator set up: listed, and taken into evidence.
import { z } from 'zod';
import { absent, inCase, timedIdOf, type ApiRoute } from '../../people/visit.api.ts';
import { INTAKE, intakeAsked, intakeParams } from './intake.api.ts';
import { listWithin, partsOf } from './server-folder.acts.ts';
import { askForEntries, ENTRIES_MAX } from './server-folder.jobs.ts';

const FOLDER = `${INTAKE}/folder` as const;
const PATH_LENGTH_MAX = 4096;

const pathBelow = z
  .string()
  .max(PATH_LENGTH_MAX)
  .refine(
    (path) => partsOf(path) !== undefined,
    'expected a path below the folder, such as `phone/pictures`',
  );

const listingShape = z
  .object({
    in: z.string(),
    entries: z.array(
      z.object({
        path: z.string().describe('Below the folder, as it is taken.'),
        kind: z.enum(['file', 'folder']),
        bytes: z.int().nullable().describe('Null: a folder.'),
      }),
    ),
    isPartial: z
      .boolean()
      .describe('There is more: links and devices, names that are no UTF-8, or more than are listed.'),
  })
  .meta({ id: 'ServerFolder' });

/** `root` undefined: none is set up, and everything in it is absent. */
export function serverFolderApi(root: string | undefined): ApiRoute[] {
  return [listing(root), taking(root)];
}

function listing(root: string | undefined): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'GET',
      path: FOLDER,
      operation: 'listServerFolder',
      summary: 'Lists what can be taken in from the folder of the server.',
      description: 'The administrator sets it up with `COMITY_EVIDENCE_FOLDER`. Links are not followed.',
      params: intakeParams,
      query: z.strictObject({
        in: pathBelow.default('').describe('A folder in it; without it, the folder itself.'),
      }),
      answer: { status: 200, words: 'Files and folders, by name.', schema: listingShape },
    },
    async ({ query, ...visit }) => {
      await intakeAsked(visit);
      if (root === undefined) throw absent();
      const { entries, isPartial } = await listWithin(root, partsOf(query.in) ?? []);
      const below = query.in === '' ? '' : `${query.in}/`;
      return {
        in: query.in,
        entries: entries.map(({ name, isFolder, bytes }) => ({
          path: `${below}${name}`,
          kind: isFolder ? ('folder' as const) : ('file' as const),
          bytes: isFolder ? null : bytes,
        })),
        isPartial,
      };
    },
  );
}

function taking(root: string | undefined): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: FOLDER,
      operation: 'takeFromServerFolder',
      summary: 'Has files and folders of the folder of the server taken into evidence, an exhibit each.',
      description:
        'What was said of the evidence is said of each. A job makes the exhibits, and names what it could not take.',
      params: intakeParams,
      body: z
        .strictObject({
          entries: z
            .array(pathBelow.min(1))
            .min(1)
            .max(ENTRIES_MAX)
            .refine((all) => new Set(all).size === all.length, 'expected each path once'),
        })
        .meta({ id: 'ChosenEntries' }),
      answer: {
        status: 202,
        words: 'They are being taken in.',
        schema: z.object({ job: z.uuid().describe('See `/jobs/{id}`.') }).meta({ id: 'TakenEntries' }),
      },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { people, person, file } = visit;
      const { id: intake, answers } = await intakeAsked(visit);
      if (root === undefined) throw absent();
      const by = { person, file, through: people.through };
      const id = timedIdOf({ actKey, begunAt });
      return { job: await askForEntries(people, by, { id, intake, answers, entries: body.entries }) };
    },
  );
}
