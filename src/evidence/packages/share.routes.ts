// Share evidence: the questions, the list of packages, one package, its download, the second person's decision.
import { isUuid, newUuid, type Uuid } from '../../base/ids.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import type { Errors } from '../../web/parts.ts';
import { signsWith } from '../exhibits/exhibit-visit.routes.ts';
import type { Installation } from '../house/installation.acts.ts';
import { shareFile } from './share-file.acts.ts';
import * as acts from './share.acts.ts';
import {
  errorsOf,
  firstOpen,
  EMPTY,
  readShareForm,
  shareOf,
  stepAt,
  STEPS,
  stepsOf,
  type ShareForm,
  type Step,
} from './share-form.ts';
import { decideSharePage, packagePage, packagesPage } from './share-list.pages.ts';
import { checkSharePage, shareQuestion, stepPage, type Asking, type Contents } from './share.pages.ts';
import { leavingWith, receiversBefore, shareById, shareLines, sharesOfCase } from './share.store.ts';
import { needsSecond, type SharedPackage } from './share.ts';
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
    inCase('shareEvidence', 'GET', '/cases/:case/share', (visit) => begin(people, visit)),
    inCase('shareEvidence', 'POST', '/cases/:case/share', (visit) => walk(people, visit)),
    inCase('shareEvidence', 'POST', '/cases/:case/share/make', (visit) => make(room, visit)),
    inCase('seePackages', 'GET', '/cases/:case/packages', (visit) => list(people, visit)),
    one('seePackages', 'GET', '', (visit, share) => show(room, visit, share)),
    one('shareEvidence', 'GET', '/file', (visit, share) => download(house, visit, share)),
    one('shareEvidence', 'GET', '/decide', (visit, share) =>
      askDecision(people, visit, { share, errors: {} }),
    ),
    one('shareEvidence', 'POST', '/decide', (visit, share) => decide(room, visit, share)),
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

function begin(people: People, visit: CaseVisit): Promise<Response> {
  const items = visit
    .queries()
    .getAll('items')
    .filter((one) => /^[1-9]\d{0,8}$/.test(one))
    .map(Number);
  return askStep(
    people,
    visit,
    { key: newUuid(people.clock, people.random), items, ...EMPTY },
    'exhibits',
    {},
  );
}

async function walk(people: People, visit: CaseVisit): Promise<Response> {
  const form = await visit.form();
  const given = readShareForm(form, keyOf(people, form));
  const wanted = STEPS.find((step) => step === visit.query('step'));
  if (form.get('again') === 'yes' && wanted !== undefined) return askStep(people, visit, given, wanted, {});
  const asking = await askingOf(people, visit, given);
  const to = stepAt(form.get('to') ?? '', asking);
  const { say } = visit.frame;
  const open = firstOpen(say, to, asking);
  if (open !== undefined) return askStep(people, visit, given, open, errorsOf(say, open, asking));
  return askStep(people, visit, given, to, {});
}

/** The form keeps the key it was given, so that it asks for one package however often it is sent. */
function keyOf(people: People, form: URLSearchParams): Uuid {
  const key = form.get('key') ?? '';
  return isUuid(key) ? key : newUuid(people.clock, people.random);
}

async function askingOf(people: People, { person, file }: CaseVisit, form: ShareForm): Promise<Asking> {
  const found = await people.db.asPerson(person.id, async (tx) => ({
    lines: await shareLines(tx, file.id, acts.EXHIBITS_MAX + 1),
    receivers: await receiversBefore(tx, RECEIVERS),
  }));
  const isMore = found.lines.length > acts.EXHIBITS_MAX;
  const { receivers } = found;
  return { file, form, lines: found.lines.slice(0, acts.EXHIBITS_MAX), isMore, receivers, errors: {} };
}

async function askStep(
  people: People,
  visit: CaseVisit,
  given: ShareForm,
  step: Step,
  errors: Errors,
): Promise<Response> {
  const { say } = visit.frame;
  const asking = { ...(await askingOf(people, visit, given)), errors };
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  const share = shareOf(asking);
  if (step === 'check' && share !== undefined) {
    const contents = await contentsOf(people, visit, share.exhibits);
    const isSecond = needsSecond(visit.file.role, visit.file);
    const signs = await signsWith(people, visit.person.id);
    return visit.page(checkSharePage(say, { ...asking, share, contents, isSecond, signs }));
  }
  const steps = stepsOf(asking);
  const shown = step === 'check' ? 'how' : step;
  // Which questions follow depends on the exhibits, which are not chosen yet: the next answer decides.
  const next = shown === 'exhibits' ? 'ground' : (steps[steps.indexOf(shown) + 1] ?? 'check');
  return visit.page(stepPage(say, shown, asking, next), status);
}

async function contentsOf(
  people: People,
  { person, file }: CaseVisit,
  exhibits: readonly string[],
): Promise<Contents> {
  return people.db.asPerson(person.id, async (tx) => ({
    lines: await shareLines(tx, file.id, acts.EXHIBITS_MAX, exhibits),
    leaving: await leavingWith(tx, file.id, exhibits),
    others: Math.max(0, file.exhibits - exhibits.length),
  }));
}

interface Room {
  readonly house: Installation;
  readonly people: People;
  readonly sign: SignForm;
}

async function make({ house, people, sign }: Room, visit: CaseVisit): Promise<Response> {
  const form = await visit.form();
  const given = readShareForm(form, keyOf(people, form));
  const asking = await askingOf(people, visit, given);
  const { say } = visit.frame;
  const open = firstOpen(say, 'check', asking);
  const share = shareOf(asking);
  if (open !== undefined || share === undefined) {
    const step = open ?? 'how';
    return askStep(people, visit, given, step, errorsOf(say, step, asking));
  }
  const { person, file } = visit;
  const request = { by: { person, file }, share, id: given.key };
  if (needsSecond(file.role, file)) {
    await acts.askShare(house, request);
    return visit.go(`${listAddress(visit)}/${given.key}?done=asked`);
  }
  const run = (real: Installation): Promise<unknown> => acts.askShare(real, request);
  return signToShare(sign, visit, { run, id: given.key });
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
  const shown = { file, share, contents, viewer: person.id, notice: noticeOf(visit), isHere };
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
  const answer = await shareFile(house, { person, file }, { share, range });
  return answer ?? visit.go(`${listAddress(visit)}/${share.id}`);
}

async function askDecision(
  people: People,
  visit: CaseVisit,
  { share, errors }: { share: SharedPackage; errors: Errors },
): Promise<Response> {
  const { file, person } = visit;
  if (share.outcome !== undefined || share.askedBy.id === person.id)
    return visit.go(`${listAddress(visit)}/${share.id}`);
  const contents = await contentsOf(people, visit, share.exhibits);
  const signs = await signsWith(people, person.id);
  const page = decideSharePage(visit.frame.say, { file, share, contents, viewer: person.id, errors, signs });
  return visit.page(page, Object.keys(errors).length > 0 ? 422 : 200);
}

async function decide(
  { house, people, sign }: Room,
  visit: CaseVisit,
  share: SharedPackage,
): Promise<Response> {
  const answer = (await visit.form()).get('answer');
  if (answer !== 'yes' && answer !== 'no')
    return askDecision(people, visit, { share, errors: { answer: visit.frame.say.share.chooseDecision } });
  const decision = decisionOf(visit, share);
  if (answer === 'no') {
    await acts.withdrawShare(house, decision);
    return visit.go(`${listAddress(visit)}?done=withdrawn`);
  }
  return signToShare(sign, visit, { run: (real) => acts.confirmShare(real, decision), id: share.id });
}
