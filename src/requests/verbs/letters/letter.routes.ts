// The letter of a request, in the language asked for, alone or beside another; as PDF/A or as a copy to edit.
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import type { SigningDesk } from '../../../evidence/log/signing-key.acts.ts';
import type { CaseVisit, PageRoute } from '../../../people/visit.routes.ts';
import { isLetterLanguage, type LetterLanguage } from '../../core/letter-language.ts';
import { renderLetter, type LetterAsked } from './document.ts';
import { standingSignature } from '../../machine/signature/signature.store.ts';
import { outgoingLetter } from './outgoing.acts.ts';
import { letterAsked, type LetterWanted } from './letter.acts.ts';
import { letterDocx } from './letter-docx.ts';
import { letterPage, type LetterChoice } from './letter.pages.ts';
import { aboutRequest, nameOf, type Found, type RequestDesk } from '../drafting/request-found.routes.ts';
import { aboutIt } from './translation.routes.ts';
import { attachment } from '../../../web/attachment.ts';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function letterRoutes(desk: RequestDesk, { house }: Pick<SigningDesk, 'house'>): PageRoute[] {
  const see = (path: string, open: (found: Found) => Response | Promise<Response>): PageRoute =>
    aboutRequest(desk, ['seeRequests', 'GET', path], open);
  return [
    see('/letter', ({ visit, shown }) => visit.page(letterPage(visit.frame.say, shown, chosenSoFar(visit)))),
    see('/letter.pdf', async (found) =>
      attachment(
        (await leavingLetter(desk, house, found)) ?? (await renderLetter(await asked(desk, found))),
        'application/pdf',
        `${nameOf(found.shown)}.pdf`,
      ),
    ),
    see('/letter.docx', async (found) =>
      attachment(await letterDocx(await asked(desk, found)), DOCX, `${nameOf(found.shown)}.docx`),
    ),
  ];
}

/** The letter that was signed and stands, to the byte, with its mark; undefined: none does, or another is asked for. */
async function leavingLetter(
  { people }: RequestDesk,
  house: Installation,
  { visit, shown }: Found,
): Promise<Uint8Array | undefined> {
  if (['language', 'beside', 'whole'].some((name) => (visit.query(name) ?? '') !== '')) return undefined;
  const { request } = shown;
  const signed = await people.db.asPerson(visit.person.id, (tx) => standingSignature(tx, request));
  return signed && (await outgoingLetter(house, signed, request.letterIn));
}

/** Without a language named it is what is signed: what the addressee gets. */
async function asked({ people }: RequestDesk, found: Found): Promise<LetterAsked> {
  const { visit, law } = found;
  const about = aboutIt(found);
  const language = named(visit, 'language') ?? about.request.letterIn;
  const beside = named(visit, 'beside');
  const wanted: LetterWanted = {
    ...about,
    languages: beside === undefined || beside === language ? [language] : [language, beside],
    isWhole: visit.query('whole') === 'yes',
  };
  return people.db.asPerson(visit.person.id, (tx) => letterAsked(tx, wanted, law));
}

function chosenSoFar(visit: CaseVisit): LetterChoice {
  const beside = visit.query('beside');
  const whole = visit.query('whole');
  const language = named(visit, 'language');
  const other = beside === 'none' ? beside : named(visit, 'beside');
  return {
    language,
    beside: other === language ? undefined : other,
    whole: whole === 'yes' || whole === 'no' ? whole : undefined,
  };
}

function named(visit: CaseVisit, name: string): LetterLanguage | undefined {
  const text = visit.query(name);
  return isLetterLanguage(text) ? text : undefined;
}
