// The outgoing text, from typed answers: the sections of the official form in its own order and numbering, each field with its
// answer. What was not asked is left out; what was asked and not answered says so.
import type { FormField } from '../../../law/model-form.ts';
import type { Messages } from '../../../web/messages.ts';
import type { LetterLanguage } from '../../core/letter-language.ts';
import { answerWords, type AnswerWords } from './answer-words.ts';
import type { Answer, Answers } from '../../core/answers.ts';
import { boxLines, hasBox } from './boxes.ts';
import {
  goesAsFollowed,
  isAsked,
  namesItsLaw,
  onlyAsked,
  ownSections,
  type LegalForm,
} from '../../core/form.ts';
import { officially } from '../../core/official-wording.ts';
import type { DraftRequest } from '../messages/request-file.ts';
import { headOf, referenceOf, type LetterHead } from './letter-head.ts';
import { inTongue, type Tongue } from './tongue.ts';
import { languageName } from '../../../web/language-names.ts';

/** Who answers for a translation. */
export interface TranslationCertified {
  readonly name: string;
  /** A day, such as 2026-11-26. */
  readonly day: string;
  readonly from: LetterLanguage;
  readonly to: LetterLanguage;
}

/** The field by which what follows a request says on what that request rests. */
const BASIS = 'basis';

export interface Letter {
  readonly title: string;
  /** Instrument and reference. */
  readonly basis: string;
  /** Words that must stand on the paper, such as that it is a copy. */
  readonly notices: readonly string[];
  /** Undefined: it is a sheet and no letter. */
  readonly head?: LetterHead;
  /** By which it is known, at the foot of each page; undefined: not said. */
  readonly reference: string | undefined;
  readonly sections: readonly LetterSection[];
}

export interface LetterSection {
  readonly label: string;
  /** What stands above its heading: the closing formula of a letter, where the section begins with the signature. */
  readonly above?: readonly string[];
  /** Whom this section is for, where it is not for every reader of the letter. */
  readonly audience: string | undefined;
  readonly rows: readonly LetterRow[];
}

export interface LetterRow extends AnswerWords {
  readonly label: string;
  /** Room for a signature: what is to be written by hand, in this order; room for a stamp is the last. */
  readonly signs?: readonly string[];
  /** The closing formula of a letter, where other answers of its section stand before the signature. */
  readonly above?: readonly string[];
  /** Signed by whoever translated it, and not by whoever approves it. */
  readonly isOfTranslator?: boolean;
}

/** In one line: what it is and whom it is for, parted as sentences of the language are. */
export function headingOf({ label, audience }: LetterSection, { language }: Messages): string {
  return audience === undefined ? label : `${label}${language.fullStop}${audience}`;
}

/** `instrument`: its short title. In every language the same sections and rows, so that two letters stand side by side. */
export function letterOf(draft: DraftRequest, instrument: string, tongue: Tongue): Letter {
  const answers = onlyAsked(draft.legal, draft.answers);
  const legal = officially(inTongue(draft.legal, tongue.label), tongue.official);
  const { record } = legal;
  const { notice, labelled, readers } = tongue.say.letter;
  return {
    title: record.title,
    basis: ofAnotherLaw(legal, answers, tongue) ?? citedLaw(record.ref, instrument, tongue),
    notices: tongue.written === undefined ? [] : [notice.translated(tongue.isolate(tongue.written))],
    ...(legal.form.isLetter && { head: headOf(answers, tongue) }),
    reference: referenceOf(answers, tongue),
    sections: ownSections(record)
      .map(({ label, audience, fields }) => ({
        label,
        ...(legal.form.isLetter &&
          fields[0]?.type === 'signature' && { above: tongue.say.letter.head.closing }),
        audience: audience && labelled(readers, tongue.label(audience)),
        rows: fields
          .filter((field) => isPrinted(legal, field, { fields, answers }))
          .map((field) =>
            field.type === 'signature'
              ? {
                  label: field.label,
                  text: [],
                  signs: signsOf(fields, tongue),
                  ...(legal.form.isLetter &&
                    field !== fields[0] && { above: tongue.say.letter.head.closing }),
                }
              : { label: numbered(field, tongue), ...wordsOf(legal, field, answers, tongue) },
          ),
      }))
      .filter(({ rows }) => rows.length > 0),
  };
}

function citedLaw(ref: string, instrument: string, { label, say }: Tongue): string {
  return namesItsLaw(ref) ? label(ref) : `${label(instrument)}${say.language.comma}${label(ref)}`;
}

/** What follows a request rests on the law of that request; of the model's own article nothing is said where it is another law. */
function ofAnotherLaw(
  { form, fields, record }: LegalForm,
  answers: DraftRequest['answers'],
  tongue: Tongue,
): string | undefined {
  const answer = answers[BASIS];
  const field = fields.find(({ id }) => id === BASIS);
  if (!goesAsFollowed(form) || field === undefined || answer === undefined) return undefined;
  return answer === record.instrument ? undefined : answered(field, answer, tongue).text.join(' ');
}

/** What stands on the page before it leaves and never on the paper: what is not confirmed of the form, and that its labels are a draft. */
export function caveatsOf({ form, record }: LegalForm, say: Messages, letterIn: Messages): string[] {
  const { notice, draft } = say.letter;
  const { template } = form;
  return [
    ...(record.confidence === 'confirmed' ? [] : [notice[record.confidence]]),
    ...(template === undefined ? [] : [notice.template(template.name, String(template.comparedTo))]),
    ...(letterIn.language.isDraft ? [draft] : []),
  ];
}

/** What is asked; on a sheet compared box by box also the boxes that are not, in a section that is filled in. The line of a box stands at it. */
function isPrinted(
  legal: LegalForm,
  field: FormField,
  { fields, answers }: { readonly fields: readonly FormField[]; readonly answers: Answers },
): boolean {
  const { boxes } = legal.form;
  if (boxes?.lines[field.id] !== undefined) return false;
  if (isAsked(legal, field, answers)) return true;
  return (
    boxes !== undefined && hasBox(legal.form, field) && fields.some((one) => isAsked(legal, one, answers))
  );
}

function numbered({ number, label }: FormField, { isolate }: Tongue): string {
  return number === undefined ? label : `${isolate(number)} ${label}`;
}

function wordsOf(legal: LegalForm, field: FormField, answers: Answers, tongue: Tongue): AnswerWords {
  const said = (one: FormField): AnswerWords => answered(one, answers[one.id], tongue);
  if (!hasBox(legal.form, field)) return said(field);
  return { text: boxLines(legal, field, { answers, said, say: tongue.say }) };
}

function answered(field: FormField, answer: Answer | undefined, tongue: Tongue): AnswerWords {
  if (field.type === 'constant') return { text: [] };
  return answer === undefined ? { text: [tongue.say.letter.notStated] } : answerWords(field, answer, tongue);
}

/** Asked for in the section itself by the official annexes. */
const SIGNATORY = /(?:^|\.)(?:name|representative|authorised)$/;

/** What a section does not ask of whoever signs is written by hand. */
function signsOf(fields: readonly FormField[], { say }: Tongue): string[] {
  const { name, function: post, date, signature, stamp } = say.letter.signs;
  const isNamed = fields.some(({ id, type }) => type === 'text' && SIGNATORY.test(id));
  const isDated = fields.some(({ type }) => type === 'date');
  return [...(isNamed ? [] : [name, post]), ...(isDated ? [] : [date]), signature, stamp];
}

/** With the certificate of a translator at its end, and room to sign it. */
export function withCertificate(
  letter: Letter,
  certified: TranslationCertified,
  { say, isolate }: Tongue,
): Letter {
  const { title, text, signature } = say.letter.certificate;
  const { name, day, from, to } = certified;
  const rows: LetterRow[] = [
    {
      label: title,
      text: [
        text(
          isolate(name),
          languageName(from, say.language.locale),
          languageName(to, say.language.locale),
          isolate(day),
        ),
      ],
    },
    {
      label: signature,
      text: [],
      signs: [say.letter.signs.signature, say.letter.signs.stamp],
      isOfTranslator: true,
    },
  ];
  return { ...letter, sections: [...letter.sections, { label: title, audience: undefined, rows }] };
}
