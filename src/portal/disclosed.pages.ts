// What was disclosed to a person, as that person reads and checks it: the list, and one exhibit with its files, its custody and its proof.
import { custodyLineHtml } from '../evidence/custody/custody-line.pages.ts';
import type { PackagedEvent } from '../evidence/events/event.ts';
import { spokenDigest, type ShareLine, type SharedPackage } from '../evidence/packages/share.ts';
import { passkeyTable, addPasskey } from '../people/account.pages.ts';
import type { Disclosure } from '../people/disclosure.store.ts';
import type { PasskeySeen } from '../people/session.store.ts';
import type { StoredFile } from '../platform/object-store.ts';
import { factsOf } from '../web/fields/record.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import {
  done,
  errorSummary,
  facts,
  field,
  form,
  note,
  railSection,
  table,
  type Errors,
} from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { numberText, sizeText, when } from '../web/when.ts';
import { askedOf, DISCLOSE } from './disclosure.ts';

export const DISCLOSED = '/portal/disclosed';
const exhibitDisclosed = (number: string, path = ''): string => `${DISCLOSED}/exhibits/${number}${path}`;

/** Each name within the address as it is. */
const fileAddress = (number: string, path: string): string =>
  exhibitDisclosed(number, `/files/${path.split('/').map(encodeURIComponent).join('/')}`);

/** At the door: the code that came by another road. */
export function openPage(
  say: Messages,
  token: string,
  { isOver, errors }: { readonly isOver: boolean; readonly errors: Errors },
): View {
  const words = say.portal.disclosed;
  const asked = { name: 'code', label: words.codeAsk, hint: words.codeHint, isHeading: true } as const;
  return {
    title: words.codeAsk,
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    scripts: ['passkey.js'],
    main: isOver
      ? html`<h1>${words.codeOver}</h1>
          <p>${words.codeOverWords}</p>
          ${withPasskey(say)}`
      : html`${errorSummary(say, errors)}
        ${form(
          field(say, { ...asked, width: 'short', autocomplete: 'one-time-code' }, errors),
          words.open,
          `/portal/open/${token}`,
        )}
        ${withPasskey(say)}`,
  };
}

function withPasskey(say: Messages): Html {
  return html`<div class="c-passkey" data-passkey="signIn" data-next="${DISCLOSED}" hidden>
    <p class="c-or">${say.portal.disclosed.orPasskey}</p>
    <button type="button" class="govuk-button govuk-button--secondary">${say.signIn.passkey}</button>
    <p class="govuk-error-message" role="alert" data-failed="other" hidden>${say.signIn.passkeyFailed}</p>
    <p class="govuk-error-message" role="alert" data-failed="busy" hidden>${say.signIn.passkeyBusy}</p>
  </div>`;
}

interface DisclosedList {
  readonly disclosure: Disclosure;
  readonly agency: string;
  /** Undefined: nothing of it is given any more. */
  readonly found: { readonly share: SharedPackage; readonly lines: readonly ShareLine[] } | undefined;
}

export function disclosedPage(say: Messages, { disclosure, agency, found }: DisclosedList): View {
  const words = say.portal.disclosed;
  const { proceeding, until } = askedOf(disclosure);
  const about = facts([
    [words.by, html`<bdi>${agency}</bdi>`],
    [words.capacity, html`<bdi>${visiblePlain(disclosure.capacity, 200)}</bdi>`],
    ...factsOf(say, DISCLOSE, { proceeding, until }),
    [words.purpose, found && html`<bdi>${visiblePlain(found.share.purpose, 400)}</bdi>`],
  ]);
  if (found === undefined || found.lines.length === 0)
    return {
      title: words.title,
      place: 'portal',
      main: html`<h1>${words.title}</h1>
        ${note('warn', html`<p>${words.nothingNow}</p>`)} ${about}`,
    };
  const { share, lines } = found;
  return {
    title: words.title,
    place: 'portal',
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${conditionsNote(say, lines)}
      ${table<ShareLine>(
        words.exhibits,
        [
          {
            heading: say.share.exhibit,
            cell: ({ number, title }) =>
              html`<a href="${exhibitDisclosed(number)}"><bdi>${visiblePlain(title, 200)}</bdi></a
                ><br /><span class="c-hint">${number}</span>`,
          },
          { heading: say.share.files, cell: ({ files }) => numberText(say, files), isNumber: true },
          { heading: say.share.size, cell: ({ bytes }) => sizeText(say, bytes), isNumber: true },
        ],
        lines,
      )}
      <h2>${words.package}</h2>
      <p>${words.packageWords}</p>
      <p class="c-buttons">
        <a class="govuk-button" href="${DISCLOSED}/package" download
          >${words.download(sizeText(say, share.made?.bytes ?? 0))}</a
        >
      </p>
      ${share.recipient === undefined ? nothing : html`<p class="c-hint">${say.share.encrypted}</p>`}
      <h2>${words.digest}</h2>
      <p><code class="c-digest c-digest--spoken">${spokenDigest(share.made?.noteSha256 ?? '')}</code></p>
      <p>${words.digestWords}</p>`,
    aside: html`${railSection(words.about, about)} ${checkRail(say)}
    ${railSection(
      words.again,
      html`<p>${words.againWords}</p>
        <p><a href="${DISCLOSED}/account">${say.account.addPasskey}</a></p>`,
    )}`,
  };
}

function checkRail(say: Messages): Html {
  const words = say.portal.disclosed;
  return railSection(
    words.check,
    html`<p>${words.checkWords}</p>
      <p><a href="/check">${say.share.checkLink}</a></p>
      <p>${words.checkFiles}</p>
      <ul class="govuk-list">
        <li><a href="/check/comity-verify.html" download>comity-verify.html</a></li>
        <li><a href="/check/comity-verify.mjs" download>comity-verify.mjs</a></li>
      </ul>`,
  );
}

/** What binds whoever gets it, in the words in which it was set. */
export function conditionsNote(say: Messages, lines: readonly ShareLine[]): Html {
  const bound = lines.flatMap(({ number, conditions, lifted }) => {
    const binding = conditions.filter((one) => !lifted.includes(one));
    return binding.length === 0 ? [] : [{ number, binding }];
  });
  if (bound.length === 0) return nothing;
  return note(
    'warn',
    html`<p>${say.portal.disclosed.conditions}</p>
      ${bound.map(
        ({ number, binding }) =>
          html`<p>
            <b>${number}</b>
            ${binding.map((one) => html`<br /><bdi>${visiblePlain(one, 1000)}</bdi>`)}
          </p>`,
      )}`,
  );
}

interface DisclosedShown {
  readonly share: SharedPackage;
  readonly line: ShareLine;
  readonly files: readonly StoredFile[];
  /** Up to the package, as the package has them. */
  readonly events: readonly PackagedEvent[];
}

const FILES_SHOWN = 200;

export function exhibitDisclosedPage(say: Messages, { share, line, files, events }: DisclosedShown): View {
  const words = say.portal.disclosed;
  const title = visiblePlain(line.title, 200);
  const more = files.length - FILES_SHOWN;
  return {
    title,
    place: 'portal',
    crumbs: [{ words: words.title, href: DISCLOSED }, { words: line.number }],
    main: html`<h1><bdi>${title}</bdi></h1>
      ${conditionsNote(say, [line])}
      ${facts([
        [say.share.exhibit, line.number],
        [say.share.files, numberText(say, line.files)],
        [say.share.size, sizeText(say, line.bytes)],
        [words.lastCheck, line.lastCheck && when(say, line.lastCheck.at)],
      ])}
      <h2>${words.files}</h2>
      <p>${words.filesWords}</p>
      ${table<StoredFile>(
        words.files,
        [
          {
            heading: words.file,
            cell: ({ path, bytes, sha256 }) =>
              html`<bdi
                  >${
                    bytes < 0
                      ? visiblePlain(nameOf(path), 400)
                      : html`<a href="${fileAddress(line.number, path)}" download
                          >${visiblePlain(nameOf(path), 400)}</a
                        >`
                  }</bdi
                ><br /><code class="c-break c-hint" dir="ltr">SHA-256 ${sha256}</code>`,
          },
          { heading: say.share.size, cell: ({ bytes }) => sizeText(say, Math.max(0, bytes)), isNumber: true },
        ],
        files.slice(0, FILES_SHOWN),
      )}
      ${more <= 0 ? nothing : html`<p class="c-hint">${words.moreFiles(more)}</p>`}
      <h2>${words.custody}</h2>
      <p>${words.custodyWords}</p>
      ${custodyLineHtml(say, { events, seesNames: share.withDetails })}
      <p><a href="${DISCLOSED}">${words.back}</a></p>`,
    aside: checkRail(say),
  };
}

/** As it was called; the store keeps the bytes under `data/`. */
const nameOf = (path: string): string => path.replace(/^data\//, '');

export function receiverAccountPage(
  say: Messages,
  disclosure: Disclosure,
  { passkeys, notice }: { readonly passkeys: readonly PasskeySeen[]; readonly notice: string | undefined },
): View {
  const words = say.portal.disclosed;
  const { name, capacity } = disclosure;
  return {
    title: say.nav.account,
    place: 'account',
    scripts: ['passkey.js'],
    main: html`${notice === undefined ? nothing : done(notice)}
      <h1>${say.nav.account}</h1>
      ${facts([
        [say.people.name, html`<bdi>${visiblePlain(name, 100)}</bdi>`],
        [words.capacity, html`<bdi>${visiblePlain(capacity, 200)}</bdi>`],
        ...factsOf(say, { until: DISCLOSE.until }, askedOf(disclosure)),
      ])}
      <h2>${say.account.passkeys}</h2>
      <p class="c-hint">${words.againWords}</p>
      ${passkeyTable(say, passkeys, DISCLOSED)} ${addPasskey(say, DISCLOSED)}`,
  };
}
