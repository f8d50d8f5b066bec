// The terms an instrument sets: conditions of use that the evidence will carry, and grounds of refusal to expect.
import { weakest } from '../law/confidence.ts';
import { cited, instrumentOf, isWithin, provisionsAt, provisionsBy } from '../law/look-up.ts';
import type {
  DataCategory,
  Fact,
  Instrument,
  Knowledge,
  Provision,
  ProvisionFunction,
} from '../law/model.ts';
import { tell } from '../law/sentence.ts';
import type { Basis } from './basis.ts';
import type { Question } from './condition.ts';
import { noticeOf } from './notice.ts';

export function conditionsOfUse(knowledge: Knowledge, basis: Basis): Fact[] {
  return factsOf(knowledge, basis, ['use_limitation', 'confidentiality']).map(({ fact }) => fact);
}

/** Of the articles given and what is below them; without them, of all but those on preservation. */
export function refusalGrounds(basis: Basis, knowledge: Knowledge, articles?: readonly string[]): Fact[] {
  const wanted = ownArticles(knowledge, basis, articles);
  const reservations = basis.reservations
    .filter(({ article }) => wanted(article))
    .map((one): Fact => ({
      ...cited(one),
      text: tell('declaredTo', { state: one.state }, basis.shortTitle, one.article, one.effect),
    }));
  return [
    ...reservations,
    ...factsOf(knowledge, basis, ['refusal_grounds'])
      .filter(({ article }) => wanted(article))
      .map(({ fact }) => fact),
  ];
}

/** Channels whose instrument tells the other State, and the article that says so, for what is more than the least. */
const NOTICE: { readonly [channel: string]: { article: string; only?: readonly DataCategory[] } } = {
  epoc: { article: '8', only: ['traffic', 'content'] },
  'cets224-subscriber': { article: '7' },
};

/** What the instrument asks for before it gives anything: dual criminality, where it speaks of it, and notice. */
export function asksOf(
  { knowledge, need, category }: Pick<Question, 'knowledge' | 'need' | 'category'>,
  { instrument: id, shortTitle }: Basis,
  kind: string,
): Fact[] {
  const instrument = instrumentOf(knowledge, id);
  if (instrument === undefined) return [];
  const isPreserving = kind === 'preserve';
  const dual = instrument.provisions.filter(
    (one) =>
      /dual criminality/i.test(one.gives) &&
      (one.function === 'preservation' || /^29\b/.test(one.article ?? '')) === isPreserving,
  );
  const notice = NOTICE[kind];
  const told =
    notice === undefined ||
    (notice.only !== undefined && !notice.only.includes(category)) ||
    (kind === 'epoc' && noticeOf({ need, category }) === 'no')
      ? []
      : provisionsAt(instrument, notice.article);
  return [
    ...(isPreserving ? [] : withoutDual(instrument, need)),
    ...[...new Set([...dual, ...told])].map((one) => provisionFact(one, shortTitle)),
  ];
}

/** Acts of the Union that list offences of which dual criminality is not verified, from this maximum on. */
const LISTED: { readonly [instrument: string]: { readonly article: string; readonly years: number } } = {
  'eu-2014-41': { article: '11(1)(g)', years: 3 },
  'eu-2023-1543': { article: '12(1)(d)', years: 3 },
};

/** Every kind of offence that can be said here is of the list of Annex D (Directive 2014/41/EU) and Annex IV (Regulation 2023/1543). */
function withoutDual(instrument: Instrument, { offence }: Question['need']): Fact[] {
  const rule = LISTED[instrument.id];
  const { types = [], maxYears } = offence;
  if (rule === undefined || types.length === 0 || maxYears === undefined || maxYears < rule.years) return [];
  const [provision] = provisionsAt(instrument, rule.article);
  const text = tell('dualNotVerified', instrument.shortTitle, rule.article, String(rule.years));
  return [
    {
      ...(provision === undefined ? { ...cited(instrument.adopted), at: instrument.at } : cited(provision)),
      text,
    },
  ];
}

function provisionFact(one: Provision, shortTitle: string): Fact {
  return {
    ...cited(one),
    confidence: weakest([one.confidence, one.articleConfidence]),
    text:
      one.article === undefined
        ? tell('quoted', shortTitle, one.gives)
        : tell('atArticle', shortTitle, one.article, one.gives),
  };
}

function ownArticles(
  knowledge: Knowledge,
  { instrument }: Basis,
  articles?: readonly string[],
): (article: string | undefined) => boolean {
  const known = instrumentOf(knowledge, instrument);
  const preserving =
    known === undefined ? [] : provisionsBy(known, ['preservation']).flatMap(({ article }) => article ?? []);
  const within = (article: string | undefined, outer: readonly string[]): boolean =>
    article !== undefined && outer.some((one) => isWithin(article, one));
  return (article) => (articles === undefined ? !within(article, preserving) : within(article, articles));
}

/** What the instrument says under these functions. */
function factsOf(
  knowledge: Knowledge,
  { instrument: id, shortTitle }: Basis,
  functions: readonly ProvisionFunction[],
): { readonly article: string | undefined; readonly fact: Fact }[] {
  const instrument = instrumentOf(knowledge, id);
  if (instrument === undefined) return [];
  return provisionsBy(instrument, functions).map((one) => ({
    article: one.article,
    fact: provisionFact(one, shortTitle),
  }));
}
