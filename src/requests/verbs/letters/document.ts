// The letter as PDF/A-3 with the machine-readable request attached to it: what a person reads and what a program reads go
// together, and the digest of the one document is what is signed. In one language, or in two side by side.
import { readFileSync } from 'node:fs';
import { isRightToLeft } from '../../../base/direction.ts';
import { BREAK, visible } from '../../../web/safe-text.ts';
import type { Logo } from '../../../evidence/installation/logo.ts';
import { renderTypst } from '../../../platform/typst.ts';
import type { AnswerWords } from '../../machine/text/answer-words.ts';
import {
  headingOf,
  letterOf,
  withCertificate,
  type TranslationCertified,
  type Letter,
  type LetterRow,
} from '../../machine/text/letter.ts';
import type { Envelope } from '../../machine/messages/message.ts';
import { writeRequest, type DraftRequest } from '../../machine/messages/request-file.ts';
import { toState } from '../../machine/text/letter-head.ts';
import { withApproval, type Approval } from './approval.ts';
import type { Tongue } from '../../machine/text/tongue.ts';

const MAX_PAGES = 400;
const MAX_CHARACTERS = 20_000;
const ATTACHED = 'request.json';

export interface LetterAsked {
  readonly draft: DraftRequest;
  /** Short title of the instrument. */
  readonly instrument: string;
  /** The language of the letter, and at most one beside it. */
  readonly tongues: readonly [Tongue, ...Tongue[]];
  /** Of the translations that stand in it. */
  readonly certified?: readonly TranslationCertified[] | undefined;
  /** Who sends it to whom, as it stands in the data that are attached. */
  readonly envelope?: Envelope | undefined;
  /** Undefined: nobody has approved it, and lines to sign by hand stand in it. */
  readonly approval?: Approval | undefined;
  /** The State that is asked. */
  readonly to?: string | undefined;
  /** The authority for which it is a copy, and no request. */
  readonly copyFor?: string | undefined;
  /** Of the agency, above its name on what goes as a letter; undefined: it has none. */
  readonly logo?: Logo | undefined;
  /** Milliseconds since 1970. */
  readonly created: number;
}

/** One letter a language; their sections and rows are the same. */
export function lettersOf(asked: LetterAsked): Letter[] {
  const { draft, instrument, tongues, certified = [], copyFor, approval, to, envelope } = asked;
  return tongues.map((tongue) => {
    const { head, ...plain } = letterOf(draft, instrument, tongue);
    const addressed = head && toState(head, envelope?.header?.receiver?.country ?? to, tongue);
    const letter = certified.reduce(
      (one, certificate) => withCertificate(one, certificate, tongue),
      asCopy({ ...plain, ...(addressed && { head: addressed }) }, copyFor, tongue),
    );
    return approval === undefined ? letter : withApproval(letter, approval, tongue);
  });
}

function asCopy(letter: Letter, copyFor: string | undefined, { say, isolate }: Tongue): Letter {
  if (copyFor === undefined) return letter;
  return { ...letter, notices: [say.counterpartCopy.notice(isolate(copyFor)), ...letter.notices] };
}

/** The same answers and time give the same bytes. */
export function renderLetter(asked: LetterAsked): Promise<Uint8Array> {
  const { draft, tongues, created, envelope } = asked;
  const letters = lettersOf(asked);
  const [{ say }] = tongues;
  const date = new Date(created);
  return renderTypst({
    template: readFileSync(new URL('letter.typ', import.meta.url), 'utf8'),
    data: {
      columns: tongues.map(({ say: { language } }) => ({
        language: language.code,
        isRtl: language.dir === 'rtl',
      })),
      ...sideBySide(letters, tongues),
      logo: logoData(asked, letters[0]),
      documentTitle: plain(letters.map(({ title }) => title).join(' · ')),
      author: plain(authorOf(draft)),
      created: [
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCHours(),
        date.getUTCMinutes(),
        date.getUTCSeconds(),
      ],
      page: say.letter.page('{page}', '{pages}'),
      attached: say.letter.attached,
      // Room for the mark that is put on it once its place in the log is known.
      isApproved: asked.approval !== undefined,
    },
    attachments: [{ name: ATTACHED, text: writeRequest(draft, envelope) }],
    created,
    maxPages: MAX_PAGES,
  });
}

const [LOGO_HEIGHT, LOGO_WIDTH] = [15, 60]; // millimetres, at most

/** As high as it may be, or as wide. */
function logoData({ logo }: LetterAsked, letter: Letter | undefined) {
  if (logo === undefined || letter?.head === undefined) return null;
  const height = Math.min(LOGO_HEIGHT, LOGO_WIDTH / logo.ratio);
  return { svg: logo.svg, height, width: height * logo.ratio, alt: plain(letter.head.from[0] ?? '') };
}

/** Each text once a column. */
function sideBySide(letters: readonly Letter[], tongues: readonly Tongue[]) {
  const [first] = letters;
  const each = <Part>(part: (letter: Letter) => Part): Part[] => letters.map(part);
  return {
    title: each(({ title }) => line(title)),
    basis: each(({ basis }) => line(basis)),
    notices: each(({ notices }) => notices.map(line)),
    head:
      first?.head === undefined
        ? null
        : each(({ head }) => ({
            from: (head?.from ?? []).map(line),
            to: (head?.to ?? []).map(line),
            greeting: (head?.greeting ?? []).map(line),
          })),
    footer: each((letter) => line(footOf(letter))).slice(0, 1),
    sections: (first?.sections ?? []).map(({ rows, above }, s) => ({
      above: above === undefined ? null : each(({ sections }) => (sections[s]?.above ?? []).map(line)),
      label: letters.map(({ sections }, i) => line(headingIn(tongues[i], sections[s]))),
      rows: rows.map(({ signs, items = [], above: closing }, r) => {
        const row = (letter: Letter): LetterRow | undefined => letter.sections[s]?.rows[r];
        return {
          above: closing === undefined ? null : each((letter) => (row(letter)?.above ?? []).map(line)),
          label: each((letter) => line(row(letter)?.label ?? '')),
          text: each((letter) => (row(letter)?.text ?? []).map(line)),
          items: items.map((_, i) => each((letter) => itemData(row(letter)?.items?.[i]))),
          signs: signs === undefined ? null : each((letter) => (row(letter)?.signs ?? []).map(line)),
        };
      }),
    })),
  };
}

/** What it is, and by what number it is known: a page that is alone says of which letter it is. */
export function footOf({ reference, title, basis }: Letter): string {
  return reference === undefined ? `${title} · ${basis}` : `${reference} · ${title}`;
}

function headingIn(tongue: Tongue | undefined, section: Letter['sections'][number] | undefined): string {
  return tongue === undefined || section === undefined ? '' : headingOf(section, tongue.say);
}

function itemData(item: NonNullable<AnswerWords['items']>[number] | undefined) {
  return {
    title: line(item?.title ?? ''),
    facts: (item?.facts ?? []).map(({ label, text }) => ({ label: line(label), text: text.map(line) })),
  };
}

/** What has no letter but digits is a number, a telephone number above all: its groups stand from left to right in every language. */
function line(text: string): { readonly text: string; readonly isRtl: boolean | null } {
  return { text: shown(text), isRtl: isRightToLeft(text) ?? (/\d/.test(text) ? false : null) };
}

/** Isolates are ours (tongue.ts), as is a box before an option (`letter.typ` draws it); what stands between them is of others. */
function shown(text: string): string {
  return text
    .replace(/[\u00a0\u202f\u3000]/g, ' ') // French and Chinese are typed with spaces of their own
    .split(/([\u2068\u2069]|^[\u2610\u2612])/)
    .map((part) => (/^[\u2068\u2069\u2610\u2612]$/.test(part) ? part : visible(part, MAX_CHARACTERS)))
    .join('')
    .replace(DIGEST, (digest) => (digest.match(/.{1,16}/g) ?? []).join(BREAK));
}

/** Wider than a column of a letter, where a report would leave it whole: it breaks after sixteen characters, and copies as it was. */
const DIGEST = /\b[0-9a-f]{40,64}\b/g;

/** For the properties of the file. */
function plain(text: string): string {
  return visible(text.replace(/[\u2068\u2069]/g, '')).replaceAll('\u200b', '');
}

/** The requesting authority, where it has been named. */
function authorOf({ answers }: DraftRequest): string {
  const requesting = answers['requesting'];
  return typeof requesting === 'object' && 'organisation' in requesting ? requesting.organisation : '';
}
