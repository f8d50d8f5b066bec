// How a page of the law opens: on a day, from what is published now, with the history of its record.
import type { Clock } from '../base/time.ts';
import type { People } from '../people/people.acts.ts';
import { signedIn, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { html, nothing } from '../web/html.ts';
import type { View } from '../web/page.ts';
import { recordRail } from './changes.pages.ts';
import { mayEdit } from './changes.routes.ts';
import { isDay } from './day.ts';
import type { OnDay } from './fact.pages.ts';
import type { Knowledge } from './model.ts';
import { knowledgeOn } from './on-day.ts';
import type { Editing } from './proposal.acts.ts';
import { proposals, type Proposal } from './proposal.store.ts';

/** Where the law is read: what is published now, and by whom. */
export interface LawRooms extends Editing {
  readonly people: People;
}

type Shown = View | undefined;
type Show = (knowledge: Knowledge, visit: SignedInVisit, on: OnDay) => Shown | Promise<Shown>;

/** `about`: the record of which the page is, for its history in the rail. */
export function opener(rooms: LawRooms) {
  return (path: string, show: Show, about?: (visit: SignedInVisit) => string): PageRoute =>
    signedIn('GET', path, async (visit) => {
      const on = dayOf(visit, rooms.people.clock);
      const view = await show(knowledgeOn(await rooms.law.current(), on.day), visit, on);
      if (view === undefined) return visit.notFound();
      return visit.page(about === undefined ? view : await withHistory(rooms, visit, view, about(visit)));
    });
}

export function of(kind: string): (visit: SignedInVisit) => string {
  return (visit) => `${kind} ${visit.param(kind)}`;
}

const HISTORY = 20;

async function withHistory(rooms: LawRooms, visit: SignedInVisit, view: View, record: string): Promise<View> {
  const { say } = visit.frame;
  // A treaty and who is bound by it are one page and two records.
  const names = record.startsWith('instrument ')
    ? [record, record.replace('instrument', 'parties')]
    : [record];
  const history = await rooms.people.db.asPerson(visit.person.id, async (tx) => {
    const all: Proposal[] = [];
    for (const name of names)
      all.push(
        ...(await proposals(tx, {
          record: name,
          outcome: 'published',
          order: 'newestFirst',
          limit: HISTORY,
        })),
      );
    return all;
  });
  const isUnconfirmedForm = (await rooms.law.current()).forms.some(
    ({ id, confidence }) => record === `form ${id}` && confidence !== 'confirmed',
  );
  return {
    ...view,
    aside: html`${view.aside ?? nothing}${recordRail(say, record, history, { mayEdit: mayEdit(visit), isUnconfirmedForm })}`,
  };
}

/** The day that the address asks for, `?on=2026-08-18`; else today, in the time zone of the law's clock: UTC. */
function dayOf(visit: SignedInVisit, clock: Clock): OnDay {
  const today = new Date(clock()).toISOString().slice(0, 10);
  const asked = visit.query('on').trim().slice(0, 20);
  if (asked === '' || asked === today) return { day: today, isToday: true, suffix: '' };
  if (!isDay(asked)) return { day: today, isToday: true, suffix: '', wrong: asked };
  return { day: asked, isToday: false, suffix: `?on=${asked}` };
}
