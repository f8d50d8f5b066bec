// providers.yaml: service providers, their legal entities and which law compels each.
import * as z from 'zod';
import { cited, day, dataCategory, head, id, organisation, state, text, validity } from './common.ts';

const fact = z.strictObject({ value: text, ...validity, ...cited, note: text.optional() });
const days = z.strictObject({ value: z.int().positive(), ...validity, ...cited, note: text.optional() });

/** Classes and plain characters, each with how often: nothing that a hostile value could keep the machine busy with. */
const pattern = z
  .string()
  .max(120)
  .regex(
    /^\^(?:(?:\[[\w.@*-]+\]|[\w:@])(?:\{\d{1,2}(?:,\d{1,3})?\})?)+\$$/,
    'expected ^, classes such as [0-9]{17,20}, $',
  );
const account = z.strictObject({
  name: text,
  pattern,
  /** The owner may change it, so that it may be somebody else's tomorrow. */
  changeable: z.boolean(),
  ...validity,
  ...cited,
});

/** The description of a full record, kept as text for readers. */
const model: z.ZodType<unknown> = z.lazy(() =>
  z.union([z.string(), z.boolean(), z.array(z.string()), z.record(z.string(), model)]),
);

const statistic = z.strictObject({ id, title: text, fact: text, ...cited });
/** Versions that were published before figures had names hold them one after the other. */
function named(all: unknown): unknown {
  if (!Array.isArray(all) || !all.every((one: unknown) => typeof one === 'object' && one !== null))
    return all;
  return all.map((one: object, i) =>
    'id' in one || !('fact' in one) ? one : { id: `figure-${i + 1}`, title: one.fact, ...one },
  );
}

export const providersFile = z.strictObject({
  ...head,
  model: z.record(id, model),
  legal_rules_on_providers: z.array(
    z.strictObject({
      id,
      state: state.nullable(),
      organisation: organisation.optional(),
      rule: text,
      citation: text,
      /** What it lets a provider disclose on its own in an emergency to life, and to whom. */
      emergency: z
        .strictObject({ to: z.literal('own_government'), data_categories: z.array(dataCategory).min(1) })
        .optional(),
      note: text.optional(),
      ...validity,
      ...cited,
    }),
  ),
  statistics: z.preprocess(named, z.array(statistic)),
  providers: z.array(
    z.strictObject({
      id,
      name: text,
      services: z
        .array(
          z.strictObject({
            name: text,
            domains: z.array(text).optional(),
            /** By what the provider tells its accounts apart. */
            accounts: z.array(account).min(1).optional(),
            ...validity,
            ...cited,
          }),
        )
        .optional(),
      entities: z
        .array(
          z.strictObject({
            name: text,
            state,
            controls: text,
            compelled_by: text.optional(),
            ...validity,
            ...cited,
          }),
        )
        .min(1),
      languages: z.strictObject({ value: z.array(text).min(1), ...validity, ...cited }).optional(),
      /** What the provider asks for, by category of data. */
      policy_by_category: z
        .array(
          z.strictObject({
            category: dataCategory,
            needs: text,
            ...validity,
            ...cited,
            note: text.optional(),
          }),
        )
        .optional(),
      /** Directive (EU) 2023/1544: who receives orders, and where. */
      eu_addressee: z
        .strictObject({
          kind: z.enum(['designated_establishment', 'legal_representative']),
          name: text,
          state,
          ...validity,
          ...cited,
        })
        .optional(),
      channels: z
        .array(z.strictObject({ kind: id, name: text, note: text.optional(), ...validity, ...cited }))
        .optional(),
      policy: z.strictObject({
        compulsion: fact.optional(),
        request_form: fact.optional(),
        user_notice: fact.optional(),
        emergency_disclosure: fact.optional(),
        voluntary_foreign_requests: fact.optional(),
        separate_guidelines: fact.optional(),
        international: fact.optional(),
        non_content: fact.optional(),
        scope: fact.optional(),
      }),
      preservation: z
        .strictObject({ initial_days: days.optional(), renewal_days: days.optional() })
        .optional(),
      retention: z
        .array(
          z.strictObject({
            category: dataCategory,
            days: z.int().positive().nullable(),
            ...validity,
            ...cited,
          }),
        )
        .optional(),
    }),
  ),
  gaps: z.array(text),
  last_checked: day,
});

export type ProvidersFile = z.infer<typeof providersFile>;
