// The commands of the exchange: usage, what it does, and which function of exchange.ts does it.
export const EXCHANGE_COMMANDS = [
  [
    'exchange set-up --kind KIND… [--url URL] --person EMAIL [--json]',
    'Creates the keys of the exchange and our peer document, with the address where peers reach us.',
    'runExchangeSetUp',
  ],
  ['exchange document [--to FILE]', 'Writes our peer document, to give to others.', 'runExchangeDocument'],
  ['exchange list [--json]', 'Lists what was sent to peers and what became of it.', 'runExchangeList'],
  ['exchange deliver', 'Sends what waits now, without the server.', 'runExchangeDeliver'],
] as const;
