// The three programs that check what a stranger is handed: the terminal, comity-verify.mjs, the offline page. Whatever they are given they
// say the very same: what is established, what is not, and what is wrong.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { buildVerifiers } from '../../src/cli/build.ts';
import { recordingTerminal } from '../../src/cli/terminal.ts';
import { runVerify } from '../../src/cli/verify.ts';
import type { FaultCode } from '../../src/verify/fault.ts';
import { english } from '../../src/verify/report-words.ts';
import { checkOnPage, hasChromium, openChromium, openVerifyPage } from './verify-page.ts';

export interface Said {
  readonly ok: boolean;
  readonly fault?: { readonly code: FaultCode; readonly place: string };
  readonly established: readonly Sentence[];
  readonly notEstablished: readonly Sentence[];
  readonly package?: {
    readonly log: string;
    readonly timestamps: readonly { readonly trusted: boolean }[];
    readonly request?: {
      readonly person?: string;
      readonly role: string;
      readonly at: string;
      readonly version: number;
      readonly letterSha256: string;
      readonly dataSha256: string;
      readonly fileSha256?: string;
      readonly keyFingerprint: string;
      readonly reference: string;
      readonly ended?: { readonly cause: string };
    };
  };
}

interface Sentence {
  readonly id: string;
  readonly words: string;
}

export interface Verifiers {
  /** Undefined: no Chromium is installed, and the page is not asked. */
  readonly page: Page | undefined;
  /** The exit code and the answer of the terminal; the other two say as much, or this throws. */
  readonly agree: (
    path: string,
    trust?: readonly string[],
  ) => Promise<{ readonly code: number; readonly said: Said }>;
  readonly stop: () => Promise<void>;
}

/** `folder`: where the two that are one file are built. */
export async function threeVerifiers(folder: string): Promise<Verifiers> {
  await buildVerifiers(join(folder, 'dist'));
  const program = join(folder, 'dist/comity-verify.mjs');
  const browser: Browser | undefined = hasChromium() ? await openChromium() : undefined;
  const page = browser && (await openVerifyPage(browser, join(folder, 'dist/comity-verify.html'))).page;
  return {
    page,
    stop: async () => browser?.close(),
    agree: async (path, trust = []) => {
      const args = [path, '--json', ...trust.flatMap((file) => ['--trust', file])];
      const terminal = recordingTerminal();
      const code = await runVerify(args, terminal);
      const said = JSON.parse(terminal.outLines[0] ?? '') as Said;
      const alone = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', maxBuffer: 1e8 });
      assert.equal(alone.status, code, alone.stderr);
      assert.deepEqual(JSON.parse(alone.stdout), said);
      if (page !== undefined) await saysAsMuch(page, { path, trust, said });
      return { code, said };
    },
  };
}

async function saysAsMuch(
  page: Page,
  { path, trust, said }: { readonly path: string; readonly trust: readonly string[]; readonly said: Said },
): Promise<void> {
  const found = await checkOnPage(page, path, trust.length === 0 ? undefined : trust);
  assert.equal(found.outcome, said.ok ? 'valid' : 'invalid', found.fault);
  const shown = await page.evaluate(() => ({
    sentences: [...document.querySelectorAll('#statements li')].map((one) => one.textContent),
    why: document.getElementById('fault-words')?.textContent,
  }));
  assert.deepEqual(
    shown.sentences,
    [...said.established, ...said.notEstablished].map(({ words }) => words),
    path,
  );
  if (said.fault === undefined) return;
  assert.ok(found.fault.includes(said.fault.place), found.fault);
  assert.equal(shown.why, english.faultWords[said.fault.code], path);
}
