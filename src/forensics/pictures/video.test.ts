// Videos by their frames: two are compared as vPDQ says, the index as by looking at each pair; FFmpeg, where it is found, gives frames and
// stills of a video that the test has made, and what is none has its reason.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { madeVideo } from '../../../test/support/videos.ts';
import { pictureDistance } from './picture-index.ts';
import { compareVideos, frameLine, readFrames, type VideoFrame } from './video.ts';
import { framesOf, stillsOf, videoProgram } from './video-frames.ts';

const LISTS = fileURLToPath(new URL('../../../../shared/data/forensics/vpdq-hashes/', import.meta.url));

function listOf(name: string): readonly VideoFrame[] {
  const frames = readFrames(readFileSync(`${LISTS}${name}.txt`, 'utf8'));
  assert.ok(frames);
  return frames;
}

/** The definition, each pair looked at. */
function plainShare(first: readonly VideoFrame[], other: readonly VideoFrame[]): number {
  const good = (frames: readonly VideoFrame[]): Buffer[] =>
    [...new Set(frames.filter(({ quality }) => quality >= 50).map(({ hash }) => hash))].map((hash) => Buffer.from(hash, 'hex')); // prettier-ignore
  const [one, two] = [good(first), good(other)];
  const near = one.filter((hash) => two.some((each) => pictureDistance(hash, each) <= 31));
  return (near.length * 100) / one.length;
}

test('the frames of the reference are compared as its definition says', (t) => {
  if (!existsSync(LISTS)) return t.skip('the lists of the reference are not here');
  const cut = listOf('chair-19-sd-bar');
  for (const name of ['chair-20-sd-bar', 'chair-22-with-large-logo-bar', 'chair-22-sd-sepia-bar', 'chair-orig-22-hd-no-bar']) {
    const other = listOf(name);
    const { ofFirst, ofOther } = compareVideos(cut, other);
    assert.deepEqual([ofFirst, ofOther], [plainShare(cut, other), plainShare(other, cut)], name);
    t.diagnostic(`${name}: ${ofFirst.toFixed(2)} % and ${ofOther.toFixed(2)} %`);
    if (name === 'chair-20-sd-bar') assert.equal(ofFirst, 100); // the shorter one lies in it
  } // prettier-ignore
});

test('frames that tell too little count on neither side, and a line that is none is no list', () => {
  const frame = (hash: string, quality = 100): VideoFrame => ({ frame: 0, quality, hash: hash.repeat(64), seconds: 0 }); // prettier-ignore
  assert.deepEqual(compareVideos([frame('a'), frame('a'), frame('0')], [frame('a'), frame('f', 49)]), { ofFirst: 50, ofOther: 100 }); // prettier-ignore
  assert.deepEqual(compareVideos([], [frame('a')]), { ofFirst: 0, ofOther: 0 });
  const line = frameLine({ ...frame('b'), frame: 3, seconds: 3.5 });
  assert.deepEqual(readFrames(`${line}\r\n\n${line}`)?.map(frameLine), [line, line]);
  for (const bad of ['x', line.replace('bb', 'B'), `${line},1`, line.replace('3.5', '-3')])
    assert.equal(readFrames(bad), undefined, bad);
});

const handed = (bytes: Buffer) => ({
  size: bytes.length,
  fill: (write: (bytes: Uint8Array) => void) => write(bytes),
});

test('FFmpeg gives a frame a second and stills, behind walls; what is no video has its reason', async (t) => {
  const program = await videoProgram();
  if (program === undefined) return t.skip('ffmpeg is not installed');
  const video = await madeVideo(program);
  const look = await framesOf(program, (write) => write(video));
  assert.ok(look.ok, JSON.stringify(look));
  assert.deepEqual(look.frames.map(({ seconds }) => seconds), [0, 1, 2, 3, 4, 5]); // prettier-ignore
  assert.deepEqual(compareVideos(look.frames, look.frames.slice(0, 3)).ofOther, 100);
  for (const [view, sides] of [['veiled', [16, 9, 1]], ['shown', [1024, 432, 3]]] as const) {
    const stills = await stillsOf(program, handed(video), { view });
    assert.ok(stills.ok && stills.pixels !== undefined, JSON.stringify(stills));
    const { width, height, channels, bytes } = stills.pixels;
    assert.deepEqual([width, height, channels], sides);
    assert.ok(new Set(bytes).size > 10, 'there is something on it');
  } // prettier-ignore
  const none = Buffer.from('#EXTM3U\nhttp://127.0.0.1/other.ts\nfile:///etc/passwd\n');
  assert.equal((await framesOf(program, (write) => write(none))).ok, false);
  const stills = await stillsOf(program, handed(none), { view: 'shown' });
  assert.equal(stills.ok ? '' : stills.reason, 'refused');
  const cut = await framesOf(program, (write) => write(video.subarray(0, video.length / 2)));
  assert.ok(cut.ok && cut.frames.length < 6, 'what there is of it');
});
