/** What holds for every text, however it was damaged on its way into the chat. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { EMPTY_MEMORY, type Memory, memorySchema } from '../../bot/memory.ts';
import { clean } from '../../bot/read/clean.ts';
import { REPLY_BOUNDS as MAX, type Reply } from '../../bot/reply.ts';
import type { Turn } from '../../bot/turn.ts';
import { knowledge } from '../../knowledge/compiled.ts';
import { allButtons, conversation, engine, readable } from '../conversation.ts';

const golden = new URL('../golden/', import.meta.url);
const messages = readdirSync(golden, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.txt'))
  .sort()
  .map((file) => ({ folder: file.split(/[\\/]/)[0], text: readFileSync(new URL(file, golden), 'utf8') }));

/** Messages with an error that stands there by its code or its sentence: logs, which survive being handed around. */
const errors = messages
  .filter(({ folder }) => ['entry', 'times', 'issuer', 'several'].includes(folder ?? ''))
  .filter(({ text }) => engine.respond(said(text)).reply.findings[0]?.certainty === 'exact');

function said(text: string): Turn {
  const input = { kind: 'text', text, files: [] } as const;
  return { id: 'turn-1', at: new Date('2026-11-23T12:00:00Z'), place: 'direct', input };
}

/** What a person would call the same answer: what was recognised, the first line, and the checks already answered. */
function diagnosis(text: string): unknown {
  const { verdict, findings, blocks } = engine.respond(said(text)).reply;
  return {
    verdict,
    found: findings.filter(({ kind }) => kind !== 'task').map(({ id, certainty }) => `${id} ${certainty}`),
    answered: blocks.filter(({ kind }) => kind === 'answered'),
  };
}

describe('the same error gets the same answer', () => {
  const lines = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);
  const stamp = fc
    .date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().replace('Z', '1234Z'));
  const noise = fc.array(
    fc.oneof(
      fc.nat(999).map((n) => `Downloading package ${n} of 1000`),
      fc.nat(99).map((n) => `##[debug]Evaluating: eq(variables['Build.Reason'], 'Manual') => ${n % 2 === 0}`),
      fc.nat(59).map((n) => `remote: Counting objects: ${n}% done`),
      fc.constantFrom('', '+ npm run compile', 'Tests: 41 passed', '##[section]Finishing: Checkout', '{"ok":true}'),
    ),
    { maxLength: 30 },
  );
  const error = fc.constantFrom(...errors.map(({ text }) => text));

  const cases: Readonly<Record<string, fc.Arbitrary<(text: string) => string>>> = {
    'with lines before and after': fc.tuple(noise, noise).map(
      ([before, after]) =>
        (text) =>
          [...before, ...lines(text), ...after].join('\n'),
    ),
    'wrapped at another width': fc.integer({ min: 50, max: 160 }).map((width) => (text) => wrapped(text, width)),
    'in a box': fc.integer({ min: 60, max: 120 }).map(
      (width) => (text) =>
        `╷\n${wrapped(text, width)
          .split('\n')
          .map((line) => `│ ${line}`)
          .join('\n')}\n╵`,
    ),
    'with line ends of Windows': fc.constant((text) => lines(text).join('\r\n')),
    'with an agent before every line': fc
      .tuple(stamp, fc.constantFrom('', '##[error]', '##[warning]', '##[debug]'))
      .map(
        ([time, mark]) =>
          (text) =>
            lines(text)
              .map((line) => `${time} ${mark}${line}`)
              .join('\n'),
      ),
    'in colours': fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 30, max: 37 })).map(
      ([every, colour]) =>
        (text) =>
          text.replace(/\S+/g, (word, at: number) =>
            at % every === 0 ? `\u001b[1m\u001b[${colour}m${word}\u001b[0m` : word,
          ),
    ),
    'escaped as HTML': fc.constantFrom(1, 2).map((times) => (text) => repeated(text, times, asHtml)),
    'escaped as JSON': fc.constantFrom(1, 2).map((times) => (text) => repeated(text, times, asJson)),
    'wrapped and then escaped as JSON': fc.tuple(fc.integer({ min: 50, max: 160 }), fc.constantFrom(1, 2)).map(
      ([width, times]) =>
        (text) =>
          repeated(wrapped(text, width), times, asJson),
    ),
    'quoted in a mail': fc.constantFrom('> ', '> > ', '  ', '| ').map(
      (mark) => (text) =>
        lines(text)
          .map((line) => mark + line)
          .join('\n'),
    ),
    'fenced by a question': fc.constant((text) => `does anyone know this?\n\`\`\`\n${text}\n\`\`\`\nthanks`),
    'with smart quotes': fc.constant((text) => text.replace(/'([^'\n]*)'/g, '\u2018$1\u2019')),
  };

  for (const [how, change] of Object.entries(cases)) {
    it(how, () => {
      fc.assert(
        fc.property(error, change, (text, changed) => {
          assert.deepEqual(diagnosis(changed(text)), diagnosis(text));
        }),
        { numRuns: 100 },
      );
    });
  }

  it('with several of these at once', () => {
    const [around, wrap, agent, colours] = [
      cases['with lines before and after'],
      cases['wrapped at another width'],
      cases['with an agent before every line'],
      cases['in colours'],
    ];
    assert.ok(around && wrap && agent && colours);
    fc.assert(
      fc.property(error, around, wrap, agent, colours, (text, first, second, third, fourth) => {
        assert.deepEqual(diagnosis(fourth(third(second(first(text))))), diagnosis(text));
      }),
      { numRuns: 200 },
    );
  });

  it('is known in every message', () => assert.ok(errors.length > 50, `${errors.length} messages with an error`));
});

function repeated(text: string, times: number, change: (text: string) => string): string {
  return times === 0 ? text : repeated(change(text), times - 1, change);
}

function asJson(text: string): string {
  return JSON.stringify({ level: 'error', message: text });
}

function asHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Breaks at blanks, as terminals do; indentation and empty lines stay. */
function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      let length = 0;
      return line.replace(/( ?)([^ ]+)/g, (_, blank: string, word: string) => {
        if (length > 0 && length + word.length >= width) {
          length = word.length;
          return `\n${word}`;
        }
        length += blank.length + word.length;
        return blank + word;
      });
    })
    .join('\n');
}

const pieces = messages.flatMap(({ text }) => text.split('\n')).filter((line) => line.trim() !== '');
const anyText = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom(...pieces), weight: 5 },
      { arbitrary: fc.constantFrom(...messages.map(({ text }) => text)), weight: 2 },
      { arbitrary: fc.string({ unit: 'binary', maxLength: 60 }), weight: 2 },
      { arbitrary: fc.nat(9_999_999).map((digits) => `AADSTS${digits}`), weight: 1 },
      {
        arbitrary: fc.constantFrom('AADSTS', "subject '", '```', '\n', ' ', '@2', '{', '- task: ', '\u001b[', '%', '&'),
        weight: 2,
      },
      {
        arbitrary: fc.tuple(fc.constantFrom('x', '│ ', 'a/', '\\"', '- '), fc.nat(3000)).map(repeatedPiece),
        weight: 1,
      },
    ),
    { maxLength: 8 },
  )
  .chain((parts) => fc.constantFrom('\n', ' ', '').map((between) => parts.join(between)));

function repeatedPiece([piece, times]: [string, number]): string {
  return piece.repeat(times);
}

/** Texts and presses as a thread may send them: its own buttons, altered ones, and anything else. */
const deeds = fc.array(
  fc.oneof(
    { arbitrary: anyText.map((text) => ({ text })), weight: 3 },
    {
      arbitrary: fc.record({
        text: fc.oneof(anyText, fc.constant('')),
        files: fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 90 }), anyText), {
          minLength: 1,
          maxLength: 4,
        }),
      }),
      weight: 2,
    },
    { arbitrary: fc.nat().map((button) => ({ button })), weight: 4 },
    { arbitrary: fc.anything().map((payload) => ({ payload })), weight: 1 },
    {
      arbitrary: fc
        .record({ v: fc.constantFrom(1, 2), case: fc.constantFrom('turn-1', 'x'), rev: fc.nat(3), do: fc.string() })
        .map((payload) => ({ payload })),
      weight: 1,
    },
  ),
  { minLength: 1, maxLength: 8 },
);
type Deed = typeof deeds extends fc.Arbitrary<(infer One)[]> ? One : never;

/** Every reply of a thread, with what it remembers after each. */
function thread(all: readonly Deed[]): { reply: Reply; memory: Memory | undefined }[] {
  const talk = conversation();
  let last: Reply | undefined;
  return all.map((deed) => {
    if ('files' in deed) last = talk.attach(deed.text, ...deed.files);
    else if ('text' in deed) last = talk.say(deed.text);
    else if ('payload' in deed) last = talk.send(deed.payload);
    else {
      const buttons = last ? allButtons(last) : [];
      last = talk.send(buttons[deed.button % Math.max(1, buttons.length)]?.press);
    }
    return { reply: last, memory: talk.memory() };
  });
}

describe('whatever a thread sends', () => {
  it('is answered within the bounds, with buttons and a memory that fit their schemas', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        for (const { reply, memory } of thread(all)) {
          assertBounded(reply);
          assert.ok(memory === undefined || memorySchema.safeParse(memory).success, JSON.stringify(memory));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is answered the same when it comes again, and changes nothing that it was given', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, text) => {
        const { memory } = engine.respond(said(before));
        const kept = JSON.stringify(memory);
        const turn = { ...said(text), id: 'turn-2' };
        assert.deepEqual(engine.respond(turn, memory), engine.respond(turn, memory));
        assert.equal(JSON.stringify(memory), kept);
      }),
      { numRuns: 150 },
    );
  });

  it('is called only by names that the knowledge has, or that stand in the text', () => {
    const entries = new Set([...knowledge.errors, ...knowledge.guides].map(({ id }) => id));
    const tasks = new Set(knowledge.tasks.tasks.map(({ task }) => task.split('@')[0]?.toLowerCase()));
    fc.assert(
      fc.property(anyText, (text) => {
        const letters = clean(text)
          .toLowerCase()
          .replace(/[^a-z0-9]/g, '');
        for (const { kind, id, code } of engine.respond(said(text)).reply.findings) {
          if (kind === 'error') assert.ok(entries.has(id), id);
          if (kind === 'topic') assert.ok(entries.has(id) || id === 'help' || id === 'comparison', id);
          if (kind === 'code') assert.match(id, /^AADSTS\d{5,7}$/);
          if (kind === 'code' || code) assert.ok(letters.includes((code ?? id).replace('AADSTS', '')), code ?? id);
          if (kind === 'task') {
            const name = id.split('@')[0]?.toLowerCase() ?? '';
            const last = name.split('.').at(-1) ?? '';
            assert.ok(tasks.has(name) || letters.includes(last.replace(/[^a-z0-9]/g, '')), id);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

function assertBounded(reply: Reply): void {
  const { verdict, blocks, buttons, sources } = reply;
  assert.ok(verdict.length > 0 && verdict.length <= MAX.verdict, verdict);
  assert.ok(blocks.length <= MAX.blocks, `${blocks.length} blocks`);
  assert.ok(readable(reply).length <= MAX.total + MAX.verdict + MAX.sources * 200, 'all texts together');
  for (const block of blocks) {
    if ('title' in block) assert.ok((block.title ?? '').length <= MAX.verdict, block.title);
    if (block.kind === 'code') assert.ok(block.text.length <= MAX.code, block.title);
    if (block.kind === 'read') assert.ok(block.rows.length <= MAX.rows);
    if ('items' in block) assert.ok(block.items.length <= MAX.items, block.kind);
    for (const text of richTexts(block)) {
      assert.ok(text.reduce((sum, span) => sum + span.text.length, 0) <= MAX.text, block.kind);
      for (const { href } of text) assert.ok(href === undefined || href.startsWith('https://'), href);
    }
  }
  assert.ok(sources.length <= MAX.sources);
  for (const row of ['answers', 'follow', 'more'] as const) {
    assert.ok(buttons[row].length <= MAX[row], row);
    for (const { label, press } of buttons[row]) {
      assert.ok(label.length > 0 && label.length <= MAX.label, label);
      assert.ok(JSON.stringify(press).length <= 150, JSON.stringify(press));
    }
  }
}

type Texts = { text: string; href?: string }[];

function richTexts(value: unknown): Texts[] {
  if (Array.isArray(value)) {
    const isText = value.length > 0 && value.every((one) => typeof one?.text === 'string');
    return isText ? [value as Texts] : value.flatMap(richTexts);
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(richTexts) : [];
}

describe('what is pasted', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const of = (alphabet: string, least: number, most = least): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...alphabet), { minLength: least, maxLength: most }).map((all) => all.join(''));
  const made = (least: number, most = least): fc.Arbitrary<string> =>
    of(letters, least - 3, most - 3).map((rest) => `k7Q${rest}`);
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const secret = fc.oneof(
    made(8, 30).map((value) => [`--password ${value} `, value]),
    made(8, 30).map((value) => [`"clientSecret": "${value}"`, value]),
    made(43).map((value) => [`Authorization: Bearer ${value}`, value]),
    made(20).map((value) => [`Server=db;Password=${value};Encrypt=true`, value]),
    made(12).map((value) => [`https://build:${value}@dev.azure.com/contoso`, value]),
    made(36).map((value) => [`ghp_${value}`, value]),
    made(43).map((value) => [`https://contoso.blob.core.windows.net/c?sv=2024&sig=${value}`, value]),
    made(34).map((value) => [`a1B8Q~${value}`, value]),
    made(43).map((value) => [
      `eyJ${part({ alg: 'RS256' }).slice(3)}.${part({ iss: 'https://issuer.example', exp: 1 })}.${value}`,
      value,
    ]),
    of('abcdefghijklmnopqrstuvwxyz234567', 51).map((value) => [`PAT ${value}7`, value]),
    made(9, 15).map((value) => [`user ${value}@contoso.com`, value]),
  ) as fc.Arbitrary<[text: string, secret: string]>;

  it('shows its secrets in no answer and leaves them in no memory', () => {
    const where = fc.constantFrom<((error: string, secret: string) => string)[]>(
      (error, planted) => `${error}\n${planted}`,
      (error, planted) => `${planted}\n${error}`,
      (error, planted) => error.replace(/\n?$/, ` ${planted}\n`),
      (error, planted) => `${planted} ${error}`,
      (_, planted) => `##[error]it failed with ${planted}`,
      (_, planted) => planted,
      (error, planted) => `\u001b[31m${planted}\u001b[0m\r\n${error}`,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...messages.map(({ text }) => text)),
        secret,
        where,
        (text, [around, inner], place) => {
          const talk = conversation();
          const first = talk.say(place(text, around));
          const replies = [first, ...allButtons(first).map(({ press }) => talk.send(press))];
          for (const reply of replies) {
            assert.ok(!readable(reply).includes(inner), readable(reply));
            assert.ok(!JSON.stringify(reply).includes(inner), 'the payload of the reply');
          }
          assert.ok(!JSON.stringify(talk.memory()).includes(inner), 'the memory');
        },
      ),
      { numRuns: 600 },
    );
  });

  it('is remembered by its values alone, never by its lines', () => {
    for (const { text } of messages) {
      const { memory } = engine.respond(said(text));
      const kept = JSON.stringify(memory);
      for (const line of text.split('\n')) {
        const words = line.trim();
        if (/\s.*\s.*\s/.test(words)) assert.ok(!kept.includes(JSON.stringify(words).slice(1, -1)), words);
      }
    }
  });

  it('leaves no word of its own in a thread, wherever it stood', () => {
    const word = of('bcdfghjklmnpqrstvwxz', 14);
    fc.assert(
      fc.property(fc.constantFrom(...errors.map(({ text }) => text)), word, word, (text, before, after) => {
        const pasted = `Building ${before} now\n${text.replace(/\n?$/, '\n')}Done with ${after}`;
        const { memory } = engine.respond(said(pasted), EMPTY_MEMORY);
        const kept = JSON.stringify(memory);
        assert.ok(!kept.includes(before) && !kept.includes(after), kept);
      }),
      { numRuns: 150 },
    );
  });
});
