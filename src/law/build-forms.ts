// The forms of the law data, with their option sets put in place.
import { list, type Where } from './cite.ts';
import type { LawFiles } from './files.ts';
import type { FormRecord } from './model.ts';

export function forms(file: LawFiles['forms.yaml'], where: Where): FormRecord[] {
  return file.forms.map((form, f) => ({
    at: where('forms.yaml', ['forms', f]),
    sources: [...new Set([...list(form.source), ...(form.sources ?? [])])],
    confidence: form.confidence,
    id: form.id,
    title: form.title,
    instrument: form.instrument,
    ref: form.ref,
    sender: form.sender,
    addressee: form.addressee,
    translation: form.translation,
    note: form.note,
    sections: form.sections.map((section, s) => ({
      id: section.id,
      label: section.label,
      audience: section.audience,
      note: section.note,
      itemOf: section.item_of,
      fields: section.fields.map((field, i) => ({
        at: where('forms.yaml', ['forms', f, 'sections', s, 'fields', i]),
        id: field.id,
        label: field.label,
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
  }));
}
