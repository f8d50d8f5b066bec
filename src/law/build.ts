// Turns the valid files into the knowledge base. No rule of law here: only names, lines and joins.
import {
  admissibility,
  authorities,
  channelRule,
  clocks,
  providerRules,
  providers,
} from './build-channels.ts';
import { competences } from './competence.ts';
import { forms as formList } from './build-forms.ts';
import { cite, validity, type Where } from './cite.ts';
import { legalRecords } from './build-legal.ts';
import type { LawFileName, LawFiles } from './files.ts';
import type { Dated, Instrument, Knowledge, Measure, OffenceScope, PartyRecord } from './model.ts';
import type { PublishedCount } from './model-count.ts';
import type { Declaration } from './model-declaration.ts';
import { passagesOf } from './passages.ts';
import type { Path } from './yaml-file.ts';

function sources({
  source_register: register,
  compiled,
}: LawFiles[LawFileName]): Knowledge['sources'][string] {
  return Object.fromEntries(
    Object.entries(register).map(([id, { title, url, kind, read = compiled }]) => [
      id,
      { title, url, kind, read },
    ]),
  );
}

export function buildKnowledge(files: LawFiles, where: Where, dataVersion: string): Knowledge {
  const measures = files['measures.yaml'];
  const forms = files['forms.yaml'];
  const channels = files['channels.yaml'];
  return {
    dataVersion,
    compiled: Object.values(files).reduce((day, file) => (file.compiled > day ? file.compiled : day), ''),
    functionWords: files['instruments.yaml'].function_vocabulary,
    categoryWords: measures.data_categories,
    offenceTypes: forms.option_sets['offence-categories-annex-iv'] ?? [],
    instruments: instruments(files['instruments.yaml'], where),
    ...parties(files['parties.yaml'], where),
    measures: measureList(measures, where),
    channels: channels.channels.map((channel, i) => channelRule(channel, where, ['channels', i])),
    plannerRules: channels.planner_rules.map((rule, i) => ({
      ...rule,
      at: where('channels.yaml', ['planner_rules', i]),
    })),
    checks: channels.checks.map((one, i) => ({
      ...cite(one, where('channels.yaml', ['checks', i])),
      id: one.id,
      tip: one.tip,
      basis: one.basis,
    })),
    clocks: clocks(files['clocks.yaml'], where),
    competence: competences(files['competence.yaml'], where),
    forms: formList(forms, where),
    otherInstruments: forms.other_instruments,
    authorities: authorities(files['authorities-model.yaml'], where),
    providers: providers(files['providers.yaml'], where),
    providerRules: providerRules(files['providers.yaml'], where),
    statistics: files['providers.yaml'].statistics.map(({ id, title, fact, ...one }, i) => ({
      ...cite(one, where('providers.yaml', ['statistics', i])),
      id,
      title,
      text: fact,
    })),
    templates: files['authorities-model.yaml'].request_templates.map((one, i) => ({
      ...cite(one, where('authorities-model.yaml', ['request_templates', i])),
      id: one.id,
      title: one.title,
      basis: one.basis,
      items: one.items,
    })),
    admissibility: admissibility(files['admissibility.yaml'], where),
    legalRecords: legalRecords(files['legal-records.yaml'], where),
    issueWords: files['legal-records.yaml'].issue_vocabulary,
    passages: passagesOf(files, where),
    sources: Object.fromEntries(
      (Object.keys(files) as LawFileName[]).map((name) => [name, sources(files[name])]), // own keys
    ),
  };
}

function instruments(file: LawFiles['instruments.yaml'], where: Where): Instrument[] {
  return file.instruments.map((one, i) => {
    const at = (...path: Path): string => where('instruments.yaml', ['instruments', i, ...path]);
    const dated = (
      key: 'adopted' | 'in_force' | 'applies_from' | 'ended' | 'transposition_deadline',
    ): Dated | undefined => {
      const date = one[key];
      return date === undefined ? undefined : { ...cite(date, at(key)), value: date.value ?? undefined };
    };
    const always = (key: 'adopted' | 'in_force'): Dated => ({
      ...cite(one[key], at(key)),
      value: one[key].value ?? undefined,
    });
    const { offences, earlier_offences: earlier } = one;
    const ended = dated('ended');
    return {
      at: at(),
      id: one.id,
      title: one.title,
      shortTitle: one.short_title,
      kind: one.kind,
      organisation: one.organisation,
      depositary: one.depositary ?? undefined,
      status: one.status,
      adopted: always('adopted'),
      inForce: always('in_force'),
      appliesFrom: dated('applies_from'),
      ...(ended && { ended }),
      transpositionDeadline: dated('transposition_deadline'),
      scope: one.scope,
      offences: offences && scope(offences, at('offences')),
      ...(earlier && { earlierOffences: earlier.map((each, e) => scope(each, at('earlier_offences', e))) }),
      notes: one.notes ?? [],
      replacedBy: one.replaced_by ?? [],
      ...(one.members && { members: one.members.states }),
      ...(one.grounds && {
        grounds: one.grounds.map((ground, g) => ({
          ...cite(ground, at('grounds', g)),
          id: ground.id,
          article: ground.article,
          text: ground.text,
          code: ground.form_code ?? ground.id,
          leadsTo: ground.leads_to,
          consultFirst: ground.consult_first,
          isNotForAlwaysAvailable: ground.not_for_always_available,
          appliesTo: ground.applies_to ?? [],
          note: ground.note,
        })),
      }),
      ...(one.always_available && {
        alwaysAvailable: {
          ...cite(one.always_available, at('always_available')),
          article: one.always_available.article,
          items: one.always_available.items,
        },
      }),
      provisions: one.provisions.map((provision, p) => ({
        ...cite(provision, at('provisions', p)),
        instrument: one.id,
        function: provision.function,
        article: provision.article ?? undefined,
        gives: provision.gives,
        note: provision.note,
        articleConfidence: provision.article_confidence ?? provision.confidence,
        ...validity(provision),
      })),
    };
  });
}

function scope(
  one: NonNullable<LawFiles['instruments.yaml']['instruments'][number]['offences']>,
  at: string,
): OffenceScope {
  return {
    ...cite(one, at),
    ...validity(one),
    minMaxYears: one.min_max_years,
    types: one.types ?? [],
    requires: one.requires ?? [],
    article: one.article,
  };
}

function parties(
  file: LawFiles['parties.yaml'],
  where: Where,
): Pick<Knowledge, 'parties' | 'declarations' | 'counts' | 'gaps' | 'territories'> {
  const records: PartyRecord[] = [];
  const declarations: Declaration[] = [];
  const counts: PublishedCount[] = [];
  const gaps: { instrument: string; text: string; at: string }[] = [];
  file.instruments.forEach(({ instrument, ...one }, i) => {
    one.groups.forEach((group, g) => {
      for (const state of group.states)
        records.push({
          ...cite(
            { ...group, ...group.own?.[state] },
            where('parties.yaml', ['instruments', i, 'groups', g]),
          ),
          asOf: group.own?.[state]?.as_of ?? group.as_of,
          instrument,
          state,
          status: group.status,
          entryIntoForce: group.entry_into_force?.[state],
          ...(group.until?.[state] !== undefined && { until: group.until[state] }),
          note: group.note,
        });
    });
    (one.declarations ?? []).forEach(({ state, article, effect, ...rest }, d) =>
      declarations.push({
        ...cite(rest, where('parties.yaml', ['instruments', i, 'declarations', d])),
        instrument,
        state,
        article,
        effect,
        ...(rest.closes === true && { closes: true as const }),
        ...(rest.assurances && { assurances: rest.assurances }),
        ...validity(rest),
      }),
    );
    const { published_total: total } = one;
    if (total !== undefined)
      counts.push({
        ...cite(
          { ...total, confidence: total.confidence ?? 'confirmed' },
          where('parties.yaml', ['instruments', i, 'published_total']),
        ),
        instrument,
        figures: (['parties', 'signatures', 'signatories', 'ratifications'] as const).flatMap((what) => {
          const number = total[what];
          return number === undefined ? [] : [{ what, number }];
        }),
      });
    (one.known_gaps ?? []).forEach((text, k) =>
      gaps.push({ instrument, text, at: where('parties.yaml', ['instruments', i, 'known_gaps', k]) }),
    );
  });
  const territories = (file.territories ?? []).flatMap((one, t) =>
    one.states.map((state) => ({
      ...cite(one, where('parties.yaml', ['territories', t])),
      state,
      of: one.of,
      is: one.is,
    })),
  );
  return { parties: records, declarations, counts, gaps, territories };
}

function measureList(file: LawFiles['measures.yaml'], where: Where): Measure[] {
  return file.measures.map((one, i) => ({
    ...cite(
      {
        ...one,
        source: one.source ?? file.source_for_list.source,
        confidence: one.confidence ?? file.confidence_of_editorial_fields,
      },
      where('measures.yaml', ['measures', i]),
    ),
    ...validity(one),
    id: one.id,
    order: one.order,
    name: one.name,
    definition: one.definition,
    intrusiveness: one.intrusiveness.level,
    typicalAuthorisation: one.typical_authorisation,
    safeguards: one.safeguards,
    yields: one.yields,
    bases: (['coe-ets-185', 'un-cybercrime-2024'] as const).map((instrument) => ({
      ...cite(
        one.legal_basis[instrument],
        where('measures.yaml', ['measures', i, 'legal_basis', instrument]),
      ),
      ...validity(one.legal_basis[instrument]),
      instrument,
      domestic: one.legal_basis[instrument].domestic ?? undefined,
      cooperation: one.legal_basis[instrument].cooperation ?? undefined,
    })),
    plannerNote: one.planner_note,
  }));
}
