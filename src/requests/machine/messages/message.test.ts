// A request as data: what is written comes back, in JSON and in XML, and the published schemas say the same as the reader.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { hasProgram } from '../../../../test/support/programs.ts';
import { arbitraryMessage } from '../../../../test/support/request-message.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { Refusal } from '../../../base/refusal.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { legalForm } from '../../core/form.ts';
import { FORMS } from '../../forms/index.ts';
import { messageOf, type Message } from './message.ts';
import { messageJsonSchema } from './message-schema.ts';
import { readMessageXml, writeMessageXml } from './message-xml.ts';
import { messageXsd } from './message-xsd.ts';
import { publishedSchema } from './published-schemas.ts';
import { draftOf, readMessage, readRequest, writeRequest } from './request-file.ts';

const law = await shippedLaw();
const file = (path: string): URL => new URL(`../../../../${path}`, import.meta.url);
const JSON_SCHEMA = file('data/schemas/request-1.json');
const XSD = file('data/schemas/request-1.xsd');
const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
const accepts = ajv.compile(messageJsonSchema(law.forms));
const legals = FORMS.map((form) => legalForm(form, law.forms));
const anyForm = fc.constantFrom(...legals).chain(arbitraryMessage);
const text = (message: Message): string => JSON.stringify(message);
const fromXml = (xml: string): Promise<Message> => readMessageXml(Buffer.from(xml), law);

/** Paths of the files that xmllint does not find valid. */
function invalid(paths: readonly string[]): string[] {
  const { stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', XSD.pathname, ...paths], {
    encoding: 'utf8',
  });
  return stderr
    .split('\n')
    .flatMap((line) => /^(.*) (?:fails to validate|validation generated).*$/.exec(line)?.[1] ?? []);
}

test('the published schemas are those of the forms: ./comity request schema json|xml > data/schemas/…', () => {
  assert.deepEqual(
    JSON.parse(readFileSync(JSON_SCHEMA, 'utf8')),
    JSON.parse(JSON.stringify(messageJsonSchema(law.forms))),
  );
  assert.equal(readFileSync(XSD, 'utf8'), messageXsd(law.forms));
});

test('the schemas are served at stable addresses, and nothing else is', async () => {
  assert.deepEqual(
    await (await publishedSchema('1.json')).json(),
    JSON.parse(readFileSync(JSON_SCHEMA, 'utf8')),
  );
  assert.equal(await (await publishedSchema('1.xsd')).text(), readFileSync(XSD, 'utf8'));
  for (const name of ['2.json', '../request-1.json', '__proto__', ''])
    assert.equal((await publishedSchema(name)).status, 404);
});

for (const { form } of legals)
  test(`${form.id}: the complete example as JSON and XML is as stored, and valid`, async () => {
    const message = messageOf(
      readRequest(readFileSync(file(`fixtures/requests/${form.id}/complete.json`), 'utf8'), law),
    );
    for (const [name, written] of [
      ['request.json', `${JSON.stringify(message, undefined, 2)}\n`],
      ['request.xml', writeMessageXml(message)],
    ] as const) {
      const path = file(`fixtures/requests/${form.id}/${name}`);
      if (process.env['COMITY_WRITE_FIXTURES'] === '1') writeFileSync(path, written);
      assert.equal(written, readFileSync(path, 'utf8'));
    }
    assert.ok(accepts(message), ajv.errorsText(accepts.errors));
    assert.deepEqual(await fromXml(writeMessageXml(message)), message);
    if (hasProgram('xmllint'))
      assert.deepEqual(invalid([file(`fixtures/requests/${form.id}/request.xml`).pathname]), []);
  });

test('whatever is answered comes back from JSON and from XML, and ajv finds it valid', async () => {
  await fc.assert(
    fc.asyncProperty(anyForm, async (message) => {
      assert.deepEqual(readMessage(text(message), law), message);
      assert.deepEqual(await fromXml(writeMessageXml(message)), message);
      assert.ok(accepts(message), ajv.errorsText(accepts.errors));
      const draft = draftOf(message, law);
      assert.deepEqual(readRequest(writeRequest(draft), law), draft);
    }),
    { numRuns: 120 },
  );
});

test(
  'xmllint finds valid whatever is written',
  { skip: !hasProgram('xmllint') && 'xmllint is missing (libxml2-utils)' },
  (t) => {
    const folder = temporaryFolder(t);
    const paths = fc.sample(anyForm, 120).map((message, i) => {
      const path = join(folder, `${i}.xml`);
      writeFileSync(path, writeMessageXml(message));
      return path;
    });
    assert.deepEqual(invalid(paths), []);
  },
);

/** The same with one value changed, taken away or brought in. */
function changed(message: Message): fc.Arbitrary<unknown> {
  const places: (readonly (string | number)[])[] = [];
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (path.length > 0) places.push(path);
    if (Array.isArray(value)) value.forEach((one, i) => walk(one, [...path, i]));
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) walk(one, [...path, name]);
  };
  walk(message, []);
  const other = fc.oneof(
    fc.constantFrom(undefined, '', ' ', 'x\u0000', 0, -1, 1.5, true, null, [], {}, ['a'], 'x'.repeat(1001)),
    fc.json().map((one) => JSON.parse(one) as unknown),
  );
  return fc
    .record({ path: fc.constantFrom(...places), other, beside: fc.boolean() })
    .map(({ path, other: value, beside }) => {
      const copy = JSON.parse(JSON.stringify(message)) as unknown;
      const parent = path
        .slice(0, -1)
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy) as Record<
        string | number,
        unknown
      >;
      const key = path.at(-1) ?? '';
      if (beside && !Array.isArray(parent)) parent[`${key}x`] = value;
      else if (value === undefined && !Array.isArray(parent)) delete parent[key];
      else parent[key] = value;
      return JSON.parse(JSON.stringify(copy)) as unknown;
    });
}

test('a request has as many items as can be answered by their number, and not one more', () => {
  const fixture = new URL('../../../../fixtures/requests/bc-31-subscriber/request.json', import.meta.url);
  const message = JSON.parse(readFileSync(fixture, 'utf8')) as Message;
  const withItems = (length: number): Message => ({
    ...message,
    tasks: Array.from({ length }, () => message.tasks[0] ?? assert.fail()),
  });
  assert.ok(accepts(withItems(200)) && !accepts(withItems(201)));
  assert.equal(readMessage(JSON.stringify(withItems(200)), law).tasks.length, 200);
  assert.throws(() => readMessage(JSON.stringify(withItems(201)), law), { code: 'badInput' });
});

test('a State that is none, an address that is none, and what is approved without a reference are refused by both', () => {
  const raw = readFileSync(file('fixtures/requests/bc-31-subscriber/request.json'), 'utf8');
  const right = JSON.parse(raw) as { header: object; authorisation: object; tasks: { details: object }[] };
  const ends = { country: 'FR', authority: 'Prosecution office of Lyon' };
  const header = { ...right.header, sender: ends, transaction: 'FR-1', timestamp: '2026-10-05T09:30:00Z' };
  const approval = { name: 'P. Example', role: 'prosecutor', ...ends, timestamp: '2026-10-05T09:30:00Z' };
  const approved = { ...right, header, authorisation: { ...right.authorisation, approval } };
  const named = (value: string) => ({
    ...right,
    tasks: right.tasks.map((one) => ({
      ...one,
      details: { ...one.details, identifiers: [{ kind: 'ip', value }] },
    })),
  });
  const takes = (value: unknown): boolean => {
    const isTaken = accepts(value);
    if (isTaken) readMessage(JSON.stringify(value), law);
    else assert.throws(() => readMessage(JSON.stringify(value), law), Refusal);
    return isTaken;
  };
  for (const one of [approved, named('198.51.100.7'), named('2001:db8::1'), named('::ffff:192.0.2.1')])
    assert.ok(takes(one));
  const { transaction: _none, ...unnamed } = header;
  const wrong = [
    { ...approved, header: unnamed },
    { ...approved, header: { ...header, sender: { country: 'ZZ' } } },
    ...['999.1.1.1', '198.51.100', 'clerk', '1.2.3.4.5'].map(named),
  ];
  for (const one of wrong) assert.ok(!takes(one), JSON.stringify(one).slice(0, 200));
});

test('what the JSON Schema refuses the reader refuses', () => {
  let refused = 0;
  fc.assert(
    fc.property(anyForm.chain(changed), (value) => {
      if (accepts(value)) return;
      refused++;
      assert.throws(() => readMessage(JSON.stringify(value), law), Refusal);
    }),
    { numRuns: 300 },
  );
  assert.ok(refused > 60, `${refused} of 300`);
});

test(
  'xmllint refuses a box that no line has, one twice, none, and a task of a field that asks for nothing',
  { skip: !hasProgram('xmllint') && 'xmllint is missing (libxml2-utils)' },
  (t) => {
    const xml = readFileSync(file('fixtures/requests/epoc/request.xml'), 'utf8');
    const entry = /<wanted>\s*<entry>identity<\/entry>/;
    assert.match(xml, entry);
    const wrong: Readonly<Record<string, string>> = {
      unknown: xml.replace(entry, '<wanted><entry>everything</entry>'),
      twice: xml.replace(entry, '<wanted><entry>identity</entry><entry>identity</entry>'),
      none: xml.replace(/<wanted>(\s*<entry>[^<]*<\/entry>)*\s*<\/wanted>/, '<wanted></wanted>'),
      field: xml.replace('<field>subscriber</field>', '<field>limits</field>'),
    };
    const folder = temporaryFolder(t);
    const paths = Object.entries({ ...wrong, right: xml }).map(([name, words]) => {
      const path = join(folder, `${name}.xml`);
      writeFileSync(path, words);
      return path;
    });
    assert.deepEqual(invalid(paths), paths.slice(0, -1));
  },
);

test('a line that an order ticks is one task with its boxes, and stands nowhere else', async () => {
  const message = messageOf(
    readRequest(readFileSync(file('fixtures/requests/epoc/complete.json'), 'utf8'), law),
    { statuses: [{ desiredStatus: 'wanted' }, { status: 'refused', statusReason: 'Immunity' }] },
  );
  assert.deepEqual(
    message.tasks.map(({ field, wanted }) => [field, wanted]),
    [
      ['subscriber', ['identity', 'registration']],
      ['identification', ['ip-records']],
      ['traffic.internet', ['routing', 'time']],
      ['content', ['messages']],
    ],
  );
  assert.equal(message.tasks[1]?.status, 'refused');
  assert.equal(message.authorisation.details['subscriber'], undefined);
  const [subscriber, , traffic, content] = message.tasks;
  assert.ok(subscriber && traffic && content);
  const details = { ...message.authorisation.details, content: ['messages'] };
  const wrong: readonly object[] = [
    { tasks: [subscriber, subscriber] }, // twice
    { tasks: [content, subscriber] }, // out of order
    { tasks: [{ ...subscriber, wanted: ['routing'] }] }, // a box of another line
    { tasks: [{ ...subscriber, wanted: ['identity', 'identity'] }] },
    { tasks: [{ ...subscriber, wanted: [] }] },
    { tasks: [{ field: 'subscriber' }] },
    { tasks: [{ ...subscriber, field: 'limits' }] }, // no line
    { tasks: [traffic], authorisation: { ...message.authorisation, details } }, // ticked as an answer too
  ];
  for (const one of wrong)
    assert.throws(() => readMessage(text({ ...message, ...one }), law), Refusal, JSON.stringify(one));
  assert.deepEqual(readMessage(text(message), law), message);
});
