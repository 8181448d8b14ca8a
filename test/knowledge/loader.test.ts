/** A broken file is named with its line and what to do; nothing incomplete loads. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadKnowledge } from '../../knowledge/loader.ts';
import { KnowledgeError } from '../../knowledge/problem.ts';

const source = fileURLToPath(new URL('../../knowledge', import.meta.url));

describe('the loader', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
    cpSync(source, folder, { recursive: true, filter: (path) => !path.endsWith('.ts') });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function edit(file: string, change: (text: string) => string): void {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    assert.notEqual(after, before, 'the edit changed nothing');
    writeFileSync(path, after);
  }

  function problems(): readonly { file: string; line: number; message: string; remedy: string }[] {
    try {
      loadKnowledge(folder);
    } catch (error) {
      assert.ok(error instanceof KnowledgeError, String(error));
      assert.equal(error.code, 'KNOWLEDGE_INVALID');
      for (const problem of error.problems) assert.ok(problem.remedy.length > 5);
      return error.problems;
    }
    return assert.fail('it loaded');
  }

  const entry = 'errors/AADSTS700213.yaml';
  const lineOf = (file: string, text: string): number =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1;

  it('loads the knowledge as it stands', () => {
    assert.ok(loadKnowledge(folder).errors.length >= 18);
  });

  it('names an incomplete entry, with what is missing', () => {
    edit(entry, (text) => text.replace(/^title:.*\n/m, ''));
    const [first] = problems();
    assert.equal(first?.file, entry);
    assert.match(first?.message ?? '', /title/);
  });

  it('names the line of a broken YAML', () => {
    edit(entry, (text) => `${text}\nbroken: [1, 2\n`);
    const [first] = problems();
    assert.equal(first?.file, entry);
    assert.ok((first?.line ?? 0) > 10);
  });

  it('names the line of an answer that leads nowhere', () => {
    edit(entry, (text) => text.replace(/then: [a-z-]+/, 'then: nowhere'));
    const line = lineOf(entry, 'then: nowhere');
    assert.ok(problems().some((p) => p.file === entry && p.line === line && p.message.includes('nowhere is no check')));
  });

  it('finds checks that go in a circle', () => {
    edit(entry, (text) => {
      const [first] = text.match(/^checks:\n {2}- id: (\S+)/m)?.slice(1) ?? [];
      return text.replace(/then: [a-z-]+/, `then: ${first}`);
    });
    assert.ok(problems().some(({ message }) => message.includes('go in a circle')));
  });

  it('refuses a link to a host that is not allowed', () => {
    edit('sources.yaml', (text) => text.replace(/url: https:\/\/learn\.microsoft\.com/, 'url: https://evil.example'));
    assert.ok(
      problems().some(({ file, line, message }) => file === 'sources.yaml' && line > 1 && message.includes('https')),
    );
  });

  it('refuses a source without a date', () => {
    edit('sources.yaml', (text) => text.replace(/ {2}checked: .*\n/, ''));
    assert.ok(problems().some(({ message }) => message.includes('checked')));
  });

  it('refuses an id that is not the name of its file', () => {
    edit(entry, (text) => text.replace('id: AADSTS700213', 'id: AADSTS700214'));
    assert.ok(
      problems().some(({ message, remedy }) => message.includes('AADSTS700214') && remedy.includes('name the file')),
    );
  });

  it('refuses two entries with the same code unless one says when it holds', () => {
    edit(entry, (text) => text.replace('codes: [AADSTS700213]', 'codes: [AADSTS700211]'));
    assert.ok(problems().some(({ message }) => message.includes('AADSTS700211 belongs to')));
  });

  it('lets only what the page says be otherwise', () => {
    edit('errors/AADSTS7000222.yaml', (text) => text.replace('    page: true\n', ''));
    const line = lineOf('errors/AADSTS7000222.yaml', 'otherwise:');
    const [first, ...others] = problems();
    assert.deepEqual([first?.line, others], [line, []]);
    assert.match(first?.message ?? '', /otherwise: belongs to a statement with page: true/);
  });

  it('refuses a value that no text can fill', () => {
    edit(entry, (text) => text.replace(/^why: >-\n {2}/m, 'why: >-\n  {colour} '));
    assert.ok(problems().some(({ message }) => message.includes('{colour} is not a value')));
  });

  it('refuses words that no message can fit', () => {
    edit('words/en.yaml', (text) => text.replace('help me,', '"help …", "do … have … it",'));
    edit(entry, (text) => text.replace('- [no-credential, subject]', '- [subject + subject + subject]'));
    assert.deepEqual(
      problems().map(({ file, message }) => [file, message.replace(/^.*: /, '')]),
      [
        [entry, 'joins more than two concepts with +'],
        ['words/en.yaml', 'may have one …, between words'],
        ['words/en.yaml', 'may have one …, between words'],
      ],
    );
  });

  it('refuses a task of ours without its display name', () => {
    edit('tasks.yaml', (text) => text.replace(/ {4}title: .*\n/, ''));
    const [first, ...others] = problems();
    assert.equal(first?.file, 'tasks.yaml');
    assert.match(`${first?.message}`, /title: needs the display name/);
    assert.deepEqual(others, []);
  });

  it('refuses a task whose replacement has no row', () => {
    edit('tasks.yaml', (text) => text.replace(/use: [A-Za-z]+@\d+/, 'use: AzureNothing@9'));
    assert.ok(
      problems().some(
        ({ file, line, message }) => file === 'tasks.yaml' && line > 1 && message.includes('AzureNothing@9'),
      ),
    );
  });

  it('refuses a deprecation whose source or date is none', () => {
    edit('tasks.yaml', (text) =>
      text.replace('source: tasks-pull-20222', 'source: nowhere').replace('since: "2020"', 'since: "spring 2020"'),
    );
    assert.ok(problems().some(({ message }) => message.includes('must be a year, a month')));
    edit('tasks.yaml', (text) => text.replace('since: "spring 2020"', 'since: "2020"'));
    assert.ok(problems().some(({ message }) => message.includes('nowhere is no source')));
  });
});
