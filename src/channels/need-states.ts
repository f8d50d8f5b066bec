// The States, days and kinds of data of a need: what is no State is refused, what is part of one is planned as that one.
import { Refusal } from '../base/refusal.ts';
import { isDay, type Day } from '../law/day.ts';
import { cited, territoryOf } from '../law/look-up.ts';
import type { Fact, Knowledge } from '../law/model.ts';
import { tell } from '../law/sentence.ts';
import { isStateCode, type StateCode } from '../law/states.ts';
import { refuseDomestic, type Need } from './need.ts';

/** What is part of a State is planned as that State. */
export function ofStates(need: Need, knowledge: Knowledge): Need {
  const whole = (code: StateCode): StateCode => {
    const found = territoryOf(knowledge, code);
    return found?.is === 'part' ? found.of : code;
  };
  const maybe = (code: StateCode | undefined): StateCode | undefined => code && whole(code);
  const { from, to, personIn, holder, dataLocation } = need;
  const named = [
    from,
    to,
    personIn,
    holder.addressee,
    ...(dataLocation.kind === 'known' ? [dataLocation.state] : []),
  ];
  if (named.every((code) => code === undefined || whole(code) === code)) return need;
  return {
    ...need,
    from: whole(from),
    to: maybe(to),
    personIn: maybe(personIn),
    holder: { ...holder, addressee: maybe(holder.addressee) },
    dataLocation:
      dataLocation.kind === 'known' ? { ...dataLocation, state: whole(dataLocation.state) } : dataLocation,
  };
}

export function territoryNotes(knowledge: Knowledge, { from, to }: Need): Fact[] {
  return [from, to].flatMap((code) => {
    const found = code === undefined ? undefined : territoryOf(knowledge, code);
    if (found === undefined) return [];
    const [who, of] = [{ state: found.state }, { state: found.of }];
    return [{ ...cited(found), text: tell(found.is === 'part' ? 'plannedAs' : 'territoryNote', who, of) }];
  });
}

export function refuseWrong(need: Need, knowledge: Knowledge, day: Day): void {
  refuseDomestic(need);
  for (const state of [need.from, need.to, need.personIn, need.holder.addressee])
    if (state !== undefined && !isStateCode(state))
      throw new Refusal('badInput.stateCode', { found: `'${state}'` });
  for (const date of [day, need.deadline])
    if (date !== undefined && !isDay(date)) throw new Refusal('badInput.day', { found: `'${date}'` });
  for (const category of need.categories)
    if (!Object.hasOwn(knowledge.categoryWords, category))
      throw new Refusal('badInput.dataCategory', { found: `'${category}'` });
  if (need.categories.length === 0) throw new Refusal('badInput.dataCategory', { found: '–' });
}
