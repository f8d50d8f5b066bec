import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasProgram } from '../../test/support/programs.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { shippedLaw } from '../law/data-files.store.ts';
import { renderLetter } from './document.ts';
import { readRequest } from './request-file.ts';

const COMPLETE = new URL('../../fixtures/requests/bc-31-subscriber/complete.json', import.meta.url);
const TIME = Date.UTC(2026, 9, 5, 9, 30, 0);

test(
  'a letter is PDF/A-3 with every answer in its text and the request attached',
  { skip: !hasProgram('pdftotext') && 'pdftotext is missing (poppler-utils)' },
  async (t) => {
    const folder = temporaryFolder(t);
    const draft = readRequest(readFileSync(COMPLETE, 'utf8'), await shippedLaw());
    const pdf = await renderLetter(draft, 'Budapest Convention', TIME);
    const path = join(folder, 'letter.pdf');
    writeFileSync(path, pdf);
    assert.match(
      Buffer.from(pdf).toString('latin1'),
      /pdfaid:part>3<\/pdfaid:part>[\s\S]*pdfaid:conformance>A</,
    );
    const text = spawnSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).stdout.replace(
      /\s+/g,
      ' ',
    );
    for (const said of [
      'FR-2026-000012/R4',
      'Central Authority of Japan',
      'Duty officer A. Example',
      'ip 198.51.100.7 port 51944 at 2026-10-03T21:14:07+02:00',
      'follow-up to previous preservation request',
      'The company pays its next invoices on 20 October 2026.',
    ])
      assert.ok(text.includes(said), `${said} is in: ${text}`);
    spawnSync('pdfdetach', ['-saveall', '-o', folder, path]);
    const attached = readRequest(readFileSync(join(folder, 'request.json'), 'utf8'), await shippedLaw());
    assert.deepEqual(attached.answers, draft.answers);
  },
);

test('the same answers and time give the same bytes; hostile text stays text', async () => {
  const law = await shippedLaw();
  const raw = JSON.parse(readFileSync(COMPLETE, 'utf8')) as { answers: Record<string, unknown> };
  raw.answers['urgency'] = '#panic("no") \u202e gnp.exe $x$ "quoted" \\u{41}';
  const draft = readRequest(JSON.stringify(raw), law);
  const [one, two] = [
    await renderLetter(draft, 'Budapest Convention', TIME),
    await renderLetter(draft, 'Budapest Convention', TIME),
  ];
  assert.ok(Buffer.from(one).equals(two));
});
