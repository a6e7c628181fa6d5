import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inspectFile, maxEvidenceBytes, safeFilename } from './evidence-file.ts';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const text = (content: string): Buffer => Buffer.from(content, 'utf8');

test('the type is that of the content', async () => {
  assert.deepEqual(await inspectFile('shot.PNG', png), { filename: 'shot.PNG', contentType: 'image/png' });
  assert.deepEqual(await inspectFile('app.log', text('12:00 \u001b[31merror\u001b[0m: ä\n')), { filename: 'app.log', contentType: 'text/plain; charset=utf-8' });
  assert.deepEqual(await inspectFile('rows.csv', text('a,b\n1,2\n')), { filename: 'rows.csv', contentType: 'text/csv; charset=utf-8' });
  assert.deepEqual(await inspectFile('a.pdf', text('%PDF-1.7\n%%EOF')), { filename: 'a.pdf', contentType: 'application/pdf' });
  assert.equal((await inspectFile('a.xml', text('<?xml version="1.0"?><a/>'))).contentType, 'application/xml; charset=utf-8');
});

test('a name that lies about its content is refused', async () => {
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100, 1)]);
  const elf = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46]), Buffer.alloc(60)]);
  for (const [name, content] of [['page.png', text('<script>alert(1)</script>')], ['run.txt', program], ['run.log', elf], ['x.pdf', png], ['x.json', Buffer.from([0xff, 0xfe, 0x00])], ['x.txt', text('a\u0000b')]] as const) {
    await assert.rejects(inspectFile(name, content), { code: 'EVIDENCE_TYPE_NOT_ALLOWED' }, name);
  }
});

test('programs, pages and unknown endings are refused, as are empty and oversized files', async () => {
  for (const name of ['run.exe', 'run.sh', 'page.html', 'page.svg', 'noending', '.png', 'constructor', 'a.constructor', 'evil.png.exe', 'macro.docm']) await assert.rejects(inspectFile(name, png), { code: 'EVIDENCE_TYPE_NOT_ALLOWED' }, name);
  await assert.rejects(inspectFile('a.png', Buffer.alloc(0)), { code: 'EVIDENCE_EMPTY' });
  await assert.rejects(inspectFile('a.txt', Buffer.alloc(maxEvidenceBytes + 1, 0x61)), { code: 'EVIDENCE_TOO_LARGE' });
});

test('names lose paths, control characters and what file systems trip over', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['../../etc/passwd.txt', 'passwd.txt'], ['C:\\temp\\shot.png', 'shot.png'], ['a\u0000b\u202egnp.txt', 'abgnp.txt'], ['con.txt', '_con.txt'], ['..', 'evidence'], ['  .log', 'log'], ['x"; filename=y.txt', 'x; filename=y.txt'],
  ];
  for (const [given, safe] of cases) assert.equal(safeFilename(given), safe);
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (name) => {
    const safe = safeFilename(name);
    assert.ok(safe.length > 0 && safe.length <= 142 && !/[\\/\p{C}]/u.test(safe) && safe !== '.' && safe !== '..');
  }));
});
