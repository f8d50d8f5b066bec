// Importing a package: sent or from the folder, checked, looked at, the two questions, taken into evidence.
import { isUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, takingBytes, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import { fileOfForm } from '../../platform/form-file.ts';
import type { Messages } from '../../web/messages.ts';
import type { Errors } from '../../web/parts.ts';
import { sizeText } from '../../web/when.ts';
import { formLine } from '../../web/form-line.ts';
import * as acts from './incoming.acts.ts';
import * as pages from './incoming.pages.ts';
import { incomingById, incomingOfCase } from './incoming.store.ts';
import {
  incomingState,
  KEYS_COMPARED,
  keysRecord,
  type Compared,
  type Incoming,
  type KeysCompared,
} from './incoming.ts';
import type { Installation } from '../log/installation.acts.ts';

const LISTED = 50;
const ANSWERS_LENGTH_MAX = 300;
const TRUST_LENGTH_MAX = 32 * 1024;
const line = formLine(ANSWERS_LENGTH_MAX);

export interface ImportParts {
  readonly house: Installation;
  readonly people: People;
  /** Of a package sent in one request. */
  readonly bytesMax: number;
}

export function incomingRoutes(parts: ImportParts): PageRoute[] {
  const { people } = parts;
  const one = (
    method: 'GET' | 'POST',
    step: string,
    open: (visit: CaseVisit, incoming: Incoming) => Promise<Response> | Response,
  ): PageRoute =>
    inCase('addEvidence', method, `/cases/:case/import/:id${step}`, async (visit) => {
      const { person, file } = visit;
      const id = visit.param('id');
      const found = await people.db.asPerson(person.id, (tx) =>
        incomingById(tx, file.id, isUuid(id) ? id : file.id),
      );
      return found === undefined ? visit.go(pages.importAddress(file)) : open(visit, found);
    });
  /** The questions before it is taken in are asked of what was checked. */
  const question = (method: 'GET' | 'POST', step: string, open: Parameters<typeof one>[2]): PageRoute =>
    one(method, step, (visit, incoming) =>
      incomingState(incoming) === 'checked'
        ? open(visit, incoming)
        : visit.go(pages.importAddress(visit.file, incoming)),
    );
  return [
    inCase('addEvidence', 'GET', '/cases/:case/import', (visit) => show(parts, visit, {})),
    takingBytes(inCase('addEvidence', 'POST', '/cases/:case/import/send', (visit) => send(parts, visit))),
    inCase('addEvidence', 'POST', '/cases/:case/import/folder', (visit) => fromFolder(parts, visit)),
    one('GET', '', async (visit, incoming) => {
      const shown = {
        file: visit.file,
        incoming,
        isPeerChanged: await acts.isPeerChanged(parts.house, incoming),
      };
      return visit.page(pages.incomingPage(visit.frame.say, shown));
    }),
    question('POST', '/again', async (visit, { id }) => {
      const { person, file } = visit;
      return visit.go(`/jobs/${await acts.checkAgainst(parts.house, { person, file }, { id })}`);
    }),
    question('GET', '/keys', (visit, incoming) => {
      const known = comparedBefore(incoming);
      if (known !== undefined)
        return askAnswers(visit, incoming, { compared: known, answers: '', errors: {} });
      const given = { compared: undefined, trust: '', errors: {} };
      return visit.page(pages.keysPage(visit.frame.say, { file: visit.file, incoming }, given));
    }),
    question('POST', '/keys', (visit, incoming) => compare(parts, visit, incoming)),
    question('POST', '/take', (visit, incoming) => take(parts, visit, incoming)),
  ];
}

async function show(
  { house, people, bytesMax }: ImportParts,
  visit: CaseVisit,
  errors: Errors,
): Promise<Response> {
  const { file, person } = visit;
  const arrived = await people.db.asPerson(person.id, (tx) => incomingOfCase(tx, file.id, LISTED));
  const folder = await acts.arrivedByHand(house);
  const page = pages.importPage(visit.frame.say, { file, arrived, folder, bytesMax, errors });
  return visit.page(page, Object.keys(errors).length > 0 ? 422 : 200);
}

async function send(parts: ImportParts, visit: CaseVisit): Promise<Response> {
  const { say } = visit.frame;
  const { person, file } = visit;
  const request = visit.request();
  if (request.body === null) return visit.go(pages.importAddress(file));
  try {
    const { name, bytes } = await fileOfForm(request.body, request.headers.get('content-type') ?? '');
    if (name === '') return await show(parts, visit, { file: say.incoming.chooseFile });
    const id = await acts.takeSent(parts.house, { person, file }, { name, bytes, bytesMax: parts.bytesMax });
    return visit.go(`/jobs/${id}`);
  } catch (error) {
    const why = error instanceof Refusal ? whyNot(say, parts, error) : undefined;
    if (why === undefined) throw error;
    return show(parts, visit, { file: why });
  }
}

function whyNot(say: Messages, { bytesMax }: ImportParts, { code }: Refusal): string | undefined {
  const words = say.incoming.refused;
  if (code === 'tooLarge') return words.tooLarge(sizeText(say, bytesMax));
  return code === 'noSpace' || code === 'badInput' ? words[code] : undefined;
}

async function fromFolder({ house }: ImportParts, visit: CaseVisit): Promise<Response> {
  const { person, file } = visit;
  const name = (await visit.form()).get('name') ?? '';
  if (!(await acts.arrivedByHand(house)).includes(name)) return visit.go(pages.importAddress(file));
  return visit.go(`/jobs/${await acts.takeFromFolder(house, { person, file }, name)}`);
}

async function compare({ house }: ImportParts, visit: CaseVisit, incoming: Incoming): Promise<Response> {
  const { say } = visit.frame;
  const { person, file } = visit;
  const words = say.incoming;
  const form = await visit.form();
  const compared = comparedOf(form);
  const trust = (form.get('trust') ?? '').replace(/\r\n?/g, '\n'); // as browsers send lines
  const again = (errors: Errors): Promise<Response> =>
    visit.page(pages.keysPage(say, { file, incoming }, { compared, trust, errors }), 422);
  if (compared === undefined) return again({ compared: say.form.choose });
  if (compared !== 'file') return askAnswers(visit, incoming, { compared, answers: '', errors: {} });
  if (trust.trim() === '') return again({ trust: words.trustNeeded });
  if (trust.length > TRUST_LENGTH_MAX)
    return again({ trust: words.trustLong(sizeText(say, TRUST_LENGTH_MAX)) });
  try {
    return visit.go(`/jobs/${await acts.checkAgainst(house, { person, file }, { id: incoming.id, trust })}`);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'badInput') return again({ trust: words.trustForm });
    throw error;
  }
}

/** Of a trusted peer, and of a file that was given, nobody is asked. */
function comparedBefore({ trust, checked }: Incoming): Compared | undefined {
  if (checked?.verdict.peer !== undefined) return 'peer';
  return trust === undefined ? undefined : 'file';
}

function comparedOf(form: URLSearchParams): KeysCompared | undefined {
  return KEYS_COMPARED.find((one) => one === form.get('compared'));
}

function askAnswers(
  visit: CaseVisit,
  incoming: Incoming,
  given: Parameters<typeof pages.answersPage>[2],
): Promise<Response> {
  const page = pages.answersPage(visit.frame.say, { file: visit.file, incoming }, given);
  return visit.page(page, Object.keys(given.errors).length > 0 ? 422 : 200);
}

async function take({ house }: ImportParts, visit: CaseVisit, incoming: Incoming): Promise<Response> {
  const { say } = visit.frame;
  const { person, file } = visit;
  const words = say.incoming;
  const form = await visit.form();
  const said = comparedOf(form) ?? 'none';
  const compared = comparedBefore(incoming) ?? (said === 'file' ? 'none' : said);
  const read = line.safeParse(form.get('answers') ?? '');
  const again = (error: string): Promise<Response> =>
    askAnswers(visit, incoming, { compared, answers: form.get('answers') ?? '', errors: { answers: error } });
  if (!read.success) return again(say.form.tooLong(words.answersLabel, ANSWERS_LENGTH_MAX));
  if (read.data === '') return again(say.form.needed(words.answersWhat));
  const wish = { id: incoming.id, answers: read.data, reason: keysRecord(compared) };
  return visit.go(`/jobs/${await acts.askImport(house, { person, file }, wish)}`);
}
