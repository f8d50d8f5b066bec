// A form with files, as a browser puts it together (RFC 7578): also for a field in which none was chosen, which has an empty name.

export type Body = URLSearchParams | { readonly bytes: Buffer; readonly type: string };

export async function multipartOf(data: FormData): Promise<Body> {
  const boundary = `----plain${Math.random().toString(16).slice(2)}`;
  const parts: Buffer[] = [];
  for (const [name, value] of data) {
    const isText = typeof value === 'string';
    const file = isText
      ? ''
      : `; filename="${escaped(value.name)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"${file}\r\n\r\n`;
    const body = isText ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
    parts.push(Buffer.from(head), body, Buffer.from('\r\n'));
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { bytes: Buffer.concat(parts), type: `multipart/form-data; boundary=${boundary}` };
}

function escaped(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
