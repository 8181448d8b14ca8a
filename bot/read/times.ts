/** The times that AADSTS700024 prints, and what they say about the assertion's age. */

/** The assertion lives ten minutes (keepAzSessionActive logs in again after eight: azure-pipelines-tasks, AzureCLIV2/azureclitask.ts at 299572e25b6c, read 2026-11-23). */
const ASSERTION_LIFE_MINUTES = 10;

export interface AssertionTimes {
  readonly now: Date;
  readonly from: Date;
  readonly until: Date;
}

export interface AssertionAge {
  /** Minutes between the start of the assertion's validity and its use; negative where it is not valid yet. */
  readonly minutes: number;
  /** How long it lives, in minutes. */
  readonly life: number;
  readonly signal: 'age:over-an-hour' | 'age:ten-minutes-to-an-hour' | 'age:under-ten-minutes' | 'age:not-yet-valid';
}

/** A full time stamp with its zone; without one a time is a guess. */
const STAMP = String.raw`(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|\+00:00))`;
const NOW = new RegExp(String.raw`current time:?\s{0,3}${STAMP}`, 'i');
const FROM = new RegExp(String.raw`assertion valid from:?\s{0,3}${STAMP}`, 'i');
const UNTIL = new RegExp(String.raw`expiry time of assertion:?\s{0,3}${STAMP}`, 'i');

/** Reads the three times from a piece of text, or undefined where one of them is missing or not complete. */
export function readTimes(text: string): AssertionTimes | undefined {
  const [now, from, until] = [NOW, FROM, UNTIL].map((pattern) => {
    const stamp = pattern.exec(text)?.[1];
    return stamp ? new Date(stamp.replace(' ', 'T')) : undefined;
  });
  if (!now || !from || !until) return undefined;
  return [now, from, until].some((time) => Number.isNaN(time.getTime())) ? undefined : { now, from, until };
}

/** How old the assertion was when it was used, and which branch of the advice that is. */
export function ageOf({ now, from, until }: AssertionTimes): AssertionAge {
  const minutes = Math.round((now.getTime() - from.getTime()) / 60_000);
  const life = Math.round((until.getTime() - from.getTime()) / 60_000);
  if (now.getTime() < from.getTime()) return { minutes, life, signal: 'age:not-yet-valid' };
  const whole = Math.floor((now.getTime() - from.getTime()) / 60_000);
  if (whole < ASSERTION_LIFE_MINUTES) return { minutes: whole, life, signal: 'age:under-ten-minutes' };
  return { minutes, life, signal: minutes < 60 ? 'age:ten-minutes-to-an-hour' : 'age:over-an-hour' };
}
