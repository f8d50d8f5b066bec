// Expressions that are more than linear, or that the checker cannot judge, and why nobody can make use of it.

export const EXCEPTIONS: { readonly [expression: string]: string } = {
  [String.raw`/(?:(?<!\d)\d+ U\.S\.C\. )?(?<![\d.])\d[\d.]*[a-z]?(?:\(\w{1,5}\))+(?:-\(\w{1,5}\))*|(?<!\d)\d+ U\.S\.C\. \d+[a-z]?|(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g`]:
    'Not judged within a minute. Read over the words of the catalogue and the labels of forms, never over what somebody typed; citations.test.ts has it read a megabyte of digits.',
  [String.raw`/\/lib[\w./-]*\/ld-[\w.-]+/`]: 'Reads what stands in a program of this machine.',
  [String.raw`/session_token=([^;.]{16,200})\./`]:
    'At most 200 signs after each beginning; headers have at most 16 kB.',
  [String.raw`/"from":"([^"]{1,255})"/`]: 'At most 255 signs after each beginning, within 4,096 bytes.',
  [String.raw`/readonly '([^']+)': \[([^\]]*)\];/g`]: 'Reads a file of our own, when the words are built.',
  [String.raw`/(\w+)(\??): ((?:'[^']*'|[^,'])+)/g`]: 'Reads a file of our own, when the words are built.',
  [String.raw`/^export type Open =([^;]*);/m`]: 'Reads a file of our own, when the words are built.',
  [String.raw`/\B(?=(\d{3})+$)/g`]: 'The digits of one number.',
  [String.raw`/(?<!\[[^\]]*)0-9/g`]: 'Patterns of our own schema.',
  [String.raw`/^(\S+?)(?:T|,?\s+)([\d:.,hms]+)\s*(\S.*)?$/`]: 'At most 200 characters (MAX_CHARS).',
  [String.raw`/<(?:\w+:)?unit\b[^>]*\bid="([^"]*)"/`]:
    'One line of a file that a translator gives at the terminal.',
  [String.raw`/^(warrant|order|request|consent|law)[:\s]+(.+)$/i`]: 'An argument of the command line.',
};

/** Files that make expressions of text, and of what. */
export const OF_TEXT: { readonly [file: string]: string } = {
  'src/channels/rank.ts': 'Words of a fixed list, each once.',
  'src/exchange/wire.routes.ts': 'A number of so many digits; reads the path of one request.',
  'src/forensics/extractors/html.ts':
    'Names of elements from a fixed list; at most 200 signs after each beginning, in a confined child.',
  'src/forensics/extractors/sqlite-schema.ts':
    'A name, begun once at the start of one column; reads a schema, in a confined child.',
  'src/forensics/listing/select.ts':
    'More than linear by the number of * that somebody asks with: at the terminal by whoever sits there, else in a process of its own that ends in time (forensics/looking).',
  'src/forensics/pipeline/items.ts': 'Four names of times, of which each is once.',
  'src/law/citation.ts': 'Words of our catalogue.',
  'src/law/import-chart.ts':
    'One of two separators; reads on from where it is, and a quotation mark is in one alternative alone.',
  'src/law/search-words.ts': 'Names of scripts; each sign is in one alternative alone.',
  'src/platform/postgres-program.ts': 'The name of a folder of ours; reads names in it.',
  'src/platform/seal-settings.ts': 'The name of a part; reads one line of a certificate of our own.',
  'src/requests/core/hash-lines.ts': 'The digits of a digest; reads one line.',
  'src/requests/verbs/drafting/review/word-diff.ts':
    'Names of scripts; each sign is in one alternative alone.',
  'src/requests/machine/way/account-format.ts':
    'Patterns of the law data, which repeat nothing without a bound but single signs (law/schema/providers.ts).',
  'src/requests/core/network.ts': 'Labels of a host name; reads at most 253 characters.',
  'src/verify/bag-manifest.ts': 'The number of digits of a digest.',
};
