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
import { outsidePrograms } from '../../platform/outside-program.ts';
import { wallsHere } from '../../platform/walls.ts';
import { healthPage } from './health.pages.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { KeyDesk } from './key-proposal.acts.ts';
import { keysRoutes } from './keys.routes.ts';
import type { AnyAct } from '../../people/act.routes.ts';
import type { Told } from '../../people/setting.pages.ts';
import { settingAsked, settingRoutes } from '../../people/setting.routes.ts';
import { readAll } from '../../web/fields/field.ts';
import type { Messages } from '../../web/messages.ts';
import { readAuthorities, readWitnessPolicy } from '../log/log-partners.acts.ts';
import { partnersRoutes } from './partners.routes.ts';
import type { PeerDocuments } from '../log/peer.do.ts';
import { peerRoutes } from '../log/peer.routes.ts';
import { listPeers } from '../log/peer.store.ts';
import { peerState, type PeerState } from '../log/peer.ts';
import { publishedReader } from '../log/log-publish.acts.ts';
import { LOGO } from './logo.ts';
import {
  agencyLogo,
  agencyProfile,
  setFixity,
  setLogo,
  setProfile,
  setStorage,
  warnBelowBytes,
} from './settings.acts.ts';
import * as pages from './settings.pages.ts';
import { FIXITY, GIGABYTE, PROFILE_FIELDS, profileField, STORAGE } from './settings.ts';

/** `alarmsNow`, `documents`: of the folders of requests and of the exchange, which come after this one. */
export function settingsRoutes(desk: KeyDesk, alarmsNow: AlarmsNow, documents: PeerDocuments): PageRoute[] {
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
    agency('seeHealth', 'GET', '/settings/health', async (visit) => {
      const readers = { walls: wallsHere(), programs: await outsidePrograms() };
      const shown = { now: new Date(house.clock()), readers };
      return visit.page(healthPage(visit.frame.say, await health(), shown));
    }),
    route('GET', '/agency', async (visit) => {
      const profile = await agencyProfile(house.db.kysely);
      const logo = await agencyLogo(house.db.kysely);
      return visit.page(
        pages.profilePage(visit.frame.say, { settings: house.settings, profile, logo }, told(visit)),
      );
    }),
    ...settingRoutes(people, `${pages.PROFILE}/:field`, (visit) => profileAsked(house, people, visit), {
      takesFile: true, // the logo
    }),
    route('GET', '/storage', async (visit) => {
      const gigabytes = (await warnBelowBytes(house.db.kysely)) / GIGABYTE;
      const shown = { health: await health(), path: house.home.store, gigabytes, store: house.store.about };
      return visit.page(pages.storagePage(visit.frame.say, shown, told(visit)));
    }),
    ...settingRoutes(people, '/settings/storage/warn', async ({ frame: { say }, person }) => {
      const about = { gigabytes: (await warnBelowBytes(house.db.kysely)) / GIGABYTE };
      return settingAsked(say, {
        fields: STORAGE,
        about,
        address: '/settings/storage/warn',
        of: { words: say.settings.storage, href: '/settings/storage' },
        set: (body) => {
          const { gigabytes } = readAll(STORAGE, body, about);
          return setStorage(people, person, { warnBelowBytes: gigabytes * GIGABYTE });
        },
      });
    }),
    route('GET', '/fixity', async (visit) =>
      visit.page(pages.fixityPage(visit.frame.say, await health(), told(visit))),
    ),
    ...settingRoutes(people, '/settings/fixity/time', async ({ frame: { say }, person }) => {
      const about = { days: (await health()).unreadDays };
      return settingAsked(say, {
        fields: FIXITY,
        about,
        address: '/settings/fixity/time',
        of: { words: say.settings.fixity, href: '/settings/fixity' },
        set: (body) => setFixity(people, person, readAll(FIXITY, body, about)),
      });
    }),
    route('GET', '/backups', async (visit) => visit.page(pages.backupsPage(visit.frame.say, await health()))),
    ...keysRoutes(desk),
    ...partnersRoutes(house, people),
    ...anchorRoutes(people),
    ...peerRoutes(house, people, documents),
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

function told(visit: SignedInVisit): Told {
  const { say } = visit.frame;
  return { errors: {}, notice: visit.query('done') === 'saved' ? say.settings.saved : undefined };
}

/** One of its lines; the others stay. */
async function profileAsked(
  house: Installation,
  people: People,
  visit: SignedInVisit,
): Promise<AnyAct | Response> {
  const { say } = visit.frame;
  const of = { words: say.settings.profile, href: pages.PROFILE };
  if (visit.param('field') === 'logo')
    return settingAsked(say, {
      fields: LOGO,
      about: undefined,
      address: `${pages.PROFILE}/logo`,
      of,
      set: (body) => setLogo(people, visit.person, readAll(LOGO, body, undefined).logo),
    });
  const name = PROFILE_FIELDS.find((one) => one === visit.param('field'));
  if (name === undefined) return visit.notFound();
  const about = { profile: await agencyProfile(house.db.kysely) };
  const fields = { [name]: profileField(name) };
  return settingAsked(say, {
    fields,
    about,
    address: `${pages.PROFILE}/${name}`,
    of,
    set: (body) => {
      const { [name]: line = '' } = readAll(fields, body, about);
      return setProfile(people, visit.person, { ...about.profile, [name]: line });
    },
  });
}
