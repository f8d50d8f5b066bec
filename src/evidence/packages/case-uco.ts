// `case.jsonld`: what the package holds, in the vocabulary other forensic programs read (CASE and UCO 1.4).
// An export, not the source of truth: the signed events are. `docs/formats/case-uco.md` is the specification.
import { actionNode, keyActionNode } from './case-uco-actions.ts';
import { agentNodes } from './case-uco-agents.ts';
import { fileNode, markingNode, provenanceNode, wholeNode } from './case-uco-exhibits.ts';
import { CONTEXT, IDS, clean, dateTime, refs, type Node } from './case-uco-nodes.ts';
import type { PackageContents, PackagedExhibit } from './package-contents.ts';

/**
 * The text of the file, piece by piece: one node a line, never the whole graph in memory. The same contents give
 * the same bytes. The context is inside and every IRI is a `urn:uuid:`, so no reader needs a network.
 */
export function* caseUco(contents: PackageContents): Generator<string> {
  yield `{"@context":${JSON.stringify(CONTEXT)},\n"@graph":[\n`;
  let comma = '';
  for (const node of nodes(contents)) {
    yield `${comma}${JSON.stringify(node)}`;
    comma = ',\n';
  }
  yield '\n]}\n';
}

function* nodes(contents: PackageContents): Generator<Node> {
  yield bundle(contents);
  yield* investigation(contents);
  yield* agentNodes(contents);
  for (const exhibit of contents.exhibits) yield* exhibitNodes(exhibit);
  for (const one of contents.keyEvents) yield keyActionNode(one);
}

function* exhibitNodes(exhibit: PackagedExhibit): Generator<Node> {
  yield provenanceNode(exhibit);
  const whole = wholeNode(exhibit);
  if (whole) yield whole;
  for (const condition of new Set(exhibit.conditions)) yield* markingNode(exhibit, condition);
  for (const [i, one] of exhibit.events.entries()) yield actionNode(one, exhibit.events[i - 1], exhibit);
  for (const file of exhibit.files) yield fileNode(file, exhibit);
}

function bundle(contents: PackageContents): Node {
  const { receiver, checkpoint } = contents;
  return {
    '@id': IDS.bundle(contents),
    '@type': ['uco-core:Bundle', 'comity:Package'],
    'uco-core:name': clean(contents.bag),
    'uco-core:specVersion': '1.4.0',
    'uco-core:createdBy': refs(IDS.organisation(contents.agency)),
    'uco-core:objectCreatedTime': dateTime(new Date(contents.created).toISOString()),
    'uco-core:object': refs(
      IDS.investigation(contents.case.id),
      ...contents.exhibits.map((exhibit) => IDS.provenance(exhibit)),
    ),
    ...(receiver && { 'comity:receiver': refs(IDS.organisation(receiver)) }),
    'comity:packageId': contents.id,
    'comity:log': clean(checkpoint.origin),
    'comity:checkpointSize': checkpoint.size,
    'comity:checkpointRoot': checkpoint.root,
  };
}

/** CASE has no property for a case number (CASE issue 191), so it is an external reference. */
function* investigation(contents: PackageContents): Generator<Node> {
  const { id, title, reference } = contents.case;
  const events = contents.exhibits.flatMap((exhibit) => exhibit.events);
  const authorizations = new Set(
    events.flatMap(({ event }) => (event.authority ? [IDS.authorization(event.authority)] : [])),
  );
  yield {
    '@id': IDS.investigation(id),
    '@type': 'case-investigation:Investigation',
    'uco-core:name': clean(title),
    'case-investigation:investigationForm': 'case',
    'uco-core:externalReference': refs(IDS.caseReference(id)),
    ...(authorizations.size > 0 && { 'case-investigation:relevantAuthorization': refs(...authorizations) }),
    'uco-core:object': refs(
      ...contents.exhibits.map((exhibit) => IDS.provenance(exhibit)),
      ...events.map((one) => IDS.action(one.event)),
    ),
  };
  yield {
    '@id': IDS.caseReference(id),
    '@type': 'uco-core:ExternalReference',
    'uco-core:definingContext': clean(`${contents.agency.name}, ${contents.agency.state}`),
    'uco-core:externalIdentifier': clean(reference),
  };
}
