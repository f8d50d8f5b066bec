// Styles, scripts and type faces as `npm run prepare` built them: named by their digest, compressed beforehand.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { errorCode } from '../platform/files.ts';

export interface Assets {
  /** The address of `comity.css` or `passkey.js`. */
  url(name: string): string;
  /** Undefined when there is no such file. */
  file(name: string, encodings: string): Promise<AssetFile | undefined>;
}

interface AssetFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly encoding?: 'br' | 'gzip';
}

const FOLDER = fileURLToPath(new URL('../../dist/web/', import.meta.url));
const TYPES: { readonly [extension: string]: string } = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
};
const manifestSchema = z.record(z.string(), z.string());

export async function openAssets(folder = FOLDER): Promise<Assets> {
  const manifest = await readManifest(folder);
  const known = new Set(Object.values(manifest));
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  const read = (name: string): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = kept.get(name) ?? readFile(`${folder}${name}`);
    kept.set(name, bytes); // a closed list of small files
    return bytes;
  };
  return {
    url: (name) => {
      const built = manifest[name];
      if (built === undefined) throw new Error(`no asset ${name}`);
      return `/assets/${built}`;
    },
    file: async (name, encodings) => {
      if (!known.has(name)) return undefined;
      const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      if (name.endsWith('.woff2')) return { bytes: await read(name), type }; // compressed already
      if (/\bbr\b/.test(encodings)) return { bytes: await read(`${name}.br`), type, encoding: 'br' };
      if (/\bgzip\b/.test(encodings)) return { bytes: await read(`${name}.gz`), type, encoding: 'gzip' };
      return { bytes: await read(name), type };
    },
  };
}

async function readManifest(folder: string): Promise<{ readonly [name: string]: string }> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(`${folder}manifest.json`, 'utf8')));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new Refusal('notReady.builtAssets', { folder, cause: error });
  }
}
