// Kinds of electronic evidence, and what a request for each must say: by what such data are found, whether a period is needed,
// and the details without which the holder cannot answer or a court cannot use what comes.
import type { CheckId, DataCategory } from '../../law/model.ts';
import type { Item } from './answers.ts';
import type { Level } from './form.ts';
import type { IdentifierKind } from './identifier.ts';
import { DETAIL_OPTIONS, type Detail, type EvidenceType } from './evidence.ts';

interface EvidenceRule {
  /** What it may be in law; the first where nothing else is said. */
  readonly categories: readonly DataCategory[];
  /** One of these names it; the order in which they are offered. */
  readonly namedBy: readonly IdentifierKind[];
  readonly isOfTime: boolean;
  readonly details: readonly DetailNeed[];
}

interface DetailNeed {
  readonly detail: Detail;
  /** None: it may stay empty. */
  readonly level?: Level;
  /** Of the law data: what the need rests on. */
  readonly check?: CheckId;
  readonly isNeeded?: (item: Item) => boolean;
}

export const isRealTime = (category: DataCategory): boolean => category.endsWith('_realtime');

const PERSONS: readonly IdentifierKind[] = ['email', 'phone', 'account', 'url', 'imsi', 'imei'];
const CHAINS: readonly IdentifierKind[] = ['bitcoin', 'litecoin', 'ethereum', 'tron', 'transaction'];
const DEVICES: readonly IdentifierKind[] = ['imei', 'serial', 'mac', 'imsi', 'other'];

const PROTECTED: DetailNeed = { detail: 'protected', level: 'block', check: 'privilege' };
const MODEL: DetailNeed = { detail: 'model', level: 'block', check: 'identifiers' };
const PLACE: DetailNeed = { detail: 'place', level: 'block', check: 'identifiers' };

export const EVIDENCE: { readonly [type in EvidenceType]: EvidenceRule } = {
  subscriber: {
    categories: ['subscriber'],
    namedBy: [...PERSONS, 'ip', 'mac', 'iban', 'domain', 'tenant', ...CHAINS, 'other'],
    isOfTime: false,
    details: [],
  },
  identification: {
    categories: ['access'],
    namedBy: ['ip', ...PERSONS],
    isOfTime: true,
    details: [{ detail: 'logs', level: 'warn', check: 'ip-precision' }],
  },
  traffic: {
    categories: ['traffic', 'traffic_realtime'],
    namedBy: [...PERSONS, 'ip', 'mac', 'domain', 'other'],
    isOfTime: true,
    details: [],
  },
  content: {
    categories: ['content', 'content_realtime'],
    namedBy: [...PERSONS, 'ip', 'domain', 'other'],
    isOfTime: true,
    details: [{ detail: 'filters', level: 'warn', check: 'identifiers' }, PROTECTED],
  },
  network: {
    categories: ['traffic', 'content'],
    namedBy: ['ip', 'mac', 'domain', 'url', 'account', 'other'],
    isOfTime: true,
    details: [
      { detail: 'system', level: 'warn', check: 'holder' },
      { detail: 'clock', level: 'warn', check: 'ip-precision' },
      { detail: 'tool' },
    ],
  },
  device: {
    categories: ['device'],
    namedBy: DEVICES,
    isOfTime: false,
    details: [
      MODEL,
      PLACE,
      { detail: 'rights', level: 'warn', check: 'privilege' },
      { detail: 'depth', level: 'warn', check: 'evidence-form' },
      { detail: 'lock' },
      { detail: 'seizure' },
    ],
  },
  image: {
    categories: ['device'],
    namedBy: DEVICES,
    isOfTime: false,
    details: [
      MODEL,
      PLACE,
      { detail: 'image_format', level: 'block', check: 'evidence-form' },
      { detail: 'digest', level: 'block', check: 'evidence-form' },
      { detail: 'carrier', level: 'warn', check: 'evidence-form' },
    ],
  },
  domain: { categories: ['domain_registration'], namedBy: ['domain'], isOfTime: false, details: [] },
  virtual_asset: {
    categories: ['subscriber', 'traffic'],
    namedBy: [...CHAINS, 'other'],
    isOfTime: false,
    details: [
      {
        detail: 'chain',
        level: 'block',
        check: 'identifiers',
        // An address says its chain itself.
        isNeeded: ({ identifiers }) =>
          identifiers.some(({ kind }) => kind === 'transaction' || kind === 'other'),
      },
    ],
  },
  cloud_tenant: {
    categories: ['content', 'traffic', 'access', 'subscriber'],
    namedBy: ['tenant', 'domain', 'account', 'email'],
    isOfTime: true,
    details: [{ detail: 'tenant_role', level: 'block', check: 'privilege' }, PROTECTED],
  },
};

/** What a provider holds and may delete. A device is seized, a register stands, data to come cannot be kept yet. */
export const PRESERVED: ReadonlySet<DataCategory> = new Set(['subscriber', 'access', 'traffic', 'content']);

const USUAL: Readonly<Partial<Record<DataCategory, EvidenceType>>> = {
  subscriber: 'subscriber',
  access: 'identification',
  traffic: 'traffic',
  traffic_realtime: 'traffic',
  content: 'content',
  content_realtime: 'content',
  domain_registration: 'domain',
  device: 'device',
};

/** Undefined for what anybody may look at. */
export function evidenceTypeOf({
  type,
  category,
}: Pick<Item, 'type' | 'category'>): EvidenceType | undefined {
  return type ?? USUAL[category];
}

export type TypeProblem = 'wrongCategory' | 'wrongKind' | 'noPeriod';

interface TypeFinding {
  readonly code: TypeProblem;
  readonly check: CheckId;
}

/** `asksOnce`: the form asks for identifiers or a period once for all items. */
export function typeFindings(
  item: Item,
  asksOnce: { readonly identifiers: boolean; readonly period: boolean },
): readonly TypeFinding[] {
  const type = evidenceTypeOf(item);
  const found: TypeFinding[] = [];
  const rule = type && EVIDENCE[type];
  if (rule !== undefined && !rule.categories.includes(item.category))
    found.push({ code: 'wrongCategory', check: 'identifiers' });
  const isNamed = item.identifiers.some(({ kind }) => rule === undefined || rule.namedBy.includes(kind));
  if (!asksOnce.identifiers && item.identifiers.length > 0 && !isNamed)
    found.push({ code: 'wrongKind', check: 'identifiers' });
  const isBounded =
    asksOnce.period || (item.from !== undefined && item.to !== undefined) || isOfOneMoment(item);
  if ((rule?.isOfTime ?? true) && item.category !== 'subscriber' && !isBounded)
    found.push({ code: 'noPeriod', check: 'identifiers' });
  return found;
}

/** Who used an address at that second: the address says its time itself. */
function isOfOneMoment({ category, identifiers }: Item): boolean {
  return (
    category === 'access' &&
    identifiers.length > 0 &&
    identifiers.every(({ kind, from }) => kind === 'ip' && from !== undefined)
  );
}

interface DetailFinding {
  readonly detail: Detail;
  readonly level: Level;
  readonly check: CheckId;
}

export function missingDetails(item: Item): readonly DetailFinding[] {
  const type = evidenceTypeOf(item);
  if (type === undefined) return [];
  return EVIDENCE[type].details.flatMap(({ detail, level, check, isNeeded }) =>
    level === undefined ||
    check === undefined ||
    isNeeded?.(item) === false ||
    item.details?.[detail] !== undefined
      ? []
      : [{ detail, level, check }],
  );
}

/** Details without which an item of this kind cannot go, said or not. */
export function detailsNeeded(item: Item): readonly Detail[] {
  const type = evidenceTypeOf(item);
  if (type === undefined) return [];
  return EVIDENCE[type].details
    .filter(({ level, isNeeded }) => level === 'block' && isNeeded?.(item) !== false)
    .map(({ detail }) => detail);
}

/** What may be chosen; undefined: it is said in words. */
export function detailOptions(detail: Detail): readonly string[] | undefined {
  const options: Partial<Record<Detail, readonly string[]>> = DETAIL_OPTIONS;
  return options[detail];
}
