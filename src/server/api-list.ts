// Every route of the API, by what it is about.
import { caseFileApi } from '../cases/case-file.api.ts';
import { caseApi } from '../cases/cases.api.ts';
import { waysApi } from '../channels/ways.api.ts';
import { courtApi } from '../court/court.api.ts';
import { disposalApi } from '../evidence/custody/disposal.api.ts';
import { evidenceApi } from '../evidence/desks/evidence.api.ts';
import { exhibitActsApi } from '../evidence/desks/exhibit-acts.api.ts';
import { exhibitBytesApi } from '../evidence/exhibits/exhibit-bytes.api.ts';
import { handOverApi } from '../evidence/custody/hand-over.api.ts';
import { incomingPackagesApi } from '../evidence/packages/incoming.api.ts';
import { intakeApi } from '../evidence/intake/intake.api.ts';
import { serverFolderApi } from '../evidence/intake/server-folder.api.ts';
import { uploadApi, type UploadApi } from '../evidence/intake/upload.api.ts';
import { logApi } from '../evidence/log/log.api.ts';
import { peerDocuments } from '../exchange/peer-document.acts.ts';
import { peersApi } from '../evidence/log/peer.api.ts';
import { oversightApi } from '../evidence/desks/oversight.api.ts';
import { anchorApi } from '../evidence/log/document-anchor.api.ts';
import { caseLeadApi } from '../evidence/desks/case-lead.api.ts';
import { settingsApi } from '../evidence/installation/settings.api.ts';
import { shareApi } from '../evidence/packages/share.api.ts';
import { redactApi } from '../forensics/pipeline/redact.api.ts';
import type { ContentsHouse } from '../forensics/contents/contents.acts.ts';
import { itemLookApi } from '../forensics/contents/item.api.ts';
import { itemsApi } from '../forensics/pipeline/items.api.ts';
import { changesApi } from '../law/changes.api.ts';
import { contactApi } from '../law/contact.api.ts';
import { importApi } from '../law/import.api.ts';
import { lawApi } from '../law/law.api.ts';
import { alertsApi } from '../people/alerts.api.ts';
import { jobApi } from '../people/job.api.ts';
import { peopleApi } from '../people/people.api.ts';
import { personActsApi } from '../people/person-acts.api.ts';
import { clockApi } from '../requests/verbs/life/clock.api.ts';
import { deskApi } from '../requests/desks/desk.api.ts';
import { deskViewsApi } from '../requests/desks/desk-views.api.ts';
import { feedApi } from '../requests/machine/clocks/feed.api.ts';
import { formApi } from '../requests/verbs/life/form.api.ts';
import { incomingApi } from '../requests/desks/incoming.api.ts';
import { preservationApi } from '../requests/verbs/preservation/preservation.api.ts';
import { requestApi } from '../requests/desks/request.api.ts';
import { manifestApi } from '../requests/verbs/letters/manifest.api.ts';
import { resultsApi } from '../requests/verbs/results/results.api.ts';
import { requestWriteApi } from '../requests/desks/request-write.api.ts';
import { remarkApi } from '../requests/verbs/life/remark.api.ts';
import { openSearchApi } from '../requests/verbs/sending/open-search.api.ts';
import { versionsApi } from '../requests/verbs/sending/versions.api.ts';
import { counterpartCopyApi } from '../requests/verbs/letters/counterpart-copy.api.ts';
import { letterApi } from '../requests/verbs/letters/letter.api.ts';
import { translationApi } from '../requests/verbs/letters/translation.api.ts';
import { providerOrderApi } from '../exchange/provider-order.api.ts';
import { pictureLimitsApi } from '../forensics/review/limits.api.ts';
import { alarmSettingApi } from '../requests/machine/clocks/alarm-setting.api.ts';
import { confidentialityApi } from '../requests/verbs/life/confidentiality.api.ts';
import { notices } from '../requests/verbs/results/notice.do.ts';
import { costs } from '../requests/verbs/results/cost-claim.do.ts';
import { recordApi } from '../requests/verbs/results/record.api.ts';
import { remedies } from '../requests/verbs/results/remedy.do.ts';
import { cureApi } from '../requests/verbs/results/cure.api.ts';
import type { Clock } from '../base/time.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { PublishedLaw } from '../law/published.acts.ts';
import type { ApiRoute } from '../people/visit.api.ts';

interface ApiOf {
  readonly house: Installation;
  readonly contents: ContentsHouse;
  readonly law: PublishedLaw;
  readonly url: URL;
  readonly clock: Clock;
  readonly uploads: UploadApi;
  readonly passphrase: string | undefined;
}

export function apiOf({ house, contents, law, url, clock, uploads, passphrase }: ApiOf): ApiRoute[] {
  return [
    ...peopleApi(url),
    ...caseApi(house.settings.state),
    ...caseFileApi(),
    ...evidenceApi(house),
    ...exhibitActsApi(house),
    ...handOverApi(house),
    ...disposalApi(house),
    ...shareApi(house),
    ...exhibitBytesApi(house),
    ...intakeApi(uploads.reception),
    ...uploadApi(uploads),
    ...serverFolderApi(uploads.reception.settings.folder),
    ...oversightApi(),
    ...alertsApi(),
    ...jobApi(),
    ...lawApi(() => law.current()),
    ...waysApi({ law, clock }),
    ...logApi(house),
    ...formApi({ law }),
    ...requestApi({ law }),
    ...requestWriteApi({ law }),
    openSearchApi(),
    ...incomingApi({ law }),
    ...courtApi({ house, law }),
    ...incomingPackagesApi(house, uploads.reception.settings.formBytesMax),
    ...resultsApi({ house, law }),
    ...manifestApi({ house, law }),
    ...clockApi({ law }),
    ...changesApi(law),
    ...importApi(law),
    ...contactApi(law),
    ...personActsApi(),
    ...settingsApi(house),
    ...caseLeadApi(house),
    ...peersApi(house, peerDocuments(house)),
    ...anchorApi(),
    ...itemsApi(house),
    ...itemLookApi(contents),
    ...redactApi(house),
    ...preservationApi({ law }),
    ...deskApi(),
    ...deskViewsApi(),
    ...feedApi(url),
    ...remarkApi({ law }),
    ...versionsApi({ law }),
    ...letterApi({ law }),
    ...counterpartCopyApi({ law }),
    ...translationApi({ law }),
    ...confidentialityApi(),
    ...recordApi({ law }, notices),
    ...recordApi({ law }, remedies),
    ...recordApi({ law }, costs),
    ...cureApi({ house, law }),
    ...alarmSettingApi(),
    ...pictureLimitsApi(),
    ...providerOrderApi({ house, passphrase }),
  ];
}
