/** Every claim whose source was checked too long ago is listed; and the day itself is counted right. */
import assert from 'node:assert/strict';
import { knowledge } from '../../knowledge/compiled.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import { daysSince, isStale, STALE_AFTER_DAYS, staleClaims, staleReport } from '../../knowledge/stale-claims.ts';
import { run } from './run-knowledge-command.ts';

/** The knowledge as it is, with every source checked on a day, and one of them on another. */
function checkedOn(day: string, id?: string, other?: string): Knowledge {
  return {
    ...knowledge,
    sources: knowledge.sources.map((source) => ({ ...source, checked: source.id === id && other ? other : day })),
  };
}

describe('a check', () => {
  it('is good for 90 days, and stale on the day after', () => {
    assert.equal(STALE_AFTER_DAYS, 90);
    assert.equal(isStale('2026-01-01', '2026-04-01'), false);
    assert.equal(isStale('2026-01-01', '2026-04-02'), true);
  });

  it('is counted in days of the calendar, over leap years and changes of the clock', () => {
    assert.equal(daysSince('2028-02-28', '2028-03-01'), 2);
    assert.equal(daysSince('2026-03-28', '2026-03-30'), 2);
    assert.equal(daysSince('2026-10-24', '2026-10-26'), 2);
  });

  it('of a day yet to come is not stale', () => {
    assert.equal(isStale('2027-01-01', '2026-01-01'), false);
  });
});

describe('the stale claims', () => {
  it('are none while every source is fresh', () => {
    assert.deepEqual(staleClaims(checkedOn('2026-11-01'), '2026-12-01'), []);
    assert.match(staleReport([], '2026-12-01'), /Nothing is stale on 2026-12-01/);
  });

  it('are all that rests on one old source, and nothing else', () => {
    const claims = staleClaims(checkedOn('2026-11-01', 'tasks-source', '2026-08-01'), '2026-12-01');
    assert.ok(claims.length > 50);
    assert.deepEqual([...new Set(claims.map(({ source }) => source))], ['tasks-source']);
    assert.deepEqual([...new Set(claims.map(({ days }) => days))], [122]);
    const notes = knowledge.tasks.tasks.flatMap(({ notes }) => notes.filter(({ source }) => source === 'tasks-source'));
    assert.equal(claims.filter(({ kind }) => kind === 'note').length, notes.length);
    assert.ok(claims.some(({ kind, where }) => kind === 'source' && where === 'tasks.yaml'));
  });

  it('name a sentence by its entry, and an entry by the sources that it stands on', () => {
    const entry = knowledge.errors.find(({ id }) => id === 'AADSTS700213');
    const statement = entry?.statements[0];
    assert.ok(entry && statement);
    const claims = staleClaims(checkedOn('2026-01-01'), '2026-12-01').filter(({ where }) => where === entry.id);
    assert.ok(claims.some(({ kind, text }) => kind === 'statement' && text === statement.text));
    for (const id of entry.sources) {
      assert.ok(claims.some(({ kind, source }) => kind === 'source' && source === id));
    }
  });

  it('include a source that only a step links to', () => {
    const claims = staleClaims(checkedOn('2026-11-01', 'azure-policy-issuers', '2026-01-01'), '2026-12-01');
    assert.ok(claims.some(({ where }) => where === 'blocking-policies'));
  });

  it('come with the oldest check first', () => {
    const days = staleClaims(checkedOn('2026-02-01', 'learn-convert', '2026-01-01'), '2026-12-01').map(
      (claim) => claim.days,
    );
    assert.deepEqual(
      days,
      days.toSorted((a, b) => b - a),
    );
    assert.ok(new Set(days).size === 2);
  });
});

describe('npm run knowledge:stale', () => {
  const oldest = knowledge.sources.map(({ checked }) => checked).sort()[0] ?? '';

  it('ends with 0 on a day on which all is fresh', () => {
    const { status, out } = run('stale.ts', '--on', oldest);
    assert.equal(status, 0);
    assert.match(out, /Nothing is stale/);
  });

  it('ends with 1 and says what is stale, by whom it is said, and what to do', () => {
    const { status, out } = run('stale.ts', '--on', '2036-01-01');
    assert.equal(status, 1);
    assert.match(out, /learn-convert, checked \d{4}-\d\d-\d\d, \d+ days ago: https:\/\/learn\.microsoft\.com/);
    assert.match(out, /update-issuer: /);
    assert.match(out, /az-commands\.yaml: stands on it/);
    assert.match(out, /set its `checked`/);
  });

  it('prints the same as JSON', () => {
    const { status, out } = run('stale.ts', '--json', '--on', '2036-01-01');
    assert.equal(status, 1);
    const { on, claims } = JSON.parse(out);
    assert.equal(on, '2036-01-01');
    assert.deepEqual(Object.keys(claims[0]).sort(), ['checked', 'days', 'kind', 'source', 'text', 'url', 'where']);
  });

  it('ends with 2 for what is no day or no option, and says how it is used', () => {
    for (const args of [['--on', '2026-02-30'], ['--on', 'tomorrow'], ['--yesterday']]) {
      const { status, out, err } = run('stale.ts', ...args);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(err, /Usage: npm run knowledge:stale/);
    }
  });
});
