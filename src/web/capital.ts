/** As a line of its own begins: in the catalogue names of a list stand as they do within a sentence. `e-CODEX` stays so. */
export function capital(text: string): string {
  if (/^\p{Ll}-\p{Lu}/u.test(text)) return text;
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
