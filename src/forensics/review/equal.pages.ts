// Hits by digest, where two people confirm each: what is said of the file stands there, and never its picture.
import { exhibitAddress, exhibitCrumbs, type About } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, note, railSection } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { numberText, sizeText } from '../../web/when.ts';
import { DECISIONS } from '../known/decided.ts';
import { flagText } from '../pipeline/item-tags.pages.ts';
import { resultTag, saidHtml } from './decided.pages.ts';
import { EQUAL_SHOWN, equalName } from './equal.acts.ts';
import type { EqualCounts, EqualHit } from './equal.store.ts';

interface EqualShown extends About {
  /** Two people confirm each. */
  readonly isAsked: boolean;
  readonly counts: EqualCounts;
  /** One more than is shown, where there are more. */
  readonly waiting: readonly EqualHit[];
  readonly decided: readonly EqualHit[];
  /** A decision was sent, and nothing was ticked. */
  readonly isNoneTicked: boolean;
}

export function equalPage(say: Messages, shown: EqualShown): View {
  const words = say.equalHits;
  const { pictureReview } = say;
  const { isAsked, counts } = shown;
  const error = shown.isNoneTicked ? words.tick : undefined;
  const queue = { words: pictureReview.title, href: `${exhibitAddress(shown)}/hits` };
  const crumbs = exhibitCrumbs(say, shown, words.title);
  return {
    title: `${words.title}, ${say.evidence.exhibit(shown.exhibit.number)}`,
    place: 'cases',
    crumbs: [...crumbs.slice(0, -1), queue, ...crumbs.slice(-1)],
    errors: error === undefined ? {} : { ticked: error },
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${isAsked ? waitingHtml(say, shown, error) : note('plain', html`<p>${words.notAsked}</p>`)}
      ${decidedHtml(say, shown)}`,
    aside: railSection(
      pictureReview.queue,
      facts([
        [pictureReview.all, numberText(say, counts.all)],
        ...(isAsked
          ? ([
              [pictureReview.waits, numberText(say, counts.waiting)],
              [pictureReview.agreed, numberText(say, counts.settled)],
            ] as const)
          : []),
      ]),
    ),
  };
}

function waitingHtml(say: Messages, shown: EqualShown, error: string | undefined): Html {
  const words = say.equalHits;
  const { pictureReview, mark } = say;
  const rows = shown.waiting.slice(0, EQUAL_SHOWN);
  if (rows.length === 0) return note('plain', html`<p>${words.none}</p>`);
  return html`<form method="post" action="${exhibitAddress(shown)}/hits/equal">
    ${error === undefined ? nothing : html`<p class="govuk-error-message" id="ticked" tabindex="-1">${error}</p>`}
    <table class="c-files">
      <thead>
        <tr>
          <th scope="col"><span class="govuk-visually-hidden">${mark.select}</span></th>
          <th scope="col">${pictureReview.file}</th>
          <th scope="col">${pictureReview.set}</th>
          <th scope="col">${words.equalBy}</th>
          <th scope="col">${words.soFar}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (hit) =>
            html`<tr>
              <td class="c-files__choice">
                <input
                  type="checkbox"
                  name="hit"
                  value="${equalName(hit)}"
                  aria-label="${mark.selectOne(visiblePlain(hit.path, 200))}"
                />
              </td>
              <td class="c-files__name">${fileHtml(say, shown, hit)}</td>
              <td>${setHtml(say, hit)}</td>
              <td>${hit.digest.toUpperCase()}</td>
              <td>${hit.said.length === 0 ? words.nobody : words.others(hit.said.length)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${more(say, shown.waiting, rows)}
    <div class="c-decide">
      ${DECISIONS.map(
        (decision) =>
          html`<button class="govuk-button govuk-button--secondary" name="decision" value="${decision}">
            ${pictureReview.decisions[decision]}
          </button>`,
      )}
    </div>
  </form>`;
}

function fileHtml(say: Messages, shown: EqualShown, { path, item, bytes, kind, files }: EqualHit): Html {
  return html`<a href="${exhibitAddress(shown)}/items/${item}"><bdi>${visiblePlain(path, 200)}</bdi></a>
    <span class="c-hint"
      >${sizeText(say, bytes)}${kind === null ? nothing : html`, ${visiblePlain(kind, 40)}`}${files === 1 ? nothing : html`, ${say.pictureReview.sameIn(files - 1, numberText(say, files))}`}</span
    >`;
}

function setHtml(say: Messages, { setName, setVersion, category, flags }: EqualHit): Html {
  const said = [category === null ? [] : `${say.pictureReview.category}${say.language.colon}${visiblePlain(category, 100)}`, flags.map((flag) => flagText(say, flag))].flat(); // prettier-ignore
  return html`<bdi>${visiblePlain(`${setName} ${setVersion}`, 200)}</bdi
    >${said.length === 0 ? nothing : html` <span class="c-hint">${said.join(', ')}</span>`}`;
}

/** What others said is shown to those who have said something, or once it is settled. */
function decidedHtml(say: Messages, shown: EqualShown): Html {
  const words = say.pictureReview;
  const rows = shown.decided.slice(0, EQUAL_SHOWN).filter(({ said }) => said.length > 0);
  if (rows.length === 0) return html``;
  return html`<h2>${words.decided}</h2>
    <table class="c-table">
      <thead>
        <tr>
          <th scope="col">${words.file}</th>
          <th scope="col">${words.set}</th>
          <th scope="col">${words.said}</th>
          <th scope="col">${words.result}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (hit) =>
            html`<tr>
              <td data-label="${words.file}"><div>${fileHtml(say, shown, hit)}</div></td>
              <td data-label="${words.set}"><div>${setHtml(say, hit)}</div></td>
              <td data-label="${words.said}">${saidHtml(say, hit.said)}</td>
              <td data-label="${words.result}">${resultTag(say, hit.result)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${more(say, shown.decided, rows)}`;
}

function more(say: Messages, all: readonly EqualHit[], rows: readonly EqualHit[]): Html {
  return all.length > EQUAL_SHOWN && rows.length > 0
    ? html`<p class="c-hint">${say.equalHits.more}</p>`
    : nothing;
}
