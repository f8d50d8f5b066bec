// Messages as fast-check makes them: any answers that the schemas of a form take.
import fc from 'fast-check';
import type { AssistanceKind, FormField } from '../../src/law/model-form.ts';
import { dataCategory } from '../../src/law/schema/common.ts';
import { DETAIL_OPTIONS, EVIDENCE_TYPES } from '../../src/requests/core/evidence.ts';
import type { LegalForm } from '../../src/requests/core/form.ts';
import { IDENTIFIER_KINDS } from '../../src/requests/core/identifier.ts';
import {
  messageOf,
  PRIORITIES,
  type Envelope,
  type Message,
} from '../../src/requests/machine/messages/message.ts';

const SPECIAL = [
  '<',
  '&',
  '>',
  ']]>',
  '"',
  "'",
  '\r',
  '\r\n',
  '\n',
  '\t',
  '&#13;',
  'é',
  'ع',
  '证',
  '\u{1f4be}',
  '\u202e',
  ' ',
  'a',
  '0',
];
const written = (max: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...SPECIAL), fc.string({ maxLength: 8 })), {
      minLength: 1,
      maxLength: max,
    })
    .map((parts) => parts.join('').trim())
    .filter((text) => text !== '' && !/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text));
const line = written(6);
const paragraph = written(20);
const date = fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true });
const day = date.map((one) => one.toISOString().slice(0, 10));
const time = fc
  .tuple(date, fc.constantFrom('Z', '+05:45', '-11:00'), fc.constantFrom('', '.5', '.123456789'))
  .map(([one, zone, fraction]) => `${one.toISOString().slice(0, 19)}${fraction}${zone}`);
const state = fc.constantFrom('FR', 'JP', 'GH', 'AX');
const phone = fc.constantFrom('+33 4 72 00 00 00', '+44 20 7946 0958');
const email = fc.constantFrom('a.example@court.example', 'desk@lyon.example');
const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);

const maybe = <V>(
  shape: { [name in keyof V]: fc.Arbitrary<V[name]> },
  required: (keyof V)[] = [],
): fc.Arbitrary<Partial<V>> => fc.record(shape, { requiredKeys: required }) as fc.Arbitrary<Partial<V>>; // fast-check types the keys that may lack apart

const party = maybe(
  {
    organisation: line,
    person: line,
    role: line,
    address: line,
    phone,
    mobile: phone,
    fax: phone,
    email,
    hours: line,
    zone: line,
  },
  ['organisation'],
);
const contact = maybe({ name: line, title: line, function: line, phone, mobile: phone, email }, ['name']);
const person = maybe(
  { name: line, born: line, nationality: state, location: line, role: fc.constantFrom('suspect', 'holder') },
  ['name', 'role'],
);
const address = fc.oneof(fc.ipV4(), fc.ipV6());
const identifier = maybe(
  { kind: fc.constantFrom(...IDENTIFIER_KINDS), value: line, port: line, from: line, to: line },
  ['kind', 'value'],
).chain((one) => (one.kind === 'ip' ? address.map((value) => ({ ...one, value })) : fc.constant(one)));
const few = <V>(one: fc.Arbitrary<V>, minLength = 1): fc.Arbitrary<V[]> =>
  fc.array(one, { minLength, maxLength: 3 });
const details = maybe({
  filters: line,
  place: line,
  image_format: fc.constantFrom(...DETAIL_OPTIONS.image_format),
  tenant_role: fc.constantFrom(...DETAIL_OPTIONS.tenant_role),
});
const item = maybe(
  {
    type: fc.constantFrom(...EVIDENCE_TYPES),
    category: fc.constantFrom(...dataCategory.options),
    identifiers: few(identifier, 0),
    holder: line,
    service: line,
    from: time,
    to: time,
    wanted: few(line, 0),
    reason: paragraph,
    format: line,
    details,
    preservation: line,
  },
  ['category', 'identifiers', 'holder', 'wanted', 'reason'],
);

function answer({ type, options, kinds = [] }: FormField): fc.Arbitrary<unknown> | undefined {
  const ids = options.map(({ id }) => id);
  switch (type) {
    case 'constant':
    case 'signature':
      return undefined;
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...ids);
    case 'multichoice':
      return fc.subarray(ids, { minLength: 1 });
    case 'longtext':
      return paragraph;
    case 'text':
    case 'reference':
    case 'address':
      return line;
    case 'date':
      return day;
    case 'datetime':
      return time;
    case 'date_range':
      return fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
    case 'duration':
      return fc.record({
        length: fc.integer({ min: 1, max: 100_000 }),
        unit: fc.constantFrom('hour', 'day'),
      });
    case 'state':
      return state;
    case 'languages':
      return few(fc.constantFrom('fr', 'ar', 'zh-Hans'));
    case 'phone':
      return phone;
    case 'email':
      return email;
    case 'party':
      return party;
    case 'contact':
      return contact;
    case 'person_list':
      return few(person);
    case 'identifier_list':
      return few(identifier);
    case 'item_list':
      return few(fc.oneof(item, ...kinds.map(measure)));
    case 'list':
      return few(line);
    case 'hash_list':
      return few(fc.record({ file: line, algorithm: fc.constantFrom('SHA-256', 'BLAKE2'), digest: sha256 }));
  }
}

function answersTo(fields: readonly FormField[]): fc.Arbitrary<object> {
  const shape = fields.flatMap((field) => {
    const one = answer(field);
    return one === undefined ? [] : [[field.id, one] as const];
  });
  return fc.record(Object.fromEntries(shape), { requiredKeys: [] });
}

function measure({ id, fields }: AssistanceKind): fc.Arbitrary<object> {
  return fc.record({ measure: fc.constant(id), answers: answersTo(fields) });
}

const status = maybe({ desiredStatus: line, status: line, statusReason: paragraph });
const file = fc.record({ name: line, sizeBytes: fc.nat(), sha256 });
const envelope = maybe({
  header: maybe({
    sender: maybe({ country: state, authority: line }),
    receiver: maybe({ country: state, authority: line }),
    transaction: line,
    timestamp: time,
  }),
  authorisation: fc
    .tuple(status, maybe({ priority: fc.constantFrom(...PRIORITIES) }))
    .map(([a, b]) => ({ ...a, ...b })),
  statuses: few(status, 0),
  documents: few(
    maybe({ reference: line, name: line, contentType: line, sizeBytes: fc.nat(), sha256 }, [
      'name',
      'contentType',
      'sha256',
    ]),
  ),
  notifications: few(maybe({ timestamp: time, type: line, details: paragraph }, ['timestamp', 'type'])),
  deliveries: few(
    fc.record({
      reference: line,
      timestamp: time,
      tasks: few(fc.integer({ min: 1, max: 200 })),
      files: few(file),
    }),
  ),
});

/** As JSON: a field that is not there is absent. */
export function arbitraryMessage(legal: LegalForm): fc.Arbitrary<Message> {
  return fc
    .record({
      answers: answersTo(legal.fields),
      explained: fc.dictionary(fc.stringMatching(/^[a-zA-Z0-9-]{1,20}$/), paragraph, { maxKeys: 2 }),
      around: envelope,
    })
    .map(({ answers, explained, around }) => {
      const drafted = { legal, answers, explained } as Parameters<typeof messageOf>[0]; // of the types of the fields
      return JSON.parse(JSON.stringify(messageOf(drafted, around as Envelope))) as Message;
    });
}
