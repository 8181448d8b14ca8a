/** The engine, loaded only by the commands that ask it something, so that `--help` comes at once. */
import { randomBytes } from 'node:crypto';
import type { Engine } from '../../bot/engine.ts';
import type { Turn } from '../../bot/turn.ts';
import type { Knowledge } from '../../knowledge/schema.ts';

/**
 * The engine over the knowledge that comes with this version, and over what KNOWLEDGE_DIR adds to it.
 *
 * @throws KnowledgeFolderError when that folder cannot be used.
 */
export async function loadEngine(): Promise<Engine> {
  const own = await loadOwn();
  if (own) return own.engine;
  const [{ createEngine }, { knowledge }] = await Promise.all([
    import('../../bot/engine.ts'),
    import('../../knowledge/compiled.ts'),
  ]);
  return createEngine(knowledge);
}

/** The same knowledge, for a command that asks no engine. */
export async function loadKnowledge(): Promise<Knowledge> {
  return (await loadOwn())?.knowledge ?? (await import('../../knowledge/compiled.ts')).knowledge;
}

async function loadOwn() {
  const folder = process.env.KNOWLEDGE_DIR?.trim();
  if (!folder) return undefined;
  const [{ composeKnowledge, readTexts }, { knowledge }] = await Promise.all([
    import('../own-knowledge.ts'),
    import('../../knowledge/compiled.ts'),
  ]);
  return composeKnowledge(folder, await readTexts(folder), knowledge);
}

/** A turn of the one person at the terminal. */
export function turnOf(input: Turn['input']): Turn {
  return { id: randomBytes(9).toString('base64url'), at: new Date(), place: 'direct', input };
}

/** A message without files. */
export function messageOf(text: string): Turn {
  return turnOf({ kind: 'text', text, files: [] });
}
