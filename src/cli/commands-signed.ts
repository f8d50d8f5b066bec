// Commands about what was signed on a request: usage, what it does, and which function does it. A part of the list in commands.ts.
export const SIGNED_COMMANDS = [
  [
    'request signed FILE [--trust FILE] [--json]',
    'Shows what the signatures in a PDF prove, and what was added after signing; --trust: certificates that you trust.',
    async () => (await import('./request-signed.ts')).runSigned,
  ],
  [
    'request signatures REQUEST [--json]',
    'Checks every signature on a request against the stored bytes and the custody log.',
    async () => (await import('./request-signatures.ts')).runSignatures,
  ],
  [
    'request proof REQUEST --to FILE',
    'Writes the proof of a signed request: one file that ./comity verify, the stand-alone verifier and the offline page check.',
    async () => (await import('./request-signatures.ts')).runProof,
  ],
  [
    'request seal set|show|remove|make [REQUEST] [--p12 FILE --passphrase-file FILE] [--module FILE --token LABEL --label LABEL --pin-file FILE --chain FILE] [--roots FILE]',
    'Sets with what letters are sealed (a PKCS#12 file, or a token by its PKCS#11 module), shows or ends it, or seals one letter now.',
    async () => (await import('./request-seal.ts')).runSeal,
  ],
] as const;
