/** `wif-doctor review FILE…`: which tasks of pipelines can log in with workload identity federation. */
import { dirname, resolve } from 'node:path';
import { CommandError } from './command-error.ts';
import { loadKnowledge } from './engine.ts';
import { print } from './output.ts';
import { type ReviewedFile, reviewFile, STDIN, type UnreadFile } from './review-file.ts';
import type { ReviewFormat } from './review-format.ts';
import { problemsOf, RULES } from './review-rules.ts';
import { reviewSarif } from './review-sarif.ts';
import { reviewText } from './review-text.ts';
import { styleFor } from './style.ts';

export interface ReviewOptions {
  readonly format: ReviewFormat;
  /** Of WIF Doctor. */
  readonly version: string;
}

/**
 * Reviews the files, each once, and prints what it found; a file that cannot be reviewed is named on standard error and
 * hides no other.
 *
 * @returns the exit status: 2 where a file could not be reviewed, else 1 where a task cannot work with workload identity
 * federation or only in a newer version, or where a file could not be read as YAML as a whole, else 0.
 */
export async function review(names: readonly string[], { format, version }: ReviewOptions): Promise<0 | 1 | 2> {
  const knowledge = await loadKnowledge();
  const all: (ReviewedFile | UnreadFile)[] = [];
  for (const name of new Set(names)) {
    try {
      all.push(await reviewFile(name, knowledge.tasks.tasks));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      all.push({ file: name === '-' ? STDIN : name, error: error.message });
    }
  }
  const unread = all.filter((one) => 'error' in one);
  const reviewed = withoutSeenTemplates(all.filter((one) => 'review' in one));
  const failing = reviewed.some((one) => problemsOf(one).some(({ rule }) => RULES[rule].level === 'error'));
  const exitStatus = unread.length > 0 ? 2 : failing ? 1 : 0;
  if (format === 'text') {
    if (reviewed.length > 0) await print(reviewText(reviewed, unread, styleFor(process.stdout, process.env)));
  } else if (format === 'sarif') {
    const page = knowledge.sources.find(({ id }) => id === knowledge.tasks.page)?.url;
    await print(json(reviewSarif(reviewed, unread, { version, exitStatus, page })));
  } else await print(json(inOrder(all, reviewed)));
  for (const { error } of unread) process.stderr.write(`wif-doctor: ${error}\n`);
  return exitStatus;
}

/** A template that is reviewed in the same run was seen. Paths are read as Azure Pipelines does, `/` from here. */
function withoutSeenTemplates(files: readonly ReviewedFile[]): ReviewedFile[] {
  const seen = new Set(files.map(({ file }) => resolve(file)));
  return files.map((one) => {
    const unseenTemplates = one.review.unseenTemplates.filter(({ path }) => {
      const own = path.replace(/@self$/, '');
      return !seen.has(own.startsWith('/') ? resolve(`.${own}`) : resolve(dirname(one.file), own));
    });
    return { ...one, review: { ...one.review, unseenTemplates } };
  });
}

function inOrder(all: readonly (ReviewedFile | UnreadFile)[], reviewed: readonly ReviewedFile[]) {
  return all.map((one) => reviewed.find(({ file }) => file === one.file) ?? one);
}

/** An agent of Azure Pipelines obeys `##vso[` anywhere in a line of a log, so also in a review of a script step. */
function json(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('##vso[', '##vso\\u005b');
}
