// Who acted, with what, where and by what right: each written once, however many events name it.
import type { CustodyEvent } from '../../verify/event.ts';
import { IDS, clean, refs, type Node } from './case-uco-nodes.ts';
import type { PackageContents, Party } from './package-contents.ts';
import type { EventDetail } from '../events/event.ts';

export function* agentNodes(contents: PackageContents): Generator<Node> {
  const found = new Map<string, Node>();
  const add = (...nodes: readonly Node[]): void => {
    for (const node of nodes) if (!found.has(node['@id'])) found.set(node['@id'], node);
  };
  add(...organisation(contents.agency));
  if (contents.receiver) add(...organisation(contents.receiver));
  const packaged = [...contents.exhibits.flatMap((exhibit) => exhibit.events), ...contents.keyEvents];
  for (const { event, detail } of packaged) {
    add(...actor(event, detail));
    for (const party of partiesOf(event)) add(...organisation(party));
    add(...instruments(event));
    if (event.place !== undefined) add(location(event.log, event.place));
    if (event.authority) add(authorization(event.authority));
  }
  yield* found.values();
}

/** Organisations an event names besides the actor's own. */
export function partiesOf(event: CustodyEvent): Party[] {
  const { toOrganisation: name, toState: state } = event.facts ?? {};
  return [
    ...(event.onBehalfOf ? [{ name: event.onBehalfOf.organisation, state: event.onBehalfOf.state }] : []),
    ...(typeof name === 'string' ? [{ name, state: typeof state === 'string' ? state : '' }] : []),
  ];
}

/** The write blocker is named by a fact, the program by a field. */
export function writeBlockerOf(event: CustodyEvent): string | undefined {
  const name = event.facts?.['writeBlocker'];
  return typeof name === 'string' ? name : undefined;
}

function organisation(party: Party): Node[] {
  const node: Node = {
    '@id': IDS.organisation(party),
    '@type': 'uco-identity:Organization',
    'uco-core:name': clean(party.name),
  };
  if (party.state === '') return [node];
  return [
    { ...node, 'uco-core:hasFacet': refs(IDS.organisationAddress(party)) },
    {
      '@id': IDS.organisationAddress(party),
      '@type': 'uco-location:SimpleAddressFacet',
      'uco-location:country': party.state,
    },
  ];
}

/** A key acts in a role for an organisation. The name of the person is personal data: there only when handed over. */
function actor(event: CustodyEvent, detail: EventDetail | undefined): Node[] {
  const { key, role, organisation: name, state } = event.actor;
  const employer = { name, state };
  const identity = IDS.identity(event.actor);
  return [
    ...organisation(employer),
    {
      '@id': identity,
      '@type': 'uco-identity:Identity',
      'uco-core:name': clean(`${role}, ${name}`),
      'comity:keyFingerprint': key,
    },
    { '@id': IDS.role(role), '@type': roleType(role), 'uco-core:name': clean(role) },
    relation('Has_Role', identity, IDS.role(role)),
    relation('Member_Of', identity, IDS.organisation(employer)),
    ...(detail?.person === undefined
      ? []
      : [
          {
            '@id': IDS.person(detail.person, name),
            '@type': 'uco-identity:Person',
            'uco-core:name': clean(detail.person),
          },
        ]),
  ];
}

/** The roles CASE has a class for. */
function roleType(role: string): string {
  if (role === 'examiner') return 'case-investigation:Examiner';
  if (role === 'investigator') return 'case-investigation:Investigator';
  return 'uco-role:Role';
}

function relation(kind: string, source: string, target: string): Node {
  return {
    '@id': IDS.relation(kind, source, target),
    '@type': 'uco-core:Relationship',
    'uco-core:source': refs(source),
    'uco-core:target': refs(target),
    'uco-core:kindOfRelationship': kind,
    'uco-core:isDirectional': true,
  };
}

function instruments(event: CustodyEvent): Node[] {
  const blocker = writeBlockerOf(event);
  return [
    ...(event.tool
      ? [
          {
            '@id': IDS.tool(event.tool),
            '@type': 'uco-tool:Tool',
            'uco-core:name': clean(event.tool.name),
            'uco-tool:version': clean(event.tool.version),
            ...(event.tool.settings !== undefined && { 'comity:settingsSha256': event.tool.settings }),
          },
        ]
      : []),
    ...(blocker === undefined
      ? []
      : [
          {
            '@id': IDS.writeBlocker(blocker),
            '@type': 'uco-tool:Tool',
            'uco-core:name': clean(blocker),
            'uco-tool:toolType': 'write blocker',
          },
        ]),
  ];
}

function location(log: string, place: string): Node {
  return {
    '@id': IDS.location(log, place),
    '@type': 'uco-location:Location',
    'uco-core:name': clean(place),
  };
}

function authorization(authority: NonNullable<CustodyEvent['authority']>): Node {
  return {
    '@id': IDS.authorization(authority),
    '@type': 'case-investigation:Authorization',
    'case-investigation:authorizationType': authority.type,
    'case-investigation:authorizationIdentifier': clean(authority.id),
  };
}
