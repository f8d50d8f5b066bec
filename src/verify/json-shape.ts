// What a JSON value must look like, without a library: what is checked by strangers depends on nothing.
import type { Json } from '../base/canonical-json.ts';

export type Shape = (value: Json) => boolean;
type Shapes = { readonly [name: string]: Shape };

/** An object with these members, perhaps those, and no others. */
export const members =
  (needed: Shapes, optional: Shapes = {}): Shape =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const all = { ...optional, ...needed };
    const entries = Object.entries(value as { readonly [name: string]: Json }); // neither a list nor anything flat
    return (
      Object.keys(needed).every((name) => Object.hasOwn(value, name)) &&
      entries.every(([name, one]) => Object.hasOwn(all, name) && all[name]?.(one) === true)
    );
  };

export const listOf =
  (shape: Shape, most: number): Shape =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(shape);

export const text =
  (isSo: (text: string) => boolean): Shape =>
  (value) =>
    typeof value === 'string' && isSo(value);

export const oneOf =
  (...all: readonly Json[]): Shape =>
  (value) =>
    all.includes(value);

export const whole =
  (from: number, to: number): Shape =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;

export const sha256: Shape = text((one) => /^[0-9a-f]{64}$/.test(one));
