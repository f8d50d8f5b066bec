// ./comity request forms | form | new | check | render: a request as data, checked and written out.
// Read by the law that is published here; where nothing is set up, no database is needed.
import { utcDay } from '../base/time.ts';
import { Refusal } from '../base/refusal.ts';
import { formLabels } from '../law/form-labels.store.ts';
import { findingsOf, notAsked } from '../requests/verbs/drafting/checks/checks.ts';
import { codeOf, mayGo } from '../requests/machine/way/request-finding.ts';
import { findingWords } from '../requests/machine/way/finding.ts';
import { isLanguage } from '../web/language.ts';
import { LANGUAGES, type Language } from '../web/messages.ts';
import { addresseeCopy } from '../requests/verbs/letters/copies.ts';
import { renderLetter, type LetterAsked } from '../requests/verbs/letters/document.ts';
import { instrumentTitle, legalForm, refuseOver } from '../requests/core/form.ts';
import { logoOf, type Logo } from '../evidence/installation/logo.ts';
import { FORMS, formOf } from '../requests/forms/index.ts';
import { letterDocx } from '../requests/verbs/letters/letter-docx.ts';
import type { Knowledge } from '../law/model.ts';
import { draftOf, writeRequest, type DraftRequest } from '../requests/machine/messages/request-file.ts';
import { translatedText } from '../requests/machine/text/segments.ts';
import { readRequestDocument } from '../requests/machine/messages/request-document.ts';
import { letterTongue, type Tongue } from '../requests/machine/text/tongue.ts';
import { languageName } from '../web/language-names.ts';
import { FLAG, TEXT, optionsOf, wordsAndOptions } from './options.ts';
import { fileAt, writeNew } from './request-convert.ts';
import { localLaw } from './local-law.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { onlyArgument, printable, refuseSpare, required } from './words.ts';

/** Throws Refusal for wrong use, as each command here but this. */
export async function listForms(args: readonly string[], terminal: Terminal): Promise<number> {
  optionsOf(args, {});
  const { forms } = await localLaw();
  for (const form of FORMS) {
    const { record } = legalForm(form, forms);
    terminal.out(printable(`${record.id.padEnd(24)}${record.title} [${record.confidence}]`));
  }
  return EXIT.done;
}

export async function showForm(args: readonly string[], terminal: Terminal): Promise<number> {
  const [id, ...spare] = args;
  refuseSpare(spare);
  const form = formOf(id);
  if (form === undefined) throw noForm(id);
  const { record } = legalForm(form, (await localLaw()).forms);
  terminal.out(printable(`${record.title}: ${record.instrument}, ${record.ref} [${record.confidence}]`));
  for (const section of record.sections) {
    const place = section.itemOf === undefined ? '' : ` (of each item of ${section.itemOf})`;
    terminal.out('');
    terminal.out(printable(`${section.label}${place}`));
    for (const { id, type, required, when, label, ref } of section.fields)
      terminal.out(
        printable(
          `  ${id.padEnd(24)}${type}, ${when === undefined ? required : `where ${when}`}: ${label} (${ref})`,
        ),
      );
  }
  return EXIT.done;
}

export async function check(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { json: FLAG });
  const file = onlyArgument(positionals, 'FILE');
  const law = await localLaw();
  const draft = await read(file, law);
  const findings = findingsOf(draft, law);
  const stray = notAsked(draft);
  const goes = mayGo(findings, draft.explained) && stray.length === 0;
  if (values.json)
    terminal.out(
      JSON.stringify({
        goes,
        findings: findings.map(({ what, ...rest }) => ({ code: codeOf(what), ...rest })),
        notAsked: stray,
      }),
    );
  else {
    for (const finding of findings) {
      const { level, field, item, identifier, ref, what } = finding;
      const place = [field, item, identifier].filter((one) => one !== undefined).join('.');
      const state = draft.explained[codeOf(what)] === undefined ? level : 'explained';
      const words = findingWords(LANGUAGES.en, draft.legal, finding);
      terminal.out(printable(`${state.padEnd(10)}${place}: ${words} (${ref})`));
    }
    for (const field of stray)
      terminal.out(
        printable(`block     ${field}: answered, but not asked for in this request. Take it out.`),
      );
    terminal.out(goes ? 'Nothing stands in the way of this request.' : 'This request cannot go yet.');
  }
  return goes ? EXIT.done : EXIT.refused;
}

export async function begin(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { to: TEXT });
  const [id = '', ...spare] = positionals;
  refuseSpare(spare);
  const form = formOf(id);
  if (form === undefined) throw noForm(id);
  const to = required(values.to, 'to');
  const today = utcDay(Date.now());
  const legal = legalForm(form, (await localLaw()).forms, today);
  refuseOver(legal, today);
  await writeNew(to, Buffer.from(writeRequest({ legal, answers: {} })));
  terminal.out(printable(`Wrote ${to}. './comity request form ${id}' lists what it asks for.`));
  return EXIT.done;
}

export async function render(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    lang: { type: 'string', default: 'en' },
    bilingual: TEXT,
    written: TEXT,
    whole: FLAG,
    logo: TEXT,
    to: TEXT,
  });
  const file = onlyArgument(positionals, 'FILE');
  const { to } = values;
  const kind = /\.(pdf|docx)$/i.exec(to ?? '')?.[1]?.toLowerCase();
  if (to === undefined || kind === undefined)
    throw new Refusal('badUsage.letterFile', { found: printable(to ?? ''), command: 'request render' });
  const law = await localLaw();
  const draft = await read(file, law);
  const language = languageNamed(values.lang);
  const written = languageNamed(values.written ?? values.lang);
  const second = values.bilingual === undefined ? [] : [languageNamed(values.bilingual)];
  if (second[0] === language)
    throw new Refusal('badUsage.secondLanguage', { language, command: 'request render' });
  const isBeside = [language, ...second].includes(written);
  const tongue = (one: Language): Tongue => tongueOf(one, written, isBeside);
  const tongues = [tongue(language), ...second.map(tongue)] as const;
  const instrument = instrumentTitle(draft.legal, law);
  const copy = values.whole ? draft : addresseeCopy(draft);
  const logo = values.logo === undefined ? undefined : logoFrom(values.logo);
  const asked: LetterAsked = { draft: copy, instrument, tongues, logo, created: Date.now() };
  await writeNew(to, kind === 'pdf' ? await renderLetter(asked) : await letterDocx(asked));
  const left = findingsOf(draft, law).filter(({ level }) => level === 'block').length;
  terminal.out(
    printable(kind === 'pdf' ? `Wrote ${to}, with the request as data attached to it.` : `Wrote ${to}.`),
  );
  if (left > 0) terminal.out(`${left} point(s) still stand in its way: './comity request check' names them.`);
  return EXIT.done;
}

function logoFrom(path: string): Logo {
  const kept = logoOf(Buffer.from(fileAt(path)).toString());
  if (!('problem' in kept)) return kept;
  const { problem } = kept;
  throw new Refusal('badUsage.logo', {
    found: printable(typeof problem === 'string' ? problem : problem.found),
    command: 'request render',
  });
}

function languageNamed(name: string): Language {
  if (!isLanguage(name))
    throw new Refusal('badUsage.language', {
      choices: Object.keys(LANGUAGES).join(', '),
      found: printable(name),
      command: 'request render',
    });
  return name;
}

/** What was written is translated on the desk of the web, and not in a file: in another language it stands as it was written. */
function tongueOf(language: Language, written: Language, isBeside: boolean): Tongue {
  const labels = formLabels(language);
  if (language === written) return letterTongue(LANGUAGES[language], labels);
  const from = isBeside ? undefined : languageName(written, LANGUAGES[language].language.locale);
  const free = (text: string): string | undefined => translatedText(text, [written, language], new Map());
  return letterTongue(LANGUAGES[language], labels, free, from);
}

/** As JSON, XML, or attached to a PDF. */
async function read(path: string, law: Knowledge): Promise<DraftRequest> {
  return draftOf((await readRequestDocument(fileAt(path), law)).message, law);
}

function noForm(id = ''): Refusal {
  return new Refusal('badUsage.formName', {
    forms: FORMS.map((one) => one.id).join(', '),
    found: printable(id),
    command: 'request form',
  });
}
