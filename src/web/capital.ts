/** As a line of its own begins: in the catalogue names of a list stand as they do within a sentence. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
