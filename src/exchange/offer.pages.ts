// Evidence by line on the web: the package that is offered to a peer, and what a peer offers to us.
import { packageCrumbs } from '../evidence/packages/share-list.pages.ts';
import type { SharedPackage } from '../evidence/packages/share.ts';
import type { CustodyOffer } from '../evidence/custody/passing.store.ts';
import type { CaseOfMember } from '../people/case-member.store.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, form, note, table, tag, type Tone } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { isolatedText, sizeText, when } from '../web/when.ts';
import { ARRIVALS } from './desk.pages.ts';
import type { CaseToChoose, PeerToAsk } from './exchange-asks.ts';
import { changesSection, consentSection, consentsToAnswer, noticesHtml } from './consent.pages.ts';
import type { ChangeSeen } from './condition-change.acts.ts';
import type { ConsentSeen, NoticeSeen } from './consent.acts.ts';
import { peerName, type PeerNames } from './peer-name.pages.ts';
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
  names: PeerNames,
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
          cell: ({ file }) => peerName(names, file.peerOrigin),
        },
        { heading: words.until, cell: ({ file }) => when(say, file.until) },
        { heading: words.state, cell: (seen) => statesOf(say, seen) },
      ],
      offers,
    )}`;
}

export function statesOf(say: Messages, { file, custody }: OfferSeen): Html {
  if (file.isCopy)
    return file.answeredAt === undefined
      ? tag('warn', say.exchange.offers.copyStates.open)
      : tag('ok', say.exchange.offers.copyStates.taken);
  const states = [...new Set(custody.map(({ state }) => state))];
  return html`${states.map((state) => tag(TONES[state], say.exchange.offers.states[state]))}`;
}

interface OfferedShown extends OfferSeen {
  readonly said: SaidOffer;
  /** Those into which it may be taken, by who looks. */
  readonly cases: readonly CaseToChoose[];
  /** The case it was taken into, where who looks is in it. */
  readonly into: Pick<CaseOfMember, 'reference'> | undefined;
  readonly isImported: boolean;
  readonly consents: readonly ConsentSeen[];
  readonly notices: readonly NoticeSeen[];
  readonly changes: readonly ChangeSeen[];
  /** Who looks may ask for it. */
  readonly mayAsk: boolean;
  readonly names: PeerNames;
}

export function offeredPage(say: Messages, shown: OfferedShown): View {
  const { file, custody, said } = shown;
  const words = say.exchange.offers;
  const title = visiblePlain(said.reference, 100);
  const conditions = [...new Set(said.exhibits.flatMap((one) => one.conditions))];
  return {
    title,
    place: 'work',
    crumbs: [{ words: say.exchange.arrivals.title, href: ARRIVALS }, { words: title }],
    main: html`<div class="c-titled">
        <h1>${words.package} <bdi>${title}</bdi></h1>
        ${statesOf(say, shown)}
      </div>
      ${file.isCopy ? html`<p>${words.copyLead}</p>` : nothing}
      ${facts([
        [say.exchange.arrivals.from, peerName(shown.names, file.peerOrigin)],
        [
          words.exhibits,
          file.isCopy
            ? html`${said.exhibits.map(({ item }) => html`<bdi>${visiblePlain(item, 100)}</bdi><br />`)}`
            : html`${custody.map(({ item, state }) => html`<bdi>${item}</bdi> ${tag(TONES[state], words.states[state])}<br />`)}`,
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
      ${(file.isCopy ? file.answeredAt === undefined : custody.some(({ state }) => state === 'desk')) ? answering(say, shown) : nothing}
      ${consentSection(say, shown.consents, shown.notices, (conditions.length > 0 || shown.changes.length > 0) && shown.mayAsk ? `${OFFERS}/${file.id}` : undefined)}
      ${changesSection(say, shown.changes, undefined)}`,
  };
}

function answering(say: Messages, shown: OfferedShown): Html {
  const words = say.exchange.offers;
  const address = `${OFFERS}/${shown.file.id}`;
  return html`<section>
      ${shown.file.arrivesAs === undefined ? taking(say, shown, address) : arriving(say, shown, address)}
    </section>
    ${
      shown.file.isCopy
        ? nothing
        : html`<h2>${words.reject}</h2>
            <p>${words.rejectWords}</p>`
    }
    <p>
      <a class="govuk-button govuk-button--secondary" href="${address}/reject"
        >${shown.file.isCopy ? words.setAside : words.reject}</a
      >
    </p>`;
}

function taking(say: Messages, { cases, file }: OfferedShown, address: string): Html {
  const words = say.exchange.offers;
  if (cases.length === 0) return html`<p>${words.noCase}</p>`;
  return html`${file.isCopy ? nothing : html`<p class="c-hint">${words.caseHint}</p>`}
    <p><a class="govuk-button" href="${address}/take">${words.take}</a></p>`;
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
    return html`${file.isCopy ? nothing : html`<p>${words.here}</p>`} ${why}
      <p><a href="/cases/${into.reference}/import/${arrivesAs}">${words.look}</a></p>`;
  if (file.isCopy) return nothing; // its sender is told by itself
  return html`<h2>${words.accept}</h2>
    <p>${words.acceptWords}</p>
    ${form(nothing, words.accept, `${address}/accept`)}`;
}

interface PackageOffered {
  readonly file: CaseOfMember;
  readonly share: SharedPackage;
  readonly offers: readonly (OfferSeen & {
    readonly agency: string;
    readonly consents: readonly ConsentSeen[];
    readonly notices: readonly NoticeSeen[];
    readonly changes: readonly ChangeSeen[];
    /** A condition can be lifted there, or added. */
    readonly mayChange: boolean;
    /** The peer has a mailbox alone. */
    readonly isTooLargeForMail: boolean;
  })[];
  /** To whom it can be offered. */
  readonly peers: readonly PeerToAsk[];
  readonly mayAct: boolean;
}

export function packageOfferPage(say: Messages, shown: PackageOffered): View {
  const { file, share, offers, peers, mayAct } = shown;
  const words = say.exchange.offers;
  const address = `/cases/${file.reference}/packages/${share.id}/exchange`;
  return {
    title: words.offerTitle,
    place: 'cases',
    crumbs: packageCrumbs(say, { file, share }, words.offerTitle, true),
    main: html`<h1>${words.offerTitle}</h1>
      <p class="c-lead">${offers.some((one) => one.file.isCopy) ? words.copyLead : words.offerLead}</p>
      ${offers.map((one) => offeredSection(say, one, mayAct ? address : undefined))}
      ${
        offers.length > 0
          ? nothing
          : !mayAct || peers.length === 0
            ? html`<p>${say.exchange.noPeer}</p>`
            : html`<p><a class="govuk-button" href="${address}/offer">${words.offer}</a></p>`
      }`,
  };
}

function offeredSection(
  say: Messages,
  {
    file,
    custody,
    agency,
    consents,
    notices,
    changes,
    mayChange,
    isTooLargeForMail,
  }: PackageOffered['offers'][number],
  address: string | undefined,
): Html {
  const words = say.exchange.offers;
  const isOpen = custody.some(({ state }) => state === 'open');
  return html`<section>
    <h2><bdi>${visiblePlain(agency, 200)}</bdi> ${statesOf(say, { file, custody })}</h2>
    ${facts([
      [
        words.exhibits,
        file.isCopy
          ? undefined
          : html`${custody.map(({ item, state }) => html`<bdi>${item}</bdi> ${tag(TONES[state], words.states[state])}<br />`)}`,
      ],
      [words.size, file.attachment === undefined ? words.sealing : sizeText(say, file.attachment.size)],
      [words.until, when(say, file.until)],
      [
        words.destroyedThere,
        file.destroyedThere.length === 0 ? undefined : isolatedText(say, file.destroyedThere.join(' ')),
      ],
      [words.calledBack, file.calledBackAt === undefined ? undefined : when(say, file.calledBackAt)],
    ])}
    ${isTooLargeForMail && isOpen ? note('warn', html`<p>${words.tooLargeForMail}</p>`) : nothing}
    ${whyNot(say, file)}
    ${
      address === undefined || !isOpen || file.conversation === undefined || file.calledBackAt !== undefined
        ? nothing
        : html`<p>${words.callBackWords}</p>
            ${form(nothing, words.callBack, `${address}/${file.id}/back`, true)}`
    }
    ${consentsToAnswer(say, consents, address)} ${noticesHtml(say, notices)}
    ${changesSection(say, changes, address !== undefined && mayChange ? `${address}/${file.id}/conditions` : undefined)}
  </section>`;
}
