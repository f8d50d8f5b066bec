// The forms of the law data, with their option sets put in place, and their kinds of assistance at the list that takes them.
import { cite, citeWithin, list, wording, type Where } from './cite.ts';
import type { LawFiles } from './files.ts';
import type { AssistanceKind, FormField, FormRecord, FormSection } from './model-form.ts';

type FormsFile = LawFiles['forms.yaml'];

export function forms(file: FormsFile, where: Where): FormRecord[] {
  return file.forms.map((form, f) => {
    const grounds = cite(
      {
        ...form,
        source: [...new Set([...list(form.source), ...(form.sources ?? [])])],
      },
      where('forms.yaml', ['forms', f]),
    );
    return {
      ...grounds,
      ...wording(form),
      confidence: form.confidence,
      id: form.id,
      title: form.title,
      instrument: form.instrument,
      ref: form.ref,
      ways: form.ways ?? [],
      sender: form.sender,
      addressee: form.addressee,
      translation: form.translation,
      note: form.note,
      sections: withKinds(
        form.sections.map((section, s) => ({
          id: section.id,
          label: section.label,
          audience: section.audience,
          note: section.note,
          itemOf: section.item_of,
          kind: section.kind,
          fields: section.fields.map((field, i) => ({
            ...citeWithin(field, grounds, where('forms.yaml', ['forms', f, 'sections', s, 'fields', i])),
            id: field.id,
            label: field.label,
            ...(field.number !== undefined && { number: field.number }),
            ...(field.headings !== undefined && { headings: field.headings }),
            type: field.type,
            required: field.required,
            when: field.when,
            options:
              field.options ??
              (field.options_ref === undefined ? [] : (file.option_sets[field.options_ref] ?? [])),
            ref: field.ref,
            note: field.note,
            confidence: field.confidence,
          })),
        })),
      ),
    };
  });
}

function withKinds(sections: readonly FormSection[]): FormSection[] {
  const kindsOf = (list: string): AssistanceKind[] =>
    sections.flatMap(({ itemOf, kind, label, note, fields }) =>
      itemOf === list && kind !== undefined ? [{ ...kind, label, note, fields }] : [],
    );
  const field = (one: FormField): FormField => {
    const kinds = one.type === 'item_list' ? kindsOf(one.id) : [];
    return kinds.length === 0 ? one : { ...one, kinds };
  };
  return sections.map((section) => ({ ...section, fields: section.fields.map(field) }));
}
