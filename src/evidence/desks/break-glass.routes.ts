// Access in an emergency: for whoever may ask and decide, and for auditors.
import { isUuid } from '../../base/ids.ts';
import { isCaseReference } from '../../cases/case.ts';
import { GLASS_HOURS, GLASS_REASON_LENGTH_MAX, type GlassRequest } from '../../people/break-glass.ts';
import { allGlass, ownGlass, waitingGlass } from '../../people/break-glass.store.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import { record, type People } from '../../people/people.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import type { Messages } from '../../web/messages.ts';
import { askToOpen, confirmToOpen, declineToOpen } from './break-glass.acts.ts';
import * as pages from './break-glass.pages.ts';
import { formLine } from '../../web/form-line.ts';
import type { Installation } from '../log/installation.acts.ts';

const HOME = '/break-glass';
const LISTED = 100;
const reasonText = formLine(GLASS_REASON_LENGTH_MAX);
const REFERENCE_LENGTH_MAX = 40;

export function breakGlassRoutes(house: Installation, people: People): PageRoute[] {
  return [
    agency('breakGlass', 'GET', HOME, (visit) => list(people, visit)),
    agency('breakGlass', 'GET', `${HOME}/ask`, (visit) => {
      const given = { key: keyOf(people, visit.queries()), reference: '', reason: '', hours: '' };
      return visit.page(pages.referencePage(visit.frame.say, { given, errors: {} }));
    }),
    agency('breakGlass', 'POST', `${HOME}/ask`, (visit) => step(people, visit, 'reference')),
    agency('breakGlass', 'POST', `${HOME}/ask/reason`, (visit) => step(people, visit, 'reason')),
    agency('breakGlass', 'POST', `${HOME}/ask/hours`, (visit) => step(people, visit, 'hours')),
    agency('breakGlass', 'POST', `${HOME}/ask/send`, (visit) => send(people, visit)),
    agency('breakGlass', 'GET', `${HOME}/:id`, async (visit) => {
      const found = await toDecide(people, visit);
      if (found === undefined) return visit.notFound();
      return visit.page(pages.decideGlassPage(visit.frame.say, found, {}));
    }),
    agency('breakGlass', 'POST', `${HOME}/:id`, (visit) => decide(house, people, visit)),
    agency('breakGlass', 'POST', `${HOME}/:id/decline`, async (visit) => {
      const id = visit.param('id');
      if (!isUuid(id)) return visit.notFound();
      await declineToOpen(people, visit.person, id);
      return visit.go(`${HOME}?done=declined`);
    }),
    agency('seeAudit', 'GET', '/audit/break-glass', (visit) => audit(people, visit)),
  ];
}

async function list(people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const now = new Date(people.clock());
  const found = await people.db.asPerson(visit.person.id, async (tx) => ({
    waiting: (await waitingGlass(tx, now)).filter(({ askedBy }) => askedBy.id !== visit.person.id),
    own: await ownGlass(tx, visit.person.id, now),
  }));
  const notices: { readonly [name: string]: string } = {
    sent: say.glass.sent,
    confirmed: say.glass.confirmed,
    declined: say.glass.declined,
  };
  const done = visit.query('done');
  const notice = Object.hasOwn(notices, done) ? notices[done] : undefined;
  return visit.page(pages.glassPage(say, { ...found, now, notice }));
}

type Step = 'reference' | 'reason' | 'hours';

/** Takes the answer to one question and asks the next that has none, or shows all of them. `again`: asked to change it. */
async function step(people: People, visit: SignedInVisit, asked: Step): Promise<Response> {
  const { say } = visit.frame;
  const { given, isAgain } = await read(people, visit);
  const show = { reference: pages.referencePage, reason: pages.reasonPage, hours: pages.hoursPage };
  if (isAgain) return visit.page(show[asked](say, { given, errors: {} }));
  const errors = wrong(say, given);
  const error = errors[asked];
  if (error !== undefined) return visit.page(show[asked](say, { given, errors: { [asked]: error } }), 422);
  const next = (['reference', 'reason', 'hours'] as const).find((one) => errors[one] !== undefined);
  return visit.page(
    next === undefined ? pages.checkGlassPage(say, given) : show[next](say, { given, errors: {} }),
  );
}

async function send(people: People, visit: SignedInVisit): Promise<Response> {
  const { given } = await read(people, visit);
  if (Object.keys(wrong(visit.frame.say, given)).length > 0) return visit.go(`${HOME}/ask`);
  const { key, reference, reason, hours } = given;
  const asked = { id: idOfForm(people, visit, key), reference, reason, hours: Number(hours) };
  await askToOpen(people, visit.person, asked);
  return visit.go(`${HOME}?done=sent`);
}

async function read(
  people: People,
  visit: SignedInVisit,
): Promise<{ given: pages.GlassForm; isAgain: boolean }> {
  const fields = await visit.form();
  const text = (name: string, max: number): string => (fields.get(name) ?? '').trim().slice(0, max + 1);
  const given = {
    key: keyOf(people, fields),
    reference: text('reference', REFERENCE_LENGTH_MAX).toUpperCase(),
    reason: text('reason', GLASS_REASON_LENGTH_MAX).replaceAll(/\s+/g, ' '),
    hours: text('hours', 2),
  };
  return { given, isAgain: fields.get('again') === 'yes' };
}

/** What is not yet answered, or not in its form. */
function wrong(say: Messages, given: pages.GlassForm): { [field in Step]?: string } {
  const words = say.glass;
  const isReference = given.reference.length <= REFERENCE_LENGTH_MAX && isCaseReference(given.reference);
  const isReason = given.reason !== '' && reasonText.safeParse(given.reason).success;
  const isTooLong = given.reason.length > GLASS_REASON_LENGTH_MAX;
  return {
    ...(isReference ? {} : { reference: words.referenceForm }),
    ...(isReason
      ? {}
      : {
          reason: isTooLong
            ? say.form.tooLong(words.reasonLabel, GLASS_REASON_LENGTH_MAX)
            : say.form.needed(words.reasonWhat),
        }),
    ...(GLASS_HOURS.some((hours) => String(hours) === given.hours) ? {} : { hours: say.form.choose }),
  };
}

/** One that waits, of somebody else. */
async function toDecide(people: People, visit: SignedInVisit): Promise<GlassRequest | undefined> {
  const now = new Date(people.clock());
  const waiting = await people.db.asPerson(visit.person.id, (tx) => waitingGlass(tx, now));
  return waiting.find(({ id, askedBy }) => id === visit.param('id') && askedBy.id !== visit.person.id);
}

async function decide(house: Installation, people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const found = await toDecide(people, visit);
  if (found === undefined) return visit.notFound();
  const answer = (await visit.form()).get('answer');
  if (answer !== 'yes' && answer !== 'no')
    return visit.page(pages.decideGlassPage(say, found, { answer: say.form.choose }), 422);
  if (answer === 'yes') await confirmToOpen(house, people, visit.person, found.id);
  else await declineToOpen(people, visit.person, found.id);
  return visit.go(`${HOME}?done=${answer === 'yes' ? 'confirmed' : 'declined'}`);
}

async function audit(people: People, visit: SignedInVisit): Promise<Response> {
  const cursor = visit.query('before');
  const found = await people.db.asPerson(visit.person.id, async (tx) => {
    await record(people, tx, {
      what: 'auditLooked',
      by: visit.person.id,
      facts: { list: 'breakGlass' },
    });
    return allGlass(tx, isUuid(cursor) ? cursor : undefined, LISTED + 1);
  });
  const lines = found.slice(0, LISTED);
  const before = found.length > LISTED ? lines.at(-1)?.id : undefined;
  return visit.page(pages.glassAuditPage(visit.frame.say, { lines, before, now: new Date(people.clock()) }));
}
