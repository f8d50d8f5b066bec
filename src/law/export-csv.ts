// The law data as flat tables for a spreadsheet (RFC 4180: UTF-8, CRLF, a heading line).
import type { Cited, Knowledge } from './model.ts';
import type { SourceText } from './yaml-file.ts';

interface Table {
  readonly name: string;
  /** Names of the model; when it was read, who reviewed it and where it stands follow in every table. */
  readonly columns: string;
  readonly records: (knowledge: Knowledge) => readonly object[];
}

const DATES = 'from until asOf confidence sources';

const TABLES: readonly Table[] = [
  {
    name: 'instruments',
    columns: 'id shortTitle title kind organisation depositary status inForce ended asOf confidence sources',
    records: ({ instruments }) =>
      instruments.map(({ inForce, ended, ...one }) => ({
        ...one,
        ...inForce,
        at: one.at,
        inForce: inForce.value,
        ended: ended?.value,
      })),
  },
  {
    name: 'provisions',
    columns: `instrument function article gives articleConfidence ${DATES}`,
    records: ({ instruments }) => instruments.flatMap((one) => one.provisions),
  },
  {
    name: 'grounds',
    columns:
      'instrument id article text leadsTo consultFirst isNotForAlwaysAvailable appliesTo asOf confidence sources note',
    records: ({ instruments }) =>
      instruments.flatMap(({ id: instrument, grounds = [] }) =>
        grounds.map((one) => ({ ...one, instrument })),
      ),
  },
  {
    name: 'offence-scopes',
    columns: `instrument types minMaxYears requires article ${DATES}`,
    records: ({ instruments }) =>
      instruments.flatMap(({ id, offences, earlierOffences = [] }) =>
        [...(offences ? [offences] : []), ...earlierOffences].map((one) => ({ ...one, instrument: id })),
      ),
  },
  {
    name: 'parties',
    columns: 'instrument state status entryIntoForce until asOf confidence sources note',
    records: ({ parties }) => parties,
  },
  {
    name: 'published-counts',
    columns: 'instrument what number asOf confidence sources',
    records: ({ counts }) =>
      counts.flatMap(({ figures, ...one }) => figures.map((each) => ({ ...one, ...each }))),
  },
  {
    name: 'declarations',
    columns: `instrument state article effect closes assurances ${DATES}`,
    records: ({ declarations }) => declarations,
  },
  {
    name: 'measures',
    columns: `id order name intrusiveness yields definition ${DATES}`,
    records: ({ measures }) => measures,
  },
  {
    name: 'measure-bases',
    columns: `measure instrument domestic cooperation ${DATES}`,
    records: ({ measures }) =>
      measures.flatMap(({ id, bases }) => bases.map((one) => ({ ...one, measure: id }))),
  },
  {
    name: 'channels',
    columns: `id name tier categories legalBases ${DATES}`,
    records: ({ channels }) => channels,
  },
  {
    name: 'clocks',
    columns: `id instrument article length unit bound emergency atEnd ${DATES}`,
    records: ({ clocks }) => clocks,
  },
  {
    name: 'competence-rules',
    columns: `id instrument forms categories kinds article judge prosecutor other validatedBy ${DATES} note`,
    records: ({ competence }) => competence.rules.map((one) => ({ ...one, ...one.authorities })),
  },
  {
    name: 'offence-thresholds',
    columns: `id instrument forms categories article kind minMaxYears listedBySystem listedAlways ${DATES} note`,
    records: ({ competence }) => competence.thresholds,
  },
  {
    name: 'authorities',
    columns: `id state name functions roles instruments ${DATES}`,
    records: ({ authorities }) => authorities,
  },
  {
    name: 'provider-entities',
    columns: `provider name state controls compelledBy ${DATES}`,
    records: ({ providers }) =>
      providers.flatMap((one) => one.entities.map((entity) => ({ ...entity, provider: one.id }))),
  },
  {
    name: 'provider-services',
    columns: `provider name domains languages ${DATES}`,
    records: ({ providers }) =>
      providers.flatMap((one) => [
        ...one.services.map((each) => ({ ...each, provider: one.id })),
        ...(one.languages ? [{ ...one.languages, provider: one.id, languages: one.languages.list }] : []),
      ]),
  },
  {
    name: 'provider-accounts',
    columns: `provider service name pattern isChangeable ${DATES}`,
    records: ({ providers }) =>
      providers.flatMap((one) =>
        one.services.flatMap(({ name, accounts }) =>
          accounts.map((each) => ({ ...each, provider: one.id, service: name })),
        ),
      ),
  },
  {
    name: 'provider-policies',
    columns: `provider kind category text days ${DATES} note`,
    records: ({ providers }) =>
      providers.flatMap((one) => {
        const of = { provider: one.id };
        return [
          ...one.policy.map((each) => ({ ...each, ...of })),
          ...one.needs.map((each) => ({ ...each, ...of, kind: 'needs' })),
          ...one.channels.map((each) => ({ ...each, ...of })),
          ...one.retention.map((each) => ({ ...each, ...of, kind: 'retention' })),
          ...(one.preservationDays ? [{ ...one.preservationDays, ...of, kind: 'preservation' }] : []),
          ...(one.renewalDays ? [{ ...one.renewalDays, ...of, kind: 'renewal' }] : []),
          ...(one.addressee
            ? [{ ...one.addressee, ...of, kind: 'addressee', text: one.addressee.name }]
            : []),
        ];
      }),
  },
  {
    name: 'provider-rules',
    columns: `id state citation text ${DATES} note`,
    records: ({ providerRules }) => providerRules,
  },
  {
    name: 'provider-statistics',
    columns: 'id title text asOf confidence sources',
    records: ({ statistics }) => statistics,
  },
  {
    name: 'request-templates',
    columns: 'template title basis id text asOf confidence sources',
    records: ({ templates }) =>
      templates.flatMap(({ items, ...one }) => items.map((item) => ({ ...one, ...item, template: one.id }))),
  },
  {
    name: 'forms',
    columns: `id title instrument ref sender addressee ${DATES} note`,
    records: ({ forms }) => forms,
  },
  {
    name: 'form-fields',
    columns: 'form section id label type required when ref asOf confidence sources note',
    records: ({ forms }) =>
      forms.flatMap((form) =>
        form.sections.flatMap((section) =>
          section.fields.map((one) => ({ ...one, form: form.id, section: section.id })),
        ),
      ),
  },
  {
    name: 'admissibility',
    columns: `id state law provision kind requirements ${DATES}`,
    records: ({ admissibility }) => admissibility,
  },
  {
    name: 'legal-records',
    columns: `kind id state title reference court ${DATES}`,
    records: ({ legalRecords }) => legalRecords,
  },
  {
    name: 'sources',
    columns: 'file id title url kind',
    records: ({ sources }) =>
      Object.entries(sources).flatMap(([file, register]) =>
        Object.entries(register).map(([id, one]) => ({ file, id, ...one })),
      ),
  },
];

export const CSV_TABLES: readonly string[] = TABLES.map(({ name }) => name);

export function exportCsv(knowledge: Knowledge): SourceText[] {
  return TABLES.map(({ name, columns, records }) => ({
    name: `${name}.csv`,
    text: table(columns, records(knowledge)),
  }));
}

/** Columns are the names of the model, with capitals turned to `_`; lists are joined with `; `. */
function table(columns: string, records: readonly object[]): string {
  const keys = [...columns.split(' '), 'read', 'reviewedBy', 'reviewedOn', 'reviewedOf', 'at'];
  const heading = keys.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const rows = records.map((record) => {
    const { reviewed }: Pick<Cited, 'reviewed'> = record;
    const { by: reviewedBy, on: reviewedOn, of: reviewedOf } = reviewed ?? {};
    const flat = { ...record, reviewedBy, reviewedOn, reviewedOf };
    return keys.map((key) => cell(Reflect.get(flat, key)));
  });
  return [heading, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function cell(value: unknown): string {
  const text = Array.isArray(value)
    ? value.join('; ')
    : typeof value === 'object' || value === undefined
      ? ''
      : `${value as string | number | boolean}`; // a scalar of the model
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
