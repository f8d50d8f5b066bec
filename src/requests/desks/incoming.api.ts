// A request of another State, as JSON: registered from its document or without one.
import { Refusal } from '../../base/refusal.ts';
import { allOptional, bodyOf } from '../../web/fields/field.ts';
import { inCase, timedIdOf, type ApiRoute } from '../../people/visit.api.ts';
import {
  DOCUMENT_BODY_BYTES_MAX,
  documentBody,
  documentIn,
  documentsApi,
  understood,
} from '../verbs/incoming/documents.api.ts';
import { registerFields, type RegisterAbout } from '../verbs/incoming/register-ask.pages.ts';
import { readPaper, registerRequest } from '../verbs/incoming/register.acts.ts';
import { actingOf, requestAsked, REQUESTS, type RequestsApi } from '../verbs/life/request-asked.api.ts';
import { keptFrom, requestKept } from '../verbs/life/confidentiality.api.ts';
import { knownLanguage } from '../../web/language.ts';
import { requestJson, requestShape } from '../verbs/sending/request-shape.api.ts';
import { otherState } from './request-write.api.ts';
import { isOrder } from '../forms/index.ts';

/** What is asked of one that came without a document, and of nobody in particular. */
const NOTHING = {
  read: undefined,
  forms: [],
  meant: { outgoing: [], incoming: [] },
  now: new Date(0),
} as unknown as RegisterAbout; // its schemas hang on nothing
const {
  received,
  evidence,
  confidence: _c,
  until: _u,
  knowers: _k,
  reason: _r,
  ...said
} = registerFields(NOTHING);

const newIncoming = bodyOf(
  { ...allOptional(said), received, evidence },
  {
    document: documentBody.optional(),
    confidentiality: requestKept
      .optional()
      .describe(
        'Absent: whoever sees the requests of the case, or may know of the one that it is about, sees it.',
      ),
  },
).meta({ id: 'NewIncomingRequest' });

export function incomingApi(api: RequestsApi): ApiRoute[] {
  return [registering(api), ...documentsApi(api)];
}

function registering(api: RequestsApi): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: `${REQUESTS}/incoming`,
      operation: 'registerIncomingRequest',
      summary: 'Registers a request of another State, with its document when one came.',
      description:
        'A PDF with the message within it, or the message itself, is read: its answers are taken over, and what it says of itself need not be said again.',
      body: newIncoming,
      bodyBytesMax: DOCUMENT_BODY_BYTES_MAX,
      answer: { status: 201, words: 'It is registered, and its receipt recorded.', schema: requestShape },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const acting = await actingOf(api, visit);
      const { document, receivedAt, zone = 'UTC', evidence: known, about, confidentiality } = body; // it says a zone
      const paper = document && documentIn(document);
      const read = paper && (await readPaper(paper, acting.law).catch(understood));
      // Whoever says of which kind it is has looked at it; a program that does not is told what is wrong with its data.
      if (read?.kind === 'unreadable' && body.form === undefined) throw read.why;
      const message = read?.kind === 'read' ? read.message : undefined;
      const form = body.form ?? message?.authorisation.form;
      const counterpart = body.counterpart ?? message?.header.sender?.country;
      if (form === undefined) throw untold('form');
      if (counterpart === undefined) throw untold('counterpart');
      if (isOrder(form) && body.capacity === undefined) throw untold('capacity');
      const number = await registerRequest(acting, {
        id: timedIdOf({ actKey, begunAt }),
        form,
        paper,
        about,
        counterpart: otherState(counterpart, visit.file.reference) ?? counterpart,
        writtenIn: body.writtenIn ?? knownLanguage(message?.header.language) ?? 'en',
        urgency: body.urgency ?? message?.authorisation.priority ?? 'normal',
        capacity: body.capacity,
        reference: body.reference ?? message?.header.transaction,
        receivedAt,
        zone,
        evidence: known,
        kept: confidentiality && keptFrom(confidentiality),
      });
      return requestJson(visit.file.reference, await requestAsked({ ...visit, params: { request: number } }));
    },
  );
}

function untold(part: string): Refusal {
  return new Refusal('badInput.untold', { part });
}
