// The desk of what came through the exchange, and the page of an administrator: our document, the peers, what waits.
import { settingPage } from '../people/setting.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { choices, errorSummary, facts, form, table, tag, type Errors } from '../web/parts.ts';
import { qrSvg } from '../web/qr.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { dayText, numberText, when } from '../web/when.ts';
import type { PeerDocument } from './peer-document.ts';
import type { PeerStop } from './peer-document.store.ts';
import type { ArrivedRequest } from './request-exchange.acts.ts';

export const ARRIVALS = '/arrivals';

export function arrivalsPage(say: Messages, arrived: readonly ArrivedRequest[]): View {
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
                  cell: ({ peerOrigin }) => html`<bdi class="c-break">${peerOrigin}</bdi>`,
                },
                { heading: words.urgency, cell: ({ said }) => urgencyTag(say, said.urgency) },
                { heading: words.arrived, cell: ({ arrivedAt }) => when(say, arrivedAt) },
              ],
              arrived,
            )
      }`,
  };
}

function urgencyTag(say: Messages, urgency: ArrivedRequest['said']['urgency']): Html {
  return tag(urgency === 'normal' ? 'plain' : 'warn', say.requestLife.urgencies[urgency]);
}

export interface CaseToChoose {
  readonly reference: string;
  readonly title: string;
}

export function takePage(
  say: Messages,
  arrived: ArrivedRequest,
  { cases, errors }: { readonly cases: readonly CaseToChoose[]; readonly errors: Errors },
): View {
  const words = say.exchange.arrivals;
  const title = visiblePlain(arrived.said.reference, 100);
  const list = cases.map(({ reference, title: name }) => ({
    value: reference,
    words: html`${reference} <bdi>${visiblePlain(name, 100)}</bdi>`,
  }));
  return {
    title,
    place: 'work',
    crumbs: [{ words: words.title, href: ARRIVALS }, { words: title }],
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      <h1><bdi>${title}</bdi></h1>
      ${facts([
        [words.from, html`<bdi class="c-break">${arrived.peerOrigin}</bdi>`],
        [words.urgency, urgencyTag(say, arrived.said.urgency)],
        [words.arrived, when(say, arrived.arrivedAt)],
      ])}
      ${
        cases.length === 0
          ? html`<p>${words.noCase}</p>`
          : form(
              choices(
                say,
                { name: 'case', kind: 'radios', legend: words.case, hint: words.caseHint, list },
                errors,
              ),
              words.take,
              `${ARRIVALS}/${arrived.message}`,
            )
      }`,
  };
}

export interface PeerSeen {
  readonly agency: string;
  readonly origin: string;
  readonly line: string | undefined;
  readonly stop: PeerStop | undefined;
  readonly validUntil: Date;
  readonly digits: string;
  readonly waiting: number;
  readonly failed: number;
}

export interface ExchangeSeen {
  readonly own: PeerDocument | undefined;
  /** Of our own log. */
  readonly digits: string;
  readonly peers: readonly PeerSeen[];
  readonly refused: readonly { readonly origin: string; readonly what: string; readonly times: number }[];
  readonly now: Date;
}

export function exchangePage(say: Messages, seen: ExchangeSeen): View {
  const words = say.exchange.settings;
  const view = settingPage(
    say,
    say.exchange.title,
    { errors: {}, notice: undefined },
    html`<p class="c-lead">${words.lead}</p>
      ${seen.own === undefined ? notSetUp(say) : ours(say, seen.own, seen.digits)}
      <h2>${words.peers}</h2>
      ${
        seen.peers.length === 0
          ? html`<p>${words.noPeers}</p>`
          : seen.peers.map((peer) => peerSection(say, peer, seen.now))
      }
      ${seen.refused.length === 0 ? nothing : refusedTable(say, seen.refused)}`,
  );
  return { ...view, isQuestion: false };
}

function notSetUp(say: Messages): Html {
  return html`<p>${say.exchange.settings.notSetUp}</p>
    <p>
      <code class="c-break" dir="ltr"
        >./comity exchange set-up --kind centralAuthority --url https://… --person …</code
      >
    </p>`;
}

function ours(say: Messages, own: PeerDocument, digits: string): Html {
  const words = say.exchange.settings;
  return html`<h2>${words.ours}</h2>
    ${facts([
      [words.line, html`<bdi class="c-break">${own.endpoints.line ?? words.noLine}</bdi>`],
      [words.serial, numberText(say, own.serial)],
      [words.until, dayText(say, new Date(own.validUntil))],
      [words.digits, html`<code dir="ltr">${digits}</code>`],
    ])}
    <div class="c-qr">${qrSvg(`comity:peer:${own.origin}?${digits.replaceAll(' ', '')}`, words.code)}</div>`;
}

function peerSection(say: Messages, peer: PeerSeen, now: Date): Html {
  const words = say.exchange.settings;
  const standing =
    peer.stop !== undefined
      ? tag('stop', words.stopped)
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
      [words.waiting, numberText(say, peer.waiting)],
      [words.failed, numberText(say, peer.failed)],
    ])}
  </section>`;
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
