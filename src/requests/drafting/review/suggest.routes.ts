// Another answer is suggested on the web: one question a page, of an answer or of one item; whoever writes the request decides.
import { askWith, sentBy, type Method } from '../../../people/steps.routes.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import type { Messages } from '../../../web/messages.ts';
import type { Errors } from '../../../web/parts.ts';
import type { StepAsked, Steps } from '../../../web/steps.ts';
import { isDeepStrictEqual } from 'node:util';
import { answerLines, itemPartText } from '../../letters/answer-words.ts';
import { pageTongue } from '../../letters/tongue.ts';
import type { Answer, Answers, Asked } from '../answers/answers.ts';
import { isMeasure } from '../../request-items.ts';
import { evidenceTypeOf } from '../answers/evidence-types.ts';
import { kindForm, pagesOf } from '../../form.ts';
import { stepsOf, withStep } from '../items/item-steps.ts';
import { itemGiven, readItem, rowsIn } from '../items/item.ts';
import { withPerson } from '../questions/list-fields.ts';
import { givenBefore } from '../questions/given-before.ts';
import { asRead, errorsOf } from '../questions/question.routes.ts';
import { answeredHere, readFields, type FieldProblems } from '../questions/read-fields.ts';
import { sayRemark } from './remark.acts.ts';
import { REMARK_MAX, remarkedId, remarkPlace, type RemarkPlace } from './remark.ts';
import { suggestPage, ANSWERED, type SuggestPart, type SuggestStep } from './suggest.pages.ts';
import { aboutRequest, type Found, type RequestDesk } from '../../request-found.routes.ts';
import { remarkAddress } from '../../request-shown.pages.ts';
import { isWalked } from '../questions/walk.ts';

export function suggestRoutes(desk: RequestDesk): PageRoute[] {
  const path = '/remarks/:field/suggest';
  return [
    aboutRequest(desk, ['seeRequests', 'GET', path], (found) => suggest(desk, found, 'GET')),
    aboutRequest(desk, ['seeRequests', 'POST', path], (found) => suggest(desk, found, 'POST')),
  ];
}

/** The one question, with what it stands for now. */
interface Suggesting {
  readonly found: Found;
  readonly place: RemarkPlace;
  readonly part: SuggestPart;
  readonly before: URLSearchParams;
}

/** Parts of an item by their names in the address; an answer that is no item has one. */
function partOf(found: Found, { item }: RemarkPlace, name: string): SuggestPart | undefined {
  if (item === undefined) return { of: 'field' };
  const { asked } = item;
  if (!isMeasure(asked)) {
    const steps = stepsOf({ type: evidenceTypeOf(asked), given: itemGiven(asked) });
    const step = steps.find((one) => one === name);
    return step && { of: 'item', step };
  }
  const kind = kindForm(found.shown.legal, asked.measure);
  const page = kind && pagesOf(kind.form).find(({ id }) => id === name);
  return kind && page && isWalked({ legal: kind, answers: asked.answers }, page)
    ? { of: 'measure', kind, page }
    : undefined;
}

function standing({ field, item }: RemarkPlace, part: SuggestPart, answers: Answers): URLSearchParams {
  if (item === undefined) return givenBefore([field], answers);
  const { asked } = item;
  if (isMeasure(asked))
    return part.of === 'measure' ? givenBefore(part.kind.fields, asked.answers) : new URLSearchParams();
  const given = itemGiven(asked);
  const type = evidenceTypeOf(asked);
  if (type !== undefined) given.set('type', type);
  return given;
}

async function suggest(desk: RequestDesk, now: Found, method: Method): Promise<Response> {
  const sent = await sentBy(now.visit, method);
  if (!sent.has('base')) sent.set('base', String(now.shown.request.version.number));
  const found = await asRead(desk, now, sent);
  const { visit, shown } = found;
  const place = remarkPlace(shown.legal, shown.request.version.answers, visit.param('field'));
  if (place === undefined) return visit.notFound();
  const part = partOf(found, place, sent.get('part') ?? '');
  // A list of items is no answer to one question; and of an item the question is to be named.
  if (part === undefined || (place.item === undefined && place.field.type === 'item_list'))
    return visit.go(remarkAddress(shown, remarkedId(place)));
  const before = standing(place, part, shown.request.version.answers);
  const here: Suggesting = { found, place, part, before };
  const more = sent.get('more');
  const asking = askingOf(visit.frame.say, here);
  if (more !== null) {
    const given = withMore(more, sent);
    return visit.page(shownAs(here, { asking, step: 'answer', given, errors: {} }));
  }
  return askWith(
    visit,
    { method, sent },
    {
      asking: () => asking,
      page: (walk) => shownAs(here, walk),
      act: async (given) => {
        const { suggestion } = readHere(here, given);
        const text = (given.get('remark') ?? '').trim().replaceAll('\r\n', '\n') || undefined;
        const drafting = { people: desk.people, person: visit.person, file: visit.file };
        const id = remarkedId(place);
        await sayRemark(drafting, shown.request, { field: id, text, suggestion });
        const isThere = remarkPlace(now.shown.legal, now.shown.request.version.answers, id) !== undefined;
        return visit.go(remarkAddress(shown, isThere ? id : place.field.id));
      },
    },
  );
}

const BESIDE: ReadonlySet<string> = new Set(['base', 'part', 'remark', 'more', 'ask', 'said']);

function askingOf(say: Messages, here: Suggesting): Steps<SuggestStep> {
  return {
    steps: ['answer', 'remark'],
    posted: ['answer'],
    about: ['base', 'part'],
    of: (name, step) => (step === 'remark' ? name === 'remark' : !BESIDE.has(name)),
    wrong: (step, given) => {
      if (step === 'remark')
        return (given.get('remark') ?? '').length > REMARK_MAX ? say.requests.wrong.doesNotFit : undefined;
      const [first] = Object.values(errorsHere(say, here, given));
      return given.has(ANSWERED) ? first : say.review.remarks.another;
    },
  };
}

/** By the names of the fields; under the name of the question where it is the answer that stands already. */
function errorsHere(say: Messages, here: Suggesting, given: URLSearchParams): Errors {
  const { problems, suggestion } = readHere(here, given);
  if (Object.keys(problems).length > 0) return errorsOf(say, problems);
  const stood = readHere(here, here.before).suggestion;
  return isDeepStrictEqual(kept(suggestion), kept(stood))
    ? { [nameOf(here)]: say.review.remarks.another }
    : {};
}

function nameOf({ place, part }: Suggesting): string {
  switch (part.of) {
    case 'field':
      return place.field.id;
    case 'item':
      return part.step;
    case 'measure':
      return part.page.fields[0] ?? part.page.id;
  }
}

function kept(answer: Answer | undefined): unknown {
  return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
}

interface Read {
  /** Of an item: the whole of it, with the one answer changed. Undefined: nothing is said. */
  readonly suggestion: Answer | undefined;
  readonly problems: FieldProblems;
}

function readHere({ place, part, before }: Suggesting, given: URLSearchParams): Read {
  const { field, item } = place;
  if (item === undefined) {
    const { answers, problems } = readFields([field], given);
    return { suggestion: answers[field.id], problems };
  }
  const { asked } = item;
  if (!isMeasure(asked)) {
    if (part.of !== 'item') return { suggestion: undefined, problems: {} };
    const read = readItem(withStep(before, part.step, given), asked.identifiers);
    if (!read.ok) return { suggestion: undefined, problems: read.problems };
    // The page takes the usual kind of its category; that is no change of the item.
    const { type: _usual, ...same } = read.item;
    return { suggestion: [asked.type === undefined ? same : read.item], problems: {} };
  }
  if (part.of !== 'measure') return { suggestion: undefined, problems: {} };
  const { kind, page } = part;
  const fields = kind.fields.filter(({ id }) => page.fields.includes(id));
  const { answers, problems } = readFields(fields, given);
  const said = new Set(answeredHere(fields, given));
  const others = Object.entries(asked.answers).filter(([id]) => !said.has(id));
  const next = { ...Object.fromEntries(others), ...answers };
  return { suggestion: [{ measure: asked.measure, answers: next }], problems };
}

/** Rows that the person asks for, of persons or of identifiers. */
function withMore(more: string, given: URLSearchParams): URLSearchParams {
  const after = more === 'yes' ? given : withPerson(more, given);
  if (more === 'yes') after.set(`value.${(rowsIn(given).at(-1) ?? -1) + 1}`, '');
  after.delete('more');
  return after;
}

function shownAs(here: Suggesting, walk: StepAsked<SuggestStep>) {
  const { found, place, part, before } = here;
  const { say } = found.visit.frame;
  const { given } = walk;
  const isAnswered = given.has(ANSWERED);
  const laidOver = part.of === 'item' ? withStep(before, part.step, given) : given;
  const isWrong = walk.step === 'answer' && Object.keys(walk.errors).length > 0;
  return suggestPage(say, {
    shown: found.shown,
    place,
    part,
    walk,
    filled: isAnswered ? laidOver : before,
    errors: isWrong ? errorsHere(say, here, given) : walk.errors,
    lines: walk.step === 'answer' ? [] : linesOf(say, here, given),
  });
}

/** What would stand as the answer to the question. */
function linesOf(say: Messages, here: Suggesting, given: URLSearchParams): readonly string[] {
  const { place, part } = here;
  const { suggestion } = readHere(here, given);
  if (suggestion === undefined) return [];
  if (place.item === undefined) return answerLines(place.field, suggestion, say);
  const [asked] = suggestion as readonly Asked[]; // an item is suggested as a list of one
  if (asked === undefined) return [];
  if (part.of === 'item') return isMeasure(asked) ? [] : itemPartText(asked, part.step, pageTongue(say));
  if (part.of !== 'measure' || !isMeasure(asked)) return [];
  return part.kind.fields
    .filter(({ id }) => part.page.fields.includes(id))
    .flatMap((field) => {
      const said = asked.answers[field.id];
      return said === undefined ? [] : answerLines(field, said, say);
    });
}
