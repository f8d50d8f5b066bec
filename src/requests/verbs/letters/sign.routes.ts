// The page on which a request is signed, and the bytes that are signed there, each by itself.
import { hex } from '../../../base/bytes.ts';
import { utcDay } from '../../../base/time.ts';
import { readSigningAnswer, SIGNING_MINUTES } from '../../../evidence/custody/signing.ts';
import type { SigningDesk } from '../../../evidence/log/signing-key.acts.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { DAY_PARTS, dayGiven, partName } from '../../../web/day-field.ts';
import type { Errors } from '../../../web/parts.ts';
import { notNowPage } from '../sending/act.pages.ts';
import { actingOf, lifeShown } from '../results/life.routes.ts';
import { isSignedAct, sha256, SIGNED_ACTS, type SignedAct } from '../../machine/signature/signature.ts';
import { aboutRequest, nameOf, type Found, type RequestDesk } from '../drafting/request-found.routes.ts';
import { requestReference } from '../../core/request.ts';
import { signaturesOf } from '../../machine/signature/signature.store.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import type { ApprovalSaid } from './approval.ts';
import { authorise, prepareAuthorising, type SignedParts } from './authorise.acts.ts';
import { isProvable, proofOf } from './proof.acts.ts';
import { readApproval, signPage } from './sign.pages.ts';
import { attachment } from '../../../web/attachment.ts';

const SIGNED = Object.keys(SIGNED_ACTS).filter(isSignedAct);

export function signRoutes(desk: RequestDesk, signing: SigningDesk): PageRoute[] {
  const proof = aboutRequest(desk, ['seeRequests', 'GET', '/proof.zip'], (found) =>
    giveProof(desk, signing, found),
  );
  const acts = SIGNED.flatMap((act) => {
    const to = { desk, signing, act };
    return [
      aboutRequest(desk, ['seeRequests', 'GET', `/acts/${act}`], (found) => askSignature(to, found, {})),
      aboutRequest(desk, ['seeRequests', 'POST', `/acts/${act}`], (found) => sign(to, found)),
      aboutRequest(desk, ['seeRequests', 'GET', `/acts/${act}/letter.pdf`], (found) =>
        onePart(to, found, 'document', ['application/pdf', 'pdf']),
      ),
      aboutRequest(desk, ['seeRequests', 'GET', `/acts/${act}/request.json`], (found) =>
        onePart(to, found, 'data', ['application/json', 'json']),
      ),
      aboutRequest(desk, ['seeRequests', 'GET', `/acts/${act}/file.json`], (found) =>
        onePart(to, found, 'file', ['application/json', 'file.json']),
      ),
    ];
  });
  return [proof, ...acts];
}

/** What was signed and stands, or was signed last, for a stranger to check. */
async function giveProof(
  { people }: RequestDesk,
  { house }: SigningDesk,
  { visit, shown }: Found,
): Promise<Response> {
  const { file, request } = shown;
  const signatures = await people.db.asPerson(visit.person.id, (tx) => signaturesOf(tx, request.id));
  if (!isProvable(signatures)) return visit.go(requestAddress(file, request.number));
  const reference = requestReference(file.reference, request.number);
  const bytes = await proofOf(house, {
    reference,
    requestId: request.id,
    signatures,
    letterIn: request.letterIn,
  });
  return attachment(bytes, 'application/zip', `${nameOf(shown)}-proof.zip`);
}

interface ToSign {
  readonly desk: RequestDesk;
  readonly signing: SigningDesk;
  readonly act: SignedAct;
}

/** What was typed beside the signature, before it is made. */
function inAddress({ visit }: Found): URLSearchParams {
  const names = ['place', 'until', ...DAY_PARTS.map((part) => partName('until', part))];
  const given = names.map((name) => [name, visit.query(name)] as const);
  return new URLSearchParams(given.filter(([, value]) => value !== '').map(([name, value]) => [name, value]));
}

/** In the address of the page, or in what was posted with the signature. */
function approvalIn({ visit }: Found, given: URLSearchParams, now: number) {
  const [place, until] = [given.get('place') ?? '', dayGiven(given, 'until')];
  return readApproval(visit.frame.say, { place, until, today: utcDay(now) });
}

async function askSignature(
  { desk, signing, act }: ToSign,
  found: Found,
  failed: Errors,
  given: URLSearchParams = inAddress(found),
): Promise<Response> {
  const { visit } = found;
  const { say } = visit.frame;
  const shown = await lifeShown(desk, found);
  const { said, errors } = approvalIn(found, given, desk.people.clock());
  const asked = await prepareAuthorising(
    signing,
    actingOf(desk, found),
    visit.session.id,
    shown.request.number,
    { act, said: Object.keys(errors).length > 0 ? undefined : said },
  );
  const status = Object.keys(failed).length > 0 ? 409 : Object.keys(errors).length > 0 ? 422 : 200;
  if (!asked.isTheirs) return visit.page(notNowPage(say, shown, act), status);
  const { parts, choices, hindrances } = asked;
  const page = { shown, act, choices, hindrances, said, errors: { ...failed, ...errors } };
  return visit.page(
    signPage(say, { ...page, parts: parts && { ...parts, digests: digestsOf(parts) } }),
    status,
  );
}

function digestsOf({ papers }: SignedParts) {
  const { document, data, file } = papers;
  return {
    document: hex(sha256(document)),
    data: hex(sha256(data)),
    file: file && hex(sha256(file)),
  };
}

async function sign(to: ToSign, found: Found): Promise<Response> {
  const { desk, signing, act } = to;
  const { visit, shown } = found;
  const { say } = visit.frame;
  const given = await visit.form();
  const answer = readSigningAnswer(given.get('signing') ?? '');
  if (answer === undefined) return askSignature(to, found, { signing: say.signing.unreadable }, given);
  const { said, errors } = approvalIn(found, given, answer.at);
  if (Object.keys(errors).length > 0) return askSignature(to, found, {}, given);
  const { number } = shown.request;
  const outcome = await authorise(signing, actingOf(desk, found), {
    session: visit.session.id,
    number,
    answer,
    act,
    said,
  });
  if (!outcome.ok)
    return askSignature(to, found, { signing: say.requestLife.signAgain[outcome.again] }, given);
  return visit.go(`${requestAddress(visit.file, number)}?done=yes`);
}

/** Exactly what the page asks to sign: made again for the same moment, which the page has asked with. */
async function onePart(
  { desk, signing, act }: ToSign,
  found: Found,
  part: 'document' | 'data' | 'file',
  [media, ending]: readonly [media: string, ending: string],
): Promise<Response> {
  const { visit, shown } = found;
  const at = Number(visit.query('at'));
  const age = desk.people.clock() - at;
  const toPage = (): Response => visit.go(requestAddress(visit.file, shown.request.number, `/acts/${act}`));
  if (!Number.isSafeInteger(at) || age < 0 || age > SIGNING_MINUTES * 60_000) return toPage();
  const { said, errors } = approvalIn(found, inAddress(found), at);
  if (Object.keys(errors).length > 0) return toPage();
  const papers = await papersAt({ desk, signing, act }, found, { at, said });
  const bytes = papers?.[part];
  return bytes === undefined ? toPage() : attachment(bytes, media, `${nameOf(shown)}-to-sign.${ending}`);
}

async function papersAt(
  { desk, signing, act }: ToSign,
  found: Found,
  about: { readonly at: number; readonly said: ApprovalSaid },
) {
  const { visit, shown } = found;
  const { number } = shown.request;
  const acting = actingOf(desk, found);
  return (await prepareAuthorising(signing, acting, visit.session.id, number, { act, ...about })).parts
    ?.papers;
}
