// What was written about a request, beside the request; and which request it is about, on a page of its own kind.
import { stateName } from '../../../law/states.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { note, railSection, table } from '../../../web/parts.ts';
import { inCase } from '../../../people/policy.ts';
import { requestReference } from '../../core/request.ts';
import { requestAddress, stateTag, type RequestShown } from '../../machine/text/request-shown.pages.ts';
import type { FollowUpLine } from '../drafting/begin/follow-up.store.ts';
import { isAbout } from '../../forms/follow-up.ts';

export interface FollowUpsShown {
  /** Ids of the forms on which something can be written about it now. */
  readonly forms: readonly string[];
  readonly written: readonly (FollowUpLine & { readonly title: string })[];
}

type About = Pick<RequestShown, 'file' | 'request'>;

/** Both ways on from a request that is out: another like it, and what is written about it. */
export function writeRail(say: Messages, { file, request }: About, { forms }: FollowUpsShown): Html {
  if (inCase(file.role, 'draftRequest') !== 'yes') return nothing;
  const begin = (by: string): string => `${requestAddress(file)}/new?${by}=${request.number}`;
  const isOurs = request.direction === 'outgoing';
  if (!isOurs && forms.length === 0) return nothing;
  return railSection(
    say.followUps.rail,
    html`<ul class="govuk-list">
      ${forms.length === 0 ? nothing : html`<li><a href="${begin('about')}">${say.followUps.write}</a></li>`}
      ${isOurs ? html`<li><a href="${begin('like')}">${say.practice.begin.again}</a></li>` : nothing}
    </ul>`,
  );
}

export function writtenSection(say: Messages, { file }: About, { written }: FollowUpsShown): Html {
  const words = say.requests;
  if (written.length === 0) return nothing;
  return html`<h2>${say.followUps.written}</h2>
    ${table(
      say.followUps.written,
      [
        {
          heading: words.reference,
          isReference: true,
          cell: ({ number }) =>
            html`<a href="${requestAddress(file, number)}">${requestReference(file.reference, number)}</a>`,
        },
        {
          heading: words.form,
          cell: ({ title, direction, counterpart }) =>
            html`${title}${counterpart === null ? nothing : html`<br /><span class="c-cite">${words.otherSide[direction](stateName(counterpart, say.language.code))}</span>`}`,
        },
        { heading: words.state, cell: ({ state }) => stateTag(say, state) },
      ],
      written,
    )}`;
}

/** Where what it says is recorded. */
export function aboutNote(say: Messages, { file, request }: About): Html {
  const { origin } = request;
  if (origin?.kind !== 'request' || isAbout(request) === undefined) return nothing;
  const reference = requestReference(file.reference, origin.number);
  return note(
    'plain',
    html`<p>${say.followUps.there(reference)}</p>
      <p>
        <a href="${requestAddress(file, origin.number)}">${say.followUps.open(reference)}</a>
      </p>`,
  );
}
