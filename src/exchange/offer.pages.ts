// Evidence by line on the web: the package that is offered to a peer, and what a peer offers to us.
import { packageCrumbs } from '../evidence/packages/share-list.pages.ts';
import type { SharedPackage } from '../evidence/packages/share.ts';
import type { CustodyOffer } from '../evidence/custody/passing.store.ts';
import type { CaseOfMember } from '../people/case-member.store.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import {
  choices,
  errorSummary,
  facts,
  field,
  form,
  hidden,
  table,
  tag,
  type Errors,
  type Tone,
} from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { sizeText, when } from '../web/when.ts';
import type { PeerToAsk } from './conversation.pages.ts';
import { ARRIVALS, type CaseToChoose } from './desk.pages.ts';
import { consentSection, consentsToAnswer, type Asking } from './consent.pages.ts';
import type { ConsentSeen } from './consent.acts.ts';
import type { OfferFile } from './offer.store.ts';
import type { SaidOffer } from './offered.acts.ts';

export const OFFERS = `${ARRIVALS}/evidence`;

const TONES: { readonly [state in CustodyOffer['state']]: Tone } = {
  open: 'plain',
  desk: 'warn',
  accepted: 'ok',
  rejected: 'stop',
};

export interface OfferSeen {
  readonly file: OfferFile;
  readonly custody: readonly CustodyOffer[];
}

/** On the desk of what came, where there is any. */
export function offersTable(
  say: Messages,
  offers: readonly (OfferSeen & { readonly said: SaidOffer })[],
): Html {
  const words = say.exchange.offers;
  if (offers.length === 0) return nothing;
  return html`<h2>${words.title}</h2>
    ${table<(typeof offers)[number]>(
      words.title,
      [
        {
          heading: words.package,
          cell: ({ file, said }) =>
            html`<a href="${OFFERS}/${file.id}"><bdi>${visiblePlain(said.reference, 100)}</bdi></a>`,
        },
        {
          heading: say.exchange.arrivals.from,
          cell: ({ file }) => html`<bdi class="c-break">${visiblePlain(file.peerOrigin, 255)}</bdi>`,
        },
        { heading: words.until, cell: ({ file }) => when(say, file.until) },
        { heading: words.state, cell: ({ custody }) => statesOf(say, custody) },
      ],
      offers,
    )}`;
}

function statesOf(say: Messages, custody: readonly CustodyOffer[]): Html {
  const states = [...new Set(custody.map(({ state }) => state))];
  return html`${states.map((state) => tag(TONES[state], say.exchange.offers.states[state]))}`;
}

export interface OfferedShown extends OfferSeen {
  readonly said: SaidOffer;
  /** Those into which it may be taken, by who looks. */
  readonly cases: readonly CaseToChoose[];
  /** The case it was taken into, where who looks is in it. */
  readonly into: Pick<CaseOfMember, 'reference'> | undefined;
  readonly isImported: boolean;
  readonly consents: readonly ConsentSeen[];
  /** Where who looks may ask for it. */
  readonly asking: Asking | undefined;
  readonly errors: Errors;
}

export function offeredPage(say: Messages, shown: OfferedShown): View {
  const { file, custody, said, errors } = shown;
  const words = say.exchange.offers;
  const title = visiblePlain(said.reference, 100);
  const conditions = [...new Set(said.exhibits.flatMap((one) => one.conditions))];
  return {
    title,
    place: 'work',
    crumbs: [{ words: say.exchange.arrivals.title, href: ARRIVALS }, { words: title }],
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      <h1><bdi>${title}</bdi> ${statesOf(say, custody)}</h1>
      ${facts([
        [say.exchange.arrivals.from, html`<bdi class="c-break">${visiblePlain(file.peerOrigin, 255)}</bdi>`],
        [
          words.exhibits,
          html`${custody.map(({ item, state }) => html`<bdi>${item}</bdi> ${tag(TONES[state], words.states[state])}<br />`)}`,
        ],
        [
          words.conditions,
          conditions.length === 0
            ? words.noConditions
            : html`${conditions.map((one) => html`<bdi>${visiblePlain(one, 1000)}</bdi><br />`)}`,
        ],
        [words.size, sizeText(say, file.attachment?.size ?? 0)],
        [words.until, when(say, file.until)],
      ])}
      ${custody.some(({ state }) => state === 'desk') ? answering(say, shown) : nothing}
      ${consentSection(say, shown.consents, conditions.length === 0 ? undefined : shown.asking)}`,
  };
}

function answering(say: Messages, shown: OfferedShown): Html {
  const words = say.exchange.offers;
  const address = `${OFFERS}/${shown.file.id}`;
  return html`<section>
      ${shown.file.arrivesAs === undefined ? taking(say, shown, address) : arriving(say, shown, address)}
    </section>
    <h2>${words.reject}</h2>
    <p>${words.rejectWords}</p>
    ${form(
      html`${hidden('act', 'reject')}${field(say, { name: 'reason', label: words.reason, value: '', rows: 3 }, shown.errors)}`,
      words.reject,
      address,
      true,
    )}`;
}

function taking(say: Messages, { cases, errors }: OfferedShown, address: string): Html {
  const words = say.exchange.offers;
  const list = cases.map(({ reference, title }) => ({
    value: reference,
    words: html`${reference} <bdi>${visiblePlain(title, 100)}</bdi>`,
  }));
  if (cases.length === 0) return html`<p>${words.noCase}</p>`;
  const asked = { name: 'case', kind: 'radios', legend: words.case, hint: words.caseHint, list } as const;
  return form(html`${hidden('act', 'take')}${choices(say, asked, errors)}`, words.take, address);
}

function whyNot(say: Messages, { lastError }: OfferFile): Html {
  if (lastError === undefined) return nothing;
  return html`<p class="c-hint">
    ${say.exchange.lastTry}${say.language.colon}<bdi lang="en">${visiblePlain(lastError, 500)}</bdi>
  </p>`;
}

/** From the first part until it can be accepted. */
function arriving(say: Messages, { file, into, isImported }: OfferedShown, address: string): Html {
  const words = say.exchange.offers;
  if (into === undefined) return html`<p>${words.inOtherCase}</p>`;
  const { attachment, have, hereAt, arrivesAs = '' } = file;
  const why = whyNot(say, file);
  if (hereAt === undefined)
    return html`<p>${words.fetching(sizeText(say, have), sizeText(say, attachment?.size ?? 0))}</p>
      ${why}`;
  if (!isImported)
    return html`<p>${words.here}</p>
      ${why}
      <p><a href="/cases/${into.reference}/import/${arrivesAs}">${words.look}</a></p>`;
  return html`<h2>${words.accept}</h2>
    <p>${words.acceptWords}</p>
    ${form(hidden('act', 'accept'), words.accept, address)}`;
}

export interface PackageOffered {
  readonly file: CaseOfMember;
  readonly share: SharedPackage;
  readonly offers: readonly (OfferSeen & {
    readonly agency: string;
    readonly consents: readonly ConsentSeen[];
  })[];
  /** To whom it can be offered. */
  readonly peers: readonly PeerToAsk[];
  readonly mayAct: boolean;
  readonly errors: Errors;
}

export function packageOfferPage(say: Messages, shown: PackageOffered): View {
  const { file, share, offers, peers, mayAct, errors } = shown;
  const words = say.exchange.offers;
  const address = `/cases/${file.reference}/packages/${share.id}/exchange`;
  const list = peers.map(({ origin, agency, line }) => ({
    value: origin,
    words: html`<bdi>${visiblePlain(agency, 200)}</bdi>`,
    hint: line ?? say.exchange.settings.noLine,
  }));
  const asked = { name: 'peer', kind: 'radios', legend: words.to, hint: words.toHint, list } as const;
  return {
    title: words.offerTitle,
    place: 'cases',
    crumbs: packageCrumbs(say, { file, share }, words.offerTitle, true),
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      <h1>${words.offerTitle}</h1>
      <p class="c-lead">${words.offerLead}</p>
      ${offers.map((one) => offeredSection(say, one, mayAct ? address : undefined, errors))}
      ${
        offers.length > 0
          ? nothing
          : !mayAct || list.length === 0
            ? html`<p>${say.exchange.noPeer}</p>`
            : form(choices(say, asked, errors), words.offer, address)
      }`,
  };
}

function offeredSection(
  say: Messages,
  { file, custody, agency, consents }: PackageOffered['offers'][number],
  address: string | undefined,
  errors: Errors,
): Html {
  const words = say.exchange.offers;
  const isOpen = custody.some(({ state }) => state === 'open');
  return html`<section>
    <h2><bdi>${visiblePlain(agency, 200)}</bdi> ${statesOf(say, custody)}</h2>
    ${facts([
      [
        words.exhibits,
        html`${custody.map(({ item, state }) => html`<bdi>${item}</bdi> ${tag(TONES[state], words.states[state])}<br />`)}`,
      ],
      [words.size, file.attachment === undefined ? words.sealing : sizeText(say, file.attachment.size)],
      [words.until, when(say, file.until)],
      [words.calledBack, file.calledBackAt === undefined ? undefined : when(say, file.calledBackAt)],
    ])}
    ${whyNot(say, file)}
    ${
      address === undefined || !isOpen || file.conversation === undefined || file.calledBackAt !== undefined
        ? nothing
        : html`<p>${words.callBackWords}</p>
            ${form(hidden('callBack', file.peerOrigin), words.callBack, address, true)}`
    }
    ${consentsToAnswer(say, consents, address, errors)}
  </section>`;
}
