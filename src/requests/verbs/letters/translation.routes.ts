// Translating a request on the web: choose the languages, translate a sentence at a time, certify.
import { utf8 } from '../../../base/bytes.ts';
import { isUuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import { signingKeysOf, type SigningDesk } from '../../../evidence/log/signing-key.acts.ts';
import { readSigningAnswer } from '../../../evidence/custody/signing.ts';
import { inCase } from '../../../people/policy.ts';
import { signedIn, takingBytes, type PageRoute, type SignedInVisit } from '../../../people/visit.routes.ts';
import type { Errors } from '../../../web/parts.ts';
import { isLetterLanguage } from '../../core/letter-language.ts';
import { checkCertificate, type CertificateFinding } from './certificate-check.acts.ts';
import { certifySigned, prepareCertifying } from './certificate.acts.ts';
import { certifyPage } from './certificate.pages.ts';
import { smallText } from '../drafting/questions/bring.routes.ts';
import type { Drafting } from '../drafting/request-draft.acts.ts';
import {
  aboutRequest,
  formTitles,
  nameOf,
  type Found,
  type RequestDesk,
} from '../drafting/request-found.routes.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import { requestReference } from '../../core/request.ts';
import { toTranslatePage } from './to-translate.pages.ts';
import { requestsToTranslate } from './to-translate.store.ts';
import { certify, translate, translateMany, translationOf, type Translation } from './translation.acts.ts';
import { filePage, unreadFileWords, type FileSeen } from './translation-file.pages.ts';
import { deskPage, pairPage, segmentPage } from './translation.pages.ts';
import { certificatesOf, type Pair, type Translated } from './translation.store.ts';
import { MAX_TARGET, readXliff, writeXliff, XLIFF } from './xliff.ts';
import { attachment } from '../../../web/attachment.ts';

/** A page of the list. */
const LISTED = 100;

export function translationRoutes(desk: RequestDesk, signing: SigningDesk): PageRoute[] {
  const path = '/translation/:pair';
  const at = (open: (desk: RequestDesk, found: Found, pair: Pair) => Promise<Response>) => (found: Found) => {
    const [from, to] = splitPair(found.visit.param('pair'));
    const pair = pairOf(found, to);
    return pair?.from !== from ? found.visit.notFound() : open(desk, found, pair);
  };
  return [
    signedIn('GET', '/translate', (visit) => listAll(desk, visit)),
    aboutRequest(desk, ['seeRequests', 'GET', '/translation'], choose),
    aboutRequest(
      desk,
      ['seeRequests', 'GET', path],
      at((here, found, pair) => list(here, signing, found, pair)),
    ),
    aboutRequest(desk, ['seeRequests', 'GET', `${path}/sentences.xlf`], at(asXliff)),
    aboutRequest(desk, ['translateRequest', 'GET', `${path}/file`], at(askFile)),
    takingBytes(aboutRequest(desk, ['translateRequest', 'POST', `${path}/file`], at(takeFile))),
    aboutRequest(desk, ['translateRequest', 'POST', `${path}/over`], at(takeOver)),
    aboutRequest(
      desk,
      ['seeRequests', 'GET', `${path}/certify`],
      at((here, found, pair) => openCertificate(here, signing, found, pair)),
    ),
    aboutRequest(
      desk,
      ['certifyTranslation', 'POST', `${path}/certify`],
      at((here, found, pair) => sign(here, signing, found, pair)),
    ),
    aboutRequest(desk, ['translateRequest', 'GET', `${path}/:segment`], at(ask)),
    aboutRequest(desk, ['translateRequest', 'POST', `${path}/:segment`], at(answer)),
  ];
}

async function listAll({ people, law }: RequestDesk, visit: SignedInVisit): Promise<Response> {
  const { person, frame } = visit;
  const after = visit.query('after');
  const from = /^[1-9]\d{0,5}$/.test(after) ? Number(after) : 0;
  const found = await people.db.asPerson(person.id, (tx) =>
    requestsToTranslate(tx, person.id, from + LISTED + 1),
  );
  const titles = formTitles(frame.say, await law.current());
  const list = found.slice(from, from + LISTED);
  const titled = list.map((one) => ({ ...one, title: titles.get(one.form) ?? one.form }));
  const next = found.length > from + LISTED ? from + LISTED : undefined;
  return visit.page(toTranslatePage(frame.say, titled, next));
}

function splitPair(text: string): [string, string] {
  const [from = '', to = ''] = text.split('-', 2);
  return [from, to];
}

/** From the language in which it was written. */
function pairOf({ shown }: Found, to: string): Pair | undefined {
  const from = shown.request.writtenIn;
  return isLetterLanguage(to) && from !== to ? { from, to } : undefined;
}

function choose(found: Found): Response | Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const to = visit.query('to');
  if (to === '') return visit.page(pairPage(say, shown, {}));
  const pair = pairOf(found, to);
  if (pair === undefined) return visit.page(pairPage(say, shown, { to: say.translation.twoLanguages }), 422);
  return visit.go(requestAddress(visit.file, shown.request.number, `/translation/${pair.from}-${pair.to}`));
}

export function aboutIt({ shown, plain: legal }: Found) {
  const { answers, explained } = shown.request.version;
  return { request: shown.request, draft: { legal, answers, explained } };
}

function translationHere({ people }: RequestDesk, found: Found, pair: Pair): Promise<Translation> {
  return people.db.asPerson(found.visit.person.id, (tx) => translationOf(tx, aboutIt(found), pair));
}

async function list(desk: RequestDesk, signing: SigningDesk, found: Found, pair: Pair): Promise<Response> {
  const { visit, shown } = found;
  const translation = await translationHere(desk, found, pair);
  const labels = new Map(shown.legal.fields.map((field) => [field.id, field]));
  const segments = translation.segments.map((one) => ({
    ...one,
    field: labels.get(one.field.id) ?? one.field,
  }));
  const { certificate } = translation;
  const checked =
    (certificate?.key ?? null) === null ? undefined : await checkedLast(desk, signing, found, pair);
  return visit.page(deskPage(visit.frame.say, shown, { ...translation, segments, checked }));
}

async function checkedLast(
  { people }: RequestDesk,
  { house }: SigningDesk,
  { visit, shown: { request, file } }: Found,
  pair: Pair,
): Promise<CertificateFinding | undefined> {
  const given = await people.db.asPerson(visit.person.id, (tx) => certificatesOf(tx, request.id, pair));
  const last = given.at(-1);
  const about = { reference: requestReference(file.reference, request.number), requestId: request.id };
  return last && checkCertificate(house, about, last);
}

async function ask(desk: RequestDesk, found: Found, pair: Pair): Promise<Response> {
  return show(desk, found, pair, {});
}

async function show(
  desk: RequestDesk,
  found: Found,
  pair: Pair,
  {
    given,
    error,
    theirs,
  }: { readonly given?: string; readonly error?: string; readonly theirs?: Translated },
): Promise<Response> {
  const { visit, shown } = found;
  const { segments } = await translationHere(desk, found, pair);
  const number = /^[1-9]\d{0,4}$/.test(visit.param('segment')) ? Number(visit.param('segment')) : 0;
  const segment = segments[number - 1];
  if (segment === undefined) return visit.notFound();
  const page = segmentPage(visit.frame.say, {
    shown,
    pair,
    segment,
    number,
    all: segments.length,
    given: given ?? segment.translated?.target ?? '',
    errors: error === undefined ? {} : { target: error },
    theirs,
  });
  return visit.page(page, theirs !== undefined ? 409 : error === undefined ? 200 : 422);
}

async function answer(desk: RequestDesk, found: Found, pair: Pair): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const given = await visit.form();
  const target = (given.get('target') ?? '').trim().replaceAll('\r\n', '\n');
  const source = (given.get('source') ?? '').replaceAll('\r\n', '\n');
  if (target === '') return show(desk, found, pair, { given: target, error: say.translation.nothingWritten });
  if (target.length > MAX_TARGET)
    return show(desk, found, pair, { given: target, error: say.requests.wrong.doesNotFit });
  const by = { people: desk.people, person: visit.person, file: visit.file };
  const over = given.get('over') ?? '';
  const theirs = await translate(
    by,
    { ...aboutIt(found), pair },
    { source, target, over: isUuid(over) ? over : undefined },
  );
  if (theirs !== undefined) return show(desk, found, pair, { given: target, theirs });
  const { segments } = await translationHere(desk, found, pair);
  const next = segments.findIndex(({ translated }) => translated === undefined);
  const then = next === -1 ? '' : `/${next + 1}`;
  return visit.go(
    requestAddress(visit.file, shown.request.number, `/translation/${pair.from}-${pair.to}${then}`),
  );
}

interface CertificateAsked {
  readonly found: Found;
  readonly pair: Pair;
  readonly errors: Errors;
}

/** Who may not certify it, or not yet, is led to the desk, which says so. */
async function openCertificate(
  desk: RequestDesk,
  signing: SigningDesk,
  found: Found,
  pair: Pair,
): Promise<Response> {
  const { visit, shown } = found;
  const { left, segments } = await translationHere(desk, found, pair);
  const isReady = left === 0 && segments.length > 0;
  if (isReady && inCase(visit.file.role, 'certifyTranslation') === 'yes')
    return askCertificate(desk, signing, { found, pair, errors: {} });
  return visit.go(requestAddress(visit.file, shown.request.number, `/translation/${pair.from}-${pair.to}`));
}

async function askCertificate(
  { people }: RequestDesk,
  signing: SigningDesk,
  { found, pair, errors }: CertificateAsked,
): Promise<Response> {
  const { visit, shown } = found;
  const choices = await prepareCertifying(
    signing,
    { people, person: visit.person, file: visit.file },
    { about: { ...aboutIt(found), pair }, session: visit.session.id },
  );
  const status = Object.keys(errors).length > 0 ? 409 : 200;
  return visit.page(certifyPage(visit.frame.say, shown, pair, { choices, errors }), status);
}

/** With the passkey; without it, where the person has none. */
async function sign(desk: RequestDesk, signing: SigningDesk, found: Found, pair: Pair): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const drafting = { people: desk.people, person: visit.person, file: visit.file };
  const about = { ...aboutIt(found), pair };
  const given = (await visit.form()).get('signing') ?? '';
  const again = (words: string): Promise<Response> =>
    askCertificate(desk, signing, { found, pair, errors: { signing: words } });
  if (given === 'without') {
    if ((await signingKeysOf(signing, visit.person.id)).length > 0) return again(say.signing.unreadable);
    await certify(drafting, about);
  } else {
    const answer = readSigningAnswer(given);
    if (answer === undefined) return again(say.signing.unreadable);
    const outcome = await certifySigned(signing, drafting, { about, session: visit.session.id, answer });
    if (!outcome.ok) return again(say.requestLife.signAgain[outcome.again]);
  }
  return visit.go(requestAddress(visit.file, shown.request.number, `/translation/${pair.from}-${pair.to}`));
}

async function asXliff(desk: RequestDesk, found: Found, pair: Pair): Promise<Response> {
  const { segments } = await translationHere(desk, found, pair);
  const labels = new Map(found.shown.legal.fields.map(({ id, label }) => [id, label]));
  const units = segments.map(({ field, source, translated }) => ({
    note: labels.get(field.id) ?? field.label,
    source,
    target: translated?.target,
    translation: translated?.id,
  }));
  const text = writeXliff(nameOf(found.shown), pair, units);
  return attachment(utf8(text), XLIFF, `${nameOf(found.shown)}-${pair.from}-${pair.to}.xlf`);
}

function askFile(_desk: RequestDesk, found: Found, pair: Pair): Promise<Response> {
  return showFile(found, pair, { errors: {} });
}

function showFile({ visit, shown }: Found, pair: Pair, seen: FileSeen): Promise<Response> {
  const isWrong = seen.result !== undefined || Object.keys(seen.errors).length > 0;
  const status = seen.contested !== undefined ? 409 : isWrong ? 422 : 200;
  return visit.page(filePage(visit.frame.say, shown, pair, seen), status);
}

/** Nothing is kept unless all is right, or the person says so. */
async function takeFile(desk: RequestDesk, found: Found, pair: Pair): Promise<Response> {
  const { visit, shown } = found;
  const words = visit.frame.say.drafting.bring;
  const read = await smallText(visit);
  if (!read.ok) return showFile(found, pair, { errors: { file: words[read.reason] } });
  const about = aboutIt(found);
  const { segments } = await translationHere(desk, found, pair);
  const sources = new Set(segments.map(({ source }) => source));
  try {
    const { right, wrong } = await readXliff(utf8(read.text), pair, sources);
    if (right.length + wrong.length === 0)
      return await showFile(found, pair, { errors: { file: words.empty } });
    if (right.length === 0 || (wrong.length > 0 && visit.query('keep') !== 'right'))
      return await showFile(found, pair, { errors: {}, result: { wrong, right: right.length } });
    const keepOthers = visit.query('keep') === 'right';
    const contested = await translateMany(draftingHere(desk, found), { ...about, pair }, right, {
      keepOthers,
    });
    if (contested.length > 0) {
      const kept = keepOthers ? right.length - contested.length : 0;
      const others = keepOthers ? 0 : right.length - contested.length;
      return await showFile(found, pair, { errors: {}, contested: { list: contested, kept, others } });
    }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'conflict') throw error;
    return showFile(found, pair, { errors: { file: unreadFileWords(visit.frame.say, error, pair) } });
  }
  return visit.go(requestAddress(visit.file, shown.request.number, `/translation/${pair.from}-${pair.to}`));
}

const TAKEN_MAX = 1000;

/** Theirs were seen beside those of the file, and these are meant to take their place. Where another stands there again, both are shown. */
async function takeOver(desk: RequestDesk, found: Found, pair: Pair): Promise<Response> {
  const { visit, shown } = found;
  const given = await visit.form();
  const list = [...given.keys()]
    .flatMap((name) => /^mine\.(\d{1,4})$/.exec(name)?.[1] ?? [])
    .slice(0, TAKEN_MAX)
    .flatMap((n) => {
      const text = (name: string): string => (given.get(`${name}.${n}`) ?? '').replaceAll('\r\n', '\n');
      const [source, target, over] = [text('source'), text('target').trim(), text('over')];
      return target === '' || target.length > MAX_TARGET || !isUuid(over) ? [] : [{ source, target, over }];
    });
  const about = { ...aboutIt(found), pair };
  const contested = await translateMany(draftingHere(desk, found), about, list, { keepOthers: true });
  if (contested.length > 0) {
    const kept = list.length - contested.length;
    return showFile(found, pair, { errors: {}, contested: { list: contested, kept, others: 0 } });
  }
  return visit.go(requestAddress(visit.file, shown.request.number, `/translation/${pair.from}-${pair.to}`));
}

function draftingHere({ people }: RequestDesk, { visit: { person, file } }: Found): Drafting {
  return { people, person, file };
}
