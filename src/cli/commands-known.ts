// Commands about sets of known material: usage, what it does, and which function of known.ts does it. A part of the list in commands.ts.
export const KNOWN_COMMANDS = [
  [
    'known import FILE --name NAME --owner TEXT --basis TEXT --expires DAY --may-be-told TEXT --person EMAIL [--use alert|ignore] [--own] [--lines digests|pdq|photodna] [--category TEXT] [--json]',
    'Takes in a set of known material: lists, NSRL, Project VIC, CAID, NCMEC. It is used when a second person has confirmed it.',
    'runKnownImport',
  ],
  [
    'known confirm NAME --how TEXT --person EMAIL',
    'Confirms a set that somebody else imported.',
    'runKnownConfirm',
  ],
  ['known list [--json]', 'Lists the sets: owner, legal basis, last day, who may be told.', 'runKnownList'],
  [
    'known export NAME --person EMAIL [--lines digests|pdq]',
    'Writes out a set of our own.',
    'runKnownExport',
  ],
  [
    'known end NAME --why TEXT --person EMAIL',
    'Ends the use of a set and removes its entries; hits stay.',
    'runKnownEnd',
  ],
] as const;
