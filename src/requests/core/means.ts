// By which means something leaves: those of the directory's model of an authority (`authorities-model.yaml`, accepted_transmission).
import type { Authority } from '../../law/model.ts';

export const MEANS = [
  'secure_email',
  'e_codex',
  'i24_7',
  'siena',
  'diplomatic_bag',
  'post',
  'courier',
  'fax',
  'web_portal',
  'platform_api',
] as const;

export type Means = (typeof MEANS)[number];

export function isMeans(text: string): text is Means {
  return MEANS.some((one) => one === text);
}

/** Whoever takes it, and by which of these means, where the directory says so. */
export interface MeansTaken {
  readonly name: string;
  readonly means: readonly Means[];
}

/** Of authorities of the directory. What a record says in words of its own is for a person to weigh, and is none of these. */
export function takenBy(here: readonly Pick<Authority, 'name' | 'transmission'>[]): readonly MeansTaken[] {
  return here.flatMap(({ name, transmission = [] }) => {
    const means = transmission.filter(isMeans);
    return means.length === 0 ? [] : [{ name, means }];
  });
}

/** Those who do not take it so, as far as the directory says. */
export function notTaking(taken: readonly MeansTaken[], means: Means): readonly MeansTaken[] {
  return taken.filter((one) => !one.means.includes(means));
}
