// What a program brings for its person: what is said about it first, as on the pages. The files of it follow (upload.api.ts).
import { z } from 'zod';
import { isUuid, type Uuid } from '../../base/ids.ts';
import {
  absent,
  inCase,
  instant,
  pageByPlace,
  pageOf,
  paging,
  timedIdOf,
  type ApiCaseVisit,
  type ApiRoute,
} from '../../people/visit.api.ts';
import { bodyOf, readAll } from '../../web/fields/field.ts';
import { answersFrom, askedAt, SAID, type Intake } from './intake.ts';
import { insertIntake, intakeOf, openIntakes } from './intake.store.ts';
import { discardIntake, type Reception } from './upload.acts.ts';

const INTAKES = '/cases/:case/intakes';
export const INTAKE = `${INTAKES}/:intake` as const;
const LISTED = 200;

export const intakeParams = z.object({ intake: z.string().refine(isUuid).describe('Its id.') });

const intakeShape = z
  .object({
    id: z.uuid(),
    begunAt: instant,
    what: z.string(),
    source: z.string(),
    authority: z.object({ type: z.string(), id: z.string() }),
    conditions: z.array(z.string()),
  })
  .meta({ id: 'Intake' });

export function intakeApi(reception: Reception): ApiRoute[] {
  return [beginning, listing, showing, discarding(reception)];
}

const beginning = inCase(
  'addEvidence',
  {
    method: 'POST',
    path: INTAKES,
    operation: 'beginIntake',
    summary: 'Begins to bring evidence: says what it is, from where, and on what authority.',
    description:
      'Each file of it becomes an exhibit with these words: begin an upload for each. What is said stays as it is once something of it is in evidence.',
    body: bodyOf(SAID).meta({ id: 'NewIntake' }),
    answer: { status: 201, words: 'Files can be sent.', schema: intakeShape },
  },
  async ({ body, person, people, file, actKey, begunAt }) => {
    const said = readAll(SAID, body, askedAt(people.clock()));
    const intake: Intake = {
      id: timedIdOf({ actKey, begunAt }),
      caseId: file.id,
      person: person.id,
      answers: answersFrom(said, { way: 'upload' }),
      begunAt: new Date(people.clock()),
    };
    const kept = await people.db.asPerson(person.id, async (tx) => {
      const before = await intakeOf(tx, intake.id, { caseId: file.id, person: person.id });
      if (before === undefined) await insertIntake(tx, intake);
      return before ?? intake;
    });
    return intakeJson(kept);
  },
);

const listing = inCase(
  'addEvidence',
  {
    method: 'GET',
    path: INTAKES,
    operation: 'listIntakes',
    summary: 'Lists what you are bringing to a case and have not finished.',
    query: paging,
    answer: {
      status: 200,
      words: `The newest first; at most ${LISTED}.`,
      schema: pageOf('IntakePage', intakeShape),
    },
  },
  async ({ person, people, file, query }) => {
    const owner = { caseId: file.id, person: person.id };
    const all = await people.db.asPerson(person.id, (tx) => openIntakes(tx, owner, LISTED));
    return pageByPlace(all, query, intakeJson);
  },
);

const showing = inCase(
  'addEvidence',
  {
    method: 'GET',
    path: INTAKE,
    operation: 'showIntake',
    summary: 'Shows what was said about evidence that you bring.',
    params: intakeParams,
    answer: { status: 200, words: 'What was said.', schema: intakeShape },
  },
  async (visit) => intakeJson(await intakeAsked(visit)),
);

function discarding(reception: Reception): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'DELETE',
      path: INTAKE,
      operation: 'discardIntake',
      summary: 'Gives up what you were bringing. What is in evidence stays, and what was said about it.',
      params: intakeParams,
      answer: { status: 204, words: 'What had not been taken into evidence is gone.', schema: z.undefined() },
    },
    async (visit) => {
      const { person, people } = visit;
      await discardIntake({ ...reception, db: people.db }, person, await intakeAsked(visit));
    },
  );
}

export interface IntakeAsked extends ApiCaseVisit {
  readonly params: { readonly intake: Uuid };
}

/** Another person's is absent, to a colleague in the case too. */
export async function intakeAsked({ person, people, file, params }: IntakeAsked): Promise<Intake> {
  const owner = { caseId: file.id, person: person.id };
  const found = await people.db.asPerson(person.id, (tx) => intakeOf(tx, params.intake, owner));
  if (found === undefined) throw absent();
  return found;
}

function intakeJson({ answers, ...one }: Intake) {
  return { ...one, ...answers };
}
