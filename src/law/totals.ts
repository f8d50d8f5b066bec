// Party lists are counted: against what the depositary publishes, and against the file's own totals.
import { dayAgainst, firstDay, lastDay, type PartialDate } from './day.ts';
import type { LawFiles } from './files.ts';
import type { PartyStatus } from './model.ts';
import type { Fault } from './references.ts';
import type { Path } from './yaml-file.ts';

type Entry = LawFiles['parties.yaml']['instruments'][number];
type Total = NonNullable<Entry['published_total']>;

/** Which records each published figure counts. Who has ratified has signed; who is party has done more than sign. */
const COUNTED: {
  readonly [figure in 'parties' | 'signatures' | 'signatories' | 'ratifications']: readonly PartyStatus[];
} = {
  parties: ['party'],
  ratifications: ['ratified', 'party'],
  signatures: ['signatory', 'ratified', 'party'],
  signatories: ['signatory', 'ratified', 'party'],
};

export function checkTotals(file: LawFiles['parties.yaml'], fault: Fault): void {
  const own = ownTotals(file);
  file.instruments.forEach((entry, i) => {
    checkListed(entry, (path, message) =>
      fault('parties.yaml', ['instruments', i, 'groups', ...path], message),
    );
    if (entry.published_total !== undefined)
      checkPublished(entry, entry.published_total, (message) =>
        fault('parties.yaml', ['instruments', i, 'published_total'], message),
      );
  });
  for (const key of [
    'state_records_confirmed',
    'state_records_recalled',
    'organisation_records_confirmed',
  ] as const)
    if (file.totals[key] !== own[key])
      fault('parties.yaml', ['totals', key], `${key} says ${file.totals[key]}, the lists have ${own[key]}`);
}

type Period = readonly [since: PartialDate | undefined, until: PartialDate | undefined];

/** Each State once; twice only where it left and came back. Dates are of States in the list. */
function checkListed(entry: Entry, fault: (path: Path, message: string) => void): void {
  const seen = new Map<string, Period[]>();
  entry.groups.forEach((group, g) => {
    group.states.forEach((state, s) => {
      const period: Period = [group.entry_into_force?.[state], group.until?.[state]];
      const before = seen.get(state) ?? [];
      if (before.some((one) => !follows(one, period) && !follows(period, one)))
        fault([g, 'states', s], `${state} is listed twice for ${entry.instrument}`);
      seen.set(state, [...before, period]);
      if (isReversed(period)) fault([g, 'until', state], `${state} leaves before it is bound`);
    });
    for (const key of ['entry_into_force', 'until', 'own'] as const)
      for (const state of Object.keys(group[key] ?? {}))
        if (!group.states.includes(state))
          fault(
            [g, key, state],
            `${state} has ${key === 'own' ? 'a source of its own' : 'a date'} but is not in the list`,
          );
    if (group.until !== undefined && group.status !== 'party' && group.status !== 'bound')
      fault([g, 'until'], `only who is bound can leave; the status is ${group.status}`);
  });
}

function follows([, until]: Period, [since]: Period): boolean {
  return until !== undefined && since !== undefined && firstDay(since) >= firstDay(until);
}

function isReversed([since, until]: Period): boolean {
  return since !== undefined && until !== undefined && lastDay(until) <= firstDay(since);
}

/** What the head of the file is to say. */
export function ownTotals(file: LawFiles['parties.yaml']): LawFiles['parties.yaml']['totals'] {
  const own = { state_records_confirmed: 0, state_records_recalled: 0, organisation_records_confirmed: 0 };
  for (const { states, confidence, organisations = [] } of file.instruments.flatMap(({ groups }) => groups)) {
    if (confidence === 'confirmed') own.organisation_records_confirmed += organisations.length;
    own[confidence === 'confirmed' ? 'state_records_confirmed' : 'state_records_recalled'] += states.length;
  }
  return own;
}

function checkPublished(entry: Entry, total: Total, fault: (message: string) => void): void {
  for (const figure of Object.keys(COUNTED) as (keyof typeof COUNTED)[]) {
    const published = total[figure]; // own keys of the constant
    if (published === undefined) continue;
    const groups = entry.groups.filter(({ status }) => COUNTED[figure].includes(status));
    const listed = groups.reduce(
      (sum, { states, organisations = [] }) => sum + states.length + organisations.length,
      0,
    );
    const later = (total.later ?? []).filter((state) =>
      groups.some(({ states }) => states.includes(state)),
    ).length;
    const left = groups
      .flatMap(({ until }) => Object.values(until ?? {}))
      .filter((day) => dayAgainst(lastDay(total.as_of), day) === 'onOrAfter').length;
    const counted = listed - later - left + (total.unidentified ?? 0);
    if (counted !== published)
      fault(
        `${published} ${figure} published for ${entry.instrument}; ${listed} are listed` +
          (left > 0 ? `, ${left} of them had left` : '') +
          (later > 0 ? `, ${later} of them later` : '') +
          (total.unidentified === undefined ? '' : `, ${total.unidentified} said to be unidentified`),
      );
  }
}
