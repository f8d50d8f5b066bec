// The legal bases that two States have in common for a channel: in force, binding on both, covering the offence, and
// giving what is asked, on the day of the plan.
import { remember } from '../base/remember.ts';
import { weakest, type Confidence } from '../law/confidence.ts';
import type { Day, PartialDate } from '../law/day.ts';
import {
  bilateralBetween,
  cited,
  declarationsOf,
  hasEnded,
  inForceOn,
  instrumentOf,
  partyOn,
  provisionsAt,
  provisionsBy,
  type Answered,
  type Verdict,
} from '../law/look-up.ts';
import type {
  ChannelRule,
  DataCategory,
  Fact,
  Instrument,
  Provision,
  ProvisionFunction,
} from '../law/model.ts';
import type { Declaration } from '../law/model-declaration.ts';
import { tell, type Wording } from '../law/sentence.ts';
import type { StateCode } from '../law/states.ts';
import {
  byVerdict,
  fromAnswer,
  rememberOfPair,
  together,
  weakestOf,
  type Condition,
  type OfPair,
  type Question,
} from './condition.ts';
import { isRealTime, said } from './need.ts';
import { offenceCondition } from './offence.ts';

/** Effect of a declaration record that says: looked up with the depositary, and there is none. */
export const NO_RESERVATION = 'none';

export interface Basis {
  readonly instrument: string;
  readonly shortTitle: string;
  readonly depositary: string | undefined;
  readonly articles: readonly string[];
  readonly verdict: Verdict;
  readonly weakest: Confidence;
  /** For each of the two States: since when, or the day our record speaks of. */
  readonly since: readonly {
    readonly state: StateCode;
    readonly day: PartialDate | undefined;
    readonly words: Wording;
  }[];
  readonly conditions: readonly Condition[];
  readonly provisions: readonly Provision[];
  readonly reservations: readonly Declaration[];
  readonly notes: readonly string[];
}

/** What of an instrument each channel stands on, where channels.yaml names no article. */
const FUNCTIONS: { readonly [channel: string]: readonly ProvisionFunction[] } = {
  'mla-central': ['general_mla', 'stored_data'],
  'judicial-direct': ['expedited_assistance', 'stored_data'],
  'network-24-7': ['network_24_7', 'preservation'],
  interpol: ['police_cooperation'],
  'police-bilateral': ['police_cooperation'],
  epoc: ['direct_provider_cooperation'],
  'cloud-act': ['direct_provider_cooperation'],
  'cets224-domain': ['direct_provider_cooperation'],
  'cets224-subscriber': ['direct_provider_cooperation'],
  'cets224-emergency': ['expedited_assistance'],
  consent: ['transborder_access'],
  'open-source': ['transborder_access'],
  spontaneous: ['spontaneous_information'],
  jit: ['joint_investigation'],
};

/** All common bases of a channel that are instruments, best first. Of two kinds of stored data they are the same list. */
export function basesOf(channel: ChannelRule, question: Question): readonly Basis[] {
  const known = lists(question);
  const special = realTimeFunction(question.category);
  const ofChannel = known.get(special) ?? new Map<ChannelRule, readonly Basis[]>();
  known.set(special, ofChannel);
  const found = ofChannel.get(channel) ?? findBases(channel, question);
  ofChannel.set(channel, found);
  return found;
}

const lists = rememberOfPair(
  () => new Map<ProvisionFunction | undefined, Map<ChannelRule, readonly Basis[]>>(),
);

function findBases(channel: ChannelRule, question: Question): readonly Basis[] {
  const { knowledge, need, to } = question;
  const named = instrumentsOf(channel)
    .flatMap((id) => instrumentOf(knowledge, id) ?? [])
    .filter((one) => isBetween(one, need.from, to));
  const ofTwo = takesBilateral(channel) && to !== undefined ? bilateralBetween(knowledge, need.from, to) : [];
  return [...named, ...ofTwo].map((one) => basisOf(channel, one, question)).sort(byVerdict);
}

/** An arrangement is named to those between whom it is, and to nobody else. */
function isBetween({ members }: Instrument, from: StateCode, to: StateCode | undefined): boolean {
  return members === undefined || (to !== undefined && members.includes(from) && members.includes(to));
}

/** The treaty of the two States carries it, where they have one. */
export function takesBilateral({ legalBases }: ChannelRule): boolean {
  return legalBases.includes('bilateral treaty');
}

/** Named as a basis or in a condition, once each, in the order of the file. */
export const instrumentsOf = remember(({ legalBases, when }: ChannelRule): readonly string[] => {
  const named = [
    ...when.clauses.flatMap((clause) => [
      clause.both_bound_by,
      clause.both_party_to,
      ...(clause.both_party_to_any ?? []),
      clause.in_force,
      clause.requesting_bound_by,
    ]),
    ...legalBases.map((basis) => basis.split(':')[0]),
  ];
  return [...new Set(named.filter((id) => id !== undefined))];
});

export function basisOf(channel: ChannelRule, instrument: Instrument, question: Question): Basis {
  const standing = standingOf(instrument, question);
  const { since, reservations } = standing;
  const provisions = provisionsOf(channel, instrument, question);
  const realTime = realTimeCondition(instrument, question, provisions);
  const conditions = realTime === undefined ? standing.conditions : [...standing.conditions, realTime];
  return {
    instrument: instrument.id,
    shortTitle: instrument.shortTitle,
    depositary: instrument.depositary,
    articles: articlesOf(provisions),
    verdict: together(conditions.map(({ verdict }) => verdict)),
    weakest: weakest([weakestOf(conditions), weakestProvision(provisions)]),
    since,
    conditions,
    provisions,
    reservations: reservations.filter((one) => isAbout(one, question)),
    notes: instrument.notes,
  };
}

/** How the two States stand to an instrument: the same for every channel and every kind of data. */
interface Standing {
  readonly conditions: readonly Condition[];
  readonly since: Basis['since'];
  readonly reservations: readonly Declaration[];
}

function standingOf(instrument: Instrument, question: OfPair): Standing {
  const known = standings(question);
  const found = known.get(instrument) ?? standingBetween(instrument, question);
  known.set(instrument, found);
  return found;
}

const standings = rememberOfPair(() => new Map<Instrument, Standing>());

function standingBetween(instrument: Instrument, question: OfPair): Standing {
  const { knowledge, to, day } = question;
  const { from } = question.need;
  const states = [from, ...(to === undefined ? [] : [to])];
  const answers = states.map((state) => partyOn(knowledge, instrument, state, day));
  return {
    conditions: [
      inForceCondition(instrument, question),
      // An arrangement has none.
      ...(instrument.members === undefined
        ? answers.map((answer) => partyCondition(answer)(instrument))
        : []),
      ...(to === undefined ? [unknownState()] : []),
      offenceCondition(instrument, question),
    ].filter((one) => one !== undefined),
    since: answers.map(({ since, fact, verdict }, i) => ({
      state: states[i] ?? '',
      day: since,
      words:
        since !== undefined
          ? tell('since', { day: since })
          : verdict !== 'yes'
            ? tell('notCertain')
            : fact.asOf === undefined
              ? tell('asOfUnknown')
              : tell('asOf', { day: fact.asOf }),
    })),
    reservations: [from, to ?? ''].flatMap((state) =>
      declarationsOf(knowledge, instrument.id, state).filter(isOfCooperation),
    ),
  };
}

/** Articles of the Budapest Convention on data as they come; a reservation to one of them (Art. 14(3) is to Arts 20 and 21) leaves stored data alone. */
const AS_THEY_COME: ReadonlySet<number> = new Set([14, 20, 21, 33, 34]);

/** Whether a reservation bears on the data that are asked for. */
function isAbout({ instrument, article }: Declaration, { category }: Question): boolean {
  if (instrument !== 'coe-ets-185' || isRealTime(category)) return true;
  return !AS_THEY_COME.has(articleNumber(article));
}

/** Art. 22 says which courts try an offence, which nobody asks of a request. */
const JURISDICTION = 22;

/** Articles 1 to 13 of the Budapest Convention, and its first Protocol, say what is an offence, not how to help. */
function isOfCooperation({ instrument, article, effect }: Declaration): boolean {
  if (effect === NO_RESERVATION || instrument === 'coe-ets-189') return false;
  const number = articleNumber(article);
  return instrument !== 'coe-ets-185' || (number >= 14 && number !== JURISDICTION);
}

function articleNumber(article: string): number {
  return Number(/^\d+/.exec(article)?.[0]);
}

const articlesOf = remember((provisions: readonly Provision[]): readonly string[] => [
  ...new Set(provisions.flatMap(({ article }) => article ?? [])),
]);

const weakestProvision = remember((provisions: readonly Provision[]) =>
  weakest(provisions.flatMap((one) => [one.confidence, one.articleConfidence])),
);

const partyCondition = remember((answer: Answered) =>
  remember((instrument: Instrument) => fromAnswer('party', answer, tell('ifBound', instrument.shortTitle))),
);

export function inForceCondition(instrument: Instrument, { day }: Pick<OfPair, 'day'>): Condition {
  const known = inForceKnown(instrument);
  if (known.last?.day !== day) known.last = { day, condition: inForceAt(instrument, day) };
  return known.last.condition;
}

/** Of the day that was asked last: most questions are of one day. */
const inForceKnown = remember(
  (_instrument: Instrument): { last?: { day: Day; condition: Condition } } => ({}),
);

function inForceAt(instrument: Instrument, day: Day): Condition {
  const answer = inForceOn(instrument, day);
  const isOver = hasEnded(instrument, day);
  const opensIf = isOver ? tell('ifReplaced') : tell('ifInForce', instrument.shortTitle);
  const condition = fromAnswer('in_force', answer, opensIf);
  const isFuture = answer.verdict === 'no' && !isOver && instrument.status.startsWith('binding');
  return isFuture ? { ...condition, isFuture } : condition;
}

function unknownState(): Condition {
  const fact = said(tell('holderStateUnknown'));
  return {
    predicate: 'party',
    verdict: 'unknown',
    text: fact.text,
    facts: [fact],
    opensIf: tell('ifHolderStateKnown'),
  };
}

/** Articles that channels.yaml names for the instrument, else those with the functions the channel stands on. */
function provisionsOf(
  channel: ChannelRule,
  instrument: Instrument,
  { category }: Question,
): readonly Provision[] {
  const known = provisionsKnown(channel)(instrument);
  const found = known.get(category) ?? findProvisions(channel, instrument, category);
  known.set(category, found);
  return found;
}

const provisionsKnown = remember((_channel: ChannelRule) =>
  remember((_instrument: Instrument) => new Map<DataCategory, readonly Provision[]>()),
);

function findProvisions(channel: ChannelRule, instrument: Instrument, category: DataCategory): Provision[] {
  const special = realTimeFunction(category);
  if (special !== undefined) {
    const found = provisionsBy(instrument, [special]);
    if (found.length > 0) return found;
  }
  const articles = channel.legalBases.flatMap((basis) => {
    const [id, article] = basis.split(':');
    return id === instrument.id && article !== undefined ? [article] : [];
  });
  const named = articles.flatMap((article) => provisionsAt(instrument, article));
  return named.length > 0
    ? [...new Set(named)].filter((one) => one.function !== 'refusal_grounds')
    : provisionsBy(instrument, FUNCTIONS[channel.id] ?? []);
}

/** Real-time help needs an article that gives it; where the instrument has none, the requested law decides. */
function realTimeCondition(
  instrument: Instrument,
  { category }: Question,
  provisions: readonly Provision[],
): Condition | undefined {
  const special = realTimeFunction(category);
  if (special === undefined) return undefined;
  const found = provisions.find((one) => one.function === special);
  const { shortTitle: title } = instrument;
  const text =
    found === undefined
      ? tell('noRealTimeArticle', title)
      : found.article === undefined
        ? tell('givesRealTimeSomewhere', title)
        : tell('givesRealTime', title, found.article);
  const fact: Fact =
    found === undefined
      ? { ...cited(instrument.adopted), at: instrument.at, text }
      : { ...cited(found), text };
  return {
    predicate: 'real-time',
    verdict: found === undefined ? 'unknown' : 'yes',
    text,
    facts: [fact],
    opensIf: tell('ifLawAllows'),
  };
}

function realTimeFunction(category: Question['category']): ProvisionFunction | undefined {
  if (category === 'traffic_realtime') return 'real_time_traffic';
  return category === 'content_realtime' ? 'interception_content' : undefined;
}
