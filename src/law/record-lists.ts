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

type Listed = readonly [
  file: LawFileName,
  list: string,
  kind: RecordKind,
  titleKeys: readonly string[],
  idKey?: string,
];

const LISTS: readonly Listed[] = [
  ['instruments.yaml', 'instruments', 'instrument', ['short_title']],
  ['parties.yaml', 'instruments', 'parties', ['instrument'], 'instrument'],
  ['measures.yaml', 'measures', 'measure', ['name']],
  ['channels.yaml', 'channels', 'channel', ['name']],
  ['channels.yaml', 'planner_rules', 'rule', ['id']],
  ['channels.yaml', 'checks', 'check', ['id']],
  ['competence.yaml', 'rules', 'competence', ['instrument', 'article']],
  ['competence.yaml', 'thresholds', 'threshold', ['instrument', 'article']],
  ['clocks.yaml', 'clocks', 'clock', ['id']],
  ['clocks.yaml', 'rules', 'rule', ['id']],
  ['forms.yaml', 'forms', 'form', ['title']],
  ['authorities-model.yaml', 'entries', 'authority', ['name']],
  ['providers.yaml', 'providers', 'provider', ['name']],
  ['providers.yaml', 'legal_rules_on_providers', 'provider-rule', ['citation']],
  ['providers.yaml', 'statistics', 'statistic', ['title']],
  ['authorities-model.yaml', 'request_templates', 'template', ['title']],
  ['admissibility.yaml', 'entries', 'admissibility', ['law', 'provision']],
  ['legal-records.yaml', 'laws', 'law', ['title']],
  ['legal-records.yaml', 'cases', 'case', ['title']],
  ['legal-records.yaml', 'strategies', 'strategy', ['title']],
  ['legal-records.yaml', 'lessons', 'lesson', ['title']],
];

export const RECORD_LISTS: readonly RecordList[] = [
  ...LISTS.map(([file, list, kind, titleKeys, idKey = 'id']) => ({ file, list, kind, idKey, titleKeys })),
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
