// What was disclosed to a person: the door that a link and a code open, and behind it that and nothing else. Each look is an event of the
// custody log before anything is shown.
import { createHash } from 'node:crypto';
import { Refusal } from '../base/refusal.ts';
import { recordedEvents } from '../evidence/events/event-rows.store.ts';
import { outsideAnswer, partAnswer, partOf } from '../evidence/exhibits/file-answer.ts';
import { shareFile } from '../evidence/packages/share-file.acts.ts';
import { record } from '../people/people.acts.ts';
import { PASSKEY_STEPS, type PasskeyStep } from '../people/sign-in.acts.ts';
import { deadLinkPage } from '../people/sign-in.pages.ts';
import {
  everybody,
  guarded,
  toReceiver,
  type DisclosureVisit,
  type DoorVisit,
  type Method,
  type PageRoute,
} from '../people/visit.routes.ts';
import {
  disclosedBy,
  disclosedExhibit,
  disclosedFile,
  disclosureBehind,
  enterDisclosure,
  recordReceiverLook,
  takerOfDisclosure,
  type DisclosedExhibit,
} from './disclosed.acts.ts';
import type { Disclosing } from './disclosure.do.ts';
import {
  DISCLOSED,
  disclosedPage,
  exhibitDisclosedPage,
  openPage,
  receiverAccountPage,
} from './disclosed.pages.ts';

const DOOR = '/portal/open/:token';

export function disclosedRoutes(desk: Disclosing): PageRoute[] {
  const { people } = desk;
  return [
    guarded(everybody('GET', DOOR, (visit) => door(desk, visit))),
    guarded(everybody('POST', DOOR, (visit) => enter(desk, visit))),
    toReceiver('GET', DISCLOSED, (visit) => list(desk, visit)),
    toReceiver('GET', `${DISCLOSED}/package`, (visit) => packageFile(desk, visit)),
    ofExhibit(desk, '', (visit, exhibit) => show(desk, visit, exhibit)),
    ofExhibit(desk, '/files/:path{.+}', (visit, exhibit) => fileOf(desk, visit, exhibit)),
    toReceiver('GET', `${DISCLOSED}/account`, (visit) => account(desk, visit)),
    toReceiver('POST', `${DISCLOSED}/account/passkeys/:id/remove`, async (visit) => {
      const { session, caller, disclosure } = visit;
      if (!(await people.signIn.removePasskey(session.person, visit.param('id')))) return visit.notFound();
      const facts = { portal: session.person, disclosure: disclosure.id, address: caller.address };
      await people.operator.transaction((tx) => record(people, tx, { what: 'passkeyRemoved', facts }));
      return visit.go(`${DISCLOSED}/account?done=passkeyRemoved`);
    }),
    step(desk, 'registerOptions', `${DISCLOSED}/passkey/register/options`),
    step(desk, 'register', `${DISCLOSED}/passkey/register`),
  ];
}

function step({ people }: Disclosing, name: PasskeyStep, path: `/portal/disclosed${string}`): PageRoute {
  const { method } = PASSKEY_STEPS[name];
  const open = async (visit: DisclosureVisit): Promise<Response> =>
    people.signIn.passkey(visit.caller, name, method === 'POST' ? await visit.body() : undefined);
  return guarded(toReceiver(method, path, open));
}

/** Whatever was not disclosed to them is not there. */
function ofExhibit(
  { house }: Disclosing,
  path: string,
  open: (visit: DisclosureVisit, exhibit: DisclosedExhibit) => Promise<Response>,
): PageRoute {
  const method: Method = 'GET';
  return toReceiver(method, `${DISCLOSED}/exhibits/:exhibit${path}`, async (visit) => {
    try {
      return await open(visit, await disclosedExhibit(house, visit.disclosure, visit.param('exhibit')));
    } catch (error) {
      if (error instanceof Refusal && error.code === 'notFound') return visit.notFound();
      throw error;
    }
  });
}

async function door({ people }: Disclosing, visit: DoorVisit): Promise<Response> {
  const token = visit.param('token');
  const { say } = visit.frame;
  if ((await disclosureBehind(people, token)) === undefined)
    return visit.page(deadLinkPage(say, say.portal.disclosed.gone), 404);
  return visit.page(openPage(say, token, { isOver: false, errors: {} }));
}

async function enter({ people }: Disclosing, visit: DoorVisit): Promise<Response> {
  const token = visit.param('token');
  const { say } = visit.frame;
  const disclosure = await disclosureBehind(people, token);
  if (disclosure === undefined) return visit.page(deadLinkPage(say, say.portal.disclosed.gone), 404);
  const code = (await visit.form()).get('code') ?? '';
  if (code.trim() === '') {
    const errors = { code: say.portal.disclosed.codeWrong };
    return visit.page(openPage(say, token, { isOver: false, errors }), 422); // nothing was tried
  }
  const entered = await enterDisclosure(people, visit.caller, disclosure, code);
  if (entered.ok) return visit.go(DISCLOSED, entered.cookies);
  const isOver = entered.why === 'over';
  const errors = isOver ? {} : { code: say.portal.disclosed.codeWrong };
  return visit.page(openPage(say, token, { isOver, errors }), 422);
}

/** One look of a session, however often it goes back to the list. */
async function list({ house }: Disclosing, visit: DisclosureVisit): Promise<Response> {
  const { disclosure, session, frame } = visit;
  const found = await disclosedBy(house, disclosure);
  const of = (found?.lines ?? []).map(({ number }) => number);
  const which = createHash('sha256').update(of.join('\n')).digest('hex').slice(0, 16);
  const key = `disclosure-list:${disclosure.id}:${session.id}:${which}`;
  if (of.length > 0) await recordReceiverLook(house, disclosure, { type: 'viewed', of, key });
  const agency = house.identity.actor.organisation;
  return visit.page(disclosedPage(frame.say, { disclosure, agency, found }));
}

async function show(
  { house }: Disclosing,
  visit: DisclosureVisit,
  exhibit: DisclosedExhibit,
): Promise<Response> {
  const { disclosure, frame } = visit;
  const { share, line, id } = exhibit;
  await recordReceiverLook(house, disclosure, { type: 'viewed', of: [line.number] });
  const { files } = await house.store.inventory(id);
  const all = await recordedEvents(house.db.kysely, disclosure.caseId, line.number);
  const until = share.made?.at.getTime() ?? 0;
  const events = all.filter(({ recordedAt }) => recordedAt <= until);
  return visit.page(exhibitDisclosedPage(frame.say, { share, line, files, events }));
}

async function fileOf(
  { house }: Disclosing,
  visit: DisclosureVisit,
  exhibit: DisclosedExhibit,
): Promise<Response> {
  const { disclosure } = visit;
  const { line, id } = exhibit;
  const file = await disclosedFile(house, exhibit, visit.param('path'));
  const kept = { bytes: file.bytes, tag: file.sha256 };
  const range = { range: visit.header('range'), ifRange: visit.header('if-range') };
  if (partOf(range, kept) === 'outside') return outsideAnswer(kept);
  await recordReceiverLook(house, disclosure, {
    type: 'downloaded',
    of: [line.number],
    facts: { files: 1, bytes: file.bytes },
    foundAs: file.path,
  });
  const name = file.path.split('/').at(-1) ?? line.number;
  return partAnswer({ ...kept, ...range, name }, ({ start, end }) =>
    house.store.read(id, file.path, { from: start, to: end + 1 }),
  );
}

async function packageFile({ house }: Disclosing, visit: DisclosureVisit): Promise<Response> {
  const { disclosure } = visit;
  const found = await disclosedBy(house, disclosure);
  // What may not leave any more is in it as it was: then it is given to nobody.
  if (found === undefined || found.lines.length !== disclosure.exhibits.length) return visit.go(DISCLOSED);
  const range = { range: visit.header('range'), ifRange: visit.header('if-range') };
  const answer = await shareFile(house, takerOfDisclosure(disclosure), { share: found.share, range });
  return answer ?? visit.go(DISCLOSED);
}

async function account({ people }: Disclosing, visit: DisclosureVisit): Promise<Response> {
  const { session, frame, disclosure } = visit;
  const { account: words } = frame.say;
  const name = visit.query('done');
  const notice =
    name === 'passkey' ? words.passkeyAdded : name === 'passkeyRemoved' ? words.passkeyRemoved : undefined;
  const passkeys = await people.signIn.passkeys(session.person);
  return visit.page(receiverAccountPage(frame.say, disclosure, { passkeys, notice }));
}
