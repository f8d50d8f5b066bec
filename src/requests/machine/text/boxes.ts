// The boxes of a printed form: each that may be ticked, ticked or not, below those of the headings that it belongs to, and with what
// is written on its line.
import { isRightToLeft } from '../../../base/direction.ts';
import type { FormField } from '../../../law/model-form.ts';
import type { Messages } from '../../../web/messages.ts';
import type { Answers } from '../../core/answers.ts';
import { isAsked, type Form, type LegalForm } from '../../core/form.ts';
import type { AnswerWords } from './answer-words.ts';

const BOX = { ticked: '\u2612', empty: '\u2610' };

function box(isTicked: boolean, words: string): string {
  return `${isTicked ? BOX.ticked : BOX.empty} ${words}`;
}

export function hasBox({ hasBoxes, boxes }: Form, { id, type }: FormField): boolean {
  if (!hasBoxes || boxes?.none.includes(id) === true) return false;
  const isChoice = type === 'boolean' || type === 'choice' || type === 'multichoice';
  return isChoice || boxes?.own.includes(id) === true;
}

interface Printed {
  readonly answers: Answers;
  /** What stands in a field, in the words of the letter. */
  readonly said: (field: FormField) => AnswerWords;
  readonly say: Messages;
}

/** Of a field that has boxes. */
export function boxLines(legal: LegalForm, field: FormField, printed: Printed): string[] {
  const { answers, said, say } = printed;
  const { id, type } = field;
  const answer = answers[id];
  if (type === 'boolean') {
    const { yes, no, notStated } = say.letter;
    const isOpen = answer === undefined && isAsked(legal, field, answers);
    return [box(answer === true, isOpen ? notStated : answer === true ? yes : no)];
  }
  if (type !== 'choice' && type !== 'multichoice') {
    const [first = '', ...more] = said(field).text;
    return [box(answer !== undefined, first), ...more];
  }
  return field.options.flatMap((option) => [
    ...headingsAt(field, option.id, answers),
    ...withLine(legal, field, option, printed),
  ]);
}

function isTicked(answer: Answers[string] | undefined, option: string): boolean {
  return Array.isArray(answer) ? (answer as readonly unknown[]).includes(option) : answer === option;
}

/** Above the first of what they are over: an option of the field, or the field itself with all its options. */
function headingsAt(
  { id, options, headings = [] }: FormField,
  option: string,
  answers: Answers,
): readonly string[] {
  const isFirst = options[0]?.id === option;
  return headings
    .filter(({ over }) => over[0] === option || (over[0] === id && isFirst))
    .map(({ label, over }) =>
      box(
        over.some((one) => isTicked(answers[id], one) || answers[one] !== undefined),
        label,
      ),
    );
}

/** Short words stand on the line itself; others, and what is written from the other side, below it. */
function withLine(
  { form, fields }: LegalForm,
  { id }: FormField,
  option: { readonly id: string; readonly label: string },
  { answers, said, say }: Printed,
): readonly string[] {
  const ticked = isTicked(answers[id], option.id);
  const line = fields.find((one) => {
    const [field, of] = form.boxes?.lines[one.id] ?? [];
    return field === id && of === option.id;
  });
  const isEmpty = line === undefined || (line.required === 'optional' && answers[line.id] === undefined);
  if (!ticked || isEmpty) return [box(ticked, option.label)];
  const { text } = said(line);
  const [only] = text;
  const isRtl = say.language.dir === 'rtl';
  if (text.length === 1 && only !== undefined && (isRightToLeft(only) ?? isRtl) === isRtl)
    return [box(true, say.letter.labelled(option.label, only))];
  return [box(true, option.label), ...text];
}
