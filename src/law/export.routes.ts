// What is published, as files to take along: everybody who may read it may have it.
import { signedIn, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { exportCsv } from './export-csv.ts';
import { exportJson, exportJsonLd, exportYaml } from './export.ts';
import type { LawFiles } from './files.ts';
import type { Editing } from './proposal.acts.ts';
import { valuesOf } from './published.acts.ts';

const TYPES: { readonly [extension: string]: string } = {
  yaml: 'application/yaml; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  jsonld: 'application/ld+json',
};

export function exportRoutes(rooms: Editing): PageRoute[] {
  return [signedIn('GET', '/law/export/:file', (visit) => file(rooms, visit))];
}

async function file({ law }: Editing, visit: SignedInVisit): Promise<Response> {
  const name = visit.param('file');
  const [, extension = ''] = /^[a-z0-9-]+\.([a-z]+)$/.exec(name) ?? [];
  const type = TYPES[extension];
  if (type === undefined) return visit.notFound();
  const text = await textOf({ law }, name, extension);
  if (text === undefined) return visit.notFound();
  return new Response(text, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}

async function textOf(
  { law }: Pick<Editing, 'law'>,
  name: string,
  extension: string,
): Promise<string | undefined> {
  if (extension === 'jsonld') return name === 'law.jsonld' ? exportJsonLd(await law.current()) : undefined;
  if (extension === 'csv') return exportCsv(await law.current()).find((one) => one.name === name)?.text;
  const { texts } = await law.latest();
  if (extension === 'json')
    return name === 'law.json' ? exportJson(valuesOf(texts) as unknown as LawFiles) : undefined; // they passed their schemas
  return exportYaml(texts).find((one) => one.name === name)?.text;
}
