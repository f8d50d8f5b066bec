// The packages of a case: the list, one of them, the second person's decision, and what waits on "My work".
import type { Uuid } from '../../base/ids.ts';
import { caseCrumbs } from '../../cases/cases.pages.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { inCase } from '../../people/policy.ts';
import { factsOf } from '../../web/fields/record.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { done, facts, note, railSection, table, tag, type Tone } from '../../web/parts.ts';
import { sizeText, when } from '../../web/when.ts';
import { signature, type Signs } from '../exhibits/exhibit-about.pages.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { basisText, certificateHtml, receiverText, whatLeaves, type Contents } from './share.pages.ts';
import { SHARE } from './share-form.ts';
import { spokenDigest, stateOf, type SharedPackage, type ShareState } from './share.ts';
import type { Filed, WaitingShare } from './share.store.ts';

const TONES: { readonly [state in ShareState]: Tone } = {
  asked: 'warn',
  withdrawn: 'plain',
  making: 'plain',
  notMade: 'stop',
  made: 'ok',
  removed: 'plain',
};

interface ShareList {
  readonly file: CaseOfMember;
  readonly shares: readonly SharedPackage[];
  readonly next: Uuid | undefined;
  readonly notice: string | undefined;
}

export function packagesPage(say: Messages, { file, shares, next, notice }: ShareList): View {
  const words = say.share;
  const address = `/cases/${file.reference}/packages`;
  return {
    title: words.list,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.list }],
    main: html`${notice === undefined ? nothing : done(notice)}
      <h1>${words.ofCase}</h1>
      <p class="c-lead">${words.listLead}</p>
      ${
        inCase(file.role, 'shareEvidence') === 'no'
          ? nothing
          : html`<p class="c-buttons">
              <a class="govuk-button" href="/cases/${file.reference}/share">${words.title}</a>
            </p>`
      }
      ${
        shares.length === 0
          ? html`<p>${words.noPackages}</p>`
          : table<SharedPackage>(
              words.list,
              [
                {
                  heading: words.to,
                  cell: (one) => html`<a href="${address}/${one.id}">${receiverText(say, one)}</a>`,
                },
                { heading: words.answers.exhibits, cell: (one) => exhibitsText(one) },
                { heading: words.asked, cell: (one) => when(say, one.askedAt) },
                { heading: words.stateHeading, cell: (one) => stateTag(say, one) },
              ],
              shares,
            )
      }
      ${next === undefined ? nothing : html`<p><a href="${address}?after=${next}">${words.olderOnes}</a></p>`}`,
  };
}

function exhibitsText({ exhibits }: SharedPackage): string {
  const shown = exhibits.slice(0, 3).join(', ');
  return exhibits.length > 3 ? `${shown} … (${exhibits.length})` : shown;
}

function stateTag(say: Messages, one: SharedPackage): Html {
  const state = stateOf(one);
  return tag(TONES[state], say.share.states[state]);
}

interface ShareShown {
  readonly file: CaseOfMember;
  readonly share: SharedPackage;
  readonly contents: Contents;
  readonly viewer: Uuid;
  readonly notice: string | undefined;
  /** The file is on this machine. */
  readonly isHere: boolean;
  readonly receipts: readonly Filed[];
  /** The receipt just filed was signed with another service key than the confirmed one. */
  readonly isOtherService: boolean;
}

export function packagePage(say: Messages, shown: ShareShown): View {
  const { share, file, notice } = shown;
  const words = say.share;
  const title = words.packageFor(visiblePlain(share.receiver.name, 200));
  return {
    title,
    place: 'cases',
    crumbs: packageCrumbs(say, shown, title),
    main: html`${notice === undefined ? nothing : done(notice)}
      <div class="c-titled">
        <h1>${title}</h1>
        ${stateTag(say, share)}
      </div>
      ${stateHtml(say, shown)} ${receipts(say, shown)} ${whatLeaves(say, share, shown.contents)}
      ${share.records === undefined ? nothing : certificateHtml(say, share.records)}`,
    aside: html`${railSection(words.answers.receiver, about(say, shown))} ${byLine(say, shown)}
    ${
      share.made === undefined
        ? nothing
        : railSection(
            words.checkIt,
            html`<p>${words.checkWords}</p>
              <p><a href="/check">${words.checkLink}</a></p>
              <p>${words.checkFiles}</p>
              <ul class="govuk-list">
                <li><a href="/check/comity-verify.html" download>comity-verify.html</a></li>
                <li><a href="/check/comity-verify.mjs" download>comity-verify.mjs</a></li>
              </ul>`,
          )
    }
    ${stateOf(share) === 'made' && inCase(file.role, 'shareEvidence') !== 'no' ? railSection(words.remove, removal(say, shown)) : nothing}`,
  };
}

export function packageCrumbs(
  say: Messages,
  { file, share }: Pick<ShareShown, 'file' | 'share'>,
  here: string,
  isDeciding = false,
) {
  const address = `/cases/${file.reference}/packages`;
  return [
    ...caseCrumbs(say, file),
    { words: say.share.list, href: address },
    isDeciding
      ? {
          words: say.share.packageFor(visiblePlain(share.receiver.name, 200)),
          href: `${address}/${share.id}`,
        }
      : { words: here },
    ...(isDeciding ? [{ words: here }] : []),
  ];
}

function stateHtml(say: Messages, shown: ShareShown): Html {
  const words = say.share;
  const { share, file, viewer } = shown;
  const address = `/cases/${file.reference}/packages/${share.id}`;
  const mayShare = inCase(file.role, 'shareEvidence') !== 'no';
  switch (stateOf(share)) {
    case 'asked':
      if (share.askedBy.id === viewer)
        return html`${note('warn', html`<p>${words.isOwn}</p>`)}
          <form method="post" action="${address}/withdraw">
            <p><button type="submit" class="c-linkbutton">${words.takeBack}</button></p>
          </form>`;
      return mayShare
        ? html`<p class="c-buttons"><a class="govuk-button" href="${address}/decide">${words.decide}</a></p>`
        : nothing;
    case 'making':
      return html`<p class="c-buttons">
        <a class="govuk-button" href="/jobs/${share.id}">${words.progress}</a>
      </p>`;
    case 'notMade':
      return note(
        'stop',
        html`<p>${words.notMadeWords}</p>
          ${share.job === undefined ? nothing : html`<p><a href="/jobs/${share.id}">${words.why}</a></p>`}`,
      );
    case 'made':
      if (!shown.isHere) return html`${note('stop', html`<p>${words.notHere}</p>`)} ${digest(say, share)}`;
      return html`${mayShare ? download(say, shown, address) : nothing} ${digest(say, share)}`;
    case 'removed':
      return digest(say, share);
    case 'withdrawn':
      return nothing;
  }
}

function download(say: Messages, { share }: ShareShown, address: string): Html {
  const words = say.share;
  return html`<p class="c-buttons">
      <a class="govuk-button" href="${address}/file" download>${words.download}</a>
    </p>
    <p class="c-hint">${words.downloadWords(sizeText(say, share.made?.bytes ?? 0))}</p>`;
}

function digest(say: Messages, { made }: SharedPackage): Html {
  if (made === undefined) return nothing;
  const words = say.share;
  return html`<h2>${words.digest}</h2>
    <p><code class="c-digest c-digest--spoken">${spokenDigest(made.noteSha256)}</code></p>
    <p>${words.digestWords}</p>`;
}

function about(say: Messages, { share }: Pick<ShareShown, 'share'>): Html {
  const words = say.share;
  const { handsOver, purpose, ground } = share;
  return facts([
    [words.to, receiverText(say, share)],
    [words.basisKind, basisText(say, share)],
    ...factsOf(say, SHARE, { handsOver, purpose, ground }),
    [words.answers.encryption, share.recipient === undefined ? words.notEncrypted : words.encrypted],
    [words.askedBy, html`${share.askedBy.name}<br />${when(say, share.askedAt)}`],
    [words.confirmedBy, share.needsSecond && share.outcome === 'confirmed' ? share.decidedBy : undefined],
  ]);
}

/** Where custody was offered: what came back, and the way to file it. */
function receipts(say: Messages, { file, share, receipts: filed, isOtherService }: ShareShown): Html {
  const words = say.share.receipt;
  if (share.made === undefined || share.handsOver !== 'custody') return nothing;
  const mayFile = inCase(file.role, 'shareEvidence') !== 'no' && filed.length < share.exhibits.length;
  return html`<h2>${words.filed}</h2>
    ${isOtherService ? note('warn', html`<p>${words.otherService}</p>`) : nothing}
    ${
      filed.length === 0
        ? html`<p>${words.none}</p>`
        : facts(filed.map(({ number, at }) => [number, when(say, at)]))
    }
    ${
      mayFile
        ? html`<p class="c-buttons">
            <a
              class="govuk-button govuk-button--secondary"
              href="/cases/${file.reference}/packages/${share.id}/receipt"
              >${words.act}</a
            >
          </p>`
        : nothing
    }`;
}

/** To a peer by line, or to a person outside of the case. */
function byLine(say: Messages, { file, share }: ShareShown): Html {
  if (share.made === undefined) return nothing;
  if (share.handsOver === 'copy')
    return railSection(
      say.portal.disclose.title,
      html`<p>${say.portal.disclose.railWords}</p>
        <p>
          <a href="/cases/${file.reference}/packages/${share.id}/disclosures">${say.portal.disclose.title}</a>
        </p>`,
    );
  const address = `/cases/${file.reference}/packages/${share.id}/exchange`;
  return railSection(
    say.exchange.title,
    html`<p><a href="${address}">${say.exchange.offers.offerTitle}</a></p>`,
  );
}

function removal(say: Messages, { file, share }: ShareShown): Html {
  const words = say.share;
  return html`<form method="post" action="/cases/${file.reference}/packages/${share.id}/remove">
    <p>${words.removeWords}</p>
    <button class="govuk-button govuk-button--secondary" type="submit">${words.remove}</button>
  </form>`;
}

/** For the second person: what would leave, and to whom. */
export function askedHtml(
  say: Messages,
  { share, contents, signs }: Pick<ShareShown, 'share' | 'contents'> & { readonly signs: Signs },
): Html {
  return html`<p class="c-lead">${say.share.decideLead(share.askedBy.name)}</p>
    ${about(say, { share })} ${whatLeaves(say, share, contents)} ${signature(say, signs)}`;
}

/** On "My work" of who could confirm. */
export function waitingSharesHtml(say: Messages, list: readonly WaitingShare[]): Html {
  const words = say.share;
  if (list.length === 0) return nothing;
  const receiver = (one: WaitingShare): string => visiblePlain(one.receiver, 200);
  return html`<h2>${words.waitingTitle}</h2>
    ${table<WaitingShare>(
      words.waitingTitle,
      [
        { heading: words.to, cell: receiver },
        {
          heading: say.jobs.inCase,
          cell: (one) => html`<a href="/cases/${one.reference}">${one.reference}</a>`,
        },
        { heading: words.askedBy, cell: (one) => one.by },
        { heading: say.handOver.waitsSince, cell: (one) => when(say, one.at) },
        {
          heading: say.handOver.act,
          cell: (one) =>
            html`<a href="/cases/${one.reference}/packages/${one.id}/decide"
              >${words.decide}<span class="govuk-visually-hidden"
                >${say.language.colon}${words.aboutTo(receiver(one))}</span
              ></a
            >`,
        },
      ],
      list,
    )}`;
}
