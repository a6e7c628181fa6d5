const methods = ['get', 'post', 'put', 'patch', 'delete'];
const select = document.getElementById('contract');
const filter = document.getElementById('filter');
const count = document.getElementById('count');
const list = document.getElementById('endpoints');
let operations = [];

function make(tag, facts = {}, children = []) {
  const element = Object.assign(document.createElement(tag), facts);
  element.append(...children.filter((child) => child !== null));
  return element;
}

function schemaBlock(title, schema) {
  if (schema === undefined) return null;
  return make('section', {}, [make('h3', { textContent: title }), make('pre', { textContent: JSON.stringify(schema, null, 2), tabIndex: 0 })]);
}

function typeOf(schema) {
  if (schema.enum) return schema.enum.map(String).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  const limits = ['format', 'minimum', 'maximum', 'minLength', 'maxLength', 'default'].filter((name) => schema[name] !== undefined).map((name) => `${name} ${schema[name]}`);
  return [schema.type ?? 'any', ...limits].join(', ');
}

function parameterTable(parameters) {
  if (parameters.length === 0) return null;
  const head = make('tr', {}, ['Name', 'In', 'Required', 'Type'].map((textContent) => make('th', { textContent, scope: 'col' })));
  const rows = parameters.map(({ name, in: place, required, schema }) => make('tr', {}, [name, place, required ? 'yes' : 'no', typeOf(schema)].map((textContent) => make('td', { textContent }))));
  return make('section', {}, [make('h3', { textContent: 'Parameters' }), make('table', {}, [make('thead', {}, [head]), make('tbody', {}, rows)])]);
}

function access(operation) {
  if (operation['x-built'] === false) return 'Not built yet: answers 501.';
  if (operation.security.length === 0) return 'Open to anybody.';
  return operation['x-permission'] ? `Needs permission ${operation['x-permission']}.` : 'Needs a signed-in caller.';
}

function detailsOf({ operation }) {
  const bodies = Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema }]) => schemaBlock(`Body, ${type}`, schema));
  const replies = Object.entries(operation.responses).filter(([status]) => status !== 'default').map(([status, reply]) => schemaBlock(`Reply ${status}`, reply.content?.['application/json']?.schema));
  return make('div', { className: 'body' }, [make('p', { textContent: access(operation) }), parameterTable(operation.parameters ?? []), ...bodies, ...replies]);
}

function row(entry) {
  const { method, path, operation } = entry;
  const summary = make('summary', {}, [make('span', { className: 'method', textContent: method.toUpperCase() }), make('code', { textContent: path }), make('span', { textContent: operation.summary })]);
  const details = make('details', {}, [summary]);
  details.addEventListener('toggle', () => details.open && details.childElementCount === 1 && details.append(detailsOf(entry)), { once: true });
  return details;
}

function show() {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = operations.filter(({ text }) => words.every((word) => text.includes(word)));
  const groups = Map.groupBy(wanted, ({ operation }) => operation.tags[0]);
  list.replaceChildren(...[...groups].map(([tag, entries]) => make('section', {}, [make('h2', { textContent: tag }), ...entries.map(row)])));
  count.textContent = `${wanted.length} of ${operations.length} endpoints, ${wanted.filter(({ operation }) => operation['x-built'] !== false).length} built`;
}

async function load() {
  list.setAttribute('aria-busy', 'true');
  const reply = await fetch(`/openapi/${encodeURIComponent(select.value)}.json`);
  const { paths } = await reply.json();
  operations = Object.entries(paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => ({ method, path, operation: item[method], text: `${method} ${path} ${item[method].summary} ${item[method].tags}`.toLowerCase() })),
  );
  show();
  list.setAttribute('aria-busy', 'false');
}

const names = await (await fetch('/openapi')).json();
select.append(...names.map(({ name, title }) => make('option', { value: name, textContent: title })));
if (names.some(({ name }) => name === location.hash.slice(1))) select.value = location.hash.slice(1);
select.addEventListener('change', () => {
  location.hash = select.value;
  void load();
});
filter.addEventListener('input', show);
await load();
