// Packages that arrived, as JSON: taken from the folder of the server, checked as a job, looked at, taken into evidence as another.
import { z } from 'zod';
import { isUuid, type Uuid } from '../../base/ids.ts';
import { bytesAsSaid, sentWhole } from '../../people/bytes.api.ts';
import {
  absent,
  inCase,
  instant,
  line,
  pageByPlace,
  pageOf,
  pageOfAll,
  paging,
  timedIdOf,
  type ApiCaseVisit,
  type ApiRoute,
  orNull,
} from '../../people/visit.api.ts';
import { viewerOf } from '../exhibits/exhibit-asked.api.ts';
import { arrivedByHand, askImport, checkAgainst, takeFromFolder, takeSent } from './incoming.acts.ts';
import { incomingById, incomingOfCase } from './incoming.store.ts';
import { incomingState, keysRecord, type Incoming } from './incoming.ts';
import type { Installation } from '../log/installation.acts.ts';

const LIST = '/cases/:case/incoming-packages';
const ONE = '/cases/:case/incoming-packages/:package';
const LISTED = 500;
const TRUST_LENGTH_MAX = 32 * 1024;

const params = z.object({ package: z.string().refine(isUuid).describe('Its id.') });

const packageShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    begunAt: instant,
    by: z.string(),
    state: z.enum(['checking', 'notChecked', 'refused', 'checked', 'importing', 'imported']),
    job: z.uuid().describe('Of the check, or of the import: `/jobs/{id}`.'),
    exhibits: z.array(z.string()).describe('Numbers, when it is in evidence.'),
  })
  .meta({ id: 'IncomingPackage' });

const wholeShape = packageShape
  .extend({
    fault: orNull(
      z.object({ code: z.string(), place: z.string(), expected: z.string(), found: z.string() }),
    ).describe('The first check that failed; it is then kept aside.'),
    checks: z.array(z.object({ name: z.string(), outcome: z.enum(['passed', 'failed', 'notChecked']) })),
    keys: z
      .array(z.object({ use: z.enum(['log', 'service']), fingerprint: z.string() }))
      .describe('To be compared with what came by another road.'),
    isKeysFileGiven: z.boolean(),
    peer: orNull(z.object({ agency: z.string(), state: z.string(), confirmedAt: instant })).describe(
      'The trusted peer whose keys it was held to; null where nothing says whose the keys are but a file.',
    ),
    holds: z.array(
      z.object({ number: z.string(), files: z.int(), bytes: z.int(), conditions: z.array(z.string()) }),
    ),
    already: z.array(z.string()).describe('Exhibits of this case that it was imported as before.'),
  })
  .meta({ id: 'WholeIncomingPackage' });

const asked = z
  .object({ package: z.uuid(), job: z.uuid().describe('See `/jobs/{id}`.') })
  .meta({ id: 'AskedIncomingPackage' });

/** `bytesMax`: of a package sent in one request. */
export function incomingPackagesApi(house: Installation, bytesMax: number): ApiRoute[] {
  return [
    folder(house),
    listing,
    taking(house),
    sending(house, bytesMax),
    showing,
    comparing(house),
    checkingAgain(house),
    importing(house),
  ];
}

function folder(house: Installation): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'GET',
      path: `${LIST}/folder`,
      operation: 'listPackageFolder',
      summary: 'Lists what lies in the folder of the server for packages that arrive.',
      query: paging,
      answer: {
        status: 200,
        words: 'By name.',
        schema: pageOf('PackageFolderPage', z.object({ name: z.string() })),
      },
    },
    async ({ query }) => {
      const names = (await arrivedByHand(house)).toSorted((a, b) => (a < b ? -1 : 1));
      return pageOfAll(
        names,
        query,
        (name) => ({ name }),
        (name) => name,
      );
    },
  );
}

const listing = inCase(
  'addEvidence',
  {
    method: 'GET',
    path: LIST,
    operation: 'listIncomingPackages',
    summary: 'Lists the packages that arrived for a case.',
    query: paging,
    answer: {
      status: 200,
      words: `The newest first; at most ${LISTED}.`,
      schema: pageOf('IncomingPackagePage', packageShape),
    },
  },
  async ({ person, people, file, query }) => {
    const all = await people.db.asPerson(person.id, (tx) => incomingOfCase(tx, file.id, LISTED));
    return pageByPlace(all, query, packageJson);
  },
);

function taking(house: Installation): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: LIST,
      operation: 'takePackage',
      summary: 'Takes a package from the folder of the server, and has it checked.',
      description: 'Nothing is in evidence by that.',
      body: z
        .strictObject({ name: z.string().min(1).max(255).describe('As `/folder` has it.') })
        .meta({ id: 'TakenPackage' }),
      answer: { status: 202, words: 'It is being checked.', schema: asked },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const wanted = timedIdOf({ actKey, begunAt });
      const id = await takeFromFolder(house, viewerOf(visit), body.name, wanted);
      return { package: id, job: id };
    },
  );
}

function sending(house: Installation, bytesMax: number): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${LIST}/file`,
      operation: 'sendPackage',
      summary: 'Takes a package that is sent in one request, and has it checked.',
      description:
        'Nothing is in evidence by that. What is larger than the server takes in one request is put into its folder: see `/folder`.',
      query: sentWhole,
      takes: { media: 'application/zip', by: 'digest' },
      answer: { status: 202, words: 'It is being checked.', schema: asked },
    },
    async ({ query: { name, sha256 }, request, actKey, begunAt, ...visit }) => {
      const sent = {
        name,
        bytes: bytesAsSaid(request, sha256),
        bytesMax,
        id: timedIdOf({ actKey, begunAt }),
      };
      const id = await takeSent(house, viewerOf(visit), sent);
      return { package: id, job: id };
    },
  );
}

const showing = inCase(
  'addEvidence',
  {
    method: 'GET',
    path: ONE,
    operation: 'showIncomingPackage',
    summary: 'Shows what the check of a package found.',
    params,
    answer: { status: 200, words: 'The package.', schema: wholeShape },
  },
  async (visit) => {
    const incoming = await packageAsked(visit);
    const verdict = incoming.checked?.verdict;
    return {
      ...packageJson(incoming),
      fault: verdict?.fault ?? null,
      checks: (verdict?.checks ?? []).map(({ name, outcome }) => ({ name, outcome })),
      keys: [...(verdict?.pack?.keys ?? [])],
      isKeysFileGiven: incoming.trust !== undefined,
      peer: verdict?.peer,
      holds: (verdict?.pack?.exhibits ?? []).map(({ number, files, bytes, conditions }) => ({
        number,
        files,
        bytes,
        conditions: [...conditions],
      })),
      already: [...(verdict?.already ?? [])],
    };
  },
);

function comparing(house: Installation): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${ONE}/keys`,
      operation: 'comparePackageKeys',
      summary: 'Has a package checked again, against a file of keys that came by another road.',
      params,
      body: z
        .strictObject({
          trust: z
            .string()
            .min(1)
            .max(TRUST_LENGTH_MAX)
            .describe('A C2SP tlog-policy (docs/formats/verify.md). Refused where there is a trusted peer.'),
        })
        .meta({ id: 'PackageKeys' }),
      answer: { status: 202, words: 'It is being checked again.', schema: asked },
    },
    async ({ body: { trust }, actKey, begunAt, ...visit }) => {
      const { id } = await packageAsked(visit);
      const job = timedIdOf({ actKey, begunAt });
      return { package: id, job: await checkAgainst(house, viewerOf(visit), { id, trust, job }) };
    },
  );
}

function checkingAgain(house: Installation): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${ONE}/check`,
      operation: 'checkPackageAgain',
      summary: 'Has a package checked again, against the peers that are trusted now and no file of keys.',
      params,
      answer: { status: 202, words: 'It is being checked again.', schema: asked },
    },
    async ({ actKey, begunAt, ...visit }) => {
      const { id } = await packageAsked(visit);
      const job = timedIdOf({ actKey, begunAt });
      return { package: id, job: await checkAgainst(house, viewerOf(visit), { id, job }) };
    },
  );
}

function importing(house: Installation): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${ONE}/import`,
      operation: 'importPackage',
      summary: 'Takes a package that was checked into evidence.',
      description:
        'The record says whether its keys were compared with a file; that somebody compared them by word of mouth is said by that person, on the pages.',
      params,
      body: z
        .strictObject({
          answers: line(300).describe('What it answers: the authority on which it is received.'),
        })
        .meta({ id: 'PackageImport' }),
      answer: { status: 202, words: 'It is being taken in.', schema: asked },
    },
    async ({ body: { answers }, actKey, begunAt, ...visit }) => {
      const { id, trust } = await packageAsked(visit); // of a trusted peer the record says so by itself
      const reason = keysRecord(trust === undefined ? 'none' : 'file');
      const job = timedIdOf({ actKey, begunAt });
      return { package: id, job: await askImport(house, viewerOf(visit), { id, answers, reason, job }) };
    },
  );
}

async function packageAsked({
  people,
  person,
  file,
  params: { package: id },
}: ApiCaseVisit & { readonly params: { readonly package: Uuid } }): Promise<Incoming> {
  const found = await people.db.asPerson(person.id, (tx) => incomingById(tx, file.id, id));
  if (found === undefined) throw absent();
  return found;
}

function packageJson(incoming: Incoming) {
  const { by, checkJob, importJob, exhibits } = incoming;
  return {
    ...incoming,
    by: by.name,
    state: incomingState(incoming),
    job: (importJob ?? checkJob).id,
    exhibits: exhibits ?? [],
  };
}
