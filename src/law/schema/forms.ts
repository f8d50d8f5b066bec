// forms.yaml and forms/: sections and fields of the forms, with the provision that asks for each.
import * as z from 'zod';
import { confidence, head, id, ownGrounds, partialDate, reviewed, source, text, wording } from './common.ts';

const FIELD_TYPES = [
  'text',
  'longtext',
  'boolean',
  'constant',
  'choice',
  'multichoice',
  'date',
  'datetime',
  'date_range',
  'duration',
  'state',
  'languages',
  'address',
  'phone',
  'email',
  'party',
  'contact',
  'person_list',
  'identifier_list',
  'item_list',
  'list',
  'hash_list',
  'reference',
  'signature',
] as const;

const withEditorial = z.union([confidence, z.literal('editorial')]);
const options = z.array(z.strictObject({ id, label: text })).min(1);

export const formsFile = z.strictObject({
  ...head,
  note: text,
  vocabulary: z.strictObject({
    type: z.array(z.enum(FIELD_TYPES)),
    required: z.array(text),
    party: text,
    item_list: text,
  }),
  other_instruments: z.record(id, text),
  option_sets: z.record(id, options),
  forms: z.array(
    z.strictObject({
      id: id.regex(/^[a-z0-9][a-z0-9-]*$/, 'the name of its file expected: small letters, digits and -'),
      ...wording,
      title: text,
      instrument: id,
      ref: text,
      sender: text,
      addressee: text,
      translation: text.optional(),
      note: text.optional(),
      source,
      sources: z.array(id).optional(),
      confidence: withEditorial,
      as_of: partialDate.optional(),
      reviewed: reviewed.optional(),
      /** Ways of channels.yaml, or ways to have data kept, that take it: alone, or with the instrument they then stand on. */
      ways: z
        .array(z.string().regex(/^[a-z0-9-]+(?::[a-z0-9-]+)?$/))
        .min(1)
        .optional(),
      sections: z
        .array(
          z.strictObject({
            id,
            label: text,
            audience: text.optional(),
            note: text.optional(),
            item_of: id.optional(),
            kind: z.strictObject({ id, ref: text, confidence: withEditorial }).optional(),
            fields: z
              .array(
                z.strictObject({
                  id,
                  label: text,
                  /** Of the printed form, before its label there. */
                  number: text.optional(),
                  type: z.enum(FIELD_TYPES),
                  required: z.enum(['required', 'optional', 'conditional']),
                  when: text.optional(),
                  options: options.optional(),
                  options_ref: id.optional(),
                  /** Boxes of the printed form above those of some options, or of some fields: ticked where one of them is. */
                  headings: z.array(z.strictObject({ id, label: text, over: z.array(id).min(1) })).optional(),
                  ref: text,
                  note: text.optional(),
                  confidence: withEditorial,
                  ...ownGrounds,
                }),
              )
              .min(1),
          }),
        )
        .min(1),
    }),
  ),
});

export type FormsFile = z.infer<typeof formsFile>;
