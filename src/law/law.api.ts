// The knowledge base as JSON, as it is published now: searched, and read record by record.
import { z } from 'zod';
import {
  absent,
  pageByPlace,
  pageOf,
  pageOfAll,
  paging,
  placeInList,
  signedIn,
  type ApiRoute,
  type ApiSpec,
} from '../people/visit.api.ts';
import { isDay, type Day } from './day.ts';
import {
  authorityShape,
  clockShape,
  hitShape,
  instrumentShape,
  measureShape,
  partyShape,
  passageShape,
  providerShape,
  wholeInstrumentShape,
} from './law-shapes.api.ts';
import { inForceOn, instrumentOf } from './look-up.ts';
import { RECORD_KINDS, type Authority, type Knowledge, type PartyRecord } from './model.ts';
import { knowledgeOn } from './on-day.ts';
import type { PublishedLaw } from './published.acts.ts';
import { searchLaw } from './search.ts';
import { standingOf } from './party-standing.ts';
import { isStateCode } from './states.ts';

type Current = PublishedLaw['current'];

const TEXT_MAX = 200;
const word = z.string().max(TEXT_MAX);
const state = word.refine(isStateCode).optional().describe('ISO 3166-1 alpha-2.');

export function lawApi(current: Current): ApiRoute[] {
  return [search(current), record(current), instrument(current), parties(current), ...lists(current)];
}

const on = word
  .refine(isDay)
  .optional()
  .describe(
    'As the law was on that day: leaves out what is known not to have been in force. Absent: all of it.',
  );

function lists(current: Current): ApiRoute[] {
  return [
    list(current, INSTRUMENTS, { on }, (law, { on: day }) =>
      law.instruments.filter((one) => day === undefined || inForceOn(one, day).verdict !== 'no'),
    ),
    list(current, MEASURES, { on }, (law, { on: day }) => lawOf(law, day).measures),
    list(current, AUTHORITIES, wantedAuthority, (law, query) =>
      lawOf(law, query.on).authorities.filter((one) => isWanted(one, query)),
    ),
    list(current, PROVIDERS, { on }, (law, { on: day }) => lawOf(law, day).providers),
    list(current, CLOCKS, { instrument: word.optional(), on }, (law, query) =>
      lawOf(law, query.on).clocks.filter(
        (one) =>
          (query.instrument === undefined || one.instrument === query.instrument) &&
          (query.on === undefined || !isEarly(law, one.instrument, query.on)),
      ),
    ),
  ];
}

const INSTRUMENTS = {
  path: 'instruments',
  operation: 'listInstruments',
  page: 'LawInstrumentPage',
  shape: instrumentShape,
  words: 'treaties and acts',
};
const MEASURES = {
  path: 'measures',
  operation: 'listMeasures',
  page: 'LawMeasurePage',
  shape: measureShape,
  words: 'investigative measures',
};
const AUTHORITIES = {
  path: 'authorities',
  operation: 'listAuthorities',
  page: 'LawAuthorityPage',
  shape: authorityShape,
  words: 'authorities, by what they are for',
};
const PROVIDERS = {
  path: 'providers',
  operation: 'listProviders',
  page: 'LawProviderPage',
  shape: providerShape,
  words: 'service providers',
};
const CLOCKS = {
  path: 'clocks',
  operation: 'listClocks',
  page: 'LawClockPage',
  shape: clockShape,
  words: 'time limits of the law',
};

const wantedAuthority = {
  state,
  on,
  function: word.optional(),
  role: word.optional(),
  instrument: word.optional(),
  night: z.literal('yes').optional().describe('Only those on record as reachable day and night.'),
};

function lawOf(law: Knowledge, day: Day | undefined): Knowledge {
  return day === undefined ? law : knowledgeOn(law, day);
}

/** What is no treaty or act of our list may well have been in force. */
function isEarly(law: Knowledge, id: string, day: Day): boolean {
  const found = instrumentOf(law, id);
  return found !== undefined && inForceOn(found, day).verdict === 'no';
}

function isWanted(one: Authority, query: z.output<z.ZodObject<typeof wantedAuthority>>): boolean {
  const { instrument: wanted } = query;
  return (
    (query.state === undefined || one.state === query.state) &&
    (query.function === undefined || one.functions.includes(query.function)) &&
    (query.role === undefined || one.roles.includes(query.role)) &&
    (wanted === undefined || one.instruments.some((id) => id === wanted || id.startsWith(`${wanted}:`))) &&
    (query.night === undefined || one.isAvailable247 === true)
  );
}

interface Listed<S extends z.ZodType> {
  readonly path: string;
  readonly operation: string;
  /** Name of the list in the document. */
  readonly page: string;
  readonly shape: S;
  readonly words: string;
}

/** A list of records that have an id, in the order of it. */
function list<S extends z.ZodType<unknown, { readonly id: string }>, Q extends z.ZodRawShape>(
  current: Current,
  { path, operation, page, shape, words }: Listed<S>,
  filter: Q,
  find: (law: Knowledge, query: z.output<z.ZodObject<Q>>) => readonly z.input<S>[],
): ApiRoute {
  const query = paging.extend(filter);
  const spec: ApiSpec<z.ZodObject, typeof query, z.ZodType, z.ZodType> = {
    method: 'GET',
    path: `/law/${path}`,
    operation,
    summary: `Lists ${words} on record.`,
    query,
    answer: { status: 200, words: 'By id.', schema: pageOf(page, shape) },
    isForCaseKeys: true,
  };
  return signedIn(spec, async (asked) => {
    const { after, limit, ...rest } = asked.query as z.output<typeof paging>; // of the paging and the filter
    const found = find(await current(), rest as z.output<z.ZodObject<Q>>).toSorted((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    return pageOfAll(
      found,
      { after, limit },
      (one) => one,
      ({ id }) => id,
    );
  });
}

function search(current: Current): ApiRoute {
  return signedIn(
    {
      method: 'GET',
      path: '/law/search',
      operation: 'searchLaw',
      summary: 'Searches every fact of the law data.',
      query: paging.extend({
        q: word.min(1).describe('Words that must all be there.'),
        state,
        kind: z.enum(RECORD_KINDS).optional(),
        measure: word.optional(),
        category: word.optional(),
        instrument: word.optional(),
        offence: word.optional(),
        on: word.refine(isDay).optional().describe('Leaves out what was not in force on that day.'),
      }),
      answer: { status: 200, words: 'The best first.', schema: pageOf('LawHitPage', hitShape) },
      isForCaseKeys: true,
    },
    async ({ query: { q, after, limit, ...narrowed } }) => {
      const most = placeInList(after) + limit + 1;
      const { hits } = searchLaw(await current(), { text: q, ...narrowed, limit: most });
      return pageByPlace(hits, { after, limit }, ({ passage, excerpt }) => ({
        ...passage,
        excerpt,
      }));
    },
  );
}

function record(current: Current): ApiRoute {
  return signedIn(
    {
      method: 'GET',
      path: '/law/records/:kind/:record',
      operation: 'listRecordPassages',
      summary: 'Lists everything that is said of a record, each with its source and line.',
      params: z.object({ kind: z.enum(RECORD_KINDS), record: word.describe('Its id.') }),
      query: paging,
      answer: {
        status: 200,
        words: 'In the order of the data.',
        schema: pageOf('LawPassagePage', passageShape),
      },
      isForCaseKeys: true,
    },
    async ({ params, query }) => {
      const name = `${params.kind} ${params.record}`;
      const all = (await current()).passages.filter((one) => one.record === name);
      if (all.length === 0) throw absent();
      return pageByPlace(all, query, (one) => one);
    },
  );
}

function instrument(current: Current): ApiRoute {
  return signedIn(
    {
      method: 'GET',
      path: '/law/instruments/:instrument',
      operation: 'showInstrument',
      summary: 'Shows a treaty or act with what its articles give.',
      params: z.object({ instrument: word.describe('Its id.') }),
      query: z.strictObject({ on }),
      answer: { status: 200, words: 'The instrument.', schema: wholeInstrumentShape },
      isForCaseKeys: true,
    },
    async ({ params, query }) => {
      const found = instrumentOf(lawOf(await current(), query.on), params.instrument);
      if (found === undefined) throw absent();
      return found;
    },
  );
}

function parties(current: Current): ApiRoute {
  return signedIn(
    {
      method: 'GET',
      path: '/law/parties',
      operation: 'listParties',
      summary: 'Lists which States are parties to what.',
      query: paging.extend({ state, instrument: word.optional(), on }),
      answer: { status: 200, words: 'By instrument and State.', schema: pageOf('LawPartyPage', partyShape) },
      isForCaseKeys: true,
    },
    async ({ query: { after, limit, ...wanted } }) => {
      const law = await current();
      const all = law.parties
        .filter(
          (one) =>
            (wanted.on === undefined || isPartyOn(law, one, wanted.on)) &&
            (wanted.state === undefined || one.state === wanted.state) &&
            (wanted.instrument === undefined || one.instrument === wanted.instrument),
        )
        .map((one) => ({ ...one, key: `${one.instrument} ${one.state} ${one.entryIntoForce ?? ''}` }))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
      return pageOfAll(
        all,
        { after, limit },
        (one) => one,
        ({ key }) => key,
      );
    },
  );
}

/** Unknown is not no: who may have been bound stays in. Of a State that came back it is the record of that day. */
function isPartyOn(law: Knowledge, one: PartyRecord, day: Day): boolean {
  const found = instrumentOf(law, one.instrument);
  if (found === undefined) return true;
  const { record, verdict } = standingOf(law, found, one.state, day);
  return record === one && verdict !== 'no';
}
