// What became of each item, said with the delivery in which the answer came; and why an item does not come: of an order by its ground, and in words.
import { phrase } from '../../../base/refusal.ts';
import { onlyIf, wrong, type Body, type Field } from '../../../web/fields/field.ts';
import type { OfEach } from '../../../web/fields/each.ts';
import type { GroundCode } from '../../machine/states/grounds.ts';
import {
  groundsField,
  hasLacking,
  isLacking,
  itemsField,
  itemsSaid,
  notesField,
} from '../sending/item-fields.pages.ts';
import { isBoundByOrder } from '../../machine/states/executing.ts';
import { ACTUAL, type Actual } from '../../machine/states/life.ts';
import type { RequestShown } from '../../machine/text/request-shown.pages.ts';
import { isOrder } from '../../forms/index.ts';
import { proposedActual, type ItemResult } from '../../machine/states/results.ts';

export const answersSaid = itemsSaid;

export function answerFields(shown: RequestShown, items: readonly ItemResult[]) {
  const { request } = shown;
  const numbers = items.map(({ item }) => item);
  const of = (item: number): ItemResult | undefined => items.find((one) => one.item === item);
  return {
    items: itemsField<Actual>(shown, {
      ask: (say) => say.results.answers,
      hint: (say) => say.results.answersHint[request.direction],
      items: numbers,
      values: ACTUAL,
      words: (say, actual) => say.results.actuals[actual],
      none: (say) => say.results.notSaid,
      hints: (say, item) => {
        const files = of(item)?.files ?? 0;
        return files === 0 ? say.results.nothingCame : say.evidence.files(files);
      },
      presets: (item) => {
        const one = of(item);
        return one && proposedActual(one);
      },
      needed: (say) => say.results.chooseOne,
    }),
    grounds: onlyIf((said) => isOrder(request.form) && hasLacking(said), groundsOfEach(shown, numbers)),
    notes: onlyIf(hasLacking, notesField(shown, numbers)),
  };
}

/** Of an order what does not come, or not wholly, is answered with its ground: Regulation (EU) 2023/1543, Art. 10(8) and Annex III. */
function groundsOfEach(shown: RequestShown, items: readonly number[]): Field<readonly OfEach<GroundCode>[]> {
  const isOurs = isBoundByOrder(shown.request);
  const field = groundsField(shown, items, ({ requests, requestLife: { asks } }) =>
    isOurs ? asks.grounds : requests.optionalLabel(asks.grounds),
  );
  // The other side may not have said it; then the item stays due.
  if (!isOurs) return field;
  return {
    ...field,
    read: (body, name, about, said) => {
      const read = field.read(body, name, about, said);
      const bare = lackingOf(said).filter((item) => !read.ok || !read.value.some(({ of }) => of === item));
      return bare.length === 0
        ? read
        : wrong((say) => say.requestLife.guards.groundOfEach, phrase('groundOfEach'), bare.join(', '));
    },
  };
}

function lackingOf(said: Body = {}): number[] {
  const items = (said['items'] ?? []) as readonly OfEach<Actual>[]; // as its field reads it
  return items.filter(({ value }) => isLacking(value)).map(({ of }) => of);
}
