// The same message as XML: a member is an element of its name, a list an element with one `entry` a value, and the answers of a
// form an element named as the form. Reading it gives the same message as reading its JSON.
import { phrase, type Phrase, Refusal } from '../../../base/refusal.ts';
import type { Knowledge } from '../../../law/model.ts';
import type { FormRecord } from '../../../law/model-form.ts';
import { readXml, type XmlLimits } from '../../../law/xml.ts';
import { MESSAGE_SCHEMA, type Message } from './message.ts';
import { detailsName, messageJsonSchema, type SchemaNode } from './message-schema.ts';
import { MAX_CHARACTERS, messageFrom } from './request-file.ts';

export const ROOT = 'request';
export const ENTRY = 'entry';
export const XML_LIMITS: XmlLimits = { bytes: MAX_CHARACTERS, depth: 16, elements: 500_000, text: 64 * 1024 };

/** What may stand in an element. */
type Shape =
  | { readonly kind: 'text' | 'boolean' | 'integer' }
  | { readonly kind: 'list'; readonly of: () => Shape }
  | { readonly kind: 'members'; readonly of: (name: string) => Shape | undefined };

/** The members of an authorisation as XML has them: in place of form and details the element of the form. */
export function xmlAuthorisation(
  { properties = {} }: SchemaNode,
  forms: readonly string[],
): Record<string, SchemaNode> {
  const { form: _form, details: _details, ...others } = properties;
  const answers = forms.map((id) => [id, { $ref: `#/$defs/${detailsName(id)}` }] as const);
  return { ...Object.fromEntries(answers), ...others };
}

export function writeMessageXml(message: Message): string {
  const { $schema, header, authorisation, ...rest } = message;
  const { form, details, ...others } = authorisation;
  const members = { header, authorisation: { [form]: details, ...others }, ...rest };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${ROOT} xmlns="${$schema}">\n${inside(members, '  ')}</${ROOT}>\n`;
}

function inside(value: object, indent: string): string {
  const parts: [string, unknown][] = Array.isArray(value)
    ? value.map((one: unknown) => [ENTRY, one])
    : Object.entries(value);
  return parts.map(([name, one]) => element(name, one, indent)).join('');
}

function element(name: string, value: unknown, indent: string): string {
  if (value === undefined) return '';
  const content =
    typeof value === 'object' && value !== null
      ? `\n${inside(value, `${indent}  `)}${indent}`
      : escaped(typeof value === 'string' ? value : JSON.stringify(value));
  return `${indent}<${name}>${content}</${name}>\n`;
}

/** A carriage return must be written as a reference: a reader takes a bare one for a line feed (XML 1.0 section 2.11). */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** Refusals: tooLarge, badInput. */
export async function readMessageXml(bytes: Uint8Array, law: Pick<Knowledge, 'forms'>): Promise<Message> {
  const tree = await readTree(bytes);
  if (tree.name !== ROOT) throw bad(phrase('element', { name: `<${ROOT}>` }), `<${tree.name}>`);
  const { authorisation, ...rest } = asObject(valueOf(tree, shapeOfMessage(law.forms), ROOT));
  const given = asObject(authorisation ?? {});
  const named = Object.keys(given).filter((name) => law.forms.some(({ id }) => id === name));
  const [form, ...more] = named;
  if (form === undefined || more.length > 0)
    throw bad(phrase('answersOfOneForm', { element: '<authorisation>' }), named.join(', ') || phrase('none'));
  const { [form]: details, ...others } = given;
  return messageFrom(
    { $schema: MESSAGE_SCHEMA, authorisation: { form, details, ...others }, tasks: [], ...rest },
    law,
  );
}

interface Tree {
  readonly name: string;
  text: string;
  readonly children: Tree[];
}

async function readTree(bytes: Uint8Array): Promise<Tree> {
  const open: Tree[] = [{ name: '', text: '', children: [] }];
  await readXml(
    pieces(bytes),
    {
      namespace: MESSAGE_SCHEMA,
      keepsSpace: true,
      open: (name) => {
        const one: Tree = { name, text: '', children: [] };
        open.at(-1)?.children.push(one);
        open.push(one);
      },
      close: (_name, text) => {
        const one = open.pop();
        if (one !== undefined) one.text = text;
      },
    },
    XML_LIMITS,
  );
  const [root] = open[0]?.children ?? [];
  if (root === undefined) throw bad(phrase('element', { name: `<${ROOT}>` }), phrase('none'));
  return root;
}

export async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  const size = 64 * 1024;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const shapes = new WeakMap<readonly FormRecord[], Shape>();

function shapeOfMessage(forms: readonly FormRecord[]): Shape {
  const known = shapes.get(forms);
  if (known !== undefined) return known;
  const { $defs, properties } = messageJsonSchema(forms);
  const { $schema: _schema, authorisation = {}, ...others } = properties;
  const ids = forms.map(({ id }) => id);
  const members = { ...others, authorisation: { properties: xmlAuthorisation(authorisation, ids) } };
  const shape = shapeOf({ type: 'object', properties: members }, $defs);
  shapes.set(forms, shape);
  return shape;
}

type Defs = Readonly<Record<string, SchemaNode>>;

function shapeOf(node: SchemaNode, defs: Defs): Shape {
  const { $ref, type, properties = {}, items = {} } = node;
  if ($ref !== undefined) return shapeOf(defs[$ref.replace('#/$defs/', '')] ?? {}, defs);
  switch (type) {
    case 'boolean':
    case 'integer':
      return { kind: type };
    case 'string':
      return { kind: 'text' };
    case 'array':
      return { kind: 'list', of: () => shapeOf(items, defs) };
    default:
      return {
        kind: 'members',
        of: (name) => (Object.hasOwn(properties, name) ? shapeOf(properties[name] ?? {}, defs) : undefined),
      };
  }
}

function valueOf(tree: Tree, shape: Shape, path: string): unknown {
  switch (shape.kind) {
    case 'text':
      noChildren(tree, path);
      return tree.text;
    case 'boolean':
    case 'integer':
      noChildren(tree, path);
      return word(tree.text.trim(), shape.kind, path);
    case 'list':
      noText(tree, path);
      return tree.children.map((child, i) => {
        if (child.name !== ENTRY)
          throw bad(phrase('elementIn', { name: `<${ENTRY}>`, path }), `<${child.name}>`);
        return valueOf(child, shape.of(), `${path}/${ENTRY}[${i + 1}]`);
      });
    case 'members':
      noText(tree, path);
      return members(tree, shape.of, path);
  }
}

function members(tree: Tree, of: (name: string) => Shape | undefined, path: string): object {
  const found = new Map<string, unknown>();
  for (const child of tree.children) {
    const shape = of(child.name);
    if (shape === undefined) throw bad(phrase('elementOf', { path }), `<${child.name}>`);
    if (found.has(child.name))
      throw bad(phrase('elementOnce', { path }), phrase('twice', { what: `<${child.name}>` }));
    found.set(child.name, valueOf(child, shape, `${path}/${child.name}`));
  }
  return Object.fromEntries(found);
}

function word(text: string, kind: 'boolean' | 'integer', path: string): boolean | number {
  if (kind === 'boolean' && /^(?:true|false|1|0)$/.test(text)) return text === 'true' || text === '1';
  if (kind === 'integer' && /^[+-]?\d{1,15}$/.test(text)) return Number(text);
  throw bad(
    kind === 'boolean' ? phrase('trueOrFalseIn', { path }) : phrase('wholeNumberIn', { path }),
    `'${text.slice(0, 80)}'`,
  );
}

function noChildren({ children: [first] }: Tree, path: string): void {
  if (first !== undefined) throw bad(phrase('textAlone', { path }), `<${first.name}>`);
}

function noText({ text }: Tree, path: string): void {
  if (text.trim() !== '') throw bad(phrase('elementsAlone', { path }), `'${text.trim().slice(0, 80)}'`);
}

function asObject(value: unknown): Record<string, unknown> {
  return value as Record<string, unknown>; // of the kind 'members', by `valueOf`
}

function bad(expected: Phrase, found: string | Phrase): Refusal {
  return new Refusal('badInput.requestXml', { expected, found });
}
