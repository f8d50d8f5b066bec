// A custody event as an `InvestigativeAction`.
import { canonicalJson } from '../../base/canonical-json.ts';
import type { EventType } from '../../verify/event-types.ts';
import { partiesOf, writeBlockerOf } from './case-uco-agents.ts';
import { IDS, clean, dateTime, refs, type Node } from './case-uco-nodes.ts';
import type { PackagedExhibit } from './package-contents.ts';
import type { PackagedEvent } from '../events/event.ts';

/** CASE has no class for handing over or for a receipt; these stand beside the standard type, never instead of it. */
const OWN_TYPE: { readonly [type in EventType]?: string } = {
  offered: 'comity:Transfer',
  disclosed: 'comity:Transfer',
  submitted: 'comity:Transfer',
  returned: 'comity:Transfer',
  received: 'comity:Receipt',
  accepted: 'comity:Receipt',
  rejected: 'comity:Receipt',
  withdrawn: 'comity:Receipt',
  receiptFiled: 'comity:Receipt',
  refusalFiled: 'comity:Receipt',
};

export function actionNode(
  packaged: PackagedEvent,
  previous: PackagedEvent | undefined,
  exhibit: PackagedExhibit,
): Node {
  const own = OWN_TYPE[packaged.event.type];
  const record = refs(IDS.provenance(exhibit));
  return {
    ...action(packaged),
    '@type': ['case-investigation:InvestigativeAction', ...(own === undefined ? [] : [own])],
    ...(previous && {
      'case-investigation:wasInformedBy': refs(IDS.action(previous.event)),
      'uco-action:object': record,
    }),
    'uco-action:result': record,
  };
}

/** Enrolling a key investigates nothing, so it is a plain `Action`. */
export function keyActionNode(packaged: PackagedEvent): Node {
  return { ...action(packaged), '@type': ['uco-action:Action', 'comity:KeyEvent'] };
}

/**
 * An event states one time, the one its actor claims: it is the start. There is no end time, because nobody
 * signed one; `comity:recordedAt` is when the custodian's service signed, which is the latest it can have been.
 */
function action(packaged: PackagedEvent): Node {
  const { event, detail } = packaged;
  const name = String(packaged.index).padStart(6, '0');
  const descriptions = [event.reason, detail?.source, detail?.note].filter((text) => text !== undefined);
  return {
    '@id': IDS.action(event),
    '@type': [],
    'uco-core:name': event.type,
    ...(descriptions.length > 0 && { 'uco-core:description': descriptions.map(clean) }),
    'uco-action:startTime': dateTime(event.occurredAt),
    'uco-action:performer': refs(IDS.identity(event.actor)),
    ...around(packaged),
    ...(event.type === 'checkFailed' && { 'uco-action:actionStatus': 'Fail' }),
    ...(event.authority && { 'comity:authorizedBy': refs(IDS.authorization(event.authority)) }),
    'comity:recordedAt': dateTime(new Date(packaged.recordedAt).toISOString()),
    'comity:eventId': event.id,
    'comity:item': event.item,
    'comity:itemSeq': event.itemSeq,
    'comity:logIndex': packaged.index,
    'comity:leafHash': packaged.leafHash,
    'comity:note': `custody/events/${name}.note`,
    'comity:proof': `custody/proofs/${name}.tlog-proof`,
    ...(event.facts && { 'comity:facts': canonicalJson(event.facts) }),
  };
}

function around({ event, detail }: PackagedEvent): Partial<Node> {
  const blocker = writeBlockerOf(event);
  const instruments = [
    ...(event.tool ? [IDS.tool(event.tool)] : []),
    ...(blocker === undefined ? [] : [IDS.writeBlocker(blocker)]),
  ];
  const participants = [
    ...partiesOf(event).map((party) => IDS.organisation(party)),
    ...(detail?.person === undefined ? [] : [IDS.person(detail.person, event.actor.organisation)]),
  ];
  return {
    ...(instruments.length > 0 && { 'uco-action:instrument': refs(...instruments) }),
    ...(participants.length > 0 && { 'uco-action:participant': refs(...participants) }),
    ...(event.place !== undefined && {
      'uco-action:location': refs(IDS.location(event.log, event.place)),
    }),
  };
}
