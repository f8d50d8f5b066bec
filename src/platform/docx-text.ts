/** What XML 1.0 cannot carry becomes a space, so that no typed character makes a file that will not open. */
export function docxText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly these are meant
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ');
}
