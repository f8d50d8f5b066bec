// What others met who wanted the same kind of data, or asked in the same States: lessons and cases of the law library.
import { legalAddress } from '../law/library.pages.ts';
import { othersMet } from '../law/library.ts';
import type { Issue } from '../law/model-legal.ts';
import type { Knowledge } from '../law/model.ts';
import { lawWordsHtml } from '../law/sentence.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { Need } from './need.ts';

const SHOWN = 4;

export function othersHtml(say: Messages, knowledge: Knowledge, need: Need): Html {
  const states = [need.from, need.to].filter((one) => one !== undefined);
  const met = othersMet(knowledge, { categories: need.categories, issues: issuesOf(need), states }, SHOWN);
  if (met.length === 0) return nothing;
  return html`<h2>${say.lawLibrary.others}</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${met.map((one) => html`<li><a href="${legalAddress(one)}">${lawWordsHtml(say, one.title)}</a>${say.language.colon}${lawWordsHtml(say, one.says.find(({ what }) => what === 'advice' || what === 'held')?.text ?? one.says[0]?.text ?? '')}</li>`)}
    </ul>`;
}

function issuesOf({ dataLocation, urgency, holder, use, networks }: Need): Issue[] {
  const issues: Issue[] = [];
  if (dataLocation.kind !== 'known') issues.push('location_of_data');
  if (urgency !== 'normal' || holder.retentionDays !== undefined) issues.push('time');
  if (use === 'court' && (networks ?? []).length > 0) issues.push('informal_channels');
  if (use === 'court') issues.push('admissibility');
  return issues;
}
