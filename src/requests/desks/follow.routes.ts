// What follows a request: its results, their way out, the cure of what came informally, who may know, telling the person,
// remedies and costs.
import type { SignForm } from '../../evidence/custody/signing.routes.ts';
import type { AtWork } from '../../evidence/desks/evidence.routes.ts';
import { inAgency } from '../../people/policy.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { html, nothing } from '../../web/html.ts';
import type { Clock } from '../../base/time.ts';
import { alarmsAtWork } from '../machine/clocks/clock.routes.ts';
import { confidentialityRoutes } from '../verbs/drafting/confidence/confidentiality.routes.ts';
import { cureRoutes } from '../verbs/results/cure.routes.ts';
import { requestsAtWork } from '../verbs/results/follow.pages.ts';
import { formTitles, type RequestDesk } from '../verbs/drafting/request-found.routes.ts';
import { assignedHtml } from './assigned.pages.ts';
import { requestsAssignedTo } from './assigned.store.ts';
import { deskLinks } from './desk-parts.pages.ts';
import { notYetBelieved } from './desk.store.ts';
import { notBelievedNote } from './duty.pages.ts';
import { costs } from '../verbs/results/cost-claim.do.ts';
import { notices } from '../verbs/results/notice.do.ts';
import { recordRoutes } from '../verbs/results/record.routes.ts';
import { remedies } from '../verbs/results/remedy.do.ts';
import { manifestRoutes } from '../verbs/letters/manifest.routes.ts';
import { deliveryActRoutes } from '../verbs/results/delivery-acts.routes.ts';
import { beginRoutes } from '../verbs/results/results-begin.routes.ts';
import { resultConfidenceRoutes } from '../verbs/results/result-confidence.routes.ts';
import { resultsRoutes, type ResultsDesk } from '../verbs/results/results.routes.ts';
import { sendRoutes } from '../verbs/results/results-send.routes.ts';
import { toAuthoriseNote } from '../machine/signature/to-authorise.pages.ts';
import { requestsToAuthorise } from '../machine/signature/to-authorise.store.ts';
import { toTranslateNote } from '../verbs/letters/to-translate.pages.ts';
import { requestsToTranslate } from '../verbs/letters/to-translate.store.ts';

export function followRoutes(desk: ResultsDesk, sign: SignForm): PageRoute[] {
  return [
    ...confidentialityRoutes(desk),
    ...recordRoutes(desk, notices),
    ...recordRoutes(desk, remedies),
    ...recordRoutes(desk, costs),
    ...beginRoutes(desk),
    ...deliveryActRoutes(desk),
    ...resultsRoutes(desk),
    ...resultConfidenceRoutes(desk),
    ...sendRoutes(desk),
    ...manifestRoutes(desk),
    ...cureRoutes(desk, sign),
  ];
}

const LISTED = 50;

/** What My work shows of requests: what waits for a signature, the ways to the desks, time limits, and what has come due beside them. */
export function atWork(clock: Clock, law: RequestDesk['law']): AtWork {
  const due = requestsAtWork(clock);
  return async (tx, person) => {
    const toSign = await requestsToAuthorise(tx, person.id, LISTED);
    const toTranslate = await requestsToTranslate(tx, person.id, LISTED);
    const [alarms, others] = [await alarmsAtWork(tx, person), await due(tx, person)];
    const assigned = await requestsAssignedTo(tx, person.id, LISTED);
    const known = assigned.length === 0 ? undefined : await law.current();
    const mayVerify = inAgency(person.roles, 'verifyEmergency') === 'yes';
    const emergencies = mayVerify ? await notYetBelieved(tx, LISTED) : [];
    return (say) =>
      html`${notBelievedNote(say, emergencies)}${toAuthoriseNote(say, toSign)}${toTranslateNote(say, toTranslate)}${known === undefined ? nothing : assignedHtml(say, assigned, formTitles(say, known))}${alarms(say)}${others(say)}
        <h2>${say.desks.title}</h2>
        ${deskLinks(say, undefined, mayVerify)}`;
  };
}
