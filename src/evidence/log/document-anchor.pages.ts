// Whose signatures on received documents are known: the certificates that the agency keeps.
import { settingPage } from '../../people/setting.pages.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { field, form, hidden, table, type Errors } from '../../web/parts.ts';
import { dayText, when } from '../../web/when.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import type { Anchor } from './document-anchor.acts.ts';

export const ANCHORS = '/settings/signers';

interface AnchorsShown {
  readonly anchors: readonly Anchor[];
  readonly given: string;
  readonly errors: Errors;
  readonly notice: string | undefined;
}

export function anchorsPage(say: Messages, { anchors, given, errors, notice }: AnchorsShown): View {
  const words = say.documentAnchors;
  const view = settingPage(
    say,
    say.settings.signers,
    { errors, notice },
    html`<p class="c-lead">${words.lead}</p>
      ${anchors.length === 0 ? html`<p>${words.none}</p>` : anchorTable(say, anchors)}
      <h2>${words.add}</h2>
      ${form(
        field(
          say,
          { name: 'certificates', label: words.certificates, hint: words.hint, value: given, rows: 8 },
          errors,
        ),
        words.addButton,
        ANCHORS,
      )}`,
  );
  return { ...view, isQuestion: false };
}

function anchorTable(say: Messages, anchors: readonly Anchor[]): Html {
  const words = say.documentAnchors;
  return table<Anchor>(
    say.settings.signers,
    [
      {
        heading: words.certificate,
        cell: ({ subject, sha256 }) =>
          html`<bdi>${visiblePlain(subject, 500)}</bdi><br /><code class="c-digest">${sha256}</code>`,
      },
      { heading: words.until, cell: ({ notAfter }) => dayText(say, new Date(notAfter)) },
      {
        heading: words.added,
        cell: ({ addedAt, addedBy }) =>
          html`${when(say, addedAt)}${addedBy === undefined ? nothing : html`<br />${visiblePlain(addedBy, 200)}`}`,
      },
      {
        heading: say.partners.act,
        cell: ({ sha256, subject }) =>
          html`<form method="post" action="${ANCHORS}/remove" class="c-press">
            ${hidden('sha256', sha256)}
            <button type="submit" class="c-linkbutton">
              ${say.partners.remove}<span class="govuk-visually-hidden"> ${visiblePlain(subject, 500)}</span>
            </button>
          </form>`,
      },
    ],
    anchors,
  );
}
