// Evidence by line on the web: offering a package of a case to a peer, and answering what a peer offers.
import { isUuid } from '../base/ids.ts';
import { offersOfPackage } from '../evidence/custody/passing.store.ts';
import { incomingById } from '../evidence/packages/incoming.store.ts';
import { shareById } from '../evidence/packages/share.store.ts';
import { stateOf, type SharedPackage } from '../evidence/packages/share.ts';
import { actInCase } from '../cases/case-act.routes.ts';
import { packageCrumbs } from '../evidence/packages/share-list.pages.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actRoutes, asking, type AnyAct } from '../people/act.routes.ts';
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
import { readAll } from '../web/fields/field.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { keysOrNone, peerNames, peersOf, type ExchangeDesk } from './exchange-desk.routes.ts';
import { caseOfConversation } from './conversation.store.ts';
import { linesOf } from './peer-document.acts.ts';
import { ARRIVALS } from './desk.pages.ts';
import { changesOf, conditionsToChange } from './condition-change.acts.ts';
import { changingCondition } from './condition-change.routes.ts';
import { answerConsent, askConsent, consentsOf, giveNotice, noticesOf } from './consent.acts.ts';
import {
  CONSENT,
  NOTICE,
  CONSENT_REFUSED,
  OFFERED,
  REJECTED_OFFER,
  TAKEN_OFFER,
  type PeerToAsk,
} from './exchange-asks.ts';
import { callBackOffer, offerPackage } from './offer.acts.ts';
import { fitsMail } from './by-mail.acts.ts';
import { offeredPage, OFFERS, packageOfferPage, type OfferSeen } from './offer.pages.ts';
import { acceptOffer, rejectOffer, saidIn, takeOffer, type SaidOffer } from './offered.acts.ts';
import type { PageOf } from './arrival.store.ts';
import { offersOf, theirOfferById, type OfferFile } from './offer.store.ts';
import { offersAtDesk } from './offers-waiting.store.ts';

const CASES_MAX = 200;

export function offerRoutes(desk: ExchangeDesk): PageRoute[] {
  const { people, house } = desk;
  const asked = `${OFFERS}/:message` as const;
  const ofPackage = '/cases/:case/packages/:id/exchange' as const;
  const route = (method: 'GET' | 'POST', path: string, open: Open<SignedInVisit>): PageRoute =>
    agency('handleRequests', method, path, (visit) => open({ visit }));
  return [
    agency('handleRequests', 'GET', asked, (visit) => show(desk, visit)),
    ...actRoutes({ people, path: `${asked}/take`, route, asked: ({ visit }) => taking(desk, visit) }),
    ...actRoutes({
      people,
      path: `${asked}/consent`,
      route,
      asked: ({ visit }) => askingConsent(desk, visit, 'consent'),
    }),
    ...actRoutes({
      people,
      path: `${asked}/notice`,
      route,
      asked: ({ visit }) => askingConsent(desk, visit, 'notice'),
    }),
    ...actRoutes({ people, path: `${asked}/reject`, route, asked: ({ visit }) => rejecting(desk, visit) }),
    agency('handleRequests', 'POST', `${asked}/accept`, async (visit) => {
      const id = visit.param('message');
      if (!isUuid(id)) return visit.notFound();
      await acceptOffer({ house, people, person: visit.person }, id);
      return visit.go(`${OFFERS}/${id}`);
    }),
    inCase('seePackages', 'GET', ofPackage, (visit) => showPackage(desk, visit)),
    ...actInCase(people, ['shareEvidence', '/packages/:id/exchange/offer'], (visit) => offering(desk, visit)),
    inCase('shareEvidence', 'POST', `${ofPackage}/:offer/back`, (visit) => callBack(desk, visit)),
    inCase('shareEvidence', 'POST', `${ofPackage}/consents/:asked/give`, async (visit) => {
      const place = await consentAsked(desk, visit);
      if (place === undefined) return visit.go(packagesAddress(visit));
      await answerConsent(place.by, place.offer, place.of);
      return visit.go(place.address);
    }),
    ...actInCase(people, ['shareEvidence', '/packages/:id/exchange/consents/:asked/refuse'], (visit) =>
      refusingConsent(desk, visit),
    ),
    ...actInCase(people, ['shareEvidence', '/packages/:id/exchange/:offer/conditions'], async (visit) => {
      const share = await shareOf(desk, visit);
      if (share === undefined) return visit.go(packagesAddress(visit));
      return changingCondition(desk, visit, { share, address: packageAddress(visit, share) });
    }),
  ];
}

type Open<Visit> = (found: { readonly visit: Visit }) => Response | Promise<Response>;

/** Those that wait for an answer, the newest first. */
export async function offersHere(
  desk: ExchangeDesk,
  page: PageOf,
): Promise<(OfferSeen & { readonly said: SaidOffer })[]> {
  const files = await offersAtDesk(desk.house.db.kysely, page);
  return Promise.all(files.map(async (file) => ({ ...(await seen(desk, file)), said: saidIn(file) })));
}

async function seen({ house }: ExchangeDesk, file: OfferFile): Promise<OfferSeen> {
  return { file, custody: await offersOfPackage(house.db.kysely, file) };
}

const fileAsked = async ({ house }: ExchangeDesk, visit: SignedInVisit): Promise<OfferFile | undefined> => {
  const id = visit.param('message');
  return isUuid(id) ? theirOfferById(house.db.kysely, id) : undefined;
};

async function show(desk: ExchangeDesk, visit: SignedInVisit): Promise<Response> {
  const { person, frame } = visit;
  const file = await fileAsked(desk, visit);
  if (file === undefined) return visit.notFound();
  const { intoFile, arrivesAs } = file;
  const found = await desk.people.db.asPerson(person.id, async (tx) => ({
    into: intoFile && (await caseOfMemberById(tx, intoFile, person.id)),
    incoming: intoFile && arrivesAs && (await incomingById(tx, intoFile, arrivesAs)),
  }));
  const page = offeredPage(frame.say, {
    ...(await seen(desk, file)),
    said: saidIn(file),
    cases: await casesToTake(desk, visit),
    into: found.into,
    isImported: found.incoming?.exhibits !== undefined,
    consents: await consentsOf(desk.house.db.kysely, file),
    notices: await noticesOf(desk.house.db.kysely, file),
    names: await peerNames(desk),
    changes: await changesOf(desk.house.db.kysely, file),
    mayAsk: mayShare(found.into) && found.incoming?.exhibits !== undefined,
  });
  return visit.page(page);
}

/** Into which who looks may take evidence. */
async function casesToTake({ people }: ExchangeDesk, { person }: SignedInVisit): Promise<CaseOfMember[]> {
  const all = await people.db.asPerson(person.id, (tx) => casesOfMember(tx, person.id, CASES_MAX));
  return all.filter(({ role, isClosed }) => !isClosed && may(role, 'addEvidence') === 'yes');
}

/** What the two answers to an offer have in common. */
function answering(
  visit: SignedInVisit,
  file: OfferFile,
  step: 'take' | 'reject' | 'consent' | 'notice',
  button: string,
) {
  const { say } = visit.frame;
  const words = visiblePlain(saidIn(file).reference, 100);
  const address = `${OFFERS}/${file.id}`;
  const crumbs = [
    { words: say.exchange.arrivals.title, href: ARRIVALS },
    { words, href: address },
    { words: button },
  ];
  return {
    address: `${address}/${step}`,
    caption: words,
    button,
    frame: questionFrame({ place: 'work', crumbs }),
  };
}

async function taking(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { people, house } = desk;
  const { person } = visit;
  const file = await fileAsked(desk, visit);
  if (file === undefined) return visit.notFound();
  const { conversation } = file;
  const preset =
    conversation && (await people.db.asPerson(person.id, (tx) => caseOfConversation(tx, conversation)));
  const about = { cases: await casesToTake(desk, visit), preset };
  if (about.cases.length === 0) return visit.go(`${OFFERS}/${file.id}`);
  return asking<typeof TAKEN_OFFER>({
    ...answering(visit, file, 'take', visit.frame.say.exchange.offers.take),
    fields: TAKEN_OFFER,
    about,
    act: async (body) => {
      const { reference } = readAll(TAKEN_OFFER, body, about).case;
      const into = await people.db.asPerson(person.id, (tx) => caseOfMember(tx, reference, person.id));
      if (into === undefined)
        return { question: 'case', words: visit.frame.say.exchange.arrivals.chooseCase };
      await takeOffer({ house, people, person }, file.id, into);
      return `${OFFERS}/${file.id}`;
    },
  });
}

async function rejecting(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { people, house } = desk;
  const { person } = visit;
  const file = await fileAsked(desk, visit);
  if (file === undefined) return visit.notFound();
  return asking<typeof REJECTED_OFFER>({
    ...answering(visit, file, 'reject', visit.frame.say.exchange.offers.reject),
    fields: REJECTED_OFFER,
    about: undefined,
    act: async (body) => {
      await rejectOffer({ house, people, person }, file.id, readAll(REJECTED_OFFER, body, undefined).reason);
      return `${OFFERS}/${file.id}`;
    },
  });
}

const mayShare = (file: Pick<CaseOfMember, 'role'> | undefined): boolean =>
  file !== undefined && may(file.role, 'shareEvidence') !== 'no';

/** By who is bound by the conditions of what was offered, and may hand evidence of its case out: consent, or that the accused is told. */
async function askingConsent(
  desk: ExchangeDesk,
  visit: SignedInVisit,
  step: 'consent' | 'notice',
): Promise<AnyAct | Response> {
  const { people, house } = desk;
  const { person, frame } = visit;
  const [offer, keys] = [await fileAsked(desk, visit), await keysOrNone(desk)];
  const into = offer?.intoFile;
  const file = into && (await people.db.asPerson(person.id, (tx) => caseOfMemberById(tx, into, person.id)));
  if (offer === undefined || !file || keys === undefined) return visit.notFound();
  const words = frame.say.exchange.consent;
  const fields = step === 'consent' ? CONSENT : NOTICE;
  return asking<typeof fields>({
    ...answering(visit, offer, step, step === 'consent' ? words.ask : words.notice),
    fields,
    about: undefined,
    act: async (body, id) => {
      const { to, why: text } = readAll(fields, body, undefined);
      const said = { to, text, language: frame.say.language.code, id };
      const by = { house, keys, by: { person, file } };
      await (step === 'consent' ? askConsent(by, offer, said) : giveNotice(by, offer, said));
      return `${OFFERS}/${offer.id}`;
    },
  });
}

/** Where whoever asks about what is not there, or not any more, is led. */
function packagesAddress({ file }: CaseVisit): string {
  return `/cases/${file.reference}/packages`;
}

/** What was asked about a package of ours, by its digest; undefined: nothing of that. */
async function consentAsked(desk: ExchangeDesk, visit: CaseVisit) {
  const { house } = desk;
  const { person, file } = visit;
  const of = visit.param('asked');
  const [share, keys] = [await shareOf(desk, visit), await keysOrNone(desk)];
  if (share === undefined || keys === undefined) return undefined;
  for (const offer of await offersOf(house.db.kysely, share.id))
    if ((await consentsOf(house.db.kysely, offer)).some((one) => one.of === of))
      return {
        offer,
        of,
        share,
        address: packageAddress(visit, share),
        by: { house, keys, by: { person, file } },
      };
  return undefined;
}

async function refusingConsent(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const { file, frame } = visit;
  const { say } = frame;
  const words = say.exchange.consent;
  const place = await consentAsked(desk, visit);
  if (place === undefined) return visit.go(packagesAddress(visit));
  const { by, offer, of, share, address } = place;
  return asking<typeof CONSENT_REFUSED>({
    fields: CONSENT_REFUSED,
    about: undefined,
    address: `${address}/consents/${of}/refuse`,
    caption: words.title,
    button: words.refuse,
    frame: questionFrame({
      place: 'cases',
      crumbs: packageCrumbs(say, { file, share }, words.refuse, true),
    }),
    act: async (body) => {
      const { reason: text } = readAll(CONSENT_REFUSED, body, undefined);
      await answerConsent(by, offer, of, { text, language: say.language.code });
      return address;
    },
  });
}

async function shareOf({ people }: ExchangeDesk, visit: CaseVisit): Promise<SharedPackage | undefined> {
  const { person, file } = visit;
  const id = visit.param('id');
  return people.db.asPerson(person.id, (tx) => shareById(tx, file.id, isUuid(id) ? id : file.id));
}

const packageAddress = ({ file }: CaseVisit, { id }: SharedPackage): string =>
  `/cases/${file.reference}/packages/${id}/exchange`;

/** To whom it can be offered. */
const peersFor = async ({ house }: ExchangeDesk, share: SharedPackage): Promise<readonly PeerToAsk[]> =>
  share.handsOver === 'custody' && stateOf(share) === 'made' ? peersOf(house, share.receiver.state) : [];

async function showPackage(desk: ExchangeDesk, visit: CaseVisit): Promise<Response> {
  const { house } = desk;
  const { file, frame } = visit;
  const share = await shareOf(desk, visit);
  if (share === undefined) return visit.go(packagesAddress(visit));
  const lines = await linesOf(house.db.kysely);
  const offers = await Promise.all(
    (await offersOf(house.db.kysely, share.id)).map(async (one) => {
      const to = lines.find(({ peer }) => peer.origin === one.peerOrigin);
      const { line, mail } = to?.document.endpoints ?? {};
      const isByMail = line === undefined && mail !== undefined;
      return {
        ...(await seen(desk, one)),
        consents: await consentsOf(house.db.kysely, one),
        notices: await noticesOf(house.db.kysely, one),
        changes: await changesOf(house.db.kysely, one),
        mayChange: (await conditionsToChange(house.db.kysely, one)).length > 0,
        agency: to?.peer.agency ?? one.peerOrigin,
        isTooLargeForMail: isByMail && one.attachment !== undefined && !fitsMail([one.attachment]),
      };
    }),
  );
  const page = packageOfferPage(frame.say, {
    file,
    share,
    offers,
    peers: await peersFor(desk, share),
    mayAct: may(file.role, 'shareEvidence') !== 'no',
  });
  return visit.page(page);
}

async function offering(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const { house } = desk;
  const { person, file, frame } = visit;
  const { say } = frame;
  const words = say.exchange.offers;
  const share = await shareOf(desk, visit);
  if (share === undefined) return visit.go(packagesAddress(visit));
  const address = packageAddress(visit, share);
  const about = { peers: await peersFor(desk, share) };
  if (about.peers.length === 0 || (await keysOrNone(desk)) === undefined) return visit.go(address); // its page says why
  return asking<typeof OFFERED>({
    fields: OFFERED,
    about,
    address: `${address}/offer`,
    caption: words.offerTitle,
    button: words.offer,
    frame: questionFrame({
      place: 'cases',
      crumbs: packageCrumbs(say, { file, share }, words.offerTitle, true),
    }),
    act: async (body) => {
      const { origin } = readAll(OFFERED, body, about).peer;
      await offerPackage(house, { person, file }, { share, peer: origin });
      return address;
    },
  });
}

async function callBack(desk: ExchangeDesk, visit: CaseVisit): Promise<Response> {
  const { house } = desk;
  const { person, file } = visit;
  const share = await shareOf(desk, visit);
  const keys = await keysOrNone(desk);
  if (share === undefined || keys === undefined) return visit.go(packagesAddress(visit));
  const offer = (await offersOf(house.db.kysely, share.id)).find(({ id }) => id === visit.param('offer'));
  if (offer === undefined) return visit.notFound();
  await callBackOffer(house, keys, { person, file }, { share, peer: offer.peerOrigin });
  return visit.go(packageAddress(visit, share));
}
