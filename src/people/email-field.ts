// The e-mail address by which an act means a person.
import { text, type TextAsked } from '../web/fields/text.ts';
import { emailAddress } from './person.ts';

export function emailOf<A = unknown>(
  asked: Pick<TextAsked<A>, 'ask' | 'label' | 'hint' | 'means' | 'option'>,
) {
  return {
    ...text<A>({
      ...asked,
      max: 254,
      type: 'email',
      autocomplete: 'off',
      tidy: (typed) => typed.toLowerCase(),
      isRight: (typed) => emailAddress.safeParse(typed).success,
      isPrivate: true,
      wrong: (say) => say.form.emailForm,
    }),
    schema: (name: string) => ({ [name]: emailAddress.describe(asked.means) }),
  };
}
