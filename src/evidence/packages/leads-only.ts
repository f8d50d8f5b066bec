// What came informally is information for an investigation and no evidence: many States' courts do not take it (background
// paper, para 33). A condition says so; only a formal request that was executed cures it, and then an event says that too.
import type { PackagedEvent } from '../events/event.ts';

/** How a condition begins that keeps an exhibit out of court. */
export const LEADS_ONLY = /^for leads only\b/i;

/** The condition that results of informal cooperation arrive with. Signed into the log, so in one language and without names. */
export const RECEIVED_INFORMALLY =
  'For leads only: received informally; not for use as evidence until a formal request for it was executed';

/** `lifted`: those of them that a formal request has lifted. */
export function isForLeadsOnly(conditions: readonly string[], lifted: readonly string[]): boolean {
  return leadsOnlyIn(conditions).some((one) => !lifted.includes(one));
}

export function leadsOnlyIn(conditions: readonly string[]): string[] {
  return conditions.filter((one) => LEADS_ONLY.test(one));
}

interface KeptToLeads {
  /** The event whose condition still binds; undefined: none does. */
  readonly by: PackagedEvent | undefined;
  /** The last event that lifted one. */
  readonly cured: PackagedEvent | undefined;
}

/** As the log tells it, oldest first. A condition that is stated again after it was lifted binds again. */
export function keptToLeads(events: readonly PackagedEvent[]): KeptToLeads {
  const binding = new Map<string, PackagedEvent>();
  let cured: PackagedEvent | undefined;
  for (const one of events) {
    for (const condition of leadsOnlyIn(words(one, 'conditions')))
      if (!isRepeating(one)) binding.set(condition, one);
    for (const condition of one.event.type === 'authorityAdded' ? words(one, 'lifts') : [])
      if (binding.delete(condition)) cured = one;
  }
  return { by: [...binding.values()][0], cured };
}

/** An offer repeats the conditions that go along, and states none. */
function isRepeating({ event }: PackagedEvent): boolean {
  return event.type === 'offered' || event.type === 'disclosed';
}

function words({ event }: PackagedEvent, fact: 'conditions' | 'lifts'): readonly string[] {
  const found = event.facts?.[fact];
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
}
