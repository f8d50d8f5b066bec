// Every sentence of the pages, in English, by part. Plain words, no blame, the next step named.
import { addEvidence } from './en/add-evidence.ts';
import { alerts } from './en/alerts.ts';
import { api } from './en/api.ts';
import { breakGlass } from './en/break-glass.ts';
import { caseFile } from './en/case-file.ts';
import { cases } from './en/cases.ts';
import { common } from './en/common.ts';
import { court } from './en/court.ts';
import { desks } from './en/desks.ts';
import { evidenceFilter } from './en/evidence-filter.ts';
import { derived } from './en/derived.ts';
import { drafting } from './en/drafting.ts';
import { evidence } from './en/evidence.ts';
import { labels } from './en/labels.ts';
import { mail } from './en/mail.ts';
import { moment } from './en/moment.ts';
import { oversight } from './en/oversight.ts';
import { languages } from './en/languages.ts';
import { law } from './en/law.ts';
import { lawImport } from './en/law-import.ts';
import { lawLibrary } from './en/law-library.ts';
import { lawChanges } from './en/law-changes.ts';
import { fixity } from './en/fixity.ts';
import { jobs } from './en/jobs.ts';
import { exhibitActs } from './en/exhibit-acts.ts';
import { handOver } from './en/hand-over.ts';
import { peers } from './en/peers.ts';
import { people } from './en/people.ts';
import { practice } from './en/practice.ts';
import { review } from './en/review.ts';
import { provider } from './en/provider.ts';
import { documentSignatures } from './en/document-signatures.ts';
import { requestIncoming } from './en/request-incoming.ts';
import { letter } from './en/letter.ts';
import { requestLife } from './en/request-life.ts';
import { requestChecks } from './en/request-checks.ts';
import { followUps } from './en/follow-ups.ts';
import { requestSending } from './en/request-sending.ts';
import { requestOutcome } from './en/request-outcome.ts';
import { requests } from './en/requests.ts';
import { translation } from './en/translation.ts';
import { recovery } from './en/recovery.ts';
import { confidence } from './en/confidence.ts';
import { results } from './en/results.ts';
import { orderRecord } from './en/order-record.ts';
import { agencyRole, agencyRoleHint, caseRole, caseRoleHint } from './en/roles.ts';
import { sample } from './en/sample.ts';
import { incoming } from './en/incoming.ts';
import { share } from './en/share.ts';
import { sentences } from './en/sentences.ts';
import { settings } from './en/settings.ts';
import { keys } from './en/keys.ts';
import { signIn } from './en/sign-in.ts';
import { seal } from './en/seal.ts';
import { signing } from './en/signing.ts';
import { timeLimits } from './en/time-limits.ts';
import { ways } from './en/ways.ts';

export const en = {
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
