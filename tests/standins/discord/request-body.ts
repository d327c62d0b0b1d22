import type { IncomingMessage } from 'node:http';

export interface UploadedFile {
  readonly name: string;
  readonly size: number;
}

export interface RequestBody {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

/** JSON, or JSON with files beside it in a form. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/'))
    return { body: bytes.length > 0 ? JSON.parse(String(bytes)) : undefined, files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files = [...form.entries()].flatMap(([, value]) =>
    typeof value === 'string' ? [] : [{ name: value.name, size: value.size }],
  );
  return { body: JSON.parse(String(form.get('payload_json'))), files };
}
