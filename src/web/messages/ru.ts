// Every sentence of the pages, in Russian. A draft: not yet read by a native speaker.
import type { Messages } from '../messages.ts';
import { addEvidence } from './ru/add-evidence.ts';
import { alerts } from './ru/alerts.ts';
import { api } from './ru/api.ts';
import { breakGlass } from './ru/break-glass.ts';
import { caseFile } from './ru/case-file.ts';
import { cases } from './ru/cases.ts';
import { common } from './ru/common.ts';
import { court } from './ru/court.ts';
import { desks } from './ru/desks.ts';
import { evidenceFilter } from './ru/evidence-filter.ts';
import { derived } from './ru/derived.ts';
import { drafting } from './ru/drafting.ts';
import { evidence } from './ru/evidence.ts';
import { labels } from './ru/labels.ts';
import { mail } from './ru/mail.ts';
import { moment } from './ru/moment.ts';
import { oversight } from './ru/oversight.ts';
import { languages } from './ru/languages.ts';
import { law } from './ru/law.ts';
import { lawImport } from './ru/law-import.ts';
import { lawLibrary } from './ru/law-library.ts';
import { lawChanges } from './ru/law-changes.ts';
import { fixity } from './ru/fixity.ts';
import { jobs } from './ru/jobs.ts';
import { exhibitActs } from './ru/exhibit-acts.ts';
import { handOver } from './ru/hand-over.ts';
import { peers } from './ru/peers.ts';
import { people } from './ru/people.ts';
import { practice } from './ru/practice.ts';
import { review } from './ru/review.ts';
import { provider } from './ru/provider.ts';
import { documentSignatures } from './ru/document-signatures.ts';
import { requestIncoming } from './ru/request-incoming.ts';
import { letter } from './ru/letter.ts';
import { requestLife } from './ru/request-life.ts';
import { requestChecks } from './ru/request-checks.ts';
import { followUps } from './ru/follow-ups.ts';
import { requestSending } from './ru/request-sending.ts';
import { requestOutcome } from './ru/request-outcome.ts';
import { requests } from './ru/requests.ts';
import { translation } from './ru/translation.ts';
import { recovery } from './ru/recovery.ts';
import { confidence } from './ru/confidence.ts';
import { results } from './ru/results.ts';
import { orderRecord } from './ru/order-record.ts';
import { agencyRole, agencyRoleHint, caseRole, caseRoleHint } from './ru/roles.ts';
import { sample } from './ru/sample.ts';
import { incoming } from './ru/incoming.ts';
import { share } from './ru/share.ts';
import { sentences } from './ru/sentences.ts';
import { settings } from './ru/settings.ts';
import { keys } from './ru/keys.ts';
import { signIn } from './ru/sign-in.ts';
import { seal } from './ru/seal.ts';
import { signing } from './ru/signing.ts';
import { timeLimits } from './ru/time-limits.ts';
import { ways } from './ru/ways.ts';

export const ru: Messages = {
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
