// What a page says to those who see it and to those who listen, from its HTML as the server sends it.

export interface PageText {
  readonly text: string;
  /** An attribute that is read out or shown, or none. */
  readonly attribute?: string;
  /** What the words stand in, from without: `main`, `p`, `bdi`. */
  readonly within: readonly string[];
}

const TOKEN = /<!--[^]*?-->|<!doctype[^>]*>|<(\/?)([a-z][\w-]*)((?:"[^"]*"|[^">])*)>/gi;
const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr', 'col']);
const SAID = ['title', 'aria-label', 'placeholder', 'alt', 'data-label', 'content'];
const ENTITIES: { readonly [name: string]: string } = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** Words in another language than that of the page, code, times, and what somebody typed or named are of others. */
function isOthers(tag: string, attributes: string, language: string): boolean {
  const own = /\blang="([^"]*)"/.exec(attributes)?.[1];
  if (own !== undefined && own !== language) return true;
  return (
    ['code', 'time', 'bdi', 'script', 'style', 'textarea', 'pre'].includes(tag) ||
    /\bc-typed\b/.test(attributes)
  );
}

/** In the order of the page, without what is of others. */
export function textsOfPage(page: string, language: string): PageText[] {
  const open: { readonly tag: string; readonly isOthers: boolean }[] = [];
  const texts: PageText[] = [];
  const keep = (text: string, attribute?: string): void => {
    if (!/\p{L}|[⟦⟧]/u.test(text) || open.at(-1)?.isOthers === true) return;
    const within = open.map(({ tag }) => tag);
    const said = text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (one) => ENTITIES[one] ?? one);
    texts.push({ text: said, within, ...(attribute === undefined ? {} : { attribute }) });
  };
  let at = 0;
  for (const found of page.matchAll(TOKEN)) {
    keep(page.slice(at, found.index));
    at = found.index + found[0].length;
    const [, end, name, attributes = ''] = found;
    if (name === undefined) continue;
    const tag = name.toLowerCase();
    if (end === '/') {
      const last = open.findLastIndex((one) => one.tag === tag);
      if (last >= 0) open.length = last;
      continue;
    }
    const others = open.at(-1)?.isOthers === true || isOthers(tag, attributes, language);
    open.push({ tag, isOthers: others });
    for (const [, attribute = '', value = ''] of attributes.matchAll(/([\w-]+)="([^"]*)"/g))
      if (SAID.includes(attribute) && tag !== 'meta') keep(value, attribute);
    if (VOID.has(tag) || attributes.endsWith('/')) open.pop();
  }
  return texts;
}

/** What of it no message in ⟦…⟧ says. */
export function outsideMessages(texts: readonly PageText[]): PageText[] {
  let depth = 0;
  const found: PageText[] = [];
  for (const one of texts) {
    let left = '';
    let here = one.attribute === undefined ? depth : 0; // an attribute is whole
    for (const sign of one.text) {
      if (sign === '⟦') here += 1;
      else if (sign === '⟧') here -= 1;
      else if (here <= 0) left += sign;
    }
    if (one.attribute === undefined) depth = Math.max(0, here);
    if (/\p{L}/u.test(left)) found.push({ ...one, text: left.replaceAll(/\s+/g, ' ').trim() });
  }
  return found;
}
