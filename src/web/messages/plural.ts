// Numbers in sentences. Which form of a word goes with a number is the language's own rule (Unicode CLDR), as Node.js
// carries it: French has one book for 0 and 1, Russian three forms, Arabic six, Chinese one.

export type Forms = { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** `#` in a form stands for the number; a form without it says the number in words. */
export function pluralIn(locale: string): (n: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (n, forms) => (forms[rules.select(n)] ?? forms.other).replace('#', () => numbers.format(n));
}
