// What is asked of a peer: the keys, whose they are and how they came; of the second person how they were compared; and why one is withdrawn.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import type { Day } from '../../base/day.ts';
import { isStateCode, STATE_CODES, stateName, type StateCode } from '../../law/states.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { oneOf } from '../../web/fields/choice.ts';
import { day } from '../../web/fields/day.ts';
import { ok, wrong, type Field, type Fields } from '../../web/fields/field.ts';
import { together } from '../../web/fields/group.ts';
import { pick } from '../../web/fields/pick.ts';
import { text, type TextAsked } from '../../web/fields/text.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { facts } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import {
  AGENCY_LENGTH_MAX,
  isPlainLine,
  PEER_DOCUMENT_BYTES_MAX,
  PEER_WORDS_MAX,
  peerPrints,
  readPeerFile,
  ROADS,
  type PeerDocumentSaid,
  type PeerKey,
  type PeerKeys,
  type PeerSpoken,
  type ReadPeerFile,
} from './peer.ts';

interface PeerAbout {
  /** Of the log of this installation: its own keys are no peer's. */
  readonly own: string;
  /** The last day on which keys can have come. */
  readonly today: Day;
  /** Logs that have a peer. */
  readonly taken: readonly string[];
  readonly documents: { readonly read: (file: string) => PeerDocumentSaid | undefined };
}

/** The keys alone, whichever of the two it is. */
const keysIn = (file: string, { own, documents }: Pick<PeerAbout, 'own' | 'documents'>): ReadPeerFile =>
  readPeerFile(documents.read(file)?.trust ?? file, own, nodeCrypto);

const line = (asked: Omit<TextAsked<unknown>, 'max'> & { readonly max?: number }) =>
  text({ max: PEER_WORDS_MAX, isRight: isPlainLine, autocomplete: 'off', ...asked });

const typedFile = text<PeerAbout>({
  ask: (say) => say.peers.file,
  label: (say) => say.peers.log,
  hint: (say) => say.peers.fileHint,
  rows: 8,
  max: PEER_DOCUMENT_BYTES_MAX,
  wrong: (say) => say.peers.fileFaults.form,
  means: 'The file of their keys, or their peer document, whole.',
});

const trust: Field<PeerKeys, PeerAbout, string> = {
  ...typedFile,
  read: (body, name, about) => {
    const { taken } = about;
    const read = keysIn(typeof body[name] === 'string' ? body[name] : '', about);
    if (!read.ok) return wrong((say) => say.peers.fileFaults[read.why], phrase('keysOfOneLog'), read.why);
    const { origin } = read.keys;
    return taken.includes(origin)
      ? wrong((say) => say.peers.there, phrase('logWithoutPeer'), origin)
      : ok(read.keys);
  },
  body: ({ trust: file }, name) => ({ [name]: file }),
  said: (_say, { origin }) => html`<span class="c-break">${visiblePlain(origin, 255)}</span>`,
  cell: (_say, { origin }) => origin,
};

const who = together({
  ask: (say) => say.peers.who,
  label: (say) => say.peers.agency,
  means: 'Whose keys they are.',
  // Whoever says whose they are sees which they are.
  above: (say, about: PeerAbout, given) => {
    const file = given.get('trust') ?? '';
    const read = keysIn(file, about);
    return read.ok ? keysHtml(say, read.keys, about.documents.read(file)) : nothing;
  },
  parts: {
    agency: line({
      ask: (say) => say.peers.agency,
      hint: (say) => say.peers.agencyHint,
      max: AGENCY_LENGTH_MAX,
      wrong: (say) => say.peers.agencyForm,
      means: 'Name of the agency.',
      option: { value: 'NAME' },
    }),
    state: pick<StateCode, StateCode>({
      ask: (say) => say.peers.state,
      list: () => STATE_CODES,
      id: (code) => code,
      words: (say, code) => stateName(code, say.language.code),
      none: (say) => say.peers.chooseState,
      wrong: (say) => say.peers.stateForm,
      ids: z
        .string()
        .length(2)
        .refine(isStateCode)
        .transform((code) => code as StateCode), // refined
      means: 'ISO 3166-1 alpha-2.',
      option: { value: 'XX' },
    }),
  },
});

export const PEER = {
  trust,
  who,
  road: together({
    ask: (say) => say.peers.road,
    label: (say) => say.peers.received,
    means: 'How they came.',
    parts: {
      road: oneOf(ROADS, {
        ask: (say) => say.peers.received,
        words: (say, one) => say.peers.roads[one],
        wrong: (say) => say.peers.roadForm,
        means: 'How the keys came: not with a package.',
      }),
      how: line({
        ask: (say) => say.peers.how,
        hint: (say) => say.peers.howHint,
        wrong: (say) => say.peers.howForm,
        means: 'From whom, and how exactly.',
      }),
      receivedOn: day<Pick<PeerAbout, 'today'>>({
        ask: (say) => say.peers.receivedOn,
        from: () => '2000-01-01' as Day, // one
        to: ({ today }) => today,
        wrong: (say) => say.peers.receivedOnForm,
        means: 'The day on which they came.',
        option: { name: 'received', value: 'DATE' },
      }),
    },
  }),
} satisfies Fields;

interface ComparedAbout {
  readonly prints: readonly PeerKey[];
  /** Absent: at the terminal, which says it itself. */
  readonly spoken?: PeerSpoken;
}

/** Of the second person, with the keys before their eyes. */
export const COMPARED = {
  compared: together({
    ask: (say) => say.peers.confirm,
    means: 'That the keys are theirs.',
    above: (say, { prints, spoken }: ComparedAbout) =>
      html`${spokenHtml(say, spoken)}${printsHtml(say, prints)}`,
    parts: {
      how: line({
        ask: (say) => say.peers.confirmTitle,
        hint: (say) => say.peers.confirmHint,
        wrong: (say) => say.peers.confirmForm,
        means: 'With whom, and how they were compared.',
      }),
    },
  }),
} satisfies Fields;

export const WITHDRAWN = {
  why: line({
    ask: (say) => say.peers.withdrawTitle,
    hint: (say) => say.peers.withdrawHint,
    wrong: (say) => say.peers.withdrawForm,
    means: 'Why the keys count no more.',
    option: { name: 'reason' },
  }),
} satisfies Fields;

/** A later document of a peer that is there: other keys of the exchange, another address. */
export const peerDocumentField = ({ read }: PeerAbout['documents']) =>
  ({
    document: text({
      ask: (say) => say.peers.document.ask,
      label: (say) => say.peers.document.label,
      hint: (say) => say.peers.document.hint,
      rows: 8,
      max: PEER_DOCUMENT_BYTES_MAX,
      isRight: (typed) => read(typed) !== undefined,
      wrong: (say) => say.peers.document.wrong,
      means: 'Their peer document, whole.',
    }),
  }) satisfies Fields;

function keysHtml(say: Messages, keys: PeerKeys, said: PeerDocumentSaid | undefined): Html {
  return html`${facts([
    [say.peers.log, html`<span class="c-break">${visiblePlain(keys.origin, 255)}</span>`],
    [say.peers.document.saysAgency, said && html`<bdi>${visiblePlain(said.agency, 200)}</bdi>`],
    [say.peers.document.saysState, said && stateName(said.state, say.language.code)],
    [
      say.peers.document.line,
      said?.line === undefined ? undefined : html`<bdi class="c-break">${said.line}</bdi>`,
    ],
  ])}
  ${printsHtml(say, peerPrints(keys, nodeCrypto))}`;
}

/** What is easily read out, and to where messages will go. */
function spokenHtml(say: Messages, spoken: PeerSpoken | undefined): Html {
  return spoken === undefined ? nothing : html`${facts(spokenFacts(say, spoken))}`;
}

export function spokenFacts(
  say: Messages,
  { words, digits, line, waiting }: PeerSpoken,
): Parameters<typeof facts>[0] {
  const address = (of: string): Html => html`<bdi class="c-break">${visiblePlain(of, 300)}</bdi>`;
  return [
    [say.peers.document.words, html`<code class="c-break" dir="ltr">${words}</code>`],
    [say.peers.document.digits, html`<code class="c-break" dir="ltr">${digits}</code>`],
    [say.peers.document.line, line === undefined ? undefined : address(line)],
    [
      say.peers.document.lineNext,
      waiting?.line === undefined || waiting.line === line ? undefined : address(waiting.line),
    ],
  ];
}

/** In four lines of four groups, each with its number: two people who read to each other say where they are. */
export function printsHtml(say: Messages, prints: readonly PeerKey[], hint = say.peers.printsHint): Html {
  const words = say.peers;
  return html`<h2>${words.prints}</h2>
    <p>${hint}</p>
    <div class="c-prints">
      ${prints.map(
        ({ use, fingerprint }) =>
          html`<section>
            <h3>${words.uses[use]}</h3>
            <ol dir="ltr">
              ${(fingerprint.match(/.{1,16}/g) ?? []).map(
                (line) => html`<li><code>${(line.match(/.{1,4}/g) ?? []).join(' ')}</code></li>`,
              )}
            </ol>
          </section>`,
      )}
    </div>`;
}
