// Everything about packages on the web: handing out, importing, checking.
import type { PageRoute } from '../../people/visit.routes.ts';
import { checkRoutes } from './check.routes.ts';
import { incomingRoutes, type ImportParts } from './incoming.routes.ts';
import type { SignForm } from '../custody/signing.routes.ts';
import { shareRoutes } from './share.routes.ts';

export function packageRoutes(parts: ImportParts & { readonly sign: SignForm }): PageRoute[] {
  return [...shareRoutes(parts.house, parts.people, parts.sign), ...checkRoutes(), ...incomingRoutes(parts)];
}
