// Documents of an office for tests, the least that is one (ECMA-376-1, 17; RTF 1.9.1).
import { deflated } from './archives.ts';
import { buildZip } from './zip-builder.ts';

const TYPES = 'http://schemas.openxmlformats.org';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

interface Linked {
  /** Of an address outside: a picture and a template that it asks for. */
  readonly from: string;
}

/** A paragraph a line; `linked`: with what it wants from elsewhere. */
export function docxOf(lines: readonly string[], linked?: Linked): Buffer {
  return docxOfXml(lines.map((line) => `<w:p><w:pPr/>${run(line)}</w:p>`).join(''), linked);
}

const run = (text: string): string => `<w:r><w:rPr><w:sz w:val="48"/></w:rPr><w:t>${text}</w:t></w:r>`;

export function docxOfXml(body: string, linked?: Linked): Buffer {
  const rel = (id: string, type: string, target: string, mode = ''): string =>
    `<Relationship Id="${id}" Type="${TYPES}/officeDocument/2006/relationships/${type}" Target="${target}"${mode}/>`;
  const rels = (inner: string): string => `${XML}<Relationships xmlns="${TYPES}/package/2006/relationships">${inner}</Relationships>`; // prettier-ignore
  const outside = ' TargetMode="External"';
  const picture = linked === undefined ? '' : pictureAt('far');
  const head = Object.entries(SPACES).map(([short, long]) => `xmlns:${short}="${TYPES}/${long}"`).join(' '); // prettier-ignore
  const kind = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const parts: readonly (readonly [name: string, xml: string])[] = [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${TYPES}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${kind}.document.main+xml"/><Override PartName="/word/settings.xml" ContentType="${kind}.settings+xml"/></Types>`,
    ],
    ['_rels/.rels', rels(rel('doc', 'officeDocument', 'word/document.xml'))],
    ['word/document.xml', `${XML}<w:document ${head}><w:body>${body}${picture}</w:body></w:document>`],
    [
      'word/_rels/document.xml.rels',
      rels(rel('set', 'settings', 'settings.xml') + (linked === undefined ? '' : rel('far', 'image', `${linked.from}/picture.png`, outside))),
    ], // prettier-ignore
    [
      'word/settings.xml',
      `${XML}<w:settings ${head}>${linked === undefined ? '' : '<w:attachedTemplate r:id="far"/>'}</w:settings>`,
    ],
    [
      'word/_rels/settings.xml.rels',
      rels(linked === undefined ? '' : rel('far', 'attachedTemplate', `${linked.from}/template.dotx`, outside)),
    ], // prettier-ignore
  ];
  return Buffer.from(buildZip(parts.map(([name, xml]) => deflated(name, Buffer.from(xml)))));
}

const SPACES = {
  w: 'wordprocessingml/2006/main',
  a: 'drawingml/2006/main',
  pic: 'drawingml/2006/picture',
  wp: 'drawingml/2006/wordprocessingDrawing',
  r: 'officeDocument/2006/relationships',
} as const;

function pictureAt(id: string): string {
  const size = 'cx="1000000" cy="1000000"';
  const fill = `<pic:blipFill><a:blip r:link="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`;
  const frame = `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>`;
  const named = '<pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr>';
  const graphic = `<a:graphic><a:graphicData uri="${TYPES}/drawingml/2006/picture"><pic:pic>${named}${fill}${frame}</pic:pic></a:graphicData></a:graphic>`;
  return `<w:p><w:r><w:drawing><wp:inline><wp:extent ${size}/><wp:docPr id="1" name="p"/>${graphic}</wp:inline></w:drawing></w:r></w:p>`;
}

/** So many pages, each with its number. */
export function rtfOfPages(pages: number): Buffer {
  const each = Array.from({ length: pages }, (_, at) => `Page ${at + 1}`).join('\\page ');
  return Buffer.from(`{\\rtf1\\ansi\\f0\\fs48 ${each}}`);
}
