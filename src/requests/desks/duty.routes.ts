// The 24/7 desk on the web: what runs out, what is not yet believed, and the log from shift to shift.
import { isUuid } from '../../base/ids.ts';
import type { PublishedLaw } from '../../law/published.acts.ts';
import type { People } from '../../people/people.acts.ts';
import { casesOfMember } from '../../people/case-member.store.ts';
import { inCase } from '../../people/policy.ts';
import { questionFrame } from '../../people/act.pages.ts';
import { actInAgency, asking } from '../../people/act.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { formTitles } from '../verbs/drafting/request-found.routes.ts';
import * as store from './desk.store.ts';
import { SHIFT_NOTE, type DeskFilter } from './desk.ts';
import { writeNote } from './duty.do.ts';
import { dutyPage, isOpenPromise, SHIFT_LOG, shiftLogPage } from './duty.pages.ts';

const DUTY_LINES = 30;
const CASES = 10;
const NOTE_DAYS = 2;
/** Of the log: a page of it. */
const NOTES = 50;

interface DutyParts {
  readonly people: People;
  readonly law: PublishedLaw;
}

export function dutyRoutes(parts: DutyParts): PageRoute[] {
  const { people } = parts;
  return [
    agency('verifyEmergency', 'GET', '/desk/duty', (visit) => duty(parts, visit)),
    agency('verifyEmergency', 'GET', SHIFT_LOG, (visit) => shiftLog(parts, visit)),
    ...writing(parts),
    agency('verifyEmergency', 'POST', `${SHIFT_LOG}/:note/kept`, async (visit) => {
      const id = visit.param('note');
      const at = new Date(people.clock());
      if (isUuid(id))
        await people.db.asPerson(visit.person.id, (tx) => store.keepPromise(tx, id, visit.person.id, at));
      return visit.go('/desk/duty?done=kept');
    }),
  ];
}

async function duty({ people, law }: DutyParts, visit: SignedInVisit): Promise<Response> {
  const now = new Date(people.clock());
  const titles = formTitles(visit.frame.say, await law.current());
  const since = new Date(now.getTime() - NOTE_DAYS * 86_400_000);
  const { notes, ...found } = await people.db.asPerson(visit.person.id, async (tx) => ({
    unbelieved: await store.notYetBelieved(tx, DUTY_LINES),
    incoming: await store.emergencies(tx, 'incoming', DUTY_LINES),
    outgoing: await store.emergencies(tx, 'outgoing', DUTY_LINES),
    kept: await store.register(tx, OPEN, { after: undefined, limit: DUTY_LINES }),
    cases: (await casesOfMember(tx, visit.person.id, CASES)).filter(
      ({ role }) => inCase(role, 'draftRequest') === 'yes',
    ),
    promises: await store.openPromises(tx),
    notes: await store.shiftNotes(tx, { since, limit: NOTES }),
  }));
  const done = visit.query('done');
  return visit.page(
    dutyPage(visit.frame.say, {
      ...found,
      notes: notes.filter((one) => !isOpenPromise(one)),
      titles,
      most: DUTY_LINES,
      done: done === 'noted' || done === 'kept' ? done : undefined,
      now,
    }),
  );
}

const OPEN: DeskFilter = {
  state: undefined,
  counterpart: undefined,
  urgency: undefined,
  form: undefined,
  isAll: false,
};

/** From shift to shift, as far back as it goes. */
async function shiftLog({ people }: DutyParts, visit: SignedInVisit): Promise<Response> {
  const after = visit.query('after');
  const before = isUuid(after) ? after : undefined;
  const asked = { since: undefined, before, limit: NOTES + 1 };
  const found = await people.db.asPerson(visit.person.id, (tx) => store.shiftNotes(tx, asked));
  const notes = found.slice(0, NOTES);
  const next = found.length > NOTES ? notes.at(-1)?.id : undefined;
  return visit.page(shiftLogPage(visit.frame.say, { notes, next, isLater: before !== undefined }));
}

function writing({ people }: DutyParts): PageRoute[] {
  return actInAgency(people, ['verifyEmergency', `${SHIFT_LOG}/new`], (visit) => {
    const { say } = visit.frame;
    const words = say.desks;
    const crumbs = [
      { words: say.work.title, href: '/' },
      { words: words.names.duty, href: '/desk/duty' },
      { words: words.writeNote },
    ];
    return asking<typeof SHIFT_NOTE>({
      fields: SHIFT_NOTE,
      about: {},
      address: `${SHIFT_LOG}/new`,
      caption: words.writeNote,
      button: words.writeDown,
      frame: questionFrame({ place: 'work', crumbs }),
      act: async (body, id) => {
        await writeNote({ people, person: visit.person }, { ...body, id });
        return '/desk/duty?done=noted';
      },
    });
  });
}
