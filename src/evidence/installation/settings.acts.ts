// Reading and changing what administrators set. Each change is one entry under their name, in the transaction of the change;
// of what lies in files of the home, the entry comes first: a crash in between leaves a line too many, never one too few.
import type { z } from 'zod';
import { record, type People } from '../../people/people.acts.ts';
import type { Person } from '../../people/person.ts';
import { changeSetting } from '../../people/setting.acts.ts';
import { readSetting } from '../../people/setting.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { addAuthority, removeAuthority, writeWitnessPolicy } from '../log/log-partners.acts.ts';
import { PARTNER_FILES, type TimestampAuthority } from '../log/log-partners.ts';
import type { Db } from '../log/log.store.ts';
import {
  KEYS_SETTING,
  keysSetting,
  NO_PROFILE,
  PROFILE_SETTING,
  profileSetting,
  STORAGE_SETTING,
  storageSetting,
  WARN_BELOW_BYTES,
  type Profile,
} from './settings.ts';
import { LOGO_SETTING, logoOf, logoSetting, type Logo } from './logo.ts';
import { FIXITY_SETTING, fixitySetting } from '../custody/fixity.store.ts';

export async function warnBelowBytes(db: Db): Promise<number> {
  return (await readSetting(db, STORAGE_SETTING, storageSetting))?.value.warnBelowBytes ?? WARN_BELOW_BYTES;
}

export async function keyMonths(db: Db): Promise<number | undefined> {
  return (await readSetting(db, KEYS_SETTING, keysSetting))?.value.months ?? undefined;
}

export async function agencyProfile(db: Db): Promise<Profile> {
  return (await readSetting(db, PROFILE_SETTING, profileSetting))?.value ?? NO_PROFILE;
}

/** As whoever makes a letter; undefined: letters have none. */
export async function agencyLogo(db: Db): Promise<Logo | undefined> {
  return (await readSetting(db, LOGO_SETTING, logoSetting))?.value.logo ?? undefined;
}

/** `text`: of a file that was read as right; undefined: no logo from now on. */
export function setLogo(people: People, by: Person, text: string | undefined): Promise<void> {
  const kept = text === undefined ? null : logoOf(text);
  if (kept !== null && 'problem' in kept) throw new Error('the field has refused it');
  return changeSetting(people, by, LOGO_SETTING, { logo: kept });
}

export function setFixity(people: People, by: Person, value: z.infer<typeof fixitySetting>): Promise<void> {
  return changeSetting(people, by, FIXITY_SETTING, value);
}

export function setKeyMonths(people: People, by: Person, value: z.infer<typeof keysSetting>): Promise<void> {
  return changeSetting(people, by, KEYS_SETTING, value);
}

export function setStorage(people: People, by: Person, value: z.infer<typeof storageSetting>): Promise<void> {
  return changeSetting(people, by, STORAGE_SETTING, value);
}

export function setProfile(people: People, by: Person, value: Profile): Promise<void> {
  return changeSetting(people, by, PROFILE_SETTING, value);
}

export async function setAuthority(
  house: Installation,
  people: People,
  by: Person,
  authority: TimestampAuthority,
): Promise<void> {
  await noteChange(people, by, { setting: PARTNER_FILES.authorities, name: authority.name });
  await addAuthority(house.home, authority);
}

export async function dropAuthority(
  house: Installation,
  people: People,
  by: Person,
  name: string,
): Promise<void> {
  await noteChange(people, by, { setting: PARTNER_FILES.authorities, removed: name });
  await removeAuthority(house.home, name);
}

/** Refuses what is no policy, before anything is written. */
export async function setPolicy(
  house: Installation,
  people: People,
  by: Person,
  text: string,
): Promise<void> {
  await writeWitnessPolicy(house.home, Buffer.from(text), PARTNER_FILES.policy, () =>
    noteChange(people, by, { setting: PARTNER_FILES.policy }),
  );
}

async function noteChange(
  people: People,
  by: Person,
  facts: { readonly [name: string]: string },
): Promise<void> {
  await people.db.asPerson(by.id, (tx) => record(people, tx, { what: 'settingChanged', by: by.id, facts }));
}
