// The forms that requests are written on, as JSON: what each asks, of whom, and by which article.
import { z } from 'zod';
import { validity } from '../../../law/cite.ts';
import {
  absent,
  pageOf,
  pageOfAll,
  paging,
  signedIn,
  type ApiRoute,
  orNull,
} from '../../../people/visit.api.ts';
import { legalForm, type LegalForm } from '../../core/form.ts';
import { FORMS, formOf } from '../../forms/index.ts';
import { kindsOf } from '../../machine/messages/message.ts';
import type { RequestsApi } from './request-asked.api.ts';

const formShape = z
  .object({
    id: z.string(),
    title: z.string(),
    instrument: z.string(),
    ref: z.string(),
    sender: z.string(),
    addressee: z.string(),
    confidence: z.string().describe('How sure it is that these are the fields of the law.'),
    from: z
      .string()
      .optional()
      .describe('The first day on which requests are begun on it. Absent: not recorded.'),
    until: z.string().optional().describe('The first day on which no request is begun on it any more.'),
  })
  .meta({ id: 'RequestForm' });

const fieldShape = z
  .object({
    id: z.string(),
    label: z.string(),
    type: z.string().describe('Of the answer: its JSON Schema stands at /schemas/request/1.json.'),
    required: z.enum(['required', 'optional', 'conditional']),
    when: orNull(z.string()).describe('Of a conditional field: when.'),
    options: z.array(z.object({ id: z.string(), label: z.string() })),
    ref: z.string(),
    confidence: z.string(),
  })
  .meta({ id: 'RequestField' });

const wholeFormShape = formShape
  .extend({
    fields: z.array(fieldShape),
    kinds: z
      .array(
        z.object({
          id: z.string(),
          label: z.string(),
          ref: z.string(),
          confidence: z.string(),
          fields: z.array(fieldShape),
        }),
      )
      .describe('Kinds of assistance that its items may ask for besides data.'),
  })
  .meta({ id: 'WholeRequestForm' });

export function formApi({ law }: RequestsApi): ApiRoute[] {
  return [
    signedIn(
      {
        method: 'GET',
        path: '/request-forms',
        operation: 'listRequestForms',
        summary: 'Lists the forms that requests are written on.',
        query: paging,
        answer: { status: 200, words: 'By id.', schema: pageOf('RequestFormPage', formShape) },
        isForCaseKeys: true,
      },
      async ({ query }) => {
        const { forms } = await law.current();
        const all = FORMS.map((form) => legalForm(form, forms)).toSorted((a, b) =>
          a.form.id < b.form.id ? -1 : 1,
        );
        return pageOfAll(all, query, formJson, ({ form }) => form.id);
      },
    ),
    signedIn(
      {
        method: 'GET',
        path: '/request-forms/:form',
        operation: 'showRequestForm',
        summary: 'Shows the fields of a form, each with the article that asks for it.',
        params: z.object({ form: z.string().describe('Its id.') }),
        answer: { status: 200, words: 'The form.', schema: wholeFormShape },
        isForCaseKeys: true,
      },
      async ({ params }) => {
        const form = formOf(params.form);
        if (form === undefined) throw absent();
        const legal = legalForm(form, (await law.current()).forms);
        return {
          ...formJson(legal),
          fields: legal.fields,
          kinds: kindsOf(legal.fields).map(({ id, label, ref, confidence, fields }) => ({
            id,
            label,
            ref,
            confidence,
            fields,
          })),
        };
      },
    ),
  ];
}

function formJson({ record }: LegalForm) {
  return { ...record, ...validity(record) };
}
