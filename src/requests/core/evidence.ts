// The closed lists of kinds of electronic evidence and of what is said about one.

export const EVIDENCE_TYPES = [
  'subscriber',
  'identification',
  'traffic',
  'content',
  'network',
  'device',
  'image',
  'domain',
  'virtual_asset',
  'cloud_tenant',
] as const;
export type EvidenceType = (typeof EVIDENCE_TYPES)[number];

export const DETAILS = [
  'logs',
  'filters',
  'protected',
  'system',
  'clock',
  'tool',
  'model',
  'place',
  'rights',
  'depth',
  'lock',
  'seizure',
  'image_format',
  'digest',
  'carrier',
  'chain',
  'tenant_role',
] as const;
export type Detail = (typeof DETAILS)[number];

/** Details that are chosen; the others are said in words. */
export const DETAIL_OPTIONS = {
  depth: ['logical', 'file_system', 'physical'],
  lock: ['unlocked', 'locked', 'unknown'],
  image_format: ['E01', 'AFF4', 'raw'],
  digest: ['SHA-256', 'SHA-512', 'SHA3-512'],
  tenant_role: ['controller', 'processor', 'unknown'],
} as const satisfies Partial<Record<Detail, readonly string[]>>;
