/** What a text holds beside sentences: a pipeline file, and the JSON of a connection or of federated credentials. */
import { type JsonFacts, readConnectionJson } from './connection-json.ts';
import { type Pipeline, readPipeline } from './pipeline.ts';
import type { Reading } from './read.ts';

export interface Structure {
  readonly pipeline?: Pipeline;
  readonly json: readonly JsonFacts[];
}

/** Reads the structure of a masked text as it was pasted, so that positions are those of the paste. Never throws. */
export function readStructure({ raw, hasPipelineKey }: Pick<Reading, 'raw' | 'hasPipelineKey'>): Structure {
  return { pipeline: hasPipelineKey ? readPipeline(raw) : undefined, json: readConnectionJson(raw) };
}
