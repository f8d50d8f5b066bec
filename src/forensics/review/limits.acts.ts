// The limits of a review, as administrators set them.
import { Refusal } from '../../base/refusal.ts';
import type { Db } from '../../evidence/log/log.store.ts';
import type { People } from '../../people/people.acts.ts';
import type { Person } from '../../people/person.ts';
import { changeSetting } from '../../people/setting.acts.ts';
import { readSetting } from '../../people/setting.store.ts';
import { PICTURE_LIMITS_SETTING, pictureLimits, USUAL_LIMITS, type PictureLimits } from './limits.ts';

export async function limitsSet(db: Db): Promise<PictureLimits> {
  return (await readSetting(db, PICTURE_LIMITS_SETTING, pictureLimits))?.value ?? USUAL_LIMITS;
}

/** Refuses badInput: pictures would stop before a break is suggested. */
export async function setPictureLimits(people: People, by: Person, limits: PictureLimits): Promise<void> {
  if (limits.suggestedMinutes > limits.mostMinutes) throw new Refusal('badInput.pictureLimits');
  await changeSetting(people, by, PICTURE_LIMITS_SETTING, limits);
}
