// Evidence by line on the web: offering a package of a case to a peer, and answering what a peer offers.
import { isUuid, newUuid } from '../base/ids.ts';
import { answerConsent, askConsent, consentsOf } from './consent.acts.ts';
import { offersOfPackage } from '../evidence/custody/passing.store.ts';
import { incomingById } from '../evidence/packages/incoming.store.ts';
import { shareById } from '../evidence/packages/share.store.ts';
import { stateOf, type SharedPackage } from '../evidence/packages/share.ts';
import {
  caseOfMember,
  caseOfMemberById,
  casesOfMember,
  type CaseOfMember,
} from '../people/case-member.store.ts';
import { inCase as may } from '../people/policy.ts';
import {
  agency,
  inCase,
  type CaseVisit,
  type PageRoute,
  type SignedInVisit,
} from '../people/visit.routes.ts';
import type { Errors } from '../web/parts.ts';
import { keysOrNone, peersOf, type ExchangeDesk } from './exchange-desk.routes.ts';
import { linesOf } from './peer-document.acts.ts';
import { callBackOffer, offerPackage } from './offer.acts.ts';
import { offeredPage, OFFERS, packageOfferPage, type OfferSeen } from './offer.pages.ts';
import { acceptOffer, rejectOffer, saidIn, takeOffer, type SaidOffer } from './offered.acts.ts';
import { offersOf, theirOfferById, theirOffers, type OfferFile } from './offer.store.ts';

const CASES_MAX = 200;
const REASON_MAX = 1000;
const TO_MAX = 200;
const WHY_MAX = 4000;

export function offerRoutes(desk: ExchangeDesk): PageRoute[] {
  const asked = `${OFFERS}/:message` as const;
  const ofPackage = '/cases/:case/packages/:id/exchange' as const;
  return [
    agency('handleRequests', 'GET', asked, (visit) => show(desk, visit, {})),
    agency('handleRequests', 'POST', asked, (visit) => answer(desk, visit)),
    inCase('seePackages', 'GET', ofPackage, (visit) => showPackage(desk, visit, {})),
    inCase('shareEvidence', 'POST', ofPackage, (visit) => offer(desk, visit)),
  ];
}

/** Those that wait for an answer, the newest first. */
export async function offersHere(desk: ExchangeDesk): Promise<(OfferSeen & { readonly said: SaidOffer })[]> {
  const files = await theirOffers(desk.house.db.kysely);
  const all = await Promise.all(
    files.map(async (file) => ({ ...(await seen(desk, file)), said: saidIn(file) })),
  );
  return all.filter(({ custody }) => custody.some(({ state }) => state === 'desk'));
}

async function seen({ house }: ExchangeDesk, file: OfferFile): Promise<OfferSeen> {
  return { file, custody: await offersOfPackage(house.db.kysely, file) };
}

async function show(desk: ExchangeDesk, visit: SignedInVisit, errors: Errors): Promise<Response> {
  const { people, house } = desk;
  const { person, frame } = visit;
  const id = visit.param('message');
  const file = isUuid(id) ? await theirOfferById(house.db.kysely, id) : undefined;
  if (file === undefined) return visit.notFound();
  const { intoFile, arrivesAs } = file;
  const found = await people.db.asPerson(person.id, async (tx) => ({
    cases: await casesOfMember(tx, person.id, CASES_MAX),
    into: intoFile && (await caseOfMemberById(tx, intoFile, person.id)),
    incoming: intoFile && arrivesAs && (await incomingById(tx, intoFile, arrivesAs)),
  }));
  const page = offeredPage(frame.say, {
    ...(await seen(desk, file)),
    said: saidIn(file),
    cases: found.cases.filter(({ role, isClosed }) => !isClosed && may(role, 'addEvidence') === 'yes'),
    into: found.into,
    consents: await consentsOf(house.db.kysely, file),
    asking:
      mayAsk(found.into) && found.incoming?.exhibits !== undefined
        ? { address: `${OFFERS}/${file.id}`, id: newUuid(house.clock, house.random), errors }
        : undefined,
    isImported: found.incoming?.exhibits !== undefined,
    errors,
  });
  return visit.page(page, Object.keys(errors).length > 0 ? 422 : 200);
}

async function answer(desk: ExchangeDesk, visit: SignedInVisit): Promise<Response> {
  const { people, house } = desk;
  const { person, frame } = visit;
  const id = visit.param('message');
  const given = await visit.form();
  const acting = { house, people, person };
  if (!isUuid(id)) return visit.notFound();
  switch (given.get('act')) {
    case 'take': {
      const reference = given.get('case') ?? '';
      const file = await people.db.asPerson(person.id, (tx) => caseOfMember(tx, reference, person.id));
      if (file === undefined) return show(desk, visit, { case: frame.say.exchange.arrivals.chooseCase });
      await takeOffer(acting, id, file);
      break;
    }
    case 'accept':
      await acceptOffer(acting, id);
      break;
    case 'consent': {
      const [to, text] = [
        (given.get('to') ?? '').trim(),
        (given.get('why') ?? '').replaceAll('\r\n', '\n').trim(),
      ];
      const once = given.get('id') ?? '';
      if (to === '' || to.length > TO_MAX || text === '' || text.length > WHY_MAX || !isUuid(once))
        return show(desk, visit, { to: frame.say.exchange.consent.wrong });
      const offer = await theirOfferById(house.db.kysely, id);
      const keys = await keysOrNone(desk);
      const into = offer?.intoFile;
      const file =
        into && (await people.db.asPerson(person.id, (tx) => caseOfMemberById(tx, into, person.id)));
      if (!offer || !file || keys === undefined) return visit.notFound();
      const said = { to, text, language: frame.say.language.code, id: once };
      await askConsent({ house, keys, by: { person, file } }, offer, said);
      break;
    }
    case 'reject': {
      const reason = (given.get('reason') ?? '').trim();
      if (reason === '' || reason.length > REASON_MAX)
        return show(desk, visit, { reason: frame.say.exchange.offers.reasonWrong });
      await rejectOffer(acting, id, reason);
      break;
    }
    default:
      return visit.notFound();
  }
  return visit.go(`${OFFERS}/${id}`);
}

const mayAsk = (file: Pick<CaseOfMember, 'role'> | undefined): boolean =>
  file !== undefined && may(file.role, 'shareEvidence') !== 'no';

async function shareOf({ people }: ExchangeDesk, visit: CaseVisit): Promise<SharedPackage | undefined> {
  const { person, file } = visit;
  const id = visit.param('id');
  return people.db.asPerson(person.id, (tx) => shareById(tx, file.id, isUuid(id) ? id : file.id));
}

async function showPackage(desk: ExchangeDesk, visit: CaseVisit, errors: Errors): Promise<Response> {
  const { house } = desk;
  const { file, frame } = visit;
  const share = await shareOf(desk, visit);
  if (share === undefined) return visit.go(`/cases/${file.reference}/packages`);
  const lines = await linesOf(house.db.kysely);
  const offers = await Promise.all(
    (await offersOf(house.db.kysely, share.id)).map(async (one) => ({
      ...(await seen(desk, one)),
      consents: await consentsOf(house.db.kysely, one),
      agency: lines.find(({ peer }) => peer.origin === one.peerOrigin)?.peer.agency ?? one.peerOrigin,
    })),
  );
  const canBe = share.handsOver === 'custody' && stateOf(share) === 'made';
  const page = packageOfferPage(frame.say, {
    file,
    share,
    offers,
    peers: canBe ? await peersOf(house, share.receiver.state) : [],
    mayAct: may(file.role, 'shareEvidence') !== 'no',
    errors,
  });
  return visit.page(page, Object.keys(errors).length > 0 ? 422 : 200);
}

async function offer(desk: ExchangeDesk, visit: CaseVisit): Promise<Response> {
  const { house } = desk;
  const { person, file, frame } = visit;
  const share = await shareOf(desk, visit);
  const keys = await keysOrNone(desk);
  if (share === undefined || keys === undefined) return visit.go(`/cases/${file.reference}/packages`);
  const given = await visit.form();
  const [back, peer] = [given.get('callBack'), given.get('peer')];
  const by = { person, file };
  const consent = given.get('consent');
  if (consent !== null) {
    const text = (given.get('reason') ?? '').replaceAll('\r\n', '\n').trim();
    const refuses = given.has('refuses');
    if (refuses && (text === '' || text.length > REASON_MAX))
      return showPackage(desk, visit, { reason: frame.say.exchange.offers.reasonWrong });
    const refused = refuses ? { text, language: frame.say.language.code } : undefined;
    for (const one of await offersOf(house.db.kysely, share.id))
      if ((await consentsOf(house.db.kysely, one)).some(({ of }) => of === consent))
        await answerConsent({ house, keys, by }, one, consent, refused);
  } else if (back !== null) await callBackOffer(house, keys, by, { share, peer: back });
  else if (peer === null) return showPackage(desk, visit, { peer: frame.say.exchange.offers.choosePeer });
  else await offerPackage(house, by, { share, peer });
  return visit.go(`/cases/${file.reference}/packages/${share.id}/exchange`);
}
