// Formats of the platform are made once a language: making one takes longer than the whole rest of a line of a table.

export function perLocale<Format>(make: (locale: string) => Format): (locale: string) => Format {
  const made = new Map<string, Format>();
  return (locale) => {
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known); // as many as there are languages
    return known;
  };
}
