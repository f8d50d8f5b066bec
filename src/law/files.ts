// The files of the law data, their schemas, and what all of them hold once they are valid.
import { admissibilityFile, type AdmissibilityFile } from './schema/admissibility.ts';
import { authoritiesFile, type AuthoritiesFile } from './schema/authorities.ts';
import { channelsFile, type ChannelsFile } from './schema/channels.ts';
import { clocksFile, type ClocksFile } from './schema/clocks.ts';
import { competenceFile, type CompetenceFile } from './schema/competence.ts';
import { formsFile, type FormsFile } from './schema/forms.ts';
import { instrumentsFile, type InstrumentsFile } from './schema/instruments.ts';
import { legalRecordsFile, type LegalRecordsFile } from './schema/legal-records.ts';
import { measuresFile, type MeasuresFile } from './schema/measures.ts';
import { partiesFile, type PartiesFile } from './schema/parties.ts';
import { providersFile, type ProvidersFile } from './schema/providers.ts';

export const LAW_SCHEMAS = {
  'admissibility.yaml': admissibilityFile,
  'authorities-model.yaml': authoritiesFile,
  'channels.yaml': channelsFile,
  'clocks.yaml': clocksFile,
  'competence.yaml': competenceFile,
  'forms.yaml': formsFile,
  'instruments.yaml': instrumentsFile,
  'legal-records.yaml': legalRecordsFile,
  'measures.yaml': measuresFile,
  'parties.yaml': partiesFile,
  'providers.yaml': providersFile,
} as const;

export type LawFileName = keyof typeof LAW_SCHEMAS;

export interface LawFiles {
  readonly 'admissibility.yaml': AdmissibilityFile;
  readonly 'authorities-model.yaml': AuthoritiesFile;
  readonly 'channels.yaml': ChannelsFile;
  readonly 'clocks.yaml': ClocksFile;
  readonly 'competence.yaml': CompetenceFile;
  readonly 'forms.yaml': FormsFile;
  readonly 'instruments.yaml': InstrumentsFile;
  readonly 'legal-records.yaml': LegalRecordsFile;
  readonly 'measures.yaml': MeasuresFile;
  readonly 'parties.yaml': PartiesFile;
  readonly 'providers.yaml': ProvidersFile;
}

export const LAW_FILES: readonly LawFileName[] = Object.keys(LAW_SCHEMAS) as LawFileName[]; // own keys of the constant
