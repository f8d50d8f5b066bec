// Every sentence of the pages, in Spanish. A draft: not yet read by a native speaker.
import type { Messages } from '../messages.ts';
import { addEvidence } from './es/add-evidence.ts';
import { alerts } from './es/alerts.ts';
import { api } from './es/api.ts';
import { breakGlass } from './es/break-glass.ts';
import { caseFile } from './es/case-file.ts';
import { cases } from './es/cases.ts';
import { common } from './es/common.ts';
import { court } from './es/court.ts';
import { desks } from './es/desks.ts';
import { evidenceFilter } from './es/evidence-filter.ts';
import { derived } from './es/derived.ts';
import { drafting } from './es/drafting.ts';
import { evidence } from './es/evidence.ts';
import { labels } from './es/labels.ts';
import { mail } from './es/mail.ts';
import { moment } from './es/moment.ts';
import { oversight } from './es/oversight.ts';
import { languages } from './es/languages.ts';
import { law } from './es/law.ts';
import { lawImport } from './es/law-import.ts';
import { lawLibrary } from './es/law-library.ts';
import { lawChanges } from './es/law-changes.ts';
import { fixity } from './es/fixity.ts';
import { jobs } from './es/jobs.ts';
import { exhibitActs } from './es/exhibit-acts.ts';
import { handOver } from './es/hand-over.ts';
import { peers } from './es/peers.ts';
import { people } from './es/people.ts';
import { practice } from './es/practice.ts';
import { review } from './es/review.ts';
import { provider } from './es/provider.ts';
import { documentSignatures } from './es/document-signatures.ts';
import { requestIncoming } from './es/request-incoming.ts';
import { letter } from './es/letter.ts';
import { requestLife } from './es/request-life.ts';
import { requestChecks } from './es/request-checks.ts';
import { followUps } from './es/follow-ups.ts';
import { requestSending } from './es/request-sending.ts';
import { requestOutcome } from './es/request-outcome.ts';
import { requests } from './es/requests.ts';
import { translation } from './es/translation.ts';
import { recovery } from './es/recovery.ts';
import { confidence } from './es/confidence.ts';
import { results } from './es/results.ts';
import { orderRecord } from './es/order-record.ts';
import { agencyRole, agencyRoleHint, caseRole, caseRoleHint } from './es/roles.ts';
import { sample } from './es/sample.ts';
import { incoming } from './es/incoming.ts';
import { share } from './es/share.ts';
import { sentences } from './es/sentences.ts';
import { settings } from './es/settings.ts';
import { keys } from './es/keys.ts';
import { signIn } from './es/sign-in.ts';
import { seal } from './es/seal.ts';
import { signing } from './es/signing.ts';
import { timeLimits } from './es/time-limits.ts';
import { ways } from './es/ways.ts';

export const es: Messages = {
  agencyRole,
  agencyRoleHint,
  caseRole,
  caseRoleHint,
  ...common,
  ...signIn,
  ...people,
  ...peers,
  ...oversight,
  ...alerts,
  ...provider,
  ...mail,
  ...moment,
  ...recovery,
  ...confidence,
  ...results,
  ...orderRecord,
  ...settings,
  ...keys,
  ...breakGlass,
  ...cases,
  ...caseFile,
  ...evidence,
  ...derived,
  ...evidenceFilter,
  ...desks,
  ...addEvidence,
  ...sample,
  ...fixity,
  ...law,
  ...lawChanges,
  ...lawLibrary,
  ...lawImport,
  ...jobs,
  ...exhibitActs,
  ...handOver,
  ...signing,
  ...seal,
  ...labels,
  ...api,
  ...letter,
  ...requests,
  ...documentSignatures,
  ...requestIncoming,
  ...requestChecks,
  ...requestSending,
  ...requestLife,
  ...followUps,
  ...requestOutcome,
  ...drafting,
  ...practice,
  ...review,
  ...translation,
  ...timeLimits,
  ...ways,
  sentences,
  ...court,
  ...share,
  ...languages,
  ...incoming,
};
