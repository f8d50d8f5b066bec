// The administrator's settings: one page a thing.
import type { Tx } from '../../people/as-person.store.ts';
import { PROVIDER_SETTING, providerSetting } from '../../people/identity-provider.ts';
import { mailSet } from '../../people/mail.acts.ts';
import type { People } from '../../people/people.acts.ts';
import { readSetting } from '../../people/setting.store.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { anchorsKept } from '../log/document-anchor.acts.ts';
import { anchorRoutes } from '../log/document-anchor.routes.ts';
import { healthOf } from './health.acts.ts';
import { healthPage } from './health.pages.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { KeyDesk } from './key-proposal.acts.ts';
import { keysRoutes } from './keys.routes.ts';
import type { Told } from '../../people/setting.pages.ts';
import type { Messages } from '../../web/messages.ts';
import { readAuthorities, readWitnessPolicy } from '../log/log-partners.acts.ts';
import { partnersRoutes } from './partners.routes.ts';
import { peerRoutes } from '../log/peer.routes.ts';
import { listPeers } from '../log/peer.store.ts';
import { peerState, type PeerState } from '../log/peer.ts';
import { publishedReader, type Published } from '../log/log-publish.acts.ts';
import { agencyProfile, setFixity, setProfile, setStorage, warnBelowBytes } from './settings.acts.ts';
import * as pages from './settings.pages.ts';
import { PROFILE_FIELDS, profileSetting, type ProfileField } from './settings.ts';

const GIGABYTE = 1e9;

/** `alarmsNow`: of the folder of requests, which comes after this one. */
export function settingsRoutes(desk: KeyDesk, alarmsNow: AlarmsNow): PageRoute[] {
  const { house, people } = desk;
  const published = publishedReader(house.folder, house.keys, house.settings.origin);
  const health = () => healthOf(house, published);
  const route = (
    method: 'GET' | 'POST',
    path: string,
    open: (visit: SignedInVisit) => Response | Promise<Response>,
  ): PageRoute => agency('changeSettings', method, `/settings${path}`, open);
  return [
    route('GET', '', async (visit) => {
      const set = await setNow(house, people, visit, alarmsNow);
      return visit.page(pages.settingsPage(visit.frame.say, { ...set, health: await health() }));
    }),
    agency('seeHealth', 'GET', '/settings/health', async (visit) =>
      visit.page(healthPage(visit.frame.say, await health(), new Date(house.clock()))),
    ),
    route('GET', '/agency', async (visit) => {
      const profile = await agencyProfile(house.db.kysely);
      return visit.page(
        pages.profilePage(visit.frame.say, { settings: house.settings, profile }, told(visit, {})),
      );
    }),
    route('GET', '/agency/:field', async (visit) => {
      const name = fieldAsked(visit);
      if (name === undefined) return visit.notFound();
      const given = (await agencyProfile(house.db.kysely))[name];
      return visit.page(pages.profileFieldPage(visit.frame.say, name, given, {}));
    }),
    route('POST', '/agency/:field', (visit) => saveProfile(house, people, visit)),
    route('GET', '/storage', async (visit) => {
      const below = (await warnBelowBytes(house.db.kysely)) / GIGABYTE;
      return storage(house, visit, published, { given: String(below), errors: {} });
    }),
    route('POST', '/storage', async (visit) => {
      const given = ((await visit.form()).get('gigabytes') ?? '').trim();
      const errors =
        /^\d{1,7}$/.test(given) && Number(given) <= 1_000_000
          ? {}
          : { gigabytes: visit.frame.say.storage.warnForm };
      if ('gigabytes' in errors)
        return storage(house, visit, published, { given: given.slice(0, 20), errors });
      await setStorage(people, visit.person, { warnBelowBytes: Number(given) * GIGABYTE });
      return visit.go('/settings/storage?done=saved');
    }),
    route('GET', '/fixity', async (visit) => {
      const found = await health();
      const shown = { health: found, given: String(found.unreadDays) };
      return visit.page(pages.fixityPage(visit.frame.say, shown, told(visit, {})));
    }),
    route('POST', '/fixity', async (visit) => {
      const given = ((await visit.form()).get('days') ?? '').trim();
      const days = /^\d{1,4}$/.test(given) ? Number(given) : 0;
      if (days >= 1 && days <= 3650) {
        await setFixity(people, visit.person, { days });
        return visit.go('/settings/fixity?done=saved');
      }
      const shown = { health: await health(), given: given.slice(0, 20) };
      const errors = { days: visit.frame.say.fixitySetting.daysForm };
      return visit.page(pages.fixityPage(visit.frame.say, shown, told(visit, errors)), 422);
    }),
    route('GET', '/backups', async (visit) => visit.page(pages.backupsPage(visit.frame.say, await health()))),
    ...keysRoutes(desk),
    ...partnersRoutes(house, people),
    ...anchorRoutes(people),
    ...peerRoutes(house, people),
  ];
}

type AlarmsNow = (tx: Tx) => Promise<(say: Messages) => string>;

async function setNow(
  house: Installation,
  people: People,
  visit: SignedInVisit,
  alarmsNow: AlarmsNow,
): Promise<Omit<pages.SetNow, 'health'>> {
  const { person, frame } = visit;
  const set = await people.db.asPerson(person.id, async (tx) => ({
    provider: (await readSetting(tx, PROVIDER_SETTING, providerSetting))?.value.name,
    mail: (await mailSet(tx))?.host,
    alarms: (await alarmsNow(tx))(frame.say),
    standings: (await listPeers(tx)).map(peerState),
  }));
  const { standings, ...rest } = set;
  const many = (standing: PeerState): number => standings.filter((one) => one === standing).length;
  return {
    ...rest,
    peers: { trusted: many('confirmed'), waiting: many('proposed') },
    signers: (await anchorsKept(people, person)).length,
    now: new Date(house.clock()),
    authorities: (await readAuthorities(house.home)).length,
    witnesses: (await readWitnessPolicy(house.home))?.policy.witnesses.length ?? 0,
  };
}

function told(visit: SignedInVisit, errors: { readonly [field: string]: string }): Told {
  const { say } = visit.frame;
  return { errors, notice: visit.query('done') === 'saved' ? say.settings.saved : undefined };
}

function fieldAsked(visit: SignedInVisit): ProfileField | undefined {
  return PROFILE_FIELDS.find((one) => one === visit.param('field'));
}

/** One of its lines; the others stay. */
async function saveProfile(house: Installation, people: People, visit: SignedInVisit): Promise<Response> {
  const name = fieldAsked(visit);
  if (name === undefined) return visit.notFound();
  const given = ((await visit.form()).get(name) ?? '').trim().slice(0, 600);
  const read = profileSetting.safeParse({ ...(await agencyProfile(house.db.kysely)), [name]: given });
  if (!read.success) {
    const { say } = visit.frame;
    const errors = { [name]: name === 'email' ? say.form.emailForm : say.profile.wrong };
    return visit.page(pages.profileFieldPage(say, name, given, errors), 422);
  }
  await setProfile(people, visit.person, read.data);
  return visit.go('/settings/agency?done=saved');
}

async function storage(
  house: Installation,
  visit: SignedInVisit,
  published: () => Promise<Published | undefined>,
  { given, errors }: { given: string; errors: { readonly [field: string]: string } },
): Promise<Response> {
  const shown = { health: await healthOf(house, published), path: house.home.store, given };
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return visit.page(pages.storagePage(visit.frame.say, shown, told(visit, errors)), status);
}
