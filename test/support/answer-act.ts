// The questions of an act, answered one by one without a browser.
import type { PostForm } from './uploads.ts';

/** Each question under its name, then the button below all of them. Where that led. `key`: of the form. */
export async function answerAct(
  form: PostForm,
  address: string,
  answers: { readonly [question: string]: { readonly [field: string]: string } },
  key: string,
): Promise<string> {
  for (const [question, fields] of Object.entries(answers))
    await form(`${address}/${question}`, { ...fields, key });
  const done = await form(`${address}/check`, { key });
  return done.headers.get('location') ?? `${done.status}`;
}
