// A form is a value: its pages, conditions and rules stand here beside the sections and fields of its record in `data/law/forms/`. Adding one
// touches no table, route or page.
import { Refusal } from '../../base/refusal.ts';
import { utcDay } from '../../base/time.ts';
import type { Day } from '../../law/day.ts';
import { holdsOn, wordedWhole } from '../../law/on-day.ts';
import type { OffenceKnown } from '../../law/competence.ts';
import type { DataCategory, Knowledge } from '../../law/model.ts';
import type { FormField, FormRecord, FormSection } from '../../law/model-form.ts';
import type { Answer, Answers, Asked } from './answers.ts';
import { askedOf, isMeasure } from './request-items.ts';
import type { EvidenceType } from './evidence.ts';
import { natureOf, type FormNature, type Issuer } from './form-nature.ts';
import type { RequestRecord, UrgencyBounds } from './request.ts';

/** A sentence in the languages it has been written in; English is always there. */
export interface Words {
  readonly en: string;
  readonly fr?: string;
  readonly es?: string;
  readonly ru?: string;
  readonly zh?: string;
  readonly ar?: string;
}

/** One question on one page; several fields where they are one thing to the person who answers. */
export interface QuestionPage {
  readonly id: string;
  /** Left out: the label of its one field is the question. */
  readonly title?: Words;
  /** Beneath the title. */
  readonly hint?: Words;
  /** Ids of forms. */
  readonly fields: readonly string[];
}

export interface Task {
  readonly id: string;
  readonly title: Words;
  readonly pages: readonly QuestionPage[];
}

/** Which field plays which part in the checks that all forms share (`checks.ts`). */
export interface Roles {
  /** Data items asked for. */
  readonly items?: string;
  /** Whose data, where the form asks once for all items. */
  readonly identifiers?: string;
  /** From when to when, where the form asks once for all items. */
  readonly period?: string;
  /** How the items are linked to the offence. */
  readonly nexus?: string;
  readonly offence?: string;
  readonly urgency?: string;
  readonly confidentiality?: string;
  /** What it says of privilege, immunity and the press. */
  readonly privilege?: string;
  /** In which form the court at home needs the evidence, where the form asks once for all items. */
  readonly evidenceForm?: string;
  /** Which State it is about, of a form that goes to none. */
  readonly state?: string;
  /** An earlier preservation of the same data. */
  readonly preservation?: string;
  /** Contact for verification; another person than the one who drafts. */
  readonly verification?: string;
}

/** Conditions that are accepted before the content can be opened: Budapest Convention, Art. 26(2). */
export interface Binding {
  readonly isConfidential: boolean;
  /** Conditions of use, in words. */
  readonly use: string | undefined;
}

/** The boxes of a printed form that do not follow from the kinds of its fields. */
export interface SheetBoxes {
  /** Lines to fill in that have a box of their own. */
  readonly own: readonly string[];
  /** Choices that the sheet makes in words. */
  readonly none: readonly string[];
  /** Fields that are the line of a box: of which field, behind which option. */
  readonly lines: Readonly<Record<string, readonly [field: string, option: string]>>;
}

export interface Form extends FormNature {
  /** Its id, and the name of its record in `data/law/forms/`. */
  readonly id: string;
  readonly tasks: readonly Task[];
  /** Printed with boxes: the letter has each that may be ticked, ticked or not. */
  readonly hasBoxes?: true;
  /** Compared with the printed form box by box: what is not asked is printed too, and empty. */
  readonly boxes?: SheetBoxes;
  /** Goes as a letter from one authority to another, with its head, salutation and closing formula; undefined: as the sheet that it is. */
  readonly isLetter?: true;
  /** When a conditional field is asked for and then required. One that is not named may always be left empty. */
  readonly asked: Readonly<Record<string, (answers: Answers) => boolean>>;
  readonly roles: Roles;
  /** Which options of a field the other answers leave; undefined: all. What is chosen already stays in sight. */
  readonly leaves?: Readonly<Record<string, (answers: Answers) => ((option: string) => boolean) | undefined>>;
  /** Fields in which the official form asks once more for what stands in another: filled in from it, and saved by whoever reads it. */
  readonly repeats?: Readonly<Record<string, string>>;
  /**
   * Fields whose options are ticked for data of one category, where the form ticks what it asks for in place of listing items. Each that is
   * ticked is an item.
   */
  readonly ticked?: Readonly<Record<string, DataCategory>>;
  /** Which data are asked for, where the form has no items (`roles.items`, `ticked`). */
  readonly categories?: (answers: Answers) => readonly DataCategory[];
  /** Ids of sections that are for somebody else than the addressee, and never reach it (`copies.ts`). */
  readonly reserved?: readonly string[];
  /** To what its receiver is bound before it may read; undefined: to nothing. */
  readonly binds?: (answers: Answers) => Binding | undefined;
  /** The field that asks for what only those who are named may know of; undefined: nothing does. */
  readonly secret?: (answers: Answers) => string | undefined;
  /** What the answers say of the offence, where a threshold hangs on it. */
  readonly offence?: (answers: Answers) => OffenceKnown;
  /** How urgent the answers make it; undefined: they leave it open. */
  readonly urgency?: (answers: Answers) => UrgencyBounds | undefined;
  /** Which kinds of evidence its items may be; without it, any. */
  readonly evidence?: readonly EvidenceType[];
  /** A template of others that it follows, and up to which of its items that has been compared. */
  readonly template?: { readonly name: string; readonly comparedTo: number };
  /** What the legal basis demands beyond single fields. */
  readonly rules: readonly FormRule[];
  /** Kinds of assistance that its items may ask for besides data: each a small form of its own, with the id of its record. */
  readonly kinds?: readonly KindForm[];
}

export interface KindForm extends Pick<Form, 'id' | 'tasks' | 'asked' | 'rules'> {
  /** Seen only by those who are named: the request that asks for it is confidential. */
  readonly isSecret?: true;
  /** What it is, for whoever chooses. */
  readonly hint: Words;
}

export type Level = 'block' | 'warn' | 'suggest';

/** What a rule may be read from. */
export type RuleLaw = Pick<Knowledge, 'instruments'>;

export interface FormRule {
  readonly id: string;
  readonly level: Level;
  /** Instrument and article. */
  readonly ref: string;
  /** The field to look at. */
  readonly field: string;
  readonly words: Words;
  /** `law`: where the data say what it asks. */
  readonly isMet: (answers: Answers, law: RuleLaw) => boolean;
}

/** A form with the record it is about. */
export interface LegalForm {
  readonly form: Form;
  readonly record: FormRecord;
  /** In the order of the record. */
  readonly fields: readonly FormField[];
}

/** By the wording of that day; without one, by the newest. */
export function legalForm(form: Form, records: readonly FormRecord[], day?: Day): LegalForm {
  const worded = day === undefined ? records : wordedWhole(records, day);
  const record = worded.find(({ id }) => id === form.id);
  if (record === undefined) throw new Error(`data/law/forms has no form ${form.id}`);
  return { form, record, fields: ownFields(record) };
}

/** The day by whose wording of the form a request is read: what is amended later does not change what was drafted. */
export function dayBegun({ begunAt }: Pick<RequestRecord, 'begunAt'>): Day {
  return utcDay(begunAt.getTime());
}

/** No new request is begun on a form before its first day, or after its last, nor on one that only comes in. */
export function isOffered({ form, record }: LegalForm, day: Day): boolean {
  return form.direction !== 'incoming' && holdsOn(record, day) !== 'no';
}

/** A draft on it goes on; a new one is not begun. Refusals: notAllowed. */
export function refuseOver(legal: LegalForm, day: Day): void {
  if (isOffered(legal, day)) return;
  const { id, from, until } = legal.record;
  if (legal.form.direction === 'incoming') throw new Refusal('notAllowed.formIncoming', { id });
  throw new Refusal('notAllowed.formNotOnDay', { day, id, from: from ?? '…', until: until ?? '…' });
}

/** Without the sections that say what an item holds. */
export function ownSections({ sections }: FormRecord): readonly FormSection[] {
  return sections.filter(({ itemOf }) => itemOf === undefined);
}

/** A kind of assistance as the form that it is for one item; undefined where this form knows no such kind. */
export function kindForm({ form, record, fields }: LegalForm, measure: string): LegalForm | undefined {
  const kind = fields.flatMap(({ kinds = [] }) => kinds).find(({ id }) => id === measure);
  const own = form.kinds?.find(({ id }) => id === measure);
  if (kind === undefined || own === undefined) return undefined;
  const { id, label, ref, confidence, note } = kind;
  const section = { ...kind, audience: undefined, itemOf: undefined, kind: undefined };
  return {
    form: { ...natureOf(form), ...own, roles: {} },
    record: { ...record, id, title: label, ref, confidence, note, sections: [section] },
    fields: kind.fields,
  };
}

export function ownFields(record: FormRecord): readonly FormField[] {
  return ownSections(record).flatMap(({ fields }) => fields);
}

/** Short title of what it rests on. */
export function instrumentTitle({ record }: LegalForm, law: Knowledge): string {
  const { instrument } = record;
  const known = law.instruments.find(({ id }) => id === instrument);
  return known?.shortTitle ?? law.otherInstruments[instrument] ?? instrument;
}

/** A reference such as `UNTOC Art. 18` says itself of which law it is. */
export function namesItsLaw(ref: string): boolean {
  return !/^(?:Arts?|Annex)\b/.test(ref);
}

/** Whether the field has a place in this request. */
export function isAsked({ form }: Pick<LegalForm, 'form'>, field: FormField, answers: Answers): boolean {
  const condition = form.asked[field.id];
  return condition === undefined || condition(standing(form, answers));
}

/** What was said to a question that is asked no more asks for nothing further either. */
function standing({ asked }: Pick<Form, 'asked'>, answers: Answers): Answers {
  const gone = Object.entries(asked).filter(([id, is]) => answers[id] !== undefined && !is(answers));
  if (gone.length === 0) return answers;
  const ids = new Set(gone.map(([id]) => id));
  return standing({ asked }, without(answers, ids));
}

function without(answers: Answers, ids: ReadonlySet<string>): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.has(id)));
}

/**
 * What the request says. What other answers have taken the place from stays with the draft, for it may be asked for again, and is left
 * out of all that is read elsewhere: it would go out unseen.
 */
export function onlyAsked(legal: LegalForm, answers: Answers): Answers {
  const still = legal.fields.flatMap((field): [string, Answer][] => {
    const answer = answers[field.id];
    if (answer === undefined || !isAsked(legal, field, answers)) return [];
    return [[field.id, field.type === 'item_list' ? measuresAsked(legal, answers, field.id) : answer]];
  });
  return Object.fromEntries(still);
}

/** A kind of assistance is a small form of its own. */
function measuresAsked(legal: LegalForm, answers: Answers, field: string): readonly Asked[] {
  return askedOf(answers, field).map((one) => {
    const kind = isMeasure(one) ? kindForm(legal, one.measure) : undefined;
    return kind === undefined || !isMeasure(one) ? one : { ...one, answers: onlyAsked(kind, one.answers) };
  });
}

/** Whether the request cannot go without it. */
export function isRequired(legal: LegalForm, field: FormField, answers: Answers): boolean {
  if (field.type === 'constant') return false;
  switch (field.required) {
    case 'required':
      return isAsked(legal, field, answers);
    case 'conditional':
      return legal.form.asked[field.id] !== undefined && isAsked(legal, field, answers);
    case 'optional':
      return false;
  }
}

/** One thing asked for, with a standing of its own: an entry of a list, or what is ticked in one field. */
type Wanted =
  | { readonly field: string; readonly asked: Asked }
  | { readonly field: string; readonly category: DataCategory; readonly ticks: readonly string[] };

/**
 * What is asked for item by item, in the order of the form; the place in it, from 1, is the number of the item. It stands in the answers
 * alone. Empty: the form asks for one thing, itself.
 */
export function wantedOf({ roles, ticked = {} }: Form, answers: Answers): readonly Wanted[] {
  const { items } = roles;
  const listed = items === undefined ? [] : askedOf(answers, items).map((asked) => ({ field: items, asked }));
  const lines = Object.entries(ticked).flatMap(([field, category]) => {
    const ticks = answers[field] as readonly string[] | undefined; // a multichoice
    return ticks === undefined ? [] : [{ field, category, ticks }];
  });
  return [...listed, ...lines];
}

/** How many items the request has. */
export function countWanted(form: Form, answers: Answers): number {
  return Math.max(1, wantedOf(form, answers).length);
}

/** Undefined: it asks for no data. */
export function categoryOf(one: Wanted): DataCategory | undefined {
  if ('ticks' in one) return one.category;
  return isMeasure(one.asked) ? undefined : one.asked.category;
}

/** Whether a request of this form asks for anything; another one answers, or tells. */
export function isAsking({ roles, ticked, categories }: Form): boolean {
  return roles.items !== undefined || ticked !== undefined || categories !== undefined;
}

/** It has data kept, and is given none. */
export function hasKept({ keeps }: Pick<Form, 'keeps'>): boolean {
  return typeof keeps === 'object';
}

/** A consent names the State where the data are and asks nobody there for anything: Budapest Convention, Art. 32(b). */
export function goesToState({ goesTo }: Pick<Form, 'goesTo'>): boolean {
  return goesTo !== 'nobody';
}

/** The Regulation has its own notice to the enforcing authority, and its addressee is no provider like others: Regulation (EU) 2023/1543, Art. 8. */
export function goesToProvider({ goesTo, goesBySystem }: Pick<Form, 'goesTo' | 'goesBySystem'>): boolean {
  return !goesBySystem && (goesTo === 'provider' || goesTo === 'either');
}

/** What it is about went, or came, before it, and it goes by the way of that. */
export function goesAsFollowed({ channel }: Pick<Form, 'channel'>): boolean {
  return channel.is === 'followed';
}

/** As it names them; undefined: it does not. */
export function issuerIn({ signing }: Pick<Form, 'signing'>, answers: Answers): Issuer | undefined {
  return typeof signing === 'object' ? signing.issuer(answers) : undefined;
}

/** Each once. */
export function categoriesOf(form: Form, answers: Answers): readonly DataCategory[] {
  const found = form.categories?.(answers) ?? wantedOf(form, answers).flatMap((one) => categoryOf(one) ?? []);
  return [...new Set(found)];
}

export function pagesOf(form: Form): readonly QuestionPage[] {
  return form.tasks.flatMap(({ pages }) => pages);
}

/** What a person answers there: all that has a place in this request. A signature comes later, and of itself is no question. */
export function fieldsAsked(
  legal: LegalForm,
  { fields }: QuestionPage,
  answers: Answers,
): readonly FormField[] {
  return fields.flatMap((id) => {
    const field = legal.fields.find((one) => one.id === id);
    const isOne = field !== undefined && field.type !== 'signature' && field.type !== 'constant';
    return isOne && isAsked(legal, field, answers) ? [field] : [];
  });
}

/** Each field that is answered stands on exactly one page. */
export function pageWith(form: Form, field: string): QuestionPage {
  const page = pagesOf(form).find(({ fields }) => fields.includes(field));
  if (page === undefined) throw new Error(`${form.id}: no page asks for ${field}`);
  return page;
}

/** The article that a form rests on, without its paragraphs; empty where it names none, or several. */
export function articleOf({ ref }: Pick<LegalForm['record'], 'ref'>): string {
  return /^Art\. (\d+)(?:\([^;,-]*)?$/.exec(ref)?.[1] ?? '';
}
