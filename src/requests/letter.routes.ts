// The letter of a request, in the language asked for, alone or beside another; as PDF/A or as a copy to edit.
import { formLabels } from '../law/form-labels.store.ts';
import type { CaseVisit, PageRoute } from '../people/visit.routes.ts';
import { isLanguage } from '../web/language.ts';
import { LANGUAGES, type Language } from '../web/messages.ts';
import { addresseeCopy } from './copies.ts';
import { renderLetter, type LetterAsked } from './document.ts';
import { instrumentTitle, legalForm } from './form.ts';
import { letterDocx } from './letter-docx.ts';
import { letterPage, type LetterChoice } from './letter.pages.ts';
import { aboutRequest, attachment, nameOf, type Found, type RequestDesk } from './request-found.routes.ts';
import { letterTongue } from './tongue.ts';

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
      attachment(await renderLetter(asked(found)), 'application/pdf', `${nameOf(found.shown)}.pdf`),
    ),
    see('/letter.docx', async (found) =>
      attachment(await letterDocx(asked(found)), DOCX, `${nameOf(found.shown)}.docx`),
    ),
  ];
}

function asked({ visit, shown, law }: Found): LetterAsked {
  const { answers, explained, savedAt } = shown.request.version;
  const legal = legalForm(shown.legal.form, law.forms);
  const whole = { legal, answers, explained };
  // Without a language named it is what is signed: in English, and what the addressee gets.
  const isWhole = visit.query('whole') === 'yes';
  const { language, beside } = choiceOf(visit);
  const tongue = (one: Language) => letterTongue(LANGUAGES[one], formLabels(one));
  return {
    draft: isWhole ? whole : addresseeCopy(whole),
    instrument: instrumentTitle(legal, law),
    tongues: [tongue(language), ...(beside === undefined ? [] : [tongue(beside)])],
    created: savedAt.getTime(),
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
