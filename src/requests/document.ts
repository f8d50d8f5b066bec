// The letter as PDF/A-3 with the machine-readable request attached to it: what a person reads and what a program reads go
// together, and the digest of the one document is what is signed.
import { readFileSync } from 'node:fs';
import { visible } from '../evidence/report/safe-text.ts';
import { renderTypst } from '../platform/typst.ts';
import { letterOf, type LetterRow } from './letter.ts';
import { writeRequest, type DraftRequest } from './request-file.ts';

const MAX_PAGES = 400;
const MAX_CHARACTERS = 20_000;
const ATTACHED = 'request.json';

/** The same answers and time give the same bytes. `instrument`: its short title; `created`: milliseconds since 1970. */
export function renderLetter(draft: DraftRequest, instrument: string, created: number): Promise<Uint8Array> {
  const letter = letterOf(draft, instrument);
  const date = new Date(created);
  return renderTypst({
    template: readFileSync(new URL('letter.typ', import.meta.url), 'utf8'),
    data: {
      title: visible(letter.title),
      basis: visible(letter.basis),
      notice: letter.notice ?? null,
      author: authorOf(draft),
      created: [
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCHours(),
        date.getUTCMinutes(),
        date.getUTCSeconds(),
      ],
      footer: visible(`${letter.title} · ${letter.basis}`),
      page: 'Page {page} of {pages}',
      sections: letter.sections.map(({ label, audience, rows }) => ({
        label: visible(audience === undefined ? label : `${label}. For: ${audience}`),
        rows: rows.map(rowData),
      })),
    },
    attachments: [{ name: ATTACHED, text: writeRequest(draft) }],
    created,
    maxPages: MAX_PAGES,
  });
}

function rowData({ label, text, items = [], isSignature }: LetterRow) {
  return {
    label: visible(label),
    text: text.map(shown),
    items: items.map(({ title, facts }) => ({
      title: visible(title),
      facts: facts.map((fact) => ({ label: fact.label, text: fact.text.map(shown) })),
    })),
    isSignature: isSignature === true,
  };
}

function shown(line: string): string {
  return visible(line, MAX_CHARACTERS);
}

/** The requesting authority, where it has been named. */
function authorOf({ answers }: DraftRequest): string {
  const requesting = answers['requesting'];
  const name = typeof requesting === 'object' && 'organisation' in requesting ? requesting.organisation : '';
  return visible(name);
}
