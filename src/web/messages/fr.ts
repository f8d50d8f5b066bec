// Every sentence of the pages, in French. A draft: not yet read by a native speaker.
import type { Messages } from '../messages.ts';
import { addEvidence } from './fr/add-evidence.ts';
import { alerts } from './fr/alerts.ts';
import { api } from './fr/api.ts';
import { breakGlass } from './fr/break-glass.ts';
import { caseFile } from './fr/case-file.ts';
import { cases } from './fr/cases.ts';
import { common } from './fr/common.ts';
import { court } from './fr/court.ts';
import { desks } from './fr/desks.ts';
import { evidenceFilter } from './fr/evidence-filter.ts';
import { derived } from './fr/derived.ts';
import { drafting } from './fr/drafting.ts';
import { evidence } from './fr/evidence.ts';
import { labels } from './fr/labels.ts';
import { mail } from './fr/mail.ts';
import { moment } from './fr/moment.ts';
import { oversight } from './fr/oversight.ts';
import { languages } from './fr/languages.ts';
import { law } from './fr/law.ts';
import { lawImport } from './fr/law-import.ts';
import { lawLibrary } from './fr/law-library.ts';
import { lawChanges } from './fr/law-changes.ts';
import { fixity } from './fr/fixity.ts';
import { jobs } from './fr/jobs.ts';
import { exhibitActs } from './fr/exhibit-acts.ts';
import { handOver } from './fr/hand-over.ts';
import { peers } from './fr/peers.ts';
import { people } from './fr/people.ts';
import { practice } from './fr/practice.ts';
import { review } from './fr/review.ts';
import { provider } from './fr/provider.ts';
import { documentSignatures } from './fr/document-signatures.ts';
import { requestIncoming } from './fr/request-incoming.ts';
import { letter } from './fr/letter.ts';
import { requestLife } from './fr/request-life.ts';
import { requestChecks } from './fr/request-checks.ts';
import { followUps } from './fr/follow-ups.ts';
import { requestSending } from './fr/request-sending.ts';
import { requestOutcome } from './fr/request-outcome.ts';
import { requests } from './fr/requests.ts';
import { translation } from './fr/translation.ts';
import { recovery } from './fr/recovery.ts';
import { confidence } from './fr/confidence.ts';
import { results } from './fr/results.ts';
import { orderRecord } from './fr/order-record.ts';
import { agencyRole, agencyRoleHint, caseRole, caseRoleHint } from './fr/roles.ts';
import { sample } from './fr/sample.ts';
import { incoming } from './fr/incoming.ts';
import { share } from './fr/share.ts';
import { sentences } from './fr/sentences.ts';
import { settings } from './fr/settings.ts';
import { keys } from './fr/keys.ts';
import { signIn } from './fr/sign-in.ts';
import { seal } from './fr/seal.ts';
import { signing } from './fr/signing.ts';
import { timeLimits } from './fr/time-limits.ts';
import { ways } from './fr/ways.ts';

export const fr: Messages = {
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
