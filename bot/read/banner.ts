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
/** A terminal may have broken the name over lines; the next label ends it. */
const BANNER_NAME =
  /^task\s{1,20}:\s{1,4}([^\n]{2,80}(?:\n[^\n:]{1,60}(?=\n)){0,2}(?=\n(?:description|version)\s{1,20}:)|[^\n]{2,80})/i;
const BANNER_LINE = /^(?:task|description|version|author|help)\s{1,20}:[^\n]{0,600}/gim;
const MAX_BANNER = 600;
/** What the agent prints where a task ends and where the next begins. */
const SECTION = /^(?:finishing|starting): \S/im;

/** The banners of a cleaned text, in order; `places` are those of the anchor in it. */
export function readBanners(text: string, places: readonly number[] = []): TaskSeen[] {
  const starts = [-1, ...places]
    .map((place) => place + 1)
    .filter((start) => {
      BANNER_START.lastIndex = start;
      return BANNER_START.test(text);
    });
  return starts.flatMap((at, index) => {
    const banner = text.slice(at, Math.min(at + MAX_BANNER, starts[index + 1] ?? text.length));
    const name = BANNER_NAME.exec(banner)?.[1]?.replace(/\s+/g, ' ').trim();
    const version = /^version\s{1,20}:\s{1,4}(\d{1,3}\.\d{1,4}\.\d{1,4})/im.exec(banner)?.[1];
    if (!name) return [];
    const author = /^author\s{1,20}:\s{1,4}([^\n]{1,80})/im.exec(banner)?.[1]?.trim();
    const last = [...banner.matchAll(BANNER_LINE)].at(-1);
    const end = at + (last ? last.index + last[0].length : 0);
    const section = text.slice(end, starts[index + 1] ?? text.length).search(SECTION);
    return [{ name, version, author, at, end, ...(section >= 0 && { done: end + section }) }];
  });
}
