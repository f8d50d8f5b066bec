// Authorising: the letter and the data are made, their digests signed by the person's passkey, and the act recorded with the
// signature in one transaction. What was signed is kept to the byte and can be checked again.
import { hex, utf8 } from '../../../base/bytes.ts';
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { isoLocal, isoUtc } from '../../../base/time.ts';
import type { Draft } from '../../../evidence/log/log-entry.ts';
import { checkedSignature, notYours, type SigningRequest } from '../../../evidence/custody/signing.acts.ts';
import { signingKeysOf, type SigningDesk } from '../../../evidence/log/signing-key.acts.ts';
import { counterOf, SIGNING_MINUTES, type SigningAnswer } from '../../../evidence/custody/signing.ts';
import { TOOL } from '../../../evidence/log/tool.ts';
import { asPersonWithin, type Tx } from '../../../people/as-person.store.ts';
import { startJob } from '../../../platform/job.store.ts';
import { nodeCrypto } from '../../../platform/node-crypto.ts';
import { readSealSettings } from '../../../platform/seal-settings.ts';
import { base64Url, passkeyChallenge } from '../../../verify/passkey.ts';
import { renderLetter, type LetterAsked } from './document.ts';
import { decide } from '../../machine/states/life-step.ts';
import { toldOf } from '../life/given.acts.ts';
import { actIn, lifeOf, type Acting, type RequestLife, type Taken } from '../life/life.acts.ts';
import { hindrances, type Hindrance } from '../../machine/states/guards.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import type { LegalForm } from '../../core/form.ts';
import { approvalData, type Approval, type ApprovalSaid } from './approval.ts';
import { addresseeCopy } from './copies.ts';
import { filePartText } from './file-part.ts';
import { letterAsked } from './letter.acts.ts';
import { sealOrder } from './seal.acts.ts';
import { rowFor, type Row } from '../../machine/states/machine.ts';
import { isOffered } from '../life/offered.ts';
import { machineOf } from '../../machine/states/machines.ts';
import { requestReference, type RequestRecord } from '../../core/request.ts';
import { keepWording } from '../../machine/states/wording.store.ts';
import type { Envelope } from '../../machine/messages/message.ts';
import { writeRequest } from '../../machine/messages/request-file.ts';
import { envelopeOf } from '../../machine/states/request-envelope.ts';
import {
  authorityItem,
  sha256,
  SIGNED_ACTS,
  statementBytes,
  statementText,
  type SignedAct,
  type SignedPapers,
} from '../../machine/signature/signature.ts';
import { insertSignature } from '../../machine/signature/signature.store.ts';

/** What is known of the signature before it is made, and so stands in what is signed. */
interface Signing {
  /** When it was asked for. */
  readonly at: number;
  readonly said?: ApprovalSaid | undefined;
}

/**
 * Of the newest version, the same bytes each time: the letter that the addressee gets, in its language, with who approves it; the
 * data that are attached to it, to the byte; and the part that is for the file alone, which leaves with neither.
 */
export async function papersOf(
  desk: Pick<SigningDesk, 'house'>,
  acting: Acting,
  life: { readonly legal: LegalForm; readonly request: RequestRecord },
  signing: Signing,
): Promise<SignedPapers> {
  return (await signedParts(desk, acting, life, signing)).papers;
}

export interface SignedParts {
  readonly papers: SignedPapers;
  /** What the letter was made from, to show it part by part. */
  readonly letter: LetterAsked;
  readonly envelope: Envelope;
}

async function signedParts(
  { house }: Pick<SigningDesk, 'house'>,
  { people, person, law, file }: Acting,
  { legal, request }: { readonly legal: LegalForm; readonly request: RequestRecord },
  { at, said }: Signing,
): Promise<SignedParts> {
  const { version } = request;
  const { answers, explained } = version;
  const draft = { legal, answers, explained };
  const ours = { country: house.settings.state, authority: house.settings.agency };
  const approval: Approval = {
    ...said,
    name: person.name,
    role: file.role,
    authority: ours.authority,
    state: ours.country,
    at: new Date(at),
  };
  const known = envelopeOf({ reference: file.reference, request, ours, events: [], items: [] });
  const envelope: Envelope = {
    header: { ...known.header, timestamp: isoUtc(at) },
    authorisation: {
      objectId: request.id,
      version: version.number,
      lastChanged: isoUtc(version.savedAt.getTime()),
      ...known.authorisation,
      approval: approvalData(approval),
    },
  };
  const asked = await people.db.asPerson(person.id, (tx) => letterAsked(tx, { request, draft }, law));
  const reference = requestReference(file.reference, request.number);
  const letter: LetterAsked = { ...asked, envelope, approval, created: at };
  const papers = {
    document: await renderLetter(letter),
    data: Buffer.from(writeRequest(addresseeCopy(draft), envelope)),
    file: Buffer.from(filePartText({ reference, requestId: request.id, draft, version })),
  };
  return { papers, letter, envelope };
}

interface Authorising {
  readonly request: RequestRecord;
  /** False: this is not the moment, or not the person, for it. */
  readonly isTheirs: boolean;
  readonly hindrances: readonly Hindrance[];
  /** Undefined when something stands in the way, or the person has no passkey that signs. */
  readonly parts: SignedParts | undefined;
  readonly choices: readonly { readonly request: SigningRequest; readonly addedAt: Date | undefined }[];
}

/** What the person is to read and to sign. Refusals: notFound. */
export async function prepareAuthorising(
  desk: SigningDesk,
  acting: Acting,
  session: string,
  number: number,
  { act = 'authorise', at, said }: { readonly act?: SignedAct | undefined } & Partial<Signing> = {},
): Promise<Authorising> {
  const { people, person } = acting;
  const life = await people.db.asPerson(person.id, (tx) => lifeOf(tx, acting, number));
  const { request, facts } = life;
  const row = rowFor(machineOf(request.direction), request.state, act);
  const isTheirs = row !== undefined && isWho(facts.actor, row.who) && isNow(row, facts);
  // Its signature is what this is about.
  const found = hindrances(row?.guards ?? [], {
    ...asIfSigned(facts, person.id),
    ...toldOf({ act }, people.clock()),
  });
  const keys = await signingKeysOf(desk, person.id);
  if (!isTheirs || found.length > 0 || keys.length === 0)
    return { request, isTheirs, hindrances: found, parts: undefined, choices: [] };
  const asked = { nonce: newUuid(people.clock, people.random), at: at ?? people.clock() };
  const parts = await signedParts(desk, acting, life, { at: asked.at, said });
  const { papers } = parts;
  const text = statementOf(desk, acting, { act, request, papers, session, ...asked });
  const challenges = [base64Url(passkeyChallenge(nodeCrypto, statementBytes(text)))];
  const choices = keys.map((key) => ({
    request: { ...asked, key: key.fingerprint, credentialId: key.credentialId, challenges },
    addedAt: key.addedAt,
  }));
  return { request, isTheirs, hindrances: [], parts, choices };
}

type Authorised =
  | { readonly ok: true; readonly taken: Taken }
  /** Nothing was recorded: somebody changed it in between, or it took too long. */
  | { readonly ok: false; readonly again: 'moved' | 'expired' };

/** Refusals: notFound, conflict, notAllowed (who may not, or a guard; a counter that went back), wrongKey. */
export async function authorise(
  desk: SigningDesk,
  acting: Acting,
  {
    session,
    number,
    answer,
    act = 'authorise',
    said,
  }: {
    readonly session: string;
    readonly number: number;
    readonly answer: SigningAnswer;
    readonly act?: SignedAct;
    readonly said?: ApprovalSaid | undefined;
  },
): Promise<Authorised> {
  const { people, person } = acting;
  const age = people.clock() - answer.at;
  if (age < 0 || age > SIGNING_MINUTES * 60_000) return { ok: false, again: 'expired' };
  const key = (await signingKeysOf(desk, person.id)).find(({ fingerprint }) => fingerprint === answer.key);
  const [assertion] = answer.assertions;
  if (key === undefined || assertion === undefined) throw notYours();
  const life = await people.db.asPerson(person.id, (tx) => lifeOf(tx, acting, number));
  const told = toldOf({ act }, people.clock());
  decide(life.request, act, { ...asIfSigned(life.facts, person.id), ...told });
  const { nonce, at } = answer;
  const papers = await papersOf(desk, acting, life, { at, said });
  const statement = statementOf(desk, acting, { act, request: life.request, papers, session, nonce, at });
  const text = statementBytes(statement);
  if (base64Url(passkeyChallenge(nodeCrypto, text)) !== answer.challenges.join())
    return { ok: false, again: 'moved' };
  const signature = await checkedSignature(key, text, assertion);
  const id = newUuid(people.clock, people.random);
  const isSealed = (await readSealSettings(desk.house.home)) !== undefined;
  let taken: Taken | undefined;
  // One transaction: the signature, the act, and the event of the custody log that nobody rewrites.
  await desk.house.log.append({
    key: `authorised:${id}`,
    events: (tx) =>
      asPersonWithin(tx, person.id, async () => {
        const { request } = await lifeOf(tx, acting, number, 'lock');
        taken = undefined;
        if (request.version.number !== life.request.version.number) return [];
        await insertSignature(tx, request.caseId, {
          id,
          requestId: request.id,
          version: request.version.number,
          role: life.facts.actor.role,
          person: person.id,
          papers,
          documentSha256: sha256(papers.document),
          dataSha256: sha256(papers.data),
          fileSha256: papers.file && sha256(papers.file),
          statement,
          keyFingerprint: key.fingerprint,
          keySpki: key.key.spki,
          origin: key.key.origin,
          assertion: signature.bytes,
          wording: await keepWording(tx, life.legal.record, new Date(people.clock())),
          at: new Date(people.clock()),
        });
        taken = await actIn(tx, acting, { number, act });
        if (isSealed) await askForSeal(tx, acting, { number, signature: id });
        return [authorisedDraft(desk, acting, { request, role: life.facts.actor.role, statement })];
      }),
  });
  if (taken === undefined) return { ok: false, again: 'moved' };
  await desk.signIn.raiseCounter(key.id, counterOf(assertion));
  return { ok: true, taken };
}

/** By a job: sealing asks the network, and so not within this transaction. */
async function askForSeal(
  tx: Tx,
  { people, person, file }: Acting,
  { number, signature }: { readonly number: number; readonly signature: Uuid },
): Promise<void> {
  const title = requestReference(file.reference, number);
  await startJob(people, tx, sealOrder, { by: person.id, title, payload: { signature } });
}

/**
 * Under the request's own item, without its case: who may not know of the request finds nothing in the log of the case. Name and
 * reference are in the private text; the digest is over the line that was signed.
 */
function authorisedDraft(
  { house }: SigningDesk,
  { person, file }: Acting,
  { request, role, statement }: { request: RequestRecord; role: string; statement: string },
): Draft {
  const text = statementBytes(statement);
  return {
    type: 'authorityAdded',
    item: authorityItem(request.id),
    occurredAt: isoLocal(house.clock()),
    role,
    tool: TOOL,
    digests: { sha256: hex(sha256(text)) },
    size: text.length,
    detail: {
      person: person.name,
      personId: person.id,
      request: requestReference(file.reference, request.number),
    },
  };
}

/** What else stands in the way is said before the letter is made. */
function asIfSigned(facts: RequestLife['facts'], person: Uuid): RequestLife['facts'] {
  const { request, actor } = facts;
  const mark = { id: person, version: request.version.number, person, role: actor.role, at: new Date(0) };
  return { ...facts, signatures: [...facts.signatures, { ...mark, voidAt: undefined }] };
}

/** What is signed is decided on its own page, so that one kind of authority is not asked in place of another. */
function isNow(row: Row<string, string>, facts: RequestLife['facts']): boolean {
  return row.act === 'authorise' || isOffered(row, facts);
}

interface Asked {
  readonly act: SignedAct;
  readonly request: RequestRecord;
  readonly papers: SignedPapers;
  readonly session: string;
  readonly nonce: Uuid;
  readonly at: number;
}

/** Whoever tells another time, session or nonce gets another line, which nobody signed. */
function statementOf(
  { signIn }: SigningDesk,
  { person, file }: Acting,
  { act, request, papers, session, nonce, at }: Asked,
): string {
  const secret = signIn.tokenFor(`sign request ${act}\n${person.id}\n${session}\n${nonce}\n${at}`);
  return statementText({
    type: SIGNED_ACTS[act],
    reference: requestReference(file.reference, request.number),
    requestId: request.id,
    version: request.version.number,
    person: person.id,
    role: file.role,
    at: new Date(at),
    nonce: hex(sha256(utf8(secret))),
    papers,
  });
}
