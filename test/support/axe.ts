// What axe finds on a page.
import type { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
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

/**
 * What axe finds on the page as it is: put in once, however often it looks. Of what passes nothing is told. In a run of many files a page
 * that differs from one it found nothing on by its texts alone is not looked at again; the long tests look at each.
 */
export async function axeOf(page: Page): Promise<AxeFound> {
  const clean = await cleanPlace(page);
  if (clean !== undefined && existsSync(clean)) return { violations: [], incomplete: [] };
  for (const frame of page.frames()) if (!(await frame.evaluate(hasAxe))) await putAxe(frame);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as Axe; // just put there
    const { violations, incomplete } = await axe.run(document, { resultTypes: ['violations', 'incomplete'] });
    return { violations, incomplete };
  });
  if (clean !== undefined && found.violations.length + found.incomplete.length === 0)
    writeFileSync(clean, '');
  return found;
}

/** A file that is there once axe has found nothing on a page built like this one. Undefined where each page is looked at. */
async function cleanPlace(page: Page): Promise<string | undefined> {
  const queue = process.env['COMITY_TEST_QUEUE'];
  if (!queue || process.env['COMITY_SWEEP'] === 'all' || page.frames().length > 1) return undefined;
  const folder = join(queue, 'clean');
  mkdirSync(folder, { recursive: true });
  const built = createHash('sha256').update(await page.evaluate(buildOf));
  return join(folder, built.digest('hex'));
}

/** Elements in their order with their attributes, and where there is text; names and addresses by where they came first. */
function buildOf(): string {
  const TELLING =
    /^(?:class|style|role|type|dir|lang|tabindex|colspan|rowspan|scope|autocomplete|aria-(?!label|describe|control|owns).*)$/;
  const known = new Map<string, number>();
  const place = (value: string): string => {
    if (!known.has(value)) known.set(value, known.size);
    return value.trim() === '' ? '' : `#${known.get(value)}`;
  };
  // What names others names several: `aria-describedby="a b"`.
  const places = (value: string): string => value.replace(/^#/, '').split(' ').map(place).join(' ');
  const told = [
    innerWidth,
    ...['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((one) => matchMedia(one).matches),
  ].map(String);
  const walk = (parent: Element): void => {
    for (const node of parent.childNodes)
      if (node instanceof Element) {
        told.push(`<${node.localName}`);
        for (const { name, value } of node.attributes)
          told.push(`${name}=${TELLING.test(name) ? value : places(value)}`);
        walk(node);
        told.push('>');
      } else if (node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()) told.push('text');
  };
  walk(document.documentElement);
  return told.join('\n');
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
