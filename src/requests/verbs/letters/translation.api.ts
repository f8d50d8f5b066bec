// The translator's desk as JSON: what waits, the sentences of a request, and their translations, one by one or as XLIFF. The
// certificate is given by a person on the pages, with their passkey.
import { z } from 'zod';
import { utf8 } from '../../../base/bytes.ts';
import { isUuid } from '../../../base/ids.ts';
import { phrase, Refusal } from '../../../base/refusal.ts';
import {
  absent,
  inCase,
  instant,
  pageByPlace,
  pageOf,
  paging,
  placeInList,
  signedIn,
  type ApiRoute,
  orNull,
} from '../../../people/visit.api.ts';
import {
  draftingOf,
  language,
  legalAsked,
  REQUEST,
  requestAsked,
  requestParams,
  type RequestAsked,
  type RequestsApi,
} from '../life/request-asked.api.ts';
import { URGENCIES } from '../../core/request.ts';
import { requestsToTranslate } from './to-translate.store.ts';
import {
  translateMany,
  translationOf,
  type About,
  type Contested,
  type Translation,
} from './translation.acts.ts';
import { MAX_TARGET, readXliff, UNIT_PROBLEMS, writeXliff, XLIFF } from './xliff.ts';

const SENTENCES_MAX = 1000;
const BODY_BYTES_MAX = 4 * 1024 * 1024;
const TRANSLATION = `${REQUEST}/translations/:language` as const;
const params = requestParams.extend({ language: language.describe('Into which it is translated.') });

const waitingShape = z
  .object({
    case: z.string(),
    number: z.int(),
    form: z.string(),
    state: z.string(),
    since: instant,
    urgency: z.enum(URGENCIES),
    writtenIn: z.string(),
    letterIn: z.string(),
    begun: z.array(z.string()).describe('Languages into which some of it has been translated.'),
  })
  .meta({ id: 'RequestToTranslate' });

const translationShape = z
  .object({
    from: z.string(),
    to: z.string(),
    sentences: z.int(),
    left: z.int().describe('Not translated yet.'),
    certificate: orNull(
      z.object({ name: z.string(), at: instant, isSigned: z.boolean().describe('With a passkey.') }),
    ).describe('Holds for exactly what stands there now.'),
    isCertificateVoid: z.boolean().describe('One was given, and something was changed since.'),
  })
  .meta({ id: 'RequestTranslation' });

const sentenceShape = z
  .object({
    number: z.int(),
    field: z.string(),
    source: z.string().describe('As it was written. It is what a translation is known by.'),
    target: orNull(z.string()),
    translation: orNull(z.uuid()).describe(
      'Of the translation: sent as `over`, it says which one another takes the place of.',
    ),
    by: orNull(z.string()),
    at: orNull(instant),
    before: z
      .array(z.object({ source: z.string(), target: z.string() }))
      .describe('Where it is not translated: what stood in this field before, with its translation.'),
  })
  .meta({ id: 'RequestSentence' });

const contestedShape = z.object({
  source: z.string(),
  target: z.string().describe('As you sent it.'),
  theirs: z.object({
    translation: z.uuid(),
    target: z.string(),
    by: orNull(z.string()),
    at: instant,
  }),
});

const keptShape = z
  .object({
    kept: z.int(),
    contested: z
      .array(contestedShape)
      .describe('Not kept: somebody else translated the sentence since the file was made.'),
    wrong: z.array(z.object({ unit: z.int(), source: z.string(), problem: z.enum(UNIT_PROBLEMS) })),
  })
  .meta({ id: 'KeptTranslations' });

export function translationApi(api: RequestsApi): ApiRoute[] {
  return [
    listingWaiting,
    showing(api),
    listingSentences(api),
    translating(api),
    readingFile(api),
    takingFile(api),
  ];
}

const listingWaiting = signedIn(
  {
    method: 'GET',
    path: '/desk/translations',
    operation: 'listRequestsToTranslate',
    summary: 'Lists the requests in whose cases you translate, what waits for nothing else first.',
    query: paging,
    answer: {
      status: 200,
      words: 'Emergencies first, then what waits longest.',
      schema: pageOf('RequestToTranslatePage', waitingShape),
    },
    isForCaseKeys: true,
  },
  async ({ person, people, query }) => {
    const most = placeInList(query.after) + query.limit + 1;
    const all = await people.db.asPerson(person.id, (tx) => requestsToTranslate(tx, person.id, most));
    return pageByPlace(all, query, ({ reference, since, begun, ...one }) => ({
      ...one,
      case: reference,
      since: since.toISOString(),
      begun: [...begun],
    }));
  },
);

type PairAsked = RequestAsked & { readonly params: z.output<typeof params> };

/** Into the language in which it was written nothing is translated. */
async function aboutPair(api: RequestsApi, asked: PairAsked): Promise<About> {
  const request = await requestAsked(asked);
  const { language: to } = asked.params;
  if (to === request.writtenIn) throw absent();
  const legal = await legalAsked(api, asked, request);
  const { answers, explained } = request.version;
  return { request, draft: { legal, answers, explained }, pair: { from: request.writtenIn, to } };
}

function translationHere({ people, person }: PairAsked, about: About): Promise<Translation> {
  return people.db.asPerson(person.id, (tx) => translationOf(tx, about, about.pair));
}

function showing(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: TRANSLATION,
      operation: 'showRequestTranslation',
      summary: 'Shows how far a request is translated, and whether somebody answers for it.',
      params,
      answer: { status: 200, words: 'The translation.', schema: translationShape },
    },
    async (asked) => translationJson(await translationHere(asked, await aboutPair(api, asked))),
  );
}

function translationJson({ pair, segments, certificate, ...one }: Translation) {
  const signed = certificate && { ...certificate, isSigned: certificate.key !== null };
  return { ...pair, ...one, sentences: segments.length, certificate: signed };
}

function listingSentences(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: `${TRANSLATION}/sentences`,
      operation: 'listRequestSentences',
      summary: 'Lists the sentences of a request that were written freely, with their translations.',
      params,
      query: paging,
      answer: {
        status: 200,
        words: 'In the order of the letter, each once.',
        schema: pageOf('RequestSentencePage', sentenceShape),
      },
    },
    async (asked) => {
      const { segments } = await translationHere(asked, await aboutPair(api, asked));
      const numbered = segments.map((one, i) => ({ ...one, number: i + 1 }));
      return pageByPlace(numbered, asked.query, ({ number, field, source, translated, before }) => ({
        number,
        field: field.id,
        source,
        target: translated?.target ?? null,
        translation: translated?.id ?? null,
        by: translated?.by ?? null,
        at: translated?.at.toISOString() ?? null,
        before: before.map((one) => ({ source: one.source, target: one.target })),
      }));
    },
  );
}

function translating(api: RequestsApi): ApiRoute {
  return inCase(
    'translateRequest',
    {
      method: 'POST',
      path: `${TRANSLATION}/sentences`,
      operation: 'translateSentences',
      summary: 'Translates sentences of a request: all that are sent, or none.',
      description:
        'With `over` you say which translation you read; leave it out where there was none. A sentence that was changed, or that somebody else translated in the meantime, is refused (409) with both texts, and so is a translation that stands in what was signed.',
      params,
      body: z
        .strictObject({
          sentences: z
            .array(
              z.strictObject({
                source: z.string().min(1).max(MAX_TARGET),
                target: z.string().trim().min(1).max(MAX_TARGET),
                over: z
                  .string()
                  .refine(isUuid)
                  .optional()
                  .describe('`translation` of the sentence, as you read it.'),
              }),
            )
            .min(1)
            .max(SENTENCES_MAX)
            .refine(
              (list) => new Set(list.map(({ source }) => source)).size === list.length,
              'each only once',
            ),
        })
        .meta({ id: 'TranslatedSentences' }),
      bodyBytesMax: BODY_BYTES_MAX,
      answer: { status: 200, words: 'They are kept.', schema: translationShape },
    },
    async ({ body: { sentences }, ...asked }) => {
      const about = await aboutPair(api, asked);
      const list = sentences.map(({ target, ...one }) => ({
        ...one,
        target: target.replaceAll('\r\n', '\n'),
      }));
      const contested = await translateMany(draftingOf(asked), about, list);
      if (contested.length > 0) throw translatedMeanwhile(contested);
      return translationJson(await translationHere(asked, about));
    },
  );
}

function readingFile(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: `${TRANSLATION}/file`,
      operation: 'readTranslationFile',
      summary: 'Gives the sentences of a request as a file for the tools of translators (XLIFF 2.1).',
      params,
      answer: { status: 200, words: 'The file.', schema: z.instanceof(Uint8Array), media: XLIFF },
    },
    async (asked) => {
      const about = await aboutPair(api, asked);
      const { segments, pair } = await translationHere(asked, about);
      const units = segments.map(({ field, source, translated }) => ({
        note: field.label,
        source,
        target: translated?.target,
        translation: translated?.id,
      }));
      return Buffer.from(writeXliff(`${asked.file.reference}-R${about.request.number}`, pair, units));
    },
  );
}

function takingFile(api: RequestsApi): ApiRoute {
  return inCase(
    'translateRequest',
    {
      method: 'POST',
      path: `${TRANSLATION}/file`,
      operation: 'takeTranslationFile',
      summary: 'Takes the translations of an XLIFF file in: all of them, or none.',
      description:
        'A note of each unit says which translation stood there when the file was made; where somebody else translated the sentence since, it is refused (409) with both texts. With `keep` as `right` those that fit are kept although others do not, and the others are named. XLIFF 2.0 or 2.1, made from the file of `GET`.',
      params,
      body: z
        .strictObject({ xliff: z.string().min(1), keep: z.enum(['all', 'right']).default('all') })
        .meta({ id: 'TranslationFile' }),
      bodyBytesMax: BODY_BYTES_MAX,
      answer: { status: 200, words: 'They are kept.', schema: keptShape },
    },
    async ({ body: { xliff, keep }, ...asked }) => {
      const about = await aboutPair(api, asked);
      const { segments, pair } = await translationHere(asked, about);
      const { right, wrong } = await readXliff(
        utf8(xliff),
        pair,
        new Set(segments.map(({ source }) => source)),
      );
      const named = wrong.map(({ line, text, problem }) => ({ unit: line, source: text, problem }));
      if (right.length === 0 || (wrong.length > 0 && keep === 'all'))
        throw new Refusal('badInput.translations', {
          found:
            named.length === 0
              ? '–'
              : named.slice(0, 20).map(({ unit, problem }) => phrase('unitWrong', { unit, problem })),
        });
      const keepOthers = keep === 'right';
      const contested = await translateMany(draftingOf(asked), about, right, { keepOthers });
      if (contested.length > 0 && !keepOthers) throw translatedMeanwhile(contested);
      return {
        kept: right.length - contested.length,
        contested: contested.map(contestedJson),
        wrong: named,
      };
    },
  );
}

function contestedJson({ source, target, theirs }: Contested) {
  return { source, target, theirs: { ...theirs, translation: theirs.id } };
}

const NAMED_MAX = 20;
const QUOTED_MAX = 400;

function translatedMeanwhile(contested: readonly Contested[]): Refusal {
  const quoted = (text: string): string => `'${text.slice(0, QUOTED_MAX)}'`;
  const named = contested.slice(0, NAMED_MAX).map(({ source, target, theirs }) =>
    phrase('translatedNow', {
      source: quoted(source),
      theirs: quoted(theirs.target),
      id: theirs.id,
      target: quoted(target),
    }),
  );
  const left = contested.length - named.length;
  return new Refusal('conflict.translated', {
    found: [...named, ...(left > 0 ? [`+ ${left}`] : [])],
  });
}
