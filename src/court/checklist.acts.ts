// The checklist of an exhibit that is held here: seen by a person, which the log records, or asked for at the terminal.
import type { Clock } from '../base/time.ts';
import type { AdmissibilityRule } from '../law/model.ts';
import type { PublishedLaw } from '../law/published.acts.ts';
import type { PersonDatabase } from '../people/as-person.store.ts';
import { eventsOf } from '../evidence/events/recorded-event.acts.ts';
import { viewExhibit, type ViewedExhibit } from '../evidence/desks/exhibit-view.acts.ts';
import type { Viewer } from '../evidence/exhibits/exhibit-act.acts.ts';
import { findExhibit } from '../evidence/exhibits/exhibit.store.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { CourtOf, PackagedCourtRule } from '../evidence/packages/package-contents.ts';
import { isUnbroken } from '../evidence/events/event.ts';
import { describeEvent } from '../evidence/packages/package-describe.acts.ts';
import { checklistFor, rulesOf, type Checklist } from './checklist.ts';
import type { LoggedExhibit, Standing } from './custody-facts.ts';

/** What the view is recorded as. */
const PURPOSE = 'use in court';

interface SeenForCourt {
  readonly viewed: ViewedExhibit;
  readonly logged: LoggedExhibit;
}

/** Undefined when this person's case has no such exhibit; then nothing is recorded. */
export async function seeForCourt(
  house: Installation,
  db: PersonDatabase,
  viewer: Viewer,
  number: string,
): Promise<SeenForCourt | undefined> {
  const viewed = await viewExhibit(house, db, { ...viewer, purpose: PURPOSE }, number);
  if (viewed === undefined) return undefined;
  const { exhibit, events, isUnbroken: isWhole } = viewed;
  const { title, bytes, sha256 } = exhibit;
  return { viewed, logged: { number, title, bytes, sha256, events, isUnbroken: isWhole } };
}

/** By the hand of the system. Throws Refusal notFound. */
export async function loggedExhibit(house: Installation, number: string): Promise<LoggedExhibit> {
  const { title, bytes, sha256 } = await findExhibit(house.db.kysely, number);
  const events = (await eventsOf(house, number)).map(describeEvent);
  return { number, title, bytes, sha256, events, isUnbroken: isUnbroken(events) };
}

/** For the report of a package: what the receiver's courts ask, held against what goes along. */
export function courtOfPackages(law: PublishedLaw, clock: Clock): CourtOf {
  return async (exhibits, state) => {
    const knowledge = await law.current();
    const day = new Date(clock()).toISOString().slice(0, 10);
    const lists = exhibits.map(({ number, title, bytes, digests, events }) => {
      const { sha256 } = digests;
      const logged = { number, title, bytes, sha256, events, isUnbroken: isUnbroken(events) };
      return { number, list: checklistFor(logged, state, knowledge, day) };
    });
    return { state, rules: rulesOf(state, knowledge, day).map((rule) => packaged(rule, lists)) };
  };
}

function packaged(
  rule: AdmissibilityRule,
  lists: readonly { readonly number: string; readonly list: Checklist }[],
): PackagedCourtRule {
  const { certificate, law, provision } = rule;
  const numbersThat = (i: number, standing: Standing): string[] =>
    lists.flatMap(({ number, list }) =>
      list.rules.find((one) => one.rule.id === rule.id)?.asked[i]?.standing === standing ? [number] : [],
    );
  return {
    law,
    provision,
    asked: rule.requirements.map((text, i) => ({
      text,
      met: numbersThat(i, 'met'),
      missing: numbersThat(i, 'missing'),
      cannotTell: numbersThat(i, 'cannotTell'),
    })),
    ...(certificate && {
      certificate: [certificate.needed, certificate.signatory].filter((one) => one !== undefined).join('; '),
    }),
  };
}
