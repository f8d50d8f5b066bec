// The message as a JSON Schema (draft 2020-12) for programs of others, made from the schemas that read it and the forms of the
// law data. What it cannot say, such as check digits and days that do not exist, the reader refuses nevertheless.
import * as z from 'zod';
import type { FormField, FormRecord } from '../../../law/model-form.ts';
import {
  ANSWER_SCHEMAS,
  day,
  identifier,
  item,
  itemDetails,
  line,
  MAX_ITEMS,
  paragraph,
  state,
  time,
} from '../../core/answers.ts';
import { ownFields, type Form } from '../../core/form.ts';
import { formOf, FORMS } from '../../forms/index.ts';
import {
  approval,
  authorisation,
  common,
  delivered,
  delivery,
  detailsSchema,
  digest,
  document,
  endpoint,
  explained,
  header,
  kindsOf,
  KNOWN_BY,
  MESSAGE_SCHEMA,
  notification,
  taskFields,
  taskSchema,
  tickFields,
  type FormTold,
} from './message.ts';

/** A node of a JSON Schema, as far as these schemas go. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'boolean' | 'integer';
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

interface MessageJsonSchema {
  readonly $defs: Readonly<Record<string, SchemaNode>>;
  readonly properties: Readonly<Record<string, SchemaNode>>;
  readonly [member: string]: unknown;
}

const REF = '#/$defs/';
const { party, contact, person_list: persons, hash_list: hashes } = ANSWER_SCHEMAS;

const SHARED = {
  common,
  line,
  paragraph,
  day,
  time,
  state,
  party,
  contact,
  person: persons.element,
  identifier,
  item,
  itemDetails,
  hash: hashes.element,
  period: ANSWER_SCHEMAS.date_range,
  duration: ANSWER_SCHEMAS.duration,
  languages: ANSWER_SCHEMAS.languages,
  phone: ANSWER_SCHEMAS.phone,
  email: ANSWER_SCHEMAS.email,
  digest,
  endpoint,
  header,
  explained,
  document,
  notification,
  delivered,
  delivery,
  approval,
  authorisation,
} as const;

/** Of the answers of a form that are not tasks. */
export function detailsName(form: string): string {
  return `details.${form}`;
}

export function messageJsonSchema(forms: readonly FormRecord[]): MessageJsonSchema {
  const $defs = definitions(forms);
  const { common: envelope, authorisation: open, ...shared } = $defs;
  const { $schema, header: head, ...rest } = envelope?.properties ?? {};
  const ids = forms.map(({ id }) => id);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: MESSAGE_SCHEMA,
    title: 'A request for electronic evidence',
    type: 'object',
    properties: {
      $schema: $schema ?? {},
      header: head ?? {},
      authorisation: {
        ...open,
        properties: { form: { type: 'string', enum: ids }, ...open?.properties, details: { type: 'object' } },
        required: ['form', 'details'],
      },
      tasks: { type: 'array', maxItems: MAX_ITEMS, items: { $ref: `${REF}task` } },
      ...rest,
    },
    required: ['$schema', 'header', 'authorisation', 'tasks'],
    additionalProperties: false,
    allOf: [...forms.map(ofForm), ofApproved()],
    $defs: shared,
  };
}

/** What is approved has a sender, a reference and a day. */
function ofApproved(): unknown {
  return {
    if: { properties: { authorisation: { required: ['approval'] } } },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: { properties: { header: { required: KNOWN_BY } } },
  };
}

/** Of an address of the net (RFC 791, RFC 4291), in any way in which it can be written. */
const ADDRESS = (() => {
  const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
  const four = `${octet}(?:\\.${octet}){3}`;
  return `^\\s*(?:${four}|(?=.*:)[0-9A-Fa-f:]{2,39}|(?=.*:)[0-9A-Fa-f:]{2,39}${four})\\s*$`;
})();

/** How the message of its form stands. */
function told(record: FormRecord): FormTold {
  return { fields: ownFields(record), ticked: formOf(record.id)?.ticked };
}

/** What holds for one form: which answers there are, and from which fields tasks come. */
function ofForm(record: FormRecord): unknown {
  const { id } = record;
  const items = taskFields(told(record));
  const details = { $ref: REF + detailsName(id) };
  return {
    if: { properties: { authorisation: { properties: { form: { const: id } }, required: ['form'] } } },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: {
      properties: {
        authorisation: { properties: { details } },
        tasks: items.length === 0 ? { maxItems: 0 } : { items: taskOf(items, told(record)) },
      },
    },
  };
}

function taskOf(items: FormTold['fields'], of: FormTold): unknown {
  const [kinds, ticks] = [kindsOf(of.fields), tickFields(of)];
  if (ticks.length > 0) {
    const line = ({ id, options }: FormField) => ({
      properties: {
        field: { const: id },
        wanted: { items: { enum: options.map((one) => one.id) }, uniqueItems: true },
      },
    });
    return { required: ['wanted'], oneOf: ticks.map(line) };
  }
  const data = { properties: { field: { enum: items.map(({ id }) => id) } }, required: ['details'] };
  if (kinds.length === 0) return data;
  const measure = { properties: { measure: { enum: kinds.map(({ id }) => id) } } };
  return { properties: { ...data.properties, ...measure.properties } };
}

function definitions(forms: readonly FormRecord[]): Record<string, SchemaNode> {
  const fields = forms.flatMap(ownFields);
  const every = { fields, ticked: Object.assign({}, ...FORMS.map(({ ticked }) => ticked)) as Form['ticked'] };
  const named: [string, z.ZodType][] = [
    ...Object.entries(SHARED),
    ['task', taskSchema(taskFields(every), every)],
    ...forms.map((record): [string, z.ZodType] => [detailsName(record.id), detailsSchema(told(record))]),
  ];
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of named) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: (id) => REF + id });
  const defs = Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)]));
  const { task, identifier: typed } = defs;
  const asAddress = {
    if: { properties: { kind: { const: 'ip' } }, required: ['kind'] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: { properties: { value: { pattern: ADDRESS } } },
  };
  // Data, assistance of another kind, or what is ticked in a line: one of them.
  const one = {
    oneOf: [{ required: ['details'] }, { required: ['measure', 'answers'] }, { required: ['wanted'] }],
    dependentRequired: { measure: ['answers'], answers: ['measure'] },
  };
  const properties = { ...task?.properties, ...asked(forms, task?.properties?.['wanted']) };
  return {
    ...defs,
    identifier: { ...typed, ...(asAddress as object) },
    task: { ...task, ...one, properties },
  };
}

/** Whichever the form: the fields from which tasks come, and of the lines that are ticked the boxes, each once. */
function asked(forms: readonly FormRecord[], wanted: SchemaNode | undefined) {
  const all = forms.map(told);
  const once = (ids: readonly string[]) => ({ type: 'string' as const, enum: [...new Set(ids)] });
  const boxes = all.flatMap(tickFields).flatMap(({ options }) => options.map(({ id }) => id));
  return {
    field: once(all.flatMap(taskFields).map(({ id }) => id)),
    wanted: { ...wanted, items: once(boxes), uniqueItems: true },
  };
}

function plain(schema: object): SchemaNode {
  const { $schema: _version, $id: _id, ...node } = schema as { $schema?: unknown; $id?: unknown };
  return node as SchemaNode; // what `toJSONSchema` makes of the schemas named here
}
