// The private keys of the log, or the one of the service, are not here: nothing can be published or recorded, so nothing is taken on. What stays open is the way in, and the
// pages where two administrators replace the keys as lost (docs/guides/replace-keys.md).
import { Refusal } from '../base/refusal.ts';
import { standsStill, type Installation } from '../evidence/log/installation.acts.ts';
import type { ApiRoute } from '../people/visit.api.ts';
import type { PageRoute, Visit } from '../people/visit.routes.ts';
import { html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import type { Doors } from './app.ts';

const OPEN = ['/', '/sign-in', '/account', '/language', '/jobs', '/recovery', '/settings/keys'];

/** All of them, unless the log stands still. */
export function doorsOf(house: Pick<Installation, 'keys' | 'canRecord'>, doors: Doors): Doors {
  const { routes, api } = doors;
  if (!standsStill(house)) return doors;
  return { routes: standingStill(routes), api: apiStandingStill(api), wire: [] };
}

function standingStill(routes: readonly PageRoute[]): readonly PageRoute[] {
  const isOpen = ({ path }: PageRoute): boolean =>
    OPEN.some((one) => path === one || (one !== '/' && path.startsWith(`${one}/`)));
  const open = (visit: Visit): Promise<Response> => visit.page(standstillPage(visit.frame.say), 503);
  return routes.map((route) => (isOpen(route) ? route : { ...route, open }));
}

function apiStandingStill(routes: readonly ApiRoute[]): readonly ApiRoute[] {
  const open = (): never => {
    throw new Refusal('notReady.privateKeys');
  };
  return routes.map((route) => ({ ...route, open }));
}

function standstillPage(say: Messages): View {
  const words = say.keyChange;
  return {
    title: words.standstill,
    isQuestion: true,
    main: html`<h1>${words.standstill}</h1>
      <p>${words.standstillWords}</p>
      <p><a href="/settings/keys">${say.settings.keys}</a></p>`,
  };
}
