// Use in court: in which State, what its courts ask, what the custody log shows, and the certificates that go along.
import { exhibitAddress, questionAbout, type About } from '../evidence/exhibits/exhibit-about.pages.ts';
import { notesOf, type Notes } from '../law/fact.pages.ts';
import type { Knowledge } from '../law/model.ts';
import { draftNote, labelText, lawWordsHtml } from '../law/sentence.pages.ts';
import { STATE_CODES, stateName, type StateCode } from '../law/states.ts';
import { inCase } from '../people/policy.ts';
import { askingForm, selectField, type Option } from '../web/ask-parts.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, note, tag, type Errors, type Tone } from '../web/parts.ts';
import { titleWords } from '../web/source-words.ts';
import { numberText, whenText } from '../web/when.ts';
import type { DraftRow } from './certificate.store.ts';
import type { Asked, Checklist, RuleCheck } from './checklist.ts';
import type { CustodyFact, Standing } from './custody-facts.ts';

export function courtAddress(about: About): string {
  return `${exhibitAddress(about)}/court`;
}

export function askStatePage(
  say: Messages,
  about: About,
  asked: { readonly knowledge: Knowledge; readonly state: StateCode; readonly errors: Errors },
): View {
  const words = say.court;
  const { knowledge, state, errors } = asked;
  return questionAbout(say, about, {
    title: words.which,
    here: words.title,
    errors,
    content: askingForm(
      courtAddress(about),
      selectField(
        say,
        { name: 'state', label: words.which, hint: words.whichHint, value: state, isHeading: true },
        stateOptions(say, knowledge),
        errors,
      ),
      words.show,
    ),
  });
}

/** Those whose rules are on record come first. */
function stateOptions(say: Messages, knowledge: Knowledge): Option[] {
  const known = new Set(knowledge.admissibility.map((one) => one.state));
  const options = STATE_CODES.map((value) => ({ value, words: stateName(value, say.language.code) })).sort(
    (a, b) => a.words.localeCompare(b.words, say.language.code),
  );
  const onRecord = options.filter(({ value }) => known.has(value));
  return [
    ...onRecord.map(({ value, words }) => ({ value, words: say.court.onRecord(words) })),
    ...options.filter(({ value }) => !known.has(value)),
  ];
}

interface CourtShown {
  readonly about: About;
  readonly knowledge: Knowledge;
  readonly checklist: Checklist;
  readonly drafts: readonly DraftRow[];
  readonly notice: string | undefined;
}

export function courtPage(say: Messages, shown: CourtShown): View {
  const { about, knowledge, checklist } = shown;
  const words = say.court;
  const name = stateName(checklist.state, say.language.code);
  const notes = notesOf(say, knowledge);
  return {
    ...questionAbout(say, about, {
      title: words.titleFor(name),
      here: words.title,
      errors: {},
      content: html`${shown.notice === undefined ? nothing : done(shown.notice)}
        <h1>${words.titleFor(name)}</h1>
        <p class="c-lead">${words.lead}</p>
        <p><a href="${courtAddress(about)}">${words.another}</a></p>
        ${
          checklist.facts.some(({ id, standing }) => id === 'forEvidence' && standing === 'missing')
            ? note('stop', html`<p><b>${say.condition.leadsOnly}</b> ${say.condition.leadsOnlyWords}</p>`)
            : nothing
        }
        <h2>${words.asks}</h2>
        ${
          checklist.rules.length === 0
            ? note('warn', html`<p>${words.notOnRecord(name)}</p>`)
            : checklist.rules.map((one) => ruleHtml(say, shown, one, notes))
        }
        <h2>${words.shows}</h2>
        <ul class="c-checklist">
          ${checklist.facts.map((fact) => factHtml(say, fact))}
        </ul>
        <p class="c-hint">${words.noAdvice}</p>
        ${draftNote(say)} ${notes.list()}`,
    }),
    isQuestion: false,
  };
}

function ruleHtml(say: Messages, shown: CourtShown, { rule, asked }: RuleCheck, notes: Notes): Html {
  const territory = rule.territory === undefined ? '' : ` (${rule.territory})`;
  return html`<section class="c-rule" id="${rule.id}">
    <h3>
      <a href="/law/records/admissibility/${rule.id}"
        >${titleWords(say, rule.law, rule.lawLanguage)}, ${lawWordsHtml(say, rule.provision)}</a
      >${territory}
    </h3>
    <p>${notes.cite(rule)}</p>
    <ul class="c-checklist">
      ${asked.map((one) => askedHtml(say, one))}
    </ul>
    ${rule.note === undefined ? nothing : html`<p class="c-hint">${lawWordsHtml(say, rule.note)}</p>`}
    ${certificateHtml(say, shown, rule)}
  </section>`;
}

const TONES: { readonly [standing in Standing]: Tone } = { met: 'ok', missing: 'stop', cannotTell: 'plain' };

function askedHtml(say: Messages, { text, standing, shownBy, events }: Asked): Html {
  const words = say.court;
  const how =
    shownBy.length === 0
      ? words.byPerson
      : [...shownBy.map((id) => words.fact[id]), positions(say, events)]
          .filter((one) => one !== '')
          .join(' · ');
  return lineHtml(say, standing, text, how);
}

function factHtml(say: Messages, { id, standing, events }: CustodyFact): Html {
  return lineHtml(say, standing, say.court.fact[id], positions(say, events));
}

function lineHtml(say: Messages, standing: Standing, text: string, hint: string): Html {
  return html`<li>
    <span>${tag(TONES[standing], say.court.standing[standing])}</span>
    <div>${text}${hint === '' ? nothing : html`<p class="c-hint">${hint}</p>`}</div>
  </li>`;
}

function positions(say: Messages, events: readonly number[]): string {
  return events.length === 0
    ? ''
    : say.court.events(events.map((one) => numberText(say, one)).join(say.language.comma));
}

function certificateHtml(say: Messages, shown: CourtShown, rule: RuleCheck['rule']): Html {
  const { certificate } = rule;
  if (certificate === undefined) return html`<p class="c-hint">${say.court.noCertificate}</p>`;
  const words = say.court;
  const { about, checklist, drafts } = shown;
  const draft = drafts.find((one) => one.rule === rule.id);
  const mayDraft = inCase(about.file.role, 'draftCertificate') === 'yes' && about.exhibit.status === 'held';
  const address = courtAddress(about);
  const signed =
    certificate.signatory === undefined ? '' : words.signedBy(labelText(say, certificate.signatory));
  const form = html`<a href="${address}/certificate/${rule.id}/${rule.state ?? checklist.state}"
    >${draft === undefined ? words.draft : words.draftAgain}</a
  >`;
  return html`<p><b>${words.certificate}:</b> ${lawWordsHtml(say, certificate.needed)}. ${signed}</p>
    ${
      draft === undefined
        ? nothing
        : html`<p>
            ${words.drafted(whenText(say, draft.madeAt))}
            ${
              mayDraft
                ? html`<a href="${address}/drafts/${draft.id}/pdf">${words.asPdf}</a> ·
                    <a href="${address}/drafts/${draft.id}/docx">${words.asDocx}</a>`
                : nothing
            }
          </p>`
    }
    ${mayDraft && certificate.fields.length > 0 ? html`<p>${form}</p>` : nothing}`;
}
