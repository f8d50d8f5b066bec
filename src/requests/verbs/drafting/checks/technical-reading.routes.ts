// The pages on which somebody who knows the technique reads what is asked for, and says that it is right.
import { utcDay } from '../../../../base/time.ts';
import { Refusal } from '../../../../base/refusal.ts';
import { formLabels } from '../../../../law/form-labels.store.ts';
import { knowledgeOn } from '../../../../law/on-day.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../../../people/visit.routes.ts';
import type { LegalForm } from '../../../core/form.ts';
import { formOf } from '../../../forms/index.ts';
import { legalOf } from '../../../machine/states/wording.store.ts';
import { aboutRequest, formTitles, type Found, type RequestDesk } from '../request-found.routes.ts';
import { requestAddress } from '../../../machine/text/request-shown.pages.ts';
import { inTongue, letterTongue } from '../../../machine/text/tongue.ts';
import { writersOf } from '../../../machine/states/life.store.ts';
import { sayTechnicalPartIsRight } from './technical-reading.acts.ts';
import {
  partPage,
  partsPage,
  readingPage,
  TECHNIQUE,
  type PartShown,
  type ReadingAsked,
} from './technical-reading.pages.ts';
import { readingOf, technicalAnswers, technicalParts } from './technical-reading.store.ts';
import { technicalDigest, technicalFieldsOf, UNIT_MAX } from '../../../machine/way/technical-reading.ts';

type Seen = Partial<Pick<ReadingAsked, 'unit' | 'errors' | 'hasChanged'>>;

export function readingRoutes(desk: RequestDesk): PageRoute[] {
  const ofCase = `/cases/:case${TECHNIQUE}` as const;
  return [
    aboutRequest(desk, ['seeRequests', 'GET', '/technique'], (found) => show(desk, found, {})),
    aboutRequest(desk, ['readTechnique', 'POST', '/technique'], (found) =>
      confirm(desk, found.visit, found.shown, {
        again: (seen, status) => show(desk, found, seen, status),
        after: requestAddress(found.visit.file, found.shown.request.number, '/check'),
      }),
    ),
    inCase('readTechnique', 'GET', ofCase, (visit) => list(desk, visit)),
    inCase('readTechnique', 'GET', `${ofCase}/:number`, (visit) => showPart(desk, visit, {})),
    inCase('readTechnique', 'POST', `${ofCase}/:number`, async (visit) => {
      const part = await partOf(desk, visit);
      if (part === undefined) return visit.notFound();
      return confirm(desk, visit, part, {
        again: (seen, status) => showPart(desk, visit, seen, status),
        after: `/cases/${visit.file.reference}${TECHNIQUE}/${part.request.number}`,
      });
    }),
  ];
}

async function show(
  { people }: RequestDesk,
  { visit, shown }: Found,
  seen: Seen,
  status = 200,
): Promise<Response> {
  if (shown.request.direction !== 'outgoing') return visit.notFound();
  const writers = await people.db.asPerson(visit.person.id, (tx) => writersOf(tx, shown.request.id));
  const isWriter = writers.includes(visit.person.id);
  return visit.page(readingPage(visit.frame.say, { shown, isWriter, unit: '', errors: {}, ...seen }), status);
}

async function list({ people, law }: RequestDesk, visit: CaseVisit): Promise<Response> {
  const { say } = visit.frame;
  const parts = await people.db.asPerson(visit.person.id, (tx) => technicalParts(tx, visit.file.id));
  const titles = formTitles(say, await law.current());
  const listed = parts.map((part) => ({ part, title: titles.get(part.form) ?? part.form }));
  return visit.page(partsPage(say, visit.file, listed));
}

interface PartFound extends PartShown {
  readonly request: { readonly number: number };
  readonly isWriter: boolean;
}

/** What this person may see of it, by the form that it is read by. */
async function partOf({ people, law }: RequestDesk, visit: CaseVisit): Promise<PartFound | undefined> {
  const { file, person } = visit;
  const number = Number(visit.param('number'));
  if (!/^[1-9]\d{0,8}$/.test(visit.param('number'))) return undefined;
  const knowledge = knowledgeOn(await law.current(), utcDay(people.clock()));
  const { label } = letterTongue(visit.frame.say, formLabels(visit.frame.say.language.code));
  return people.db.asPerson(person.id, async (tx) => {
    const [part] = await technicalParts(tx, file.id, number);
    const form = formOf(part?.form);
    if (part === undefined || form === undefined) return undefined;
    const { legal } = await legalOf(tx, form, part, knowledge);
    const fields = technicalFieldsOf(legal).map(({ id }) => id);
    const answers = await technicalAnswers(tx, file.id, number, fields);
    return {
      file,
      request: part,
      legal: inTongue(legal, label),
      answers,
      reading: await readingOf(tx, part.id, technicalDigest(legal, answers)),
      isWriter: part.isWriter,
    };
  });
}

async function showPart(desk: RequestDesk, visit: CaseVisit, seen: Seen, status = 200): Promise<Response> {
  const part = await partOf(desk, visit);
  if (part === undefined) return visit.notFound();
  const asked = { isWriter: part.isWriter, unit: '', errors: {}, ...seen };
  return visit.page(partPage(visit.frame.say, part.request.number, part, asked), status);
}

interface Ways {
  readonly again: (seen: Seen, status: number) => Promise<Response>;
  readonly after: string;
}

async function confirm(
  { people }: RequestDesk,
  visit: CaseVisit,
  read: { readonly request: { readonly number: number }; readonly legal: LegalForm },
  { again, after }: Ways,
): Promise<Response> {
  const given = await visit.form();
  const unit = (given.get('unit') ?? '').replace(/\s+/g, ' ').trim();
  const { say } = visit.frame;
  const { unit: label } = say.practice.reading;
  if (unit === '') return again({ unit, errors: { unit: say.form.fillIn(label) } }, 422);
  if (unit.length > UNIT_MAX)
    return again({ unit, errors: { unit: say.form.tooLong(label, UNIT_MAX) } }, 422);
  const drafting = { people, person: visit.person, file: visit.file };
  try {
    await sayTechnicalPartIsRight(drafting, read, { digest: given.get('digest') ?? '', unit });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error;
    return again({ unit, hasChanged: true }, 409);
  }
  return visit.go(after);
}
