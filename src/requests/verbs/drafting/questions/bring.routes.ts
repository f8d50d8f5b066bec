// Many identifiers or digests brought in at once, into a field or an item. Nothing is kept unless every line is right, or the
// person says that the right ones are to be kept.
import type { FormField } from '../../../../law/model-form.ts';
import { takingBytes, type CaseVisit, type PageRoute } from '../../../../people/visit.routes.ts';
import { fileOfForm } from '../../../../platform/form-file.ts';
import type { Errors } from '../../../../web/parts.ts';
import type { Answer, Item } from '../../../core/answers.ts';
import { askedOf, isMeasure } from '../../../core/request-items.ts';
import { bringPage } from './bring.pages.ts';
import { pageWith } from '../../../core/form.ts';
import type { FileHash } from '../../../core/hash-lines.ts';
import type { TypedIdentifier } from '../../../core/identifier.ts';
import { isLines, listOf, readLines, type ListField } from '../../../core/list-fields.ts';
import { questionPage } from './question.pages.ts';
import { savePage } from '../request-draft.acts.ts';
import { requestAddress } from '../../../machine/text/request-shown.pages.ts';
import { baseIn, conflict, questionAbout } from './question.routes.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';

const MAX_BYTES = 1024 * 1024;

type Entry = TypedIdentifier | FileHash;

/** What many are brought into. */
interface Place {
  readonly field: ListField;
  readonly into: string;
  readonly address: string;
  readonly there: readonly Entry[];
  /** The answer of which field, with these. */
  readonly answer: { readonly field: string; readonly with: (list: readonly Entry[]) => Answer | undefined };
}

export function bringRoutes(desk: RequestDesk): PageRoute[] {
  const draft = (method: 'GET' | 'POST', path: string, open: (found: Found) => Promise<Response>) =>
    aboutRequest(desk, ['draftRequest', method, path], open);
  const at = (open: (found: Found, place: Place) => Promise<Response>) => (found: Found) => {
    const place = placeOf(found);
    return place === undefined ? found.visit.notFound() : open(found, place);
  };
  return [
    draft(
      'GET',
      '/lists/:list',
      at((found, place) => show(found, place)),
    ),
    draft(
      'POST',
      '/lists/:list',
      at((found, place) => bringPasted(desk, found, place)),
    ),
    takingBytes(
      draft(
        'POST',
        '/lists/:list/file',
        at((found, place) => bringFile(desk, found, place)),
      ),
    ),
    draft(
      'POST',
      '/lists/:list/clear',
      at((found, place) => keep(desk, found, place, [], found.visit.query('version'))),
    ),
  ];
}

/** `hash`: a field; `data.2`: the identifiers of the second item of a field. */
function placeOf(found: Found): Place | undefined {
  const { visit, shown } = found;
  const name = visit.param('list');
  const address = requestAddress(shown.file, shown.request.number, `/lists/${name}`);
  const field = shown.legal.fields.find(({ id }) => id === name);
  if (field !== undefined) return isLines(field) ? fieldPlace(found, field, address) : undefined;
  const [, items, number] = /^(.{1,80})\.(\d{1,3})$/.exec(name) ?? [];
  const listed = shown.legal.fields.find(({ id }) => id === items);
  return listed?.type === 'item_list' ? itemPlace(found, listed.id, Number(number), address) : undefined;
}

function fieldPlace({ shown }: Found, field: FormField, address: string): Place {
  return {
    field,
    into: field.label,
    address,
    there: listOf(shown.request.version.answers, field),
    answer: { field: field.id, with: (list) => (list.length === 0 ? undefined : (list as Answer)) }, // as `readLines` read it
  };
}

function itemPlace(
  { visit, shown }: Found,
  field: string,
  number: number,
  address: string,
): Place | undefined {
  const items = askedOf(shown.request.version.answers, field);
  const item = items[number - 1];
  if (item === undefined || isMeasure(item)) return undefined;
  return {
    field: { id: '', type: 'identifier_list' },
    into: visit.frame.say.requests.items.item(number),
    address,
    there: item.identifiers,
    answer: {
      field,
      with: (list) =>
        items.toSpliced(number - 1, 1, { ...item, identifiers: list as Item['identifiers'] }) as Answer, // as above
    },
  };
}

interface Seen {
  readonly pasted?: string;
  readonly result?: { readonly wrong: ReturnType<typeof readLines>['wrong']; readonly right: number };
  readonly errors?: Errors;
}

function show(
  { visit, shown }: Found,
  { field, into, address, there }: Place,
  { pasted = '', result, errors = {} }: Seen = {},
): Promise<Response> {
  const asked = { shown, field, into, address, there: there.length, pasted, errors };
  const isWrong = result !== undefined || Object.keys(errors).length > 0;
  return visit.page(bringPage(visit.frame.say, { ...asked, ...(result && { result }) }), isWrong ? 422 : 200);
}

async function bringPasted(desk: RequestDesk, found: Found, place: Place): Promise<Response> {
  const given = await found.visit.form();
  const text = given.get('lines') ?? '';
  if (text.trim() === '')
    return show(found, place, { errors: { lines: found.visit.frame.say.drafting.bring.empty } });
  return bring(desk, found, place, {
    text,
    pasted: text,
    isForced: given.get('keep') === 'right',
    base: given.get('base'),
  });
}

async function bringFile(desk: RequestDesk, found: Found, place: Place): Promise<Response> {
  const { visit } = found;
  const words = visit.frame.say.drafting.bring;
  const read = await smallText(visit);
  if (!read.ok) return show(found, place, { errors: { file: words[read.reason] } });
  const isForced = visit.query('keep') === 'right';
  return bring(desk, found, place, { text: read.text, pasted: '', isForced, base: visit.query('version') });
}

interface Brought {
  readonly text: string;
  readonly pasted: string;
  /** The right lines are kept though others are wrong. */
  readonly isForced: boolean;
  readonly base: string | null;
}

async function bring(
  desk: RequestDesk,
  found: Found,
  place: Place,
  { text, pasted, isForced, base }: Brought,
): Promise<Response> {
  const { list, wrong: all } = readLines(place.field, text, place.there);
  if (list.length + all.length === 0) {
    const { empty } = found.visit.frame.say.drafting.bring;
    return show(found, place, { pasted, errors: { [pasted === '' ? 'file' : 'lines']: empty } });
  }
  // Brought in once more, as a whole corrected file is: what is there already stays there once, and is no fault.
  const wrong = all.filter(({ problem }) => problem !== 'again');
  if (list.length + wrong.length === 0) return found.visit.go(questionsAddress(found, place));
  const isKept = list.length > 0 && (wrong.length === 0 || isForced);
  if (!isKept) return show(found, place, { pasted, result: { wrong, right: list.length } });
  return keep(desk, found, place, [...place.there, ...list], base);
}

function questionsAddress({ visit, shown }: Found, { answer }: Place): string {
  const { id } = pageWith(shown.legal.form, answer.field);
  return requestAddress(visit.file, shown.request.number, `/questions/${id}`);
}

async function keep(
  { people }: RequestDesk,
  { visit, shown }: Found,
  { answer }: Place,
  list: readonly Entry[],
  base: string | null,
): Promise<Response> {
  const { request } = shown;
  const page = pageWith(shown.legal.form, answer.field);
  const made = answer.with(list);
  const saved = await savePage(
    { people, person: visit.person, file: visit.file },
    {
      number: request.number,
      base: baseIn(base, shown),
      page: page.id,
      fields: [answer.field],
      answers: made === undefined ? {} : { [answer.field]: made },
    },
  );
  if (saved.ok) return visit.go(requestAddress(visit.file, request.number, `/questions/${page.id}`));
  const question = questionAbout({ ...shown, request: saved.request }, page);
  return visit.page(
    questionPage(visit.frame.say, conflict(visit.frame.say, question, question.given, saved)),
    409,
  );
}

type SmallText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'choose' | 'tooLarge' | 'notText' | 'empty' };

/** The one file of the form, as text. */
export async function smallText(visit: CaseVisit): Promise<SmallText> {
  const request = visit.request();
  if (request.body === null) return { ok: false, reason: 'choose' };
  const { name, bytes } = await fileOfForm(request.body, request.headers.get('content-type') ?? '');
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > MAX_BYTES) return { ok: false, reason: 'tooLarge' };
    pieces.push(Buffer.from(piece));
  }
  if (name === '') return { ok: false, reason: 'choose' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
    if (text.includes('\0')) return { ok: false, reason: 'notText' }; // no text has it, and the database takes none
    return text.trim() === '' ? { ok: false, reason: 'empty' } : { ok: true, text };
  } catch {
    return { ok: false, reason: 'notText' }; // the decoder says no in words of its own
  }
}
