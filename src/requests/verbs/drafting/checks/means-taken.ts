// Who of those that a request goes to says by which means it takes one: an authority of the directory, or the provider itself.
import { isMeans, takenBy, type Means, type MeansTaken } from '../../../core/means.ts';
import { itemsOf } from '../../../core/request-items.ts';
import { providerNamed } from '../../../machine/way/holder.ts';
import type { Checked } from '../../../machine/way/practice.ts';
import { competentIn } from '../../../machine/way/practice-state.ts';
import { ownWay } from '../../../machine/way/way.ts';
import { goesToProvider } from '../../../core/form.ts';

/** What the record of a provider calls its ways in (`providers.yaml`). */
const OF_PROVIDER: { readonly [kind: string]: readonly Means[] } = {
  portal: ['web_portal'],
  email: ['secure_email'],
  email_or_portal: ['secure_email', 'web_portal'],
  postal: ['post'],
  api: ['platform_api'],
  decentralised_it_system: ['e_codex'],
};

/** Ways of the planner that are a network of their own. */
const OF_WAY: { readonly [way: string]: Means } = { interpol: 'i24_7', 'europol-siena': 'siena' };

type About = Pick<Checked, 'law' | 'setting' | 'draft'>;

/** None: the record does not say. */
export function meansTaken(about: About): readonly MeansTaken[] {
  const draft = about.setting.follows?.draft ?? about.draft;
  if (!goesToProvider(draft.legal.form)) return takenBy(competentIn(about));
  const named = addressedIn(draft).flatMap((one) => providerNamed(one, about.law.providers) ?? []);
  return [...new Set(named)].flatMap(({ name, channels }) => {
    const means = channels.flatMap(({ kind }) => OF_PROVIDER[kind] ?? []);
    return means.length === 0 ? [] : [{ name, means: [...new Set(means)] }];
  });
}

/** Those that a request names as the ones who are asked, as it writes them. */
export function addressedIn({ legal, answers }: About['draft']): string[] {
  const parties = ['provider', 'addressee'].flatMap((id) => {
    const party = answers[id];
    return typeof party === 'object' && 'organisation' in party ? [party.organisation] : [];
  });
  return [...parties, ...itemsOf(answers, legal.form.roles.items).flatMap(({ holder }) => holder ?? [])];
}

/** What the record names, and then the network that its way is; the rest is offered after them. */
export function meansFirst(about: About, taken: readonly MeansTaken[]): readonly Means[] {
  const way = OF_WAY[about.setting.follows?.way ?? ownWay(about) ?? ''];
  const named = taken.flatMap(({ means }) => means).filter(isMeans);
  return [...new Set([...named, ...(way === undefined ? [] : [way])])];
}
