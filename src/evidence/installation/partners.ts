// What is said of a time-stamp authority, and of the witnesses of the custody log.
import { areCertificates } from '../../verify/x509-pem.ts';
import { optional, type Fields } from '../../web/fields/field.ts';
import { text } from '../../web/fields/text.ts';
import { authoritySchema } from '../log/log-partners.ts';

export const AUTHORITIES_MAX = 8;
const { name, url } = authoritySchema.shape;

export const AUTHORITY = {
  name: text({
    ask: (say) => say.partners.asks.name,
    label: (say) => say.partners.name,
    hint: (say) => say.partners.nameHint,
    max: 40,
    width: 'short',
    autocomplete: 'off',
    isRight: (typed) => name.safeParse(typed).success,
    wrong: (say) => say.partners.nameForm,
    means: 'Short name: lower-case letters, digits, dashes.',
    option: { value: 'NAME' },
  }),
  url: text({
    ask: (say) => say.partners.asks.url,
    label: (say) => say.partners.address,
    hint: (say) => say.partners.addressHint,
    max: 2000,
    autocomplete: 'off',
    isRight: (typed) => url.safeParse(typed).success,
    wrong: (say) => say.partners.addressForm,
    means: 'Where it answers, such as https://tsa.example/.',
    option: { value: 'URL', isArgument: true },
  }),
  trust: optional(
    text({
      ask: (say) => say.partners.asks.trust,
      hint: (say) => say.partners.certificatesHint,
      max: 100_000,
      rows: 8,
      isRight: areCertificates,
      wrong: (say) => say.partners.certificatesForm,
      means: 'PEM of the certificates it is trusted by.',
      option: { value: 'PEM', isFile: true },
    }),
  ),
} satisfies Fields;

const policy = text<{ readonly policy: string }>({
  ask: (say) => say.partners.policyTitle,
  hint: (say) => say.partners.policyHint,
  max: 100_000,
  rows: 10,
  preset: (now) => now.policy,
  wrong: (say) => say.partners.policyForm,
  means: 'The witness policy, as C2SP writes it.',
  option: { value: 'FILE', isArgument: true, isFile: true },
});
/** Left empty on its page, none is asked for; the terminal has a command that sets one. */
export const POLICY = { policy: optional(policy) } satisfies Fields;
export const POLICY_FILE = { policy } satisfies Fields;
