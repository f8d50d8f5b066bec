// What axe finds on a page.
import type { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CDPSession, Frame, Page } from 'playwright-core';

/** Its short form: to send and to read the long one takes as long as what it does. */
function axeCode(): string {
  const ofBuilder = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
  return (axeRead ??= readFileSync(ofBuilder.resolve('axe-core/axe.min.js'), 'utf8'));
}
let axeRead: string | undefined;

type AxeFound = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations' | 'incomplete'>;

interface Axe {
  readonly axe: {
    run(on: Document, options: { readonly resultTypes: readonly string[] }): Promise<AxeFound>;
  };
  /** Puts it in: there in pages that come after one that was looked at. */
  readonly readyAxe?: () => void;
}

/** What axe finds on the page as it is: put in once, however often it looks. Of what passes nothing is told. */
export async function axeOf(page: Page): Promise<AxeFound> {
  for (const frame of page.frames()) if (!(await frame.evaluate(hasAxe))) await putAxe(frame);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as Axe; // just put there
    const { violations, incomplete } = await axe.run(document, { resultTypes: ['violations', 'incomplete'] });
    return { violations, incomplete };
  });
}

function hasAxe(): boolean {
  const own = globalThis as unknown as Partial<Axe>;
  if (own.axe === undefined) own.readyAxe?.();
  return 'axe' in globalThis;
}

/**
 * As a script and not, as `evaluate` would, within one: so a browser that read it for another page has it compiled. The pages that
 * come after this one in its place have it ready: to send it again costs as much as to look. A frame has no connection of its own
 * unless it is of another site.
 */
async function putAxe(frame: Frame): Promise<void> {
  const page = frame.page();
  if (frame !== page.mainFrame()) return frame.evaluate(axeCode());
  const known = inspectors.get(page);
  const inspector = known ?? (await page.context().newCDPSession(page));
  inspectors.set(page, inspector);
  if (known === undefined) {
    await inspector.send('Page.enable');
    const source = `globalThis.readyAxe = () => { ${axeCode()} };`;
    await inspector.send('Page.addScriptToEvaluateOnNewDocument', { source });
  }
  const { exceptionDetails } = await inspector.send('Runtime.evaluate', { expression: axeCode() });
  assert.equal(exceptionDetails, undefined);
}

/** Each as long as its page: when one leaves, Chromium takes the page's device with passkeys away too. */
const inspectors = new WeakMap<Page, CDPSession>();
