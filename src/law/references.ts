// What one law file says of another must be there: instruments, sources, clocks, forms, categories, unique ids.
import { checkCitedArticles } from './cited-articles.ts';
import { addDays, firstDay, isPartialDate, lastDay } from './day.ts';
import type { LawFileName, LawFiles } from './files.ts';
import { INSTRUMENT_ID } from './schema/common.ts';
import { CHECKS, PLANNER_RULES } from './schema/channels.ts';
import type { Path } from './yaml-file.ts';

export type Fault = (file: LawFileName, path: Path, message: string) => void;

export function checkReferences(files: LawFiles, fault: Fault): void {
  for (const name of Object.keys(files) as LawFileName[]) {
    checkSources(name, files, fault); // own keys of the files
    checkUniqueIds(name, files[name], [], fault);
  }
  const known = new Set(files['instruments.yaml'].instruments.map(({ id }) => id));
  checkInstruments(files, known, fault);
  checkChannels(files['channels.yaml'], known, fault);
  checkFormsAndClocks(files, known, fault);
  checkCompetence(files, known, fault);
  checkCitedArticles(files, fault);
  checkAuthorities(files['authorities-model.yaml'], known, fault);
  checkTags(files, known, fault);
  checkWordings('clocks.yaml', 'clocks', files['clocks.yaml'].clocks, fault);
  checkWordings('channels.yaml', 'channels', files['channels.yaml'].channels, fault);
  checkWordings('forms.yaml', 'forms', files['forms.yaml'].forms, fault);
  checkWordings('admissibility.yaml', 'entries', files['admissibility.yaml'].entries, fault);
}

function checkSources(name: LawFileName, files: LawFiles, fault: Fault): void {
  const file = files[name];
  const walk = (value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value) && endsTooEarly(value))
      fault(name, [...path, 'until'], 'it no longer holds before it begins');
    if ('reviewed' in value && !('source' in value || 'sources' in value))
      fault(name, [...path, 'reviewed'], 'a review is of what says its source');
    for (const [key, one] of Object.entries(value)) {
      const inner = [...path, Array.isArray(value) ? Number(key) : key];
      if ((key === 'source' || key === 'sources') && !path.includes('model'))
        for (const id of typeof one === 'string' ? [one] : (one as readonly string[]))
          // as every schema says
          if (!Object.hasOwn(file.source_register, id))
            fault(name, inner, `source '${id}' is not in the source register`);
      if (key === 'as_of' && typeof one === 'string' && firstDay(one) > addDays(file.compiled, 1))
        fault(name, inner, `as_of ${one} lies after the day the file was compiled, ${file.compiled}`);
      walk(one, inner);
    }
  };
  walk({ ...file, source_register: undefined }, []);
}

function endsTooEarly({ from, until }: { readonly from?: unknown; readonly until?: unknown }): boolean {
  const areDates = [from, until].every((one) => typeof one === 'string' && isPartialDate(one));
  return areDates && lastDay(String(until)) < firstDay(String(from));
}

/** Within one list, no two records carry the same id. */
function checkUniqueIds(name: LawFileName, value: unknown, path: Path, fault: Fault): void {
  if (typeof value !== 'object' || value === null) return;
  const seen = new Set<string>();
  for (const [key, one] of Object.entries(value)) {
    const inner = [...path, Array.isArray(value) ? Number(key) : key];
    const id: unknown =
      Array.isArray(value) && typeof one === 'object' && one !== null ? Reflect.get(one, 'id') : undefined;
    if (typeof id === 'string') {
      if (seen.has(id)) fault(name, [...inner, 'id'], `id '${id}' is used twice`);
      seen.add(id);
    }
    checkUniqueIds(name, one, inner, fault);
  }
}

interface Wording {
  readonly id: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly replaced_by?: string | undefined;
}

/** An earlier wording ends before the one that replaced it begins, so that on no day two are in force. */
function checkWordings(name: LawFileName, list: string, all: readonly Wording[], fault: Fault): void {
  const ids = new Map(all.map((one) => [one.id, one]));
  all.forEach(({ replaced_by: later, until }, i) => {
    if (later === undefined) return;
    const after = ids.get(later);
    const isLast = after !== undefined && after.replaced_by === undefined;
    if (!isLast)
      fault(name, [list, i, 'replaced_by'], `'${later}' is not the newest wording of a record here`);
    else if (until === undefined || after.from === undefined || firstDay(after.from) < firstDay(until))
      fault(
        name,
        [list, i, 'replaced_by'],
        `an earlier wording needs 'until', and '${later}' a 'from' that is not before it`,
      );
  });
}

function checkInstruments(files: LawFiles, known: ReadonlySet<string>, fault: Fault): void {
  const file = files['instruments.yaml'];
  const types = offenceTypes(files);
  file.instruments.forEach((one, i) => {
    for (const [key, ids] of [
      ['replaces', one.replaces],
      ['replaced_by', one.replaced_by],
    ] as const)
      (ids ?? []).forEach((id, r) => {
        if (INSTRUMENT_ID.test(id) && !known.has(id))
          fault(
            'instruments.yaml',
            ['instruments', i, key, r],
            `instrument '${id}' is not in instruments.yaml`,
          );
      });
    const { value: end } = one.ended ?? { value: null };
    if (end !== null && one.in_force.value !== null && lastDay(end) < firstDay(one.in_force.value))
      fault('instruments.yaml', ['instruments', i, 'ended'], 'it ends before it is in force');
    if (one.status === 'binding_not_in_force' && one.in_force.value !== null)
      fault(
        'instruments.yaml',
        ['instruments', i, 'in_force'],
        `status says not in force, in_force gives ${one.in_force.value}`,
      );
    checkOffences(one, { path: ['instruments', i], types, fault });
  });
  const listed = new Set<string>();
  files['parties.yaml'].instruments.forEach(({ instrument }, i) => {
    if (!known.has(instrument))
      fault(
        'parties.yaml',
        ['instruments', i, 'instrument'],
        `instrument '${instrument}' is not in instruments.yaml`,
      );
    if (listed.has(instrument))
      fault('parties.yaml', ['instruments', i, 'instrument'], `instrument '${instrument}' is listed twice`);
    listed.add(instrument);
  });
}

/** What an instrument covered before ended before what it covers now began, so that on no day two hold. */
function checkOffences(
  { offences, earlier_offences: earlier = [] }: LawFiles['instruments.yaml']['instruments'][number],
  { path, types, fault }: { readonly path: Path; readonly types: ReadonlySet<string>; readonly fault: Fault },
): void {
  const all = [
    ...(offences === undefined ? [] : [[offences, [...path, 'offences']] as const]),
    ...earlier.map((one, e) => [one, [...path, 'earlier_offences', e]] as const),
  ];
  for (const [one, at] of all)
    (one.types ?? []).forEach((type, t) => {
      if (!types.has(type))
        fault('instruments.yaml', [...at, 'types', t], `offence type '${type}' is not in forms.yaml`);
    });
  const begins = offences?.from;
  earlier.forEach(({ until }, e) => {
    if (until === undefined || begins === undefined || firstDay(begins) < firstDay(until))
      fault(
        'instruments.yaml',
        [...path, 'earlier_offences', e],
        "what it covered earlier needs 'until', and 'offences' a 'from' that is not before it",
      );
  });
}

function checkChannels(file: LawFiles['channels.yaml'], known: ReadonlySet<string>, fault: Fault): void {
  const check = (reference: string, path: Path): void => {
    const [id = ''] = reference.split(':');
    if (INSTRUMENT_ID.test(id) && !known.has(id))
      fault('channels.yaml', path, `instrument '${id}' is not in instruments.yaml`);
  };
  file.channels.forEach((one, c) => {
    one.legal_bases.forEach((basis, b) => check(basis, ['channels', c, 'legal_bases', b]));
    const [mode, clauses] =
      'any_of' in one.applies_when
        ? (['any_of', one.applies_when.any_of] as const)
        : (['all_of', one.applies_when.all_of] as const);
    clauses.forEach((clause, k) => {
      const path: Path = ['channels', c, 'applies_when', mode, k];
      for (const key of [
        'both_party_to',
        'both_bound_by',
        'requesting_bound_by',
        'provider_addressee_in',
        'in_force',
        'no_reservation',
      ] as const) {
        const value = clause[key];
        if (value !== undefined && !known.has(value.split(':')[0] ?? ''))
          fault('channels.yaml', [...path, key], `instrument '${value}' is not in instruments.yaml`);
      }
      for (const key of ['both_party_to_any', 'no_other_treaty'] as const)
        (clause[key] ?? []).forEach((id, n) => {
          if (!known.has(id))
            fault('channels.yaml', [...path, key, n], `instrument '${id}' is not in instruments.yaml`);
        });
    });
  });
  const rules = new Set(file.planner_rules.map(({ id }) => id));
  for (const id of PLANNER_RULES)
    if (!rules.has(id)) fault('channels.yaml', ['planner_rules'], `planner rule '${id}' is missing`);
  const checks = new Set(file.checks.map(({ id }) => id));
  for (const id of CHECKS)
    if (!checks.has(id)) fault('channels.yaml', ['checks'], `check '${id}' is missing`);
  file.sources.forEach((id, i) => {
    if (!Object.hasOwn(file.source_register, id))
      fault('channels.yaml', ['sources', i], `source '${id}' is not in the source register`);
  });
}

function checkFormsAndClocks(files: LawFiles, known: ReadonlySet<string>, fault: Fault): void {
  const forms = formIds(files);
  files['clocks.yaml'].clocks.forEach((one, i) => {
    if (!known.has(one.instrument) && !Object.hasOwn(files['clocks.yaml'].other_instruments, one.instrument))
      fault('clocks.yaml', ['clocks', i, 'instrument'], neither(one.instrument));
    for (const [path, form] of [
      [['form'], one.form],
      [['extension', 'form'], one.extension?.form],
    ] as const)
      if (form !== null && form !== undefined && !forms.has(form))
        fault('clocks.yaml', ['clocks', i, ...path], `form '${form}' is not in forms/`);
  });
  const { forms: list, option_sets: sets, other_instruments: others } = files['forms.yaml'];
  list.forEach((form, f) => {
    if (!known.has(form.instrument) && !Object.hasOwn(others, form.instrument))
      fault('forms.yaml', ['forms', f, 'instrument'], neither(form.instrument));
    const seen = new Set<string>();
    form.sections.forEach((section, s) =>
      section.fields.forEach((field, i) => {
        const path: Path = ['forms', f, 'sections', s, 'fields', i];
        // Answers are kept by field, those of a kind of assistance apart: two of one name would be one answer.
        const name = [section.kind?.id, field.id].join(' ');
        if (seen.has(name))
          fault('forms.yaml', [...path, 'id'], `field '${field.id}' is twice in form '${form.id}'`);
        seen.add(name);
        if (section.kind !== undefined && (section.item_of === undefined || field.type === 'item_list'))
          fault('forms.yaml', path, 'a kind of assistance is of a list of items, and holds no list of items');
        if (field.options_ref !== undefined && !Object.hasOwn(sets, field.options_ref))
          fault(
            'forms.yaml',
            [...path, 'options_ref'],
            `option set '${field.options_ref}' is not in option_sets`,
          );
        if (field.required === 'conditional' && field.when === undefined)
          fault('forms.yaml', path, 'a conditional field must say when');
        const options = field.options ?? sets[field.options_ref ?? ''] ?? [];
        const below = new Set([...options, ...section.fields].map(({ id }) => id));
        for (const over of field.headings?.flatMap((heading) => heading.over) ?? [])
          if (!below.has(over))
            fault(
              'forms.yaml',
              [...path, 'headings'],
              `'${over}' is no option of it, and no field beside it`,
            );
      }),
    );
  });
}

function offenceTypes(files: LawFiles): ReadonlySet<string> {
  return new Set((files['forms.yaml'].option_sets['offence-categories-annex-iv'] ?? []).map(({ id }) => id));
}

function formIds(files: LawFiles): ReadonlySet<string> {
  return new Set(files['forms.yaml'].forms.map(({ id }) => id));
}

/** Kinds of assistance that a form may ask for, by the form. */
function kindIds(files: LawFiles): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    files['forms.yaml'].forms.map(({ id, sections }) => [
      id,
      new Set(sections.flatMap(({ kind }) => (kind === undefined ? [] : [kind.id]))),
    ]),
  );
}

function neither(instrument: string): string {
  return `instrument '${instrument}' is neither in instruments.yaml nor in other_instruments`;
}

function checkCompetence(files: LawFiles, known: ReadonlySet<string>, fault: Fault): void {
  const file = files['competence.yaml'];
  const forms = formIds(files);
  const types = offenceTypes(files);
  for (const list of ['rules', 'thresholds'] as const)
    file[list].forEach((one, i) => {
      const at = (key: string): Path => [list, i, key];
      if (!known.has(one.instrument) && !Object.hasOwn(file.other_instruments, one.instrument))
        fault('competence.yaml', at('instrument'), neither(one.instrument));
      for (const form of one.forms)
        if (!forms.has(form)) fault('competence.yaml', at('forms'), `form '${form}' is not in forms/`);
    });
  const kinds = kindIds(files);
  file.rules.forEach((one, i) => {
    if (one.categories.length === 0 && one.kinds === undefined)
      fault('competence.yaml', ['rules', i], 'a rule is about data or about kinds of assistance');
    for (const kind of one.kinds ?? [])
      if (!one.forms.every((form) => kinds.get(form)?.has(kind) === true))
        fault('competence.yaml', ['rules', i, 'kinds'], `kind '${kind}' is not in its forms`);
    if (Object.values(one.authorities).includes('validated') && one.validated_by === undefined)
      fault('competence.yaml', ['rules', i, 'authorities'], 'what must be validated must say by whom');
  });
  file.thresholds.forEach((one, i) => {
    if (one.kind !== 'years_or_listed') return;
    for (const type of [...one.listed_always, ...one.listed_by_system])
      if (!types.has(type))
        fault('competence.yaml', ['thresholds', i], `offence type '${type}' is not in forms.yaml`);
  });
}

function checkAuthorities(
  file: LawFiles['authorities-model.yaml'],
  known: ReadonlySet<string>,
  fault: Fault,
): void {
  file.entries.forEach((one, i) =>
    one.instruments.forEach((reference, r) => {
      if (!known.has(reference.split(':')[0] ?? ''))
        fault(
          'authorities-model.yaml',
          ['entries', i, 'instruments', r],
          `instrument '${reference}' is not in instruments.yaml`,
        );
    }),
  );
}

/** What a law, a case, a strategy or a lesson is tagged with must be there, in the record and in each part of it. */
function checkTags(files: LawFiles, known: ReadonlySet<string>, fault: Fault): void {
  const measures = new Set(files['measures.yaml'].measures.map(({ id }) => id));
  const types = offenceTypes(files);
  const file = files['legal-records.yaml'];
  const check = (tags: (typeof file)['laws'][number]['tags'], path: Path): void => {
    const each = (
      key: 'measures' | 'instruments' | 'crime_types',
      isKnown: (id: string) => boolean,
      what: string,
    ): void =>
      (tags[key] ?? []).forEach((id, i) => {
        if (!isKnown(id)) fault('legal-records.yaml', [...path, key, i], `${what.replace('%', id)}`);
      });
    each('measures', (id) => measures.has(id), "measure '%' is not in measures.yaml");
    each(
      'instruments',
      (id) => known.has(id.split(':')[0] ?? ''),
      "instrument '%' is not in instruments.yaml",
    );
    each('crime_types', (id) => types.has(id), "offence type '%' is not in forms.yaml");
  };
  for (const list of ['laws', 'cases', 'strategies', 'lessons'] as const)
    file[list].forEach((one, i) => {
      check(one.tags, [list, i, 'tags']);
      const [key, parts] =
        'provisions' in one
          ? (['provisions', one.provisions] as const)
          : (['extracts', 'extracts' in one ? (one.extracts ?? []) : []] as const);
      parts.forEach((part, p) => check(part.tags ?? {}, [list, i, key, p, 'tags']));
    });
}
