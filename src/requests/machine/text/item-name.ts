// What an item of a request is called, whatever its form: by its number and by what it asks for.
import type { Messages } from '../../../web/messages.ts';
import type { Answers } from '../../core/answers.ts';
import { isMeasure } from '../../core/request-items.ts';
import { wantedOf, type LegalForm } from '../../core/form.ts';
import { askedTitle } from './answer-words.ts';

/** Number, kind of data, holder, whose data; or the line of the form that is ticked. `legal`: in the language. `n`: from 1. */
export function itemTitle(
  say: Messages,
  { form, fields, record }: LegalForm,
  answers: Answers,
  n: number,
): string {
  const one = wantedOf(form, answers)[n - 1];
  const name = (words: string): string => `${say.requests.items.item(n)}${say.language.colon}${words}`;
  if (one === undefined) return name(record.title);
  const field = fields.find(({ id }) => id === one.field);
  if ('ticks' in one) return name(field?.label ?? one.field);
  const { asked } = one;
  if (isMeasure(asked)) return name(field === undefined ? asked.measure : askedTitle(asked, field, say));
  // Two of one kind and holder differ in whose data they are.
  const [first, ...more] = asked.identifiers;
  const whose = first && (more.length === 0 ? first.value : `${first.value} …`);
  const of = [say.ways.category[asked.category], asked.holder, whose].filter((said) => said !== undefined);
  return name(of.join(say.language.comma));
}
