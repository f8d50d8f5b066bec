// Programs of others as second readers: each over a file of its own, where it is found. What they say is taken as text from outside.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pdfOfLines } from '../../../test/support/drawn-words.ts';
import { photoOf } from '../../../test/support/photo.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { deflated } from '../../../test/support/archives.ts';
import { outsideProgram, type OutsideName } from '../../platform/outside-program.ts';
import { OUTSIDE_READERS, readOutside } from './outside.ts';

const PST = fileURLToPath(new URL('../../../../shared/data/forensics/mail/testPST.pst', import.meta.url));

const CASES: readonly {
  readonly program: OutsideName;
  readonly bytes: () => Promise<Buffer> | Buffer | undefined;
  readonly says: RegExp;
}[] = [
  {
    program: 'exiftool',
    bytes: () => photoOf('Example', 'Camera 4'),
    says: /"IFD0:Make":"Example","IFD0:Model":"Camera 4"/,
  },
  { program: 'pdftotext', bytes: () => pdfOfLines(), says: /before Friday evening/ },
  { program: '7z', bytes: () => Buffer.from(buildZip([deflated('letter.txt', Buffer.from('words'))])), says: /Path = letter\.txt/ }, // prettier-ignore
  { program: 'lspst', bytes: () => (existsSync(PST) ? readFileSync(PST) : undefined), says: /Email\tFrom: / },
];

for (const { program: name, bytes, says } of CASES)
  test(`${name} reads a file where it is found, and says why it cannot read another`, async (t) => {
    const program = await outsideProgram(name);
    const given = await bytes();
    if (program === undefined) return t.skip(`${name} is not installed`);
    if (given === undefined) return t.skip('the sample is not here');
    const reader = OUTSIDE_READERS.find((one) => one.program === name);
    assert.ok(reader);
    const found = await readOutside(reader, program, { fill: (write) => write(given) });
    assert.match(`${JSON.stringify(found.facts)}\n${found.text ?? ''}`, says);
    assert.equal(found.facts['program-version'], program.version);
    const none = Buffer.from('none of that kind');
    const { text, facts } = await readOutside(reader, program, { fill: (write) => write(none) });
    assert.equal(text, undefined);
    assert.match(JSON.stringify(facts), /not-read":"refused: |"ExifTool:Error|"File:FileType":"TXT"/);
  });

test('whatever a second reader says ends as short names and values', () => {
  const exiftool = OUTSIDE_READERS[0];
  for (const said of ['', '{', '[]', '[null]', '[3]', '{"a":1}', '[{"SourceFile":"-"}]'])
    assert.deepEqual(exiftool?.read(said).facts, {}, said);
  const long = exiftool?.read(JSON.stringify([{ [`a${'b'.repeat(99)}`]: 'c'.repeat(9000), d: [1, { e: 2 }], f: 4, g: 'h\0i' }])); // prettier-ignore
  const facts = Object.entries(long?.facts ?? {});
  assert.deepEqual(facts.map(([name, value]) => [name.length, String(value).length]), [[60, 500], [1, 11], [1, 1], [1, 3]]); // prettier-ignore
  const failed = { outcome: 'failed', reason: 'damaged', hasFacts: false } as const;
  const wanting = OUTSIDE_READERS.map((one) => [one.wants(undefined), one.wants(failed), one.wants({ ...failed, reason: 'encrypted' })]); // prettier-ignore
  assert.deepEqual(wanting, [[true, true, true], ...Array.from({ length: 3 }, () => [false, true, false])]);
});
