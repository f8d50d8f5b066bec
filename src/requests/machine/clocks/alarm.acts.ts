// Fires alarms: each once, whatever crashes. What is fired, and the letters that tell of it, is one transaction; a letter that
// was taken over by the mail server just before a crash is sent once more under the same Message-ID, rather than not at all.
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { mailServerOf, mailSet } from '../../../people/mail.acts.ts';
import type { PersonDatabase, Tx } from '../../../people/as-person.store.ts';
import type { People } from '../../../people/people.acts.ts';
import type { Person } from '../../../people/person.ts';
import { readSetting } from '../../../people/setting.store.ts';
import { sendLetter, type Letter, type MailServer } from '../../../platform/mail.ts';
import { isLanguage } from '../../../web/language.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { ALARM_HOURS, ALARM_SETTING, alarmsKept, toldFirst, toldNext } from './alarm.ts';
import * as store from './alarm.store.ts';
import { clockById } from './clock.store.ts';

type House = Pick<Installation, 'db' | 'clock' | 'random'>;

/** How many clocks were told of. */
export function fireAlarms(house: House): Promise<number> {
  return house.db.transaction(async (tx) => {
    const now = new Date(house.clock());
    const patience = (await readSetting(tx, ALARM_SETTING, alarmsKept))?.value ?? ALARM_HOURS;
    const escalated = await store.escalateDue(tx, now);
    const fired = await store.fireDue(tx, now, patience);
    if ((await mailSet(tx)) !== undefined) {
      await writeLetters(tx, house, fired, now, (actors, one) => toldFirst(actors, one.desk));
      await writeLetters(tx, house, escalated, now, (actors) => toldNext(actors));
    }
    return new Set([...fired, ...escalated].map(({ clock }) => clock)).size;
  });
}

type Told = (actors: readonly store.CaseActor[], alarm: store.FiredAlarm) => readonly store.CaseActor[];

/** Several alarms of one clock at a time are one letter to each. */
async function writeLetters(
  tx: Tx,
  house: House,
  alarms: readonly store.FiredAlarm[],
  at: Date,
  told: Told,
): Promise<void> {
  const each = new Map(alarms.map((alarm) => [alarm.clock, alarm]));
  for (const alarm of each.values()) {
    const persons = told(await store.actorsOf(tx, alarm), alarm).map(({ person }) => person);
    const letters = [...new Set(persons)].map((person) => ({
      id: newUuid(house.clock, house.random),
      clock: alarm.clock,
      caseId: alarm.caseId,
      person,
    }));
    await store.insertLetters(tx, letters, at);
  }
}

interface Post {
  readonly house: House & Pick<Installation, 'home'>;
  readonly db: PersonDatabase;
  /** In place of the mail server, for tests of crashes. */
  readonly send?: (server: MailServer, letter: Letter) => Promise<void>;
}

/** Four days, as RFC 5321, section 4.5.4.1 has it: a server that is away for a night, or a week-end, loses nothing. */
const TRIES_MAX = 4 * 24 * 4;

/** Sends what waits. Ends quietly when the server does not answer: the next round tries again. How many went. */
export async function sendAlarmLetters(post: Post, signal?: AbortSignal): Promise<number> {
  const { house } = post;
  const set = await mailSet(house.db.kysely);
  if (set === undefined) return 0;
  const server = await mailServerOf(house.home, set);
  const tried: Uuid[] = [];
  let sent = 0;
  for (;;) {
    signal?.throwIfAborted();
    const one = await house.db.transaction((tx) => sendNext(tx, post, { server, site: set.site, tried }));
    if (one === 'none' || one === 'unreachable') return sent;
    if (one === 'sent') sent += 1;
  }
}

async function sendNext(
  tx: Tx,
  { house, db, send = sendLetter }: Post,
  { server, site, tried }: { server: MailServer; site: string; tried: Uuid[] },
): Promise<'sent' | 'dropped' | 'refused' | 'unreachable' | 'none'> {
  const now = new Date(house.clock());
  const letter = await store.nextLetter(tx, now, tried);
  if (letter === undefined) return 'none';
  tried.push(letter.id);
  const tries = letter.tries + 1;
  // Who may not see it any more is told nothing, not even that there is something.
  const isSeen = await db.asPerson(
    letter.person,
    async (own) => (await clockById(own, letter.clock)) !== undefined,
  );
  if (!isSeen) {
    await store.setLetter(tx, letter.id, { givenUpAt: now, isUnwanted: true, tries });
    return 'dropped';
  }
  const language = letter.language !== undefined && isLanguage(letter.language) ? letter.language : 'en';
  const { subject, text } = LANGUAGES[language].timeLimits.letter;
  try {
    const link = new URL(`/time-limits/${letter.clock}`, site).href;
    await send(server, { id: letter.id, to: letter.email, subject, text: text(link) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await store.setLetter(tx, letter.id, { tries, ...(tries >= TRIES_MAX ? { givenUpAt: now } : {}) });
    return error.code === 'notReachable' ? 'unreachable' : 'refused';
  }
  await store.setLetter(tx, letter.id, { sentAt: now, tries });
  return 'sent';
}

/** Says that this person sees to it; nobody else is told any more. False: there was nothing to see to. */
export function seeTo(people: People, person: Person, clock: Uuid): Promise<boolean> {
  const at = new Date(people.clock());
  return people.db.asPerson(person.id, async (tx) => (await store.setSeen(tx, clock, person.id, at)) > 0);
}
