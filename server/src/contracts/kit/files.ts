/** One uploaded file, complete in memory and within the endpoint's limit. */
export interface InputFile {
  /** Name of the form field. */
  readonly field: string;
  /** File name as sent: never a path to trust. */
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** A reply that is a file rather than JSON. `present` returns it in place of data. */
export class FileBody {
  readonly content: Uint8Array | NodeJS.ReadableStream;
  readonly contentType: string;
  readonly filename: string;
  /** `attachment` downloads, `inline` shows. */
  readonly disposition: 'attachment' | 'inline';

  constructor(file: { content: Uint8Array | NodeJS.ReadableStream; contentType: string; filename: string; disposition?: 'attachment' | 'inline' }) {
    this.content = file.content;
    this.contentType = file.contentType;
    this.filename = file.filename;
    this.disposition = file.disposition ?? 'attachment';
  }

  /** Header value with the name made safe (RFC 6266, RFC 8187). */
  get contentDisposition(): string {
    const ascii = this.filename.replace(/[^A-Za-z0-9._-]/g, '_');
    return `${this.disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(this.filename)}`;
  }
}
