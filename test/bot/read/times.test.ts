/** How old an assertion was, from the times that the message prints. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ageOf, readTimes } from '../../../bot/read/times.ts';

function message(now: string, from: string, until: string): string {
  return `not within its valid time range. Current time: ${now}, assertion valid from ${from}, expiry time of assertion ${until}.`;
}

function age(now: string, from = '2026-11-20T07:51:12Z', until = '2026-11-20T08:01:12Z') {
  const times = readTimes(message(now, from, until));
  return times && ageOf(times);
}

describe('the age of an assertion', () => {
  for (const [now, minutes, signal] of [
    ['2026-11-20T09:05:12Z', 74, 'age:over-an-hour'],
    ['2026-11-20T08:51:12Z', 60, 'age:over-an-hour'],
    ['2026-11-20T08:50:12Z', 59, 'age:ten-minutes-to-an-hour'],
    ['2026-11-20T08:01:12Z', 10, 'age:ten-minutes-to-an-hour'],
    ['2026-11-20T08:00:12Z', 9, 'age:under-ten-minutes'],
    ['2026-11-20T07:51:12Z', 0, 'age:under-ten-minutes'],
    ['2026-11-20T07:44:12Z', -7, 'age:not-yet-valid'],
    ['2026-11-20T07:51:11.900Z', 0, 'age:not-yet-valid'],
  ] as const) {
    it(`${minutes} minutes: ${signal}`, () => {
      const found = age(now);
      assert.deepEqual(
        { ...found, minutes: Math.abs(found?.minutes ?? NaN) },
        { minutes: Math.abs(minutes), life: 10, signal },
      );
      assert.equal(Math.sign(found?.minutes ?? NaN) + 0, Math.sign(minutes));
    });
  }

  it('is read with fractions of a second, a blank for the T, and a zone as an offset of zero', () => {
    assert.equal(age('2026-11-20T09:05:12.0341277Z', '2026-11-20 07:51:12Z', '2026-11-20T08:01:12+00:00')?.minutes, 74);
  });

  it('crosses midnight', () => {
    assert.equal(age('2026-11-21T00:20:00Z', '2026-11-20T23:50:00Z', '2026-11-21T00:00:00Z')?.minutes, 30);
  });

  it('is what lies between the times, in whole minutes', () => {
    const start = Date.UTC(2026, 10, 20, 7);
    fc.assert(
      fc.property(fc.integer({ min: -120, max: 3000 }), fc.integer({ min: 1, max: 120 }), (minutes, life) => {
        const [now, from, until] = [start + minutes * 60_000, start, start + life * 60_000];
        const read = age(...([now, from, until].map((at) => new Date(at).toISOString()) as [string, string, string]));
        assert.equal(read?.minutes, minutes);
        assert.equal(read?.life, life);
      }),
    );
  });
});

describe('times that say nothing', () => {
  for (const [why, ...times] of [
    ['without a time of day', '2026-11-20', '2026-11-19', '2026-11-20'],
    ['without a zone', '2026-11-20T09:05:12', '2026-11-20T07:51:12', '2026-11-20T08:01:12'],
    ['in the form of one country', '11/20/2026 9:05:12 AM', '11/20/2026 7:51:12 AM', '11/20/2026 8:01:12 AM'],
    ['one of them masked', '2026-11-20T09:05:12Z', '***', '2026-11-20T08:01:12Z'],
    ['one of them no time', '2026-11-20T09:05:12Z', '2026-13-40T07:51:12Z', '2026-11-20T08:01:12Z'],
    ['of another zone', '2026-11-20T09:05:12+02:00', '2026-11-20T07:51:12+02:00', '2026-11-20T08:01:12+02:00'],
  ] as const) {
    it(why, () => assert.equal(readTimes(message(times[0], times[1], times[2])), undefined));
  }
});
