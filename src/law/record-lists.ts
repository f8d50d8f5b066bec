// Where the records of each file are, what they are, and what they are called.
import { LAW_FILES, type LawFileName } from './files.ts';
import type { RecordKind } from './model.ts';

export interface RecordList {
  readonly file: LawFileName;
  /** A list; or, of the sources of a file, a register by name. */
  readonly list: string;
  readonly kind: RecordKind;
  readonly idKey: string;
  readonly titleKeys: readonly string[];
  /** Records by name and not in a list: their ids are those names under the name of the file, `providers.usc-18`. */
  readonly isRegister?: true;
}

export const RECORD_LISTS: readonly RecordList[] = [
  {
    file: 'instruments.yaml',
    list: 'instruments',
    kind: 'instrument',
    idKey: 'id',
    titleKeys: ['short_title'],
  },
  {
    file: 'parties.yaml',
    list: 'instruments',
    kind: 'parties',
    idKey: 'instrument',
    titleKeys: ['instrument'],
  },
  { file: 'measures.yaml', list: 'measures', kind: 'measure', idKey: 'id', titleKeys: ['name'] },
  { file: 'channels.yaml', list: 'channels', kind: 'channel', idKey: 'id', titleKeys: ['name'] },
  { file: 'channels.yaml', list: 'planner_rules', kind: 'rule', idKey: 'id', titleKeys: ['id'] },
  { file: 'channels.yaml', list: 'checks', kind: 'check', idKey: 'id', titleKeys: ['id'] },
  {
    file: 'competence.yaml',
    list: 'rules',
    kind: 'competence',
    idKey: 'id',
    titleKeys: ['instrument', 'article'],
  },
  {
    file: 'competence.yaml',
    list: 'thresholds',
    kind: 'threshold',
    idKey: 'id',
    titleKeys: ['instrument', 'article'],
  },
  { file: 'clocks.yaml', list: 'clocks', kind: 'clock', idKey: 'id', titleKeys: ['id'] },
  { file: 'clocks.yaml', list: 'rules', kind: 'rule', idKey: 'id', titleKeys: ['id'] },
  { file: 'forms.yaml', list: 'forms', kind: 'form', idKey: 'id', titleKeys: ['title'] },
  { file: 'authorities-model.yaml', list: 'entries', kind: 'authority', idKey: 'id', titleKeys: ['name'] },
  { file: 'providers.yaml', list: 'providers', kind: 'provider', idKey: 'id', titleKeys: ['name'] },
  {
    file: 'providers.yaml',
    list: 'legal_rules_on_providers',
    kind: 'provider-rule',
    idKey: 'id',
    titleKeys: ['citation'],
  },
  { file: 'providers.yaml', list: 'statistics', kind: 'statistic', idKey: 'id', titleKeys: ['title'] },
  {
    file: 'authorities-model.yaml',
    list: 'request_templates',
    kind: 'template',
    idKey: 'id',
    titleKeys: ['title'],
  },
  {
    file: 'admissibility.yaml',
    list: 'entries',
    kind: 'admissibility',
    idKey: 'id',
    titleKeys: ['law', 'provision'],
  },
  { file: 'legal-records.yaml', list: 'laws', kind: 'law', idKey: 'id', titleKeys: ['title'] },
  { file: 'legal-records.yaml', list: 'cases', kind: 'case', idKey: 'id', titleKeys: ['title'] },
  { file: 'legal-records.yaml', list: 'strategies', kind: 'strategy', idKey: 'id', titleKeys: ['title'] },
  { file: 'legal-records.yaml', list: 'lessons', kind: 'lesson', idKey: 'id', titleKeys: ['title'] },
  ...LAW_FILES.map((file): RecordList => ({
    file,
    list: 'source_register',
    kind: 'source',
    idKey: 'id',
    titleKeys: ['title'],
    isRegister: true,
  })),
];

export interface Placed<Value> {
  readonly id: string;
  /** Where in its list: `[list, place]` is its path in the file. */
  readonly place: string | number;
  readonly value: Value;
}

/** The records of a list or a register, in the order of the file. */
export function placedIn<Value extends object>(
  records: readonly Value[] | { readonly [name: string]: Value },
  { file, idKey }: Pick<RecordList, 'file' | 'idKey'>,
): Placed<Value>[] {
  if (Array.isArray(records))
    return records.map((value: Value, place) => ({ id: String(Reflect.get(value, idKey)), place, value }));
  const stem = file.replace('.yaml', '');
  return Object.entries(records).map(([place, value]) => ({ id: `${stem}.${place}`, place, value }));
}

export function listOfKind(kind: RecordKind): RecordList | undefined {
  return RECORD_LISTS.find((one) => one.kind === kind);
}
