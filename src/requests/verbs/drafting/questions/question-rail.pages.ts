// What stands beside a question: what its fields still lack, remarks on them, what the State that is asked wants, and the law that asks for them.
import type { Messages } from '../../../../web/messages.ts';
import type { FormField } from '../../../../law/model-form.ts';
import {
  isExplained,
  lawText,
  reasonLink,
  remarkLink,
  requestAddress,
  type RequestShown,
} from '../../../machine/text/request-shown.pages.ts';
import { goesAsFollowed, type QuestionPage } from '../../../core/form.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import { railSection, tag } from '../../../../web/parts.ts';
import { findingWords } from '../../../machine/way/finding.ts';
import { refText } from '../../../core/ref-text.pages.ts';
import { openRemarks } from '../../../machine/text/remark.ts';
import { inCase } from '../../../../people/policy.ts';
import { stateProfile } from './state-profile.pages.ts';

const TONES = { block: 'stop', warn: 'warn', suggest: 'plain' } as const;

/** A follow-up goes with requests of any law: whose article it is is said. */
function sourceText(
  say: Messages,
  { legal, law }: Pick<RequestShown, 'legal' | 'law'>,
  { ref, confidence }: FormField,
): string {
  const known = say.requests.confidence[confidence];
  if (confidence === 'editorial' && ref === 'good practice') return known;
  const cited = goesAsFollowed(legal.form) ? lawText(say, legal, law, ref) : refText(say, law, ref);
  return `${cited}${confidence === 'confirmed' ? '' : ` (${known.replace(/\.$/, '')})`}`;
}

/** Beside a question: what its fields still lack, and the law that asks for them. */
export function questionRail(say: Messages, shown: RequestShown, page: QuestionPage): Html {
  const { legal, findings } = shown;
  const words = say.requests;
  const here = findings.filter(
    (one) => page.fields.includes(one.field) && one.what.kind !== 'missing' && !isExplained(shown, one),
  );
  const fields = legal.fields.filter(({ id }) => page.fields.includes(id));
  // Each place once, though several fields of the page stand there.
  const { semicolon } = say.language;
  const refs = [...new Set(fields.flatMap((one) => sourceText(say, shown, one).split(semicolon)))];
  return html`${
    here.length === 0
      ? nothing
      : railSection(
          words.beside,
          html`<ul class="govuk-list c-points">
            ${here.map(
              (one) =>
                html`<li>
                  ${tag(TONES[one.level], words.level[one.level])}
                  ${one.item === undefined ? nothing : html`${words.items.item(one.item)}${say.language.colon}`}${findingWords(say, legal, one)}
                  <span class="c-article"><bdi>${refText(say, shown.law, one.ref)}</bdi></span>
                  ${reasonLink(say, shown, one)}
                </li>`,
            )}
          </ul>`,
        )
  }
  ${remarksHere(say, shown, page)} ${profileOf(say, shown, page)}
  ${railSection(words.source, html`<p class="c-hint">${refs.join(semicolon)}</p>`)}`;
}

function remarksHere(say: Messages, shown: RequestShown, page: QuestionPage): Html {
  const open = shown.legal.fields.filter(
    ({ id }) => page.fields.includes(id) && openRemarks(shown.openRemarks, id) > 0,
  );
  if (open.length === 0) return nothing;
  return railSection(
    say.review.remarks.title,
    html`${open.map((field) => html`<p>${remarkLink(say, shown, field)}</p>`)}`,
  );
}

function profileOf(say: Messages, { file, request, legal, law }: RequestShown, page: QuestionPage): Html {
  const mayDraft = inCase(file.role, 'draftRequest') === 'yes';
  const [ours, theirs] = [file.reference.slice(0, 2), request.counterpart];
  const [asker, asked] = request.direction === 'outgoing' ? [ours, theirs] : [theirs, ours];
  const about = {
    legal,
    law,
    from: ours,
    to: theirs,
    sides: { asker, asked },
    choose: mayDraft ? requestAddress(file, request.number, '/asked') : undefined,
    hasCome: request.direction === 'incoming',
  };
  return stateProfile(say, about, page);
}
