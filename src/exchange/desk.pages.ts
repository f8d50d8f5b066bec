// The desk of what came through the exchange, and the page of an administrator: our document, the peers, what waits.
import { settingPage } from '../people/setting.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, form, note, pressButton, table, tag } from '../web/parts.ts';
import { peerName, type PeerNames } from './peer-name.pages.ts';
import { qrSvg } from '../web/qr.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { dayText, numberText, when } from '../web/when.ts';
import type { CaseToChoose } from './exchange-asks.ts';
import { MESSAGE_TYPES } from './message.ts';
import type { ForPerson } from './for-person.store.ts';
import type { DeadLetter } from './out.store.ts';
import { keptReceipt } from '../verify/envelope-receipt.ts';
import type { PeerDocument } from './peer-document.ts';
import type { Probe } from './watch.store.ts';
import type { PeerStop } from './peer-document.store.ts';
import type { ArrivedRequest } from './request-exchange.acts.ts';
import type { SealStanding } from './sealed-information.acts.ts';

export const ARRIVALS = '/arrivals';

const OFFSET_SHOWN_SECONDS = 30;

/** `offers`: evidence that peers offer. */
export function arrivalsPage(
  say: Messages,
  arrived: readonly ArrivedRequest[],
  {
    names,
    more,
    older,
  }: {
    readonly names: PeerNames;
    readonly more: Html;
    /** The next page, where there is one. */
    readonly older: number | undefined;
  },
): View {
  const words = say.exchange.arrivals;
  return {
    title: words.title,
    place: 'work',
    main: html`<h1>${words.title}</h1>
      ${
        arrived.length === 0
          ? html`<p>${words.none}</p>`
          : table<ArrivedRequest>(
              words.title,
              [
                {
                  heading: words.reference,
                  cell: ({ message, said }) =>
                    html`<a href="${ARRIVALS}/${message}"
                      ><bdi>${visiblePlain(said.reference, 100)}</bdi></a
                    >`,
                },
                {
                  heading: words.from,
                  cell: ({ peerOrigin }) => peerName(names, peerOrigin),
                },
                { heading: words.urgency, cell: ({ said }) => urgencyTag(say, said.urgency) },
                { heading: words.arrived, cell: ({ arrivedAt }) => when(say, arrivedAt) },
              ],
              arrived,
            )
      }
      ${more}
      ${older === undefined ? nothing : html`<p><a href="${ARRIVALS}?page=${String(older)}">${say.oversight.older}</a></p>`}`,
  };
}

/** What could not be delivered, with the reason; it is said again on the page of its request. */
export function deadTable(say: Messages, dead: readonly DeadLetter[], names: PeerNames): Html {
  const words = say.exchange.dead;
  if (dead.length === 0) return nothing;
  return html`<h2>${words.title}</h2>
    ${table<DeadLetter>(
      words.title,
      [
        {
          heading: say.exchange.message,
          cell: ({ reference, number, type }) => {
            const name = MESSAGE_TYPES.find((one) => one === type);
            return html`<a href="/cases/${reference}/requests/${String(number)}/exchange"
                >${name === undefined ? say.exchange.message : say.exchange.types[name]}</a
              >
              <bdi>${reference}</bdi>`;
          },
        },
        {
          heading: say.exchange.with,
          cell: ({ peerOrigin }) => peerName(names, peerOrigin),
        },
        { heading: words.since, cell: ({ queuedAt }) => when(say, queuedAt) },
        {
          heading: words.reason,
          cell: ({ state, rejection, lastError }) =>
            html`${tag('stop', say.exchange.states[state])}
              <bdi lang="en"
                >${rejection === undefined ? visiblePlain(lastError ?? '', 500) : keptReceipt(rejection).code}</bdi
              >`,
        },
      ],
      dead,
    )}`;
}

/** What came and waits for a person, each with what is to be done. */
export function forPersonTable(say: Messages, waiting: readonly ForPerson[], names: PeerNames): Html {
  const words = say.exchange.forPerson;
  if (waiting.length === 0) return nothing;
  const requestOf = ({ about }: ForPerson): string | undefined =>
    about && `/cases/${about.reference}/requests/${String(about.number)}`;
  const nameOf = ({ isReceipt, type }: ForPerson): string => {
    const name = MESSAGE_TYPES.find((one) => one === type);
    return isReceipt ? words.receipt : name === undefined ? say.exchange.message : say.exchange.types[name];
  };
  return html`<h2>${words.title}</h2>
    <p>${words.lead}</p>
    ${table<ForPerson>(
      words.title,
      [
        {
          heading: words.what,
          cell: (one) => {
            const address = requestOf(one);
            if (address === undefined) return nameOf(one);
            return html`<a href="${address}/exchange">${nameOf(one)}</a>
              <bdi>${one.about?.reference ?? ''}</bdi>`;
          },
        },
        {
          heading: say.exchange.with,
          cell: ({ peerOrigin }) => peerName(names, peerOrigin),
        },
        { heading: say.exchange.arrivals.arrived, cell: ({ at }) => when(say, at) },
        {
          heading: words.why,
          cell: ({ why }) =>
            why === 'toRead' ? words.toRead : html`<bdi lang="en">${visiblePlain(why, 500)}</bdi>`,
        },
        {
          heading: words.next,
          cell: (one) => {
            const address = requestOf(one);
            return html`${address === undefined ? nothing : html`<a href="${address}">${words.toRequest}</a>`}
            ${pressButton(`${ARRIVALS}/${one.id}/seen-to`, words.done, nameOf(one))}`;
          },
        },
      ],
      waiting,
    )}`;
}

export function urgencyTag(say: Messages, urgency: ArrivedRequest['said']['urgency']): Html {
  return tag(urgency === 'normal' ? 'plain' : 'warn', say.requestLife.urgencies[urgency]);
}

/** `cases`: into which who looks may take it. */
export function arrivalPage(
  say: Messages,
  arrived: ArrivedRequest,
  {
    cases,
    seal,
    names,
  }: { readonly cases: readonly CaseToChoose[]; readonly seal: SealStanding; readonly names: PeerNames },
): View {
  const words = say.exchange.arrivals;
  const title = visiblePlain(arrived.said.reference, 100);
  const take = html`<p>
    <a class="govuk-button" href="${ARRIVALS}/${arrived.message}/take">${words.take}</a>
  </p>`;
  return {
    title,
    place: 'work',
    crumbs: [{ words: words.title, href: ARRIVALS }, { words: title }],
    main: html`<h1><bdi>${title}</bdi></h1>
      ${facts([
        [words.from, peerName(names, arrived.peerOrigin)],
        [words.urgency, urgencyTag(say, arrived.said.urgency)],
        [words.arrived, when(say, arrived.arrivedAt)],
      ])}
      ${arrived.isNotice ? html`<p>${say.exchange.notice.arrived}</p>` : nothing}
      ${conditionsOf(say, arrived.said)}
      ${seal !== 'open' ? sealedHtml(say, arrived, seal) : cases.length === 0 ? html`<p>${words.noCase}</p>` : take}`,
  };
}

/** What whoever reads it is bound to. */
export function conditionsOf(say: Messages, { sealed }: ArrivedRequest['said']): Html {
  if (sealed === undefined) return nothing;
  const { confidential, use } = sealed;
  return html`<h2>${say.exchange.sealed.title}</h2>
    ${confidential ? html`<p>${say.exchange.sealed.confidential}</p>` : nothing}
    ${use === undefined ? nothing : html`<p dir="auto">${visiblePlain(use, 20_000)}</p>`}`;
}

function sealedHtml(say: Messages, { message }: ArrivedRequest, seal: Exclude<SealStanding, 'open'>): Html {
  const words = say.exchange.sealed;
  const address = `${ARRIVALS}/${message}`;
  if (seal === 'awaitsKey') return note('plain', html`<p>${words.awaitsKey}</p>`);
  if (seal === 'declined') return note('plain', html`<p>${words.declined}</p>`);
  return html`<p>${words.lead}</p>
    ${form(nothing, words.accept, `${address}/accept`)}
    <p><a class="govuk-button govuk-button--secondary" href="${address}/decline">${words.decline}</a></p>`;
}

export interface PeerSeen {
  readonly agency: string;
  readonly origin: string;
  readonly line: string | undefined;
  readonly stop: PeerStop | undefined;
  readonly validUntil: Date;
  readonly digits: string;
  readonly words: string;
  readonly waiting: number;
  readonly failed: number;
  /** As it was asked last; undefined: not yet. */
  readonly probe: Probe | undefined;
  /** It was told then that our database was restored, and has not answered. */
  readonly silentSince: Date | undefined;
}

interface ExchangeSeen {
  readonly own: PeerDocument | undefined;
  /** Of our own log. */
  readonly digits: string;
  readonly words: string;
  readonly peers: readonly PeerSeen[];
  readonly refused: readonly { readonly origin: string; readonly what: string; readonly times: number }[];
  readonly now: Date;
  /** Peers that offer to cosign our log. */
  readonly witnesses: readonly string[];
  readonly notice: string | undefined;
}

export function exchangePage(say: Messages, seen: ExchangeSeen): View {
  const words = say.exchange.settings;
  const view = settingPage(
    say,
    say.exchange.title,
    { errors: {}, notice: seen.notice },
    html`<p class="c-lead">${words.lead}</p>
      ${seen.own === undefined ? notSetUp(say) : ours(say, seen.own, seen)}
      <p><a href="/settings/exchange/mailbox">${words.toMailbox}</a></p>
      <h2>${words.peers}</h2>
      ${
        seen.peers.length === 0
          ? html`<p>${words.noPeers}</p>`
          : seen.peers.map((peer) => peerSection(say, peer, seen.now))
      }
      ${witnessSection(say, seen.witnesses)}
      ${seen.refused.length === 0 ? nothing : refusedTable(say, seen.refused)}`,
  );
  return { ...view, isQuestion: false };
}

function witnessSection(say: Messages, offered: readonly string[]): Html {
  const words = say.exchange.witnesses;
  if (offered.length === 0) return nothing;
  return html`<h2>${words.title}</h2>
    <p>${words.lead}</p>
    <ul class="govuk-list govuk-list--bullet">
      ${offered.map((name) => html`<li><bdi>${visiblePlain(name, 200)}</bdi></li>`)}
    </ul>
    <p>
      <a class="govuk-button govuk-button--secondary" href="/settings/exchange/witnesses">${words.choose}</a>
    </p>`;
}

function notSetUp(say: Messages): Html {
  return html`<p>${say.exchange.settings.notSetUp}</p>
    <p>
      <code class="c-break" dir="ltr"
        >./comity exchange set-up --kind centralAuthority --url https://… --person …</code
      >
    </p>`;
}

function ours(
  say: Messages,
  own: PeerDocument,
  { digits, words: spoken }: Pick<ExchangeSeen, 'digits' | 'words'>,
): Html {
  const words = say.exchange.settings;
  return html`<h2>${words.ours}</h2>
    ${facts([
      [
        words.line,
        html`<bdi class="c-break">${own.endpoints.line ?? own.endpoints.mail ?? words.noLine}</bdi>`,
      ],
      [
        words.mail,
        own.endpoints.line === undefined || own.endpoints.mail === undefined
          ? undefined
          : html`<bdi class="c-break">${own.endpoints.mail}</bdi>`,
      ],
      [words.serial, numberText(say, own.serial)],
      [words.until, dayText(say, new Date(own.validUntil))],
      [words.digits, html`<code dir="ltr">${digits}</code>`],
      [words.words, html`<code dir="ltr">${spoken}</code>`],
    ])}
    ${own.kinds.includes('provider') ? html`<p><a href="/settings/provider">${say.providerOrders.ours.title}</a></p>` : nothing}
    <p class="c-hint">${words.code}</p>
    <div class="c-qr">${qrSvg(`comity:peer:${own.origin}?${digits.replaceAll(' ', '')}`, words.code)}</div>`;
}

function peerSection(say: Messages, peer: PeerSeen, now: Date): Html {
  const words = say.exchange.settings;
  const standing =
    peer.stop !== undefined
      ? tag('stop', peer.stop.why === 'fork' ? words.stoppedFork : words.stopped)
      : peer.validUntil < now
        ? tag('warn', words.runOut)
        : tag('ok', words.open);
  return html`<section>
    <h3><bdi>${visiblePlain(peer.agency, 200)}</bdi></h3>
    ${facts([
      [say.peers.log, html`<bdi class="c-break">${visiblePlain(peer.origin, 255)}</bdi>`],
      [words.standing, standing],
      [words.line, html`<bdi class="c-break">${peer.line ?? words.noLine}</bdi>`],
      [words.until, dayText(say, peer.validUntil)],
      [words.digits, html`<code dir="ltr">${peer.digits}</code>`],
      [words.words, html`<code dir="ltr">${peer.words}</code>`],
      [words.waiting, numberText(say, peer.waiting)],
      [words.failed, numberText(say, peer.failed)],
      [words.answers, probeText(say, peer.probe)],
      [
        words.fence,
        peer.silentSince === undefined
          ? undefined
          : html`${tag('warn', words.fenceOpen)} ${when(say, peer.silentSince)}<br />${words.fenceWhat}`,
      ],
    ])}
  </section>`;
}

/** Whether anybody is there, and how far its clock is from ours. */
function probeText(say: Messages, probe: Probe | undefined): Html | undefined {
  const words = say.exchange.settings;
  if (probe === undefined) return undefined;
  const { answeredAt, offsetMs = 0, triedAt, error } = probe;
  const offset = Math.round(offsetMs / 1000);
  return html`${
    error === undefined
      ? tag('ok', words.answered)
      : html`${tag('stop', words.noAnswer)} ${when(say, triedAt)} <br /><bdi lang="en"
            >${visiblePlain(error, 500)}</bdi
          >`
  }${answeredAt === undefined ? nothing : html`<br />${when(say, answeredAt)}`}${
    Math.abs(offset) < OFFSET_SHOWN_SECONDS ? nothing : html`<br />${words.offset(offset)}`
  }`;
}

function refusedTable(say: Messages, refused: ExchangeSeen['refused']): Html {
  const words = say.exchange.settings;
  return table<ExchangeSeen['refused'][number]>(
    words.refused,
    [
      {
        heading: say.peers.log,
        cell: ({ origin }) => html`<bdi class="c-break">${visiblePlain(origin, 255)}</bdi>`,
      },
      { heading: words.standing, cell: ({ what }) => html`<code>${what}</code>` },
      { heading: words.refused, cell: ({ times }) => numberText(say, times) },
    ],
    refused,
  );
}
