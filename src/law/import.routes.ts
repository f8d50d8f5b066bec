// Holding a depositary's download against what is published: for knowledge editors.
import { isUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { agency, takingBytes, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { fileOfForm } from '../platform/form-file.ts';
import { proposeDifferences, seeImport, takeDownload } from './import.acts.ts';
import { importAddress, readImport } from './import-ask.ts';
import { importFilePage, importQuestionPage, unreadDownloadWords } from './import-ask.pages.ts';
import { importPage } from './import.pages.ts';
import { instrumentOf } from './look-up.ts';
import type { Editing, Proposed } from './proposal.acts.ts';

export function importRoutes(editing: Editing): PageRoute[] {
  return [
    agency('changeLaw', 'GET', '/law/import', (visit) => ask(editing, visit)),
    agency('changeLaw', 'GET', '/law/import/file', (visit) => file(editing, visit, {})),
    takingBytes(agency('changeLaw', 'POST', '/law/import/file', (visit) => take(editing, visit))),
    agency('changeLaw', 'GET', '/law/import/:import', (visit) => seen(editing, visit, [])),
    agency('changeLaw', 'POST', '/law/import/:import', (visit) => propose(editing, visit)),
  ];
}

/** The next question; once all are answered, the file. */
async function ask(editing: Editing, visit: SignedInVisit): Promise<Response> {
  const { knowledge, today, answers } = await asked(editing, visit);
  if (answers.isWhole) return visit.go(importAddress(answers.about, { page: '/file' }));
  const { question } = answers;
  const view = importQuestionPage(visit.frame.say, knowledge, question, today);
  return visit.page(view, question.problem === undefined ? 200 : 422);
}

async function asked({ law, people }: Editing, visit: SignedInVisit) {
  const today = new Date(people.clock()).toISOString().slice(0, 10);
  const knowledge = await law.current();
  return { knowledge, today, answers: readImport(visit.queries(), knowledge, today) };
}

async function file(
  editing: Editing,
  visit: SignedInVisit,
  errors: { readonly [field: string]: string },
): Promise<Response> {
  const { knowledge, answers } = await asked(editing, visit);
  if (!answers.isWhole) return visit.go(importAddress(answers.question.said));
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return visit.page(importFilePage(visit.frame.say, knowledge, answers.about, errors), status);
}

async function take(editing: Editing, visit: SignedInVisit): Promise<Response> {
  const { answers } = await asked(editing, visit);
  const request = visit.request();
  if (!answers.isWhole) return visit.go(importAddress(answers.question.said));
  const { about } = answers;
  if (request.body === null) return visit.go(importAddress(about, { page: '/file' }));
  try {
    const sent = await fileOfForm(request.body, request.headers.get('content-type') ?? '');
    const id = await takeDownload(editing, visit.person, {
      ...about,
      fileName: sent.name.slice(0, 200),
      bytes: sent.bytes,
    });
    return visit.go(`/law/import/${id}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return file(editing, visit, { file: unreadDownloadWords(visit.frame.say, error, about.format) });
  }
}

async function seen(editing: Editing, visit: SignedInVisit, made: readonly Proposed[]): Promise<Response> {
  const id = visit.param('import');
  const found = isUuid(id) ? await seeImport(editing, visit.person, id) : undefined;
  if (found === undefined) return visit.notFound();
  const { instrument } = found.row.download;
  const title = instrumentOf(await editing.law.current(), instrument)?.shortTitle ?? instrument;
  return visit.page(importPage(visit.frame.say, found, title, made));
}

async function propose(editing: Editing, visit: SignedInVisit): Promise<Response> {
  const id = visit.param('import');
  const found = isUuid(id) ? await seeImport(editing, visit.person, id) : undefined;
  if (found === undefined) return visit.notFound();
  const keys = new Set((await visit.form()).getAll('key'));
  return seen(editing, visit, await proposeDifferences(editing, visit.person, found, keys));
}
