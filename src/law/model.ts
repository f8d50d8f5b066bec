// The knowledge base in memory: plain values, each record with its source, its confidence and the line it stands on.
import type { Competences } from './competence.ts';
import type { Confidence } from './confidence.ts';
import type { Day, PartialDate, Validity } from './day.ts';
import type { Declaration } from './model-declaration.ts';
import type { PublishedCount, RequestTemplate, Statistic, Territory } from './model-count.ts';
import type { Ground } from './model-ground.ts';
import type { FormRecord } from './model-form.ts';
import type { LegalRecord } from './model-legal.ts';
import type { Provider, ProviderRule } from './model-provider.ts';
import type { CUSTODY_FACTS, FILLS } from './schema/admissibility.ts';
import type { FUNCTIONS, INSTRUMENT_STATUSES, OFFENCE_REQUIREMENTS } from './schema/instruments.ts';
import type { PARTY_STATUSES } from './schema/parties.ts';
import type { ChannelsFile, CHECKS, PLANNER_RULES, URGENCIES } from './schema/channels.ts';
import type { ClocksFile } from './schema/clocks.ts';
import type { Wording } from './sentence.ts';
import type { StateCode } from './states.ts';

export type ProvisionFunction = (typeof FUNCTIONS)[number];
type InstrumentStatus = (typeof INSTRUMENT_STATUSES)[number];
export type PartyStatus = (typeof PARTY_STATUSES)[number];
export type PlannerRuleId = (typeof PLANNER_RULES)[number];
export type CheckId = (typeof CHECKS)[number];
export type CustodyFactId = (typeof CUSTODY_FACTS)[number];
export type Fill = (typeof FILLS)[number];
export type Urgency = (typeof URGENCIES)[number];
export type DataCategory = ChannelsFile['channels'][number]['data_categories'][number];
type ClockUnit = ClocksFile['clocks'][number]['unit'];
export type WarnUnit = ClocksFile['clocks'][number]['warn_before'][number]['unit'];
export type Clause = Extract<
  ChannelsFile['channels'][number]['applies_when'],
  { any_of: unknown }
>['any_of'][number];

/** Where a record comes from and how sure it is. */
export interface Cited {
  /** `parties.yaml:38`. */
  readonly at: string;
  /** Keys of the file's source register. */
  readonly sources: readonly string[];
  readonly confidence: Confidence;
  /** The day the source speaks of, where it says so. */
  readonly asOf?: PartialDate;
  /** When it was read in its sources: of every fact of the data (`read-days.ts`). */
  readonly read?: Day;
  /** Undefined: nobody looked at it yet besides the one who entered it. */
  readonly reviewed?: Reviewed;
}

/** The last review of a fact. */
export interface Reviewed {
  /** A function or an agency, never a person. */
  readonly by: string;
  readonly on: Day;
  /** What of it was looked at, where that was not the whole. */
  readonly of?: readonly string[];
}

/** One statement that an answer rests on. */
export interface Fact extends Cited {
  readonly text: Wording;
}

/** A fact in the words of its record. */
export interface Noted extends Cited {
  readonly text: string;
}

export interface Dated extends Cited {
  readonly value: PartialDate | undefined;
}

export interface Provision extends Cited, Validity {
  readonly instrument: string;
  readonly function: ProvisionFunction;
  readonly article: string | undefined;
  readonly gives: string;
  readonly note: string | undefined;
  /** How sure the number of the article is. */
  readonly articleConfidence: Confidence;
}

export interface OffenceScope extends Cited, Validity {
  readonly minMaxYears: number | undefined;
  readonly types: readonly string[];
  readonly requires: readonly (typeof OFFENCE_REQUIREMENTS)[number][];
  readonly article: string | undefined;
}

export interface Instrument {
  readonly at: string;
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly kind: string;
  readonly organisation: string;
  readonly depositary: string | undefined;
  readonly status: InstrumentStatus;
  readonly adopted: Dated;
  readonly inForce: Dated;
  readonly appliesFrom: Dated | undefined;
  /** The first day on which it is no longer in force. */
  readonly ended?: Dated;
  readonly transpositionDeadline: Dated | undefined;
  readonly scope: string | undefined;
  /** Undefined: it covers every offence. */
  readonly offences: OffenceScope | undefined;
  readonly earlierOffences?: readonly OffenceScope[]; // each until it was amended
  readonly notes: readonly string[];
  readonly replacedBy: readonly string[];
  readonly members?: readonly StateCode[]; // of an arrangement, which binds none of them
  readonly grounds?: readonly Ground[];
  readonly alwaysAvailable?: Cited & {
    readonly article: string;
    readonly items: readonly { readonly id: string; readonly text: string }[];
  };
  readonly provisions: readonly Provision[];
}

export interface PartyRecord extends Cited {
  readonly instrument: string;
  readonly state: StateCode;
  readonly status: PartyStatus;
  readonly asOf: PartialDate;
  readonly entryIntoForce: PartialDate | undefined;
  /** The first day on which it is no longer bound, after a denunciation or a withdrawal. */
  readonly until?: PartialDate;
  readonly note: string | undefined;
}

export interface Measure extends Cited, Validity {
  readonly id: string;
  readonly order: number;
  readonly name: string;
  readonly definition: string;
  readonly intrusiveness: number;
  readonly typicalAuthorisation: readonly string[];
  readonly safeguards: readonly string[];
  readonly yields: readonly DataCategory[];
  /** Articles that give the power at home and the help to another State, for the instruments that have them. */
  readonly bases: readonly MeasureBasis[];
  readonly plannerNote: string;
}

export interface MeasureBasis extends Cited, Validity {
  readonly instrument: string;
  readonly domestic: string | undefined;
  readonly cooperation: string | undefined;
}

interface Duration extends Cited {
  readonly text: string;
  readonly typicalDays: number | undefined;
  readonly maxDays: number | undefined;
  readonly maxHours: number | undefined;
}

export interface ChannelRule extends Cited, Validity {
  readonly id: string;
  /** Of an earlier wording: the id of what replaced it. */
  readonly replacedBy?: string;
  readonly name: string;
  readonly tier: 'unilateral' | 'expedited' | 'direct' | 'formal' | 'informal';
  readonly maySend: readonly string[];
  /** Who must authorise, where the instrument says so. */
  readonly authorisation: readonly {
    readonly categories: readonly DataCategory[];
    readonly isForPreservation: boolean;
    readonly text: string;
  }[];
  readonly addressee: string;
  readonly categories: readonly DataCategory[];
  readonly legalBases: readonly string[];
  /** `any`: one clause is enough; `all`: each must hold. */
  readonly when: { readonly mode: 'any' | 'all'; readonly clauses: readonly Clause[] };
  readonly prerequisites: readonly string[];
  readonly durations: readonly Duration[];
  readonly use: { readonly value: 'yes' | 'intelligence_only' | 'depends'; readonly text: string };
  readonly steps: readonly string[];
  readonly limits: readonly string[];
}

export interface PlannerRule {
  readonly at: string;
  readonly id: PlannerRuleId;
  readonly rule: string;
  readonly basis: string;
}

/** A tip of the paper or of practice, that a question is checked against. */
interface CheckRule extends Cited {
  readonly id: CheckId;
  readonly tip: string;
  readonly basis: string;
}

export interface ClockRule extends Cited, Validity {
  readonly id: string;
  /** Of an earlier wording: the id of what replaced it. */
  readonly replacedBy?: string;
  readonly instrument: string;
  readonly article: string;
  readonly length: number | undefined;
  readonly unit: ClockUnit;
  readonly bound: string;
  readonly emergency: boolean;
  /** The event whose receipt starts it. */
  readonly startsOn: string;
  readonly conditions: {
    readonly categories: readonly DataCategory[] | undefined;
    readonly isNotified: boolean | undefined;
  };
  /** After `event` the clock stands still, until `until` happens; without it, for good. */
  readonly pauses: readonly { readonly event: string; readonly until: string | undefined }[];
  readonly dutyOf: string;
  readonly warnBefore: readonly { readonly length: number; readonly unit: WarnUnit }[];
  readonly form: string | undefined;
  readonly extension:
    | {
        readonly by: string;
        readonly length: number | undefined;
        readonly unit: ClockUnit;
        readonly bound: 'max' | 'exact';
        readonly article: string;
        readonly times: number | undefined;
        readonly form: string | undefined;
      }
    | undefined;
  readonly atEnd: string;
  readonly note: string | undefined;
  /** Why no act that is recorded here begins it. */
  readonly notBegun?: string;
}

export interface Authority extends Cited, Validity {
  readonly id: string;
  readonly state: StateCode;
  readonly name: string;
  readonly functions: readonly string[];
  readonly roles: readonly string[];
  readonly instruments: readonly string[];
  readonly territory: string | undefined;
  /** Each of these: undefined is not known, never "none". */
  readonly isAvailable247: boolean | undefined;
  readonly languages: readonly string[] | undefined;
  readonly urgentChannel: string | undefined;
  readonly transmission: readonly string[] | undefined;
  readonly requiredContent: readonly string[] | undefined;
  readonly form: string | undefined;
  readonly translation: string | undefined;
  readonly hours: { readonly zone: string; readonly weekly: readonly OpeningHours[] } | undefined;
  readonly note: string | undefined;
}

interface OpeningHours {
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
}

export interface AdmissibilityRule extends Cited, Validity {
  readonly id: string;
  /** Of an earlier wording: the id of what replaced it. */
  readonly replacedBy?: string;
  readonly state: StateCode | undefined;
  readonly law: string;
  /** Of its title; undefined: English. */
  readonly lawLanguage: string | undefined;
  readonly provision: string;
  readonly kind: string;
  /** Part of the State whose law it is. */
  readonly territory: string | undefined;
  readonly requirements: readonly string[];
  /** For each requirement what of a custody log shows it; none: a person states it. */
  readonly shownBy: readonly (readonly CustodyFactId[])[];
  readonly certificate: CertificateRule | undefined;
  readonly note: string | undefined;
}

/** A written statement that carries evidence in. */
export interface CertificateRule {
  /** When it is asked for: "yes", "for copies". */
  readonly needed: string;
  readonly signatory: string | undefined;
  readonly confidence: Confidence;
  readonly fields: readonly CertificateField[];
}

/** With the grounds that hold for it: its own, or those of its rule. */
export interface CertificateField extends Cited {
  readonly id: string;
  readonly label: string;
  readonly required: 'required' | 'optional' | 'conditional';
  readonly when: string | undefined;
  readonly fill: Fill | undefined;
}

/** A piece of text that can be found, with the record it belongs to and the days of the part of it that it stands in. */
export interface Passage extends Validity {
  /** `instrument coe-ets-185`, `clock bc29.hold`: what `law show` takes. */
  readonly record: string;
  readonly kind: RecordKind;
  readonly title: string;
  /** What the text says of the record: `Art. 29, preservation`. */
  readonly field: string;
  readonly text: string;
  readonly at: string;
  readonly states: readonly StateCode[];
  readonly confidence: Confidence | undefined;
  readonly reviewed?: Reviewed;
}

export const RECORD_KINDS = [
  'instrument',
  'parties',
  'measure',
  'channel',
  'clock',
  'competence',
  'threshold',
  'form',
  'authority',
  'provider',
  'provider-rule',
  'statistic',
  'template',
  'admissibility',
  'law',
  'case',
  'strategy',
  'lesson',
  'rule',
  'check',
  'source',
] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

export interface Source {
  readonly title: string;
  readonly url: string | undefined;
  readonly kind: string;
  /** The day on which it was read, or at the latest. */
  readonly read?: Day | undefined;
}

export interface Knowledge {
  /** First 16 hex digits of the SHA-256 over all files: the same data, the same answers. */
  readonly dataVersion: string;
  readonly compiled: Day;
  readonly functionWords: Readonly<Record<string, string>>;
  readonly categoryWords: Readonly<Record<string, string>>;
  readonly offenceTypes: readonly { readonly id: string; readonly label: string }[];
  readonly instruments: readonly Instrument[];
  readonly parties: readonly PartyRecord[];
  readonly declarations: readonly Declaration[];
  readonly territories: readonly Territory[];
  /** What the depositary counts. */
  readonly counts: readonly PublishedCount[];
  /** What is known to be missing from the party lists. */
  readonly gaps: readonly { readonly instrument: string; readonly text: string; readonly at: string }[];
  readonly measures: readonly Measure[];
  readonly channels: readonly ChannelRule[];
  readonly plannerRules: readonly PlannerRule[];
  readonly checks: readonly CheckRule[];
  readonly clocks: readonly ClockRule[];
  readonly competence: Competences;
  readonly forms: readonly FormRecord[];
  /** Titles of what forms rest on and `instruments` does not hold. */
  readonly otherInstruments: Readonly<Record<string, string>>;
  readonly authorities: readonly Authority[];
  readonly providers: readonly Provider[];
  readonly providerRules: readonly ProviderRule[];
  readonly statistics: readonly Statistic[];
  readonly templates: readonly RequestTemplate[];
  readonly admissibility: readonly AdmissibilityRule[];
  readonly legalRecords: readonly LegalRecord[];
  readonly issueWords: Readonly<Record<string, string>>;
  readonly passages: readonly Passage[];
  /** By file, because a key may have another title there. */
  readonly sources: Readonly<Record<string, Readonly<Record<string, Source>>>>;
}
