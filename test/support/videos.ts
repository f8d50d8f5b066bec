// Videos for tests, made by FFmpeg itself where it is found.
import assert from 'node:assert/strict';
import { runOutside, type OutsideProgram } from '../../src/platform/outside-program.ts';

/** Six seconds of five frames each, from a second of a longer one on; Matroska. */
export async function madeVideo(program: OutsideProgram, from = 0): Promise<Buffer> {
  const source = ['-f', 'lavfi', '-i', 'mandelbrot=size=320x240:rate=5', '-ss', String(from)];
  const made = await runOutside(program, {
    args: () => ['-v', 'error', ...source, '-t', '6', '-c:v', 'mpeg4', '-f', 'matroska', 'pipe:1'],
    takes: 'stdin',
    fill: () => undefined,
    limits: { seconds: 60, memoryBytes: 2 ** 30, inputBytes: 0, outputBytes: 2 ** 24 },
  });
  assert.ok(made.ok, JSON.stringify(made));
  return made.output;
}
