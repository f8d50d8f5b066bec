// Somebody who brings evidence through the web, as a browser would, without one.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { CaseFile } from '../../src/cases/case.ts';
import { insertMember } from '../../src/people/case-member.store.ts';
import { testCase } from './installation.ts';
import { enrol, testSite, type Enrolled, type TestHouse } from './people.ts';
import type { Site } from './site.ts';

export interface UploadGround extends TestHouse {
  readonly site: Site;
  readonly file: CaseFile;
  /** An investigator of the case. */
  readonly ines: Enrolled;
}

/** A server with a case; jobs run in it. */
export async function uploadGround(t: TestContext, env: NodeJS.ProcessEnv = {}): Promise<UploadGround> {
  const opened = await testSite(t, { env });
  const { house, people } = opened;
  const file = await testCase(house);
  const ines = await enrol(people, 'ines');
  const at = new Date(people.clock());
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: ines.id, role: 'investigator', at }),
  );
  return { ...opened, file, ines };
}

export const ANSWERS: { readonly [step: string]: { readonly [field: string]: string } } = {
  what: { what: 'Ledger of the harbour office' },
  source: { source: 'Harbour office (invented)' },
  authority: { 'authority.type': 'warrant', 'authority.id': '441/26' },
  taking: { 'taking.by': 'Officer Example', 'taking.on': '2026-11-02', 'taking.at': '' },
  conditions: { conditions: 'This case only\n' },
};

export interface Bringer {
  /** Posts a form, as this person. */
  readonly form: (path: string, fields: { readonly [field: string]: string }) => Promise<Response>;
  /** The address of what was said. */
  readonly intake: string;
  /** The address of a new upload. */
  readonly create: (name: string, bytes: number) => Promise<string>;
  readonly begin: (name: string, bytes: number) => Promise<Response>;
  readonly patch: (upload: string, offset: number, bytes: Uint8Array) => Promise<Response>;
  readonly head: (upload: string) => Promise<Response>;
  readonly offset: (upload: string) => Promise<number>;
  readonly finish: (upload: string, digest?: string) => Promise<Response>;
  /** The page of the files, as text. */
  readonly lines: () => Promise<string>;
}

export type PostForm = (path: string, fields: { readonly [field: string]: string }) => Promise<Response>;

/** Answers the questions and confirms them; the address of what was said. */
export async function answered(
  file: Pick<CaseFile, 'reference'>,
  form: PostForm,
  more: typeof ANSWERS = {},
): Promise<string> {
  const questions = `/cases/${file.reference}/add-evidence/new/${randomUUID()}`;
  let answer: Response | undefined;
  for (const [step, fields] of Object.entries({ ...ANSWERS, ...more, check: {} })) {
    answer = await form(`${questions}/${step}`, fields);
    assert.equal(answer.status, 303, step);
  }
  const files = answer?.headers.get('location') ?? '';
  assert.match(files, /\/files$/, 'all is answered');
  return files.replace(/\/files$/, '');
}

/** Requests of the tus protocol, and forms, as this person's browser sends them. */
export function tusOf(site: Pick<Site, 'url'>, who: Pick<Enrolled, 'cookie'>) {
  const headers = { cookie: who.cookie, origin: site.url };
  const tus = { ...headers, 'tus-resumable': '1.0.0' };
  const form: PostForm = (path, fields) =>
    fetch(`${site.url}${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
  return {
    form,
    begin: (intake: string, name: string, bytes: number): Promise<Response> =>
      fetch(`${site.url}${intake}/files`, {
        method: 'POST',
        headers: {
          ...tus,
          'upload-length': String(bytes),
          'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
        },
      }),
    head: (upload: string): Promise<Response> =>
      fetch(`${site.url}${upload}`, { method: 'HEAD', headers: tus, redirect: 'manual' }),
    patch: (upload: string, offset: number, bytes: Uint8Array): Promise<Response> =>
      fetch(`${site.url}${upload}`, {
        method: 'PATCH',
        headers: {
          ...tus,
          'upload-offset': String(offset),
          'content-type': 'application/offset+octet-stream',
        },
        body: new Uint8Array(bytes),
        redirect: 'manual',
      }),
  };
}

/** Answers the questions and is ready to send. */
export async function bringer(
  site: Pick<Site, 'url'>,
  who: Pick<Enrolled, 'cookie'>,
  file: Pick<CaseFile, 'reference'>,
  more: typeof ANSWERS = {},
): Promise<Bringer> {
  const { form, head, patch, begin: beginIn } = tusOf(site, who);
  const intake = await answered(file, form, more);
  const begin = (name: string, bytes: number): Promise<Response> => beginIn(intake, name, bytes);
  return {
    form,
    intake,
    begin,
    create: async (name, bytes) => {
      const answer = await begin(name, bytes);
      assert.equal(answer.status, 201, await answer.text());
      return answer.headers.get('location') ?? '';
    },
    patch,
    head,
    offset: async (upload) => Number((await head(upload)).headers.get('upload-offset') ?? -1),
    finish: (upload, digest) => form(`${upload}/finish`, digest === undefined ? {} : { sha256: digest }),
    lines: async () =>
      (await fetch(`${site.url}${intake}/files`, { headers: { cookie: who.cookie } })).text(),
  };
}
