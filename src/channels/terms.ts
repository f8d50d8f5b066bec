// The terms an instrument sets: conditions of use that the evidence will carry, and grounds of refusal to expect.
import { weakest } from '../law/confidence.ts';
import { cited, instrumentOf, isWithin, provisionsBy } from '../law/look-up.ts';
import type { Fact, Knowledge, ProvisionFunction } from '../law/model.ts';
import { stateName } from '../law/states.ts';
import type { Basis } from './basis.ts';

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
      text: `${stateName(one.state)}, ${basis.shortTitle} Art. ${one.article}: ${one.effect}`,
    }));
  return [
    ...reservations,
    ...factsOf(knowledge, basis, ['refusal_grounds'])
      .filter(({ article }) => wanted(article))
      .map(({ fact }) => fact),
  ];
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
    fact: {
      ...cited(one),
      confidence: weakest([one.confidence, one.articleConfidence]),
      text: `${shortTitle}${one.article === undefined ? '' : ` Art. ${one.article}`}: ${one.gives}`,
    },
  }));
}
