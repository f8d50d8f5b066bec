// Checks that ask the knowledge base: both States and the instrument, who may authorise, the way, the other side's profile.
import { evaluateChannel } from '../../../channels/evaluate.ts';
import { allOf, articleInForceOn, instrumentOf } from '../../../law/look-up.ts';
import type { DataCategory } from '../../../law/model.ts';
import { isStateCode } from '../../../law/states.ts';
import { askedOf, isMeasure } from '../../core/request-items.ts';
import type { Item } from '../../core/answers.ts';
import { EVIDENCE, evidenceTypeOf } from '../../core/evidence-types.ts';
import type { RequestFinding } from './request-finding.ts';
import {
  competenceFindings,
  isOpen,
  kindFindings,
  thresholdFindings,
  type CompetenceVerdict,
} from './competence.ts';
import { articleOf, goesToProvider, goesToState, hasKept, issuerIn } from '../../core/form.ts';
import type { Checked } from './practice.ts';
import { copyTakers, copyWanted, type CopyWanted } from './counterpart-copy.ts';
import { aboutWayItGoes } from './practice-sending.ts';
import { aboutState, competentIn } from './practice-state.ts';
import { aboutUrgency } from './practice-urgency.ts';
import { questionOf } from './way.ts';

/** Little weighs on a person in these. */
const LIGHT: ReadonlySet<DataCategory> = new Set<DataCategory>([
  'subscriber',
  'domain_registration',
  'open_source',
]);

export function aboutLaw(checked: Checked): RequestFinding[] {
  return [
    ...aboutBasis(checked),
    ...aboutAuthority(checked),
    ...aboutSecrecy(checked),
    ...aboutWay(checked),
    ...aboutCopy(checked),
    ...aboutWayItGoes(checked),
    ...aboutUrgency(checked),
    ...aboutState(checked),
    ...aboutWeight(checked),
  ];
}

/** Check 11, of every State that the form names, and of the two between which it goes. */
function aboutBasis(checked: Checked): RequestFinding[] {
  const { say, law, setting, draft } = checked;
  const { record, form } = draft.legal;
  const instrument = instrumentOf(law, record.instrument);
  if (instrument === undefined) return [];
  const dual = instrument.provisions.find(({ gives }) => /dual criminality/i.test(gives));
  const { from, to } = setting;
  const named = statesNamed(checked);
  const others = [from, to].filter((one) => one !== undefined && named.every(({ state }) => state !== one));
  return [
    ...named.flatMap((one) => aboutForce(checked, one)),
    ...others.flatMap((state) =>
      state === undefined ? [] : aboutForce(checked, { state, field: undefined }),
    ),
    // Data are kept whether or not it is an offence there: Budapest Convention, Art. 29(3).
    ...(dual === undefined || !goesToState(form) || hasKept(form)
      ? []
      : [say('dualCriminality', { level: 'warn', by: 'dual-criminality', words: [dual.gives] })]),
  ];
}

interface StateNamed {
  readonly state: string;
  readonly field: string | undefined;
}

function statesNamed({ draft: { legal, answers } }: Checked): readonly StateNamed[] {
  return legal.fields.flatMap(({ id, type }) => {
    const state = type === 'state' ? answers[id] : undefined;
    return typeof state === 'string' ? [{ state, field: id }] : [];
  });
}

/** What a notice or an answer says of a State it names, where it asks for nothing. */
export function aboutStatesNamed(checked: Checked): RequestFinding[] {
  return statesNamed(checked).flatMap((one) => aboutForce(checked, one));
}

function aboutForce({ say, law, setting, draft }: Checked, { state, field }: StateNamed): RequestFinding[] {
  const { record } = draft.legal;
  const instrument = instrumentOf(law, record.instrument);
  if (instrument === undefined || !isStateCode(state)) return [];
  const answers = articleInForceOn(law, instrument, {
    article: articleOf(record),
    state,
    day: setting.day,
  });
  const verdict = allOf(answers);
  if (verdict === 'yes') return [];
  const fact = answers.find((one) => one.verdict === verdict)?.fact;
  return [
    say(verdict === 'no' ? 'notInForce' : 'forceUnknown', {
      // Unknown is not no: whoever signs may take it upon themself, with a reason that goes out with it.
      level: 'block',
      by: { ref: `${instrument.id}, ${record.ref}` },
      field,
      words: [instrument.shortTitle, state, fact?.text ?? ''],
    }),
  ];
}

/** Check 13: what is done in secret is asked for in a request that few see; `isConfidential` is what the desk made of it. */
function aboutSecrecy({ say, setting, draft }: Checked): RequestFinding[] {
  const { form, fields } = draft.legal;
  if (setting.isConfidential) return [];
  const by = { ref: 'un-untoc-2000, Art. 18(20); eu-2014-41, Art. 19' };
  const field = form.secret?.(draft.answers);
  if (field !== undefined) {
    const label = fields.find(({ id }) => id === field)?.label ?? '';
    return [say('notConfidential', { level: 'block', by, field, words: [label] })];
  }
  const secret = new Set((form.kinds ?? []).filter(({ isSecret }) => isSecret).map(({ id }) => id));
  const labels = fields.flatMap(({ kinds = [] }) => kinds);
  return askedOf(draft.answers, form.roles.items).flatMap((one, i) => {
    if (!isMeasure(one) || !secret.has(one.measure)) return [];
    const label = labels.find(({ id }) => id === one.measure)?.label ?? one.measure;
    return [say('notConfidential', { level: 'block', by, item: i + 1, words: [label] })];
  });
}

/** Check 12, as it stands for a prosecutor: what needs a judge is known before anybody signs. */
function aboutAuthority({ say, law, draft }: Checked): RequestFinding[] {
  const { legal, answers } = draft;
  const beyond = competenceFindings(law.competence, legal.form, answers, { rank: 'prosecutor' })
    .filter(({ verdict }) => !isOpen(verdict))
    .map(({ category, rule, verdict }) => {
      const ref = rule === undefined ? legal.record.instrument : `${rule.instrument}, Art. ${rule.article}`;
      return verdict === 'notByThisForm'
        ? say('notByThisForm', { level: 'block', by: { ref }, words: [category] })
        : say('needsAuthority', { level: 'warn', by: { ref }, words: [category] });
    });
  const all = [...beyond, ...aboutKinds({ say, law, draft })];
  if (issuerIn(legal.form, answers)?.isUnvalidated !== true) return all;
  // It goes where validation cannot be had in time and the law at home would let it: whoever issues it answers for both.
  const ref = 'eu-2023-1543, Art. 4(5)';
  return [...all, say('unvalidated', { level: 'block', by: { ref }, field: 'no-prior-validation' })];
}

/** The same of kinds of assistance. Where the treaty leaves it open, or nothing is on record, the law at home says who may ask. */
function aboutKinds({ say, law, draft }: Pick<Checked, 'say' | 'law' | 'draft'>): RequestFinding[] {
  const { legal, answers } = draft;
  const field = legal.form.roles.items;
  const kinds = legal.fields.flatMap((one) => one.kinds ?? []);
  const labelOf = (kind: string): string => kinds.find(({ id }) => id === kind)?.label ?? kind;
  const found = new Map<string, { code: KindCode; ref: string; labels: string[] }>();
  for (const { kind, rule, verdict } of kindFindings(law.competence, legal.form, answers, {
    rank: 'prosecutor',
  })) {
    const ref = rule === undefined ? legal.record.instrument : `${rule.instrument}, Art. ${rule.article}`;
    const code = kindCode(verdict);
    if (code === undefined) continue;
    const same = found.get(`${code} ${ref}`) ?? { code, ref, labels: [] };
    same.labels.push(labelOf(kind));
    found.set(`${code} ${ref}`, same);
  }
  return [...found.values()].map(({ code, ref, labels }) =>
    say(code, {
      level: code === 'authorityAtHome' ? 'suggest' : 'warn',
      by: { ref },
      field,
      words: [labels.join(', ')],
    }),
  );
}

type KindCode = 'authorityUnknown' | 'authorityAtHome' | 'needsAuthority';

/** Undefined: there is nothing to say. */
function kindCode(verdict: CompetenceVerdict | undefined): KindCode | undefined {
  if (verdict === undefined) return 'authorityUnknown';
  if (verdict === 'domesticLaw') return 'authorityAtHome';
  return isOpen(verdict) ? undefined : 'needsAuthority';
}

/** Check 5: the provider itself, where the law of both States does not close that way; the copy goes to whom the directory names. */
function aboutWay(checked: Checked): RequestFinding[] {
  const { say, law, categories, draft, items } = checked;
  const { form } = draft.legal;
  if (form.goesTo === 'provider' || form.goesTo === 'nobody') return [];
  return categories.flatMap((category) => {
    const holder = items.find((item) => item.category === category)?.holder ?? '';
    const question = questionOf(checked, { category, holder });
    const open =
      question &&
      law.channels.find(
        (channel) =>
          channel.tier === 'direct' &&
          channel.id !== 'provider-domestic-affiliate' &&
          channel.categories.includes(category) &&
          ['open', 'unknown'].includes(evaluateChannel(channel, question).state),
      );
    if (open === undefined) return [];
    const names = competentIn(checked).map(({ name }) => name);
    const words = [category, open.id, names.join('; ')];
    return [say('directRoute', { level: 'suggest', by: 'direct-copy', words })];
  });
}

/** Check 5, of what goes to the provider itself: an authority of its State is sent a copy. */
function aboutCopy({ say, law, setting, draft }: Checked): RequestFinding[] {
  const { to, isCopied } = setting;
  if (to === undefined || isCopied || !goesToProvider(draft.legal.form)) return [];
  const wanted = copyWanted({ legal: draft.legal, setting, law });
  if (wanted !== undefined) return aboutReading(say, wanted);
  // Chosen, and it left the directory, or another State is asked since: a reason why there was no copy does not speak of that.
  if (setting.copyFor !== undefined)
    return [say('copyTakerGone', { level: 'warn', by: 'direct-copy', words: [to] })];
  const names = copyTakers(law, to).map(({ name }) => name);
  return [say('counterpartCopy', { level: 'suggest', by: 'direct-copy', words: [to, names.join('; ')] })];
}

/** Of the copy that will be made: whether they can read it. */
function aboutReading(
  say: Checked['say'],
  { taker, language, beside, isRead, taken }: CopyWanted,
): RequestFinding[] {
  switch (isRead) {
    case 'whole':
      return [];
    case 'unknown':
      return [
        say('copyLanguageUnknown', { level: 'suggest', by: 'direct-copy', words: [taker.name, language] }),
      ];
    case 'inPart':
    case 'no': {
      const words = [taker.name, beside ?? '', ...taken];
      return [say('copyNotRead', { level: 'warn', by: 'direct-copy', words })];
    }
  }
}

/** By which law a privilege stands in the way of what is asked, where it is not that of the check itself. */
const PRIVILEGED: { readonly [instrument: string]: string } = { 'eu-2014-41': 'eu-2014-41, Art. 11(1)(a)' };

/**
 * Check 18, by the law of the form where that speaks of it: Regulation (EU) 2023/1543, Art. 5(8)-(10). It leads to where the form asks, or
 * to the first item that does not say it.
 */
function aboutPrivilege({ say, draft, items, numberOf }: Checked, isHeavy: boolean): RequestFinding {
  const { form, record } = draft.legal;
  const ref = PRIVILEGED[record.instrument] ?? 'good practice';
  const by = form.order === 'none' ? { ref } : 'privilege';
  const { privilege: field } = form.roles;
  const open = items.find((item) => saysOfProtected(item) && item.details?.protected === undefined);
  const level = isHeavy ? 'block' : 'warn';
  if (field !== undefined || open === undefined) return say('privilege', { level, by, field });
  return say('privilege', { level, by, item: numberOf(open) });
}

function saysOfProtected(item: Item): boolean {
  const type = evidenceTypeOf(item);
  return type !== undefined && EVIDENCE[type].details.some(({ detail }) => detail === 'protected');
}

/** Checks 18 and 19. */
function aboutWeight(checked: Checked): RequestFinding[] {
  const { say, categories, draft, items, law } = checked;
  if (categories.length === 0) return [];
  const { legal, answers } = draft;
  const heavy = categories.filter((one) => !LIGHT.has(one));
  const weighing = items.filter(({ category }) => heavy.includes(category));
  const { privilege: asked } = legal.form.roles;
  const isSaid =
    (asked !== undefined && answers[asked] !== undefined) ||
    legal.fields.some(({ id }) => /privilege|immunit/.test(id) && answers[id] !== undefined) ||
    (weighing.length > 0 && weighing.every(({ details }) => details?.protected !== undefined));
  const found: RequestFinding[] = [];
  // What is kept is read by nobody yet: who may be privileged is said when it is asked for.
  if (!isSaid && !hasKept(legal.form)) found.push(aboutPrivilege(checked, heavy.length > 0));
  // Where the law itself has weighed the offence against the data, and it is grave enough, nothing is left to say.
  const weighed = thresholdFindings(law.competence, legal.form, answers, legal.form.offence?.(answers) ?? {})
    .filter(({ verdict, threshold }) => verdict === 'met' && threshold.kind === 'years_or_listed')
    .map(({ category }) => category);
  const isWeighedInWords = legal.fields.some(
    ({ id }) => /proportionality|necessity/.test(id) && answers[id] !== undefined,
  );
  const open = isWeighedInWords ? [] : heavy.filter((one) => !weighed.includes(one));
  if (open.length > 0)
    found.push(say('proportionality', { level: 'warn', by: 'proportionality', words: open }));
  return found;
}
