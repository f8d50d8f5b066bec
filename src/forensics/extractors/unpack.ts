// Unpacking within what may still be unpacked: a stream that gives more than it stated is stopped, and named.
import { Stopped, type Spent } from './extractor.ts';

export function unpacked(spent: Spent, unpack: (most: number) => Buffer): Buffer {
  const most = spent.left;
  if (most < 1)
    throw new Stopped('tooLarge', `more than ${spent.limits.unpackedBytes} bytes unpacked from one file`);
  try {
    const plain = unpack(most);
    spent.unpacked(plain.length);
    return plain;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      spent.unpacked(most);
      throw new Stopped('tooLarge', `more than ${most} bytes when unpacked`);
    }
    throw new Stopped('damaged', `cannot be unpacked: ${code}`);
  }
}
