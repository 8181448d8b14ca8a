/** Which entry or guide a message in plain words is about. */
import assert from 'node:assert/strict';
import { createCatalog } from '../../../bot/match/catalog.ts';
import type { Finding } from '../../../bot/match/finding.ts';
import { matchTopic } from '../../../bot/match/topics.ts';
import { readConcepts } from '../../../bot/match/vocabulary.ts';
import { knowledge } from '../../../knowledge/compiled.ts';

const [error, guide] = [knowledge.errors[0] ?? assert.fail(), knowledge.guides[0] ?? assert.fail()];

const catalog = createCatalog({
  ...knowledge,
  errors: [
    {
      ...error,
      id: 'locked',
      asks: [
        ['door', 'locked'],
        ['door', 'key', 'lost'],
      ],
    },
  ],
  guides: [
    { ...guide, id: 'open-door', asks: [['door', 'open']] },
    {
      ...guide,
      id: 'new-key',
      asks: [
        ['key', 'lost'],
        ['key', 'broken'],
      ],
    },
    { ...guide, id: 'tour', asks: undefined },
  ],
  words: [
    {
      language: 'en',
      concepts: {
        door: ['door'],
        key: ['key'],
        lost: ['lost', 'cannot find'],
        broken: ['broken'],
        locked: ['locked'],
        open: ['open'],
        tour: ['tour', 'show me around'],
        help: ['help me'],
        greeting: ['hello'],
        'help-command': ['usage'],
        elsewhere: ['car'],
      },
    },
  ],
});

function topic(text: string): Finding | undefined {
  return matchTopic(readConcepts(text, catalog.vocabulary), catalog);
}

describe('the topic of a message', () => {
  for (const [text, id, kind, why] of [
    ['the door is locked', 'locked', 'error', 'the words "door", "locked"'],
    ['Open the DOOR', 'open-door', 'topic', 'the words "door", "open"'],
    ['my key is broken', 'new-key', 'topic', 'the words "key", "broken"'],
    ['I cannot find my key', 'new-key', 'topic', 'the words "key", "cannot find"'],
    ['I lost the key of the door', 'locked', 'error', 'the words "door", "key", "lost"'],
    ['open a locked door', 'locked', 'error', 'the words "door", "locked"'],
    ['hello, the door is locked', 'locked', 'error', 'the words "door", "locked"'],
    ['Show me around!', 'tour', 'topic', 'the words "show me around"'],
    ['hello', 'help', 'topic', 'the words "hello"'],
    ['hello, help me', 'help', 'topic', 'the words "help me"'],
    ['Usage', 'help', 'topic', 'the words "usage"'],
    ['help me with my car, its door is locked', 'help', 'topic', 'the words "help me"'],
  ] as const) {
    it(`is ${id}: ${text}`, () => {
      const { concepts = [], ...found } = topic(text) ?? assert.fail();
      assert.deepEqual(found, { id, kind, certainty: 'likely', why });
      assert.equal(concepts.length, why.split(',').length);
    });
  }

  for (const text of [
    'door',
    'show me around the house',
    'the usage of it',
    'the door of my car is locked',
    'tenant',
    '',
  ]) {
    it(`is none: ${JSON.stringify(text)}`, () => assert.equal(topic(text), undefined));
  }
});
