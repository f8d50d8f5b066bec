// What of a page can be seen and how it is called, as its markup alone says it: roles and names (HTML-AAM 1.0, accname 1.2), as far
// as the pages here need it. For `plain-page.ts`.

const BLOCKS = new Set(
  'address article aside blockquote dd details div dl dt fieldset figcaption footer form h1 h2 h3 h4 header legend li main nav ol option p pre section summary table td th tr ul'.split(
    ' ',
  ),
);
const UNREAD = new Set(['script', 'style', 'template', 'head']);
/** Their name is what they contain (accname 1.2, 2F). */
const NAMED_BY_CONTENT = new Set([
  'button',
  'cell',
  'checkbox',
  'columnheader',
  'heading',
  'link',
  'option',
  'radio',
  'row',
  'rowheader',
]);

const ROLES: { readonly [tag: string]: string } = {
  article: 'article',
  aside: 'complementary',
  button: 'button',
  code: 'code',
  dd: 'definition',
  del: 'deletion',
  details: 'group',
  dt: 'term',
  em: 'emphasis',
  fieldset: 'group',
  figure: 'figure',
  footer: 'contentinfo',
  form: 'form',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  header: 'banner',
  hr: 'separator',
  img: 'img',
  ins: 'insertion',
  li: 'listitem',
  main: 'main',
  nav: 'navigation',
  ol: 'list',
  option: 'option',
  output: 'status',
  p: 'paragraph',
  progress: 'progressbar',
  section: 'region',
  select: 'combobox',
  strong: 'strong',
  table: 'table',
  tbody: 'rowgroup',
  td: 'cell',
  textarea: 'textbox',
  thead: 'rowgroup',
  time: 'time',
  tr: 'row',
  ul: 'list',
};
const INPUT_ROLES: { readonly [type: string]: string } = {
  button: 'button',
  checkbox: 'checkbox',
  file: 'button',
  number: 'spinbutton',
  radio: 'radio',
  reset: 'button',
  search: 'searchbox',
  submit: 'button',
};

export function roleOf(element: Element): string | undefined {
  const own = element.getAttribute('role');
  if (own !== null) return own;
  const tag = element.localName;
  if (tag === 'a') return element.hasAttribute('href') ? 'link' : undefined;
  if (tag === 'input') return INPUT_ROLES[element.getAttribute('type') ?? 'text'] ?? 'textbox';
  if (tag === 'th') return element.getAttribute('scope') === 'row' ? 'rowheader' : 'columnheader';
  if (tag === 'img' && element.getAttribute('alt') === '') return undefined;
  if (tag === 'section' || tag === 'form') return nameOf(element) === '' ? undefined : ROLES[tag];
  return ROLES[tag];
}

export function nameOf(element: Element): string {
  const document = element.ownerDocument;
  const references = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
  const named = references.map((id) => document.getElementById(id)).filter((one) => one !== null);
  if (named.length > 0) return spaced(named.map((one) => spoken(one)).join(' '));
  const label = element.getAttribute('aria-label');
  if (label !== null && label !== '') return spaced(label);
  const labels = labelsOf(element);
  if (labels.length > 0) return spaced(labels.map((one) => spoken(one)).join(' '));
  const tag = element.localName;
  if (tag === 'fieldset') return spaced(spoken(childOf(element, 'legend')));
  if (tag === 'table') return spaced(spoken(childOf(element, 'caption')));
  if (tag === 'img') return spaced(element.getAttribute('alt') ?? '');
  if (tag === 'input' && ['submit', 'button'].includes(element.getAttribute('type') ?? ''))
    return spaced(element.getAttribute('value') ?? '');
  const content =
    NAMED_BY_CONTENT.has(element.getAttribute('role') ?? ROLES[tag] ?? (tag === 'a' ? 'link' : '')) ||
    tag === 'th';
  return (content && spaced(spoken(element))) || spaced(element.getAttribute('title') ?? '');
}

function childOf(element: Element, tag: string): Element | undefined {
  return [...element.children].find((one) => one.localName === tag);
}

export function labelsOf(element: Element): Element[] {
  if (!['input', 'select', 'textarea', 'output', 'progress', 'meter', 'button'].includes(element.localName))
    return [];
  const around = element.closest('label');
  const id = element.getAttribute('id');
  const pointing = id === null ? [] : [...element.ownerDocument.querySelectorAll(`label[for="${id}"]`)];
  return around === null || pointing.includes(around) ? pointing : [around, ...pointing];
}

/** What is read out of it: without what is hidden, with the names of pictures. */
function spoken(node: Node | undefined): string {
  if (node === undefined) return '';
  if (node.nodeType === 3) return node.textContent ?? '';
  if (node.nodeType !== 1) return '';
  const element = node as Element; // by its type
  if (isHidden(element) || isUntold(element)) return '';
  const label = element.getAttribute('aria-label');
  if (label !== null) return ` ${label} `;
  if (element.localName === 'img') return element.getAttribute('alt') ?? '';
  const inner = [...element.childNodes].map((one) => spoken(one)).join('');
  return BLOCKS.has(element.localName) || element.localName === 'br' ? ` ${inner} ` : inner;
}

/** What each contains, itself and all below it, in their order, as `getByText` and `hasText` read it. */
export function textsBelow(root: Document | Element): Map<Element, string> {
  const found = new Map<Element, string>();
  const read = (element: Element): string => {
    if (UNREAD.has(element.localName)) return '';
    found.set(element, ''); // its place in the order
    const text = element.localName === 'input' ? buttonText(element) : partsOf(element, read).join('');
    found.set(element, text);
    return text;
  };
  if (root.nodeType === 1) read(root as Element); // by its type
  else for (const one of root.children) read(one);
  return found;
}

export function textOf(element: Element): string {
  if (UNREAD.has(element.localName)) return '';
  return element.localName === 'input' ? buttonText(element) : partsOf(element, textOf).join('');
}

/** As it stands on the page: each block on a line of its own. */
export function linesOf(element: Element): string {
  if (element.closest('pre') !== null) return (element.textContent ?? '').trim();
  const read = (one: Element): string => {
    if (!isSeen(one)) return '';
    if (one.localName === 'br') return '\n';
    const inner = partsOf(one, read).join('');
    return BLOCKS.has(one.localName) ? `\n${inner}\n` : inner;
  };
  const lines = partsOf(element, read).join('').split('\n').map(spaced);
  return lines.filter((line) => line !== '').join('\n');
}

function partsOf(element: Element, read: (inner: Element) => string): string[] {
  return [...element.childNodes].map((one) => {
    if (one.nodeType === 1) return read(one as Element); // by its type
    return one.nodeType === 3 ? (one.textContent ?? '').replaceAll(/\s+/g, ' ') : '';
  });
}

function buttonText(input: Element): string {
  const isButton = ['submit', 'button'].includes(input.getAttribute('type') ?? '');
  return isButton ? (input.getAttribute('value') ?? '') : '';
}

/** Whether it takes room on the page, styles apart. */
export function isSeen(element: Element): boolean {
  for (let one: Element | null = element; one !== null; one = one.parentElement)
    if (isHidden(one) || isFolded(one)) return false;
  return true;
}

/** Seen, and not hidden from what reads aloud. */
export function isTold(element: Element): boolean {
  for (let one: Element | null = element; one !== null; one = one.parentElement)
    if (isHidden(one) || isFolded(one) || isUntold(one)) return false;
  return true;
}

function isHidden(element: Element): boolean {
  const tag = element.localName;
  return (
    UNREAD.has(tag) ||
    element.hasAttribute('hidden') ||
    (tag === 'input' && element.getAttribute('type') === 'hidden') ||
    (tag === 'dialog' && !element.hasAttribute('open'))
  );
}

function isUntold(element: Element): boolean {
  return element.getAttribute('aria-hidden') === 'true';
}

function isFolded(element: Element): boolean {
  const parent = element.parentElement;
  return parent?.localName === 'details' && !parent.hasAttribute('open') && element.localName !== 'summary';
}

export function spaced(text: string): string {
  return text
    .replaceAll(/[\u200b\u00ad]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

export type Words = string | RegExp;

export function isSaid(found: string, words: Words, exact = false): boolean {
  const text = spaced(found);
  if (typeof words !== 'string') return new RegExp(words).test(text); // a copy: with `g` it would remember where it was
  return exact ? text === spaced(words) : text.toLowerCase().includes(spaced(words).toLowerCase());
}
