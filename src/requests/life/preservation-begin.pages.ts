// A preservation is recorded: who keeps which data of whom, and on what basis. One question a page.
import { STATE_CODES, stateName } from '../../law/states.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { selectField } from '../../web/ask-parts.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { askForm, choices, errorSummary, field, form, hidden, type Errors } from '../../web/parts.ts';
import { visiblePlain } from '../../evidence/packages/report/safe-text.ts';
import { categoriesOf, holderOf, saidElsewhere, stateOf, STEPS, type Step } from './preservation-begin.ts';
import { preservationAddress, preservationCrumbs } from './preservation.pages.ts';
import { HELD_CATEGORIES } from './preservation.ts';

export interface Beginning {
  readonly file: CaseOfMember;
  readonly given: URLSearchParams;
  readonly errors: Errors;
  readonly instruments: readonly (readonly [id: string, title: string])[];
}

export function beginAddress(file: CaseOfMember, step: Step, said?: URLSearchParams): string {
  const path = step === STEPS[0] ? '/new' : `/new/${step}`;
  return `${preservationAddress(file)}${path}${said === undefined ? '' : `?${said.toString()}`}`;
}

export function beginPage(say: Messages, asked: Beginning, step: Step): View {
  const { file, given, errors } = asked;
  const title = say.desks.asks[step];
  const next = STEPS[STEPS.indexOf(step) + 1];
  const content = html`${[...saidElsewhere(given, step)].map(([name, value]) => hidden(name, value))}
  ${question(say, asked, step)}`;
  return {
    title,
    place: 'cases',
    crumbs: preservationCrumbs(say, file, { words: say.desks.begin }),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
    ${
      next === undefined
        ? form(content, say.requestLife.record, beginAddress(file, step))
        : askForm(content, say.form.next, beginAddress(file, next))
    }
    ${next === undefined ? saidSoFar(say, asked) : nothing}`,
  };
}

function question(say: Messages, { given, errors, instruments }: Beginning, step: Step): Html {
  const words = say.desks;
  const value = given.get(step) ?? '';
  const ask = { name: step, isHeading: true } as const;
  switch (step) {
    case 'holder':
      return field(say, { ...ask, label: words.asks.holder, hint: words.holderHint, value }, errors);
    case 'state': {
      const states = STATE_CODES.map((code) => ({ value: code, words: stateName(code, say.language.code) }));
      const sorted = states.toSorted((a, b) => a.words.localeCompare(b.words, say.language.code));
      const options = [{ value: '', words: words.notSaid }, ...sorted];
      return selectField(say, { ...ask, label: words.asks.state, value }, options, errors);
    }
    case 'instrument': {
      const list = instruments.map(([id, title]) => ({
        value: id,
        words: html`<bdi>${title}</bdi>`,
        isChosen: value === id,
      }));
      return choices(say, { ...ask, legend: words.asks.instrument, kind: 'radios', list }, errors);
    }
    case 'category': {
      const chosen = categoriesOf(given);
      const list = HELD_CATEGORIES.map((id) => ({
        value: id,
        words: say.ways.category[id],
        isChosen: chosen.includes(id),
      }));
      return choices(say, { ...ask, legend: words.asks.category, kind: 'checkboxes', list }, errors);
    }
    case 'identifiers': {
      const asked = { ...ask, label: words.asks.identifiers, hint: words.identifiersHint, value, rows: 4 };
      return field(say, asked, errors);
    }
  }
}

/** To be looked at once more, each answer with the way back to its question. */
function saidSoFar(say: Messages, { file, given, instruments }: Beginning): Html {
  const words = say.desks;
  const state = stateOf(given);
  const [, basis = ''] = instruments.find(([id]) => id === given.get('instrument')) ?? [];
  const categories = categoriesOf(given).map((one) => say.ways.category[one]);
  const said = saidElsewhere(given, 'identifiers');
  const line = (label: string, value: string, step: Step): Html =>
    html`<div>
      <dt>${label}</dt>
      <dd><bdi>${value}</bdi></dd>
      <dd>
        <a href="${beginAddress(file, step, said)}"
          >${say.add.change}<span class="govuk-visually-hidden">: ${label}</span></a
        >
      </dd>
    </div>`;
  return html`<h2>${words.saidSoFar}</h2>
    <dl class="c-check">
      ${line(words.holder, visiblePlain(holderOf(given) ?? '', 200), 'holder')}
      ${line(words.holderState, state === undefined ? words.notSaid : stateName(state, say.language.code), 'state')}
      ${line(words.basis, basis, 'instrument')}
      ${line(words.categories, categories.join(say.language.comma), 'category')}
    </dl>`;
}
