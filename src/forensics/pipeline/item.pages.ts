// One item of an examination: where it lies, what it is, and what was taken out of it, as plain text.
import { exhibitAddress, exhibitCrumbs, type About } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts } from '../../web/parts.ts';
import { visibleLines, visiblePlain } from '../../web/safe-text.ts';
import { sizeText } from '../../web/when.ts';
import type { ReadItem, ReadOf } from './item.store.ts';

const PATH_CHARACTERS = 1000;
const FACT_CHARACTERS = 500;
const MAX_FACTS = 200;
const SHOWN_CHARACTERS = 200_000;

export function itemPage(say: Messages, shown: About & { readonly item: ReadItem }): View {
  const words = say.examination;
  const { item } = shown;
  const name = visiblePlain(item.path.slice(item.path.lastIndexOf('/') + 1), 160);
  return {
    title: `${words.itemTitle} ${name}`,
    place: 'cases',
    crumbs: exhibitCrumbs(say, shown, words.seeRead),
    main: html`<h1>${words.itemTitle} <bdi>${name}</bdi></h1>
      ${facts([
        [words.path, visiblePlain(item.path, PATH_CHARACTERS)],
        [words.kind, item.kind === null ? undefined : visiblePlain(item.kind, 40)],
        [say.contents.size, sizeText(say, item.bytes)],
        [
          say.evidence.sha256,
          item.sha256 === null ? undefined : html`<code class="c-digest">${item.sha256}</code>`,
        ],
      ])}
      ${item.read.length === 0 ? html`<p>${words.nothingRead}</p>` : item.read.map((one) => readHtml(say, one))}
      <p><a href="${exhibitAddress(shown)}/items">${words.see}</a></p>
      <p class="c-hint">${say.contents.recorded}</p>`,
  };
}

/** All of it is text from outside, and shown as such: nothing of it is markup, and what turns the order of words is made visible. */
function readHtml(say: Messages, { reader, version, facts: found, text }: ReadOf): Html {
  const words = say.examination;
  const rows = Object.entries(found ?? {})
    .slice(0, MAX_FACTS)
    .map(([name, value]) => [visiblePlain(name, 60), visiblePlain(String(value), FACT_CHARACTERS)] as const);
  const long = (text ?? '').replaceAll('\t', '    ');
  const shown = visibleLines(long.slice(0, SHOWN_CHARACTERS), SHOWN_CHARACTERS);
  return html`<p class="c-hint">${words.derived(reader, `${version}`)}</p>
    ${
      rows.length === 0
        ? nothing
        : html`<h2>${words.readFacts}</h2>
            ${facts(rows)}`
    }
    ${
      text === null
        ? nothing
        : html`<h2>${words.readText}</h2>
            <pre class="c-bytes" role="region" tabindex="0" aria-label="${words.readText}" dir="auto">
${shown}</pre>
            ${long.length > SHOWN_CHARACTERS ? html`<p class="c-hint">${say.contents.cut(sizeText(say, SHOWN_CHARACTERS))}</p>` : nothing}`
    }`;
}
