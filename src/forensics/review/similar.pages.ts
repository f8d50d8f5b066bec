// Groups of pictures that look alike. Each is a few grey squares: nothing sharper is in the page.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import { itemOfNumber } from '../../evidence/exhibits/exhibit.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { note } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { numberText } from '../../web/when.ts';
import { squares } from '../pictures/picture.pages.ts';
import { pictureDistance } from '../pictures/picture-index.ts';
import type { CasePicture } from './similar.store.ts';

const GROUPS_SHOWN = 40;
const MEMBERS_SHOWN = 24;

interface SimilarShown {
  readonly file: CaseOfMember;
  /** The largest first. */
  readonly groups: readonly (readonly CasePicture[])[];
  readonly compared: number;
  /** False: there are more than were compared. */
  readonly isWhole: boolean;
}

export function similarPage(say: Messages, shown: SimilarShown): View {
  const words = say.similar;
  const { file, groups, compared, isWhole } = shown;
  return {
    title: words.title,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.title }],
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      <p>${compared === 0 ? words.none : words.compared(compared, groups.length)}</p>
      ${isWhole ? nothing : note('warn', html`<p>${words.notAll(numberText(say, compared))}</p>`)}
      ${groups.slice(0, GROUPS_SHOWN).map((group, index) => groupHtml(say, file, { group, number: index + 1 }))}
      ${groups.length > GROUPS_SHOWN ? html`<p>${say.contents.more(numberText(say, groups.length - GROUPS_SHOWN))}</p>` : nothing}
      <p class="c-hint">${words.computed} ${say.contents.recorded}</p>`,
  };
}

function groupHtml(
  say: Messages,
  file: CaseOfMember,
  { group, number }: { readonly group: readonly CasePicture[]; readonly number: number },
): Html {
  const words = say.similar;
  const [first] = group;
  if (first === undefined) return nothing;
  const start = Buffer.from(first.pdq, 'hex');
  return html`<section>
    <h2>${words.group(numberText(say, number), group.length)}</h2>
    <ul class="c-alike">
      ${group.slice(0, MEMBERS_SHOWN).map((one) => pictureHtml(say, file, one, pictureDistance(start, Buffer.from(one.pdq, 'hex'))))}
    </ul>
    ${group.length > MEMBERS_SHOWN ? html`<p>${say.contents.more(numberText(say, group.length - MEMBERS_SHOWN))}</p>` : nothing}
  </section>`;
}

function pictureHtml(say: Messages, file: CaseOfMember, one: CasePicture, distance: number): Html {
  const words = say.similar;
  const bytes = Buffer.from(one.veil, 'hex');
  const name = visiblePlain(one.path.slice(one.path.lastIndexOf('/') + 1), 60);
  const address = `/cases/${file.reference}/evidence/${itemOfNumber(one.exhibit)}/items/${one.item}`;
  return html`<li>
    ${squares({ width: one.veilWidth, height: bytes.length / one.veilWidth, channels: 1, bytes })}
    <a href="${address}"><bdi>${name}</bdi></a>
    <span class="c-hint"
      ><bdi>${one.exhibit}</bdi> ·
      ${words.away(distance)}${one.copies > 1 ? html` · ${words.copies(one.copies)}` : nothing}</span
    >
  </li>`;
}
