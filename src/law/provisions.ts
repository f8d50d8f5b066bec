// Articles of an instrument, by what they give and by number.
import type { Instrument, Provision, ProvisionFunction } from './model.ts';

/** `29(4)` is within `29`, not within `2`. */
export function isWithin(article: string, outer: string): boolean {
  return outer === '' || article === outer || article.startsWith(`${outer}(`);
}

export function provisionsBy(instrument: Instrument, functions: readonly ProvisionFunction[]): Provision[] {
  return instrument.provisions.filter((one) => functions.includes(one.function));
}

/** Provisions that an article names, however widely the data groups them: `18(4)` finds `18(4)-(5)`. */
export function provisionsAt(instrument: Instrument, article: string): Provision[] {
  return instrument.provisions.filter((one) => one.article !== undefined && covers(one.article, article));
}

function covers(listed: string, wanted: string): boolean {
  if (isWithin(wanted, listed) || isWithin(listed, wanted)) return true;
  const [, base = '', first = '', last = ''] = /^(\d+)\((\d+)\)-\((\d+)\)$/.exec(listed) ?? [];
  const [, wantedBase = '', paragraph = ''] = /^(\d+)\((\d+)\)/.exec(wanted) ?? [];
  if (base !== '' && base === wantedBase)
    return Number(paragraph) >= Number(first) && Number(paragraph) <= Number(last);
  const [, from = '', to = ''] = /^(\d+)-(\d+)$/.exec(listed) ?? [];
  const number = Number(/^\d+/.exec(wanted)?.[0] ?? Number.NaN);
  return from !== '' && number >= Number(from) && number <= Number(to);
}
