// Where something is on a plain page, said as stories say it (Playwright's Locator, as far as they use it).
import assert from 'node:assert/strict';
import {
  isSaid,
  isSeen,
  isTold,
  labelsOf,
  linesOf,
  nameOf,
  roleOf,
  spaced,
  textOf,
  textsBelow,
  type Words,
} from './plain-dom.ts';
import type { PlainPage } from './plain-page.ts';

export interface RoleOptions {
  readonly name?: Words;
  readonly exact?: boolean;
  readonly level?: number;
  readonly checked?: boolean;
}

export interface Having {
  readonly hasText?: Words;
  readonly has?: PlainLocator;
}

type Root = Document | Element;
type Query = (root: Root) => Element[];

export class PlainLocator {
  readonly page: PlainPage;
  readonly #query: Query;
  readonly #words: string;

  constructor(page: PlainPage, query: Query, words: string) {
    this.page = page;
    this.#query = query;
    this.#words = words;
  }

  toString(): string {
    return this.#words;
  }

  // Narrower.

  getByRole(role: string, { name, exact, level, checked }: RoleOptions = {}): PlainLocator {
    const isIt = (one: Element): boolean =>
      roleOf(one) === role &&
      (level === undefined || levelOf(one) === level) &&
      (checked === undefined || one.hasAttribute('checked') === checked) &&
      (name === undefined || isSaid(nameOf(one), name, exact)) &&
      isTold(one);
    return this.#within(`role ${role} '${name ?? ''}'`, (root) => all(root).filter(isIt));
  }

  getByLabel(words: Words, { exact }: { readonly exact?: boolean } = {}): PlainLocator {
    const isIt = (one: Element): boolean => {
      if (one.hasAttribute('aria-label') || one.hasAttribute('aria-labelledby'))
        return isSaid(nameOf(one), words, exact);
      return labelsOf(one).some((label) => isSaid(textOf(label), words, exact));
    };
    return this.#within(`label '${words}'`, (root) => all(root).filter(isIt));
  }

  getByText(words: Words, { exact }: { readonly exact?: boolean } = {}): PlainLocator {
    return this.#within(`text '${words}'`, (root) => {
      const saying = [...textsBelow(root)]
        .filter(([, text]) => isSaid(text, words, exact))
        .map(([one]) => one);
      const around = new Set<Element | null>(saying.map((one) => one.parentElement));
      return saying.filter((one) => !around.has(one));
    });
  }

  getByTitle(title: string): PlainLocator {
    return this.#within(`title '${title}'`, (root) =>
      all(root).filter((one) => isSaid(one.getAttribute('title') ?? '', title)),
    );
  }

  locator(selector: string | PlainLocator, having: Having = {}): PlainLocator {
    if (typeof selector !== 'string') return this.#within(selector.#words, selector.#query);
    return this.#within(selector, (root) => chosen(root, selector)).filter(having);
  }

  filter({ hasText, has }: Having): PlainLocator {
    const isIt = (one: Element): boolean =>
      (hasText === undefined || isSaid(textOf(one), hasText)) &&
      (has === undefined || has.#query(one).length > 0);
    return this.#made(`${this.#words} with '${String(hasText ?? has)}'`, (root) =>
      this.#query(root).filter(isIt),
    );
  }

  first(): PlainLocator {
    return this.nth(0);
  }

  last(): PlainLocator {
    return this.nth(-1);
  }

  nth(index: number): PlainLocator {
    return this.#made(`${this.#words} no. ${index}`, (root) =>
      [this.#query(root).at(index)].filter((one) => one !== undefined),
    );
  }

  and(other: PlainLocator): PlainLocator {
    return this.#made(`${this.#words} and ${other.#words}`, (root) => {
      const others = new Set(other.#query(root));
      return this.#query(root).filter((one) => others.has(one));
    });
  }

  or(other: PlainLocator): PlainLocator {
    return this.#made(`${this.#words} or ${other.#words}`, (root) => {
      const both = new Set([...this.#query(root), ...other.#query(root)]);
      return all(root).filter((one) => both.has(one));
    });
  }

  // What is there.

  async count(): Promise<number> {
    return this.#found().length;
  }

  async all(): Promise<PlainLocator[]> {
    return this.#found().map((_, i) => this.nth(i));
  }

  async waitFor({
    state = 'visible',
  }: { readonly state?: 'visible' | 'hidden' | 'attached' | 'detached' } = {}): Promise<void> {
    await this.page.until(() => {
      const [one, ...others] = this.#found();
      assert.equal(others.length, 0, `${this.#words}: ${others.length + 1} are there`);
      if (state === 'hidden') return one === undefined || !isSeen(one);
      if (state === 'detached') return one === undefined;
      return one !== undefined && (state === 'attached' || isSeen(one));
    }, `${this.#words} is not ${state}`);
  }

  async isVisible(): Promise<boolean> {
    const [one] = this.#found();
    return one !== undefined && isSeen(one);
  }

  async isChecked(): Promise<boolean> {
    return (await this.#one()).hasAttribute('checked');
  }

  async isDisabled(): Promise<boolean> {
    return (await this.#one()).closest('[disabled], [aria-disabled="true"]') !== null;
  }

  async inputValue(): Promise<string> {
    return valueOf(await this.#one());
  }

  async textContent(): Promise<string> {
    return (await this.#one()).textContent ?? '';
  }

  async innerText(): Promise<string> {
    return linesOf(await this.#one());
  }

  async allTextContents(): Promise<string[]> {
    return this.#found().map((one) => one.textContent ?? '');
  }

  async allInnerTexts(): Promise<string[]> {
    return this.#found().map(linesOf);
  }

  async getAttribute(name: string): Promise<string | null> {
    return (await this.#one()).getAttribute(name);
  }

  // What somebody does.

  async click(): Promise<void> {
    await this.page.press(await this.#seen());
  }

  async dblclick(): Promise<void> {
    await this.page.pressTwice(await this.#seen());
  }

  async press(key: string): Promise<void> {
    await this.page.key(await this.#seen(), key);
  }

  async focus(): Promise<void> {
    this.page.at = await this.#seen();
  }

  async fill(text: string): Promise<void> {
    const one = await this.#usable();
    this.page.at = one;
    if (one.localName === 'textarea') one.textContent = text;
    else one.setAttribute('value', text);
  }

  async check(): Promise<void> {
    const one = await this.#usable();
    if (one.getAttribute('type') === 'radio')
      for (const other of one.ownerDocument.querySelectorAll(
        `input[type="radio"][name="${one.getAttribute('name')}"]`,
      ))
        if (other.closest('form') === one.closest('form')) other.removeAttribute('checked');
    one.setAttribute('checked', '');
  }

  async uncheck(): Promise<void> {
    (await this.#usable()).removeAttribute('checked');
  }

  async selectOption(
    wanted: string | { readonly label?: string; readonly value?: string; readonly index?: number },
  ): Promise<void> {
    const one = await this.#usable();
    const { label, value, index } = typeof wanted === 'string' ? { label: wanted, value: wanted } : wanted;
    const options = [...one.querySelectorAll('option')];
    const isIt = (each: Element, i: number): boolean =>
      i === index ||
      optionValue(each) === value ||
      (label !== undefined && spaced(textOf(each)) === spaced(label));
    const option = options.find(isIt);
    assert.ok(option, `${this.#words} has no '${String(value ?? label ?? index)}'`);
    for (const each of options) each.removeAttribute('selected');
    option.setAttribute('selected', '');
  }

  async setInputFiles(files: PlainFile | string | readonly (PlainFile | string)[]): Promise<void> {
    this.page.chooseFiles(await this.#one(), [files].flat());
  }

  #within(words: string, inner: Query): PlainLocator {
    const isPage = this.#words === '';
    return this.#made(isPage ? words : `${this.#words} › ${words}`, (root) => {
      if (isPage) return inner(root);
      const found = new Set(this.#query(root).flatMap(inner));
      return found.size < 2 ? [...found] : all(root).filter((one) => found.has(one));
    });
  }

  #made(words: string, query: Query): PlainLocator {
    return new PlainLocator(this.page, query, words);
  }

  #found(): Element[] {
    return this.#query(this.page.document);
  }

  /** A thing that is not there comes, on a page that loads itself again. */
  async #one(): Promise<Element> {
    await this.waitFor({ state: 'attached' });
    return this.#found()[0] ?? assert.fail();
  }

  async #seen(): Promise<Element> {
    await this.waitFor();
    return this.#found()[0] ?? assert.fail();
  }

  async #usable(): Promise<Element> {
    const one = await this.#seen();
    assert.ok(one.closest('[disabled], fieldset[disabled]') === null, `${this.#words} is disabled`);
    return one.localName === 'label' ? this.page.controlOf(one) : one;
  }
}

export interface PlainFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Uint8Array;
}

function all(root: Root): Element[] {
  return [...root.querySelectorAll('*')];
}

function chosen(root: Root, selector: string): Element[] {
  if (selector.endsWith('option:checked'))
    return [...root.querySelectorAll('select')].flatMap((one) => chosenOption(one) ?? []);
  return [...root.querySelectorAll(selector.replace(':checked', '[checked]'))];
}

function levelOf(element: Element): number {
  return Number(element.getAttribute('aria-level') ?? element.localName.slice(1));
}

export function valueOf(element: Element): string {
  if (element.localName === 'textarea') return (element.textContent ?? '').replace(/^\n/, '');
  if (element.localName !== 'select') return element.getAttribute('value') ?? '';
  const option = chosenOption(element);
  return option === undefined ? '' : optionValue(option);
}

function chosenOption(select: Element): Element | undefined {
  const options = [...select.querySelectorAll('option')];
  return options.findLast((one) => one.hasAttribute('selected')) ?? options[0];
}

function optionValue(option: Element): string {
  return option.getAttribute('value') ?? spaced(option.textContent ?? '');
}
