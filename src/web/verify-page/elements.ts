// Small pieces of the page. Everything found in a package is a stranger's text: it only ever becomes text.
import { shownName } from '../../verify/names.ts';

type Child = Node | string;

/** `tag.class`, with texts as text. */
export function element(tagAndClass: string, ...children: readonly Child[]): HTMLElement {
  const [tag = 'div', ...classes] = tagAndClass.split('.');
  const made = document.createElement(tag);
  if (classes.length > 0) made.className = classes.join(' ');
  made.append(...children);
  return made;
}

/** A list that stays one to a screen reader though its marks are drawn. */
export function list(tagAndClass: string, ...items: readonly Child[]): HTMLElement {
  const made = element(tagAndClass, ...items);
  made.setAttribute('role', 'list');
  return made;
}

/** A stranger's text without characters that turn or hide others. */
export function foreign(text: string): string {
  return shownName(text);
}

export function fact(name: string, ...values: readonly Child[]): HTMLElement[] {
  return [element('dt', name), ...values.map((value) => element('dd', value))];
}

export function digest(value: string): HTMLElement {
  return element('span.digest', value);
}

/** An element that page.html has. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`page.html has no #${id}`);
  return found;
}

/** The first `limit` of a list, and a button for the rest: a thousand views must not bury the one hand-over. */
export function shortList(
  place: HTMLElement,
  items: readonly HTMLElement[],
  limit: number,
  words: string,
): HTMLElement[] {
  if (items.length <= limit) {
    place.append(...items);
    return [place];
  }
  place.append(...items.slice(0, limit));
  const button = element('button.btn.second', words);
  button.setAttribute('type', 'button');
  button.addEventListener('click', () => {
    place.append(...items.slice(limit));
    button.remove();
    items[limit]?.setAttribute('tabindex', '-1');
    items[limit]?.focus();
  });
  return [place, button];
}
