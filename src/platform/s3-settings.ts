// Which object store of the S3 kind holds the evidence, by the environment. docs/guides/run-on-several-machines.md
import { readFileSync } from 'node:fs';
import { Refusal } from '../base/refusal.ts';

export interface S3Settings {
  readonly endpoint: URL;
  readonly bucket: string;
  /** '' or ending in `/`. */
  readonly prefix: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
  readonly token: string | undefined;
  /** The bucket stands in the path, not in the name of the host. */
  readonly isPathStyle: boolean;
  /** For how long nobody, the owner of the bucket included, can remove what was put (object lock, COMPLIANCE). */
  readonly lockDays: number | undefined;
}

const LOCK_DAYS_MAX = 36_500;

/** Undefined: the evidence lies in COMITY_HOME. Refuses badUsage. */
export function s3Settings(env: NodeJS.ProcessEnv): S3Settings | undefined {
  const place = env['COMITY_STORE'];
  if (place === undefined || place === '') return undefined;
  const [, bucket, path = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(place) ?? [];
  const parts = path.split('/').filter((part) => part !== '');
  if (bucket === undefined || parts.some((part) => !/^[\w.-]{1,64}$/.test(part) || /^\.+$/.test(part)))
    throw wrong('COMITY_STORE', 's3://bucket, s3://bucket/folder', place);
  const region = env['COMITY_STORE_REGION'] || 'us-east-1';
  if (!/^[a-z0-9-]{1,40}$/.test(region)) throw wrong('COMITY_STORE_REGION', 'eu-west-3', region);
  const endpoint = endpointOf(env, region);
  return {
    endpoint,
    bucket,
    prefix: parts.map((part) => `${part}/`).join(''),
    region,
    ...credentialsOf(env),
    isPathStyle: pathStyleOf(env),
    lockDays: lockDaysOf(env),
  };
}

function endpointOf(env: NodeJS.ProcessEnv, region: string): URL {
  const text = env['COMITY_STORE_ENDPOINT'] || `https://s3.${region}.amazonaws.com`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === undefined || !isPlain || url.pathname !== '/' || url.username !== '' || url.search !== '')
    throw wrong('COMITY_STORE_ENDPOINT', 'https://s3.agency.example', text);
  const isOwn = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && !isOwn && env['COMITY_STORE_PLAIN_HTTP'] !== 'yes')
    throw new Refusal('badUsage.plainStore', { found: text });
  return url;
}

/** In the environment, or two or three lines of a file that only its owner reads. */
function credentialsOf(env: NodeJS.ProcessEnv): Pick<S3Settings, 'keyId' | 'secret' | 'token'> {
  const path = env['COMITY_STORE_CREDENTIALS'];
  const said = path === undefined || path === '' ? env : readCredentials(path);
  const [keyId, secret] = [said['AWS_ACCESS_KEY_ID'], said['AWS_SECRET_ACCESS_KEY']];
  if (!keyId || !secret)
    throw new Refusal('badUsage.storeCredentials', {
      missing: keyId ? 'AWS_SECRET_ACCESS_KEY' : 'AWS_ACCESS_KEY_ID',
    });
  return { keyId, secret, token: said['AWS_SESSION_TOKEN'] || undefined };
}

function readCredentials(path: string): { readonly [name: string]: string | undefined } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Refusal('badUsage.credentialsFile', {
      path,
      found: error instanceof Error ? error.message : '–',
      cause: error,
    });
  }
  const lines = text.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
  });
  return Object.fromEntries(lines);
}

function pathStyleOf(env: NodeJS.ProcessEnv): boolean {
  const said = env['COMITY_STORE_PATH_STYLE'] || (env['COMITY_STORE_ENDPOINT'] ? 'yes' : 'no');
  if (said !== 'yes' && said !== 'no') throw wrong('COMITY_STORE_PATH_STYLE', 'yes, no', said);
  return said === 'yes';
}

function lockDaysOf(env: NodeJS.ProcessEnv): number | undefined {
  const said = env['COMITY_STORE_LOCK_DAYS'];
  if (said === undefined || said === '') return undefined;
  const days = /^[1-9]\d{0,4}$/.test(said) ? Number(said) : Infinity;
  if (days > LOCK_DAYS_MAX)
    throw new Refusal('badUsage.environmentDays', {
      name: 'COMITY_STORE_LOCK_DAYS',
      max: LOCK_DAYS_MAX,
      found: said,
    });
  return days;
}

function wrong(name: string, example: string, found: string): Refusal {
  return new Refusal('badUsage.environment', { name, example, found });
}
