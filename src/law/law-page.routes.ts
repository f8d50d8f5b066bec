// How a page of the law opens: on a day, from what is published now, with the history of its record.
import type { Clock } from '../base/time.ts';
import type { People } from '../people/people.acts.ts';
import { signedIn, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { html, nothing } from '../web/html.ts';
import { dayGiven, hasDayParts } from '../web/day-field.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { errorSummary } from '../web/parts.ts';
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
      const plain = plainAddress(visit);
      if (plain !== undefined) return visit.go(plain);
      const on = dayOf(visit, rooms.people.clock);
      const shown = await show(knowledgeOn(await rooms.law.current(), on.day), visit, on);
      if (shown === undefined) return visit.notFound();
      const view = on.wrong === undefined ? shown : withError(shown, visit.frame.say, on.wrong);
      return visit.page(about === undefined ? view : await withHistory(rooms, visit, view, about(visit)));
    });
}

function withError(view: View, say: Messages, wrong: string): View {
  const main = html`${errorSummary(say, { on: say.law.dayWrong(wrong) })} ${view.main}`;
  return { ...view, main, hasErrors: true };
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

const ASKED_MAX = 60;

/** A day that was given in its three fields is one word in the address: what is shared and kept. Undefined: it is so. */
export function plainAddress(visit: SignedInVisit): string | undefined {
  const params = visit.queries();
  const day = dayGiven(params, 'on');
  if (!hasDayParts(params, 'on') || (day !== '' && !isDay(day))) return undefined;
  for (const name of ['on', 'on.day', 'on.month', 'on.year']) params.delete(name);
  if (day !== '') params.set('on', day);
  const query = params.toString();
  return `${new URL(visit.request().url).pathname}${query === '' ? '' : `?${query}`}`;
}

/** The day that the address asks for, `?on=2026-08-18`; else today, in the time zone of the law's clock: UTC. */
function dayOf(visit: SignedInVisit, clock: Clock): OnDay {
  const today = new Date(clock()).toISOString().slice(0, 10);
  const asked = dayGiven(visit.queries(), 'on').slice(0, ASKED_MAX);
  if (asked === '' || asked === today) return { day: today, suffix: '' };
  if (!isDay(asked)) return { day: today, suffix: '', wrong: asked };
  return { day: asked, suffix: `?on=${asked}` };
}
