// RFC 8785 (JSON Canonicalization Scheme). ECMAScript's own rules for numbers and strings are the ones it names.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const MAX_DEPTH = 32;

/** Throws TypeError for what I-JSON (RFC 7493) cannot carry: lone surrogates, NaN, infinities, undefined. */
export function canonicalJson(value: Json, depth = 0): string {
  if (depth > MAX_DEPTH) throw new TypeError(`JSON nested deeper than ${MAX_DEPTH}`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return string(value);
  if (isArray(value)) return `[${value.map((one) => canonicalJson(one, depth + 1)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON cannot carry ${typeof value}`);
  const members = Object.keys(value)
    .sort() // by UTF-16 code units, as section 3.2.3 asks
    .map((key) => `${string(key)}:${canonicalJson(value[key] as Json, depth + 1)}`); // own key, so defined
  return `{${members.join(',')}}`;
}

/** Undefined for what is no JSON: a schema refuses it. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads text that must already be canonical, and returns undefined when it is not: duplicate keys, other
 * spellings of numbers and strings, white space and key order all show when it is written again.
 */
export function parseCanonicalJson(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json; // JSON.parse gives nothing else
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('JSON cannot carry NaN or infinity');
  return JSON.stringify(value); // also writes -0 as 0, as section 3.2.2.3 asks
}

function string(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('JSON text with a lone surrogate');
  return JSON.stringify(value);
}
