// Choosing what to take in out of the folder of the server.
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, form, hidden, type Errors } from '../../web/parts.ts';
import { sizeText } from '../../web/when.ts';
import type { Intake } from './intake.ts';
import { addAddress, frame } from './intake.pages.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import type { Entry, Listing } from './server-folder.acts.ts';

interface FolderShown {
  readonly file: CaseOfMember;
  readonly intake: Intake;
  /** Names from the folder down to the one that is listed. */
  readonly parts: readonly string[];
  readonly listing: Listing;
  readonly key: string;
  readonly errors: Errors;
}

export function folderPage(say: Messages, shown: FolderShown): View {
  const words = say.folder;
  const { file, intake, parts, listing, key, errors } = shown;
  const address = addAddress(file, intake, '/folder');
  const folders = listing.entries.filter((one) => one.isFolder);
  return {
    ...frame(say, file, words.title),
    title: words.title,
    errors,
    main: html`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      ${parts.length === 0 ? nothing : whereHtml(say, address, parts)}
      ${
        listing.entries.length === 0
          ? html`<p>${words.empty}</p>`
          : form(
              html`${hidden('in', parts.join('/'))}${hidden('key', key)}
              ${choices(say, { name: 'name', kind: 'checkboxes', legend: words.choose, list: listing.entries.map((one) => choiceOf(say, one)) }, errors)}`,
              words.take,
              address,
            )
      }
      ${listing.isPartial ? html`<p class="c-hint">${words.partial}</p>` : nothing}
      ${folders.length === 0 ? nothing : openHtml(say, address, parts, folders)}`,
  };
}

function choiceOf(say: Messages, { name, isFolder, bytes }: Entry) {
  const hint = isFolder ? say.folder.whole : sizeText(say, bytes);
  return { value: encodeURIComponent(name), words: visiblePlain(name, 255), hint }; // also the id of the field
}

function whereHtml(say: Messages, address: string, parts: readonly string[]): Html {
  const up = parts.slice(0, -1).join('/');
  return html`<p class="c-break">
    ${visiblePlain(parts.join(' › '), 1000)} · <a href="${linkTo(address, up)}">${say.folder.up}</a>
  </p>`;
}

function openHtml(say: Messages, address: string, parts: readonly string[], folders: readonly Entry[]): Html {
  return html`<h2>${say.folder.open}</h2>
    <ul class="govuk-list">
      ${folders.map(({ name }) => html`<li><a class="c-break" href="${linkTo(address, [...parts, name].join('/'))}">${visiblePlain(name, 255)}</a></li>`)}
    </ul>`;
}

function linkTo(address: string, within: string): string {
  return within === '' ? address : `${address}?in=${encodeURIComponent(within)}`;
}
