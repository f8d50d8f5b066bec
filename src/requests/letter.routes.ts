// The letter of a request, in the language asked for, alone or beside another; as PDF/A or as a copy to edit.
import { formLabels } from '../law/form-labels.store.ts';
import type { CaseVisit, PageRoute } from '../people/visit.routes.ts';
import { isLanguage } from '../web/language.ts';
import { LANGUAGES, type Language } from '../web/messages.ts';
import { addresseeCopy } from './copies.ts';
import { renderLetter, type LetterAsked } from './document.ts';
import { instrumentTitle } from './form.ts';
import { letterDocx } from './letter-docx.ts';
import { letterPage, type LetterChoice } from './letter.pages.ts';
import { aboutRequest, attachment, nameOf, type Found, type RequestDesk } from './request-found.routes.ts';
import { translatedText } from './segments.ts';
import { letterTongue } from './tongue.ts';
import { aboutIt, translationHere } from './translation.routes.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function letterRoutes(desk: RequestDesk): PageRoute[] {
  const see = (path: string, open: (found: Found) => Response | Promise<Response>): PageRoute =>
    aboutRequest(desk, ['seeRequests', 'GET', path], open);
  return [
    see('/letter', ({ visit, shown }) => {
      const { language } = visit.frame.say;
      const chosen = isLanguage(language.code) ? language.code : 'en';
      return visit.page(letterPage(visit.frame.say, shown, { language: chosen, beside: undefined }));
    }),
    see('/letter.pdf', async (found) =>
      attachment(
        await renderLetter(await asked(desk, found)),
        'application/pdf',
        `${nameOf(found.shown)}.pdf`,
      ),
    ),
    see('/letter.docx', async (found) =>
      attachment(await letterDocx(await asked(desk, found)), DOCX, `${nameOf(found.shown)}.docx`),
    ),
  ];
}

/** Beside the language it was written in stands what has been translated, and says where nothing has. */
async function asked(desk: RequestDesk, found: Found): Promise<LetterAsked> {
  const { visit, law } = found;
  const { request, draft: whole } = aboutIt(found);
  // Without a language named it is what is signed: in English, and what the addressee gets.
  const isWhole = visit.query('whole') === 'yes';
  const { language, beside } = choiceOf(visit);
  const first = letterTongue(LANGUAGES[language], formLabels(language));
  const common = {
    draft: isWhole ? whole : addresseeCopy(whole),
    instrument: instrumentTitle(whole.legal, law),
    created: request.version.savedAt.getTime(),
  };
  if (beside === undefined) return { ...common, tongues: [first] };
  const pair = { from: language, to: beside };
  const { known, certificate } = await translationHere(desk, found, pair);
  const free = (text: string): string | undefined => translatedText(text, [language, beside], known);
  return {
    ...common,
    tongues: [first, letterTongue(LANGUAGES[beside], formLabels(beside), free)],
    certified: certificate && {
      name: certificate.name,
      day: certificate.at.toISOString().slice(0, 10),
      from: LANGUAGES[language].language.name,
      to: LANGUAGES[beside].language.name,
    },
  };
}

/** English where no language is named. */
function choiceOf(visit: CaseVisit): LetterChoice {
  const named = (name: string): Language | undefined => {
    const text = visit.query(name) ?? '';
    return isLanguage(text) ? text : undefined;
  };
  const language = named('language') ?? 'en';
  const beside = named('beside');
  return { language, beside: beside === language ? undefined : beside };
}
