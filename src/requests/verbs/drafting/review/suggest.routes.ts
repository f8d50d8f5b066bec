// Another answer is suggested on the web: one question a page, of an answer or of one item; whoever writes the request decides.
import { z } from 'zod';
import { phrase } from '../../../../base/refusal.ts';
import { actRoutes, asking, type AnyAct } from '../../../../people/act.routes.ts';
import type { PageRoute } from '../../../../people/visit.routes.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { Errors } from '../../../../web/parts.ts';
import { ok, optional, readAll, wrong, type Field } from '../../../../web/fields/field.ts';
import { text } from '../../../../web/fields/text.ts';
import { isDeepStrictEqual } from 'node:util';
import { answerLines, itemPartText } from '../../../machine/text/answer-words.ts';
import { pageTongue } from '../../../machine/text/tongue.ts';
import type { Answer, Answers, Asked } from '../../../core/answers.ts';
import { isMeasure } from '../../../core/request-items.ts';
import { evidenceTypeOf } from '../../../core/evidence-types.ts';
import { kindForm, pagesOf } from '../../../core/form.ts';
import { stepsOf, withStep } from '../../../machine/text/item-steps.ts';
import { itemGiven, readItem, rowsIn } from '../items/item.ts';
import { withPerson } from '../../../core/list-fields.ts';
import { givenBefore } from '../questions/given-before.ts';
import { asRead, errorsOf } from '../questions/question.routes.ts';
import { answeredHere, readFields, type FieldProblems } from '../questions/read-fields.ts';
import { sayRemark } from './remark.acts.ts';
import { REMARK_MAX, remarkedId, remarkPlace, type RemarkPlace } from '../../../machine/text/remark.ts';
import { leadOf } from './remark.pages.ts';
import {
  answerFields,
  ANSWERED,
  linesHtml,
  partWords,
  suggestFrame,
  type SuggestPart,
} from './suggest.pages.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { remarkAddress } from '../../../machine/text/request-shown.pages.ts';
import { isWalked } from '../questions/walk.ts';

export function suggestRoutes(desk: RequestDesk): PageRoute[] {
  return actRoutes<Found>({
    people: desk.people,
    // Which version was read, and which part of the answer, so that what is typed stays with it.
    path: SUGGEST,
    route: (method, path, open) => aboutRequest(desk, ['seeRequests', method, path], open),
    asked: (found) => askedOf(desk, found),
  });
}

const SUGGEST = '/remarks/:field/suggest/:base/:part';

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

async function askedOf(desk: RequestDesk, now: Found): Promise<AnyAct | Response> {
  const { visit } = now;
  const [base, name] = [visit.param('base'), visit.param('part')];
  const found = await asRead(desk, now, new URLSearchParams({ base }));
  const { shown } = found;
  const place = remarkPlace(shown.legal, shown.request.version.answers, visit.param('field'));
  if (place === undefined) return visit.notFound();
  const part = partOf(found, place, name);
  // A list of items is no answer to one question; and of an item the question is to be named.
  if (part === undefined || (place.item === undefined && place.field.type === 'item_list'))
    return visit.go(remarkAddress(shown, remarkedId(place)));
  const { say } = visit.frame;
  const before = standing(place, part, shown.request.version.answers);
  const here: Suggesting = { found, place, part, before };
  const fields = { answer: answerField(here), remark: REMARK };
  const id = remarkedId(place);
  return asking<typeof fields>({
    fields,
    about: {},
    address: `${remarkAddress(shown, id)}/suggest/${encodeURIComponent(base)}/${encodeURIComponent(name)}`,
    caption: `${say.review.remarks.suggest}${say.language.colon}${leadOf(say, place)}`,
    button: say.review.remarks.send,
    frame: suggestFrame(say, shown, place),
    act: async (body) => {
      const { answer: suggestion, remark: text } = readAll(fields, body, {});
      const drafting = { people: desk.people, person: visit.person, file: visit.file };
      await sayRemark(drafting, shown.request, { field: id, text, suggestion });
      const isThere = remarkPlace(now.shown.legal, now.shown.request.version.answers, id) !== undefined;
      return remarkAddress(shown, isThere ? id : place.field.id);
    },
  });
}

const REMARK = optional(
  text({
    ask: (say) => say.review.remarks.text,
    max: REMARK_MAX,
    rows: 3,
    wrong: (say) => say.requests.wrong.doesNotFit,
    means: 'Why.',
  }),
);

/** The question as the form asks it: its fields have names of their own, and are read as on its page. */
function answerField(here: Suggesting): Field<Answer | undefined, unknown, URLSearchParams> {
  const { found, place, part, before } = here;
  const filledBy = (given: URLSearchParams): URLSearchParams => {
    if (!given.has(ANSWERED)) return before;
    return part.of === 'item' ? withStep(before, part.step, given) : given;
  };
  return {
    ask: (say) => partWords(say, { place, part }),
    means: 'Another answer.',
    owns: (field) => field !== 'remark',
    schema: (name) => ({ [name]: z.instanceof(URLSearchParams) }),
    control: (say, { given, errors }) => {
      const filled = filledBy(given);
      return answerFields(say, { shown: found.shown, place, part, filled, errors });
    },
    typed: (given, name) => ({ [name]: given }),
    again: (given) => {
      const more = given.get('more');
      return more === null ? undefined : withMore(more, given);
    },
    read: (body, name) => {
      const given = body[name] as URLSearchParams | undefined; // as it is typed
      if (given?.has(ANSWERED) !== true)
        return wrong((say) => say.review.remarks.another, phrase('anAnswer'), phrase('none'));
      const errors = (say: Messages): Errors => errorsHere(say, here, given);
      const first = (say: Messages): string => Object.values(errors(say))[0] ?? '';
      const { problems, suggestion } = readHere(here, given);
      if (Object.keys(problems).length === 0 && !isAsBefore(here, suggestion)) return ok(suggestion);
      return {
        ok: false,
        wrong: { words: first, each: errors, expected: phrase('anotherAnswer'), found: phrase('none') },
      };
    },
    body: () => ({}),
    said: (say, suggestion) => linesHtml(say, linesOf(say, here, suggestion)),
  };
}

/** By the names of the fields; under the name of the question where it is the answer that stands already. */
function errorsHere(say: Messages, here: Suggesting, given: URLSearchParams): Errors {
  const { problems, suggestion } = readHere(here, given);
  if (Object.keys(problems).length > 0) return errorsOf(say, problems);
  return isAsBefore(here, suggestion) ? { [nameOf(here)]: say.review.remarks.another } : {};
}

function isAsBefore(here: Suggesting, suggestion: Answer | undefined): boolean {
  const stood = readHere(here, here.before).suggestion;
  return isDeepStrictEqual(kept(suggestion), kept(stood));
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

/** What would stand as the answer to the question. */
function linesOf(
  say: Messages,
  { place, part }: Suggesting,
  suggestion: Answer | undefined,
): readonly string[] {
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
