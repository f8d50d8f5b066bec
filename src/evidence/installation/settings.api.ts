// What administrators set, as JSON. Keys, witnesses and time-stamp authorities, on which the proof rests, are set on the pages.
import { z } from 'zod';
import { agency, type ApiRoute } from '../../people/visit.api.ts';
import type { Installation } from '../log/installation.acts.ts';
import * as acts from './settings.acts.ts';
import { profileSetting, storageSetting } from './settings.ts';
import { fixitySetting, fixityDays } from '../custody/fixity.store.ts';

const shape = z
  .object({
    agency: z.string().describe('Signed into the log: it does not change.'),
    state: z.string(),
    log: z.string(),
    profile: z.object({
      address: z.string(),
      email: z.string(),
      telephone: z.string(),
      dutyTelephone: z.string(),
    }),
    fixity: z.object({ days: z.int().describe('Every exhibit is read again within so many.') }),
    storage: z.object({ warnBelowBytes: z.int() }),
  })
  .meta({ id: 'Settings' });

const done = { status: 204, words: 'It is set.', schema: z.undefined() } as const;

export function settingsApi(house: Installation): ApiRoute[] {
  return [showing(house), settingProfile, settingFixity, settingStorage];
}

function showing({ settings }: Installation): ApiRoute {
  return agency(
    'changeSettings',
    {
      method: 'GET',
      path: '/settings',
      operation: 'showSettings',
      summary: 'Shows what administrators have set.',
      answer: { status: 200, words: 'The settings.', schema: shape },
    },
    ({ person, people }) =>
      people.db.asPerson(person.id, async (tx) => ({
        agency: settings.agency,
        state: settings.state,
        log: settings.origin,
        profile: await acts.agencyProfile(tx),
        fixity: { days: await fixityDays(tx) },
        storage: { warnBelowBytes: await acts.warnBelowBytes(tx) },
      })),
  );
}

const settingProfile = agency(
  'changeSettings',
  {
    method: 'POST',
    path: '/settings/profile',
    operation: 'setProfile',
    summary: 'Says how others reach the agency.',
    body: profileSetting.meta({ id: 'ProfileSetting' }),
    answer: done,
  },
  async ({ person, people, body }) => {
    await acts.setProfile(people, person, body);
  },
);

const settingFixity = agency(
  'changeSettings',
  {
    method: 'POST',
    path: '/settings/fixity',
    operation: 'setFixity',
    summary: 'Says within how many days every exhibit is read again.',
    body: fixitySetting.meta({ id: 'FixitySetting' }),
    answer: done,
  },
  async ({ person, people, body }) => {
    await acts.setFixity(people, person, body);
  },
);

const settingStorage = agency(
  'changeSettings',
  {
    method: 'POST',
    path: '/settings/storage',
    operation: 'setStorage',
    summary: 'Says below how much free storage a warning is shown.',
    body: storageSetting.meta({ id: 'StorageSetting' }),
    answer: done,
  },
  async ({ person, people, body }) => {
    await acts.setStorage(people, person, body);
  },
);
