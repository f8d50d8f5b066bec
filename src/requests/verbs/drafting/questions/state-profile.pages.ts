// Beside a question: what the knowledge base says of the other State and of the holder, with source, date and confidence.
import { recordsOf, stateOfParty, type Sides } from './party.ts';
import { stateWords } from '../../../../channels/ways-words.pages.ts';
import { notesOf, type Notes } from '../../../../law/fact.pages.ts';
import { assuranceLine } from '../../../../law/assurance.pages.ts';
import { declarationsOf, isUnder } from '../../../../law/look-up.ts';
import type { Authority, Knowledge } from '../../../../law/model.ts';
import { draftNote, lawWordsHtml } from '../../../../law/sentence.pages.ts';
import type { StateCode } from '../../../../law/states.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import { tagName } from '../../../../web/language-names.ts';
import type { Messages } from '../../../../web/messages.ts';
import { sourceWords } from '../../../../web/source-words.ts';
import { facts, railSection } from '../../../../web/parts.ts';
import type { LegalForm, QuestionPage } from '../../../core/form.ts';

interface Profiled {
  readonly legal: LegalForm;
  readonly law: Knowledge;
  readonly from: StateCode;
  readonly to: StateCode | undefined;
  readonly sides: Sides;
  /** Where the State is chosen, for whoever may. */
  readonly choose: string | undefined;
  readonly hasCome: boolean;
}

const COURTS_SHOWN = 2;
/** Of those that are only on record, so many. */
const OFFERED_SHOWN = 3;

export function stateProfile(say: Messages, about: Profiled, page: QuestionPage): Html {
  const { legal, law, to, choose, sides } = about;
  const { roles } = legal.form;
  const fields = legal.fields.filter(({ id }) => page.fields.includes(id));
  const isOfAddressee = fields.some(
    // Of the other State, not of the side that a request which came names by the same word.
    (field) => (to !== undefined && stateOfParty(field, sides) === to) || field.type === 'languages',
  );
  const isOfData = page.fields.some((id) => id === roles.items || id === roles.identifiers);
  const isOfFacts = page.fields.some((id) => id === roles.offence || id === roles.nexus);
  if (!isOfAddressee && !isOfData && !isOfFacts) return nothing;
  const { profile, asked } = say.practice;
  if (to === undefined)
    return choose === undefined
      ? nothing
      : railSection(
          profile.whichState,
          html`<p><a href="${choose}">${about.hasCome ? asked.stateFrom : asked.state}</a></p>`,
        );
  const notes = notesOf(say, law);
  const content = [
    ...(isOfAddressee ? [authorities(say, about, to, notes)] : []),
    ...(isOfFacts || isOfData ? [reservations(say, about, to, notes)] : []),
  ];
  const ours = isOfData ? courts(say, about) : nothing;
  if (content.length === 0) return ours;
  return html`${railSection(
    profile.title(stateWords(say, to)),
    html`${content}
      <p class="c-hint"><a href="/law/states/${to}">${profile.open}</a><br />${profile.legend}</p>
      ${draftNote(say)} ${notes.list()}`,
  )}
  ${ours}`;
}

function authorities(say: Messages, { law, legal }: Profiled, to: StateCode, notes: Notes): Html {
  const words = say.practice.profile;
  const { instrument } = legal.record;
  // Those that the question beside it offers.
  const offered = recordsOf(law.authorities, to, { instrument, isAsked: true });
  const taking = offered.filter(
    (one) =>
      one.functions.includes('receive') &&
      one.roles.some((role) => role !== 'extradition') &&
      isUnder(one, instrument),
  );
  if (taking.length > 0) return html`${taking.map((one) => authority(say, one, notes, words.authorities))}`;
  if (offered.length === 0) return facts([[words.authorities, words.unknown]]);
  return html`<p>${words.askWho}</p>
    ${offered.slice(0, OFFERED_SHOWN).map((one) => authority(say, one, notes, words.onRecord))}`;
}

function authority(say: Messages, one: Authority, notes: Notes, label: string): Html {
  const words = say.practice.profile;
  const list = (texts: readonly string[] | undefined): string =>
    texts?.join(say.language.semicolon) ?? words.unknown;
  return html`${facts([
    [label, html`<a href="/law/authorities/${one.id}">${sourceWords(say, one.name)}</a> ${notes.cite(one)}`],
    [words.languages, list(one.languages?.map((tag) => tagName(tag, say.language.locale)))],
    [words.transmission, list(one.transmission)],
    [words.content, list(one.requiredContent)],
  ])}
  ${one.note === undefined ? nothing : html`<p class="c-hint">${lawWordsHtml(say, one.note)}</p>`}`;
}

function reservations(say: Messages, { law, legal }: Profiled, to: StateCode, notes: Notes): Html {
  const declared = declarationsOf(law, legal.record.instrument, to);
  if (declared.length === 0) return nothing;
  return html`<h3>${say.practice.profile.reservations}</h3>
    ${declared.map((one) => html`<p>${say.ways.articles(one.article)}${say.language.colon}${lawWordsHtml(say, one.effect)} ${notes.cite(one)}${assuranceLine(say, one)}</p>`)}`;
}

/** What the courts that will read the evidence ask of it: those of our own State, and so in a section of their own. */
function courts(say: Messages, { law, from }: Profiled): Html {
  const rules = law.admissibility.filter(({ state }) => state === from);
  if (rules.length === 0) return nothing;
  const notes = notesOf(say, law);
  return railSection(
    say.practice.profile.court,
    html` ${rules.slice(0, COURTS_SHOWN).map((one) => html`<p>${lawWordsHtml(say, one.provision)}${say.language.colon}${one.requirements.map((text, i) => html`${i === 0 ? '' : say.language.semicolon}${lawWordsHtml(say, text)}`)} ${notes.cite(one)}</p>`)}
    ${draftNote(say)} ${notes.list()}`,
  );
}
