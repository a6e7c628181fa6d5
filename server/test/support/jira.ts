import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

interface StoredIssue {
  readonly id: string;
  readonly key: string;
  fields: Record<string, unknown> & { labels: string[] };
  state: number;
  comments: { id: string; body: unknown; author: { displayName: string }; created: string }[];
}

const states = [
  { name: 'To Do', statusCategory: { key: 'new' } },
  { name: 'In Progress', statusCategory: { key: 'indeterminate' } },
  { name: 'Done', statusCategory: { key: 'done' } },
];

const document = (text: string): object => ({ type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });

/** A Jira Cloud site as far as incidents need it: REST version 3 over HTTP, issues in memory, times set by the test. */
export class JiraStub implements AsyncDisposable {
  readonly requests: { readonly line: string; readonly authorization: string | undefined }[] = [];
  readonly issues = new Map<string, StoredIssue>();
  /** `down` answers 503, `slow` does not answer, `deaf` does what is asked and then does not answer. */
  mood: 'well' | 'down' | 'slow' | 'deaf' = 'well';
  now: () => number = Date.now;
  readonly #server: Server;
  #next = 1;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<JiraStub> {
    const stub = new JiraStub();
    stub.#server.listen(0, '127.0.0.1');
    await once(stub.#server, 'listening');
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Somebody makes an issue in Jira. */
  make(fields: { summary: string; description: string; labels: string[]; priority?: string }): string {
    return this.#create({ ...fields, description: document(fields.description), priority: { name: fields.priority ?? 'Medium' } });
  }

  /** Somebody changes an issue in Jira. */
  edit(key: string, fields: { summary?: string; state?: number; priority?: { name: string }; assignee?: { displayName: string } }): void {
    const issue = this.issues.get(key);
    if (issue === undefined) throw new Error(`no issue ${key}`);
    const { state, ...rest } = fields;
    issue.fields = { ...issue.fields, ...rest, updated: new Date(this.now()).toISOString() };
    if (state !== undefined) issue.state = state;
  }

  comment(key: string, text: string, author = 'Jill'): void {
    const issue = this.issues.get(key);
    issue?.comments.push({ id: String(this.#next++), body: document(text), author: { displayName: author }, created: new Date(this.now()).toISOString() });
    if (issue !== undefined) issue.fields.updated = new Date(this.now()).toISOString();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #create(fields: Record<string, unknown>): string {
    const key = `OPS-${this.#next++}`;
    const at = new Date(this.now()).toISOString();
    this.issues.set(key, { id: key, key, fields: { labels: [], ...fields, created: at, updated: at }, state: 0, comments: [] });
    return key;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://jira');
    const line = `${request.method} ${url.pathname}`;
    this.requests.push({ line, authorization: request.headers.authorization });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (this.mood === 'slow') return;
    const body = chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, never>);
    const [status, answer] = this.mood === 'down' ? [503, { errorMessages: ['down for maintenance'] }] : this.#route(line, { url, body });
    if (this.mood === 'deaf') return;
    response.writeHead(status, { 'content-type': 'application/json' }).end(answer === null ? '' : JSON.stringify(answer));
  }

  #route(line: string, { url, body }: { url: URL; body: Record<string, never> }): [number, unknown] {
    if (line === 'POST /rest/api/3/issue') return [201, { id: '1', key: this.#create(body.fields as unknown as Record<string, unknown>), self: '' }];
    if (line === 'GET /rest/api/3/search/jql') return [200, this.#search(url)];
    const [, key = '', rest = ''] = /^\/rest\/api\/3\/issue\/([^/]+)(.*)$/.exec(url.pathname) ?? [];
    const issue = this.issues.get(key);
    if (issue === undefined) return [404, { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} }];
    return this.#onIssue(issue, `${line.split(' ')[0]} ${rest}`, body);
  }

  #onIssue(issue: StoredIssue, what: string, body: Record<string, never>): [number, unknown] {
    const touch = (): void => void (issue.fields.updated = new Date(this.now()).toISOString());
    switch (what) {
      case 'GET ':
        return [200, this.#print(issue)];
      case 'PUT ':
        Object.assign(issue.fields, body.fields);
        touch();
        return [204, null];
      case 'GET /transitions':
        return [200, { transitions: states.map((to, id) => ({ id: String(id), name: `to ${to.name}`, to })).filter(({ id }) => Number(id) !== issue.state) }];
      case 'POST /transitions':
        issue.state = Number((body.transition as unknown as { id: string }).id);
        touch();
        return [204, null];
      case 'POST /comment': {
        const id = String(this.#next++);
        issue.comments.push({ id, body: body.body, author: { displayName: 'Bulwark' }, created: new Date(this.now()).toISOString() });
        touch();
        return [201, { id }];
      }
      default:
        return [405, { errorMessages: [what] }];
    }
  }

  /** Understands the two queries that Bulwark asks; two issues to a page, so that paging is seen. */
  #search(url: URL): unknown {
    const jql = url.searchParams.get('jql') ?? '';
    const label = /labels = "([^"]+)"/.exec(jql)?.[1] ?? '';
    const minutes = Number(/updated >= "-(\d+)m"/.exec(jql)?.[1] ?? 1e9);
    const found = [...this.issues.values()].filter(({ fields }) => fields.labels.includes(label) && this.now() - Date.parse(String(fields.updated)) <= minutes * 60_000);
    const from = Number(url.searchParams.get('nextPageToken') ?? 0);
    const issues = found.slice(from, from + 2).map((issue) => this.#print(issue));
    return { issues, ...(from + 2 < found.length && { nextPageToken: String(from + 2) }), isLast: from + 2 >= found.length };
  }

  #print({ id, key, fields, state, comments }: StoredIssue): unknown {
    return { id, key, self: '', fields: { ...fields, status: states[state], comment: { comments, total: comments.length } } };
  }
}
