// A page as a browser without scripts and styles has it: read by `fetch`, its links followed and its forms sent as HTML says. It
// answers what stories ask of Playwright's page, at a fifth of the cost, and shows that the program can be used without scripts.
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Words } from './plain-dom.ts';
import { PlainLocator, valueOf, type PlainFile, type RoleOptions } from './plain-locator.ts';
import { multipartOf, type Body } from './plain-form.ts';
import type { PlainContext } from './plain-visitor.ts';

/** How long a page that loads itself again is waited for. */
const PATIENCE_MS = 60_000;

interface PlainDownload {
  path(): Promise<string>;
  saveAs(path: string): Promise<void>;
  suggestedFilename(): string;
  url(): string;
}

interface Shown {
  readonly url: URL;
  readonly text: string;
  readonly headers: Headers;
  readonly document: Document;
}

export type Parse = (text: string) => Document;
/** For what is no page. */
const NO_PAGE = '<!doctype html><html><body><pre></pre></body></html>';

type Waiting = (download: PlainDownload) => void;

export class PlainPage {
  readonly #context: PlainContext;
  readonly #parse: Parse;
  #shown: Shown;
  readonly #files = new WeakMap<Element, readonly File[]>();
  readonly #before: URL[] = [];
  #waiting: Waiting[] = [];
  media: { readonly media: 'print' | 'screen' } = { media: 'screen' };
  /** Where the keyboard is. */
  at: Element | undefined;
  readonly keyboard = {
    press: (key: string): Promise<void> => this.key(this.at ?? assert.fail('the keyboard is nowhere'), key),
  };

  constructor(context: PlainContext, parse: Parse) {
    this.#context = context;
    this.#parse = parse;
    const document = parse('<!doctype html><html><body></body></html>');
    this.#shown = { url: new URL('about:blank'), text: '', headers: new Headers(), document };
  }

  get document(): Document {
    return this.#shown.document;
  }

  get headers(): Headers {
    return this.#shown.headers;
  }

  get request(): PlainContext['request'] {
    return this.#context.request;
  }

  context(): PlainContext {
    return this.#context;
  }

  url(): string {
    return this.#shown.url.href;
  }

  async content(): Promise<string> {
    return this.#shown.text;
  }

  /** With what was typed and chosen since. */
  markup(): string {
    return `<!doctype html>\n${this.document.documentElement.outerHTML}`;
  }

  async title(): Promise<string> {
    return this.document.title;
  }

  // The way.

  async goto(address: string): Promise<{ status(): number }> {
    const status = await this.#open(
      new URL(address, this.#shown.url.protocol === 'about:' ? undefined : this.#shown.url),
    );
    return { status: () => status };
  }

  async reload(): Promise<void> {
    await this.#open(this.#shown.url);
  }

  async goBack(): Promise<void> {
    const before = this.#before.splice(-2)[0];
    assert.ok(before, 'there is no page before');
    await this.#open(before);
  }

  async waitForURL(wanted: string | RegExp | ((url: URL) => boolean)): Promise<void> {
    const isThere = (): boolean => {
      if (typeof wanted === 'function') return wanted(this.#shown.url);
      return typeof wanted === 'string' ? isLike(this.url(), wanted) : wanted.test(this.url());
    };
    await this.until(isThere, `the page is ${this.url()}, not ${String(wanted)}`);
  }

  async waitForEvent(event: string): Promise<PlainDownload | undefined> {
    if (event === 'load') return undefined; // whoever follows has waited
    assert.equal(event, 'download', 'what a plain page waits for');
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  // What is at once so here, or for the eyes alone.

  async close(): Promise<void> {}
  async waitForLoadState(): Promise<void> {}
  async waitForTimeout(ms: number): Promise<void> {
    await sleep(ms);
  }

  async setViewportSize(): Promise<void> {}
  setDefaultTimeout(): void {}

  async emulateMedia(media: { readonly media: 'print' | 'screen' }): Promise<void> {
    this.media = media;
  }

  // What is on it.

  getByRole(role: string, options?: RoleOptions): PlainLocator {
    return this.#whole().getByRole(role, options);
  }

  getByLabel(words: Words, options?: { readonly exact?: boolean }): PlainLocator {
    return this.#whole().getByLabel(words, options);
  }

  getByText(words: Words, options?: { readonly exact?: boolean }): PlainLocator {
    return this.#whole().getByText(words, options);
  }

  getByTitle(title: string): PlainLocator {
    return this.#whole().getByTitle(title);
  }

  locator(selector: string, having?: Parameters<PlainLocator['locator']>[1]): PlainLocator {
    return this.#whole().locator(selector, having);
  }

  /** What is not so now may be so on a page that loads itself again. */
  async until(isSo: () => boolean, otherwise: string): Promise<void> {
    for (const began = Date.now(); !isSo();) {
      const again = /^\d+/.exec(
        this.document.querySelector('meta[http-equiv="refresh"]')?.getAttribute('content') ?? '',
      )?.[0];
      assert.ok(
        again !== undefined && Date.now() - began < PATIENCE_MS,
        `${this.url()}: ${otherwise}\n${this.#excerpt()}`,
      );
      await sleep(Math.min(Number(again) * 1000, 500));
      await this.reload();
    }
  }

  // What somebody does.

  async press(element: Element): Promise<void> {
    const target = element.closest('a[href], button, input, summary, label, option') ?? element;
    const tag = target.localName;
    if (tag === 'a')
      return void (await this.#open(new URL(target.getAttribute('href') ?? '', this.#shown.url)));
    if (tag === 'summary') return void target.parentElement?.toggleAttribute('open');
    if (tag === 'label') return this.press(this.controlOf(target));
    const type = target.getAttribute('type') ?? (tag === 'button' ? 'submit' : 'text');
    if (type === 'checkbox') return void target.toggleAttribute('checked');
    if (type === 'radio') return this.locator(`#${target.id}`).check();
    if (type !== 'submit') return; // a field is gone into
    assert.ok(!target.hasAttribute('disabled'), `${target.textContent} is disabled`);
    await this.#send(target);
  }

  /** Twice, before the first is answered. */
  async pressTwice(element: Element): Promise<void> {
    await Promise.all([this.press(element), this.press(element)]);
  }

  async key(element: Element, key: string): Promise<void> {
    assert.ok(key === 'Enter' || key === 'Space', `a plain page has no key ${key}`);
    const isField =
      element.localName === 'input' && key === 'Enter' && element.getAttribute('type') !== 'submit';
    if (!isField) return this.press(element);
    const first = element.closest('form')?.querySelector('button:not([type="button"]), input[type="submit"]');
    await this.press(first ?? assert.fail('no button sends this form'));
  }

  controlOf(label: Element): Element {
    const id = label.getAttribute('for');
    const control =
      id === null ? label.querySelector('input, select, textarea') : this.document.getElementById(id);
    return control ?? assert.fail(`${label.textContent} is the label of nothing`);
  }

  chooseFiles(input: Element, files: readonly (PlainFile | string)[]): void {
    const read = (one: PlainFile | string): File => {
      if (typeof one === 'string') return new File([readFileSync(one)], basename(one));
      return new File([Buffer.from(one.buffer)], one.name, { type: one.mimeType });
    };
    this.#files.set(input, files.map(read));
  }

  #whole(): PlainLocator {
    return new PlainLocator(this, () => [], '');
  }

  /** HTML 4.10.21: what is named, in its order, with the button that was pressed. */
  async #send(button: Element): Promise<void> {
    const id = button.getAttribute('form');
    const form = id === null ? button.closest('form') : this.document.getElementById(id);
    assert.ok(form, `${button.textContent} is in no form`);
    const data = new FormData();
    for (const one of this.document.querySelectorAll('input, select, textarea, button'))
      this.#collect(data, one, { form, button });
    const attribute = (name: string): string | null =>
      button.getAttribute(`form${name}`) ?? form.getAttribute(name);
    const url = new URL(attribute('action') || this.#shown.url.href, this.#shown.url);
    const texts = [...data].map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : value.name,
    ]);
    if (attribute('method')?.toLowerCase() !== 'post') {
      url.search = new URLSearchParams(texts).toString();
      await this.#open(url);
      return;
    }
    const isMultipart = attribute('enctype') === 'multipart/form-data';
    await this.#open(url, isMultipart ? await multipartOf(data) : new URLSearchParams(texts));
  }

  #collect(data: FormData, one: Element, { form, button }: { form: Element; button: Element }): void {
    const [id, name] = [one.getAttribute('form'), one.getAttribute('name')];
    const owner = id === null ? one.closest('form') : this.document.getElementById(id);
    if (
      owner !== form ||
      name === null ||
      name === '' ||
      one.closest('[disabled], fieldset[disabled]') !== null
    )
      return;
    const type = one.localName === 'button' ? 'submit' : one.getAttribute('type');
    if (type === 'submit' || type === 'button') {
      if (one === button) data.append(name, valueOf(one));
    } else if (type === 'checkbox' || type === 'radio') {
      if (one.hasAttribute('checked')) data.append(name, one.getAttribute('value') ?? 'on');
    } else if (type === 'file') {
      const files = this.#files.get(one) ?? [new File([], '')];
      for (const file of files) data.append(name, file);
    } else data.append(name, valueOf(one).replaceAll(/\r?\n/g, '\r\n'));
  }

  async #open(url: URL, body?: Body): Promise<number> {
    const isHere =
      body === undefined && url.hash !== '' && url.href.split('#')[0] === this.url().split('#')[0];
    if (isHere) {
      this.#shown = { ...this.#shown, url };
      return 200;
    }
    this.at = undefined;
    const { response, at } = await this.#context.ask(url, { body, from: this.#shown.url });
    const [type, disposition] = ['content-type', 'content-disposition'].map(
      (name) => response.headers.get(name) ?? '',
    );
    if (disposition?.startsWith('attachment')) {
      const name = /filename="?([^";]*)/.exec(disposition)?.[1] ?? 'download';
      this.#downloaded(name, at, Buffer.from(await response.arrayBuffer()));
      return response.status;
    }
    const text = await response.text();
    const isPage = type?.startsWith('text/html') === true;
    this.#before.push(at);
    this.#shown = {
      url: at,
      text,
      headers: response.headers,
      document: this.#parse(isPage ? text : NO_PAGE),
    };
    if (!isPage) (this.document.querySelector('pre') ?? assert.fail()).textContent = text;
    return response.status;
  }

  #downloaded(name: string, at: URL, bytes: Buffer): void {
    const path = join(this.#context.folder(), `${Math.random()}`.slice(2));
    writeFileSync(path, bytes);
    const saveAs = async (to: string): Promise<void> => copyFileSync(path, to);
    const download = { path: async () => path, saveAs, suggestedFilename: () => name, url: () => at.href };
    const waiting = this.#waiting.shift();
    assert.ok(waiting, `${at.href}: a file came that nobody waited for`);
    waiting(download);
  }

  #excerpt(): string {
    return (
      (this.document.querySelector('main') ?? this.document.body)?.textContent
        ?.replaceAll(/\s+/g, ' ')
        .slice(0, 1500) ?? ''
    );
  }
}

/** As Playwright reads a pattern: two stars are anything, one is anything up to a slash. */
function isLike(url: string, pattern: string): boolean {
  const quoted = pattern.replaceAll(/[.?+()[\]{}|^$\\]/g, '\\$&');
  return new RegExp(
    `^${quoted.replaceAll('**', '\0').replaceAll('*', '[^/]*').replaceAll('\0', '.*')}$`,
  ).test(url);
}
