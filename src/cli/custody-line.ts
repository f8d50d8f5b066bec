// The custody line in a terminal: a line without a gap, a diamond where custody changed hands, a filled dot where
// something was acquired or sealed, a cross where a check failed.
import type { RecordedEvent } from '../evidence/events/recorded-event.acts.ts';
import type { Exhibit } from '../evidence/exhibits/exhibit.ts';
import type { SignedBy } from '../evidence/events/event.ts';
import type { SignatureFound } from '../evidence/custody/signatures.acts.ts';
import type { EventType } from '../verify/event-types.ts';
import { factText } from '../verify/event.ts';
import { sizeText } from './terminal.ts';
import { line, printable, timeWords } from './words.ts';

const MARKS: { readonly [type in EventType]?: string } = {
  acquired: '●',
  received: '◆',
  sealed: '●',
  seized: '●',
  offered: '◆',
  accepted: '◆',
  returned: '◆',
  checkFailed: '✗',
  destroyed: '■',
};

const WORDS: { readonly [type in EventType]?: string } = {
  acquired: 'Acquired',
  received: 'Received',
  stored: 'Sealed and stored',
  checked: 'Checked: every byte the same',
  checkFailed: 'Check failed',
  offered: 'Offered',
  accepted: 'Accepted: custody passed',
  disclosed: 'Copy handed over',
  rejected: 'Rejected: custody stays with the sender',
  receiptFiled: "Receiver's acceptance filed",
  refusalFiled: "Receiver's rejection filed",
  destroyed: 'Destroyed by order',
  corrected: 'Correction of an earlier event',
  detailErased: 'Private text erased by order',
  keyEnrolled: 'Key enrolled',
  restored: 'Log restored',
};

const SIGNED: { readonly [by in SignedBy]: string } = {
  passkey: 'signed with the passkey of the person who acted',
  key: 'signed with the key of the person who acted',
  service: 'signed by the service for the person who acted',
};

/** `signatures`: one for each event, where they were checked. */
export function custodyLines(
  events: readonly RecordedEvent[],
  signatures: readonly SignatureFound[] = [],
): string[] {
  return events.flatMap((recorded, i) => {
    const { event } = recorded;
    const bar = i === events.length - 1 ? ' ' : '│';
    return [
      `${MARKS[event.type] ?? '○'} ${WORDS[event.type] ?? event.type}`,
      `${bar}   ${timeWords(recorded.recordedAt)} · ${printable(event.actor.organisation)} (${event.actor.state}), ${event.actor.role}`,
      ...facts(recorded).map((words) => `${bar}   ${words}`),
      ...signatureWords(signatures[i]).map((words) => `${bar}   ${words}`),
      `${bar}   event ${event.id}, position ${recorded.index} of ${printable(event.log)}`,
    ];
  });
}

function signatureWords(found: SignatureFound | undefined): string[] {
  if (found === undefined) return [];
  if (found.fault !== undefined) return [`SIGNATURE NOT GOOD: ${printable(found.fault)}`];
  return found.by === undefined ? [] : [SIGNED[found.by]];
}

function facts({ event, detail }: RecordedEvent): string[] {
  const found: string[] = [];
  if (event.authority !== undefined)
    found.push(`authority: ${event.authority.type} ${printable(event.authority.id)}`);
  if (event.place !== undefined) found.push(`place: ${printable(event.place)}`);
  if (event.reason !== undefined) found.push(`reason: ${printable(event.reason)}`);
  const fact = (name: string): string => printable(factText(event, name) ?? '');
  if (fact('what') !== '')
    found.push(`${fact('what')}: expected ${fact('expected')}, found ${fact('found')}`);
  if (fact('fromLog') !== '') found.push(`from ${fact('fromLog')}, ${fact('fromItem')}`);
  if (fact('toOrganisation') !== '') found.push(`to ${fact('toOrganisation')}`);
  if (detail !== undefined) found.push(...detailWords(detail.text));
  return found;
}

function detailWords(text: string): string[] {
  const detail = JSON.parse(text) as { readonly [name: string]: unknown }; // written by log-entry.ts as an object
  return Object.entries(detail).map(([name, value]) => `${name}: ${printable(String(value))}`);
}

export function exhibitWords(exhibit: Exhibit): string[] {
  const words = [
    line('SHA-256', exhibit.sha256),
    line(
      'Held',
      exhibit.status === 'held'
        ? `${sizeText(exhibit.bytes)} in ${filesWords(exhibit.files)}`
        : 'no: destroyed by order',
    ),
  ];
  const { image } = exhibit;
  if (image !== undefined) {
    words.push(
      line('Image', `${image.format}, ${image.segments} segment(s), media ${sizeText(image.mediaSize)}`),
    );
    words.push(line('Its checksums', image.container === 'absent' ? 'none in this format' : image.container));
    const stored = Object.entries(image.stored).map(([name, value]) => `${name} ${value}`);
    words.push(line('Its own hash', stored.length === 0 ? 'none stored' : stored.join(', ')));
    if (image.agrees !== undefined) words.push(line('Computed hash', image.agrees ? 'equal' : 'DIFFERENT'));
  }
  for (const condition of exhibit.conditions) words.push(line('Use is limited', condition));
  if (exhibit.fromLog !== undefined)
    words.push(line('From', `${exhibit.fromLog}, ${exhibit.fromItem ?? ''}`));
  return words;
}

function filesWords(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}
