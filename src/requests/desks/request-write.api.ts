// Writing a request and following it, as JSON: begun, answered, explained, and the acts of its life.
import { z } from 'zod';
import { utcDay } from '../../base/time.ts';
import { formLabels } from '../../law/form-labels.store.ts';
import { wordedWhole } from '../../law/on-day.ts';
import { bodyOf } from '../../web/fields/field.ts';
import { letterWords } from '../core/letter-language.ts';
import { REQUEST_LANGUAGES, STATE, URGENCY } from '../machine/way/asked.ts';
import { Refusal } from '../../base/refusal.ts';
import { timedIdOf, inCase, type ApiRoute } from '../../people/visit.api.ts';
import { codeOf, mayBeExplained } from '../machine/way/request-finding.ts';
import { formOf } from '../forms/index.ts';
import { begunAbout, followedRequest } from '../verbs/drafting/begin/follow-up.acts.ts';
import type { Begun } from '../core/origin.ts';
import { legalForm, refuseOver, type LegalForm } from '../core/form.ts';
import { lifeOf, takeAct } from '../verbs/life/life.acts.ts';
import {
  actingOf,
  draftingOf,
  language,
  REQUEST,
  requestAsked,
  requestParams,
  REQUESTS,
  legalAsked,
  type RequestAsked,
  type RequestsApi,
} from '../verbs/life/request-asked.api.ts';
import {
  beginRequest,
  savePage,
  saveReason,
  setAsked,
  setLanguages,
  setMeans,
  type Saved,
} from '../verbs/drafting/request-draft.acts.ts';
import { draftOf, messageFrom } from '../machine/messages/request-file.ts';
import { readAnswers } from '../core/read-answers.ts';
import { requestJson, requestShape } from '../verbs/sending/request-shape.api.ts';
import { MEANS } from '../core/means.ts';
import { URGENCIES, type RequestRecord } from '../core/request.ts';
import { requestOf } from '../machine/states/request.store.ts';
import { actBody } from '../machine/states/told.ts';
import { stateCode } from '../../law/schema/common.ts';

/** A request of two hundred items with their identifiers. */
const REQUEST_BODY_BYTES_MAX = 4 * 1024 * 1024;

const answers = z
  .record(z.string().max(80), z.unknown())
  .describe('By field, as `/request-forms/{form}` and the JSON Schema of the message have them.');
const base = z.int().min(1).describe('`version` of the request that you saw.');

export function requestWriteApi(api: RequestsApi): ApiRoute[] {
  return [
    beginning(api),
    answering(api),
    explaining(api),
    saying,
    sayingMeans,
    settingLanguages,
    acting(api),
  ];
}

const newRequest = z
  .strictObject({
    form: z.string().max(80).optional(),
    answers: answers.optional(),
    message: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('In place of form and answers (docs/formats/request.md).'),
    about: z
      .int()
      .min(1)
      .optional()
      .describe(
        'Number of the request of the case that it goes on with, or answers: references, parties, basis and what became of its items are taken from its record where `answers` says nothing.',
      ),
    counterpart: stateCode.optional().describe('The State that is asked, where it is known.'),
    urgency: z.enum(URGENCIES).default('normal'),
    means: z.enum(MEANS).optional().describe('By which means it will be sent.'),
    writtenIn: language.default('en').describe('Of the answers, and of the letter until that is set.'),
  })
  .refine(
    (one) => (one.form === undefined) !== (one.message === undefined),
    'Either a form, with answers, or a message.',
  )
  .refine((one) => one.message === undefined || one.answers === undefined, {
    path: ['answers'],
    message: 'The message has them.',
  })
  .meta({ id: 'NewRequest' });

function beginning(api: RequestsApi): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: REQUESTS,
      operation: 'beginRequest',
      summary: 'Begins a request of a case, with the answers that there are.',
      description: 'From a form with answers, or from a whole message.',
      body: newRequest,
      bodyBytesMax: REQUEST_BODY_BYTES_MAX,
      answer: { status: 201, words: 'It is begun, as a draft.', schema: requestShape },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { file } = visit;
      const today = utcDay(visit.people.clock());
      const acting = await actingOf(api, visit);
      const law = { forms: wordedWhole(acting.law.forms, today) };
      const { counterpart, urgency, writtenIn, means, message } = body;
      const drafted =
        message === undefined
          ? { legal: formNamed(body.form ?? '', law), raw: body.answers ?? {} }
          : draftOf(messageFrom(message, law), law);
      const { legal } = drafted;
      refuseOver(legal, today);
      const more = {
        id: timedIdOf({ actKey, begunAt }),
        record: legal.record,
        counterpart: otherState(counterpart, file.reference),
        urgency,
        writtenIn,
        explained: 'explained' in drafted ? drafted.explained : undefined,
      };
      const given = 'answers' in drafted ? drafted.answers : readAnswers(legal, drafted.raw);
      const tongue = { say: letterWords(writtenIn), labels: formLabels(writtenIn) };
      const begun = await aboutAsked(visit, body.about, legal, { law, today, ...tongue });
      const number = await beginRequest(
        draftingOf(visit),
        legal.form.id,
        { ...begun?.answers, ...given },
        {
          ...more,
          origin: begun?.origin,
          counterpart: more.counterpart ?? begun?.counterpart,
          means: means ?? begun?.means,
        },
      );
      return requestJson(file.reference, await requestAsked({ ...visit, params: { request: number } }));
    },
  );
}

/** What it takes from the request that it is about. */
async function aboutAsked(
  { people, person, file }: Pick<RequestAsked, 'people' | 'person' | 'file'>,
  number: number | undefined,
  legal: LegalForm,
  asked: Parameters<typeof begunAbout>[2],
): Promise<Begun | undefined> {
  if (number === undefined) return undefined;
  const followed = await people.db.asPerson(person.id, (tx) => followedRequest(tx, file, number));
  if (followed === undefined) throw new Refusal('badInput.followedRequest', { found: number });
  if (!followed.forms.includes(legal.form.id))
    throw new Refusal('badInput.followingForm', {
      forms: followed.forms.join(', ') || '–',
      found: legal.form.id,
    });
  return begunAbout(followed, legal, asked);
}

function formNamed(id: string, { forms }: Parameters<typeof messageFrom>[1]) {
  const form = formOf(id);
  if (form === undefined) throw new Refusal('badInput.requestForm', { found: `'${id}'` });
  return legalForm(form, forms);
}

/** One does not ask one's own State. */
export function otherState<Code extends string>(
  counterpart: Code | undefined,
  reference: string,
): Code | undefined {
  if (counterpart !== undefined && counterpart === reference.slice(0, 2))
    throw new Refusal('badInput.otherState', { found: counterpart });
  return counterpart;
}

function answering(api: RequestsApi): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: `${REQUEST}/answers`,
      operation: 'answerRequest',
      summary: 'Sets some answers of a request; the others stay as they are.',
      description:
        'When somebody else answered one of these fields since `base`, nothing is saved (409). Writing on a request that was submitted takes it back, and voids what was signed.',
      params: requestParams,
      body: z
        .strictObject({
          base,
          answers: answers.describe('By field; null takes the answer away. The others stay.'),
        })
        .meta({ id: 'RequestAnswers' }),
      bodyBytesMax: REQUEST_BODY_BYTES_MAX,
      answer: { status: 200, words: 'They are saved.', schema: requestShape },
    },
    async ({ body, ...visit }) => {
      const request = await requestAsked(visit);
      const legal = await legalAsked(api, visit, request);
      const fields = Object.keys(body.answers);
      const unknown = fields.find((id) => !legal.fields.some((field) => field.id === id));
      if (unknown !== undefined)
        throw new Refusal('badInput.formField', { form: request.form, found: `'${unknown}'` });
      const given = Object.entries(body.answers).filter(([, value]) => value !== null);
      const saved = await savePage(draftingOf(visit), {
        number: request.number,
        base: baseOf(request, body.base),
        page: 'all',
        fields,
        answers: readAnswers(legal, Object.fromEntries(given)),
      });
      return savedJson(visit, saved);
    },
  );
}

function explaining(api: RequestsApi): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: `${REQUEST}/reasons`,
      operation: 'explainFinding',
      summary: 'Says why a point that may be explained does not stand in the way.',
      params: requestParams,
      body: z
        .strictObject({
          base,
          code: z.string().max(80).describe('Of a finding of `/checks` with `mayBeExplained`.'),
          reason: z.string().trim().min(1).max(4000).nullable().describe('Null takes it away.'),
        })
        .meta({ id: 'FindingReason' }),
      answer: { status: 200, words: 'It is saved.', schema: requestShape },
    },
    async ({ body: { code, reason, ...body }, ...visit }) => {
      const request = await requestAsked(visit);
      const { people, person } = visit;
      const acting = await actingOf(api, visit);
      const life = await people.db.asPerson(person.id, (tx) => lifeOf(tx, acting, request.number));
      const isHere = life.facts.findings.some(({ what }) => mayBeExplained(what) && codeOf(what) === code);
      // A reason that was given may always be taken away.
      if (!isHere && (reason !== null || request.version.explained[code] === undefined))
        throw new Refusal('badInput.finding', { found: `'${code}'` });
      const saved = await saveReason(draftingOf(visit), {
        number: request.number,
        base: baseOf(request, body.base),
        code,
        reason: reason ?? undefined,
      });
      return savedJson(visit, saved);
    },
  );
}

const saying = inCase(
  'draftRequest',
  {
    method: 'POST',
    path: `${REQUEST}/asked`,
    operation: 'sayWhoIsAsked',
    summary: 'Says which State is asked, and how urgent it is.',
    params: requestParams,
    body: bodyOf({ ...STATE, ...URGENCY }).meta({ id: 'WhoIsAsked' }),
    answer: { status: 200, words: 'It is saved.', schema: requestShape },
  },
  async ({ body: { counterpart, urgency }, ...visit }) => {
    const { number } = await requestAsked(visit);
    const other = otherState(counterpart ?? undefined, visit.file.reference);
    await setAsked(draftingOf(visit), { number, counterpart: other, urgency });
    return requestJson(visit.file.reference, await requestAsked(visit));
  },
);

const sayingMeans = inCase(
  'draftRequest',
  {
    method: 'POST',
    path: `${REQUEST}/sending`,
    operation: 'sayMeansOfSending',
    summary: 'Says by which means a request will be sent.',
    description:
      'The check holds it to what is on record of whoever receives it. Another takes a submitted request back, and voids what was signed.',
    params: requestParams,
    body: z
      .strictObject({ means: z.enum(MEANS).nullable().describe('Null: it is not decided.') })
      .meta({ id: 'MeansOfSending' }),
    answer: { status: 200, words: 'It is saved.', schema: requestShape },
  },
  async ({ body: { means }, ...visit }) => {
    const { number, direction } = await requestAsked(visit);
    if (direction !== 'outgoing') throw new Refusal('badInput.ownRequest');
    await setMeans(draftingOf(visit), { number, means: means ?? undefined });
    return requestJson(visit.file.reference, await requestAsked(visit));
  },
);

const settingLanguages = inCase(
  'draftRequest',
  {
    method: 'POST',
    path: `${REQUEST}/languages`,
    operation: 'setRequestLanguages',
    summary: 'Says in which language a request is written, and in which its letter goes out.',
    description:
      'Where they differ, its sentences are translated (`/translations`). Setting another takes a submitted request back, and voids what was signed.',
    params: requestParams,
    body: bodyOf(REQUEST_LANGUAGES).meta({ id: 'RequestLanguages' }),
    answer: { status: 200, words: 'It is saved.', schema: requestShape },
  },
  async ({ body, ...visit }) => {
    const { number } = await requestAsked(visit);
    await setLanguages(draftingOf(visit), { number, ...body });
    return requestJson(visit.file.reference, await requestAsked(visit));
  },
);

function acting(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'POST',
      path: `${REQUEST}/acts`,
      operation: 'takeRequestAct',
      summary: 'Takes an act of the life of a request, or records one of the other side.',
      description:
        '`next` of the request says which acts are open and what each asks. What a prosecutor, a judge or the duty officer decides, they decide on the pages; an authorisation is signed there with a passkey.',
      params: requestParams,
      body: actBody.meta({ id: 'RequestAct' }),
      answer: {
        status: 200,
        words: 'It is recorded, and the time limits have moved.',
        schema: z
          .object({
            event: z.int().describe('Its number.'),
            state: z.string().describe('Of the request now.'),
          })
          .meta({ id: 'RecordedAct' }),
      },
      refusals: [403],
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { number } = await requestAsked(visit);
      const given = { ...body, number, id: timedIdOf({ actKey, begunAt }) };
      const { request, event } = await takeAct(await actingOf(api, visit), given);
      return { event, state: request.state };
    },
  );
}

/** What is no version of it was not seen: then everything that was answered since the beginning counts as another’s. */
function baseOf({ version }: RequestRecord, base: number): number {
  return base <= version.number ? base : 0;
}

async function savedJson(visit: RequestAsked, saved: Saved) {
  const { people, person, file } = visit;
  const { number } = saved.request;
  if (!saved.ok)
    throw new Refusal('conflict.fieldsChanged', {
      fields: saved.fields.join(', '),
      version: saved.request.version.number,
    });
  const found = await people.db.asPerson(person.id, (tx) => requestOf(tx, file.id, number));
  return requestJson(file.reference, found ?? saved.request);
}
