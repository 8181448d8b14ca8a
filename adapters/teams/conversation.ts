/** What happens for each kind of activity: carried to the engine, and its answer carried back. */
import { type InvokeResponse, TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Engine } from '../../bot/engine.ts';
import type { Reply } from '../../bot/reply.ts';
import type { Turn } from '../../bot/turn.ts';
import { renderCard } from '../card/card.ts';
import { CARD_CONTENT_TYPE } from '../card/element.ts';
import { BestEffort, type StoreEvent } from '../store/best-effort.ts';
import type { Store } from '../store/port.ts';
import { Updates } from '../updates.ts';
import type { Incoming } from './activity.ts';
import { loggable, surelyNotSent } from './failure.ts';
import { opaque } from './keys.ts';
import { cardMessage, connectorOf, noticeText, post, textMessage, update } from './send.ts';
import { deliveryOf, invokedData, isSubmit, messageTurn, payloadOf, pressTurn, threadOf } from './turn.ts';
import { isArrival, WELCOME } from './welcome.ts';

export interface Parts {
  readonly engine: Engine;
  readonly store: Store;
  readonly log: Logger;
  readonly now: () => Date;
}

/** The shape of the answer to an `adaptiveCard/action` invoke. */
type InvokeBody = { readonly statusCode: number; readonly type: string; readonly value: unknown };

export class Conversation {
  readonly #parts: Parts;
  readonly #storing: BestEffort;
  readonly #updates = new Updates();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#storing = new BestEffort(parts.store, parts.log);
  }

  /** Handles an activity that was let in. Throws where neither an answer nor a notice could be given. */
  async handle(context: TurnContext, activity: Incoming): Promise<void> {
    if (activity.type === 'message') {
      return isSubmit(activity) ? this.#submit(context, activity) : this.#message(context, activity);
    }
    if (activity.type === 'invoke' && activity.name === 'adaptiveCard/action') return this.#execute(context, activity);
    if (isArrival(activity)) return this.#welcome(context, activity);
    // Any other invoke is answered with 501 by botbuilder; other activities ask for nothing.
  }

  /** Resolves when the updates under way are done. */
  settled(): Promise<void> {
    return this.#updates.settled();
  }

  async #message(context: TurnContext, activity: Incoming): Promise<void> {
    const delivery = deliveryOf(activity);
    await this.#once(delivery, async (event) => {
      const reply = await this.#respond(event, activity, messageTurn(activity, this.#parts.now()));
      await post(context, reply.effect === 'notice' ? textMessage(noticeText(reply)) : cardMessage(reply));
    });
  }

  async #welcome(context: TurnContext, { conversation }: Incoming): Promise<void> {
    await this.#once(`teams:${opaque('welcome', conversation.id)}`, () => post(context, cardMessage(WELCOME)));
  }

  /** Action.Execute. A repeated press needs no mark: the engine answers it with the same card again. */
  async #execute(context: TurnContext, activity: Incoming): Promise<void> {
    const invoked = invokedData(activity.value);
    if (invoked === undefined) {
      const error = { code: 'BadRequest', message: 'The invoke has no action.' };
      return answer(context, { statusCode: 400, type: 'application/vnd.microsoft.error', value: error });
    }
    const reply = await this.#press(activity, invoked.data);
    if (reply.effect === 'notice') return answer(context, notice(noticeText(reply)));
    if (reply.effect === 'post') {
      await post(context, cardMessage(reply));
      return answer(context, notice('Answered in a new message below.'));
    }
    // The answer changes the card for the person who pressed; the update, which may come later, for everyone else.
    void this.#update(context, activity, reply);
    await answer(context, { statusCode: 200, type: CARD_CONTENT_TYPE, value: renderCard(reply) });
  }

  /** Action.Submit: there is no answer to the press itself, only messages. */
  async #submit(context: TurnContext, activity: Incoming): Promise<void> {
    const reply = await this.#press(activity, activity.value);
    if (reply.effect === 'update' && activity.replyToId !== undefined) return this.#update(context, activity, reply);
    await post(context, reply.effect === 'notice' ? textMessage(noticeText(reply)) : cardMessage(reply));
  }

  #press(activity: Incoming, data: unknown): Promise<Reply> {
    return this.#respond(this.#storing.begin(), activity, pressTurn(activity, this.#parts.now(), payloadOf(data)));
  }

  #respond(event: StoreEvent, activity: Incoming, turn: Turn): Promise<Reply> {
    return event.respond(this.#parts.engine, threadOf(activity), turn);
  }

  #update(context: TurnContext, activity: Incoming, reply: Reply): Promise<void> {
    const message = activity.replyToId;
    if (message === undefined) return Promise.resolve();
    // The context is revoked when the turn ends, so everything is taken out of it now.
    const connector = connectorOf(context);
    const reference = TurnContext.getConversationReference(context.activity);
    return this.#updates.run(opaque('message', activity.conversation.id, message), async () => {
      try {
        await update(connector, reference, message, cardMessage(reply));
      } catch (error) {
        this.#parts.log.warn({ failure: loggable(error) }, 'a message could not be updated');
      }
    });
  }

  /** Runs `work` for the first copy of a delivery. The mark is taken back when surely nothing of it was sent. */
  async #once(mark: string | undefined, work: (event: StoreEvent) => Promise<void>): Promise<void> {
    const event = this.#storing.begin();
    if (mark === undefined) return work(event);
    if (!(await event.claim([mark], this.#parts.now()))) return;
    try {
      await work(event);
    } catch (error) {
      if (surelyNotSent(error)) await event.release();
      throw error;
    }
  }
}

function notice(text: string): InvokeBody {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
}

async function answer(context: TurnContext, body: InvokeBody): Promise<void> {
  const value: InvokeResponse = { status: 200, body };
  await context.sendActivity({ type: 'invokeResponse', value });
}
