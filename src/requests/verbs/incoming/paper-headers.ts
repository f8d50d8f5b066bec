/** What came from outside is shown within a page of ours and nowhere else, and nothing in it runs. */
export const PAPER_HEADERS = {
  'content-security-policy':
    "script-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
} as const;
