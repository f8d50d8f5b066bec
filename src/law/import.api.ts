// A depositary's download held against the law data, as JSON: sent whole, its differences listed and proposed one by one.
import { z } from 'zod';
import { isUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { bytesAsSaid, sentWhole } from '../people/bytes.api.ts';
import {
  absent,
  agency,
  instant,
  pageOf,
  pageOfAll,
  paging,
  timedIdOf,
  type ApiRoute,
  type ApiVisit,
} from '../people/visit.api.ts';
import { bodyOf } from '../web/fields/field.ts';
import { addDays } from './day.ts';
import { proposeDifferences, seeImport, takeDownload, type ImportSeen } from './import.acts.ts';
import { DIFFERENCES } from './import-ask.pages.ts';
import { CELEX, IMPORT_FORMATS } from './import.ts';
import type { PublishedLaw } from './published.acts.ts';

const IMPORTS = '/law/imports';

const params = z.object({ import: z.string().refine(isUuid).describe('Its id.') });

const importShape = z
  .object({
    id: z.uuid(),
    format: z.enum(IMPORT_FORMATS),
    instrument: z.string(),
    day: z.string(),
    name: z.string(),
    sha256: z.string(),
    readAt: instant,
    unclear: z.array(z.string()).describe('States of which it says more than one thing.'),
    differences: z.int().describe('From what is published now: `…/differences`.'),
  })
  .meta({ id: 'LawImport' });

const differenceShape = z
  .object({
    key: z.string().describe('What `…/proposals` takes.'),
    what: z
      .enum(['new', 'changed', 'confirmed', 'gone'])
      .describe('`gone`: on record here, and not in the download.'),
    before: z.string(),
    after: z.string(),
    isProposed: z.boolean(),
    change: z.record(z.string(), z.unknown()).describe('As `/law/changes` takes it.'),
  })
  .meta({ id: 'LawDifference' });

export function importApi(law: PublishedLaw): ApiRoute[] {
  return [sending(law), showing(law), listing(law), proposing(law)];
}

function sending(law: PublishedLaw): ApiRoute {
  return agency(
    'changeLaw',
    {
      method: 'POST',
      path: IMPORTS,
      operation: 'sendLawImport',
      summary: 'Reads a depositary’s download, and holds it against what is published.',
      description:
        'Nothing is proposed by that. `untc`: XML of the United Nations Treaty Collection; `chart`: a chart of signatures and ratifications as CSV; `eurlex`: the XML notice of an act, with its CELEX number.',
      query: sentWhole.extend({
        format: z.enum(IMPORT_FORMATS),
        instrument: z.string().min(1).max(100).describe('As `/law/instruments` has it.'),
        day: z.iso.date().describe('Of the download.'),
        celex: z.string().regex(CELEX).optional().describe('Of `eurlex`.'),
      }),
      takes: { media: 'application/octet-stream', by: 'digest' },
      answer: { status: 201, words: 'It was read.', schema: importShape },
      refusals: [404],
    },
    async ({ query, request, actKey, begunAt, ...visit }) => {
      const { name: fileName, sha256, celex = '', ...about } = query;
      const today = new Date(visit.people.clock()).toISOString().slice(0, 10);
      // Where the sun rises first it is a day later than by the clock of the law.
      if (about.day > addDays(today, 1)) throw yetToCome();
      if ((about.format === 'eurlex') !== (celex !== '')) throw celexWanted();
      const id = timedIdOf({ actKey, begunAt });
      const asked = { ...about, celex, fileName, bytes: bytesAsSaid(request, sha256), id };
      await takeDownload(editing(law, visit), visit.person, asked);
      return importJson(await importAsked(law, { ...visit, params: { import: id } }));
    },
  );
}

function showing(law: PublishedLaw): ApiRoute {
  return agency(
    'changeLaw',
    {
      method: 'GET',
      path: `${IMPORTS}/:import`,
      operation: 'showLawImport',
      summary: 'Shows a download that was read.',
      params,
      answer: { status: 200, words: 'The download.', schema: importShape },
    },
    async (visit) => importJson(await importAsked(law, visit)),
  );
}

function listing(law: PublishedLaw): ApiRoute {
  return agency(
    'changeLaw',
    {
      method: 'GET',
      path: `${IMPORTS}/:import/differences`,
      operation: 'listLawDifferences',
      summary: 'Lists what a download says differently from what is published now.',
      params,
      query: paging,
      answer: { status: 200, words: 'By key.', schema: pageOf('LawDifferencePage', differenceShape) },
    },
    async (visit) => {
      const { differences } = await importAsked(law, visit);
      const sorted = differences.toSorted((a, b) => (a.key < b.key ? -1 : 1));
      return pageOfAll(
        sorted,
        visit.query,
        ({ key, what, before, after, isProposed, change }) => ({
          key,
          what,
          before,
          after,
          isProposed,
          change: { ...change },
        }),
        (one) => one.key,
      );
    },
  );
}

function proposing(law: PublishedLaw): ApiRoute {
  return agency(
    'changeLaw',
    {
      method: 'POST',
      path: `${IMPORTS}/:import/proposals`,
      operation: 'proposeLawDifferences',
      summary: 'Proposes differences of a download, each as a change of its own.',
      description:
        'What is proposed already is not proposed again. Another knowledge editor publishes each, on the pages.',
      params,
      body: bodyOf(DIFFERENCES).meta({ id: 'LawDifferencesChosen' }),
      answer: {
        status: 200,
        words: 'What waits for another editor now, and what of the others did not fit.',
        schema: z
          .object({ changes: z.array(z.uuid()), refused: z.array(z.string()) })
          .meta({ id: 'ProposedLawDifferences' }),
      },
    },
    async ({ body, ...visit }) => {
      const seen = await importAsked(law, visit);
      const made = await proposeDifferences(editing(law, visit), visit.person, seen, new Set(body.keys));
      const changes = made.flatMap((one) => (one.ok ? [one.id] : []));
      const faults = made.flatMap((one) => (one.ok ? [] : one.faults));
      return { changes, refused: faults.map(({ field, message }) => `${field}: ${message}`) };
    },
  );
}

function editing(law: PublishedLaw, { people }: ApiVisit) {
  return { people, law };
}

async function importAsked(
  law: PublishedLaw,
  visit: ApiVisit & { readonly params: { readonly import: Uuid } },
): Promise<ImportSeen> {
  const found = await seeImport(editing(law, visit), visit.person, visit.params.import);
  if (found === undefined) throw absent();
  return found;
}

function importJson({ row, differences }: ImportSeen) {
  const { download, fileName: name, ...kept } = row;
  return {
    ...kept,
    ...download,
    name,
    unclear: download.reading.unclear ?? [],
    differences: differences.length,
  };
}

const yetToCome = (): Refusal => new Refusal('badInput.downloadDay');

const celexWanted = (): Refusal => new Refusal('badInput.celex');
