// Remarks on the answers of a request: said by whoever sees it, decided by whoever writes it.
import { isUuid } from '../../../../base/ids.ts';
import type { PageRoute } from '../../../../people/visit.routes.ts';
import { askedOf } from '../../../core/request-items.ts';
import { pageWith } from '../../../core/form.ts';
import { mergedItem } from '../items/item-merge.ts';
import { asRead } from '../questions/question.routes.ts';
import { decide, sayRemark } from './remark.acts.ts';
import { remarksPage, type RemarksAsked } from './remark.pages.ts';
import {
  DECISIONS,
  isOfNoItem,
  mayDecide,
  REMARK_MAX,
  remarkedId,
  remarkPlace,
  type Remark,
  type RemarkPlace,
} from '../../../machine/text/remark.ts';
import { remarkedIn, remarksOf, remarkUnder, type RemarkAt } from './remark.store.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import type { RequestVersion } from '../../../core/request.ts';
import { versionOf } from '../../../machine/states/request.store.ts';
import { remarkAddress } from '../../../machine/text/request-shown.pages.ts';

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
  seen: Partial<Pick<RemarksAsked, 'text' | 'errors' | 'warning'>> & { readonly before?: string },
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
    remarks: await asSuggestedNow(people, about, place, remarks),
    place: {
      here: readRemarkAt(here) === undefined ? '' : here,
      earlier: found.length > PAGE && oldest !== undefined ? remarkAtText(oldest) : undefined,
    },
    text: '',
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

/** What is suggested of an item, laid upon what the item is now: other answers of it may have changed since. */
function asSuggestedNow(
  { db }: RequestDesk['people'],
  { visit, shown: { request } }: Found,
  { field, item }: RemarkPlace,
  remarks: readonly Remark[],
): Promise<readonly Remark[]> {
  return db.asPerson(visit.person.id, async (tx) => {
    const laid: Remark[] = [];
    const versions = new Map<number, RequestVersion | undefined>([[request.version.number, request.version]]);
    for (const remark of remarks) {
      const [next] = askedOf({ suggestion: remark.suggestion ?? [] }, 'suggestion');
      const isOpen = item !== undefined && next !== undefined && remark.decision === undefined;
      if (isOpen && !versions.has(remark.version))
        versions.set(remark.version, await versionOf(tx, request.id, remark.version));
      const base = isOpen ? versions.get(remark.version) : undefined;
      const then = base && askedOf(base.answers, field.id)[(item?.number ?? 0) - 1];
      const merged = item && next && then && mergedItem(then, next, item.asked);
      laid.push(merged === undefined ? remark : { ...remark, suggestion: [merged] });
    }
    return laid;
  });
}

async function add(desk: RequestDesk, now: Found): Promise<Response> {
  const given = await now.visit.form();
  const found = await asRead(desk, now, given);
  const { visit, shown } = found;
  const place = placeHere(found);
  if (place === undefined) return visit.notFound();
  const { say } = visit.frame;
  const text = (given.get('remark') ?? '').trim().replaceAll('\r\n', '\n');
  if (text.length > REMARK_MAX || text === '') {
    const remark = text === '' ? say.review.remarks.needed : say.requests.wrong.doesNotFit;
    return show(desk, found, { text, errors: { remark } }, 422);
  }
  const drafting = { people: desk.people, person: visit.person, file: visit.file };
  const id = remarkedId(place);
  await sayRemark(drafting, shown.request, { field: id, text, suggestion: undefined });
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
