/** A question or a press from Slack, through the engine, and back. */
import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Engine } from '../../bot/engine.ts';
import type { Turn } from '../../bot/turn.ts';
import { BestEffort } from '../store/best-effort.ts';
import type { Store } from '../store/port.ts';
import { Updates } from '../updates.ts';
import { ComeAgain } from './come-again.ts';
import { deliver, type Means, type Place } from './deliver.ts';
import { failureOf } from './failure.ts';
import type { Identity, IdentityCheck } from './identity.ts';
import { opaqueKey } from './key.ts';
import { undoMarkup } from './markup.ts';
import type { Pressed } from './pressed.ts';
import type { Question } from './question.ts';
import type { Waits } from './web-client.ts';

export interface Conversation {
  /** Answers a question once, however often it is brought. Throws ComeAgain when its repetition should be answered. */
  ask(question: Question): Promise<void>;
  /** Answers a press. Never throws: Slack repeats none, and the person can press again. */
  press(pressed: Pressed): Promise<void>;
}

interface Parts {
  readonly engine: Engine;
  readonly store: Store;
  readonly client: webApi.WebClient;
  readonly identity: IdentityCheck;
  readonly waits: Waits;
  readonly pressWaits: Waits;
  readonly log: Logger;
}

/** Milliseconds that a question waits for a Web API that does not answer yet. */
const PATIENCE = 120_000;

export function createConversation({ engine, store, client, identity, waits, pressWaits, log }: Parts): Conversation {
  const storing = new BestEffort(store, log);
  const updates = new Updates();

  /** Runs a turn that has not been seen, and takes the mark back when nothing of its answer can have been seen. */
  async function once(keys: readonly string[], turn: Turn, me: Identity, place: Place): Promise<void> {
    const event = storing.begin();
    if (!(await event.claim(keys, turn.at))) {
      log.debug('A delivery that was already dealt with came again.');
      return;
    }
    try {
      const thread = `slack:${opaqueKey('thread', me.teamId, place.channel, place.root)}`;
      const reply = await event.respond(engine, thread, turn);
      const means: Means = { waits: turn.input.kind === 'press' ? pressWaits : waits, updates, log };
      await deliver(client, reply, place, means);
      log.info({ input: turn.input.kind, effect: reply.effect, ms: Date.now() - turn.at.getTime() }, 'answered');
    } catch (error) {
      if (failureOf(error).kind !== 'unclear') await event.release();
      throw error;
    }
  }

  async function ask(question: Question): Promise<void> {
    const me = await identity.within(PATIENCE);
    if (me === undefined) {
      log.error('A question stays without an answer: Slack did not say in time who the bot is.');
      return;
    }
    const { channel, ts, root, user, direct } = question;
    if (user === me.userId) return;
    const keys = [opaqueKey('message', me.teamId, channel, ts)];
    if (question.eventId !== undefined) keys.push(opaqueKey('event', question.eventId));
    const turn: Turn = {
      id: opaqueKey('turn', me.teamId, channel, ts),
      at: new Date(),
      place: direct ? 'direct' : 'shared',
      input: { kind: 'text', text: undoMarkup(question.text, me.userId), files: [] },
    };
    await once(keys.map(marked), turn, me, { channel, root, user }).catch((error: unknown) => {
      const { kind, detail } = failureOf(error);
      log.error({ code: detail, err: nameOf(error) }, 'A question could not be answered.');
      if (kind === 'again') throw new ComeAgain(detail);
    });
  }

  async function press(pressed: Pressed): Promise<void> {
    const me = await identity.within(PATIENCE);
    if (me === undefined) return;
    const { channel, message, root, user, ephemeral, mark, payload } = pressed;
    const turn: Turn = {
      id: opaqueKey('press', me.teamId, channel, mark),
      at: new Date(),
      place: channel.startsWith('D') ? 'direct' : 'shared',
      input: { kind: 'press', payload },
    };
    const place: Place = ephemeral ? { channel, root, user } : { channel, root, user, message };
    await once([marked(turn.id)], turn, me, place).catch((error: unknown) => {
      log.error({ code: failureOf(error).detail, err: nameOf(error) }, 'A press could not be answered.');
    });
  }

  return { ask, press };
}

function marked(key: string): string {
  return `slack:${key}`;
}

/** The kind of an error and where it was thrown: its message may quote what a person pasted. */
function nameOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const at = /\n {4}at [^\n]*/.exec(error.stack ?? '')?.[0].trim();
  return at === undefined ? error.name : `${error.name} ${at}`;
}
