/** What is counted, for `GET /metrics` in the text format of Prometheus: numbers only, never a word that people wrote. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Engine } from '../bot/engine.ts';
import type { Store } from './store/port.ts';
import { StoreError } from './store/store-error.ts';

export interface Metrics {
  /** Counts a request that was answered: which door's, with which status, after how many seconds. */
  request(door: string, status: number, seconds: number): void;
  /** The same engine, whose answers are counted as those of a door. */
  counted(engine: Engine, door: string): Engine;
  /** The same store, whose failures are counted as those of a door. */
  watched(store: Store, door: string): Store;
  /** Everything counted, with the content type to send it as. */
  text(): Promise<{ readonly type: string; readonly text: string }>;
}

export function createMetrics(): Metrics {
  // Not the package's global registry: a process may run several servers, tests do.
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'wif_doctor_' });
  const requests = new Histogram({
    name: 'wif_doctor_request_seconds',
    help: 'Seconds from the arrival of a request to the end of its answer',
    labelNames: ['door', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 3, 10],
    registers: [registry],
  });
  const answers = new Counter({
    name: 'wif_doctor_answers_total',
    help: 'Answers by their effect, and by the kind and certainty of their first finding',
    labelNames: ['door', 'input', 'effect', 'finding', 'certainty'],
    registers: [registry],
  });
  const thinking = new Histogram({
    name: 'wif_doctor_answer_seconds',
    help: 'Seconds that the engine took for an answer',
    labelNames: ['door'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  });
  const failures = new Counter({
    name: 'wif_doctor_store_failures_total',
    help: 'What a door asked of the store and did not get; people are answered without remembering then',
    labelNames: ['door', 'operation'],
    registers: [registry],
  });

  return {
    request: (door, status, seconds) => requests.observe({ door, status }, seconds),
    counted: (engine, door) => ({
      respond(turn, memory) {
        const stop = thinking.startTimer({ door });
        const result = engine.respond(turn, memory);
        stop();
        const { effect, findings } = result.reply;
        const { kind: finding = 'none', certainty = 'none' } = findings[0] ?? {};
        answers.inc({ door, input: turn.input.kind, effect, finding, certainty });
        return result;
      },
    }),
    watched: (store, door) => {
      const watch = async <T>(operation: string, work: Promise<T>): Promise<T> => {
        try {
          return await work;
        } catch (error) {
          // Everything else was thrown by who was asked to respond.
          if (error instanceof StoreError) failures.inc({ door, operation });
          throw error;
        }
      };
      return {
        claim: (keys, at) => watch('claim', store.claim(keys, at)),
        release: (keys) => watch('release', store.release(keys)),
        exchange: (thread, at, respond) => watch('exchange', store.exchange(thread, at, respond)),
        ready: () => store.ready(),
        close: () => store.close(),
      };
    },
    text: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
