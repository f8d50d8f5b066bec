// Files that an addressee hands over: sent in parts with a script, in one go without.
import { isUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { UploadApi } from '../evidence/intake/upload.api.ts';
import { receivedBytes } from '../evidence/intake/upload.acts.ts';
import { sha256Text, type Upload } from '../evidence/intake/upload.ts';
import { takingBytes, type Method, type PageRoute, type PortalVisit } from '../people/visit.routes.ts';
import { fileOfForm } from '../platform/form-file.ts';
import { fileOf, filesOf, handOver, handOverAtOnce } from './files.acts.ts';
import { handedPage } from './files.pages.ts';
import type { Portal } from './order.acts.ts';
import { orderAddress } from './order.pages.ts';
import { aboutOrder } from './order.routes.ts';
import { bringingOf, type Handing } from './taker.acts.ts';

export function handedRoutes(portal: Portal, { reception, receiver }: UploadApi): PageRoute[] {
  type Open = (visit: PortalVisit, handing: Handing) => Promise<Response>;
  const on = (method: Method, path: string, open: Open): PageRoute =>
    aboutOrder(portal, method, path, (visit, order) =>
      open(visit, { portal, reception, account: visit.account, order }),
    );
  const one = (
    method: Method,
    path: string,
    open: (visit: PortalVisit, handing: Handing, upload: Upload) => Promise<Response>,
  ): PageRoute =>
    on(method, `/files/:upload${path}`, async (visit, handing) => {
      const id = visit.param('upload');
      const upload = isUuid(id) ? await fileOf(handing, id) : undefined;
      return upload === undefined ? visit.notFound() : open(visit, handing, upload);
    });
  return [
    on('GET', '/files', (visit, handing) => show(visit, handing, {})),
    takingBytes(
      on('POST', '/files', async (visit, handing) =>
        receiver.create(visit.request(), await bringingOf(handing)),
      ),
    ),
    takingBytes(on('POST', '/send', send)),
    one('GET', '', async (visit, handing, upload) => {
      const request = visit.request();
      // What was sent is not given out: only how much of it is here (HEAD).
      return request.method === 'HEAD'
        ? receiver.goOn(request, await bringingOf(handing), upload)
        : visit.notFound();
    }),
    takingBytes(
      one('PATCH', '', async (visit, handing, upload) =>
        receiver.goOn(visit.request(), await bringingOf(handing), upload),
      ),
    ),
    one('POST', '/finish', async (visit, handing, upload) => {
      const digest = sha256Text.safeParse((await visit.form()).get('sha256'));
      await handOver(handing, upload, digest.success ? digest.data : undefined);
      return visit.go(orderAddress(handing.order.id, '/files'));
    }),
  ];
}

async function send(visit: PortalVisit, handing: Handing): Promise<Response> {
  const request = visit.request();
  const { say } = visit.frame;
  if (request.body === null) return visit.go(orderAddress(handing.order.id, '/files'));
  try {
    const sent = await fileOfForm(request.body, request.headers.get('content-type') ?? '');
    if (sent.name === '') return await show(visit, handing, { file: say.upload.chooseOne });
    await handOverAtOnce(handing, sent);
    return visit.go(orderAddress(handing.order.id, '/files'));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'badInput') throw error;
    return show(visit, handing, { file: say.upload.refused.badInput });
  }
}

async function show(
  visit: PortalVisit,
  handing: Handing,
  errors: { readonly [field: string]: string },
): Promise<Response> {
  const { order, reception } = handing;
  const { frame } = visit;
  const files = await Promise.all(
    (await filesOf(handing)).map(async (one) => ({
      ...one,
      received: await receivedBytes(reception.house.home, one.upload.id),
    })),
  );
  const { fileBytesMax, formBytesMax } = reception.settings;
  const worker = frame.assets.url('digest-worker.js');
  const page = handedPage(frame.say, { order, files, fileBytesMax, formBytesMax, worker, errors });
  return visit.page(page, Object.keys(errors).length > 0 ? 422 : 200);
}
