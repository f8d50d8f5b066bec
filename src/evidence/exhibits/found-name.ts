// Names as they were found, for people to read. The bytes themselves are kept in `tree.jsonl`.

/** UTF-8 as it is; other bytes as Latin-1 with a note, so that nothing is silently replaced. */
export function nameText(path: string | Uint8Array): string {
  if (typeof path === 'string') return path;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(path);
  } catch {
    return `${Buffer.from(path)
      .toString('latin1')
      .replace(/[\u0000-\u001f\u007f-\u009f]/g, '?')} (not UTF-8)`;
  }
}
