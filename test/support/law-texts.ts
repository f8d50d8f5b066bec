// Every text of ours in the law data that a page shows, to hold the translations against.
import type { FormRecord } from '../../src/law/model-form.ts';
import type { Knowledge } from '../../src/law/model.ts';

/** What a page shows in the reader's language; a title in its own language, such as that of a statute, is none of them. */
export function lawTexts(law: Knowledge): Set<string> {
  const all = [
    ...law.clocks.flatMap(({ atEnd, note, notBegun, article }) => [
      atEnd,
      note,
      notBegun,
      ...(/^[a-z]+ on /.test(article) ? [article] : []),
    ]),
    ...[...law.competence.rules, ...law.competence.thresholds].map(({ note }) => note),
    ...law.plannerRules.flatMap(({ rule, basis }) => [rule, ...(/^paras? /.test(basis) ? [] : [basis])]),
    ...law.gaps.map(({ text }) => text),
    ...law.passages.flatMap(({ field }) => field.split(', ').filter((part) => /^[a-z]/.test(part))),
    ...law.parties.map(({ note }) => note),
    ...law.authorities.flatMap(({ note, territory }) => [note, territory]),
    ...Object.values(law.categoryWords),
    ...law.forms.flatMap(ofForm),
    ...law.channels.flatMap((one) => [
      one.name,
      ...one.steps,
      ...one.maySend,
      one.addressee,
      ...one.authorisation.map(({ text }) => text),
      ...one.prerequisites,
      ...one.durations.map(({ text }) => text),
      one.use.text,
      ...one.limits,
      ...one.legalBases.filter((basis) => basis.includes(' ')),
    ]),
    ...law.checks.flatMap(({ tip, basis }) => [tip, ...(/^(eu-|paras? )/.test(basis) ? [] : [basis])]),
    ...law.instruments.flatMap(({ organisation, depositary, shortTitle, scope, notes, provisions }) => [
      organisation,
      depositary,
      shortTitle,
      scope,
      ...notes,
      ...provisions.map(({ note }) => note),
      ...provisions.map(({ gives }) => gives),
    ]),
    ...law.instruments.flatMap(({ grounds = [], alwaysAvailable }) => [
      ...grounds.flatMap(({ text, note }) => [text, note]),
      ...(alwaysAvailable?.items ?? []).map(({ text }) => text),
    ]),
    ...law.declarations.map(({ effect }) => effect).filter((effect) => effect !== 'none'),
    ...law.admissibility.flatMap(({ provision, territory, requirements, note, certificate: form }) => [
      ...(isOfUnitedStates(provision) ? [] : [provision]),
      territory,
      ...requirements,
      note,
      form?.needed,
      form?.signatory,
      ...(form?.fields ?? []).flatMap(({ label, when }) => [label, when]),
    ]),
    ...law.measures.flatMap((one) => [
      one.name,
      one.definition,
      ...one.typicalAuthorisation,
      ...one.safeguards,
      one.plannerNote,
    ]),
    ...Object.values(law.functionWords),
    ...Object.values(law.issueWords),
    ...law.providerRules.flatMap(({ citation, text, note }) => [
      ...(isOfUnitedStates(citation) ? [] : [citation]),
      text,
      note,
    ]),
    ...law.providers.flatMap(({ policy, channels, entities, needs, renewalDays, services }) => [
      ...services.flatMap(({ accounts }) =>
        accounts.map(({ name }) => name).filter((name) => name.includes(' ')),
      ),
      ...[...policy, ...needs].map(({ text }) => text),
      ...channels.map(({ note }) => note),
      ...entities.map(({ controls }) => controls),
      renewalDays?.note,
    ]),
    ...law.statistics.flatMap(({ title, text }) => [title, text]),
    ...law.legalRecords.flatMap(({ kind, title, court, says, extracts }) => [
      court,
      ...(kind === 'lesson' ? [title] : []),
      ...says.map(({ text }) => text),
      ...extracts.flatMap(({ place, gives }) => [place, gives]),
    ]),
    ...law.templates.flatMap(({ title, basis, items }) => [title, basis, ...items.map(({ text }) => text)]),
  ];
  return new Set(all.filter((text) => text !== undefined));
}

/** `18 U.S.C. 2703(f)` is written so in every language. */
function isOfUnitedStates(citation: string): boolean {
  return citation.includes('U.S.C.');
}

/** Who sends it to whom, and notes; the labels of its fields have a file of their own. */
function ofForm({ note, sender, addressee, translation, sections }: FormRecord): (string | undefined)[] {
  const fields = sections.flatMap((one) => one.fields);
  const whens = [...fields, ...fields.flatMap(({ kinds = [] }) => kinds.flatMap((kind) => kind.fields))];
  return [
    ...[note, sender, addressee, translation].filter((text) => text?.includes(' ')),
    ...sections.map((one) => one.note),
    ...fields.map((one) => one.note),
    ...whens.map(({ when }) => when).filter((when) => when?.includes(' ') && !when.includes(' = ')),
  ];
}
