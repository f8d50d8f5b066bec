// The time limits of a case; one of them; and that somebody sees to it.
import { isUuid, type Uuid } from '../../../base/ids.ts';
import { formLabels } from '../../../law/form-labels.store.ts';
import type { Knowledge } from '../../../law/model.ts';
import type { PublishedLaw } from '../../../law/published.acts.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { People } from '../../../people/people.acts.ts';
import type { Person } from '../../../people/person.ts';
import { inCase, signedIn, type PageRoute, type SignedInVisit } from '../../../people/visit.routes.ts';
import type { Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { formOf } from '../../forms/index.ts';
import { itemName } from '../text/item-name.pages.ts';
import { inTongue, letterTongue } from '../text/tongue.ts';
import { requestOf } from '../states/request.store.ts';
import { legalOf } from '../states/wording.store.ts';
import { alarmSettingRoutes } from './alarm-setting.routes.ts';
import { seeTo } from './alarm.acts.ts';
import { isAtDesk } from './alarm.ts';
import { alarmsOfClock, lettersNotSent, waitingAlarms } from './alarm.store.ts';
import { caseClocksPage, clockPage, waitingAlarmsHtml, type ClockLine } from './clock.pages.ts';
import { clockAddress } from './clock-words.pages.ts';
import * as store from './clock.store.ts';
import { awaitedBy } from './awaited.acts.ts';
import { otherwiseToday, type StoredClock } from './stored.ts';

const CLOCKS_MAX = 500;
const ALARMS_MAX = 100;

interface ClockDesk {
  readonly people: People;
  readonly law: PublishedLaw;
}

export function clockRoutes(desk: ClockDesk): PageRoute[] {
  const { people, law } = desk;
  return [
    ...alarmSettingRoutes(people),
    inCase('seeRequests', 'GET', '/cases/:case/time-limits', async (visit) => {
      const { file, person } = visit;
      const list = await people.db.asPerson(person.id, async (tx) =>
        withOwners(tx, await store.clocksOfCase(tx, file.id, CLOCKS_MAX)),
      );
      const now = new Date(people.clock());
      return visit.page(caseClocksPage(visit.frame.say, file, await law.current(), list, now));
    }),
    signedIn('GET', '/time-limits/:clock', (visit) => show(desk, visit)),
    signedIn('POST', '/time-limits/:clock/seen', async (visit) => {
      const id = visit.param('clock');
      if (!isUuid(id) || !(await isThere(people, visit.person, id))) return visit.notFound();
      await seeTo(people, visit.person, id);
      return visit.go(`${clockAddress(id)}?done=seen`);
    }),
  ];
}

async function show({ people, law }: ClockDesk, visit: SignedInVisit): Promise<Response> {
  const id = visit.param('clock');
  if (!isUuid(id)) return visit.notFound();
  const knowledge = await law.current();
  const found = await people.db.asPerson(visit.person.id, async (tx) => {
    const clock = await store.clockById(tx, id);
    const [line] = clock === undefined ? [] : await withOwners(tx, [clock]);
    if (line === undefined) return undefined;
    const events = (await store.eventsOfClocks(tx, [id])).get(id) ?? [];
    return {
      ...line,
      sources: await store.sourcesOf(tx, id),
      alarms: await alarmsOfClock(tx, id),
      notSent: (await lettersNotSent(tx, visit.person.id, [id])).get(id),
      today: otherwiseToday(line.clock, events, knowledge.clocks),
      awaited: await awaitedNames(tx, visit.frame.say, line, knowledge),
    };
  });
  if (found === undefined) return visit.notFound();
  const isSeen = visit.query('done') === 'seen';
  const now = new Date(people.clock());
  return visit.page(clockPage(visit.frame.say, { ...found, law: knowledge, isSeen, now }));
}

/** What a time limit still runs for, as the pages of the request call it. */
async function awaitedNames(
  tx: Tx,
  say: Messages,
  { clock, owner }: ClockLine,
  law: Knowledge,
): Promise<string[]> {
  const numbers = await awaitedBy(tx, clock);
  if (numbers.length === 0 || owner.request === undefined) return [];
  const request = await requestOf(tx, clock.caseId, owner.request);
  const form = formOf(request?.form);
  if (request === undefined || form === undefined) return [];
  const { legal: plain } = await legalOf(tx, form, request, law);
  const legal = inTongue(plain, letterTongue(say, formLabels(say.language.code)).label);
  return numbers.map((n) => itemName(say, { request, legal }, n));
}

function isThere(people: People, person: Person, id: Uuid): Promise<boolean> {
  return people.db.asPerson(person.id, async (tx) => (await store.clockById(tx, id)) !== undefined);
}

async function withOwners(tx: Tx, clocks: readonly StoredClock[]): Promise<ClockLine[]> {
  const owners = await store.ownersOf(
    tx,
    clocks.map(({ id }) => id),
  );
  return clocks.flatMap((clock) => {
    const owner = owners.get(clock.id);
    return owner === undefined ? [] : [{ clock, owner }];
  });
}

/** What My work shows of time limits: of the desks that this person is at, and what nobody reacted to. */
export async function alarmsAtWork(tx: Tx, person: Person): Promise<(say: Messages) => Html> {
  const all = await waitingAlarms(tx, person.id, ALARMS_MAX);
  const own = all.filter(
    ({ role, desk, isEscalated }) =>
      isEscalated || role === 'lead' || isAtDesk({ role, roles: person.roles }, desk),
  );
  return (say) => waitingAlarmsHtml(say, own);
}
