// The XML Schema (1.0) of the message, made from its JSON Schema by the same rules by which `message-xml.ts` writes: what the one
// accepts the other does. What it cannot say, its version 1.0 having no condition on a neighbour: that the boxes ticked are those of the
// line that the task names, and that a task has one of details, a measure or boxes. The JSON Schema and the reader hold these.
import type { FormRecord } from '../../../law/model-form.ts';
import { MESSAGE_SCHEMA } from './message.ts';
import { messageJsonSchema, type SchemaNode } from './message-schema.ts';
import { ENTRY, ROOT, xmlAuthorisation } from './message-xml.ts';

/** Stands for the element of any form. */
const ANSWERS = 'answers';
/** Of the names of this schema where a path names them. */
const PREFIX = 'r';
/** Above this a validator would count for long; the reader counts anyway. */
const MAX_COUNTED = 1000;

export function messageXsd(forms: readonly FormRecord[]): string {
  const { $defs, properties } = messageJsonSchema(forms);
  const { $schema: _schema, authorisation = {}, header, tasks, ...others } = properties;
  const types = Object.entries($defs).map(([name, node]) => typeNamed(name, node));
  const message: SchemaNode = {
    type: 'object',
    properties: {
      header: header ?? {},
      authorisation: { $ref: '#/$defs/authorisation' },
      tasks: tasks ?? {},
      ...others,
    },
    required: ['header', 'authorisation', 'tasks'],
  };
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!-- A request for electronic evidence. Made from data/schemas/request-1.json and the forms; see docs/formats/request.md. -->',
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${MESSAGE_SCHEMA}" xmlns:${PREFIX}="${MESSAGE_SCHEMA}" targetNamespace="${MESSAGE_SCHEMA}" elementFormDefault="qualified">`,
    indented(
      [
        `<xs:element name="${ROOT}" type="${ROOT}"/>`,
        typeNamed(ROOT, message),
        authorisationType(authorisation),
        '<!-- The answers of a form stand in an element named as the form. -->',
        `<xs:element name="${ANSWERS}" abstract="true"/>`,
        ...forms.map(
          ({ id }) => `<xs:element name="${id}" type="details.${id}" substitutionGroup="${ANSWERS}"/>`,
        ),
        ...types,
      ].join('\n'),
    ),
    '</xs:schema>',
    '',
  ];
  return withNames(lines.join('\n'));
}

function authorisationType(node: SchemaNode): string {
  const members = Object.entries(xmlAuthorisation(node, [])).map(([name, one]) => member(name, one, false));
  return `<xs:complexType name="authorisation">
  <xs:all>
    <xs:element ref="${ANSWERS}"/>
${indented(members.join('\n'), 4)}
  </xs:all>
</xs:complexType>`;
}

function typeNamed(name: string, node: SchemaNode): string {
  return typeOf(node).replace(/^<xs:(simple|complex)Type>/, `<xs:$1Type name="${name}">`);
}

function typeOf(node: SchemaNode): string {
  const { type, properties = {}, required = [], items = {}, minItems = 0, maxItems } = node;
  switch (type) {
    case 'object': {
      const members = Object.entries(properties).map(([name, one]) =>
        member(name, one, required.includes(name)),
      );
      return `<xs:complexType>\n  <xs:all>\n${indented(members.join('\n'), 4)}\n  </xs:all>\n</xs:complexType>`;
    }
    case 'array': {
      const max = maxItems === undefined || maxItems > MAX_COUNTED ? 'unbounded' : String(maxItems);
      const entry = elementOf(ENTRY, items, ` minOccurs="${minItems}" maxOccurs="${max}"`);
      return `<xs:complexType>\n  <xs:sequence>\n${indented(entry, 4)}\n  </xs:sequence>\n</xs:complexType>`;
    }
    default:
      return `<xs:simpleType>\n${indented(restriction(node))}\n</xs:simpleType>`;
  }
}

function member(name: string, node: SchemaNode, isRequired: boolean): string {
  return elementOf(name, node, isRequired ? '' : ' minOccurs="0"');
}

function elementOf(name: string, node: SchemaNode, occurs: string): string {
  const { $ref } = node;
  if ($ref !== undefined)
    return `<xs:element name="${name}" type="${$ref.replace('#/$defs/', '')}"${occurs}/>`;
  const once = node.uniqueItems === true ? `\n${indented(UNIQUE)}` : '';
  return `<xs:element name="${name}"${occurs}>\n${indented(typeOf(node))}${once}\n</xs:element>`;
}

/** Its name stands nowhere else in the schema, so it gets one at the end. XPath knows no default namespace. */
const UNIQUE = `<xs:unique>
  <xs:selector xpath="${PREFIX}:${ENTRY}"/>
  <xs:field xpath="."/>
</xs:unique>`;

function withNames(schema: string): string {
  let n = 0;
  return schema.replaceAll('<xs:unique>', () => `<xs:unique name="once.${++n}">`);
}

function restriction(node: SchemaNode): string {
  const { type, minLength, maxLength, pattern, minimum, maximum } = node;
  const facets = [
    ...(node.enum ?? []).map((value) => facet('enumeration', value)),
    ...(minLength === undefined ? [] : [facet('minLength', minLength)]),
    ...(maxLength === undefined ? [] : [facet('maxLength', maxLength)]),
    ...(pattern === undefined ? [] : [facet('pattern', xsdPattern(pattern))]),
    ...(minimum === undefined ? [] : [facet('minInclusive', minimum)]),
    ...(maximum === undefined ? [] : [facet('maxInclusive', maximum)]),
  ];
  const base = type === 'string' || type === undefined ? 'string' : type;
  return `<xs:restriction base="xs:${base}">\n${indented(facets.join('\n'))}\n</xs:restriction>`;
}

function facet(name: string, value: string | number): string {
  const text = String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<xs:${name} value="${text.replace(/[^\x20-\x7e]/gu, (one) => `&#${one.codePointAt(0)};`)}"/>`;
}

/** XML Schema matches whole values, and knows neither `(?:` nor `\u{}`; its `\d` is of every script. */
function xsdPattern(pattern: string): string {
  return pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replaceAll('(?:', '(')
    .replaceAll('\\d', '0-9')
    .replace(/(?<!\[[^\]]*)0-9/g, '[0-9]')
    .replaceAll('[+-]', '[+\\-]')
    .replace(/\\u\{([0-9A-F]+)\}/g, (_, hex: string) => xsdCharacter(Number.parseInt(hex, 16)));
}

function xsdCharacter(code: number): string {
  const one = String.fromCodePoint(code);
  return /[-[\]\\^]/.test(one) ? `\\${one}` : one;
}

function indented(text: string, by = 2): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n');
}
