// What the questions about an exhibit have in common: where one is, and the exhibit beside it.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { Crumb, View } from '../../web/page.ts';
import { facts, railSection, type Errors } from '../../web/parts.ts';
import { listText, sizeText } from '../../web/when.ts';
import type { Exhibit } from './exhibit.ts';
import { visiblePlain } from '../../web/safe-text.ts';

export interface About {
  readonly file: CaseOfMember;
  readonly exhibit: Exhibit;
  /** Who will sign what this person does; undefined where nothing is asked. */
  readonly signs?: Signs;
}

export function exhibitAddress({ file, exhibit }: About): string {
  return `/cases/${file.reference}/evidence/${itemOf(file, exhibit)}`;
}

function itemOf(file: CaseOfMember, exhibit: Exhibit): string {
  return exhibit.number.slice(file.reference.length + 1);
}

export function exhibitCrumbs(say: Messages, about: About, here?: string): Crumb[] {
  const { file, exhibit } = about;
  const own = say.evidence.exhibit(itemOf(file, exhibit));
  return [
    ...caseCrumbs(say, file),
    { words: say.evidence.title, href: `/cases/${file.reference}/evidence` },
    ...(here === undefined
      ? [{ words: own }]
      : [{ words: own, href: exhibitAddress(about) }, { words: here }]),
  ];
}

export interface Question {
  readonly title: string;
  /** The act that it belongs to. */
  readonly here: string;
  readonly errors: Errors;
  readonly content: Html;
}

/** A question about an exhibit, with the exhibit beside it. `content` has the heading. */
export function questionAbout(say: Messages, about: About, asked: Question): View {
  return {
    title: asked.title,
    place: 'cases',
    crumbs: exhibitCrumbs(say, about, asked.here),
    isQuestion: true,
    errors: asked.errors,
    main: html`${asked.content}`,
    aside: aboutRail(say, about),
  };
}

/** Says that something cannot be done now, why, and what next. */
export function notNow(say: Messages, about: About, told: { here: string; title: string; why: Html }): View {
  return questionAbout(say, about, {
    title: told.title,
    here: told.here,
    errors: {},
    content: html`<h1>${told.title}</h1>
      ${told.why}
      <p><a href="${exhibitAddress(about)}">${say.handOver.toExhibit}</a></p>`,
  });
}

function aboutRail(say: Messages, { exhibit, signs }: About): Html {
  const words = say.handOver;
  return html`${railSection(
    words.about,
    facts([
      [words.number, exhibit.number],
      [words.what, visiblePlain(exhibit.title, 200)],
      [say.evidence.size, listText(say, [sizeText(say, exhibit.bytes), say.evidence.files(exhibit.files)])],
    ]),
  )}
  ${
    exhibit.conditions.length === 0
      ? nothing
      : railSection(
          words.conditions,
          html`<ul class="govuk-list">
            ${exhibit.conditions.map((one) => html`<li>${visiblePlain(one, 1000)}</li>`)}
          </ul>`,
        )
  }
  ${signs === undefined ? nothing : railSection(say.signing.yours, signature(say, signs))}`;
}

/** Who will sign what this person does. */
export type Signs = 'passkey' | 'service';

export function signature(say: Messages, signs: Signs): Html {
  const words = say.signing;
  if (signs === 'passkey') return html`<p>${words.withPasskey}</p>`;
  return html`<p>${words.withoutPasskey}</p>
    <p><a href="/account">${words.addPasskey}</a></p>`;
}
