// The question by which a condition of what went is lifted, or one is added.
import { packageCrumbs } from '../evidence/packages/share-list.pages.ts';
import type { SharedPackage } from '../evidence/packages/share.ts';
import { questionFrame } from '../people/act.pages.ts';
import { asking, type AnyAct } from '../people/act.routes.ts';
import type { CaseVisit } from '../people/visit.routes.ts';
import { readAll } from '../web/fields/field.ts';
import { changeCondition, conditionsToChange } from './condition-change.acts.ts';
import { keysOrNone, type ExchangeDesk } from './exchange-desk.routes.ts';
import { CONDITION_CHANGED } from './exchange-asks.ts';
import { offersOf } from './offer.store.ts';

/** `address`: of the page of the package, which says why where nothing can be changed. */
export async function changingCondition(
  desk: ExchangeDesk,
  visit: CaseVisit,
  { share, address }: { readonly share: SharedPackage; readonly address: string },
): Promise<AnyAct | Response> {
  const { house } = desk;
  const { person, file, frame } = visit;
  const { say } = frame;
  const words = say.exchange.consent;
  const keys = await keysOrNone(desk);
  const offer = (await offersOf(house.db.kysely, share.id)).find(({ id }) => id === visit.param('offer'));
  const about = { conditions: offer === undefined ? [] : await conditionsToChange(house.db.kysely, offer) };
  if (keys === undefined || offer === undefined || about.conditions.length === 0) return visit.go(address);
  return asking<typeof CONDITION_CHANGED>({
    fields: CONDITION_CHANGED,
    about,
    address: `${address}/${offer.id}/conditions`,
    caption: words.title,
    button: words.change,
    frame: questionFrame({
      place: 'cases',
      crumbs: packageCrumbs(say, { file, share }, words.change, true),
    }),
    act: async (body, id) => {
      const { which, reason: text } = readAll(CONDITION_CHANGED, body, about);
      const said = { text, language: say.language.code, id };
      await changeCondition({ house, keys, by: { person, file } }, offer, which, said);
      return address;
    },
  });
}
