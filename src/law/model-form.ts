// Forms as the law knows them: sections and fields with the provision behind each.
import type { Validity } from './day.ts';
import type { Cited } from './model.ts';
import type { FormsFile } from './schema/forms.ts';

/** `editorial`: added by this project as good practice, no law asks for it. */
type FormConfidence = FormsFile['forms'][number]['confidence'];
export type FieldType = FormsFile['forms'][number]['sections'][number]['fields'][number]['type'];

/** With the grounds that hold for it: its own, or those of its form. */
export interface FormField extends Omit<Cited, 'confidence'> {
  /** Unique within the form. */
  readonly id: string;
  /** In our words, in English; the official wording stands in the instrument. */
  readonly label: string;
  /** Of the printed form, before its label there. */
  readonly number?: string;
  readonly type: FieldType;
  readonly required: 'required' | 'optional' | 'conditional';
  /** Of a conditional field: when, in words. */
  readonly when: string | undefined;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  /** Boxes of the printed form above those of its options or of several fields, by their ids: ticked where one of them is. */
  readonly headings?: readonly {
    readonly id: string;
    readonly label: string;
    readonly over: readonly string[];
  }[];
  readonly ref: string;
  readonly note: string | undefined;
  readonly confidence: FormConfidence;
  /** Of an item list: the kinds of assistance that an item may ask for besides data. */
  readonly kinds?: readonly AssistanceKind[];
}

/** A kind of assistance with what it asks. */
export interface AssistanceKind {
  readonly id: string;
  readonly label: string;
  readonly ref: string;
  readonly confidence: FormConfidence;
  readonly note: string | undefined;
  readonly fields: readonly FormField[];
}

export interface FormSection {
  readonly id: string;
  readonly label: string;
  /** Who alone may see it, where not everybody may. */
  readonly audience: string | undefined;
  readonly note: string | undefined;
  /** Its fields are parts of each item of that list, and asked there. */
  readonly itemOf: string | undefined;
  /** Where they are asked of one kind of assistance alone. */
  readonly kind: Pick<AssistanceKind, 'id' | 'ref' | 'confidence'> | undefined;
  readonly fields: readonly FormField[];
}

/** A form as the law knows it: sections and fields in the order and numbering of the instrument. */
export interface FormRecord extends Cited, Validity {
  readonly confidence: FormConfidence;
  readonly id: string;
  /** Of an earlier wording: the id of what replaced it. */
  readonly replacedBy?: string;
  readonly title: string;
  readonly instrument: string;
  readonly ref: string;
  /** Ways that take it, alone or as `way:instrument`. */
  readonly ways: readonly string[];
  readonly sender: string;
  readonly addressee: string;
  readonly translation: string | undefined;
  readonly note: string | undefined;
  readonly sections: readonly FormSection[];
}
