/** Every path through every entry and guide, by its buttons: it ends, and "Still failing" never goes in a circle. */
import assert from 'node:assert/strict';
import { PRESS_MAX_LENGTH } from '../../bot/press.ts';
import type { Reply } from '../../bot/reply.ts';
import { REPLY_BOUNDS } from '../../bot/reply.ts';
import { knowledge } from '../../knowledge/compiled.ts';
import { allButtons, type Conversation, conversation } from '../conversation.ts';

const walks = [...knowledge.errors, ...knowledge.guides];

/** Opens a walk by its button's payload, as "Walk through the checklist" does. */
function opened(id: string): { thread: Conversation; reply: Reply } {
  const thread = conversation();
  const first = thread.say('hello');
  const button = first.buttons.answers[0];
  assert.ok(button);
  return { thread, reply: thread.send({ v: 1, case: button.press.case, rev: button.press.rev, do: 'open', id }) };
}

function currentCheck(reply: Reply): boolean {
  return reply.blocks.some(({ kind }) => kind === 'check');
}

/** Every step, with where it stands. */
const steps = walks.flatMap((walk) =>
  [...('steps' in walk ? [walk] : []), ...walk.outcomes].flatMap((of) =>
    of.steps.map((step) => ({ step, at: `${walk.id}, ${of.id}: ${step.do}` })),
  ),
);

describe('a step', () => {
  it('that speaks to this conversation is marked, and so left out of a message to somebody else', () => {
    const spoken = steps.filter(({ step }) => /\b(?:me|I|here)\b/.test(step.do));
    assert.ok(spoken.length > 0);
    assert.deepEqual(
      spoken.filter(({ step }) => !step.here).map(({ at }) => at),
      [],
    );
  });

  it('is handed over under a first line that speaks to its reader, not to this conversation', () => {
    const handed = walks.flatMap(({ id, outcomes }) =>
      outcomes.filter(({ steps }) => steps.some(({ here }) => !here)).map(({ verdict }) => `${id}: ${verdict}`),
    );
    assert.deepEqual(
      handed.filter((line) => /\b(?:me|I|here)\b/.test(line)),
      [],
    );
  });

  it('stands in every outcome that can be handed over', () => {
    const none = walks.flatMap(({ id, outcomes }) =>
      outcomes.filter(({ steps }) => steps.every(({ here }) => here)).map((outcome) => `${id}, ${outcome.id}`),
    );
    assert.deepEqual(none, []);
  });

  it('that is handed over without the step before it does not begin as if that were there', () => {
    const orphans = walks.flatMap(({ id, outcomes }) =>
      outcomes.flatMap(({ steps }) => {
        const first = steps.find(({ here }) => !here);
        return first && steps[0]?.here ? [`${id}: ${first.do}`] : [];
      }),
    );
    assert.ok(orphans.length > 0);
    assert.deepEqual(
      orphans.filter((line) => /: (?:Or |Then |There is none)|\b(?:those|such a)\b/.test(line)),
      [],
    );
  });

  it('says how to see that it worked in words that follow "It worked when"', () => {
    const seen = [...steps.map(({ step }) => step.see), ...walks.flatMap(({ checks }) => checks.map(({ see }) => see))];
    const clauses = seen.filter((see) => see !== undefined);
    assert.ok(clauses.length > 0);
    assert.deepEqual(
      clauses.filter((see) => /^[A-Z]/.test(see) || !see.endsWith('.')),
      [],
    );
  });
});

describe('the walks', () => {
  for (const walk of walks) {
    it(`${walk.id}: every path by its buttons ends in an outcome with something to do`, () => {
      const seen = new Set<string>();
      const follow = (labels: readonly string[]): void => {
        const { thread, reply: first } = opened(walk.id);
        const reply = labels.reduce((current, label) => thread.press(current, label), first);
        if (!currentCheck(reply)) {
          assert.ok(
            reply.blocks.some(({ kind }) => kind === 'steps'),
            `${labels.join(' > ')} ends without steps`,
          );
          seen.add(reply.verdict);
          return;
        }
        assert.ok(labels.length < 20, `${labels.join(' > ')} does not end`);
        for (const { label } of reply.buttons.answers) follow([...labels, label]);
      };
      follow([]);
      assert.ok(seen.size > 0);
    });

    it(`${walk.id}: "Still failing" leads on to an end within bounds`, () => {
      const { thread, reply: first } = opened(walk.id);
      let reply = first;
      const verdicts: string[] = [];
      while (reply.buttons.follow.some(({ label }) => label === 'Still failing')) {
        reply = thread.press(reply, 'Still failing');
        verdicts.push(reply.verdict);
        assert.ok(verdicts.length < 20, `goes in a circle: ${verdicts.join(' > ')}`);
      }
      assert.deepEqual(
        reply.buttons.follow.map(({ label }) => label),
        ['Start over'],
      );
    });

    it(`${walk.id}: its answer is within the bounds, and its buttons fit Slack's overflow menu`, () => {
      const { reply } = opened(walk.id);
      assert.ok(reply.verdict.length <= REPLY_BOUNDS.verdict && !reply.verdict.endsWith('…'), reply.verdict);
      for (const { press, label } of allButtons(reply)) {
        assert.ok(JSON.stringify(press).length <= PRESS_MAX_LENGTH, JSON.stringify(press));
        assert.ok(!label.endsWith('…'), `the label "${label}" is cut`);
      }
    });
  }
});
