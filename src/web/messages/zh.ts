// Every sentence of the pages, in Chinese. A draft: not yet read by a native speaker.
import type { Messages } from '../messages.ts';
import { addEvidence } from './zh/add-evidence.ts';
import { alerts } from './zh/alerts.ts';
import { api } from './zh/api.ts';
import { breakGlass } from './zh/break-glass.ts';
import { caseFile } from './zh/case-file.ts';
import { cases } from './zh/cases.ts';
import { common } from './zh/common.ts';
import { court } from './zh/court.ts';
import { desks } from './zh/desks.ts';
import { evidenceFilter } from './zh/evidence-filter.ts';
import { derived } from './zh/derived.ts';
import { drafting } from './zh/drafting.ts';
import { evidence } from './zh/evidence.ts';
import { labels } from './zh/labels.ts';
import { mail } from './zh/mail.ts';
import { moment } from './zh/moment.ts';
import { oversight } from './zh/oversight.ts';
import { languages } from './zh/languages.ts';
import { law } from './zh/law.ts';
import { lawImport } from './zh/law-import.ts';
import { lawLibrary } from './zh/law-library.ts';
import { lawChanges } from './zh/law-changes.ts';
import { fixity } from './zh/fixity.ts';
import { jobs } from './zh/jobs.ts';
import { exhibitActs } from './zh/exhibit-acts.ts';
import { handOver } from './zh/hand-over.ts';
import { peers } from './zh/peers.ts';
import { people } from './zh/people.ts';
import { practice } from './zh/practice.ts';
import { review } from './zh/review.ts';
import { provider } from './zh/provider.ts';
import { documentSignatures } from './zh/document-signatures.ts';
import { requestIncoming } from './zh/request-incoming.ts';
import { letter } from './zh/letter.ts';
import { requestLife } from './zh/request-life.ts';
import { requestChecks } from './zh/request-checks.ts';
import { followUps } from './zh/follow-ups.ts';
import { requestSending } from './zh/request-sending.ts';
import { requestOutcome } from './zh/request-outcome.ts';
import { requests } from './zh/requests.ts';
import { translation } from './zh/translation.ts';
import { recovery } from './zh/recovery.ts';
import { confidence } from './zh/confidence.ts';
import { results } from './zh/results.ts';
import { orderRecord } from './zh/order-record.ts';
import { agencyRole, agencyRoleHint, caseRole, caseRoleHint } from './zh/roles.ts';
import { sample } from './zh/sample.ts';
import { incoming } from './zh/incoming.ts';
import { share } from './zh/share.ts';
import { sentences } from './zh/sentences.ts';
import { settings } from './zh/settings.ts';
import { keys } from './zh/keys.ts';
import { signIn } from './zh/sign-in.ts';
import { seal } from './zh/seal.ts';
import { signing } from './zh/signing.ts';
import { timeLimits } from './zh/time-limits.ts';
import { ways } from './zh/ways.ts';

export const zh: Messages = {
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
