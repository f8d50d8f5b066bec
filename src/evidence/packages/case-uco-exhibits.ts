// An exhibit as a `ProvenanceRecord` over its files.
import type { Json } from '../../base/canonical-json.ts';
import type { EventType } from '../../verify/event-types.ts';
import type { Digests } from '../../verify/event.ts';
import { IDS, clean, refs, type Node } from './case-uco-nodes.ts';
import type { ExhibitKind, PackagedExhibit, PackagedFile } from './package-contents.ts';

export function provenanceNode(exhibit: PackagedExhibit): Node {
  const objects = [
    ...(hasWhole(exhibit) ? [IDS.whole(exhibit)] : []),
    ...exhibit.files.map((file) => IDS.file(exhibit, file)),
  ];
  return {
    '@id': IDS.provenance(exhibit),
    '@type': 'case-investigation:ProvenanceRecord',
    ...(exhibit.title !== undefined && { 'uco-core:name': clean(exhibit.title) }),
    'case-investigation:exhibitNumber': clean(exhibit.number),
    'case-investigation:rootExhibitNumber': clean(rootOf(exhibit)),
    ...marked(exhibit),
    'uco-core:object': refs(...objects),
  };
}

const WORK: readonly EventType[] = ['copied', 'derived', 'extracted', 'redacted', 'translated'];

/** The exhibit this one was made from, where an event says so. */
function rootOf(exhibit: PackagedExhibit): string {
  for (const { event } of exhibit.events) {
    const { inputs, outputs } = event.facts ?? {};
    if (!WORK.includes(event.type) || !Array.isArray(inputs) || !Array.isArray(outputs)) continue;
    if (outputs.includes(exhibit.number) && typeof inputs[0] === 'string') return inputs[0];
  }
  return exhibit.number;
}

const WHOLE_TYPE: { readonly [kind in ExhibitKind]: string } = {
  file: 'uco-observable:ContentData',
  stream: 'uco-observable:ContentData',
  tree: 'uco-observable:Directory',
  device: 'uco-observable:Image',
  image: 'uco-observable:Image',
};

/** A node for the exhibit as a whole, where no single file of it has the exhibit's digest. */
export function wholeNode(exhibit: PackagedExhibit): Node | undefined {
  if (!hasWhole(exhibit)) return undefined;
  const id = (part: string): string => IDS.whole(exhibit, part);
  return {
    '@id': IDS.whole(exhibit),
    '@type': WHOLE_TYPE[exhibit.kind],
    'uco-core:name': clean(exhibit.title ?? exhibit.number),
    ...marked(exhibit),
    'uco-core:hasFacet': [contentFacet(id, exhibit.digests)],
  };
}

function hasWhole(exhibit: PackagedExhibit): boolean {
  return exhibit.files.length !== 1 || exhibit.files[0]?.sha256 !== exhibit.digests.sha256;
}

export function fileNode(file: PackagedFile, exhibit: PackagedExhibit): Node {
  const id = (part: string): string => IDS.file(exhibit, file, part);
  const name = (file.foundAs ?? file.path).split('/').at(-1) ?? '';
  const isImage = (exhibit.kind === 'image' || exhibit.kind === 'device') && !hasWhole(exhibit);
  return {
    '@id': IDS.file(exhibit, file),
    '@type': ['uco-observable:File', ...(isImage ? ['uco-observable:Image'] : [])],
    ...marked(exhibit),
    'uco-core:hasFacet': [
      {
        '@id': id('file'),
        '@type': 'uco-observable:FileFacet',
        'uco-observable:fileName': clean(name),
        'uco-observable:filePath': clean(file.path),
        'uco-observable:sizeInBytes': file.bytes,
        ...(file.foundAs !== undefined && { 'comity:foundAs': clean(file.foundAs) }),
      },
      contentFacet(id, file, file.bytes),
    ],
  };
}

function contentFacet(id: (part: string) => string, digests: Digests, bytes?: number): Json {
  const hashes = METHODS.flatMap(([field, method]): Json[] => {
    const value = digests[field];
    if (value === undefined) return [];
    return [
      {
        '@id': id(method),
        '@type': 'uco-types:Hash',
        'uco-types:hashMethod': method,
        'uco-types:hashValue': { '@type': 'xsd:hexBinary', '@value': value },
      },
    ];
  });
  return {
    '@id': id('content'),
    '@type': 'uco-observable:ContentDataFacet',
    ...(bytes !== undefined && { 'uco-observable:sizeInBytes': bytes }),
    'uco-observable:hash': hashes,
  };
}

/** As UCO's HashNameVocab spells them: plain strings since 1.4. */
const METHODS: readonly (readonly [keyof Digests, string])[] = [
  ['sha256', 'SHA256'],
  ['md5', 'MD5'],
  ['sha1', 'SHA1'],
  ['sha512', 'SHA512'],
];

/** A condition of use is a marking, so that a program that honours markings honours it. */
export function markingNode(exhibit: PackagedExhibit, condition: string): Node[] {
  const terms = IDS.marking(exhibit, condition, 'terms');
  return [
    {
      '@id': IDS.marking(exhibit, condition),
      '@type': 'uco-marking:MarkingDefinition',
      'uco-marking:definitionType': 'terms-of-use',
      'uco-marking:definition': refs(terms),
    },
    {
      '@id': terms,
      '@type': 'uco-marking:TermsOfUseMarking',
      'uco-marking:definitionType': 'terms-of-use',
      'uco-marking:termsOfUse': clean(condition),
    },
  ];
}

function marked(exhibit: PackagedExhibit): Partial<Node> {
  const markings = [...new Set(exhibit.conditions)].map((condition) => IDS.marking(exhibit, condition));
  return markings.length > 0 ? { 'uco-core:objectMarking': refs(...markings) } : {};
}
