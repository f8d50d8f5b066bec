// Commands about what was signed on a request: usage, what it does, and its word behind `request`. A part of the list in commands.ts.
export const SIGNED_COMMANDS: readonly (readonly [usage: string, words: string, sub: string])[] = [
  [
    'request signed FILE [--trust FILE] [--json]',
    'Shows what the signatures in a PDF prove, and what was added after signing; --trust: certificates that you trust.',
    'signed',
  ],
  [
    'request signatures REQUEST [--json]',
    'Checks every signature on a request against the stored bytes and the custody log.',
    'signatures',
  ],
  [
    'request proof REQUEST --to FILE',
    'Writes the proof of a signed request: one file that ./comity verify, the stand-alone verifier and the offline page check.',
    'proof',
  ],
  [
    'request seal set|show|remove|make [REQUEST] [--p12 FILE --passphrase-file FILE] [--module FILE --token LABEL --label LABEL --pin-file FILE --chain FILE] [--roots FILE]',
    'Sets with what letters are sealed (a PKCS#12 file, or a token by its PKCS#11 module), shows or ends it, or seals one letter now.',
    'seal',
  ],
];
