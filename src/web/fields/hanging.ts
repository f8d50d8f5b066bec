// A question whose limits, or words, hang on the answer to another of the same act: as it was typed, one word.
import type { Body, Field } from './field.ts';

/** `on`: the name of the other. `make`: the field by its answer, '' where there is none. */
export function hanging<V, A, J>(on: string, make: (answer: string) => Field<V, A, J>): Field<V, A, J> {
  const bare = make('');
  const of = (body: Body | undefined): Field<V, A, J> => {
    const answer = body?.[on];
    return make(typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '');
  };
  return {
    ...bare,
    control: (say, { name, given, ...shown }, about) => {
      const field = make(given.get(on) ?? '');
      const preset = given.has(name) ? undefined : field.preset?.(about);
      const known = preset === undefined ? given : new URLSearchParams([...given, [name, preset]]);
      return field.control(say, { ...shown, name, given: known }, about);
    },
    // The engine would fill in that of no answer.
    preset: undefined as never,
    read: (body, name, about, said) => of(body).read(body, name, about, said),
    said: (say, value, body) => of(body).said(say, value, body),
  };
}
