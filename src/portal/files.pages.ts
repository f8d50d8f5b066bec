// What an addressee hands over, and the place to hand over more.
import { sendingBlock } from '../evidence/intake/upload.pages.ts';
import { fileForm } from '../web/file-form.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { pressButton, table, tag, type Errors } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { sizeText } from '../web/when.ts';
import type { FileHanded } from './files.acts.ts';
import { orderAddress, PORTAL } from './order.pages.ts';
import type { PortalOrder } from './order.store.ts';

interface FilesHanded {
  readonly order: PortalOrder;
  readonly files: readonly (FileHanded & { readonly received: number })[];
  readonly fileBytesMax: number;
  readonly formBytesMax: number;
  readonly worker: string;
  readonly errors: Errors;
}

export function handedPage(say: Messages, shown: FilesHanded): View {
  const words = say.portal.files;
  const { order, files, fileBytesMax, formBytesMax, worker, errors } = shown;
  const address = orderAddress(order.id, '/files');
  const names = files.filter(({ upload }) => upload.state === 'receiving').map(({ upload }) => upload.name);
  return {
    title: words.title,
    place: 'portal',
    crumbs: [
      { words: say.portal.ordersTitle, href: PORTAL },
      { words: order.reference, href: orderAddress(order.id) },
      { words: words.title },
    ],
    errors,
    scripts: ['upload.js'],
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${sendingBlock(say, { address, names, fileBytesMax, worker })}
      ${fileForm(
        say,
        {
          action: orderAddress(order.id, '/send'),
          label: say.upload.file,
          hint: say.upload.plainWords(sizeText(say, formBytesMax)),
          button: say.upload.sendOne,
          isPlain: true,
        },
        errors,
      )}
      ${files.length === 0 ? nothing : handedTable(say, address, files)}`,
  };
}

function handedTable(say: Messages, address: string, files: FilesHanded['files']): Html {
  const words = say.upload;
  return html`<h2>${words.files}</h2>
    ${table<FilesHanded['files'][number]>(
      words.files,
      [
        { heading: words.file, cell: ({ upload }) => visiblePlain(upload.name, 255) },
        { heading: words.size, cell: ({ upload }) => sizeText(say, upload.bytes), isNumber: true },
        { heading: words.state, cell: (one) => stateTag(say, one) },
        {
          heading: words.act,
          cell: ({ upload, received }) =>
            upload.state === 'receiving' && received === upload.bytes
              ? pressButton(`${address}/${upload.id}/finish`, say.portal.files.handOver, upload.name)
              : nothing,
        },
      ],
      files,
    )}`;
}

function stateTag(say: Messages, { upload, job, received }: FilesHanded['files'][number]): Html {
  const words = say.upload;
  if (upload.state === 'cleared') return tag('warn', words.cleared);
  if (upload.state === 'receiving')
    return received === upload.bytes
      ? tag('plain', words.waiting)
      : html`${tag('plain', words.receiving(sizeText(say, received), sizeText(say, upload.bytes)))}
          <br /><span class="c-hint" data-upload="${upload.id}">${words.chooseAgain}</span>`;
  if (job?.state === 'done')
    return job.result?.warning === undefined
      ? tag('ok', say.portal.files.kept)
      : tag('stop', say.portal.files.differs);
  return tag('plain', words.taking);
}
