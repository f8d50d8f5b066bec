// What describes a request to programs of others, as it is served and kept: data/schemas/, written by `./comity request schema`.
import { readFile } from 'node:fs/promises';

const FOLDER = new URL('../../../../data/schemas/', import.meta.url);
const FILES: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  '1.json': { file: 'request-1.json', type: 'application/schema+json' },
  '1.xsd': { file: 'request-1.xsd', type: 'application/xml; charset=utf-8' },
};

/** At `/schemas/request/<name>`; an address that was published keeps what it says. */
export async function publishedSchema(name: string): Promise<Response> {
  const known = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (known === undefined) return new Response('There is nothing here.\n', { status: 404 });
  const bytes = await readFile(new URL(known.file, FOLDER));
  return new Response(bytes, {
    headers: { 'content-type': known.type, 'cache-control': 'public, max-age=3600' },
  });
}
