// The pages that ask, one question each, and the page that shows all that was said before the plan is made.
import type { DataCategory, Knowledge } from '../law/model.ts';
import { STATE_CODES, stateName } from '../law/states.ts';
import { askingForm, suggestions } from '../web/ask-parts.ts';
import { html, nothing } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { hidden, table, type Errors } from '../web/parts.ts';
import { dayText } from '../web/when.ts';
import type { AnswerLine } from './answer.store.ts';
import { STEPS, wordsElsewhere, type StepName } from './ask.ts';
import { FIELDS } from './ask-fields.pages.ts';
import type { Need } from './need.ts';
import { needLead, offenceText, planTitle } from './ways-words.pages.ts';
import { addressOf, type Words } from './words.ts';

/** The same list for every field that asks for a State. */
const STATE_LIST = 'states';

export interface StepShown {
  readonly step: StepName;
  readonly words: Words;
  readonly errors: Errors;
  readonly knowledge: Knowledge;
  /** Come from the page that shows all: it is where one goes on. */
  readonly isChange: boolean;
}

export function stepPage(say: Messages, shown: StepShown): View {
  const { step, words, errors, isChange } = shown;
  const said = say.ways.ask;
  const carried = Object.entries(wordsElsewhere(words, step)).flatMap(([name, values]) =>
    values.map((value) => hidden(name, value)),
  );
  return {
    title: titleOf(say, step),
    place: 'law',
    isQuestion: true,
    errors,
    crumbs: crumbs(say),
    main: html`<p class="c-eyebrow">${said.step(STEPS.indexOf(step) + 1, STEPS.length)}</p>
      ${askingForm(
        `/channels/ask/${step}`,
        html`${carried}${hidden('go', isChange ? 'check' : 'next')}${FIELDS[step](say, shown)}
        ${suggestions(
          STATE_LIST,
          STATE_CODES.map((code) => stateName(code, say.language.code)),
        )}`,
        say.form.next,
      )}`,
  };
}

function titleOf(say: Messages, step: StepName): string {
  return say.ways.ask[step].title;
}

function crumbs(say: Messages): { words: string; href?: string }[] {
  return [{ words: say.ways.law, href: '/law' }, { words: say.ways.title }];
}

interface CheckShown {
  readonly words: Words;
  readonly need: Need;
  readonly knowledge: Knowledge;
}

/** Check your answers: everything that was said, each with a way to change it. */
export function checkPage(say: Messages, { words, need, knowledge }: CheckShown): View {
  const said = say.ways.ask;
  const address = addressOf(words);
  const rows = STEPS.map((step) => ({ step, told: toldOf(say, step, need, knowledge) }));
  return {
    title: said.check,
    place: 'law',
    crumbs: crumbs(say),
    main: html`<h1>${said.check}</h1>
      <p class="c-lead">${needLead(say, need, knowledge)}</p>
      <dl class="c-said">
        ${rows.map(
          ({ step, told }) =>
            html`<div>
              <dt>${titleOf(say, step)}</dt>
              <dd>
                ${told.length === 0 ? html`<span class="c-muted">${said.notSaid}</span>` : told.map((one) => html`<p>${one}</p>`)}
              </dd>
              <dd>
                <a href="/channels/ask/${step}?${address}&amp;back=check"
                  >${said.change}<span class="govuk-visually-hidden"
                    >${say.language.colon}${titleOf(say, step)}</span
                  ></a
                >
              </dd>
            </div>`,
        )}
      </dl>
      <p class="c-buttons">
        <a class="govuk-button" role="button" href="/channels/plan?${address}">${said.show}</a>
      </p>
      <p class="c-hint">${said.checkLead}</p>`,
  };
}

function toldOf(say: Messages, step: StepName, need: Need, { offenceTypes, providers }: Knowledge): string[] {
  const said = say.ways.ask;
  const { holder, offence, dataLocation } = need;
  const yesNo = (label: string, value: boolean | undefined): string[] =>
    value === undefined ? [] : [`${label} ${value ? said.known.yes : said.known.no}`];
  const labelled = (label: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`${label}${say.language.colon}${value}`];
  switch (step) {
    case 'from':
      return [stateName(need.from, say.language.code)];
    case 'data':
      return need.categories.map((one: DataCategory) => say.ways.category[one]);
    case 'held':
      return [
        said.held.kinds[holder.kind],
        ...labelled(
          said.held.provider.replace('?', ''),
          providers.find(({ id }) => id === holder.provider)?.name ?? holder.name,
        ),
        `${said.held.to}${say.language.colon}${need.to === undefined ? said.noneKnown : stateName(need.to, say.language.code)}`,
      ];
    case 'place':
      if (dataLocation.kind === 'unknown') return [said.place.unknown];
      return dataLocation.kind === 'several'
        ? dataLocation.states.map((one) => stateName(one, say.language.code))
        : [stateName(dataLocation.state, say.language.code)];
    case 'urgency':
      return [
        said.urgency.kinds[need.urgency === 'emergency_life' ? 'emergency' : need.urgency],
        ...labelled(
          say.ways.axis.needed,
          need.deadline === undefined ? undefined : dayText(say, new Date(need.deadline)),
        ),
        ...(holder.retentionDays === undefined ? [] : [say.ways.axis.kept(holder.retentionDays)]),
      ];
    case 'use':
      return [need.use === 'court' ? said.use.court : said.use.lead];
    case 'offence':
      return [
        ...(offence.types ?? []).map((type) => offenceText(say, offenceTypes, type)),
        ...(offence.maxYears === undefined ? [] : [say.ways.plan.years(offence.maxYears)]),
        ...yesNo(said.offence.transnational, offence.isTransnational),
        ...yesNo(said.offence.group, offence.byOrganisedGroup),
      ];
    case 'known':
      return [
        ...yesNo(said.known.treaty, need.bilateralTreaty),
        ...yesNo(said.known.reciprocity, need.reciprocity),
        ...yesNo(said.known.consent, need.consent),
        ...yesNo(said.known.services, holder.offersServicesIn === undefined ? undefined : true),
        ...yesNo(said.known.requests, holder.takesForeignRequests),
        ...labelled(
          said.known.addressee,
          holder.addressee === undefined ? undefined : stateName(holder.addressee, say.language.code),
        ),
        ...(need.networks ?? []).map(
          (one) => said.known.network[one as keyof typeof said.known.network] ?? one,
        ), // others are shown as written
      ];
    case 'details':
      return [
        ...(need.identifiers ?? []),
        ...labelled(
          said.details.person,
          need.personIn === undefined ? undefined : stateName(need.personIn, say.language.code),
        ),
        ...labelled(said.details.language, need.language),
      ];
  }
}

interface StartShown {
  readonly knowledge: Knowledge;
  readonly from: string;
  readonly before: readonly (AnswerLine & { readonly need: Need | undefined })[];
}

export function startPage(say: Messages, { knowledge, from, before }: StartShown): View {
  const { ways } = say;
  return {
    title: ways.title,
    place: 'law',
    main: html`<h1>${ways.title}</h1>
      <p class="c-lead">${ways.lead}</p>
      <p class="c-buttons">
        <a class="govuk-button" role="button" href="/channels/ask/from?${addressOf({ from: [from] })}"
          >${ways.start}</a
        >
      </p>
      <p class="c-hint">
        ${ways.rests(knowledge.instruments.length, knowledge.parties.length, dayText(say, new Date(knowledge.compiled)))}
      </p>
      <h2>${ways.before}</h2>
      ${
        before.length === 0
          ? html`<p>${ways.noneBefore}</p>`
          : table(
              ways.before,
              [
                {
                  heading: ways.beforeColumns.what,
                  cell: (one) =>
                    html`<a href="/channels/answers/${one.digest}"
                        >${one.need === undefined ? one.digest.slice(0, 8) : planTitle(say, one.need)}</a
                      >${one.need === undefined ? nothing : html`<br /><span class="c-hint">${needLead(say, one.need, knowledge)}</span>`}`,
                },
                { heading: ways.beforeColumns.day, cell: (one) => dayText(say, new Date(one.day)) },
                { heading: ways.beforeColumns.asked, cell: (one) => dayText(say, one.askedAt) },
                {
                  heading: ways.beforeColumns.name,
                  cell: (one) => html`<code>${one.digest.slice(0, 8)}</code>`,
                },
              ],
              before,
            )
      }`,
  };
}
