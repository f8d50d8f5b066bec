// What the manifest of evidence that goes outside the Union's system says of a package (Implementing Regulation (EU) 2025/1550, Annex,
// point 3.3.3): what is known is filled in, what a person has to decide stays open.
import { capital } from '../../../web/capital.ts';
import { oneOf } from '../../../web/fields/choice.ts';
import type { Fields } from '../../../web/fields/field.ts';
import { together } from '../../../web/fields/group.ts';
import type { Html } from '../../../web/html.ts';
import { languageName } from '../../../web/language-names.ts';
import { LANGUAGES, type Language, type Messages } from '../../../web/messages.ts';
import type { Answers } from '../../core/answers.ts';
import { INSIDE_BYTES } from '../../core/eu-system.ts';

const CODES = Object.keys(LANGUAGES) as [Language, ...Language[]]; // its own keys, one at least

export interface ManifestAbout {
  /** Of whoever writes it. */
  readonly language: Language;
  /** What would go, and whether it fits inside. */
  readonly sent: (say: Messages) => Html;
}

export const MANIFEST = {
  manifest: together({
    ask: (say) => say.results.manifest.title,
    means: 'The manifest.',
    above: (say, { sent }: ManifestAbout) => sent(say),
    parts: {
      writtenIn: oneOf<Language, ManifestAbout>(CODES, {
        ask: (say) => say.results.manifest.language,
        // Each in its own words, so that whoever writes it finds it.
        choice: (code) => ({ words: LANGUAGES[code].language.name, lang: code }),
        words: (say, code) => capital(languageName(code, say.language.code)),
        preset: ({ language }) => language,
        wrong: (say) => say.requests.wrong.choose,
        means: 'A language of this installation, in which it is written.',
      }),
    },
  }),
} satisfies Fields;

interface Sent {
  readonly name: string;
  readonly bytes: number;
  /** Undefined: a person gives it. */
  readonly sha512: string | undefined;
  /** RFC 3339: by the act that sent it; undefined while it has not been sent. */
  readonly at: string | undefined;
}

interface ManifestOf {
  readonly sender: { readonly name: string; readonly address: string; readonly email: string };
  readonly recipient: string;
  /** The order that it answers, by title and their own reference. */
  readonly order: string;
  readonly sent: Sent;
  /** Said where the package is encrypted. */
  readonly remarks: string | undefined;
}

/** Larger than the system takes. */
export function goesOutside({ bytes }: Pick<Sent, 'bytes'>): boolean {
  return bytes > INSIDE_BYTES;
}

export function manifestAnswers({ sender, recipient, order, sent, remarks }: ManifestOf): Answers {
  const { name, bytes, sha512, at } = sent;
  const { address, email } = sender;
  return {
    sender: { organisation: sender.name, ...(address !== '' && { address }), ...(email !== '' && { email }) },
    recipient: { organisation: recipient },
    order,
    files: [name],
    sizes: [`${bytes}`],
    ...(at !== undefined && { sent: at }),
    ...(sha512 !== undefined && { hash: [{ file: name, algorithm: 'SHA-512', digest: sha512 }] }),
    ...(goesOutside(sent) && { why: ['size'], 'why.detail': `${bytes} > ${INSIDE_BYTES} bytes` }),
    ...(remarks !== undefined && { remarks }),
  };
}
