/** The same facts, buttons and links in Slack's and in Teams' rendering of every entry, guide and task. */
import assert from 'node:assert/strict';
import { renderCard } from '../../adapters/card/card.ts';
import { renderMessage } from '../../adapters/slack/blocks.ts';
import type { Reply } from '../../bot/reply.ts';
import { knowledge } from '../../knowledge/compiled.ts';
import { allButtons, conversation } from '../conversation.ts';

interface Shown {
  readonly words: ReadonlySet<string>;
  readonly labels: readonly string[];
  readonly links: readonly string[];
  readonly presses: readonly string[];
}

/** All strings below the keys named, in order. */
function strings(node: unknown, keys: ReadonlySet<string>, under = ''): string[] {
  if (typeof node === 'string') return keys.has(under) ? [node] : [];
  if (Array.isArray(node)) return node.flatMap((inner) => strings(inner, keys, under));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, inner]) => strings(inner, keys, key));
}

function nodes(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(nodes);
  if (typeof node !== 'object' || node === null) return [];
  return [node as Record<string, unknown>, ...Object.values(node).flatMap(nodes)];
}

const wordsOf = (texts: readonly string[]): Set<string> => new Set(texts.join(' ').match(/[\p{L}\p{N}]{2,}/gu));

function inSlack(reply: Reply): Shown {
  const { blocks } = renderMessage(reply);
  const elements = nodes(blocks).filter((node) => node.type === 'button' || 'value' in node);
  return {
    words: wordsOf(strings(blocks, new Set(['text']))),
    labels: elements.map(({ text }) => (text as { text: string }).text).sort(),
    links: nodes(blocks)
      .flatMap(({ type, url }) => (type === 'link' ? [String(url)] : []))
      .sort(),
    presses: elements.map(({ value }) => String(value)).sort(),
  };
}

function inTeams(reply: Reply): Shown {
  const { body } = renderCard(reply);
  const actions = nodes(body).filter(({ type }) => type === 'Action.Execute');
  return {
    words: wordsOf([...strings(body, new Set(['text', 'title']))]),
    labels: actions.map(({ title }) => String(title)).sort(),
    links: nodes(body)
      .flatMap(({ type, url }) => (type === 'Action.OpenUrl' ? [String(url)] : []))
      .sort(),
    presses: actions.map(({ data }) => JSON.stringify((data as { press: unknown }).press)).sort(),
  };
}

function assertSame(reply: Reply): void {
  const [slack, teams] = [inSlack(reply), inTeams(reply)];
  assert.deepEqual(
    [...slack.words].filter((word) => !teams.words.has(word)),
    [],
    'only in Slack',
  );
  assert.deepEqual(
    [...teams.words].filter((word) => !slack.words.has(word)),
    [],
    'only in Teams',
  );
  assert.deepEqual(slack.labels, teams.labels);
  assert.deepEqual(slack.presses, teams.presses);
  assert.deepEqual(slack.links, teams.links);
  assert.deepEqual(
    slack.labels,
    allButtons(reply)
      .map(({ label }) => label)
      .sort(),
  );
}

describe('Slack and Teams show the same', () => {
  for (const { id, examples } of [...knowledge.errors, ...knowledge.guides]) {
    it(`${id}, from its text through its first check to "Still failing"`, () => {
      const thread = conversation();
      let reply = thread.say(examples.match[0] ?? '');
      assertSame(reply);
      for (const label of [
        'Why this?',
        'All steps',
        'What Microsoft’s page says',
        reply.buttons.answers[0]?.label,
        'Still failing',
      ]) {
        if (!allButtons(reply).some((button) => button.label === label)) continue;
        reply = thread.press(reply, label ?? '');
        assertSame(reply);
      }
    });
  }

  for (const { task } of knowledge.tasks.tasks) {
    it(`the task ${task}`, () => assertSame(conversation().say(task)));
  }

  it('several files, one opened after the other', () => {
    const thread = conversation();
    const refused =
      "AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://a/b/c'.";
    let reply = thread.attach(
      'does AzureCLI@1 support WIF?',
      ['<b>_a_.log', `${refused}\nAADSTS700024\nAADSTS50076`],
      ['[b](https://example.com).log', refused.replace('sc://a', 'sc://z')],
      ['azure-pipelines.yml', 'steps:\n- task: AzureFileCopy@4\n'],
      ['*.log', 'no error here'],
    );
    assertSame(reply);
    for (const label of ['Open: AADSTS50076', 'Open: AADSTS700024', 'Open: AADSTS700213']) {
      reply = thread.press(reply, label);
      assertSame(reply);
    }
  });

  for (const text of [
    '',
    'help',
    'AADSTS50076',
    'AADSTS999999',
    'Error: no such file',
    'AzureCLI@1 AzureFileCopy@2 Docker@1',
  ]) {
    it(`the answer to "${text}"`, () => assertSame(conversation().say(text)));
  }
});
