// Frames of a video by FFmpeg behind walls, where it is found: pixels of sides that we set come out of it, never a file, and never
// anything that a reader's browser would decode. It follows no address that stands in a file.
import type { SourceFile } from '../../platform/confined-process.ts';
import { outsideProgram, runOutside, type OutsideAsked, type OutsideProgram, type Ran } from '../../platform/outside-program.ts'; // prettier-ignore
import { pdqOf, type Pixels } from './pdq.ts';
import type { PictureLook } from './pictures.ts';
import { VEILED_SIDE, type AskedPicture } from './read.ts';
import type { VideoFrame } from './video.ts';

/** A video of more is not copied to be read. */
export const VIDEO_BYTES = 1024 * 1024 * 1024;
/** Two hours; of a longer one the beginning. */
const VIDEO_SECONDS = 7200;
const MEMORY_BYTES = 1024 * 1024 * 1024;
const STILLS_SECONDS = 60;
const FRAMES_SECONDS = 1800;
const STILLS = { across: 4, down: 3, width: 256, height: 144 } as const;
const VEIL = { width: VEILED_SIDE, height: 9 } as const;
/** Of a frame whose fingerprint is made: as large as tells, whatever the sides of the video. */
const FRAME_SIDE = 256;
const PIECE_BYTES = 1024 * 1024;
/** Where it does not say. */
const UNKNOWN_SECONDS = 60;

export function videoProgram(): Promise<OutsideProgram | undefined> {
  return outsideProgram('ffmpeg');
}

/** A longer one has keys enough for stills: only those are decoded. */
const KEYS_SECONDS = 120;

const opened = (keysOnly: boolean): readonly string[] => [
  '-nostdin',
  '-hide_banner',
  '-protocol_whitelist',
  'fd,pipe',
  ...(keysOnly ? ['-skip_frame', 'nokey'] : []),
  '-i',
  'fd:',
  '-map',
  '0:v:0',
];
const raw = (pixels: 'rgb24' | 'gray', filter: string): readonly string[] => [
  '-vf',
  filter,
  '-fps_mode',
  'passthrough',
  '-f',
  'rawvideo',
  '-pix_fmt',
  pixels,
  'pipe:1',
];

/** Stills from all over it as one picture; `veiled`: one of a few grey pixels. */
export async function stillsOf(
  program: OutsideProgram,
  { size, fill }: { readonly size: number; readonly fill: OutsideAsked['fill'] },
  { view }: { readonly view: NonNullable<AskedPicture['view']> },
): Promise<PictureLook> {
  if (size > VIDEO_BYTES) return { ok: false, reason: 'refused', detail: `more than ${VIDEO_BYTES} bytes` };
  const isVeiled = view === 'veiled';
  const count = isVeiled ? 2 : STILLS.across * STILLS.down;
  const { width, height } = isVeiled
    ? VEIL
    : { width: STILLS.width * STILLS.across, height: STILLS.height * STILLS.down };
  const channels = isVeiled ? 1 : 3;
  const sides = isVeiled ? VEIL : STILLS;
  const fit = fitting(sides);
  const tile = isVeiled ? '' : `,tile=${STILLS.across}x${STILLS.down}`;
  let length = UNKNOWN_SECONDS;
  const ran = await runOutside(program, {
    args: () => [...opened(true), '-t', '0', '-f', 'null', '-'],
    again: (first) => {
      length = secondsOf(first) ?? UNKNOWN_SECONDS;
      if (!first.ok) return undefined;
      const spread = `fps=${count}/${length.toFixed(3)},${fit}${tile}`;
      const pictures = isVeiled ? '2' : '1';
      return [
        ...opened(length > KEYS_SECONDS),
        '-frames:v',
        pictures,
        ...raw(isVeiled ? 'gray' : 'rgb24', spread),
      ];
    },
    takes: 'stdin',
    fill,
    limits: { ...limits(STILLS_SECONDS), outputBytes: 4 * width * height * channels },
  });
  // Of the veil the second, where there are two.
  return ran.ok ? lookOf(ran.output, { width, height, channels }) : ran;
}

/** No larger than a decision needs. */
const STILL = { width: 320, height: 180 } as const;

/** One frame of it, at a second. */
export async function stillAt(
  program: OutsideProgram,
  asked: {
    readonly fill: OutsideAsked['fill'];
    readonly seconds: number;
    readonly isGrey: boolean;
    readonly signal: AbortSignal;
  },
): Promise<PictureLook> {
  const { width, height } = STILL;
  const channels = asked.isGrey ? 1 : 3;
  const seek = ['-ss', String(asked.seconds)];
  const ran = await runOutside(program, {
    args: () => [
      ...seek,
      ...opened(false),
      '-frames:v',
      '1',
      ...raw(asked.isGrey ? 'gray' : 'rgb24', fitting(STILL)),
    ],
    takes: 'stdin',
    fill: asked.fill,
    signal: asked.signal,
    limits: { ...limits(STILLS_SECONDS), outputBytes: 2 * width * height * channels },
  });
  return ran.ok ? lookOf(ran.output, { width, height, channels }) : ran;
}

function fitting({ width, height }: { readonly width: number; readonly height: number }): string {
  return `scale=${width}:${height}:force_original_aspect_ratio=decrease,pad=${width}:${height}:-1:-1`;
}

/** The last picture of an answer. */
function lookOf(output: Buffer, sides: Omit<Pixels, 'bytes'>): PictureLook {
  const { width, height, channels } = sides;
  const bytes = output.subarray(-width * height * channels);
  if (bytes.length !== width * height * channels)
    return { ok: false, reason: 'badAnswer', detail: `${output.length} bytes of pixels` };
  const read = { kind: 'video', width, height, isDamaged: false } as const;
  return { ok: true, read, pixels: { ...sides, bytes } };
}

type FramesLook =
  | { readonly ok: true; readonly frames: readonly VideoFrame[] }
  | Exclude<Ran, { readonly ok: true }>;

/** The first frame of each second, as the reference takes them of a video of a steady rate. */
export async function framesOf(
  program: OutsideProgram,
  fill: OutsideAsked['fill'],
  signal?: AbortSignal,
): Promise<FramesLook> {
  const frames: VideoFrame[] = [];
  const bytes = Buffer.alloc(FRAME_SIDE * FRAME_SIDE);
  let had = 0;
  const take = (data: Buffer): void => {
    for (let at = 0; at < data.length;) {
      const taken = data.copy(bytes, had, at);
      at += taken;
      had += taken;
      if (had < bytes.length) continue;
      had = 0;
      const { hash, quality } = pdqOf({ width: FRAME_SIDE, height: FRAME_SIDE, channels: 1, bytes });
      frames.push({ frame: frames.length, quality, hash: Buffer.from(hash).toString('hex'), seconds: frames.length }); // prettier-ignore
    }
  };
  const each = `select=isnan(prev_selected_t)+gte(floor(t)\\,floor(prev_selected_t)+1),scale=${FRAME_SIDE}:${FRAME_SIDE}`;
  const ran = await runOutside(program, {
    args: () => [...opened(false), '-t', String(VIDEO_SECONDS), ...raw('gray', each)],
    takes: 'stdin',
    fill,
    onOutput: take,
    limits: { ...limits(FRAMES_SECONDS), outputBytes: (VIDEO_SECONDS + 1) * bytes.length },
    ...(signal === undefined ? {} : { signal }),
  });
  return ran.ok ? { ok: true, frames } : ran;
}

function limits(seconds: number) {
  return { seconds, memoryBytes: MEMORY_BYTES, inputBytes: VIDEO_BYTES };
}

export async function pieces(file: SourceFile, write: (bytes: Uint8Array) => void): Promise<void> {
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    const piece = Buffer.alloc(Math.min(PIECE_BYTES, file.size - at));
    const got = await file.read(at, piece);
    write(piece.subarray(0, got));
    if (got < piece.length) return;
  }
}

/** As FFmpeg says it of what it was given. */
function secondsOf(ran: Ran): number | undefined {
  const said = ran.ok ? /Duration: (\d{2,4}):(\d\d):(\d\d\.\d+)/.exec(ran.errors) : null;
  if (said === null) return undefined;
  const seconds = Number(said[1]) * 3600 + Number(said[2]) * 60 + Number(said[3]);
  return seconds > 0 ? seconds : undefined;
}
