// Results of a request: item by item, and the deliveries they came in.
import { inCase } from '../../../people/policy.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { done, form, note, table, tag, type Tone } from '../../../web/parts.ts';
import { listText, sizeText, whenText } from '../../../web/when.ts';
import { visiblePlain, visibleSentence } from '../../../web/safe-text.ts';
import type { Actual } from '../../machine/states/life.ts';
import { itemHtml, itemName } from '../../machine/text/item-name.pages.ts';
import { belowRequest } from '../../machine/text/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../../machine/text/request-shown.pages.ts';
import type { Compared } from './compare-digests.ts';
import type { DeliveredFile, Delivery, ItemResult } from '../../machine/states/results.ts';

export const RESULTS = '/results';

export const ACTUAL_TONES: { readonly [actual in Actual]: Tone } = {
  executing: 'plain',
  produced: 'ok',
  partly: 'warn',
  none: 'plain',
  refused: 'stop',
  notPossible: 'stop',
};

export interface ResultsShown {
  readonly shown: RequestShown;
  readonly items: readonly ItemResult[];
  readonly deliveries: readonly Delivery[];
  readonly takesResults: boolean;
  /** Undefined: nothing that can be compared. */
  readonly digests: boolean | undefined;
  readonly mayVerify: boolean;
  /** Some file of a formal answer. */
  readonly hasCome: boolean;
  readonly notice: string | undefined;
}

export function resultsPage(say: Messages, all: ResultsShown): View {
  const { shown, deliveries } = all;
  const words = say.results;
  const { file, request } = shown;
  const { direction } = request;
  const address = requestAddress(file, request.number, RESULTS);
  const mayBegin = all.takesResults && inCase(file.role, 'addEvidence') === 'yes';
  return belowRequest(say, shown, {
    title: words.title,
    here: words.title,
    isQuestion: false,
    errors: {},
    main: html`${all.notice === undefined ? nothing : done(all.notice)}
      <h1>${words.title}</h1>
      <p class="c-lead">${words.lead[direction]}</p>
      ${all.takesResults ? nothing : note('plain', html`<p>${words.notYet[direction]}</p>`)}
      ${
        mayBegin
          ? html`<p class="c-buttons">
              <a class="govuk-button" href="${address}/new">${words.begin[direction]}</a>
            </p>`
          : nothing
      }
      ${all.items.length === 0 ? nothing : itemsHtml(say, all)}
      ${deliveries.length === 0 ? html`<p>${words.none[direction]}</p>` : deliveries.map((one) => deliveryLine(say, address, one))}
      ${all.mayVerify ? verifyHtml(say, all, address) : nothing}`,
  });
}

function itemsHtml(say: Messages, { shown, items, deliveries }: ResultsShown): Html {
  const words = say.results;
  const missing = items.filter(({ isMissing }) => isMissing);
  const formal = deliveries.some(({ isInformal }) => !isInformal);
  return html`<h2>${words.items}</h2>
    ${
      !formal
        ? nothing
        : missing.length === 0
          ? note('ok', html`<p>${words.allThere}</p>`)
          : note(
              'warn',
              html`<p><b>${words.missing}</b></p>
                <ul class="govuk-list">
                  ${missing.map(({ item }) => html`<li>${itemName(say, shown, item)}</li>`)}
                </ul>`,
            )
    }
    ${table(
      words.items,
      [
        { heading: words.item, cell: ({ item }) => itemHtml(say, shown, item) },
        { heading: words.actual, cell: ({ actual }) => actualTag(say, actual) },
        {
          heading: words.files,
          cell: ({ files, bytes }) =>
            files === 0
              ? words.nothingCame
              : listText(say, [say.evidence.files(files), sizeText(say, bytes)]),
        },
      ],
      items,
    )}`;
}

function actualTag(say: Messages, actual: Actual | undefined): Html {
  const words = say.results;
  return actual === undefined
    ? tag('plain', words.noAnswer)
    : tag(ACTUAL_TONES[actual], words.actuals[actual]);
}

function deliveryLine(say: Messages, address: string, delivery: Delivery): Html {
  const words = say.results;
  return html`<h2>
      <a href="${address}/${delivery.number}">${words.delivery(delivery.number)}</a>
      ${delivery.isInformal ? tag('stop', words.informal) : nothing}
      ${delivery.isConfidential ? tag('warn', say.confidence.tag) : nothing}
    </h2>
    <p>
      ${words.came(whenText(say, delivery.arrivedAt))} · <bdi>${visiblePlain(delivery.evidence, 300)}</bdi>
    </p>`;
}

function verifyHtml(
  say: Messages,
  { shown, digests, deliveries, items, ...all }: ResultsShown,
  address: string,
): Html {
  const words = say.results;
  const { direction } = shown.request;
  const isSaidToCome = items.some(({ actual }) => actual === 'produced' || actual === 'partly');
  // What we found not to be there is checked too; what nobody brought is not.
  if (!all.hasCome && (direction === 'outgoing' || isSaidToCome)) {
    const formal = deliveries.find(({ isInformal }) => !isInformal);
    const may = all.takesResults && inCase(shown.file.role, 'addEvidence') === 'yes';
    return html`<h2>${words.verify}</h2>
      ${note('plain', html`<p>${words.verifyNothing[direction]}</p>`)}
      ${formal === undefined || !may ? nothing : html`<p><a href="${address}/${formal.number}/exhibits">${words.exhibitsAsk}</a></p>`}`;
  }
  const standing = !all.hasCome ? 'none' : digests === undefined ? 'unknown' : digests ? 'yes' : 'no';
  const tone = { yes: 'ok', no: 'stop', unknown: 'warn', none: 'plain' } as const;
  return html`<h2>${words.verify}</h2>
    ${note(tone[standing], html`<p>${words.verifyWords[standing]}</p>`)}
    ${
      standing === 'no'
        ? nothing
        : html`<p class="c-buttons">
            <a class="govuk-button" href="${address}/verify">${words.verifyButton}</a>
          </p>`
    }`;
}

interface DeliveryShown {
  readonly shown: RequestShown;
  readonly delivery: Delivery;
  readonly files: readonly DeliveredFile[];
  readonly compared: readonly Compared[];
  /** What this person may do now. */
  readonly may: {
    readonly add: boolean;
    readonly answer: boolean;
    readonly takeIn: boolean;
    readonly send: boolean;
  };
  readonly notice: string | undefined;
}

/** What is known of one delivery, as a list of answers that can be changed. */
export function deliveryPage(say: Messages, all: DeliveryShown): View {
  const { shown, delivery, files, compared, may } = all;
  const words = say.results;
  const { file, request } = shown;
  const { direction } = request;
  const address = requestAddress(file, request.number, `${RESULTS}/${delivery.number}`);
  const exhibits = [...new Set(files.map(({ number }) => number))];
  const line = (label: string, value: Html | string, then: string, isOpen: boolean): Html =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value}</dd>
      <dd>
        ${may.add && isOpen ? html`<a href="${address}/${then}">${say.add.change}<span class="govuk-visually-hidden">${say.language.colon}${label}</span></a>` : nothing}
      </dd>
    </div>`;
  const texts = (list: readonly string[], none: string): Html | string =>
    list.length === 0
      ? none
      : html`${list.map((one, i) => html`${i === 0 ? nothing : html`<br />`}<bdi>${visibleSentence(one, 1000)}</bdi>`)}`;
  return belowRequest(say, shown, {
    title: words.delivery(delivery.number),
    here: words.delivery(delivery.number),
    under: { words: words.title, path: RESULTS },
    isQuestion: false,
    main: html`${all.notice === undefined ? nothing : done(all.notice)}
      <h1>${words.delivery(delivery.number)}</h1>
      <p class="c-lead">
        ${words.came(whenText(say, delivery.arrivedAt))} · <bdi>${visiblePlain(delivery.evidence, 1000)}</bdi>
      </p>
      ${delivery.isInformal ? note('stop', html`<p><b>${words.informal}.</b> ${words.informalWords}</p>`) : nothing}
      <dl class="c-check">
        ${line(words.limits, texts(delivery.conditions, words.noLimits), 'limits', files.length === 0)}
        ${direction === 'outgoing' ? line(words.digests, delivery.listing.length === 0 ? words.noDigests : words.digestCount(delivery.listing.length), 'digests', true) : nothing}
        ${line(words.exhibits, exhibitLinks(say, all, exhibits), 'exhibits', true)}
        ${knownLine(say, all, address)}
      </dl>
      ${compared.length === 0 || delivery.listing.length === 0 ? nothing : comparedHtml(say, compared)}
      ${files.length === 0 ? nothing : filesHtml(say, all)} ${next(say, all, address)}`,
  });
}

/** To whom it is kept, in a line. */
export function keptWords(say: Messages, { request }: RequestShown, { isConfidential }: Delivery): string {
  const words = say.confidence;
  return isConfidential ? words.kept.result : words.follows[request.isRestricted ? 'restricted' : 'open'];
}

/** Where it is decided, and where everybody who may know sees what was. */
function knownLine(say: Messages, { shown, delivery }: DeliveryShown, address: string): Html {
  const words = say.confidence;
  return html`<div>
    <dt>${words.title.result}</dt>
    <dd>${keptWords(say, shown, delivery)}</dd>
    <dd>
      <a href="${address}/confidentiality"
        >${say.add.change}<span class="govuk-visually-hidden"
          >${say.language.colon}${words.title.result}</span
        ></a
      >
    </dd>
  </div>`;
}

function exhibitLinks(say: Messages, { shown }: DeliveryShown, exhibits: readonly string[]): Html | string {
  if (exhibits.length === 0) return say.results.noExhibits;
  const { reference } = shown.file;
  return html`${exhibits.map((one, i) => html`${i === 0 ? nothing : ', '}<a href="/cases/${reference}/evidence/${one.slice(reference.length + 1)}">${one}</a>`)}`;
}

const COMPARED_TONES: { readonly [one in Compared['comparison']]: Tone } = {
  same: 'ok',
  sameWeak: 'warn',
  different: 'stop',
  missing: 'stop',
  pending: 'plain',
  damaged: 'stop',
  destroyed: 'warn',
  notCompared: 'plain',
  notListed: 'warn',
};
const COMPARED_SHOWN = 200;

function comparedHtml(say: Messages, compared: readonly Compared[]): Html {
  const words = say.results;
  const worst = (one: Compared): number => (one.comparison === 'same' ? 1 : 0);
  const rows = compared.toSorted((a, b) => worst(a) - worst(b)).slice(0, COMPARED_SHOWN);
  const isWeak = compared.some(({ comparison }) => comparison === 'sameWeak');
  return html`<h2>${words.compare}</h2>
    ${isWeak ? note('warn', html`<p>${words.weakDigests}</p>`) : nothing}
    ${table(
      words.compare,
      [
        { heading: words.file, cell: ({ name }) => html`<bdi>${visiblePlain(name, 300)}</bdi>` },
        { heading: words.exhibits, cell: ({ number }) => number ?? '–' },
        {
          heading: words.compareHow,
          cell: ({ comparison }) => tag(COMPARED_TONES[comparison], words.comparison[comparison]),
        },
      ],
      rows,
    )}`;
}

function filesHtml(say: Messages, { shown, files }: DeliveryShown): Html {
  const words = say.results;
  return html`<h2>${words.files}</h2>
    ${table(
      words.files,
      [
        { heading: words.file, cell: (file) => fileName(say, file) },
        { heading: say.evidence.size, cell: ({ bytes }) => sizeText(say, bytes), isNumber: true },
        {
          heading: words.item,
          cell: ({ item }) => (item === undefined ? tag('warn', words.noItem) : itemName(say, shown, item)),
        },
      ],
      files,
    )}`;
}

export function fileName(say: Messages, { number, path }: DeliveredFile): Html {
  return html`${number}: <bdi>${path === '' ? say.results.whole : visiblePlain(path, 300)}</bdi>`;
}

/** Where its results go to an authority of the Union. */
function manifestLink(say: Messages, { legal, file }: RequestShown, address: string): Html {
  if (legal.record.instrument !== 'eu-2023-1543' || inCase(file.role, 'draftRequest') !== 'yes')
    return nothing;
  return html`<p><a href="${address}/manifest">${say.results.manifest.title}</a></p>`;
}

function next(say: Messages, { shown, delivery, files, may }: DeliveryShown, address: string): Html {
  const words = say.results;
  const { direction } = shown.request;
  const hasFiles = files.length > 0;
  const add = hasFiles
    ? { words: words.matchLink, href: `${address}/match` }
    : { words: words.exhibitsAsk, href: `${address}/exhibits` };
  const answer = { words: words.answersLink[direction], href: `${address}/answers` };
  const mayAnswer = may.answer && !delivery.isInformal;
  // What comes next stands first: once every file is matched, the answer.
  const isMatched = hasFiles && files.every(({ item }) => item !== undefined);
  const two = [...(may.add ? [add] : []), ...(mayAnswer ? [answer] : [])];
  const links = [
    ...(isMatched ? two.toReversed() : two),
    ...(may.send ? [{ words: words.sendLink, href: `${address}/send` }] : []),
    ...(delivery.share === undefined
      ? []
      : [{ words: words.sendDone, href: `/cases/${shown.file.reference}/packages/${delivery.share}` }]),
  ];
  const buttons = html`<p class="c-buttons">
    ${links.map(
      ({ words: text, href }, i) =>
        html`<a class="govuk-button${i === 0 ? '' : ' govuk-button--secondary'}" href="${href}">${text}</a>`,
    )}
  </p>`;
  return html`${links.length === 0 ? nothing : buttons}
  ${may.takeIn ? form(nothing, words.takeIn, `${address}/received`) : nothing}
  ${
    delivery.share === undefined
      ? nothing
      : html`<p class="c-hint">${words.sent}</p>
          ${manifestLink(say, shown, address)}`
  }`;
}
