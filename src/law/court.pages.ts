// What courts ask of electronic evidence, by State.
import { html, nothing, type Html } from '../web/html.ts';
import { titleWords } from '../web/source-words.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { tag } from '../web/parts.ts';
import { dayRail, lawView, notesOf, stateLink, type Notes, type OnDay } from './fact.pages.ts';
import type { AdmissibilityRule, Knowledge } from './model.ts';
import { draftNote, lawWordsHtml } from './sentence.pages.ts';
import { stateName } from './states.ts';

export function courtEntry(say: Messages, one: AdmissibilityRule, notes: Notes): Html {
  const { kindWords } = say.law.court_;
  const kind = kindWords[one.kind as keyof typeof kindWords] ?? one.kind; // a key of the schema's list
  return html`<li id="${one.id}">
    <p>
      <b
        ><a href="/law/records/admissibility/${one.id}"
          >${titleWords(say, one.law, one.lawLanguage)}, ${lawWordsHtml(say, one.provision)}</a
        ></b
      >
      ${tag('plain', kind)}
    </p>
    <ul>
      ${one.requirements.map((text) => html`<li>${lawWordsHtml(say, text)}</li>`)}
    </ul>
    ${one.note === undefined ? nothing : html`<p class="c-hint">${lawWordsHtml(say, one.note)}</p>`}
    ${notes.cite(one)}
  </li>`;
}

export function courtsPage(say: Messages, knowledge: Knowledge, on: OnDay): View {
  const notes = notesOf(say, knowledge);
  const codes = [...new Set(knowledge.admissibility.map((one) => one.state))].sort((a, b) =>
    nameOf(say, a).localeCompare(nameOf(say, b)),
  );
  const main = html`<h1>${say.law.courts}</h1>
    <p class="c-lead">${say.law.court_.listLead}</p>
    ${codes.map(
      (code) =>
        html`<section>
          <h2>${code === undefined ? nameOf(say, code) : stateLink(say, code, on)}</h2>
          <ul class="c-facts-list">
            ${knowledge.admissibility.filter((one) => one.state === code).map((one) => courtEntry(say, one, notes))}
          </ul>
        </section>`,
    )}
    ${draftNote(say)} ${notes.list()}`;
  return lawView(say, { title: say.law.courts, main, aside: dayRail(say, on) });
}

/** Rules without a State are the Union's. */
function nameOf(say: Messages, code: string | undefined): string {
  return stateName(code ?? 'EU', say.language.code);
}
