// Remarks on the answers of a request: said by whoever sees it, decided by whoever writes it.
import { isUuid } from '../../base/ids.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { isMeasure, type Answer } from './answers.ts';
import { evidenceTypeOf } from './evidence-types.ts';
import { kindForm, onlyAsked, pageWith, type LegalForm } from '../form.ts';
import { itemGiven, readItem, rowsIn } from './item.ts';
import { withPerson } from './list-fields.ts';
import { givenBefore } from './question.pages.ts';
import { asRead, errorsOf } from './question.routes.ts';
import { readFields, type FieldProblems } from './read-fields.ts';
import { decide, sayRemark } from './remark.acts.ts';
import { remarksPage, type RemarksAsked } from './remark.pages.ts';
import {
  DECISIONS,
  isOfNoItem,
  mayDecide,
  REMARK_MAX,
  remarkedId,
  remarkPlace,
  type RemarkedItem,
  type RemarkPlace,
} from './remark.ts';
import { remarkedIn, remarksOf, remarkUnder, type RemarkAt } from './remark.store.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { remarkAddress } from '../request-shown.pages.ts';

/** So many at once, the newest of them. */
const PAGE = 50;

export function remarkRoutes(desk: RequestDesk): PageRoute[] {
  const path = '/remarks/:field';
  return [
    aboutRequest(desk, ['seeRequests', 'GET', path], (found) => show(desk, found, {})),
    aboutRequest(desk, ['seeRequests', 'POST', path], (found) => add(desk, found)),
    aboutRequest(desk, ['draftRequest', 'POST', `${path}/decide`], (found) => settle(desk, found)),
  ];
}

function placeHere({ visit, shown }: Found): RemarkPlace | undefined {
  return remarkPlace(shown.legal, shown.request.version.answers, visit.param('field'));
}

async function show(
  { people }: RequestDesk,
  about: Found,
  seen: Partial<Pick<RemarksAsked, 'text' | 'given' | 'errors' | 'warning'>> & { readonly before?: string },
  status = 200,
): Promise<Response> {
  const { visit, shown } = about;
  const place = placeHere(about);
  if (place === undefined) return visit.notFound();
  const { field, item } = place;
  const id = remarkedId(place);
  const { answers } = shown.request.version;
  const here = seen.before ?? visit.query('before');
  const found = await people.db.asPerson(visit.person.id, async (tx) => {
    const isLost = (one: string): boolean => isOfNoItem({ field: one }, field, answers);
    const lost = item === undefined ? (await remarkedIn(tx, shown.request.id)).filter(isLost) : [];
    const wanted = { on: [id, ...lost], before: readRemarkAt(here) ?? 'now', limit: PAGE + 1 } as const;
    return remarksOf(tx, shown.request.id, wanted);
  });
  const remarks = found.slice(0, PAGE).toReversed();
  const [oldest] = remarks;
  const asked: RemarksAsked = {
    shown,
    field,
    item,
    remarks,
    place: {
      here: readRemarkAt(here) === undefined ? '' : here,
      earlier: found.length > PAGE && oldest !== undefined ? remarkAtText(oldest) : undefined,
    },
    text: '',
    given: givenHere(about, place),
    errors: {},
    ...seen,
  };
  return visit.page(remarksPage(visit.frame.say, asked), status);
}

function remarkAtText({ at, id }: RemarkAt): string {
  return `${at.getTime()}~${id}`;
}

function readRemarkAt(text: string): RemarkAt | undefined {
  const [time = '', id = ''] = text.split('~');
  return /^\d{1,15}$/.test(time) && isUuid(id) ? { at: new Date(Number(time)), id } : undefined;
}

function kindOf({ shown }: Found, { asked }: RemarkedItem): LegalForm | undefined {
  return isMeasure(asked) ? kindForm(shown.legal, asked.measure) : undefined;
}

function givenHere(found: Found, { field, item }: RemarkPlace): URLSearchParams {
  if (item === undefined) return givenBefore([field], found.shown.request.version.answers);
  const { asked } = item;
  if (isMeasure(asked)) return givenBefore(kindOf(found, item)?.fields ?? [], asked.answers);
  const given = itemGiven(asked);
  const type = evidenceTypeOf(asked);
  if (type !== undefined) given.set('type', type);
  return given;
}

type Suggested =
  | { readonly ok: true; readonly suggestion: Answer | undefined }
  | { readonly ok: false; readonly problems: FieldProblems };

/** What the fields say; undefined: nothing. */
function readHere(found: Found, { field, item }: RemarkPlace, given: URLSearchParams): Suggested {
  if (item === undefined) {
    if (field.type === 'item_list') return { ok: true, suggestion: undefined };
    const { answers, problems } = readFields([field], given);
    return Object.keys(problems).length > 0
      ? { ok: false, problems }
      : { ok: true, suggestion: answers[field.id] };
  }
  const { asked } = item;
  if (!isMeasure(asked)) {
    const read = readItem(given, asked.identifiers);
    if (!read.ok) return read;
    // The page takes the usual kind of its category; that is no change of the item.
    const { type: _usual, ...same } = read.item;
    return { ok: true, suggestion: [asked.type === undefined ? same : read.item] };
  }
  const kind = kindOf(found, item);
  const { answers, problems } = readFields(kind?.fields ?? [], given);
  if (kind === undefined || Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, suggestion: [{ measure: asked.measure, answers: onlyAsked(kind, answers) }] };
}

/** Rows that the person asks for, of persons or of identifiers. */
function withMore(more: string, given: URLSearchParams): URLSearchParams {
  if (more !== 'yes') return withPerson(more, given);
  given.set(`value.${(rowsIn(given).at(-1) ?? -1) + 1}`, '');
  return given;
}

async function add(desk: RequestDesk, now: Found): Promise<Response> {
  const given = await now.visit.form();
  const found = await asRead(desk, now, given);
  const { visit, shown } = found;
  const place = placeHere(found);
  if (place === undefined) return visit.notFound();
  const { say } = visit.frame;
  const text = (given.get('remark') ?? '').trim().replaceAll('\r\n', '\n');
  const more = given.get('more');
  if (more !== null) return show(desk, found, { text, given: withMore(more, given) });
  const read = readHere(found, place, given);
  if (!read.ok) return show(desk, found, { text, given, errors: errorsOf(say, read.problems) }, 422);
  const stood = readHere(found, place, givenHere(found, place));
  const isSame = stood.ok && JSON.stringify(read.suggestion) === JSON.stringify(stood.suggestion);
  const suggestion = isSame ? undefined : read.suggestion;
  if (text.length > REMARK_MAX || (text === '' && suggestion === undefined)) {
    const remark = text === '' ? say.review.remarks.needed : say.requests.wrong.doesNotFit;
    return show(desk, found, { text, given, errors: { remark } }, 422);
  }
  const drafting = { people: desk.people, person: visit.person, file: visit.file };
  const id = remarkedId(place);
  await sayRemark(drafting, shown.request, { field: id, text: text === '' ? undefined : text, suggestion });
  return visit.go(remarkAddress(shown, placeHere(now) === undefined ? place.field.id : id));
}

async function settle(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const place = placeHere(found);
  const given = await visit.form();
  const decision = DECISIONS.find((one) => one === given.get('decision'));
  if (place === undefined) return visit.notFound();
  const { field, item } = place;
  const id = remarkedId(place);
  const said = given.get('remark') ?? '';
  const before = given.get('before') ?? '';
  const remark = isUuid(said)
    ? await desk.people.db.asPerson(visit.person.id, (tx) => remarkUnder(tx, shown.request.id, said))
    : undefined;
  const { answers } = shown.request.version;
  const back = (): Response =>
    visit.go(remarkAddress(shown, id) + (readRemarkAt(before) === undefined ? '' : `?before=${before}`));
  const isThere = remark?.field === id;
  const isLost = remark !== undefined && item === undefined && isOfNoItem(remark, field, answers);
  if (decision === undefined || remark === undefined || !(isThere || isLost)) return back();
  if (!mayDecide(remark, decision, isThere)) return back();
  const drafting = { people: desk.people, person: visit.person, file: visit.file };
  const page = pageWith(shown.legal.form, field.id).id;
  const saved = await decide(drafting, shown.request, remark, { decision, page, list: item && field.id });
  if (saved?.ok === false)
    return show(desk, found, { warning: visit.frame.say.review.remarks.changed, before }, 409);
  return back();
}
