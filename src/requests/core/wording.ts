// The wording of a form: what it asks and in which words, told apart by a digest, and what one changed of another.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import type { FormField, FormRecord } from '../../law/model-form.ts';
import type { LegalForm } from './form.ts';

/** SHA-256, hexadecimal. Where it stands in a file, who vouches for it and since when are no part of the wording. */
export function wordingDigest(record: FormRecord): string {
  const { id, title, instrument, ref, sender, addressee, translation, note, sections } = record;
  const about = { id, title, instrument, ref, sender, addressee, translation, note };
  const all = sections.map(({ fields, kind, ...section }) => ({
    ...section,
    kind: kind?.id,
    fields: fields.map(fieldWording),
  }));
  return createHash('sha256')
    .update(canonicalJson(plain({ ...about, sections: all })))
    .digest('hex');
}

interface FieldWording {
  readonly [part: string]: unknown;
}

function fieldWording(field: FormField): FieldWording {
  const { id, number, label, type, required, when, options, headings, ref, note, kinds } = field;
  const ofKinds = kinds?.map((kind) => ({
    id: kind.id,
    label: kind.label,
    ref: kind.ref,
    fields: kind.fields.map(fieldWording),
  }));
  return { id, number, label, type, required, when, options, headings, ref, note, kinds: ofKinds };
}

/** Without what is undefined, which JSON does not carry. */
function plain(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json; // JSON.parse gives nothing else
}

/** What became of a form since. */
export interface FormChange {
  readonly added: readonly FormField[];
  /** As they were. */
  readonly gone: readonly FormField[];
  readonly reworded: readonly { readonly was: FormField; readonly is: FormField }[];
}

/** Undefined: nothing that it asks, and none of its words. */
export function formChange(was: FormRecord, is: FormRecord): FormChange | undefined {
  if (wordingDigest(was) === wordingDigest(is)) return undefined;
  const [before, now] = [asked(was), asked(is)];
  return {
    added: [...now.values()].filter(({ id }) => !before.has(id)),
    gone: [...before.values()].filter(({ id }) => !now.has(id)),
    reworded: [...now.values()].flatMap((one) => {
      const old = before.get(one.id);
      return old === undefined || textOf(old) === textOf(one) ? [] : [{ was: old, is: one }];
    }),
  };
}

function textOf(field: FormField): string {
  return canonicalJson(plain(fieldWording(field)));
}

function asked({ sections }: FormRecord): Map<string, FormField> {
  const own = sections.filter(({ itemOf }) => itemOf === undefined).flatMap(({ fields }) => fields);
  return new Map(own.map((field) => [field.id, field]));
}

/** The form as it was asked then. */
export function asWorded({ form }: Pick<LegalForm, 'form'>, record: FormRecord): LegalForm {
  const own = record.sections.filter(({ itemOf }) => itemOf === undefined);
  return { form, record, fields: own.flatMap(({ fields }) => fields) };
}
