// A setting that is asked for: its question lies below the page where what is set stands, and leads back to it.
import type { AboutOf, BodyOf, Fields } from '../web/fields/field.ts';
import type { Messages } from '../web/messages.ts';
import type { Crumb } from '../web/page.ts';
import { questionFrame } from './act.pages.ts';
import { actRoutes, asking, type AnyAct, type Unseen } from './act.routes.ts';
import type { People } from './people.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from './visit.routes.ts';

interface SettingAsked<F extends Fields> {
  readonly fields: F;
  readonly about: AboutOf<F>;
  readonly address: string;
  /** Where what is set stands. */
  readonly of: Required<Crumb>;
  /** Of the button that does it, if it does more than keep. */
  readonly button?: string;
  /** Returns what no question could see, and then nothing is set. */
  readonly set: (body: BodyOf<F>) => Promise<Unseen | void>;
}

export function settingAsked<F extends Fields>(
  say: Messages,
  { fields, about, address, of, button = say.settings.save, set }: SettingAsked<F>,
): AnyAct {
  const crumbs = [{ words: say.settings.title, href: '/settings' }, of];
  return asking<F>({
    fields,
    about,
    address,
    caption: of.words,
    button,
    frame: questionFrame({ place: 'settings', crumbs }),
    act: async (body) => (await set(body)) ?? `${of.href}?done=saved`,
  });
}

export function settingRoutes(
  people: People,
  path: string,
  asked: (visit: SignedInVisit) => AnyAct | Response | Promise<AnyAct | Response>,
  takes: { readonly takesFile?: true } = {},
): PageRoute[] {
  return actRoutes<{ readonly visit: SignedInVisit }>({
    people,
    path,
    route: (method, step, open) => agency('changeSettings', method, step, (visit) => open({ visit })),
    asked: ({ visit }) => asked(visit),
    ...takes,
  });
}
