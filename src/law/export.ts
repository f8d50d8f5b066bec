// The law data out again: YAML byte for byte as it is kept, JSON as one value, JSON-LD as records that lead to their sources.
import { registerFileOf } from './form-files.ts';
import type { LawFileName, LawFiles } from './files.ts';
import type { Knowledge, PartyRecord } from './model.ts';
import { headComment, readYaml, type SourceText } from './yaml-file.ts';
import { writeYaml } from './write-yaml.ts';

/** In the canonical form. What already is in it comes back with the same bytes; comments at the head are kept. */
export function exportYaml(texts: readonly SourceText[]): SourceText[] {
  return texts.map(({ name, text }) => {
    const { file } = readYaml({ name, text });
    return { name, text: file === undefined ? text : writeYaml(file.value, headComment(text)) };
  });
}

/** Every file under its name, keys as in the YAML, two spaces deep, a line break at the end. */
export function exportJson(files: LawFiles): string {
  const names = (Object.keys(files) as LawFileName[]).sort(); // own keys of the files
  return `${JSON.stringify(Object.fromEntries(names.map((name) => [name, files[name]])), undefined, 2)}\n`;
}

const URN = 'urn:comity:law:';

/**
 * JSON-LD 1.1: each record a node with an address of its own, its sources nodes too. Terms are those of the model, under
 * one vocabulary; titles and addresses are schema.org's.
 */
export function exportJsonLd(knowledge: Knowledge): string {
  const node = (type: string, id: string, record: object): object => ({
    id: `${URN}${type}:${id}`,
    type,
    ...(withSources(record, '') as object), // an object stays one
  });
  const all = <One extends { readonly id: string }>(type: string, list: readonly One[]): object[] =>
    list.map(({ id, ...rest }) => node(type, id, rest));
  const { dataVersion, compiled } = knowledge;
  const graph = [
    { id: `${URN}data:${dataVersion}`, type: 'DataVersion', dataVersion, compiled },
    ...knowledge.instruments.map(({ id, provisions, ...rest }) => ({
      ...node('Instrument', id, rest),
      provisions: provisions.map((one, i) => node('Provision', `${id}:${i}`, one)),
    })),
    ...knowledge.parties.map((one) => node('Party', partyName(knowledge, one), one)),
    ...knowledge.declarations.map((one) =>
      node('Declaration', `${one.instrument}:${one.state}:${one.article}`, one),
    ),
    ...all('Measure', knowledge.measures),
    ...all('Channel', knowledge.channels),
    ...all('Clock', knowledge.clocks),
    ...all('CompetenceRule', knowledge.competence.rules),
    ...all('OffenceThreshold', knowledge.competence.thresholds),
    ...all('Form', knowledge.forms),
    ...knowledge.counts.map((one) => node('PublishedCount', one.instrument, one)),
    ...all('Check', knowledge.checks),
    ...all('Authority', knowledge.authorities),
    ...all('Provider', knowledge.providers),
    ...all('ProviderRule', knowledge.providerRules),
    ...all('Statistic', knowledge.statistics),
    ...all('RequestTemplate', knowledge.templates),
    ...all('Admissibility', knowledge.admissibility),
    ...knowledge.legalRecords.map(({ id, kind, ...rest }) => node(`Legal-${kind}`, id, rest)),
    ...Object.entries(knowledge.sources).flatMap(([file, register]) =>
      Object.entries(register).map(([id, one]) => ({
        id: `${URN}source:${file}:${id}`,
        type: 'Source',
        ...one,
      })),
    ),
  ];
  const context = {
    '@version': 1.1,
    '@vocab': URN,
    id: '@id',
    type: '@type',
    title: 'https://schema.org/name',
    name: 'https://schema.org/name',
    url: { '@id': 'https://schema.org/url', '@type': '@id' },
    sources: { '@id': `${URN}source`, '@type': '@id', '@container': '@set' },
  };
  const whole = { '@context': context, '@graph': graph };
  return `${JSON.stringify(whole, undefined, 1)}\n`;
}

/** Of a State that left and came back, the earlier time by the day on which it ended. */
function partyName({ parties }: Knowledge, { instrument, state, until }: PartyRecord): string {
  const isEarlier =
    until !== undefined &&
    parties.some(
      (one) => one.instrument === instrument && one.state === state && (one.entryIntoForce ?? '') >= until,
    );
  return `${instrument}:${state}${isEarlier ? `:${until}` : ''}`;
}

/** Of the parts of a record: names and types within it are no addresses of the web. */
const PART_KEYS: { readonly [key: string]: string } = { id: 'partId', type: 'partType' };

/** Keys of a file's register become addresses, in the record and in every fact within it. */
function withSources(value: unknown, around: string): unknown {
  if (Array.isArray(value)) return value.map((one) => withSources(one, around));
  if (typeof value !== 'object' || value === null) return value;
  const at: unknown = Reflect.get(value, 'at');
  const file = typeof at === 'string' ? registerFileOf(at) : around;
  const entries = Object.entries(value).map(([key, one]: [string, unknown]) => [
    PART_KEYS[key] ?? key,
    key === 'sources' && Array.isArray(one)
      ? one.map((id) => `${URN}source:${file}:${String(id)}`)
      : withSources(one, file),
  ]);
  return Object.fromEntries(entries);
}
