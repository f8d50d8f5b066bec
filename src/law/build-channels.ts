// The part of the knowledge base that the planner walks along: channels, clocks, authorities, providers, admissibility.
import { cite, citeWithin, validity, wording, type Where } from './cite.ts';
import type { LawFiles } from './files.ts';
import type {
  Cited,
  AdmissibilityRule,
  Authority,
  CertificateRule,
  ChannelRule,
  ClockRule,
} from './model.ts';
import type { Provider, ProviderRule, ProviderService } from './model-provider.ts';
import type { Path } from './yaml-file.ts';

export function channelRule(
  one: LawFiles['channels.yaml']['channels'][number],
  where: Where,
  path: Path,
): ChannelRule {
  const at = (...inner: Path): string => where('channels.yaml', [...path, ...inner]);
  return {
    ...cite({ ...one, source: one.source ?? 'recall' }, at()),
    ...wording(one),
    id: one.id,
    name: one.name,
    tier: one.tier,
    maySend: one.may_send,
    authorisation: (one.authorisation ?? []).map((rule) => ({
      categories: rule.data_categories ?? [],
      isForPreservation: rule.for === 'preservation',
      text: rule.text,
    })),
    addressee: one.addressee,
    categories: one.data_categories,
    legalBases: one.legal_bases,
    when:
      'any_of' in one.applies_when
        ? { mode: 'any', clauses: one.applies_when.any_of }
        : { mode: 'all', clauses: one.applies_when.all_of },
    prerequisites: one.prerequisites,
    durations: one.typical_duration.map((duration, d) => ({
      ...cite(duration, at('typical_duration', d)),
      text: duration.text,
      typicalDays: duration.typical_days,
      maxDays: duration.max_days,
      maxHours: duration.max_hours,
    })),
    use: one.use_in_evidence,
    steps: one.steps ?? [],
    limits: one.limits ?? [],
  };
}

export function clocks(file: LawFiles['clocks.yaml'], where: Where): ClockRule[] {
  return file.clocks.map((one, i) => ({
    ...cite(one, where('clocks.yaml', ['clocks', i])),
    ...wording(one),
    id: one.id,
    instrument: one.instrument,
    article: one.article,
    length: one.length ?? undefined,
    unit: one.unit,
    bound: one.bound,
    startsOn: one.starts_on,
    conditions: {
      categories: one.conditions.data_categories,
      isNotified: one.conditions.enforcing_authority_notified,
    },
    pauses: one.pauses.map(({ event, until }) => ({ event, until: until ?? undefined })),
    dutyOf: one.duty_of,
    warnBefore: one.warn_before,
    form: one.form ?? undefined,
    emergency: one.emergency,
    extension:
      one.extension === null
        ? undefined
        : {
            by: one.extension.by,
            length: one.extension.length ?? undefined,
            unit: one.extension.unit,
            bound: one.extension.bound ?? 'exact',
            article: one.extension.article,
            times: one.extension.times,
            form: one.extension.form,
          },
    atEnd: one.at_end,
    note: one.note,
    ...(one.not_begun !== undefined && { notBegun: one.not_begun }),
  }));
}

export function authorities(file: LawFiles['authorities-model.yaml'], where: Where): Authority[] {
  return file.entries.map((one, i) => ({
    ...cite(
      // A State's own notice is as good as the depositary's.
      {
        ...one,
        as_of: one.as_of ?? undefined,
        confidence: one.confidence === 'state_notified' ? 'confirmed' : one.confidence,
      },
      where('authorities-model.yaml', ['entries', i]),
    ),
    ...validity(one),
    id: one.id,
    state: one.state,
    name: one.name,
    functions: one.functions,
    roles: one.roles,
    instruments: one.instruments,
    territory: one.territory,
    isAvailable247: one.available_24_7 ?? undefined,
    languages: one.languages ?? undefined,
    urgentChannel: one.urgent_channel ?? undefined,
    transmission: one.accepted_transmission ?? undefined,
    requiredContent: one.required_content ?? undefined,
    form: one.form,
    translation: one.translation,
    hours: one.office_hours && { zone: one.office_hours.timezone, weekly: one.office_hours.weekly },
    note: one.note,
  }));
}

export function providers(file: LawFiles['providers.yaml'], where: Where): Provider[] {
  return file.providers.map((one, i) => {
    const at = (...path: Path): string => where('providers.yaml', ['providers', i, ...path]);
    const { eu_addressee: addressee, preservation } = one;
    return {
      at: at(),
      id: one.id,
      name: one.name,
      services: services(one, at),
      languages: one.languages && {
        ...cite(one.languages, at('languages')),
        ...validity(one.languages),
        list: one.languages.value,
      },
      needs: (one.policy_by_category ?? []).map((need, n) => ({
        ...cite(need, at('policy_by_category', n)),
        ...validity(need),
        category: need.category,
        text: need.needs,
      })),
      entities: one.entities.map(({ name, state, controls, compelled_by, ...rest }, e) => ({
        ...cite(rest, at('entities', e)),
        ...validity(rest),
        name,
        state,
        controls,
        compelledBy: compelled_by,
      })),
      addressee: addressee && {
        ...cite(addressee, at('eu_addressee')),
        ...validity(addressee),
        name: addressee.name,
        state: addressee.state,
        controls: addressee.kind,
      },
      channels: (one.channels ?? []).map((channel, c) => ({
        ...cite(channel, at('channels', c)),
        ...validity(channel),
        kind: channel.kind,
        text: channel.name,
        note: channel.note,
      })),
      policy: Object.entries(one.policy).flatMap(([kind, fact]) =>
        fact === undefined
          ? []
          : [{ ...cite(fact, at('policy', kind)), ...validity(fact), kind, text: fact.value }],
      ),
      preservationDays: preservation?.initial_days && {
        ...cite(preservation.initial_days, at('preservation', 'initial_days')),
        ...validity(preservation.initial_days),
        days: preservation.initial_days.value,
      },
      renewalDays: preservation?.renewal_days && {
        ...cite(preservation.renewal_days, at('preservation', 'renewal_days')),
        ...validity(preservation.renewal_days),
        days: preservation.renewal_days.value,
        note: preservation.renewal_days.note,
      },
      retention: (one.retention ?? []).map((rule, r) => ({
        ...cite(rule, at('retention', r)),
        ...validity(rule),
        category: rule.category,
        days: rule.days ?? undefined,
      })),
    };
  });
}

function services(
  one: LawFiles['providers.yaml']['providers'][number],
  at: (...path: Path) => string,
): ProviderService[] {
  return (one.services ?? []).map((service, s) => ({
    ...cite(service, at('services', s)),
    ...validity(service),
    name: service.name,
    domains: service.domains ?? [],
    accounts: (service.accounts ?? []).map(({ name, pattern, changeable, ...rest }, a) => ({
      ...cite(rest, at('services', s, 'accounts', a)),
      ...validity(rest),
      name,
      pattern,
      isChangeable: changeable,
    })),
  }));
}

export function providerRules(file: LawFiles['providers.yaml'], where: Where): ProviderRule[] {
  return file.legal_rules_on_providers.map((one, i) => ({
    ...cite(one, where('providers.yaml', ['legal_rules_on_providers', i])),
    ...validity(one),
    id: one.id,
    state: one.state ?? undefined,
    citation: one.citation,
    emergency: one.emergency && { categories: one.emergency.data_categories },
    text: one.rule,
    note: one.note,
  }));
}

export function admissibility(file: LawFiles['admissibility.yaml'], where: Where): AdmissibilityRule[] {
  return file.entries.map((one, i) => {
    const at = (...path: Path): string => where('admissibility.yaml', ['entries', i, ...path]);
    const grounds = cite({ ...one, source: one.sources }, at());
    return {
      ...grounds,
      ...wording(one),
      id: one.id,
      state: one.state ?? undefined,
      law: one.law,
      lawLanguage: one.law_language,
      provision: one.provision,
      kind: one.kind,
      territory: one.territory,
      requirements: one.requirements.map((asked) => (typeof asked === 'string' ? asked : asked.text)),
      shownBy: one.requirements.map((asked) => (typeof asked === 'string' ? [] : asked.shown_by)),
      certificate: certificate(one.certificate, grounds, at),
      note: one.note,
    };
  });
}

function certificate(
  { needed, signatory, fields, confidence }: LawFiles['admissibility.yaml']['entries'][number]['certificate'],
  ofEntry: Cited,
  at: (...path: Path) => string,
): CertificateRule | undefined {
  if (needed === false) return undefined;
  const grounds = { ...ofEntry, confidence: confidence ?? ofEntry.confidence };
  return {
    needed,
    signatory,
    confidence: grounds.confidence,
    fields: (fields ?? []).map(({ id, label, required, when, fill, ...own }, f) => ({
      ...citeWithin(own, grounds, at('certificate', 'fields', f)),
      id,
      label,
      required,
      when,
      fill,
    })),
  };
}
