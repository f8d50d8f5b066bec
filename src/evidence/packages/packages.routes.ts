// Everything about packages on the web: handing out, importing, checking.
import { type PageRoute, everybody, type DoorVisit } from '../../people/visit.routes.ts';
import { incomingRoutes, type ImportParts } from './incoming.routes.ts';
import type { SignForm } from '../custody/signing.routes.ts';
import { shareRoutes } from './share.routes.ts';
import { attachment } from '../../web/attachment.ts';

export function packageRoutes(parts: ImportParts & { readonly sign: SignForm }): PageRoute[] {
  return [...shareRoutes(parts.house, parts.people, parts.sign), ...checkRoutes(), ...incomingRoutes(parts)];
}

// The checker of packages, for everybody: the offline page served as it is, under the policy that it carries, by which it can
// send nothing anywhere; and the same as files to give along.

const FILES = ['comity-verify.html', 'comity-verify.mjs'] as const;

function checkRoutes(): PageRoute[] {
  return [
    everybody('GET', '/check', (visit) => page(visit)),
    ...FILES.map((name) => everybody('GET', `/check/${name}`, (visit) => file(visit, name))),
  ];
}

async function page(visit: DoorVisit): Promise<Response> {
  const bytes = await bytesOf(visit, 'comity-verify.html');
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(bytes.toString())?.[1];
  if (policy === undefined) throw new Error('the checker carries no policy');
  return new Response(bytes, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${policy}; frame-ancestors 'none'`,
    },
  });
}

async function file(visit: DoorVisit, name: (typeof FILES)[number]): Promise<Response> {
  return attachment(await bytesOf(visit, name), 'application/octet-stream', name);
}

async function bytesOf({ frame: { assets } }: DoorVisit, name: string): Promise<Buffer<ArrayBuffer>> {
  const found = await assets.file(assets.url(name).slice('/assets/'.length), '');
  if (found === undefined) throw new Error(`no asset ${name}`);
  return Buffer.from(found.bytes);
}
