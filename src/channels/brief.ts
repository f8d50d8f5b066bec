// The five lines on top of every answer: whom to call, what to send, who signs, by when, and what would kill it. Each says how sure its
// weakest part is; the plan below says where everything comes from.
import { weakest, type Confidence } from '../law/confidence.ts';
import { cited } from '../law/look-up.ts';
import type { Authority, Fact, Knowledge } from '../law/model.ts';
import { tell, type Part as Words, type Wording } from '../law/sentence.ts';
import type { FormRecord } from '../law/model-form.ts';
import type { CompetenceRule } from '../law/competence.ts';
import type { Condition, Question } from './condition.ts';
import { expectedWords } from './duration.ts';
import { said, type Issuer } from './need.ts';
import type { Plan } from './plan.ts';
import { nameOf } from './provider.ts';
import type { Step } from './step.ts';

export const BRIEF_LINES = ['call', 'send', 'sign', 'by', 'kill'] as const;
export type BriefLine = (typeof BRIEF_LINES)[number];

export type Brief = { readonly [line in BriefLine]: BriefText };

interface BriefText {
  readonly says: readonly Wording[];
  readonly weakest: Confidence;
}

/** Of the first plan. Without one, of what comes nearest to opening a way. */
export function briefOf(plan: Plan | undefined, nearest: Condition | undefined, question: Question): Brief {
  const call = callLine(plan, question);
  if (plan === undefined) {
    const none: BriefText = { says: [tell('briefNone')], weakest: 'confirmed' };
    const kill =
      nearest === undefined ? none : lineOf([nearest.text, tell('opensIf', nearest.opensIf)], nearest.facts);
    return { call, send: none, sign: none, by: none, kill };
  }
  return {
    call,
    send: sendLine(plan, question),
    sign: signLine(plan, question),
    by: byLine(plan, question),
    kill: killLine(plan, question),
  };
}

function lineOf(
  says: readonly Wording[],
  facts: readonly Fact[],
  more: readonly Confidence[] = [],
): BriefText {
  return { says, weakest: weakest([...facts.map(({ confidence }) => confidence), ...more]) };
}

/** In an emergency everybody who can be called at once, the provider last: it may decline. */
function callLine(plan: Plan | undefined, question: Question): BriefText {
  const { knowledge, to, need, provider } = question;
  const isEmergency = need.urgency === 'emergency_life';
  const first = plan?.steps.flatMap(({ authorities }) => authorities) ?? [];
  const points = pointsOf(knowledge, to);
  const bodies = [...new Set(isEmergency || first.length === 0 ? [...points, ...first] : first)].slice(
    0,
    CALLS_MAX,
  );
  const says: Wording[] = bodies.map(bodyWords);
  const facts: Fact[] = bodies.map((one) => ({ ...cited(one), text: one.name }));
  const desks = isEmergency ? (provider?.channels ?? []) : [];
  const missing: Confidence[] = [];
  for (const desk of desks.slice(0, 2)) {
    says.push(tell('callProvider', nameOf(question), desk.text));
    facts.push(desk);
  }
  const where = to === undefined ? tell('unknownState') : { state: to };
  if (isEmergency && bodies.length === 0) {
    says.unshift(tell('callNobody', tell('pointOfContact'), where));
    missing.push(ABSENT);
  }
  if (isEmergency && desks.length === 0 && need.holder.kind === 'provider') {
    says.push(tell('callProviderUnknown', nameOf(question)));
    missing.push(ABSENT);
  }
  if (says.length > 0) return lineOf(says, facts, missing);
  const who = plan?.steps[0]?.addressee ?? tell('itsState');
  return lineOf([tell('callNobody', who, where)], [], [ABSENT]);
}

/** That nothing is on record was read in no source: it is ours to say, and confirmed by nobody. */
const ABSENT: Confidence = 'editorial';

const CALLS_MAX = 4;

/** What is always reached, under whatever instrument. */
function pointsOf({ authorities }: Knowledge, to: string | undefined): readonly Authority[] {
  return authorities.filter((one) => one.state === to && one.roles.includes('contact_24_7'));
}

function bodyWords({ name, isAvailable247, hours, urgentChannel }: Authority): Wording {
  const open =
    isAvailable247 === true
      ? tell('allHours')
      : hours === undefined
        ? tell('hoursUnknown')
        : tell('hoursOf', hours.weekly.map(({ from, to }) => `${from}-${to}`).join(', '), hours.zone);
  return tell('callBody', name, open, urgentChannel ?? tell('numberUnknown'));
}

/** Of the form that says it is sent by this way on this instrument, or by this way on any. Undefined: none of ours is made for it. */
function formOf({ channel, bases }: Step, { forms }: Pick<Knowledge, 'forms'>): FormRecord | undefined {
  const exact = `${channel}:${bases[0]?.instrument ?? ''}`;
  return forms.find(({ ways }) => ways.includes(exact)) ?? forms.find(({ ways }) => ways.includes(channel));
}

function sendLine({ steps }: Plan, { knowledge }: Question): BriefText {
  const says = steps.map((step, i): Wording => {
    const form = formOf(step, knowledge);
    const what: Words =
      form === undefined ? tell('noForm', step.name) : { label: form.title, english: form.title };
    const [basis] = step.bases;
    const [article] = basis?.articles ?? [];
    return basis === undefined || article === undefined
      ? tell('sendStep', String(i + 1), what)
      : tell('sendUnder', String(i + 1), what, basis.shortTitle, article);
  });
  return lineOf(
    says,
    [],
    steps.map((step) => step.bases[0]?.weakest ?? step.editorial.confidence),
  );
}

function signLine({ steps }: Plan, question: Question): BriefText {
  const produce = steps.find(({ kind }) => kind === 'produce') ?? steps[0];
  if (produce === undefined) return lineOf([tell('briefNone')], []);
  const rule = ruleFor(produce, question);
  const { issuer } = question.need;
  if (rule === undefined || issuer === undefined)
    return lineOf(
      produce.authorisation,
      rule === undefined ? [produce.editorial] : [{ ...cited(rule), text: '' }],
    );
  return lineOf(
    [issuerWords(rule, issuer, question)],
    [{ ...cited(rule), text: '' }, said(tell('issuerIs', tell(ISSUER[issuer])))],
  );
}

const ISSUER = {
  judge: 'issuerJudge',
  prosecutor: 'issuerProsecutor',
  police: 'issuerPolice',
  other: 'issuerOther',
} as const;

/** What the instrument says of who issues it: a judge may, another needs a judge to validate, or the law at home decides. */
function issuerWords(rule: CompetenceRule, issuer: Issuer, { need }: Question): Wording {
  const rank = issuer === 'judge' || issuer === 'prosecutor' ? issuer : 'other';
  const who = tell(ISSUER[issuer]);
  switch (rule.authorities[rank]) {
    case 'may':
      return tell('maySign', who, rule.article);
    case 'validated': {
      const by = {
        list: rule.validatedBy.map((one) => tell(one === 'judge' ? 'issuerJudge' : 'issuerProsecutor')),
        by: 'or' as const,
      };
      const later = need.urgency === 'emergency_life' ? rule.emergencyWithoutValidation : undefined;
      const words = tell('mustBeValidated', who, by, rule.article);
      return later === undefined
        ? words
        : tell('twoInARow', words, tell('validatedLater', String(later.hours), later.article));
    }
    case 'domestic_law':
      return tell('lawAtHomeSigns', who, rule.article);
    default:
      return tell('mayNotSign', who, rule.article);
  }
}

function ruleFor(step: Step, { knowledge, category }: Question): CompetenceRule | undefined {
  const form = formOf(step, knowledge)?.id;
  return knowledge.competence.rules.find(
    (one) => form !== undefined && one.forms.includes(form) && one.categories.includes(category),
  );
}

function byLine({ steps, timing: { times } }: Plan, { need }: Question): BriefText {
  const produce = steps.find(({ kind }) => kind === 'produce');
  const isPreserved = steps.some(({ kind }) => kind === 'preserve');
  const hold =
    times.holdUntil === undefined
      ? []
      : [tell(times.isHoldFirm ? 'holdEndsOn' : 'holdMaybeEndsOn', { day: times.holdUntil })];
  const kept = times.retentionUntil === undefined ? [] : [tell('keptUntil', { day: times.retentionUntil })];
  const needed = need.deadline === undefined ? [] : [tell('neededBy', { day: need.deadline })];
  const expected = produce?.expected;
  const answer = expected === undefined ? [] : [tell('answerIn', expectedWords(expected))];
  const now = tell(isPreserved ? 'preserveToday' : 'sendToday');
  const sure: Confidence[] = [
    ...(times.holdUntil !== undefined && !times.isHoldFirm ? (['recalled'] as const) : []),
    ...(expected?.facts.length === 0 ? [ABSENT] : []),
  ];
  return lineOf([now, ...hold, ...kept, ...needed, ...answer], expected?.facts ?? [], sure);
}

/** What stops it for certain first, then what is not known, then what may be refused, and who may be told. */
function killLine({ timing, toVerify, steps, state }: Plan, { need, provider }: Question): BriefText {
  const stops = timing.warnings.filter(({ level }) => level === 'stop');
  const produce = steps.find(({ kind }) => kind === 'produce');
  const facts: Fact[] = [
    ...stops.map((one): Fact => ({ ...(one.facts[0] ?? said(one.text)), text: one.text })),
    ...(state === 'open' ? [] : toVerify.slice(0, 1)),
    ...(produce?.refusalGrounds ?? []).slice(0, 1),
  ];
  const notice = provider?.policy.find(({ kind }) => kind === 'user_notice');
  if (
    need.holder.kind === 'provider' &&
    notice !== undefined &&
    produce?.channel.startsWith('provider') === true
  )
    facts.push({ ...notice, text: tell('quoted', provider?.name ?? '', notice.text) });
  if (facts.length === 0)
    return lineOf([tell('nothingKills')], [], [state === 'open' ? 'editorial' : 'recalled']);
  return lineOf(
    facts.slice(0, KILLS_MAX).map(({ text }) => text),
    facts.slice(0, KILLS_MAX),
  );
}

const KILLS_MAX = 3;
