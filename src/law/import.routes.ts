// Holding a depositary's download against what is published: for knowledge editors.
import { isUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { agency, takingBytes, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { fileOfForm } from '../platform/form-file.ts';
import { isDay } from './day.ts';
import { proposeDifferences, seeImport, takeDownload } from './import.acts.ts';
import { askImportPage, filePage, importPage, type ImportAbout } from './import.pages.ts';
import { IMPORT_FORMATS } from './import.ts';
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

async function ask({ law, people }: Editing, visit: SignedInVisit): Promise<Response> {
  const today = new Date(people.clock()).toISOString().slice(0, 10);
  return visit.page(askImportPage(visit.frame.say, await law.current(), today, {}));
}

function aboutOf(visit: SignedInVisit): ImportAbout | undefined {
  const format = IMPORT_FORMATS.find((one) => one === visit.query('format'));
  const day = visit.query('day').trim();
  if (format === undefined || !isDay(day)) return undefined;
  return { format, instrument: visit.query('instrument'), day, celex: visit.query('celex').trim() };
}

async function file(
  editing: Editing,
  visit: SignedInVisit,
  errors: { readonly [field: string]: string },
): Promise<Response> {
  const about = aboutOf(visit);
  const known = about && instrumentOf(await editing.law.current(), about.instrument);
  if (about === undefined || known === undefined) return visit.go('/law/import');
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return visit.page(filePage(visit.frame.say, about, known.shortTitle, errors), status);
}

async function take(editing: Editing, visit: SignedInVisit): Promise<Response> {
  const about = aboutOf(visit);
  const request = visit.request();
  if (about === undefined || request.body === null) return visit.go('/law/import');
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
    return file(editing, visit, { file: error.message });
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
