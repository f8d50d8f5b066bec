// The queue of hits. Care comes first: how long one has looked, and a break. A picture is a few grey squares until it is asked for, then
// it is there for five seconds. The decisions look alike, so that none is suggested, and nobody sees what another said before their own.
import type { CaseOfMember } from '../../people/case-member.store.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import { exhibitAddress, exhibitCrumbs } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, hidden, note, railSection } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { numberText, sizeText } from '../../web/when.ts';
import type { Dihedral } from '../pictures/pdq.ts';
import { veil } from '../pictures/picture.pages.ts';
import { SMALL_SIDE } from '../pictures/read.ts';
import { flagText } from '../pipeline/item-tags.pages.ts';
import { DECISIONS } from '../known/decided.ts';
import { resultTag, saidHtml } from './decided.pages.ts';
import type { Exposure } from './review.ts';
import type { EqualCounts } from './equal.store.ts';
import type { Hit, QueueCounts, SamePicture } from './review.store.ts';

interface ReviewShown {
  readonly file: CaseOfMember;
  readonly exhibit: Exhibit;
  readonly person: string;
  readonly queue: ReviewQueue;
  /** Of hits by digest, where two people confirm each. */
  readonly equal: EqualCounts | undefined;
  /** What this person decided last, while it can be taken back. */
  readonly last: string | undefined;
  readonly exposure: Exposure;
  readonly asked: ReviewAsked;
}

export interface ReviewQueue {
  readonly counts: QueueCounts;
  /** Files that equal an entry of a set: nobody has to look. */
  readonly exact: number;
  /** Undefined: nothing waits for this person, and nothing else was asked for. */
  readonly at: HitAt | undefined;
  /** One more than is shown, where there are more. */
  readonly decided: readonly Hit[];
}

interface HitAt {
  readonly hit: Hit;
  /** In the queue, from 1. */
  readonly number: number;
  /** Those around it, and the number of the first of them. */
  readonly near: readonly Hit[];
  readonly nearFrom: number;
  /** That waits for this person. */
  readonly next: Hit | undefined;
  readonly same: SamePicture;
}

interface ReviewAsked {
  readonly hit: string;
  readonly show?: 'colour' | 'grey' | undefined;
  readonly isBreak: boolean;
  readonly hasKeys: boolean;
}

/** Before and after the one that is decided. */
export const STRIP = 4;
export const DECIDED_ROWS = 50;
export const SAME_SHOWN = 20;

export function reviewPage(say: Messages, shown: ReviewShown): View {
  const words = say.pictureReview;
  const { asked } = shown;
  const { counts, at } = shown.queue;
  return {
    title: `${words.title}, ${say.evidence.exhibit(shown.exhibit.number)}`,
    place: 'cases',
    crumbs: exhibitCrumbs(say, shown, words.title),
    ...(asked.hasKeys ? { scripts: ['keys.js'] as const } : {}),
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">
        <bdi>${shown.exhibit.number}</bdi>
        ${counts.all === 0 ? html`· ${words.none}` : at === undefined ? nothing : html`· ${words.where(numberText(say, at.number), counts.all)}`}
      </p>
      ${care(say, shown)} ${exactHtml(say, shown)}
      ${
        asked.isBreak
          ? note('plain', html`<p>${words.breakNow} <a href="${address(shown, {})}">${words.goOn}</a></p>`)
          : at === undefined
            ? html`${note('plain', html`<p>${words.allDone}</p>`)} ${undo(say, shown)}`
            : hitParts(say, shown, at)
      }
      ${decided(say, shown)}`,
    aside: html`${railSection(
      words.queue,
      facts([
        [words.all, numberText(say, counts.all)],
        [words.waits, numberText(say, counts.waiting)],
        [words.agreed, numberText(say, counts.settled)],
        [words.differing, numberText(say, counts.differing)],
      ]),
    )}
    ${railSection(words.forYou, html`<p>${words.leave}</p>`)}`,
  };
}

/** What a digest proves nobody looks at, unless two people are to confirm it. */
function exactHtml(say: Messages, shown: ReviewShown): Html {
  const words = say.pictureReview;
  const { exact } = shown.queue;
  if (exact === 0) return html``;
  const { equal } = shown;
  if (equal !== undefined)
    return note(
      'plain',
      html`<p>
        ${say.equalHits.waits(equal.waiting)}
        <a href="${exhibitAddress(shown)}/hits/equal">${say.equalHits.open}</a>
      </p>`,
    );
  return note(
    'plain',
    html`<p>
      ${words.exact(exact)} <a href="${exhibitAddress(shown)}/items?known=alert">${words.exactSee}</a>
    </p>`,
  );
}

/** `after`: what was decided, from there on. */
function address(
  shown: ReviewShown,
  { hit, show, isBreak, after }: Partial<ReviewAsked> & { readonly after?: string },
): string {
  const query = new URLSearchParams();
  if (after !== undefined) query.set('after', after);
  if (hit !== undefined) query.set('hit', hit);
  if (show !== undefined) query.set('show', show);
  if (isBreak === true) query.set('break', 'yes');
  if (!shown.asked.hasKeys) query.set('keys', 'off');
  const text = query.toString();
  return `${exhibitAddress(shown)}/hits${text === '' ? '' : `?${text}`}`;
}

function key(name: string, shown: ReviewShown): Html {
  return shown.asked.hasKeys ? html` <kbd aria-hidden="true">${name}</kbd>` : html``;
}

function keyed(name: string, shown: ReviewShown): Html {
  return shown.asked.hasKeys ? html` data-key="${name}" aria-keyshortcuts="${name}"` : html``;
}

function care(say: Messages, shown: ReviewShown): Html {
  const words = say.pictureReview;
  const { minutes, mostMinutes, suggestedAfter, inSitting, today, mostToday, isBreakDue, isOver } =
    shown.exposure;
  return html`<section class="c-care${isBreakDue || isOver ? ' c-care--due' : ''}" aria-label="${words.care}">
    <div>
      <p><b>${isOver ? words.over : isBreakDue ? words.breakDue(minutes) : words.looked(minutes)}</b></p>
      <progress
        max="${mostMinutes}"
        value="${Math.min(minutes, mostMinutes)}"
        aria-label="${words.care}"
      ></progress>
      <p class="c-hint">
        ${words.counted(inSitting, today, numberText(say, mostToday), numberText(say, suggestedAfter), numberText(say, mostMinutes))}
      </p>
    </div>
    <a class="govuk-button" href="${address(shown, { isBreak: true })}" ${keyed('b', shown)}
      >${words.takeBreak}${key('B', shown)}</a
    >
  </section>`;
}

function hitParts(say: Messages, shown: ReviewShown, at: HitAt): Html {
  const words = say.pictureReview;
  const { exposure, asked, person } = shown;
  const { hit, next } = at;
  const own = hit.decisions.get(person);
  return html`<div class="c-review">
      <div>
        ${picture(say, shown, hit)}
        ${
          exposure.isOver
            ? nothing
            : html`<p class="c-buttons">
                  <a
                    class="govuk-button govuk-button--secondary"
                    href="${address(shown, { hit: hit.id, show: 'grey' })}"
                    ${keyed('g', shown)}
                    >${words.showGrey}${key('G', shown)}</a
                  >
                  <a
                    class="govuk-button govuk-button--secondary"
                    href="${address(shown, { hit: hit.id, show: 'colour' })}"
                    ${keyed('c', shown)}
                    >${words.showColour}${key('C', shown)}</a
                  >
                  ${asked.show === undefined ? nothing : html`<a href="${address(shown, { hit: hit.id })}" ${keyed('escape', shown)}>${say.picture.hide}${key('Esc', shown)}</a>`}
                </p>
                <p class="c-hint">${words.showHint(numberText(say, SMALL_SIDE))}</p>`
        }
      </div>
      <div>
        <h2>${words.ask}</h2>
        ${hitFacts(say, at)}
        <p class="c-hint">
          ${own === undefined ? (hit.decisions.size === 0 ? words.first : words.second(hit.decisions.size)) : words.yours(words.decisions[own])}
        </p>
        ${undo(say, shown)}
      </div>
    </div>
    ${decisions(say, shown, { hit, next })} ${strip(say, shown, at)}
    <p class="c-hint">
      ${asked.hasKeys ? html`${words.keys} <a href="?keys=off">${words.keysOff}</a>` : html`<a href="?">${words.keysOn}</a>`}
    </p>`;
}

/** In which direction is nothing to decide by. */
const TURNS: { readonly [turn in Exclude<Dihedral, 'original'>]: 'quarter' | 'half' | 'mirrored' | 'both' } =
  {
    rotate90: 'quarter',
    rotate180: 'half',
    rotate270: 'quarter',
    flipX: 'mirrored',
    flipY: 'mirrored',
    flipPlus1: 'both',
    flipMinus1: 'both',
  };

/** Each with the set and its version; who may be told stands with it. */
function hitFacts(say: Messages, { hit, same }: HitAt): Html {
  const words = say.pictureReview;
  return facts([
    [
      words.category,
      hit.category === null
        ? undefined
        : html`<bdi>${visiblePlain(hit.category, 200)}</bdi> <span class="c-hint">${words.asSet}</span>`,
    ],
    [
      words.setSays,
      hit.flags.length === 0 ? undefined : hit.flags.map((flag) => flagText(say, flag)).join(', '),
    ],
    [
      words.distance,
      html`${words.bits(numberText(say, hit.distance), numberText(say, hit.quality))}
        <meter min="0" max="31" value="${hit.distance}" aria-label="${words.distance}"></meter>`,
    ],
    [words.turned, hit.turn === 'original' ? undefined : words.turns[TURNS[hit.turn]]],
    [
      words.set,
      html`<bdi>${visiblePlain(`${hit.setName} ${hit.setVersion}`, 300)}</bdi>,
        ${words.entry(numberText(say, hit.entry))}`,
    ],
    [
      words.mayBeTold,
      hit.mayBeTold === null ? undefined : html`<bdi>${visiblePlain(hit.mayBeTold, 300)}</bdi>`,
    ],
    [
      words.file,
      html`<bdi>${visiblePlain(hit.path, 300)}</bdi>, ${sizeText(say, hit.bytes)},
        ${isFrame(hit) ? say.pictureReview.frame : say.picture.sides(numberText(say, hit.width), numberText(say, hit.height))}`,
    ],
    [
      words.samePicture,
      same.count === 0
        ? undefined
        : html`${words.sameIn(same.count, numberText(say, same.count + 1))}
            <ul class="govuk-list">
              ${same.paths.map((path) => html`<li><bdi>${visiblePlain(path, 300)}</bdi></li>`)}
              ${same.count > same.paths.length ? html`<li>${say.contents.more(numberText(say, same.count - same.paths.length))}</li>` : nothing}
            </ul>`,
    ],
  ]);
}

/** Of a video no sides are kept; a picture of one pixel has nothing to be told by, and is no hit. */
function isFrame({ width, height }: Hit): boolean {
  return width === 1 && height === 1;
}

/** A slip is taken back, and the picture asked again. */
function undo(say: Messages, shown: ReviewShown): Html {
  const { last, asked } = shown;
  if (last === undefined) return nothing;
  return html`<form method="post" action="${exhibitAddress(shown)}/hits/undo" class="c-press">
    ${hidden('hit', last)}${asked.hasKeys ? nothing : hidden('keys', 'off')}<button
      type="submit"
      class="c-linkbutton"
      ${keyed('u', shown)}
    >
      ${say.pictureReview.undo}${key('U', shown)}
    </button>
  </form>`;
}

/** They look alike, so that none is suggested. */
function decisions(
  say: Messages,
  shown: ReviewShown,
  { hit, next }: { readonly hit: Hit; readonly next: Hit | undefined },
): Html {
  const words = say.pictureReview;
  const { asked } = shown;
  return html`<form method="post" action="${exhibitAddress(shown)}/hits/decide" class="c-decide">
    ${hidden('hit', hit.id)}${asked.hasKeys ? nothing : hidden('keys', 'off')}
    ${DECISIONS.map(
      (decision, index) =>
        html`<button
          class="govuk-button govuk-button--secondary"
          name="decision"
          value="${decision}"
          ${keyed(`${index + 1}`, shown)}
        >
          ${words.decisions[decision]}${key(`${index + 1}`, shown)}
        </button>`,
    )}
    ${next === undefined ? nothing : html`<a class="govuk-button govuk-button--secondary" href="${address(shown, { hit: next.id })}" ${keyed('s', shown)}>${words.skip}${key('S', shown)}</a>`}
  </form>`;
}

/** Gone by itself after five seconds; the address says that it was asked for, and asking again is counted again. */
function picture(say: Messages, shown: ReviewShown, hit: Hit): Html {
  const { show } = shown.asked;
  const squares = veilOf(say, hit);
  if (show === undefined || shown.exposure.isOver) return squares;
  const source = `${exhibitAddress(shown)}/hits/picture?hit=${hit.id}${show === 'grey' ? '&grey=yes' : ''}`;
  return html`<div class="c-seen">
    ${squares}<img class="c-picture" src="${source}" alt="${say.pictureReview.alt}" />
  </div>`;
}

function veilOf(say: Messages, { veil: bytes, veilWidth }: Hit): Html {
  return veil(say, { width: veilWidth, height: bytes.length / veilWidth, channels: 1, bytes });
}

function strip(say: Messages, shown: ReviewShown, { hit: here, near, nearFrom }: HitAt): Html {
  const words = say.pictureReview;
  return html`<ol class="c-strip">
    ${near.map((hit, index) => {
      const own = hit.decisions.get(shown.person);
      const isHere = hit.id === here.id;
      return html`<li>
        <a href="${address(shown, { hit: hit.id })}" ${isHere ? raw(' aria-current="true"') : nothing}>
          <b>${words.hit(numberText(say, nearFrom + index))}</b>
          <span>${own === undefined ? words.away(numberText(say, hit.distance)) : words.decisions[own]}</span>
        </a>
      </li>`;
    })}
  </ol>`;
}

/** What others said is shown to those who have said something. */
function decided(say: Messages, shown: ReviewShown): Html {
  const words = say.pictureReview;
  const rows = shown.queue.decided.slice(0, DECIDED_ROWS);
  const last = rows.at(-1);
  if (rows.length === 0) return html``;
  return html`<h2>${words.decided}</h2>
    <table class="c-table">
      <thead>
        <tr>
          <th scope="col">${words.file}</th>
          <th scope="col">${words.category}</th>
          <th scope="col">${words.distance}</th>
          <th scope="col">${words.said}</th>
          <th scope="col">${words.result}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (hit) =>
            html`<tr>
              <td data-label="${words.file}">
                <a href="${address(shown, { hit: hit.id })}"
                  ><bdi>${visiblePlain(hit.path.slice(hit.path.lastIndexOf('/') + 1), 100)}</bdi></a
                >
              </td>
              <td data-label="${words.category}"><bdi>${visiblePlain(hit.category ?? '', 100)}</bdi></td>
              <td data-label="${words.distance}">${numberText(say, hit.distance)}</td>
              <td data-label="${words.said}">
                ${saidHtml(
                  say,
                  [...hit.decisions].map(([who, decision]) => ({ name: hit.names.get(who) ?? '', decision })),
                )}
              </td>
              <td data-label="${words.result}">${resultTag(say, hit.result)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      last === undefined || shown.queue.decided.length <= rows.length
        ? nothing
        : html`<p><a href="${address(shown, { after: last.id })}">${say.examination.more}</a></p>`
    }`;
}
