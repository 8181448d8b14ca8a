/** What every entry owes its reader, beyond what the schema asks of a file. */
import assert from 'node:assert/strict';
import { REPLY_BOUNDS } from '../../bot/reply.ts';
import { knowledge } from '../../knowledge/compiled.ts';
import { FIND_VALUES } from '../../knowledge/schema.ts';
import { conversation, readable } from '../conversation.ts';

const { errors, guides, entraCodes, tasks } = knowledge;

describe('every check', () => {
  for (const { id, checks } of [...errors, ...guides]) {
    it(`of ${id} changes where the walk goes`, () => {
      for (const check of checks) {
        const places = new Set(check.answers.map((answer) => answer.then));
        assert.ok(places.size > 1, `all answers of "${check.id}" lead to ${[...places].join()}`);
      }
    });
  }
});

describe('every error and guide', () => {
  for (const { id, steps, outcomes } of errors) {
    it(`${id}: its steps and each of its outcomes say how to see that they worked`, () => {
      for (const one of [{ id: 'its first answer', steps }, ...outcomes]) {
        assert.ok(
          one.steps.some(({ see }) => see !== undefined),
          `${one.id} has no step with "see"`,
        );
      }
    });
  }

  for (const { id, outcomes } of guides.filter((guide) => guide.id !== FIND_VALUES)) {
    it(`${id}: each of its outcomes says how to see that it worked, unless all of it is done in the conversation`, () => {
      for (const { id: outcome, steps } of outcomes) {
        assert.ok(
          steps.some(({ see }) => see !== undefined) || steps.every(({ here }) => here),
          `${outcome} has no step with "see"`,
        );
      }
    });
  }

  for (const { id, statements } of errors.filter((error) => error.statements.some(({ page }) => page))) {
    it(`${id}: what the page says is its own, and comes after what holds today`, () => {
      const pages = statements.map(({ page }) => page === true);
      assert.deepEqual(
        pages,
        [...pages].sort((a, b) => Number(a) - Number(b)),
      );
      assert.ok(pages.includes(false), 'nothing says what holds today');
      for (const { page, source } of statements) assert.ok(!page || source === tasks.page, source);
    });
  }
});

describe('the codes of Entra', () => {
  for (const { code, says = [] } of entraCodes.codes) {
    for (const sentence of says) {
      it(`${code} is known by its sentence alone, and by nothing less: ${sentence[0]?.slice(0, 40)}`, () => {
        const idsOf = (text: string) =>
          conversation()
            .say(text)
            .findings.filter(({ certainty }) => certainty !== 'guess')
            .map(({ id }) => id);
        const whole = `##[error] ${sentence.join(" 'x' ")}.`;
        assert.deepEqual(idsOf(whole), [code]);
        assert.deepEqual(idsOf(`${code}: ${whole}`), [code]);
        assert.deepEqual(idsOf(whole.slice(0, -8)), []);
      });
    }
  }

  it('have a meaning and a first step together, or only a name', () => {
    for (const { code, means, first, group } of entraCodes.codes) {
      assert.deepEqual([means === undefined, first === undefined], [group === undefined, group === undefined], code);
    }
    assert.ok(entraCodes.codes.filter(({ means }) => means).length >= 300);
  });

  it('have a meaning that fits the first line of an answer', () => {
    for (const { code, means } of entraCodes.codes) {
      assert.ok(`${code}: ${means ?? ''}`.length <= REPLY_BOUNDS.verdict, code);
    }
  });

  it('say how a meaning is known that their list does not give, in the answer too', () => {
    const others = entraCodes.codes.filter(({ means }) =>
      /^(?:Not in Entra's list|Sources give one of two)/.test(means ?? ''),
    );
    assert.equal(others.length, 10);
    for (const { code, mark } of others) {
      assert.equal(mark, 'observed', code);
      assert.match(readable(conversation().say(code)), /How this meaning is known: observed by others\./);
    }
  });

  it('have no markup left in an answer', () => {
    for (const { code } of entraCodes.codes) {
      const { verdict, blocks } = conversation().say(code);
      assert.doesNotMatch(verdict + JSON.stringify(blocks.filter(({ kind }) => kind === 'paragraph')), /[*`]/, code);
    }
  });

  it('of which two meanings are published say both', () => {
    for (const code of ['AADSTS700020', 'AADSTS700022', 'AADSTS700023']) {
      const means = entraCodes.codes.find((one) => one.code === code)?.means ?? '';
      assert.match(means, /one of two: .+, or /, code);
    }
  });
});
