import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Html } from '../../web/html.ts';
import { LANGUAGES } from '../../web/messages.ts';
import { derivedHtml } from './derived.pages.ts';
import type { PackagedEvent } from '../events/event.ts';

test('what was made from an exhibit is listed, and leads to it when it is an exhibit of the case', async () => {
  const file = { reference: 'FR-2026-000012' } as Parameters<typeof derivedHtml>[1]['file']; // all that is read of it
  const event = (type: string, facts: object): PackagedEvent =>
    ({ event: { type, facts }, recordedAt: 0 }) as unknown as PackagedEvent; // as above
  const outputs = ['FR-2026-000012-4', 'FR-2026-000013-1', 'mail <b>.pst'];
  const shown = await textOf(
    derivedHtml(LANGUAGES.en, { file }, [
      event('extracted', { outputs }),
      event('viewed', { outputs: ['no'] }),
    ]),
  );
  assert.match(shown, /<a href="\/cases\/FR-2026-000012\/evidence\/4">FR-2026-000012-4<\/a>/);
  assert.doesNotMatch(shown, /evidence\/1"/, 'what is of another case leads nowhere');
  assert.match(shown, /mail &lt;b&gt;\.pst/);
  assert.doesNotMatch(shown, />no</);
  assert.equal(await textOf(derivedHtml(LANGUAGES.en, { file }, [event('derived', {})])), '');
});

async function textOf(shown: Html): Promise<string> {
  return String(await shown);
}
