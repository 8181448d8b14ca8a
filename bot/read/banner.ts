/** The banner with which the agent begins each task: `Task : Azure CLI` and, some lines on, `Version : 2.236.1`. */

export interface TaskSeen {
  /** As the banner names it: `Azure CLI`. */
  readonly name: string;
  /** `2.236.1`; absent where none is to be seen: then it only ends what the task before it is told by. */
  readonly version?: string;
  /** Who made it, where the banner says so. */
  readonly author?: string;
  /** Where the banner stands in the cleaned text. */
  readonly at: number;
  readonly end: number;
  /** Where the agent says after it that the task is done or that another begins; absent where the text does not say. */
  readonly done?: number;
}

/** Stands before every banner but one that begins the text: a line break counts as a space. */
export const BANNER_ANCHOR = ' task';
const BANNER_START = /^task\s{1,20}:\s/imy;
const BANNER_AGAIN = /^task\s{1,20}:\s/im;
/** A terminal may have broken the name over lines; the next label ends it. */
const BANNER_NAME =
  /^task\s{1,20}:\s{1,4}([^\n]{2,80}(?:\n[^\n:]{1,60}(?=\n)){0,2}(?=\n(?:description|version)\s{1,20}:)|[^\n]{2,80})/i;
const BANNER_LINE = /^(?:task|description|version|author|help)\s{1,20}:[^\n]{0,600}/gim;
const MAX_BANNER = 600;
/** What the agent prints where a task ends and where the next begins. */
const SECTION = /^(?:finishing|starting): \S/im;

/** What the agent prints above and below a banner: a rule; and above that the name of the step. */
const RULE_ABOVE = /(?:^|\n)={3,200}[ \t]{0,4}\n$/;
const RULE_BELOW = /^\s{0,4}={3,200}/;
const STARTED = /(?:^|\n)starting: ([^\n]{1,200})\n={3,200}[ \t]{0,4}\n$/i;
const MAX_ABOVE = 430;
/** A banner that somebody pastes without them stands at the top, after a blank line, or below one line of their own. */
const PASTED = /(?:^|\n\n)[^\n]{0,200}\n?$/;
const FINISHED = /^finishing: ([^\n]{1,200})$/gim;

/**
 * How much of what the agent prints around a banner is there. A script may print a banner too, that of another log: it
 * stands in the section of a task, and rarely with all of it.
 */
interface Frame {
  readonly step?: string;
  readonly ruled: boolean;
}

/** The banners of a cleaned text, in order; `places` are those of the anchor in it. */
export function readBanners(text: string, places: readonly number[] = []): TaskSeen[] {
  const banners: Omit<TaskSeen, 'done'>[] = [];
  let open: (Frame & { readonly end: number }) | undefined;
  let shut = 0;
  for (const place of [-1, ...places]) {
    const at = place + 1;
    BANNER_START.lastIndex = at;
    if (!BANNER_START.test(text)) continue;
    const banner = bannerAt(text, at);
    if (!banner) continue;
    const frame = frameOf(text, banner);
    if (open && finishes(text.slice(Math.max(open.end, shut), at), open)) open = undefined;
    shut = at;
    if (open && isQuoted(frame, open)) continue;
    // Within the section of another task nobody can tell which of the two was running.
    const told = frame.ruled ? !open?.step : PASTED.test(text.slice(Math.max(0, at - MAX_ABOVE), at));
    banners.push(told ? banner : { ...banner, version: undefined });
    if (!open?.step) open = { ...frame, end: banner.end };
  }
  return banners.map((banner, index) => {
    const section = text.slice(banner.end, banners[index + 1]?.at ?? text.length).search(SECTION);
    return section >= 0 ? { ...banner, done: banner.end + section } : banner;
  });
}

function frameOf(text: string, { at, end }: Pick<TaskSeen, 'at' | 'end'>): Frame {
  const above = text.slice(Math.max(0, at - MAX_ABOVE), at);
  const ruled = RULE_ABOVE.test(above) || RULE_BELOW.test(text.slice(end, end + MAX_ABOVE));
  return { ruled, step: STARTED.exec(above)?.[1]?.trim() };
}

/** Whether a banner has less around it than that of the task in whose section it stands. */
function isQuoted(frame: Frame, open: Frame): boolean {
  return open.step !== undefined ? frame.step === undefined : open.ruled && !frame.ruled;
}

function finishes(between: string, { step }: Frame): boolean {
  return [...between.matchAll(FINISHED)].some(([, name = '']) => step === undefined || name.trim() === step);
}

function bannerAt(text: string, at: number): Omit<TaskSeen, 'done'> | undefined {
  const next = text.slice(at + 1, at + MAX_BANNER).search(BANNER_AGAIN);
  const banner = text.slice(at, next < 0 ? at + MAX_BANNER : at + 1 + next);
  const name = BANNER_NAME.exec(banner)?.[1]?.replace(/\s+/g, ' ').trim();
  if (!name) return undefined;
  const version = /^version\s{1,20}:\s{1,4}(\d{1,3}\.\d{1,4}\.\d{1,4})/im.exec(banner)?.[1];
  const author = /^author\s{1,20}:\s{1,4}([^\n]{1,80})/im.exec(banner)?.[1]?.trim();
  const last = [...banner.matchAll(BANNER_LINE)].at(-1);
  return { name, version, author, at, end: at + (last ? last.index + last[0].length : 0) };
}
