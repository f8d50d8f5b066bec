// Archives that 7-Zip makes: of the kind that the name says.
import load from '7z-wasm';

export async function packed(
  name: string,
  files: { readonly [path: string]: Buffer },
  ...more: string[]
): Promise<Buffer> {
  const module = await load.default({
    print: () => undefined,
    printErr: () => undefined,
  });
  const { FS } = module;
  for (const [path, bytes] of Object.entries(files)) {
    const folder = path.replace(/\/?[^/]*$/, '');
    if (folder !== '' && !FS.readdir('/').includes(folder)) FS.mkdir(`/${folder}`);
    FS.writeFile(`/${path}`, bytes);
  }
  const tops = [...new Set(Object.keys(files).map((path) => path.replace(/\/.*/, '')))];
  const { exitCode } = process;
  module.callMain(['a', '-bd', ...more, `/${name}`, ...tops]);
  process.exitCode = exitCode; // it took its own end for ours
  return Buffer.from(FS.readFile(`/${name}`));
}
