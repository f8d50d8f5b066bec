// Rock Ridge (IEEE P1282, draft 1.12) in the System Use area of ISO 9660 (SUSP, IEEE P1281, draft 1.12).
import type { Moment, Times } from './file-system.ts';

export interface RockRidge {
  readonly name?: string;
  readonly target?: string;
  readonly mode?: number;
  readonly owner?: number;
  readonly group?: number;
  readonly times?: Times;
}

/** More of the area lies elsewhere (SUSP 5.1, "CE"). */
type Area = (block: number, offset: number, length: number) => Buffer;

const MAX_CONTINUATIONS = 32;

/** SUSP 5.3, "SP": how many bytes other system use has before ours. Undefined where there is none of it. */
export function sharingSkip(area: Buffer): number | undefined {
  return area.length >= 7 && area.toString('latin1', 0, 2) === 'SP' && area.readUInt16BE(4) === 0xbeef
    ? area[6]
    : undefined;
}

export function rockRidge(first: Buffer, area: Area): RockRidge {
  const found: { -readonly [field in keyof RockRidge]: RockRidge[field] } = {};
  let target: string[] | undefined;
  for (const { kind, raw } of fields(first, area)) {
    if (kind === 'NM') {
      if ((raw[4]! & 0x06) === 0) found.name = (found.name ?? '') + raw.toString('utf8', 5); // 4.1.4; at least five bytes
    } else if (kind === 'PX' && raw.length >= 36) {
      found.mode = raw.readUInt32LE(4) & 0xffff; // 4.1.1
      found.owner = raw.readUInt32LE(20);
      found.group = raw.readUInt32LE(28);
    } else if (kind === 'TF') found.times = timesOf(raw);
    else if (kind === 'SL') target = [...(target ?? []), ...components(raw)];
  }
  return target === undefined ? found : { ...found, target: target.join('/').replace(/^\/\//, '/') };
}

function* fields(first: Buffer, area: Area): Generator<{ kind: string; raw: Buffer }> {
  let next: Buffer | undefined = first;
  for (let count = 0; next !== undefined && count < MAX_CONTINUATIONS; count++) {
    const bytes: Buffer = next;
    next = undefined;
    for (let at = 0; at + 5 <= bytes.length;) {
      const [kind, length] = [bytes.toString('latin1', at, at + 2), bytes[at + 2]!]; // within the area
      if (length < 4 || at + length > bytes.length || kind === 'ST') break;
      const raw = bytes.subarray(at, at + length);
      if (kind === 'CE' && length >= 28)
        next = area(raw.readUInt32LE(4), raw.readUInt32LE(12), raw.readUInt32LE(20));
      else if (length >= 5) yield { kind, raw };
      at += length;
    }
  }
}

/** 4.1.3.1: each part of a path, with marks for itself, the parent and the root. */
function components(raw: Buffer): string[] {
  const parts: string[] = [];
  for (let at = 5; at + 2 <= raw.length;) {
    const [flags, length] = [raw[at]!, raw[at + 1]!]; // within the field
    const mark = (flags & 2) !== 0 ? '.' : (flags & 4) !== 0 ? '..' : (flags & 8) !== 0 ? '/' : undefined;
    parts.push(mark ?? raw.toString('utf8', at + 2, at + 2 + length));
    at += 2 + length;
  }
  return parts;
}

/** 4.1.6: creation, modification, access, attributes, in this order where their bit is set; only the short form. */
function timesOf(raw: Buffer): Times {
  const flags = raw[4]!; // at least five bytes
  if ((flags & 0x80) !== 0) return {};
  const times: { -readonly [name in keyof Times]: Moment } = {};
  let at = 5;
  for (const [bit, name] of [
    [1, 'created'],
    [2, 'modified'],
    [4, 'accessed'],
    [8, 'changed'],
  ] as const) {
    if ((flags & bit) === 0 || at + 7 > raw.length) continue;
    const time = recordedAt(raw.subarray(at, at + 7));
    if (time !== undefined) times[name] = time;
    at += 7;
  }
  return times;
}

/** ECMA-119, section 9.1.5: years since 1900, then month to second, then quarters of an hour from UTC. */
export function recordedAt(raw: Uint8Array): Moment | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0] = raw;
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const quarters = zone > 127 ? zone - 256 : zone;
  return {
    seconds: Date.UTC(1900 + year, month - 1, day, hour, minute, second) / 1000 - quarters * 900,
    nanos: 0,
  };
}
