// To whom a package was disclosed, for who may hand evidence out; and what opens it, for who made the code.
import { packageCrumbs } from '../evidence/packages/share-list.pages.ts';
import type { SharedPackage } from '../evidence/packages/share.ts';
import type { CaseOfMember } from '../people/case-member.store.ts';
import { CODE_HOURS, CODE_TRIES_MAX } from '../people/disclosure.ts';
import type { Disclosure } from '../people/disclosure.store.ts';
import { inCase } from '../people/policy.ts';
import { factsOf } from '../web/fields/record.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, note, pressButton, table, tag } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { when } from '../web/when.ts';
import { askedOf, DISCLOSE } from './disclosure.ts';

interface Disclosed {
  readonly file: CaseOfMember;
  readonly share: SharedPackage;
}

export const disclosuresAddress = ({ file, share }: Disclosed, path = ''): string =>
  `/cases/${file.reference}/packages/${share.id}/disclosures${path}`;

interface DisclosuresShown extends Disclosed {
  readonly disclosures: readonly Disclosure[];
  /** It can be disclosed to one more. */
  readonly isOpen: boolean;
  readonly now: Date;
}

export function disclosuresPage(say: Messages, shown: DisclosuresShown): View {
  const words = say.portal.disclose;
  const { file, share, disclosures, isOpen, now } = shown;
  const mayShare = inCase(file.role, 'shareEvidence') !== 'no';
  return {
    title: words.title,
    place: 'cases',
    crumbs: packageCrumbs(say, { file, share }, words.title, true),
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${
        !mayShare
          ? nothing
          : isOpen
            ? html`<p class="c-buttons">
                <a class="govuk-button" href="${disclosuresAddress(shown, '/new')}">${words.act}</a>
              </p>`
            : note('plain', html`<p>${words.notNow}</p>`)
      }
      ${
        disclosures.length === 0
          ? html`<p>${words.none}</p>`
          : table<Disclosure>(
              words.title,
              [
                {
                  heading: words.to,
                  cell: (one) =>
                    html`<a href="${disclosuresAddress(shown, `/${one.id}`)}"
                        ><bdi>${visiblePlain(one.name, 100)}</bdi></a
                      ><br /><span class="c-hint"><bdi>${visiblePlain(one.capacity, 200)}</bdi></span>`,
                },
                { heading: words.who, cell: ({ who }) => words.whos[who] },
                { heading: words.given, cell: ({ givenAt }) => when(say, givenAt) },
                { heading: words.state, cell: (one) => stateTag(say, one, now) },
              ],
              disclosures,
            )
      }`,
  };
}

function stateTag(say: Messages, { endedAt, portal }: Disclosure, now: Date): Html {
  const { states } = say.portal.disclose;
  if (endedAt !== undefined) return tag('plain', states.ended);
  if (portal === undefined) return tag('ok', states.carrier);
  if (portal.until <= now) return tag('plain', states.over);
  return portal.account === undefined ? tag('warn', states.waiting) : tag('ok', states.opened);
}

interface DisclosureShown extends Disclosed {
  readonly disclosure: Disclosure;
  /** For who made the code, until it was used. */
  readonly opening: { readonly link: string; readonly code: string } | undefined;
  readonly now: Date;
}

export function disclosurePage(say: Messages, shown: DisclosureShown): View {
  const words = say.portal.disclose;
  const { file, share, disclosure, opening, now } = shown;
  const { portal, endedAt } = disclosure;
  const stands = endedAt === undefined && portal !== undefined && portal.until > now;
  const mayAct = stands && inCase(file.role, 'shareEvidence') !== 'no';
  const title = words.disclosedTo(visiblePlain(disclosure.name, 100));
  const at = (path: string): string => disclosuresAddress(shown, `/${disclosure.id}${path}`);
  return {
    title,
    place: 'cases',
    crumbs: [
      ...packageCrumbs(say, { file, share }, words.title, true).slice(0, -1),
      { words: words.title, href: disclosuresAddress(shown) },
      { words: title },
    ],
    main: html`<div class="c-titled">
        <h1>${title}</h1>
        ${stateTag(say, disclosure, now)}
      </div>
      ${opening === undefined ? nothing : openingHtml(say, disclosure, opening)}
      <h2>${say.portal.disclosed.about}</h2>
      ${facts([
        ...factsOf(say, DISCLOSE, askedOf(disclosure)),
        [words.by, disclosure.givenBy.name],
        [words.given, when(say, disclosure.givenAt)],
      ])}
      <p class="c-hint">${portal === undefined ? words.carrierWords : words.looksWords}</p>
      ${
        portal === undefined
          ? html`<p><a href="/cases/${file.reference}/packages/${share.id}">${words.toPackage}</a></p>`
          : nothing
      }
      ${
        mayAct
          ? html`<div class="c-buttons">
              ${pressButton(at('/code'), words.newCode, disclosure.name)}
              ${pressButton(at('/end'), words.end, disclosure.name)}
            </div>`
          : nothing
      }`,
  };
}

function openingHtml(
  say: Messages,
  { portal }: Disclosure,
  { link, code }: { readonly link: string; readonly code: string },
): Html {
  const words = say.portal.disclose;
  return html`<h2>${words.link}</h2>
    <p>${words.linkWords}</p>
    <p>
      <span class="govuk-visually-hidden">${words.link}${say.language.colon}</span
      ><code class="c-link" dir="ltr">${link}</code>
    </p>
    <h2>${words.code}</h2>
    <p>${words.codeWords(portal === undefined ? '' : words.roads[portal.code.road])}</p>
    <p><code class="c-code c-spoken" dir="ltr">${code}</code></p>
    <p class="c-hint">${words.codeHint(CODE_HOURS, CODE_TRIES_MAX)}</p>`;
}
