// Every sentence of the pages, in Arabic. A draft: not yet read by a native speaker.
import type { Messages } from '../messages.ts';
import { addEvidence } from './ar/add-evidence.ts';
import { alerts } from './ar/alerts.ts';
import { api } from './ar/api.ts';
import { breakGlass } from './ar/break-glass.ts';
import { caseFile } from './ar/case-file.ts';
import { cases } from './ar/cases.ts';
import { common } from './ar/common.ts';
import { court } from './ar/court.ts';
import { desks } from './ar/desks.ts';
import { evidenceFilter } from './ar/evidence-filter.ts';
import { derived } from './ar/derived.ts';
import { drafting } from './ar/drafting.ts';
import { evidence } from './ar/evidence.ts';
import { labels } from './ar/labels.ts';
import { mail } from './ar/mail.ts';
import { moment } from './ar/moment.ts';
import { oversight } from './ar/oversight.ts';
import { languages } from './ar/languages.ts';
import { law } from './ar/law.ts';
import { lawImport } from './ar/law-import.ts';
import { lawLibrary } from './ar/law-library.ts';
import { lawChanges } from './ar/law-changes.ts';
import { fixity } from './ar/fixity.ts';
import { jobs } from './ar/jobs.ts';
import { exhibitActs } from './ar/exhibit-acts.ts';
import { handOver } from './ar/hand-over.ts';
import { peers } from './ar/peers.ts';
import { people } from './ar/people.ts';
import { practice } from './ar/practice.ts';
import { review } from './ar/review.ts';
import { provider } from './ar/provider.ts';
import { documentSignatures } from './ar/document-signatures.ts';
import { requestIncoming } from './ar/request-incoming.ts';
import { letter } from './ar/letter.ts';
import { requestLife } from './ar/request-life.ts';
import { requestChecks } from './ar/request-checks.ts';
import { followUps } from './ar/follow-ups.ts';
import { requestSending } from './ar/request-sending.ts';
import { requestOutcome } from './ar/request-outcome.ts';
import { requests } from './ar/requests.ts';
import { translation } from './ar/translation.ts';
import { recovery } from './ar/recovery.ts';
import { confidence } from './ar/confidence.ts';
import { results } from './ar/results.ts';
import { orderRecord } from './ar/order-record.ts';
import { agencyRole, agencyRoleHint, caseRole, caseRoleHint } from './ar/roles.ts';
import { sample } from './ar/sample.ts';
import { incoming } from './ar/incoming.ts';
import { share } from './ar/share.ts';
import { sentences } from './ar/sentences.ts';
import { settings } from './ar/settings.ts';
import { keys } from './ar/keys.ts';
import { signIn } from './ar/sign-in.ts';
import { seal } from './ar/seal.ts';
import { signing } from './ar/signing.ts';
import { timeLimits } from './ar/time-limits.ts';
import { ways } from './ar/ways.ts';

export const ar: Messages = {
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
