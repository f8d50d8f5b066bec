// What every node of `case.jsonld` is made of: the context, names that stay the same, typed literals.
import { hash } from 'node:crypto';
import type { Json } from '../../base/canonical-json.ts';
import type { Actor, Authority, CustodyEvent } from '../../verify/event.ts';
import type { PackageContents, PackagedExhibit, PackagedFile, Party } from './package-contents.ts';

/**
 * Our own terms. `.example` is reserved (RFC 2606), so nobody can ever serve anything under this name: it is an
 * identifier and no address, like the whole file.
 */
const OWN = 'https://comity.example/ns/custody/1#';
const UCO = 'https://ontology.unifiedcyberontology.org/uco';

export const CONTEXT = {
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'uco-action': `${UCO}/action/`,
  'uco-core': `${UCO}/core/`,
  'uco-identity': `${UCO}/identity/`,
  'uco-location': `${UCO}/location/`,
  'uco-marking': `${UCO}/marking/`,
  'uco-observable': `${UCO}/observable/`,
  'uco-role': `${UCO}/role/`,
  'uco-tool': `${UCO}/tool/`,
  'uco-types': `${UCO}/types/`,
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  comity: OWN,
} as const;

export interface Node {
  readonly '@id': string;
  readonly '@type': string | readonly string[];
  readonly [property: string]: Json;
}

/**
 * UUID version 5 (RFC 9562, section 5.5) of the kind and the parts that make a thing what it is. UCO advises that
 * names end in a UUID of versions 0 to 5, which our own version 7 identifiers are not. The same event, file or
 * organisation has the same name in every package, so graphs of several packages can be laid together.
 */
function iri(kind: string, ...parts: readonly string[]): string {
  const text = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(JSON.stringify([kind, ...parts]))]), 'hex');
  const variant = (0x8 | (Number.parseInt(text.charAt(16), 16) & 0x3)).toString(16);
  return `urn:uuid:${text.slice(0, 8)}-${text.slice(8, 12)}-5${text.slice(13, 16)}-${variant}${text.slice(17, 20)}-${text.slice(20, 32)}`;
}

/** Drawn once at random for this purpose. */
const NAMESPACE = Buffer.from('3f0e5a0c71c44f5b9f0e8b6f2a9d1c64', 'hex');

export const IDS = {
  bundle: (contents: PackageContents) => iri('package', contents.id),
  investigation: (caseId: string) => iri('case', caseId),
  caseReference: (caseId: string) => iri('caseReference', caseId),
  organisation: (party: Party) => iri('organisation', party.name, party.state),
  organisationAddress: (party: Party) => iri('organisationAddress', party.name, party.state),
  identity: (actor: Actor) => iri('identity', actor.key, actor.role, actor.organisation, actor.state),
  role: (role: string) => iri('role', role),
  relation: (kind: string, from: string, to: string) => iri('relation', kind, from, to),
  person: (name: string, organisation: string) => iri('person', name, organisation),
  tool: (tool: NonNullable<CustodyEvent['tool']>) =>
    iri('tool', tool.name, tool.version, tool.settings ?? ''),
  writeBlocker: (name: string) => iri('writeBlocker', name),
  location: (log: string, place: string) => iri('location', log, place),
  authorization: (authority: Authority) => iri('authorization', authority.type, authority.id),
  action: (event: CustodyEvent) => iri('action', event.id),
  provenance: (exhibit: PackagedExhibit) => iri('exhibit', exhibit.id),
  whole: (exhibit: PackagedExhibit, part = '') => iri('whole', exhibit.id, part),
  file: (exhibit: PackagedExhibit, file: PackagedFile, part = '') => iri('file', exhibit.id, file.path, part),
  marking: (exhibit: PackagedExhibit, condition: string, part = '') =>
    iri('marking', exhibit.id, condition, part),
} as const;

export function refs(...ids: readonly string[]): Json {
  return ids.map((id) => ({ '@id': id }));
}

/** RFC 3339 as an event has it; its offset is kept, unless it is more than the 14 hours `xsd:dateTime` allows. */
export function dateTime(text: string): Json {
  const hours = Number(/[+-](\d\d:\d\d)$/.exec(text)?.[1]?.replace(':', '.') ?? 0);
  return { '@type': 'xsd:dateTime', '@value': hours > 14 ? new Date(text).toISOString() : text };
}

/**
 * Names found on other people's disks may hold characters that XML, and so `xsd:string`, cannot: control characters
 * become their pictures (U+2400 onwards), lone surrogates and non-characters U+FFFD.
 */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (c) =>
      String.fromCharCode(0x2400 + c.charCodeAt(0)),
    )
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}
