/** The folder of an organization while the server runs: what changes in it is answered from without a restart. */
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Engine } from '../bot/engine.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import { composeKnowledge, KnowledgeFolderError, type OwnKnowledge, readTexts } from './own-knowledge.ts';

/** Milliseconds between two looks at the folder. */
const INTERVAL = 1_000;

export interface KnowledgeFolder {
  readonly name: 'knowledge';
  /** Answers from the newest knowledge that was whole; what threads remember stays theirs. */
  readonly engine: Engine;
  /** Always ready, since it can answer; `note` where the folder as it stands now cannot be used. */
  status(): { readonly ready: true; readonly note?: 'not current' };
  close(): Promise<void>;
}

export interface KnowledgeFolderOptions {
  readonly folder: string;
  readonly ours: Knowledge;
  readonly log: Logger;
  /** Milliseconds between two looks, where it is another. */
  readonly interval?: number;
}

/** What a look at the folder saw. */
interface Seen {
  readonly digest: string;
  readonly texts: () => ReadonlyMap<string, string>;
}

/**
 * Loads the folder and keeps looking at it. Throws KnowledgeFolderError where it cannot be used at start.
 *
 * It reads the folder again and again instead of having itself called by the system: events do not come from network
 * drives and from folders shared into a container, are lost where a link is turned to another folder, which is how
 * Kubernetes changes a ConfigMap, and differ from system to system
 * (https://nodejs.org/docs/latest-v20.x/api/fs.html#caveats, read 2026-11-23). The folder is small, and its digest tells
 * for certain whether anything in it is new. A change counts once two looks in a row have seen the same: an editor or a
 * copy may be half way through.
 */
export async function openKnowledgeFolder(options: KnowledgeFolderOptions): Promise<KnowledgeFolder> {
  const { folder, ours, log, interval = INTERVAL } = options;
  const first = await see(folder);
  let newest = await composeKnowledge(folder, first.texts(), ours);
  log.info(counts(newest), 'the knowledge of the organization is loaded');
  let tried = first.digest;
  let settling: string | undefined;
  let current = true;

  const look = async (): Promise<void> => {
    const { digest, texts } = await see(folder);
    if (digest === tried || digest !== settling) {
      settling = digest;
      return;
    }
    tried = digest;
    try {
      newest = await composeKnowledge(folder, texts(), ours);
      current = true;
      log.info(counts(newest), 'the knowledge of the organization has changed and is loaded anew');
    } catch (error) {
      current = false;
      const said = error instanceof KnowledgeFolderError ? { problems: error.problems } : { failure: nameOf(error) };
      log.error(said, 'KNOWLEDGE_DIR cannot be used as it is now; the last good knowledge goes on answering');
    }
  };

  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  const next = (): void => {
    timer = setTimeout(() => {
      looking = look().finally(() => timer && next());
    }, interval).unref();
  };
  next();
  return {
    name: 'knowledge',
    engine: { respond: (turn, memory) => newest.engine.respond(turn, memory) },
    status: () => ({ ready: true, ...(!current && { note: 'not current' as const }) }),
    close: async () => {
      clearTimeout(timer);
      timer = undefined;
      await looking;
    },
  };
}

/** One look. A folder that cannot be read is something to see as well: its failure comes out with the texts. */
async function see(folder: string): Promise<Seen> {
  try {
    const texts = await readTexts(folder);
    return { digest: digestOf(JSON.stringify([...texts])), texts: () => texts };
  } catch (error) {
    const digest = digestOf(String(error));
    return {
      digest,
      texts: () => {
        throw error;
      },
    };
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function counts({ knowledge }: OwnKnowledge): Readonly<Record<string, number>> {
  const own = (list: readonly { readonly origin?: 'organization' }[]) => list.filter(({ origin }) => origin).length;
  const added = [...knowledge.errors, ...knowledge.guides, ...knowledge.tasks.tasks].filter((one) => one.added);
  return {
    errors: own(knowledge.errors),
    guides: own(knowledge.guides),
    tasks: own(knowledge.tasks.tasks),
    additions: added.length,
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
