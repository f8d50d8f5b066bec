// What became of each item, said with the delivery in which the answer came; and why an item does not come: of an order by its ground, and in words.
import { selectField } from '../../web/ask-parts.ts';
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { isOf, stepForm, type SaidLine, type StepAsked, type Steps } from '../../web/steps.ts';
import { itemName } from '../item-name.pages.ts';
import { itemsIn, lackingIn } from '../life/acts/act-form.ts';
import { isBoundByOrder } from '../life/machine/executing.ts';
import { ORDER_GROUNDS } from '../life/grounds.ts';
import {
  groundChoices,
  groundLines,
  noteFields,
  noteLines,
  NOTE_MAX,
} from '../life/acts/ground-ask.pages.ts';
import { ACTUAL, type ActDetail } from '../life/life.ts';
import type { RequestShown } from '../request-shown.pages.ts';
import { askAbout, deliveryAddress } from './results-ask.pages.ts';
import { proposedActual, type Delivery, type ItemResult } from './results.ts';
import { isOrder } from '../forms/index.ts';

export type AnswerStep = 'items' | 'grounds' | 'notes';

export interface AnswersAbout {
  readonly shown: RequestShown;
  readonly delivery: Delivery;
  readonly items: readonly ItemResult[];
}

const numbersOf = ({ items }: AnswersAbout): number[] => items.map(({ item }) => item);

/** What was said of the items, with the ground of each that does not come. */
export function answersSaid(about: AnswersAbout, given: URLSearchParams): NonNullable<ActDetail['items']> {
  return itemsIn(given, numbersOf(about)).items ?? [];
}

/** Of an order what does not come, or not wholly, is answered with its ground: Regulation (EU) 2023/1543, Art. 10(8) and Annex III. */
export function answerSteps(say: Messages, about: AnswersAbout, given: URLSearchParams): Steps<AnswerStep> {
  const { request: shown } = about.shown;
  const late: readonly AnswerStep[] =
    lackingIn(given, numbersOf(about)).length === 0
      ? []
      : isOrder(shown.form)
        ? ['grounds', 'notes']
        : ['notes'];
  return {
    steps: ['items', ...late],
    posted: ['items', ...late],
    late,
    wrong: (step) => {
      const said = answersSaid(about, given);
      if (step === 'items') return said.length === 0 ? say.results.chooseOne : undefined;
      const isAsked = [...given].some(([name]) => isOf(name, step));
      if (step === 'notes') {
        const isLong = said.some(({ note = '' }) => note.length > NOTE_MAX);
        return isAsked && !isLong ? undefined : say.requestLife.notTaken;
      }
      const needed = say.requestLife.guards[isBoundByOrder(shown) ? 'groundOfEach' : 'groundGiven'];
      if (!isAsked) return needed;
      // The other side may not have said it; then the item stays due.
      const bare = lackingIn(given, numbersOf(about)).filter((one) => isBare(said, one));
      return isBoundByOrder(shown) && bare.length > 0 ? needed : undefined;
    },
  };
}

function isBare(said: NonNullable<ActDetail['items']>, item: number): boolean {
  const ground = said.find((one) => one.item === item)?.ground;
  return !ORDER_GROUNDS.some((code) => code === ground);
}

export function answersPage(say: Messages, about: AnswersAbout, asked: StepAsked<AnswerStep>): View {
  const { shown, delivery, items } = about;
  const words = say.results;
  const title = answerTitle(say, about, asked.step);
  const question =
    asked.step === 'items' ? itemSelects(say, about, asked) : whyAsked(say, about, asked, title);
  const walk = {
    ...asked,
    address: deliveryAddress(shown, delivery, '/answers'),
    caption: words.delivery(delivery.number),
    button: words.record,
  };
  return askAbout(say, shown, delivery, {
    title,
    errors: asked.errors,
    content:
      items.length === 0
        ? html`<h1>${title}</h1>
            <p>${words.noItems}</p>`
        : stepForm(say, walk, question, () => saidLines(say, about, asked)),
  });
}

function answerTitle(say: Messages, { shown }: AnswersAbout, step: AnswerStep): string {
  const { asks } = say.requestLife;
  switch (step) {
    case 'items':
      return say.results.answers;
    case 'grounds':
      return shown.request.direction === 'incoming' ? asks.grounds : say.requests.optionalLabel(asks.grounds);
    case 'notes':
      return say.requests.optionalLabel(asks.notes);
  }
}

function itemSelects(say: Messages, about: AnswersAbout, { given, errors }: StepAsked<AnswerStep>): Html {
  const { shown, items } = about;
  const words = say.results;
  const options = [
    { value: '', words: words.notSaid },
    ...ACTUAL.map((value) => ({ value, words: words.actuals[value] })),
  ];
  const select = (one: ItemResult, i: number): Html => {
    const name = `items.${one.item}`;
    const asked = {
      name,
      // What is wrong leads to the first.
      id: i === 0 ? 'items' : name,
      label: itemName(say, shown, one.item),
      hint: one.files === 0 ? words.nothingCame : say.evidence.files(one.files),
      value: given.get(name) ?? proposedActual(one) ?? '',
    };
    return selectField(say, asked, options, errors);
  };
  return html`<h1>${words.answers}</h1>
    <p>${words.answersHint[shown.request.direction]}</p>
    ${items.map(select)}`;
}

function whyAsked(
  say: Messages,
  about: AnswersAbout,
  { step, given, errors }: StepAsked<AnswerStep>,
  title: string,
): Html {
  const asked = { shown: about.shown, items: lackingIn(given, numbersOf(about)), given, errors };
  return step === 'notes' ? noteFields(say, asked, title) : groundChoices(say, asked, title);
}

/** Under the last question. */
function saidLines(
  say: Messages,
  about: AnswersAbout,
  { asking, given }: StepAsked<AnswerStep>,
): readonly SaidLine<AnswerStep>[] {
  const lacking = { shown: about.shown, items: lackingIn(given, numbersOf(about)), given };
  const said: { readonly [step in AnswerStep]: () => Html } = {
    items: () => saidOfItems(say, about, given),
    grounds: () => groundLines(say, lacking),
    notes: () => noteLines(say, lacking),
  };
  const before = asking.steps.slice(0, -1);
  return before.map((step) => ({ step, label: answerTitle(say, about, step), value: said[step]() }));
}

function saidOfItems(say: Messages, about: AnswersAbout, given: URLSearchParams): Html {
  const lines = answersSaid(about, given).flatMap(({ item, actual }) =>
    actual === undefined
      ? []
      : [html`${itemName(say, about.shown, item)}${say.language.colon}${say.results.actuals[actual]}<br />`],
  );
  return html`${lines}`;
}
