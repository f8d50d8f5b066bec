// The commands of peers and of the exchange with them: usage, what it does, and which function of peer.ts or exchange.ts does it.
export const EXCHANGE_COMMANDS = [
  [
    'exchange set-up --kind KIND… [--url URL] [--mail ADDRESS] --person EMAIL [--json]',
    'Creates the keys of the exchange and our peer document, with the address where peers reach us, or the mailbox.',
    'runExchangeSetUp',
  ],
  ['exchange document [--to FILE]', 'Writes our peer document, to give to others.', 'runExchangeDocument'],
  ['exchange list [--json]', 'Lists what was sent to peers and what became of it.', 'runExchangeList'],
  ['exchange deliver', 'Sends what waits now, without the server.', 'runExchangeDeliver'],
  [
    'exchange export --to DIR --peer LOG [--json]',
    'Writes what a peer has not receipted, and our receipts, to a carrier.',
    'runExchangeExport',
  ],
  [
    'exchange import DIR [--json]',
    'Takes messages and receipts of a peer from a carrier; the same message by line and carrier counts once.',
    'runExchangeImport',
  ],
  [
    'exchange conversation ID --to DIR',
    'Writes a conversation as files, with what was said in clear: messages, receipts, peer documents.',
    'runExchangeConversation',
  ],
  [
    'exchange check DIR --trust FILE… [--json]',
    'Checks a conversation that was written as files, without a database or network; --trust: keys of both logs.',
    'runExchangeCheck',
  ],
] as const;

export const PEER_COMMANDS = [
  ['peer list [--json]', 'Lists trusted peers and their key fingerprints.', 'runPeerList'],
  [
    'peer add FILE --agency NAME --state XX --road letter|meeting|callBack|network|publication --how TEXT --received DATE --person EMAIL [--json]',
    'Adds the trust file or the peer document of another agency; its keys count once a second administrator confirms them.',
    'runPeerAdd',
  ],
  [
    'peer confirm LOG --how TEXT --person EMAIL',
    'Confirms, as a second administrator, that you compared the keys of a peer.',
    'runPeerConfirm',
  ],
  [
    'peer document FILE --person EMAIL',
    'Adds a later peer document of a trusted peer; it counts once a second administrator confirms it.',
    'runPeerDocument',
  ],
  ['peer withdraw LOG --reason TEXT --person EMAIL', 'Withdraws trust from a peer.', 'runPeerWithdraw'],
  [
    'peer export [LOG] [--to FILE]',
    'Writes the trust file of a peer, or our own to give to others, for verify --trust and the offline page.',
    'runPeerExport',
  ],
] as const;
