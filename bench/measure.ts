/** Times the tools on the same texts, all in turn in every round, and counts their right answers. */
import type { Tool } from './tools.ts';

export interface Sample {
  readonly text: string;
  readonly entry: string;
}

/** The samples of one length. */
export interface Size {
  readonly name: string;
  readonly samples: readonly Sample[];
}

export interface Result {
  readonly size: string;
  readonly tool: string;
  /** Milliseconds for one text, a number a round. */
  readonly rounds: readonly number[];
  readonly right: number;
  readonly of: number;
}

/** A measurement shorter than this says more of the clock than of the tool. */
const LEAST_MS = 25;
/** Until then the compiler of V8 is still at work. */
const WARM_UP_MS = 2_500;

/**
 * Measures every tool with every size that it takes. Each answers all samples, and goes on until it is warm; then each
 * round times all tools with all sizes, on one sample, or, where that takes too little time, on several in turn.
 */
export function measure(tools: readonly Tool[], sizes: readonly Size[], rounds: number): Result[] {
  const runs = sizes.flatMap(({ name, samples }) =>
    tools
      .filter(({ longest }) => samples.every(({ text }) => text.length <= longest))
      .map((tool) => ({ size: name, samples, tool, times: [] as number[], right: rightOf(tool, samples) })),
  );
  for (const { tool, samples } of runs) timed(tool, samples, 0, WARM_UP_MS);
  for (let round = 0; round < rounds; round += 1) {
    for (const { tool, samples, times } of runs) times.push(timed(tool, samples, round, LEAST_MS));
  }
  return runs.map(({ size, tool, times, right, samples }) => ({
    size,
    tool: tool.name,
    rounds: times,
    right,
    of: samples.length,
  }));
}

function rightOf(tool: Tool, samples: readonly Sample[]): number {
  return samples.filter(({ text, entry }) => tool.diagnose(text) === entry).length;
}

/** Milliseconds for one text: the median of as many as fill the time, so that what else the machine does falls out. */
function timed(tool: Tool, samples: readonly Sample[], first: number, least: number): number {
  const times: number[] = [];
  const end = performance.now() + least;
  let before = performance.now();
  while (before < end) {
    tool.diagnose(samples[(first + times.length) % samples.length]?.text ?? '');
    const after = performance.now();
    times.push(after - before);
    before = after;
  }
  return median(times);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.trunc(sorted.length / 2)] ?? Number.NaN;
}

/** How many times as long `slower` takes as `faster`: the median over the rounds, as the machine is not always the same. */
export function ratio(slower: Result | undefined, faster: Result | undefined): number {
  return median(slower?.rounds.map((time, round) => time / (faster?.rounds[round] ?? Number.NaN)) ?? []);
}
