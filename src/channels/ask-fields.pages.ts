// The fields of each question.
import type { DataCategory } from '../law/model.ts';
import { labelText } from '../law/sentence.pages.ts';
import { stateName } from '../law/states.ts';
import { lineField, linesField, numberField, selectField } from '../web/ask-parts.ts';
import { daysField } from '../web/day-field.ts';
import { capital } from '../web/capital.ts';
import { turnsOn } from './ask-turns.ts';
import { ISSUERS } from './need.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { choices, type Choice } from '../web/parts.ts';
import type { StepShown } from './ask.pages.ts';
import type { StepName } from './ask.ts';
import { stateFrom, URGENCY_WORDS, HOLDER_WORDS } from './read-words.ts';
import type { WordName } from './words.ts';

type Fields = (say: Messages, shown: StepShown) => Html;

export const FIELDS: { readonly [step in StepName]: Fields } = {
  from: (say, shown) =>
    html`<h1>${say.ways.ask.from.title}</h1>
      ${stateField(say, shown, 'from', say.ways.ask.from.label, say.ways.ask.stateHint)}`,
  data: dataFields,
  held: heldFields,
  place: placeFields,
  urgency: urgencyFields,
  use: useFields,
  offence: offenceFields,
  known: knownFields,
  details: detailFields,
};

function dataFields(say: Messages, { words, errors, knowledge }: StepShown): Html {
  const said = say.ways.ask.data;
  const chosen = words.category ?? [];
  const list = (Object.keys(knowledge.categoryWords) as DataCategory[]).map((value) => ({
    value,
    words: say.ways.category[value],
    hint: said.hints[value],
    isChosen: chosen.includes(value),
  })); // the vocabulary of the data
  return choices(
    say,
    { name: 'category', kind: 'checkboxes', legend: said.title, hint: said.hint, isHeading: true, list },
    errors,
  );
}

function heldFields(say: Messages, shown: StepShown): Html {
  const { words, errors, knowledge } = shown;
  const said = say.ways.ask.held;
  const kinds = HOLDER_WORDS.map((value) => ({ value, words: said.kinds[value] }));
  const providers = [
    { value: '', words: said.otherProvider },
    ...knowledge.providers.map(({ id, name }) => ({ value: id, words: name })),
  ];
  const provider = { name: 'provider', label: said.provider, value: words.provider?.[0] };
  return html`<h1>${said.title}</h1>
    ${radios(say, shown, { name: 'holder', legend: said.kind, list: kinds, standard: 'provider' })}
    ${selectField(say, provider, providers, errors)}
    ${lineField(say, { name: 'holder-name', label: optional(say, said.name), value: words['holder-name']?.[0] }, errors)}
    ${stateField(say, shown, 'to', said.to, `${said.toHint} ${say.ways.ask.stateHint}`)}`;
}

function placeFields(say: Messages, shown: StepShown): Html {
  const said = say.ways.ask.place;
  const { words, errors } = shown;
  const located = words['data-in'] ?? [];
  const states = located.filter((one) => one !== 'unknown');
  const place = located.includes('unknown') ? 'unknown' : states.length > 0 ? 'states' : 'holder';
  const list = (['holder', 'unknown', 'states'] as const).map((value) => ({
    value,
    words: said[value],
    isChosen: value === place,
  }));
  const field = (n: number): Html =>
    lineField(
      say,
      {
        name: 'data-in',
        id: n === 1 ? 'data-in' : `data-in-${n}`,
        label: optional(say, said.state(n)),
        hint: n === 1 ? say.ways.ask.stateHint : undefined,
        value: shownState(say, states[n - 1]),
        list: 'states',
      },
      errors,
    );
  return html`${choices(
    say,
    { name: 'place', kind: 'radios', legend: said.title, hint: said.hint, isHeading: true, list },
    errors,
  )}
  ${[1, 2, 3].map(field)}`;
}

function urgencyFields(say: Messages, { words, errors }: StepShown): Html {
  const said = say.ways.ask.urgency;
  const chosen = words.urgency?.[0] === 'emergency_life' ? 'emergency' : (words.urgency?.[0] ?? 'normal');
  const list = URGENCY_WORDS.map((value) => ({
    value,
    words: said.kinds[value],
    hint: said.hints[value],
    isChosen: value === chosen,
  }));
  const retention = {
    name: 'retention-days',
    label: optional(say, said.retention),
    hint: said.retentionHint,
    value: words['retention-days']?.[0],
  };
  return html`${choices(
    say,
    { name: 'urgency', kind: 'radios', legend: said.title, isHeading: true, list },
    errors,
  )}
  ${daysField(say, { name: 'deadline', legend: optional(say, said.deadline), value: words.deadline?.[0] ?? '' }, errors)}
  ${numberField(say, retention, errors)}`;
}

function useFields(say: Messages, { words, errors }: StepShown): Html {
  const said = say.ways.ask.use;
  const isLead = words.use?.[0] === 'lead';
  const list = [
    { value: 'court', words: said.court, hint: said.courtHint, isChosen: !isLead },
    { value: 'lead', words: said.lead, hint: said.leadHint, isChosen: isLead },
  ];
  return choices(say, { name: 'use', kind: 'radios', legend: said.title, isHeading: true, list }, errors);
}

function offenceFields(say: Messages, shown: StepShown): Html {
  const { words, errors, knowledge } = shown;
  const said = say.ways.ask.offence;
  const types = [
    { value: '', words: said.notListed },
    ...knowledge.offenceTypes.map(({ id, label }) => ({ value: id, words: capital(labelText(say, label)) })),
  ];
  const type = { name: 'offence', label: said.type, hint: said.typeHint, value: words.offence?.[0] };
  const years = { name: 'years', label: optional(say, said.years), value: words.years?.[0] };
  return html`<h1>${said.title}</h1>
    ${selectField(say, type, types, errors)} ${numberField(say, years, errors)}
    ${yesNo(say, shown, 'transnational', said.transnational)}
    ${yesNo(say, shown, 'organised-group', said.group)}
    ${turnsOn(shown).has('by-system') ? yesNo(say, shown, 'by-system', said.bySystem) : nothing}`;
}

function knownFields(say: Messages, shown: StepShown): Html {
  const { words, errors } = shown;
  const said = say.ways.ask.known;
  const networks = Object.entries(said.network).map(([value, name]) => ({
    value,
    words: name,
    isChosen: words.network?.includes(value) === true,
  }));
  return html`<h1>${said.title}</h1>
    <p class="c-lead">${said.hint}</p>
    ${yesNo(say, shown, 'bilateral-treaty', said.treaty)}
    ${yesNo(say, shown, 'reciprocity', said.reciprocity)} ${yesNo(say, shown, 'consent', said.consent)}
    ${yesNo(say, shown, 'offers-services', said.services)}
    ${yesNo(say, shown, 'takes-requests', said.requests)}
    ${stateField(say, shown, 'addressee', optional(say, said.addressee), say.ways.ask.stateHint)}
    ${choices(say, { name: 'network', kind: 'checkboxes', legend: said.networks, list: networks }, errors)}`;
}

function detailFields(say: Messages, shown: StepShown): Html {
  const { words, errors } = shown;
  const said = say.ways.ask.details;
  const identifiers = {
    name: 'identifier',
    label: optional(say, said.identifiers),
    hint: said.identifiersHint,
    value: words.identifier?.join('\n'),
  };
  const language = {
    name: 'language',
    label: optional(say, said.language),
    hint: said.languageHint,
    value: words.language?.[0],
  };
  const asked = turnsOn(shown);
  const state = (name: 'nationality' | 'residence' | 'committed-in', label: string): Html =>
    asked.has(name) ? stateField(say, shown, name, optional(say, label), say.ways.ask.stateHint) : nothing;
  return html`<h1>${said.title}</h1>
    ${linesField(say, identifiers, errors)}
    ${stateField(say, shown, 'person-in', optional(say, said.person), say.ways.ask.stateHint)}
    ${state('nationality', said.nationality)} ${state('residence', said.residence)}
    ${state('committed-in', said.committedIn)} ${asked.has('issuer') ? issuerField(say, shown) : nothing}
    ${asked.has('preserve-only') ? yesNo(say, shown, 'preserve-only', said.preserveOnly) : nothing}
    ${lineField(say, language, errors)}`;
}

function issuerField(say: Messages, shown: StepShown): Html {
  const said = say.ways.ask.details;
  const list = [
    ...ISSUERS.map((value) => ({ value, words: said.issuers[value] })),
    { value: '', words: say.ways.ask.known.unsaid },
  ];
  return radios(say, shown, { name: 'issuer', legend: said.issuer, list, standard: '' });
}

function stateField(
  say: Messages,
  { words, errors }: StepShown,
  name: WordName,
  label: string,
  hint: string,
): Html {
  return lineField(
    say,
    { name, label, hint, value: shownState(say, words[name]?.[0]), list: 'states' },
    errors,
  );
}

/** A code is shown as its name; what is neither stays as it was typed. */
function shownState(say: Messages, text: string | undefined): string | undefined {
  const code = text === undefined ? undefined : stateFrom(text);
  return code === undefined ? text : stateName(code, say.language.code);
}

interface Radios {
  readonly name: WordName;
  readonly legend: string;
  readonly list: readonly Choice[];
  /** Chosen while nothing was said. */
  readonly standard: string;
}

function radios(say: Messages, { words, errors }: StepShown, { name, legend, list, standard }: Radios): Html {
  const chosen = words[name]?.[0] ?? standard;
  return choices(
    say,
    { name, kind: 'radios', legend, list: list.map((one) => ({ ...one, isChosen: one.value === chosen })) },
    errors,
  );
}

/** Yes, no, or left open: then the word is not said at all. */
function yesNo(say: Messages, shown: StepShown, name: WordName, legend: string): Html {
  const said = say.ways.ask.known;
  const list = [
    { value: 'yes', words: said.yes },
    { value: 'no', words: said.no },
    { value: '', words: said.unsaid },
  ];
  return html`<div class="c-choices-in-line">
    ${radios(say, shown, { name, legend, list, standard: '' })}
  </div>`;
}

function optional(say: Messages, label: string): string {
  return `${label} ${say.ways.ask.optional}`;
}
