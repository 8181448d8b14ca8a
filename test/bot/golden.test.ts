/**
 * Messages as people paste them (`test/golden/**\/*.txt`), and what must come of each (`.out` beside it): what was
 * recognised, how surely and where, the first line, what was read, and which check is asked.
 *
 * In `parts/` a message has files: a line `=== NAME` begins one, and before the first stands the text beside them.
 *
 * `UPDATE_GOLDEN=1 npx mocha test/bot/golden.test.ts` writes the `.out` files anew. Read every line that changed: a file
 * here says what is right, not what the engine happens to say.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Finding } from '../../bot/match/finding.ts';
import type { Block, Reply, RichText } from '../../bot/reply.ts';
import { conversation } from '../conversation.ts';

const folder = new URL('../golden/', import.meta.url);
const update = process.env.UPDATE_GOLDEN === '1';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
const names = files.filter((file) => file.endsWith('.txt')).sort();

describe('golden messages', () => {
  it('are a message and its answer each', () => {
    const answers = files.filter((file) => file.endsWith('.out')).map((file) => file.replace(/\.out$/, '.txt'));
    assert.deepEqual(answers.sort(), update ? answers : names);
    assert.ok(names.length >= 90, `${names.length} messages`);
  });

  for (const name of names) {
    it(name.replace(/\.txt$/, ''), () => {
      const answer = new URL(name.replace(/\.txt$/, '.out'), folder);
      const said = summary(sent(name, readFileSync(new URL(name, folder), 'utf8')));
      if (update) writeFileSync(answer, said);
      else assert.equal(said, existsSync(answer) ? readFileSync(answer, 'utf8') : '');
    });
  }
});

function sent(name: string, message: string): Reply {
  if (!name.startsWith('parts/')) return conversation().say(message);
  const [text = '', ...parts] = message.split(/^=== (.+)\n/m);
  const files = parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ''] as const] : []));
  return conversation().attach(text, ...files);
}

/** What a golden answer holds: not the wording of the knowledge, which may change without anything being wrong. */
function summary(reply: Reply): string {
  const claimed = reply.findings.filter(({ certainty }) => certainty !== 'guess');
  const lines = [...claimed.map(recognised), `verdict: ${reply.verdict}`, ...reply.blocks.flatMap(shown)];
  return `${lines.join('\n')}\n`;
}

function recognised({ kind, id, code, certainty, line, file }: Finding): string {
  const beside = code && code !== id ? ` by ${code}` : '';
  return `${certainty}: ${kind} ${id}${beside}${line === undefined ? '' : `, line ${line}`}${file ? ` of ${file}` : ''}`;
}

function shown(block: Block): string[] {
  switch (block.kind) {
    case 'read':
      return block.rows.map(({ label, presented, expected }) =>
        [`${label}: ${words(presented)}`, ...(expected ? [words(expected)] : [])].join(' | '),
      );
    case 'answered':
      return block.items.map(({ question, answer }) => `answered: ${question} ${answer}`);
    case 'check':
      return [`asked: ${words(block.question)}`];
    case 'code':
    case 'list':
      return block.title && !block.title.startsWith('Guesses') ? [`under: ${block.title}`] : [];
    case 'paragraph':
      return block.tone === 'warning' ? [`warning: ${words(block.text)}`] : [];
    default:
      return [];
  }
}

function words(text: RichText): string {
  return text.map((span) => span.text).join('');
}
