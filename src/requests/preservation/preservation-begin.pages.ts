// A preservation is recorded: who keeps which data of whom, and on what basis. One question a page.
import { STATE_CODES, stateName } from '../../law/states.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { selectField } from '../../web/ask-parts.ts';
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, errorSummary, field, hidden } from '../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked } from '../../web/steps.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { categoriesOf, holderOf, stateOf, type BeginStep } from './preservation-begin.ts';
import { preservationAddress, preservationCrumbs } from './preservation.pages.ts';
import { HELD_CATEGORIES } from './preservation.ts';

export interface Beginning extends StepAsked<BeginStep> {
  readonly file: CaseOfMember;
  readonly instruments: readonly (readonly [id: string, title: string])[];
  /** What was begun under it is not begun again, however often the form is sent. */
  readonly key: string;
}

export function beginPage(say: Messages, asked: Beginning): View {
  const { file, step, errors } = asked;
  const address = `${preservationAddress(file)}/new`;
  return {
    title: say.desks.asks[step],
    place: 'cases',
    crumbs: preservationCrumbs(say, file, { words: say.desks.begin }),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
    ${stepForm(
      say,
      { ...asked, address, caption: say.desks.begin, button: say.requestLife.record },
      question(say, asked),
      () => said(say, asked),
    )}`,
  };
}

function question(say: Messages, { given, errors, instruments, step, key }: Beginning): Html {
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
      return html`${hidden('key', key)}${field(say, asked, errors)}`;
    }
  }
}

function said(say: Messages, { given, instruments }: Beginning): SaidLine<BeginStep>[] {
  const words = say.desks;
  const state = stateOf(given);
  const [, basis = ''] = instruments.find(([id]) => id === given.get('instrument')) ?? [];
  const categories = categoriesOf(given).map((one) => say.ways.category[one]);
  return [
    { step: 'holder', label: words.holder, value: visiblePlain(holderOf(given) ?? '', 200) },
    {
      step: 'state',
      label: words.holderState,
      value: state === undefined ? words.notSaid : stateName(state, say.language.code),
    },
    { step: 'instrument', label: words.basis, value: basis },
    { step: 'category', label: words.categories, value: categories.join(say.language.comma) },
  ];
}
