/** The engine, loaded only by the commands that ask it something, so that `--help` comes at once. */
import { randomBytes } from 'node:crypto';
import type { Engine } from '../../bot/engine.ts';
import type { Turn } from '../../bot/turn.ts';

/** The engine over the knowledge that comes with this version. */
export async function loadEngine(): Promise<Engine> {
  const [{ createEngine }, { knowledge }] = await Promise.all([
    import('../../bot/engine.ts'),
    import('../../knowledge/compiled.ts'),
  ]);
  return createEngine(knowledge);
}

/** A turn of the one person at the terminal. */
export function turnOf(input: Turn['input']): Turn {
  return { id: randomBytes(9).toString('base64url'), at: new Date(), place: 'direct', input };
}

/** A message without files. */
export function messageOf(text: string): Turn {
  return turnOf({ kind: 'text', text, files: [] });
}
