// Messages of ICU, as far as the verifier's go: places in braces, and plurals of one level with `#`. The whole syntax takes a
// library, which the stand-alone verifier does without; a test holds what is said here against it (web/verify-page/words.test.ts).

const OPTION = /(=\d{1,9}|\b[a-z]{1,9}) \{((?:[^{}]|\{\w{1,30}\}){0,300})\}/g;
const PLURAL =
  /\{(\w{1,30}), plural,((?: (?:=\d{1,9}|[a-z]{1,9}) \{(?:[^{}]|\{\w{1,30}\}){0,300}\}){1,8})\}/g;

/** `shown` says a value as it stands in the text; `language` (BCP 47) says which plural a number takes. */
export function fillMessage<Value>(
  message: string,
  language: string,
  values: { readonly [name: string]: Value },
  shown: (place: string, value: Value | undefined) => string,
): string {
  return message
    .replaceAll(PLURAL, (_, place: string, options: string) =>
      chosen(options, language, Number(values[place] ?? 0)).replaceAll('#', `{${place}}`),
    )
    .replaceAll(/\{(\w+)\}/g, (_, place: string) => shown(place, values[place]));
}

function chosen(options: string, language: string, count: number): string {
  const texts = new Map([...options.matchAll(OPTION)].map(([, key = '', text = '']) => [key, text]));
  return (
    texts.get(`=${count}`) ??
    texts.get(new Intl.PluralRules(language).select(count)) ??
    texts.get('other') ??
    ''
  );
}
