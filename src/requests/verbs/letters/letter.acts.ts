// The letter of a request in the language asked for: what was written freely stands in it as it was written, or as the translator's
// desk has it, with the certificates that hold for it.
import { formLabels } from '../../../law/form-labels.store.ts';
import type { Knowledge } from '../../../law/model.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { agencyLogo } from '../../../evidence/installation/settings.acts.ts';
import { addresseeCopy } from './copies.ts';
import type { LetterAsked } from './document.ts';
import { instrumentTitle } from '../../core/form.ts';
import { letterWords, type LetterLanguage } from '../../core/letter-language.ts';
import { sayingOfficially, withTreaties } from '../../core/official-wording.ts';
import { officialWordingOf } from '../../core/official-wording.store.ts';
import type { TranslationCertified } from '../../machine/text/letter.ts';
import { standingPapers } from '../../machine/signature/signature.store.ts';
import type { Envelope, Message } from '../../machine/messages/message.ts';
import type { DraftRequest } from '../../machine/messages/request-file.ts';
import type { RequestRecord } from '../../core/request.ts';
import { translatedText } from '../../machine/text/segments.ts';
import { letterTongue, type Tongue } from '../../machine/text/tongue.ts';
import { languageName } from '../../../web/language-names.ts';
import { translationOf } from './translation.acts.ts';

export interface LetterWanted {
  readonly request: RequestRecord;
  /** With the labels of the law data. */
  readonly draft: DraftRequest;
  /** Of the letter, and at most one beside it; none: the one that is signed. */
  readonly languages?: readonly [LetterLanguage, ...LetterLanguage[]];
  /** With what never reaches the addressee. */
  readonly isWhole?: boolean;
}

export async function letterAsked(
  tx: Tx,
  { request, draft, languages = [request.letterIn], isWhole = false }: LetterWanted,
  law: Knowledge,
): Promise<LetterAsked> {
  const isBeside = languages.includes(request.writtenIn);
  const certified: TranslationCertified[] = [];
  const tongueOf = async (language: LetterLanguage): Promise<Tongue> => {
    const from = request.writtenIn;
    const official = (await officialWordingOf(tx, request.form, language))?.words;
    const say = sayingOfficially(letterWords(language), official);
    const labels = withTreaties(formLabels(language), official, law);
    if (language === from) return { ...letterTongue(say, labels), official };
    const pair = { from, to: language };
    const { known, certificate } = await translationOf(tx, { request, draft }, pair);
    if (certificate !== undefined)
      certified.push({ name: certificate.name, day: certificate.at.toISOString().slice(0, 10), ...pair });
    const free = (text: string): string | undefined => translatedText(text, [from, language], known);
    const written = isBeside ? undefined : languageName(from, say.language.locale);
    return { ...letterTongue(say, labels, free, written), official };
  };
  const [first, ...others] = languages;
  const tongues: [Tongue, ...Tongue[]] = [await tongueOf(first)];
  for (const one of others) tongues.push(await tongueOf(one));
  const shown = isWhole ? draft : addresseeCopy(draft);
  return {
    draft: { ...shown, explained: {} },
    envelope: await envelopeSigned(tx, request),
    instrument: instrumentTitle(draft.legal, law),
    tongues,
    certified,
    created: request.version.savedAt.getTime(),
    logo: await agencyLogo(tx),
  };
}

/** In every language and every copy the data say of themselves what they said when they were signed. */
async function envelopeSigned(tx: Tx, request: RequestRecord): Promise<Envelope | undefined> {
  const signed = await standingPapers(tx, request);
  if (signed?.file === undefined) return undefined; // version 1 said nothing of it
  // of ours: its digest is in the line that was signed
  const { header, authorisation } = JSON.parse(Buffer.from(signed.data).toString('utf8')) as Message;
  const { form: _form, details: _details, explained: _explained, ...said } = authorisation;
  return { header, authorisation: said };
}
