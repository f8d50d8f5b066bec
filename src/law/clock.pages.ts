// Legal time limits, by instrument.
import { articleText } from './citation.ts';
import { lengthText } from './clock-words.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { table, tag } from '../web/parts.ts';
import { draftNote, labelText, lawWordsHtml } from './sentence.pages.ts';
import { dayField, lawView, notesOf, type Notes, type OnDay } from './fact.pages.ts';
import { inForceOn } from './look-up.ts';
import type { ClockRule, Knowledge } from './model.ts';

export function clockTable(
  say: Messages,
  knowledge: Knowledge,
  list: readonly ClockRule[],
  { notes, on }: { readonly notes: Notes; readonly on: OnDay },
): Html {
  const words = say.law.clock_;
  const titles = new Map([
    ...Object.entries(knowledge.otherInstruments),
    ...knowledge.instruments.map((one) => [one.id, one.shortTitle] as const),
  ]);
  const early = new Set(
    knowledge.instruments.filter((one) => inForceOn(one, on.day).verdict === 'no').map(({ id }) => id),
  );
  return table(
    say.law.clocks,
    [
      {
        heading: say.law.article,
        cell: (one) =>
          html`<a href="/law/records/clock/${encodeURIComponent(one.id)}"
              >${ruleTitle(say, one, titles.get(one.instrument))}</a
            >${one.emergency ? html` ${tag('plain', words.emergency)}` : nothing}${early.has(one.instrument) ? html` ${tag('warn', say.lawLibrary.notInForce)}` : nothing}`,
      },
      { heading: words.length, cell: (one) => lengthText(say, one) },
      { heading: words.extension, cell: (one) => extensionText(say, one) },
      { heading: words.end, cell: (one) => html`${lawWordsHtml(say, one.atEnd)}${notBegun(say, one)}` },
      { heading: say.law.sureness, cell: (one) => notes.cite(one) },
    ],
    list,
  );
}

/** Of one that is shown and does not run: why. */
function notBegun(say: Messages, { notBegun: why }: ClockRule): Html {
  if (why === undefined) return nothing;
  return html`<br /><span class="c-hint"
      >${say.law.clock_.notBegun}${say.language.colon}${lawWordsHtml(say, why)}</span
    >`;
}

/** `Budapest Convention, Art. 29(7)`; `18 U.S.C. 2703(f)(2)` names its law itself. */
function ruleTitle(say: Messages, { instrument, article }: ClockRule, title = instrument): string {
  const where = articleText(say, labelText(say, article));
  return /^(\d+ U\.S\.C\.|background paper)/.test(article)
    ? where
    : `${labelText(say, title)}${say.language.comma}${where}`;
}

function extensionText(say: Messages, { extension }: ClockRule): string {
  if (extension === undefined) return '–';
  const length = lengthText(say, extension);
  return `${length}${say.language.comma}${articleText(say, extension.article)}`;
}

export function clocksPage(say: Messages, knowledge: Knowledge, on: OnDay): View {
  const notes = notesOf(say, knowledge);
  const main = html`<h1>${say.law.clocks}</h1>
    <p class="c-lead">${say.law.clock_.listLead}</p>
    <form method="get" class="c-filters">
      ${dayField(say, on)}
      <button class="govuk-button govuk-button--secondary" type="submit">${say.law.dayButton}</button>
    </form>
    ${clockTable(say, knowledge, knowledge.clocks, { notes, on })} ${draftNote(say)} ${notes.list()}`;
  return lawView(say, { title: say.law.clocks, main });
}
