// Where a request stands between the two: what is next, and item by item what was asked and what came. Each side's column is its own.
import { inAgency, inCase } from '../people/policy.ts';
import type { Actual, RequestItem } from '../requests/machine/states/life.ts';
import { itemsStanding } from '../requests/machine/states/life.ts';
import type { DeliveredFile } from '../requests/machine/states/results.ts';
import { ACTUAL_TONES, RESULTS } from '../requests/verbs/results/results.pages.ts';
import { actWords, type LifeShown } from '../requests/verbs/sending/life.pages.ts';
import { itemHtml } from '../requests/machine/text/item-name.pages.ts';
import { requestAddress } from '../requests/machine/text/request-shown.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { table, tag } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { isolatedText, listText, sizeText, when, whenText } from '../web/when.ts';
import type { ConversationNow, OfferHere } from './conversation-now.acts.ts';
import { EXCHANGE } from './conversation.pages.ts';
import type { Next } from './next-step.ts';
import { OFFERS, statesOf } from './offer.pages.ts';
import type { OfferFile } from './offer.store.ts';

/** One step is next and has the button; the others are links below it. */
export function nextSection(
  say: Messages,
  shown: LifeShown,
  { next, now }: { readonly next: readonly Next[]; readonly now: ConversationNow },
): Html {
  const [first, ...more] = next.map((one) => stepWords(say, shown, one, now));
  if (first === undefined) return nothing;
  return html`<section class="c-next" aria-labelledby="next">
    <div>
      <h2 id="next">
        <span class="c-next__label">${say.requestLife.next}</span>
        ${first.title}
      </h2>
      ${first.hint === undefined ? nothing : html`<p class="c-hint">${first.hint}</p>`}
    </div>
    ${first.button}
    ${
      more.length === 0
        ? nothing
        : html`<div class="c-next__others">
            <b>${say.exchange.now.also}</b>
            <ul role="list">
              ${more.map(({ title, href }) => html`<li>${href === undefined ? title : html`<a href="${href}">${title}</a>`}</li>`)}
            </ul>
          </div>`
    }
  </section>`;
}

interface StepWords {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly href?: string | undefined;
  readonly button?: Html;
}

function stepWords(say: Messages, shown: LifeShown, one: Next, now: ConversationNow): StepWords {
  const words = say.exchange.now;
  const address = requestAddress(shown.file, shown.request.number);
  const linked = (title: string, href: string, button: string, hint?: string): StepWords => ({
    title,
    href,
    hint,
    button: html`<a class="govuk-button" href="${href}">${button}</a>`,
  });
  switch (one.is) {
    case 'failed':
      return linked(words.failed, `#message-${one.message}`, words.failedButton, words.failedHint);
    case 'answer':
      return linked(words.answer, `${address}${EXCHANGE}/say`, words.answerButton, words.answerHint);
    case 'offer': {
      const offer = now.offers.find(({ file }) => file.id === one.offer);
      const title = words.offer(isolatedText(say, visiblePlain(offer?.said?.reference ?? '', 100)));
      const hint = offer && words.offerHint(whenText(say, offer.file.until));
      return linked(title, `${OFFERS}/${one.offer}`, words.offerButton, hint);
    }
    case 'act': {
      const act = actWords(say, one.act);
      if (one.who === undefined) return linked(act, `${address}/acts/${one.act}`, act);
      return { title: act, hint: words.forOthers(say.requestLife.whos[one.who]) };
    }
    case 'wait':
      return { title: words.wait, hint: words.waitHint };
    case 'nothing':
      return { title: say.requestLife.nothingNext };
  }
}

/** What was asked beside what came, by item; then what came and belongs to none yet, and the evidence that is offered. */
export function itemsSection(say: Messages, shown: LifeShown, now: ConversationNow): Html {
  const { request, life, legal } = shown;
  const words = say.exchange.now;
  const isOurs = request.direction === 'outgoing';
  const offers = offersHtml(say, shown, now.offers);
  if (life.items.length === 0 || legal.form.onlyTells) return offers;
  return html`<h2>${say.requestLife.items}</h2>
    <div class="c-items">
      ${table<RequestItem>(
        say.requestLife.items,
        [
          { heading: say.requestLife.item, cell: ({ item }) => itemHtml(say, shown, item) },
          {
            heading: isOurs ? words.weWant : words.theyWant,
            cell: ({ desired, desiredAt }) =>
              html`${say.requestLife.desireds[desired]}${desired === 'wanted' ? nothing : html`<p class="c-hint">${when(say, desiredAt)}</p>`}`,
          },
          {
            heading: isOurs ? words.theyReport : words.weReport,
            cell: (item) => reported(say, item),
          },
          {
            heading: isOurs ? words.came : words.gave,
            cell: ({ item }) =>
              cameFor(
                say,
                shown,
                now.files.filter((file) => file.item === item),
              ),
          },
        ],
        itemsStanding(request, life.items, life.events),
      )}
    </div>
    <p class="c-hint">${words.apart}</p>
    ${notMatched(say, shown, now)} ${offers}`;
}

function reported(say: Messages, { actual, actualAt, ground, note }: RequestItem): Html {
  const { actuals, grounds, noAnswer } = say.requestLife;
  const known: { readonly [code: string]: string } = grounds;
  const tones: { readonly [actual in Actual]: Parameters<typeof tag>[0] } = ACTUAL_TONES;
  if (actual === undefined) return html`<span class="c-hint">${noAnswer}</span>`;
  return html`${tag(tones[actual], actuals[actual])}
  ${ground === undefined ? nothing : html`<p>${known[ground] ?? ground}</p>`}
  ${note === undefined ? nothing : html`<p dir="auto">${visiblePlain(note, 4000)}</p>`}
  ${actualAt === undefined ? nothing : html`<p class="c-hint">${when(say, actualAt)}</p>`}`;
}

/** By exhibit: what of it answers the item. */
function cameFor(say: Messages, shown: LifeShown, files: readonly DeliveredFile[]): Html {
  if (files.length === 0) return html`<span class="c-hint">${say.exchange.now.nothingYet}</span>`;
  return html`${byExhibit(files).map(
    ([number, own]) =>
      html`<div>
        ${exhibitLink(shown, number)}<br /><span class="c-hint"
          >${listText(say, [
            say.evidence.files(own.length),
            sizeText(
              say,
              own.reduce((sum, { bytes }) => sum + bytes, 0),
            ),
          ])}</span
        >
      </div>`,
  )}`;
}

function byExhibit(files: readonly DeliveredFile[]): [number: string, files: DeliveredFile[]][] {
  const found = new Map<string, DeliveredFile[]>();
  for (const file of files) found.set(file.number, [...(found.get(file.number) ?? []), file]);
  return [...found];
}

export function exhibitLink({ file }: Pick<LifeShown, 'file'>, number: string): Html {
  const item = number.startsWith(`${file.reference}-`) ? number.slice(file.reference.length + 1) : undefined;
  return item === undefined
    ? html`<bdi>${number}</bdi>`
    : html`<a href="/cases/${file.reference}/evidence/${item}"><bdi>${number}</bdi></a>`;
}

function notMatched(say: Messages, shown: LifeShown, { files, offers, deliveries }: ConversationNow): Html {
  const matched = new Set(files.filter(({ item }) => item !== undefined).map(({ number }) => number));
  const came = [...files.map(({ number }) => number), ...offers.flatMap(({ exhibits }) => exhibits)];
  const open = [...new Set(came)].filter((number) => !matched.has(number));
  if (open.length === 0) return nothing;
  const last = deliveries.at(-1)?.number;
  const isIn = files.some(({ number }) => open.includes(number));
  const then = isIn && last !== undefined ? `${RESULTS}/${last}/match` : RESULTS;
  return html`<p>
    ${say.exchange.now.notMatched}${say.language.colon}${open.map((number, i) => html`${i === 0 ? nothing : say.language.comma}${exhibitLink(shown, number)}`)}
    <a class="c-nowrap" href="${requestAddress(shown.file, shown.request.number, then)}"
      >${say.results.matchLink}</a
    >
  </p>`;
}

function offersHtml(say: Messages, shown: LifeShown, offers: readonly OfferHere[]): Html {
  if (offers.length === 0) return nothing;
  const words = say.exchange;
  return html`<h2>${words.now.offered}</h2>
    ${table<OfferHere>(
      words.now.offered,
      [
        {
          heading: words.offers.package,
          cell: ({ file, said }) =>
            html`${packageLink(shown, file, visiblePlain(said?.reference ?? '–', 100))}
              <p class="c-hint">
                ${file.isOurs ? words.sent : words.came}${say.language.comma}${when(say, file.at)}
              </p>`,
        },
        { heading: words.offers.state, cell: (one) => statesOf(say, one) },
        {
          heading: words.offers.exhibits,
          cell: ({ file, custody, exhibits }) => {
            const numbers = file.isOurs ? custody.map(({ item }) => item) : exhibits;
            return numbers.length === 0
              ? html`<span class="c-hint">${words.now.nothingYet}</span>`
              : html`${numbers.map((number) => html`${exhibitLink(shown, number)}<br />`)}`;
          },
        },
        {
          heading: words.offers.size,
          isNumber: true,
          cell: ({ file }) => (file.attachment === undefined ? '–' : sizeText(say, file.attachment.size)),
        },
      ],
      offers,
    )}`;
}

function packageLink({ file, life }: LifeShown, offer: OfferFile, reference: string): Html {
  const { role, roles } = life.facts.actor;
  const [mayLook, href] = offer.isOurs
    ? [inCase(role, 'seePackages') === 'yes', `/cases/${file.reference}/packages/${offer.package}/exchange`]
    : [inAgency(roles, 'handleRequests') === 'yes', `${OFFERS}/${offer.id}`];
  return mayLook ? html`<a href="${href}"><bdi>${reference}</bdi></a>` : html`<bdi>${reference}</bdi>`;
}
