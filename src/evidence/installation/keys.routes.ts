// The keys of the installation: seen, replaced by two administrators, told to partners.
import { isUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { asking, type AnyAct } from '../../people/act.routes.ts';
import { settingAsked, settingRoutes } from '../../people/setting.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { jobById } from '../../platform/job.store.ts';
import { hasEnded } from '../../platform/job.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseEventText } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { keyChangeOf, type KeyChange } from '../../verify/key-change.ts';
import { formatVerifierKey } from '../../verify/note-key.ts';
import { base64Url, passkeyChallenge } from '../../verify/passkey.ts';
import { utf8Text } from '../../base/bytes.ts';
import { readAll } from '../../web/fields/field.ts';
import { LANGUAGES, type Language } from '../../web/messages.ts';
import type { Errors } from '../../web/parts.ts';
import { readSigningAnswer } from '../custody/signing.ts';
import { trustText } from '../log/key-names.ts';
import { handOverOf } from '../log/log-hand-over.acts.ts';
import { leafById, leavesBetween } from '../log/log.store.ts';
import { signingKeysOf } from '../log/signing-key.acts.ts';
import * as pages from './key-change.pages.ts';
import {
  carryOutKeyChange,
  counted,
  proposeKeyChange,
  proposeServiceKey,
  serviceKeyChange,
  signKeyChange,
  withdrawKeyChange,
  type KeyDesk,
} from './key-proposal.acts.ts';
import { isStale, LOG_KEYS_FIELDS, SERVICE_KEY_FIELDS, SIGNERS } from './key-proposal.ts';
import { openProposal, proposalById, type KeyProposal } from './key-proposal.store.ts';
import { keysPage } from './key-settings.pages.ts';
import { keySheet } from './key-sheet.ts';
import { keysHeld } from './keys.acts.ts';
import { keyMonths, setKeyMonths } from './settings.acts.ts';
import { KEYS_DUE } from './settings.ts';
import { attachment, PLAIN } from '../../web/attachment.ts';

const HOME = '/settings/keys';

export function keysRoutes(desk: KeyDesk): PageRoute[] {
  const route = (
    method: 'GET' | 'POST',
    step: string,
    open: (visit: SignedInVisit) => Response | Promise<Response>,
  ): PageRoute => agency('changeSettings', method, `${HOME}${step}`, open);
  const change = '/changes/:change';
  return [
    route('GET', '', (visit) => show(desk, visit)),
    route('GET', '/trust.txt', () => trustFile(desk)),
    route('GET', '/proof', (visit) => proofFile(desk, visit)),
    route('GET', '/sheet', (visit) => sheetFile(desk, visit)),
    route('GET', '/told', (visit) => told(desk, visit)),
    ...settingRoutes(desk.people, `${HOME}/due`, (visit) => askDue(desk, visit)),
    ...settingRoutes(desk.people, `${HOME}/replace`, (visit) => askLogKeys(desk, visit)),
    ...settingRoutes(desk.people, `${HOME}/service`, (visit) => askServiceKey(desk, visit)),
    route('GET', change, (visit) => showChange(desk, visit, {})),
    route('POST', change, (visit) => sign(desk, visit)),
    route('POST', `${change}/withdraw`, (visit) =>
      decide(visit, (id) => withdrawKeyChange(desk, visit.person, id)),
    ),
    route('POST', `${change}/carry-out`, (visit) =>
      decide(visit, (id) => carryOutKeyChange(desk, visit.person, id)),
    ),
  ];
}

async function show({ house, people }: KeyDesk, visit: SignedInVisit): Promise<Response> {
  const until = house.keys.retiring?.until ?? 0;
  const open = await people.db.asPerson(visit.person.id, openProposal);
  return visit.page(
    keysPage(visit.frame.say, {
      ...(await keysHeld(house)),
      months: await keyMonths(house.db.kysely),
      overlapUntil: until > house.clock() ? new Date(until) : undefined,
      open: open?.id,
      canSign: house.keys.canSign,
      canRecord: house.canRecord,
      at: new Date(house.clock()),
      notice: visit.query('done') === 'saved' ? visit.frame.say.settings.saved : undefined,
    }),
  );
}

async function askDue({ house, people }: KeyDesk, visit: SignedInVisit): Promise<AnyAct> {
  const { say } = visit.frame;
  const about = { months: await keyMonths(house.db.kysely) };
  return settingAsked(say, {
    fields: KEYS_DUE,
    about,
    address: `${HOME}/due`,
    of: { words: say.settings.keys, href: HOME },
    set: (body) => {
      const { months = null } = readAll(KEYS_DUE, body, about);
      return setKeyMonths(people, visit.person, { months });
    },
  });
}

async function askLogKeys(desk: KeyDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const elsewhere = await toOpenChange(desk, visit);
  if (elsewhere !== undefined) return elsewhere;
  if (!desk.house.canRecord) return visit.go(HOME); // the key of the service signs that event: it comes first
  const about = { canSign: desk.house.keys.canSign };
  return asking<typeof LOG_KEYS_FIELDS>({
    ...pages.aroundQuestions(visit.frame.say, 'log'),
    fields: LOG_KEYS_FIELDS,
    about,
    address: `${HOME}/replace`,
    act: (body) => {
      const { cause, overlapDays = 0, reason } = readAll(LOG_KEYS_FIELDS, body, about);
      const asked = { cause, overlapDays, ...(reason !== undefined && { reason }) };
      return proposed(desk, visit, proposeKeyChange(desk, visit.person, asked));
    },
  });
}

async function askServiceKey(desk: KeyDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const elsewhere = await toOpenChange(desk, visit);
  if (elsewhere !== undefined) return elsewhere;
  const about = { canSign: desk.house.canRecord };
  return asking<typeof SERVICE_KEY_FIELDS>({
    ...pages.aroundQuestions(visit.frame.say, 'service'),
    fields: SERVICE_KEY_FIELDS,
    about,
    address: `${HOME}/service`,
    act: (body) => {
      const { cause, reason } = readAll(SERVICE_KEY_FIELDS, body, about);
      const asked = { cause, ...(reason !== undefined && { reason }) };
      return proposed(desk, visit, proposeServiceKey(desk, visit.person, asked));
    },
  });
}

/** Nothing is asked while a change is open: that one is signed or withdrawn first. */
async function toOpenChange({ people }: KeyDesk, visit: SignedInVisit): Promise<Response | undefined> {
  const open = await people.db.asPerson(visit.person.id, openProposal);
  const isOpen = open !== undefined && !isStale(open, new Date(people.clock()));
  return isOpen ? visit.go(pages.changeAddress(open.id)) : undefined;
}

async function proposed({ people }: KeyDesk, visit: SignedInVisit, making: Promise<Uuid>): Promise<string> {
  try {
    return pages.changeAddress(await making);
  } catch (error) {
    const open = await people.db.asPerson(visit.person.id, openProposal);
    if (error instanceof Refusal && error.code === 'conflict' && open !== undefined)
      return pages.changeAddress(open.id); // sent twice, or somebody was faster
    throw error;
  }
}

async function sign(desk: KeyDesk, visit: SignedInVisit): Promise<Response> {
  const id = visit.param('change');
  const answer = readSigningAnswer((await visit.form()).get('signing') ?? '');
  if (!isUuid(id)) return visit.notFound();
  if (answer === undefined) return showChange(desk, visit, { signing: visit.frame.say.signing.unreadable });
  await signKeyChange(desk, visit.person, id, answer);
  const job = await ownJob(desk, visit, await proposalOf(desk, visit));
  return visit.go(job === undefined ? pages.changeAddress(id) : `/jobs/${job}`);
}

async function decide(
  visit: SignedInVisit,
  act: (id: string & KeyProposal['id']) => Promise<void>,
): Promise<Response> {
  const id = visit.param('change');
  if (!isUuid(id)) return visit.notFound();
  await act(id);
  return visit.go(pages.changeAddress(id));
}

async function proposalOf({ people }: KeyDesk, visit: SignedInVisit): Promise<KeyProposal | undefined> {
  const id = visit.param('change');
  return isUuid(id) ? people.db.asPerson(visit.person.id, (tx) => proposalById(tx, id)) : undefined;
}

async function showChange(desk: KeyDesk, visit: SignedInVisit, errors: Errors): Promise<Response> {
  const proposal = await proposalOf(desk, visit);
  if (proposal === undefined) return visit.notFound();
  const place = 'the change that was proposed';
  const event = parseEventText(utf8Text(proposal.text), place);
  const change =
    proposal.keys === 'service' ? serviceKeyChange(event) : keyChangeOf(nodeCrypto, event, 0, place);
  const standing = await standingOf(desk, visit, proposal);
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  const shown = { proposal, change, reason: event.reason, standing, errors };
  return visit.page(pages.changePage(visit.frame.say, shown), status);
}

async function standingOf(
  desk: KeyDesk,
  visit: SignedInVisit,
  proposal: KeyProposal,
): Promise<pages.Standing> {
  const { house, people } = desk;
  const { person } = visit;
  if (proposal.outcome === 'withdrawn') return { kind: 'withdrawn' };
  if (proposal.outcome === 'recorded') {
    const leaf = await leafById(house.db.kysely, proposal.id);
    return leaf === undefined
      ? { kind: 'underWay', job: undefined }
      : { kind: 'recorded', index: leaf.index };
  }
  const job = proposal.job === undefined ? undefined : await jobById(house.db.kysely, proposal.job);
  if (job !== undefined && !hasEnded(job))
    return { kind: 'underWay', job: job.person === person.id ? job.id : undefined };
  if (isStale(proposal, new Date(people.clock()))) return { kind: 'stale' };
  if ((await counted(house.db.kysely, proposal)).length >= SIGNERS) return { kind: 'stopped' };
  if (proposal.signatures.some((one) => one.person === person.id)) return { kind: 'signed' };
  const keys = await signingKeysOf(desk, person.id);
  const challenges = [base64Url(passkeyChallenge(nodeCrypto, proposal.text))];
  const asked = { nonce: proposal.id, at: proposal.proposedAt.getTime(), challenges };
  return {
    kind: 'sign',
    choices: keys.map(({ fingerprint: key, credentialId, addedAt }) => ({
      request: { ...asked, key, credentialId },
      addedAt,
    })),
  };
}

async function ownJob({ house }: KeyDesk, { person }: SignedInVisit, proposal: KeyProposal | undefined) {
  const job = proposal?.job === undefined ? undefined : await jobById(house.db.kysely, proposal.job);
  return job?.person === person.id ? job.id : undefined;
}

/** A change that the address names by the place of its event. */
async function changeAsked(
  { house }: KeyDesk,
  visit: SignedInVisit,
): Promise<
  { readonly change: KeyChange; readonly reason: string | undefined; readonly at: Date } | undefined
> {
  const change = house.keys.changes.find((one) => String(one.index) === visit.query('event'));
  const [leaf] =
    change === undefined ? [] : await leavesBetween(house.db.kysely, change.index, change.index + 1);
  if (change === undefined || leaf === undefined) return undefined;
  const { reason } = parseEventNote(leaf.note, `event ${leaf.index}`).event;
  return { change, reason, at: leaf.recordedAt };
}

async function told(desk: KeyDesk, visit: SignedInVisit): Promise<Response> {
  const asked = await changeAsked(desk, visit);
  return asked === undefined ? visit.go(HOME) : visit.page(pages.toldPage(visit.frame.say, asked));
}

async function sheetFile(desk: KeyDesk, visit: SignedInVisit): Promise<Response> {
  const asked = await changeAsked(desk, visit);
  if (asked === undefined) return visit.go(HOME);
  const wanted = visit.query('in');
  const say = isLanguage(wanted) ? LANGUAGES[wanted] : visit.frame.say;
  const text = keySheet(say, desk.house.settings, asked);
  return attachment(text, PLAIN, `log-keys-${asked.change.index}-${say.language.code}.txt`);
}

const isLanguage = (text: string): text is Language => Object.hasOwn(LANGUAGES, text);

/** Of a change of the log's keys, as partners and witnesses are given it. */
async function proofFile(desk: KeyDesk, visit: SignedInVisit): Promise<Response> {
  const asked = await changeAsked(desk, visit);
  if (asked === undefined) return visit.go(HOME);
  const { index } = asked.change;
  return attachment(await handOverOf(desk.house, index), PLAIN, `log-keys-${index}.tlog-proof`);
}

function trustFile({ house }: KeyDesk): Response {
  const verifierKeys = [house.keys.ed25519.key, house.keys.mlDsa44.key].map(formatVerifierKey);
  return attachment(trustText(house.settings, verifierKeys), PLAIN, 'trust.txt');
}
