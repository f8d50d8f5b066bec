// Share evidence: the questions, the list of packages, one package, its download, the second person's decision.
import { isUuid, type Uuid } from '../../base/ids.ts';
import { Refusal, type RefusalCode } from '../../base/refusal.ts';
import { questionFrame } from '../../people/act.pages.ts';
import { actRoutes, asking, type AnyAct } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { readSetting } from '../../people/setting.store.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import { onlyIf, readAll } from '../../web/fields/field.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { signsWith } from '../exhibits/exhibit-visit.routes.ts';
import type { Installation } from '../log/installation.acts.ts';
import { shareFile } from './share-file.acts.ts';
import * as acts from './share.acts.ts';
import { certifiedBy, RECORDS_KEPT, recordsKept } from './records.ts';
import { EXHIBITS_MAX, SHARE_CERTIFIED, shareOf } from './share-form.ts';
import { RECEIPT, SHARE_DECISION } from './share-decision.ts';
import { askedHtml, packageCrumbs, packagePage, packagesPage } from './share-list.pages.ts';
import { shareQuestion, staying, whatIsMade, type Contents } from './share.pages.ts';
import {
  leavingWith,
  receiptsFiled,
  receiversBefore,
  shareById,
  shareLines,
  sharesOfCase,
} from './share.store.ts';
import { fileShareReceipt, takesReceipts } from './share-receipt.acts.ts';
import { needsSecond, obstacleOf, type Share, type SharedPackage } from './share.ts';
import type { Run } from '../custody/signing.acts.ts';
import type { Frame } from '../custody/signing.pages.ts';
import type { SignForm } from '../custody/signing.routes.ts';
import type { View } from '../../web/page.ts';

const PAGE = 50;
const RECEIVERS = 100;

export function shareRoutes(house: Installation, people: People, sign: SignForm): PageRoute[] {
  const one = (
    act: 'seePackages' | 'shareEvidence',
    method: 'GET' | 'POST',
    step: string,
    open: (visit: CaseVisit, share: SharedPackage) => Promise<Response> | Response,
  ): PageRoute =>
    inCase(act, method, `/cases/:case/packages/:id${step}`, async (visit) => {
      const share = await find(people, visit);
      return share === undefined ? visit.go(listAddress(visit)) : open(visit, share);
    });
  const room = { house, people, sign };
  return [
    ...actRoutes<{ readonly visit: CaseVisit }>({
      people,
      path: '/cases/:case/share',
      route: (method, path, open) =>
        inCase('shareEvidence', method, path as `/cases/:case${string}`, (visit) => open({ visit })), // as above
      asked: ({ visit }) => askedOf(room, visit),
    }),
    inCase('seePackages', 'GET', '/cases/:case/packages', (visit) => list(people, visit)),
    one('seePackages', 'GET', '', (visit, share) => show(room, visit, share)),
    one('shareEvidence', 'GET', '/file', (visit, share) => download(house, visit, share)),
    ...actRoutes<PackageVisit>({
      people,
      path: '/decide',
      route: (method, path, open) =>
        one('shareEvidence', method, path, (visit, share) => open({ visit, share })),
      asked: (found, method) => deciding(room, found, method),
    }),
    ...actRoutes<PackageVisit>({
      people,
      path: '/receipt',
      takesFile: true,
      route: (method, path, open) =>
        one('shareEvidence', method, path, (visit, share) => open({ visit, share })),
      asked: (found) => filing(house, found),
    }),
    one('shareEvidence', 'POST', '/withdraw', async (visit, share) => {
      await acts.withdrawShare(house, decisionOf(visit, share));
      return visit.go(`${listAddress(visit)}?done=withdrawn`);
    }),
    one('shareEvidence', 'POST', '/remove', async (visit, share) => {
      await acts.removeShare(house, decisionOf(visit, share));
      return visit.go(`${listAddress(visit)}/${share.id}?done=removed`);
    }),
  ];
}

function listAddress({ file }: CaseVisit): string {
  return `/cases/${file.reference}/packages`;
}

function decisionOf({ person, file }: CaseVisit, { id }: SharedPackage): acts.ShareDecision {
  return { by: { person, file }, id };
}

function find(people: People, visit: CaseVisit): Promise<SharedPackage | undefined> {
  const { person, file } = visit;
  const id = visit.param('id');
  return people.db.asPerson(person.id, (tx) => shareById(tx, file.id, isUuid(id) ? id : file.id));
}

async function askedOf(room: Room, visit: CaseVisit): Promise<AnyAct | Response> {
  const { people } = room;
  const { person, file } = visit;
  const { say } = visit.frame;
  const found = await people.db.asPerson(person.id, async (tx) => ({
    lines: await shareLines(tx, file.id, EXHIBITS_MAX + 1),
    receivers: await receiversBefore(tx, RECEIVERS),
  }));
  const isMore = found.lines.length > EXHIBITS_MAX;
  const about = { ...found, lines: found.lines.slice(0, EXHIBITS_MAX) };
  const { lines } = about;
  const framed = (page: Framed, below: Html = nothing): View =>
    shareQuestion(say, { file, errors: page.errors }, { ...page, content: html`${page.main} ${below}` });
  const below = html`${isMore ? html`<p class="c-hint">${say.share.more(lines.length)}</p>` : nothing}
  ${staying(say, lines)}`;
  if (!lines.some((one) => obstacleOf(one) === undefined)) {
    const main = html`<h1>${say.share.which}</h1>
      <p>${say.share.none}</p>`;
    return visit.page(framed({ title: say.share.which, errors: {}, main }, below));
  }
  const isSecond = needsSecond(file.role, file);
  const kept = (await readSetting(room.house.db.kysely, RECORDS_KEPT, recordsKept))?.value;
  return asking<typeof SHARE_CERTIFIED>({
    fields:
      kept === undefined
        ? { ...SHARE_CERTIFIED, leftOut: onlyIf(() => false, SHARE_CERTIFIED.leftOut) }
        : SHARE_CERTIFIED,
    about,
    address: `/cases/${file.reference}/share`,
    caption: say.share.title,
    button: isSecond ? say.share.ask : say.share.make,
    frame: (page) => framed(page, page.name === 'items' ? below : nothing),
    checked: async (body) => {
      const share = shareOf(readAll(SHARE_CERTIFIED, body, about));
      const contents = await contentsOf(people, visit, share.exhibits);
      const signs = await signsWith(people, person.id);
      const records = kept && certifiedBy(person, kept, share);
      return whatIsMade(say, { share, contents, isSecond, signs, records });
    },
    act: (body, id) => make(room, visit, { share: shareOf(readAll(SHARE_CERTIFIED, body, about)), id }),
  });
}

type Framed = Parameters<AnyAct['frame']>[0];

async function contentsOf(
  people: People,
  { person, file }: CaseVisit,
  exhibits: readonly string[],
): Promise<Contents> {
  return people.db.asPerson(person.id, async (tx) => ({
    lines: await shareLines(tx, file.id, EXHIBITS_MAX, exhibits),
    leaving: await leavingWith(tx, file.id, exhibits),
    others: Math.max(0, file.exhibits - exhibits.length),
  }));
}

interface Room {
  readonly house: Installation;
  readonly people: People;
  readonly sign: SignForm;
}

async function make(
  { house, sign }: Room,
  visit: CaseVisit,
  { share, id }: { readonly share: Share; readonly id: Uuid },
): Promise<Response | string> {
  const { person, file } = visit;
  const request = { by: { person, file }, share, id };
  if (needsSecond(file.role, file)) {
    await acts.askShare(house, request);
    return `${listAddress(visit)}/${id}?done=asked`;
  }
  const run = (real: Installation): Promise<unknown> => acts.askShare(real, request);
  return signToShare(sign, visit, { run, id });
}

/** It is handed out with this, and made as a job. */
function signToShare(
  sign: SignForm,
  visit: CaseVisit,
  { run, id }: { readonly run: Run<unknown>; readonly id: Uuid },
): Promise<Response> {
  const { say } = visit.frame;
  const frame = ({ errors, ...asked }: Parameters<Frame>[0]): View =>
    shareQuestion(say, { file: visit.file, errors }, asked);
  return sign(visit, { run, done: `/jobs/${id}`, frame });
}

async function list(people: People, visit: CaseVisit): Promise<Response> {
  const { file, person } = visit;
  const { say } = visit.frame;
  const after = visit.query('after');
  const page = { after: isUuid(after) ? after : undefined, limit: PAGE + 1 };
  const found = await people.db.asPerson(person.id, (tx) => sharesOfCase(tx, file.id, page));
  const shares = found.slice(0, PAGE);
  const next = found.length > PAGE ? shares.at(-1)?.id : undefined;
  return visit.page(packagesPage(say, { file, shares, next, notice: noticeOf(visit) }));
}

async function show({ house, people }: Room, visit: CaseVisit, share: SharedPackage): Promise<Response> {
  const { file, person } = visit;
  const before = await contentsOf(people, visit, share.exhibits);
  const contents = share.made === undefined ? before : { ...before, leaving: undefined };
  const isHere = await acts.isShareHere(house, share);
  const { made } = share;
  const receipts =
    made === undefined ? [] : await people.db.asPerson(person.id, (tx) => receiptsFiled(tx, share, made.at));
  const isOtherService = visit.query('service') === 'other';
  const notice = noticeOf(visit);
  const shown = { file, share, contents, viewer: person.id, notice, isHere, receipts, isOtherService };
  return visit.page(packagePage(visit.frame.say, shown));
}

function noticeOf(visit: CaseVisit): string | undefined {
  const notices: { readonly [name: string]: string } = visit.frame.say.share.doneNotices;
  const done = visit.query('done');
  return Object.hasOwn(notices, done) ? notices[done] : undefined;
}

async function download(house: Installation, visit: CaseVisit, share: SharedPackage): Promise<Response> {
  const { person, file } = visit;
  const range = { range: visit.header('range'), ifRange: visit.header('if-range') };
  const answer = await shareFile(house, acts.takerOf({ person, file }), { share, range });
  return answer ?? visit.go(`${listAddress(visit)}/${share.id}`);
}

interface PackageVisit {
  readonly visit: CaseVisit;
  readonly share: SharedPackage;
}

function filing(house: Installation, { visit, share }: PackageVisit): AnyAct | Response {
  const { person, file } = visit;
  const { say } = visit.frame;
  const words = say.share.receipt;
  const address = `${listAddress(visit)}/${share.id}`;
  if (!takesReceipts(share)) return visit.go(address);
  return asking<typeof RECEIPT>({
    fields: RECEIPT,
    about: {},
    address: `${address}/receipt`,
    caption: words.title,
    button: words.button,
    frame: ({ main, ...page }) =>
      framed(visit, {
        ...page,
        share,
        here: words.act,
        main: html`${main}
          <p class="c-hint">${words.lead}</p>`,
      }),
    act: async (body) => {
      const receipt = Buffer.from(readAll(RECEIPT, body, {}).receipt);
      try {
        const { service } = await fileShareReceipt(house, { person, file }, { share, receipt });
        return `${address}?done=receiptFiled${service === 'other' ? '&service=other' : ''}`;
      } catch (error) {
        const why = error instanceof Refusal ? receiptWrong(say, error.code) : undefined;
        if (why === undefined) throw error;
        return { question: 'receipt', words: why };
      }
    },
  });
}

/** Undefined: nothing that another file would mend. */
function receiptWrong(say: Messages, code: RefusalCode): string | undefined {
  const { wrong } = say.share.receipt;
  switch (code) {
    case 'notReady':
    case 'wrongKey':
    case 'notFound':
    case 'badInput':
      return wrong[code];
    default:
      return undefined;
  }
}

async function deciding(
  { house, people, sign }: Room,
  { visit, share }: PackageVisit,
  method: 'GET' | 'POST',
): Promise<AnyAct | Response> {
  const { person } = visit;
  const { say } = visit.frame;
  const address = `${listAddress(visit)}/${share.id}`;
  // What was sent before is answered as it was; the act refuses the rest.
  if (method === 'GET' && (share.outcome !== undefined || share.askedBy.id === person.id))
    return visit.go(address);
  const contents = await contentsOf(people, visit, share.exhibits);
  const signs = await signsWith(people, person.id);
  const about = { asked: () => askedHtml(say, { share, contents, signs }) };
  const decision = decisionOf(visit, share);
  return asking<typeof SHARE_DECISION>({
    fields: SHARE_DECISION,
    about,
    address: `${address}/decide`,
    caption: '',
    button: say.share.decideButton,
    frame: (page) => framed(visit, { ...page, share, here: say.share.decide }),
    act: async (body) => {
      if (readAll(SHARE_DECISION, body, about).decision.outcome === 'confirmed')
        return signToShare(sign, visit, { run: (real) => acts.confirmShare(real, decision), id: share.id });
      await acts.withdrawShare(house, decision);
      return `${listAddress(visit)}?done=withdrawn`;
    },
  });
}

function framed(
  { file, frame: { say } }: CaseVisit,
  { share, here, ...page }: Framed & { readonly share: SharedPackage; readonly here: string },
): View {
  return questionFrame({ place: 'cases', crumbs: packageCrumbs(say, { file, share }, here, true) })(page);
}
