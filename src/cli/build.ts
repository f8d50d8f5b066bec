// npm run build: the two stand-alone verifiers, for somebody who has nothing of ours but a package.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { EVENT_TYPES } from '../verify/event-types.ts';
import { wordsOfEvents } from '../evidence/events/messages.ts';
import { LANGUAGES } from '../web/messages.ts';

const SOURCE = fileURLToPath(new URL('../', import.meta.url));
const PAGE = join(SOURCE, 'web/verify-page');
const USAGE = `Usage: npm run build [-- FOLDER]
Writes comity-verify.mjs and comity-verify.html into FOLDER (dist, if none is named) and prints their SHA-256.
`;

interface Built {
  readonly path: string;
  readonly bytes: number;
  /** Published by another road, so that a receiver can tell the verifier itself is the right one. */
  readonly sha256: string;
}

/** Same source, same bytes: nothing of the machine or the time goes in. */
export async function buildVerifiers(folder: string): Promise<readonly Built[]> {
  mkdirSync(folder, { recursive: true });
  return (await verifiers()).map(({ name, text }) => written(join(folder, name), text));
}

export async function verifiers(): Promise<readonly { readonly name: string; readonly text: string }[]> {
  return [
    { name: 'comity-verify.mjs', text: await program() },
    { name: 'comity-verify.html', text: await page() },
  ];
}

async function program(): Promise<string> {
  const script = await bundle({
    entryPoints: [join(SOURCE, 'cli/verify-alone.ts')],
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
  return `#!/usr/bin/env node\n// Comity: checks a package of electronic evidence. Apache-2.0. Usage: node comity-verify.mjs PATH\n${script}`;
}

/** Everything stands in the one file, and the policy in it allows nothing else: no request can leave the page. */
async function page(): Promise<string> {
  const script = await bundle({
    entryPoints: [join(PAGE, 'page.ts')],
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    define: { WORDS: JSON.stringify(words()) },
  });
  // The digest is over what the browser sees; a closing tag within would end the script early.
  const safe = script.replaceAll('</script', '<\\/script');
  const css = readFileSync(join(PAGE, 'page.css'), 'utf8');
  const csp = [
    "default-src 'none'",
    `script-src '${sourceDigest(safe)}' 'wasm-unsafe-eval'`,
    `style-src '${sourceDigest(css)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const texts: { readonly [name: string]: string } = {
    ...LANGUAGES.en.checker.page.fixed,
    csp,
    noScripts: noScripts(),
  };
  return readFileSync(join(PAGE, 'page.html'), 'utf8')
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const text = texts[name];
      if (text === undefined) throw new Error(`page.html asks for ${name}, which verify.json has not`);
      return text;
    })
    .replace('<!-- style -->', () => `<style>${css}</style>`)
    .replace('<!-- script -->', () => `<script>${safe}</script>`);
}

/** What the page and the reports on it say, in every language: one list of words for both. */
function words(): readonly object[] {
  return Object.values(LANGUAGES).map(({ language, checker }) => {
    const messages = wordsOfEvents(language.code as keyof typeof LANGUAGES); // the key it was found under
    const events = Object.fromEntries(EVENT_TYPES.map((type) => [type, messages[`event.${type}`]]));
    return { language, checker, events };
  });
}

/** For a browser without JavaScript, which cannot choose: in all languages. */
function noScripts(): string {
  return Object.values(LANGUAGES)
    .map(
      ({ language, checker }) =>
        `<p class="note stop" lang="${language.code}" dir="${language.dir}">${checker.page.fixed.noScript}</p>`,
    )
    .join('');
}

async function bundle(options: BuildOptions): Promise<string> {
  const built = await build({
    ...options,
    bundle: true,
    write: false,
    charset: 'utf8',
    legalComments: 'inline',
    logLevel: 'silent',
  });
  return built.outputFiles?.[0]?.text ?? '';
}

function sourceDigest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function written(path: string, text: string): Built {
  writeFileSync(path, text);
  return { path, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
}

async function main(args: readonly string[]): Promise<number> {
  const [folder = fileURLToPath(new URL('../../dist', import.meta.url)), ...more] = args;
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (folder.startsWith('-') || more.length > 0) {
    process.stderr.write(`one folder expected, found: ${args.join(' ')}\n${USAGE}`);
    return 2;
  }
  for (const { path, bytes, sha256 } of await buildVerifiers(folder))
    process.stdout.write(`${sha256}  ${path} (${bytes} bytes)\n`);
  return 0;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
