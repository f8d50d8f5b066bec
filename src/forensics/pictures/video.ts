// Videos: which there are, and how one is told by its frames. vPDQ (facebook/ThreatExchange, vpdq/README.md): a PDQ fingerprint of a frame
// each second, with its quality and time; two videos are compared by the share of frames of either that are near to one of the other.
import { MOST_BITS, PictureIndex } from './picture-index.ts';
import { LEAST_QUALITY } from './pdq.ts';

/** As `listing/kinds.ts` names them. */
export const VIDEO_KINDS: readonly string[] = ['MP4', 'QuickTime', 'Matroska', 'AVI', 'MPEG', 'ASF', 'FLV'];

export interface VideoFrame {
  /** Of those that were taken, from 0. */
  readonly frame: number;
  readonly quality: number;
  /** 64 lower-case hexadecimal digits. */
  readonly hash: string;
  readonly seconds: number;
}

/** A line a frame, as the reference writes them: `0,100,d6a5…,0.000`. */
export function frameLine({ frame, quality, hash, seconds }: VideoFrame): string {
  return `${frame},${quality},${hash},${seconds.toFixed(3)}`;
}

const FRAME = /^(\d{1,9}),(\d{1,3}),([0-9a-f]{64}),(\d{1,9}(?:\.\d{1,6})?)$/;

/** Undefined: a line that is none. */
export function readFrames(text: string): readonly VideoFrame[] | undefined {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== ''); // prettier-ignore
  const frames = lines.map((line) => {
    const [, frame = '', quality = '', hash = '', seconds = ''] = FRAME.exec(line) ?? [];
    return { frame: Number(frame), quality: Number(quality), hash, seconds: Number(seconds) };
  });
  return frames.every(({ hash }) => hash !== '') ? frames : undefined;
}

interface VideoShares {
  /** Of the distinct good frames of the first, in percent, those near to one of the other. */
  readonly ofFirst: number;
  readonly ofOther: number;
}

/** Frames below the quality count on neither side; without any, nothing is alike. */
export function compareVideos(
  first: readonly VideoFrame[],
  other: readonly VideoFrame[],
  { mostBits = MOST_BITS, leastQuality = LEAST_QUALITY } = {},
): VideoShares {
  const distinct = (frames: readonly VideoFrame[]): readonly Buffer[] =>
    [...new Set(frames.filter(({ quality }) => quality >= leastQuality).map(({ hash }) => hash))].map(
      (hash) => Buffer.from(hash, 'hex'),
    );
  const [one, two] = [distinct(first), distinct(other)];
  if (one.length === 0 || two.length === 0) return { ofFirst: 0, ofOther: 0 };
  const share = (these: readonly Buffer[], those: readonly Buffer[]): number => {
    const index = new PictureIndex(Buffer.concat(those));
    return (these.filter((hash) => index.near(hash, mostBits).length > 0).length * 100) / these.length;
  };
  return { ofFirst: share(one, two), ofOther: share(two, one) };
}
