// A request of another State, as JSON: registered from its document or without one.
import { z } from 'zod';
import { Refusal } from '../../base/refusal.ts';
import { inCase, timedIdOf, type ApiRoute } from '../../people/visit.api.ts';
import {
  DOCUMENT_BODY_BYTES_MAX,
  documentBody,
  documentIn,
  documentsApi,
  understood,
} from '../incoming/documents.api.ts';
import { readPaper, registerRequest } from '../incoming/register.acts.ts';
import {
  actingOf,
  moment,
  requestAsked,
  REQUESTS,
  stateCode,
  zone,
  language,
  type RequestsApi,
} from '../life/request-asked.api.ts';
import { keptFrom, requestKept } from '../life/confidentiality.api.ts';
import { CAPACITIES } from '../machine/capacity.ts';
import { knownLanguage } from '../../web/language.ts';
import { requestJson, requestShape } from '../sending/request-shape.api.ts';
import { otherState } from './request-write.api.ts';
import { URGENCIES } from '../core/request.ts';
import { isOrder } from '../forms/index.ts';

const newIncoming = z
  .strictObject({
    document: documentBody.optional(),
    form: z.string().max(80).optional().describe('Where the document does not say it itself.'),
    counterpart: stateCode.optional().describe('Who asks, where the document does not say it itself.'),
    about: z
      .int()
      .min(1)
      .optional()
      .describe('Number of the request of the case that it answers, or goes on with.'),
    urgency: z.enum(URGENCIES).optional(),
    writtenIn: language
      .optional()
      .describe('Language of its fields: what the document says of it, else English.'),
    capacity: z
      .enum(CAPACITIES)
      .optional()
      .describe(
        'Of an EPOC or EPOC-PR, and demanded of it: as whose it came (docs/formats/request-life.md). Time limits hang on it.',
      ),
    reference: z.string().min(1).max(1000).optional().describe('Their own number of it.'),
    receivedAt: moment.describe('When it was received: time limits run from then.'),
    zone: zone.describe('Time zone of whoever received it.'),
    evidence: z.string().min(1).max(4000).describe('How its receipt is known.'),
    confidentiality: requestKept
      .optional()
      .describe(
        'Absent: whoever sees the requests of the case, or may know of the one that it is about, sees it.',
      ),
  })
  .meta({ id: 'NewIncomingRequest' });

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
      const { document, receivedAt, zone: where, evidence, about, confidentiality } = body;
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
        zone: where,
        evidence,
        kept: confidentiality && keptFrom(confidentiality),
      });
      return requestJson(visit.file.reference, await requestAsked({ ...visit, params: { request: number } }));
    },
  );
}

function untold(part: string): Refusal {
  return new Refusal('badInput', {
    expected: `\`${part}\`, where the document does not say it`,
    found: 'none',
    next: 'Say it beside the document.',
  });
}
