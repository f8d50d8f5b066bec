// How each way of the planner stands for one request on a day: what it is sent by must be one that is open. What the planner says is
// asked of the planner; here is only which of its ways take a request of this form.
import { instrumentsOf } from '../../../channels/basis.ts';
import type { Condition, Question } from '../../../channels/condition.ts';
import { evaluateChannel, type Finding } from '../../../channels/evaluate.ts';
import { bestPreservation, preservationsOf } from '../../../channels/preserve.ts';
import type { Day } from '../../../law/day.ts';
import { instrumentOf } from '../../../law/look-up.ts';
import type { ChannelRule, Clause } from '../../../law/model.ts';
import { knowledgeOn } from '../../../law/on-day.ts';
import type { Wording } from '../../../law/sentence.ts';
import { categoriesOf, goesToProvider, isAsking, namesItsLaw, type LegalForm } from '../../core/form.ts';
import { itemsOf } from '../../core/request-items.ts';
import type { Checked, Followed } from './practice.ts';
import { ownWay, questionOf } from './way.ts';

export interface WayStanding {
  /** Id of `channels.yaml`. */
  readonly channel: string;
  /** `unknown`: not known to be open, and not known to be closed. */
  readonly verdict: 'open' | 'unknown' | 'closed';
  /** Instrument and article that the answer rests on. */
  readonly ref: string;
  /** What closes it or is to be verified, in the planner's words; undefined: its form or treaty does not go that way. */
  readonly why: Wording | undefined;
  /** By this the request went that this one follows, and somebody said why: it is not said again while it is not closed. */
  readonly isOfItsRequest?: true;
}

type About = Pick<Checked, 'draft' | 'setting' | 'law'>;

/** Open ones first, of those its own; then those that are not known, then those that are closed. `law`: as published. */
export function waysOf({ draft, setting, law: published }: About, day: Day): readonly WayStanding[] {
  if (setting.follows !== undefined) return waysFollowed(setting.follows, { setting, law: published }, day);
  const law = knowledgeOn(published, day);
  const about: About = { draft, setting: { ...setting, day }, law };
  const asked = questionsOf(about);
  const own = ownWay(about);
  const rank = ({ verdict, channel }: WayStanding): number =>
    ['open', 'unknown', 'closed'].indexOf(verdict) * 2 + (channel === own ? 0 : 1);
  return law.channels
    .filter(({ replacedBy }) => replacedBy === undefined)
    .map((channel) => standingOf(about, channel, asked))
    .sort((a, b) => rank(a) - rank(b));
}

/** What follows a request goes as it went: the way is held to what that one asks for, between its two States, on the day. */
function waysFollowed(
  { draft, from, to, urgency, way, isReasoned }: Followed,
  { setting, law }: Pick<About, 'setting' | 'law'>,
  day: Day,
): readonly WayStanding[] {
  const own = { ...setting, from, to, urgency, way, follows: undefined };
  const all = waysOf({ draft, setting: own, law }, day).map((one): WayStanding =>
    one.channel === way && isReasoned && one.verdict === 'unknown' ? { ...one, isOfItsRequest: true } : one,
  );
  const isFirst = ({ channel, verdict }: WayStanding): boolean => channel === way && verdict !== 'closed';
  return [...all.filter(isFirst), ...all.filter((one) => !isFirst(one))];
}

/** The planner is asked once for each kind of data and holder; none: two States are not named, or nothing is asked for. */
function questionsOf(about: About): readonly Question[] {
  const { draft, setting } = about;
  const { form } = draft.legal;
  const { answers } = draft;
  const items = itemsOf(answers, form.roles.items);
  const named = items.map(({ category, holder }) => ({ category, holder }));
  const others = categoriesOf(form, answers)
    .filter((one) => named.every(({ category }) => category !== one))
    .map((category) => ({ category, holder: undefined }));
  const asked = [...named, ...others];
  // A preservation has no threshold, and its data may not be named: it is asked as for the least.
  const least = form.channel.keeping === undefined && form.channel.is !== 'best' ? [] : LEAST;
  const once = new Map((asked.length === 0 ? least : asked).map((one) => [JSON.stringify(one), one]));
  return [...once.values()].flatMap((one) => {
    const question = questionOf(about, {
      ...one,
      offence: form.offence?.(answers),
      // An order names who represents the provider; the State that is asked is where that one is.
      addressee: form.goesBySystem ? setting.to : undefined,
    });
    return question === undefined ? [] : [question];
  });
}

const LEAST = [{ category: 'subscriber', holder: undefined }] as const;

function standingOf(about: About, channel: ChannelRule, asked: readonly Question[]): WayStanding {
  const { legal } = about.draft;
  const standing = { channel: channel.id, ref: refOf(legal) };
  const fit = fitOf(about, channel);
  if (fit === 'no') return { ...standing, verdict: 'closed', why: undefined };
  const way = fit === 'yes' ? underOwn(channel, legal.record.instrument) : channel;
  if (asked.length === 0 || way === undefined) return { ...standing, verdict: 'unknown', why: undefined };
  const found = asked.map((question) => answerFor(legal, way, question));
  const closed = found.find(({ verdict }) => verdict === 'closed');
  const unknown = found.find(({ verdict }) => verdict === 'unknown');
  const { verdict, why } = closed ?? unknown ?? { verdict: 'open' as const, why: undefined };
  // What it opens for is a treaty that this request does not name, or it carries leads: whoever sends it so says why.
  const isUnsure = fit === 'perhaps' || (channel.tier === 'informal' && channel.id !== 'spontaneous');
  const ref = refVia(legal, channel) ?? standing.ref;
  return { ...standing, ref, verdict: verdict === 'open' && isUnsure ? 'unknown' : verdict, why };
}

/**
 * The way as the treaty of the request opens it: that another treaty opens it is of no help to this one. Where no condition names
 * that treaty, those stay that name none, such as a network that both belong to; undefined: there is none.
 */
function underOwn(channel: ChannelRule, instrument: string): ChannelRule | undefined {
  const { when, legalBases } = channel;
  if (when.mode === 'all') return channel;
  const own = when.clauses.filter((clause) => treatiesOf(clause).includes(instrument));
  const clauses = own.length > 0 ? own : when.clauses.filter((clause) => treatiesOf(clause).length === 0);
  if (clauses.length === 0) return undefined;
  return {
    ...channel,
    legalBases: legalBases.filter((basis) => basis.split(':')[0] === instrument),
    when: {
      mode: when.mode,
      clauses: clauses.map((clause) =>
        clause.both_party_to_any === undefined ? clause : { ...clause, both_party_to_any: [instrument] },
      ),
    },
  };
}

function treatiesOf({ both_bound_by, both_party_to, both_party_to_any }: Clause): readonly string[] {
  return [both_bound_by, both_party_to, ...(both_party_to_any ?? [])].filter((one) => one !== undefined);
}

interface Answer {
  readonly verdict: WayStanding['verdict'];
  readonly why: Wording | undefined;
}

function answerFor({ form, record }: LegalForm, channel: ChannelRule, question: Question): Answer {
  const { id: own, keeping } = form.channel;
  if (keeping !== undefined && own === channel.id) {
    const ways = preservationsOf(question).filter(
      ({ id, basis }) => id === keeping && (basis === undefined || basis.instrument === record.instrument),
    );
    const best = bestPreservation(ways, channel.id);
    if (best !== undefined) return fromConditions(best.state, best.conditions);
  }
  // Like a European preservation order, what asks that data be kept has no threshold: it is asked as for the least.
  const least = keeping === undefined ? question : { ...question, category: LEAST[0].category };
  const finding = evaluateChannel(channel, least);
  return carriesIt(record, finding, question)
    ? { verdict: 'unknown', why: finding.closedBy?.text }
    : fromFinding(finding);
}

function fromFinding({ state, closedBy, toVerify }: Finding): Answer {
  if (state === 'open') return { verdict: 'open', why: undefined };
  if (state === 'unknown') return { verdict: 'unknown', why: toVerify[0]?.text };
  return { verdict: 'closed', why: closedBy?.text };
}

function fromConditions(state: Finding['state'], conditions: readonly Condition[]): Answer {
  const first = (verdict: Condition['verdict']): Wording | undefined =>
    conditions.find((one) => one.verdict === verdict)?.text;
  if (state === 'open') return { verdict: 'open', why: undefined };
  return state === 'unknown'
    ? { verdict: 'unknown', why: first('unknown') }
    : { verdict: 'closed', why: first('no') };
}

/**
 * The list of data of a way is of what it commonly gives. A formal request may ask for more, and in urgent circumstances a bureau may
 * carry the request itself, whatever it asks for: Budapest Convention, Art. 27(9)(b); UNTOC, Art. 18(13).
 */
function carriesIt(
  { instrument }: LegalForm['record'],
  { channel, state, closedBy }: Finding,
  { need }: Question,
): boolean {
  if (state !== 'closed' || closedBy?.predicate !== 'category') return false;
  if (channel.tier === 'formal') return true;
  return (
    channel.tier === 'informal' &&
    need.urgency !== 'normal' &&
    channel.legalBases.some((basis) => basis.startsWith(`${instrument}:`))
  );
}

/** By these nothing is asked of another State or of a provider. */
const NO_REQUEST = new Set(['open-source', 'consent', 'spontaneous', 'jit']);

/** Whether a request of this form goes that way at all. */
function fitOf({ draft, law, setting }: About, channel: ChannelRule): 'yes' | 'perhaps' | 'no' {
  const { form, record, fields } = draft.legal;
  const own = ownWay({ draft, setting: { ...setting, way: undefined } });
  if (own !== undefined) return own === channel.id ? 'yes' : 'no';
  if (form.channel.is === 'best') return channel.id === form.channel.id ? 'yes' : 'perhaps';
  if (NO_REQUEST.has(channel.id)) return 'no';
  const known = instrumentsOf(channel).filter((id) => instrumentOf(law, id) !== undefined);
  // Of the law of one State alone: what its providers may do.
  if (goesToProvider(form) && instrumentOf(law, record.instrument) === undefined)
    return channel.tier === 'direct' && known.length === 0 ? 'yes' : 'no';
  const asks = isAsking(form);
  // What a treaty has an authority do is not asked of a provider.
  if (asks && !form.goesBySystem && channel.tier === 'direct') return 'no';
  const instrument = form.goesBySystem ? 'eu-2023-1543' : record.instrument;
  if (known.includes(instrument)) return 'yes';
  // It names its treaty itself, or follows another request under whatever that one named.
  const namesOther = fields.some(({ id, type }) => id === 'basis' && type === 'reference');
  return namesOther || (!asks && !form.goesBySystem) ? 'perhaps' : 'no';
}

function refOf({ record }: LegalForm): string {
  return namesItsLaw(record.ref) ? record.ref : `${record.instrument}, ${record.ref}`;
}

/** The article by which the treaty of the request goes that way, where the law data name one. */
function refVia({ record }: LegalForm, { legalBases }: ChannelRule): string | undefined {
  const articles = legalBases.flatMap((basis) => {
    const [id, article] = basis.split(':');
    return id === record.instrument && article !== undefined ? [article] : [];
  });
  return articles.length === 0 ? undefined : `${record.instrument}, Art. ${articles.join(', ')}`;
}
