/** Activities as Teams sends them, with ids made up. */
const BOT = { id: '28:bot', name: 'WIF Doctor' };
const PERSON = { id: '29:person', name: 'Adele', aadObjectId: '00000000-0000-0000-0000-000000000001' };

const common = { channelId: 'msteams', from: PERSON, recipient: BOT, locale: 'en-GB' };

export const PERSONAL = { conversationType: 'personal', id: 'a:1chat', tenantId: 'fabrikam' };
export const GROUP = { conversationType: 'groupChat', isGroup: true, id: '19:group@thread.v2' };
export const CHANNEL = {
  conversationType: 'channel',
  isGroup: true,
  id: '19:team@thread.tacv2;messageid=1700000000000',
};

/** How Teams announces a mention of the bot. */
export const MENTION = '<at>WIF Doctor</at>';
const mentions = [
  { type: 'mention', mentioned: BOT, text: MENTION },
  { type: 'clientInfo', locale: 'en-GB', country: 'GB' },
];

let count = 0;

export function message(text: string, more: object = {}): object {
  count += 1;
  return {
    ...common,
    type: 'message',
    id: `message-${count}`,
    textFormat: 'plain',
    text,
    conversation: PERSONAL,
    ...more,
  };
}

export function mention(text: string, conversation: object): object {
  return message(text, { conversation, entities: mentions });
}

/** A press of Action.Execute on the bot's message `replyToId`. */
export function execute(press: unknown, more: object = {}): object {
  count += 1;
  const value = { action: { type: 'Action.Execute', verb: 'press', data: { press } }, trigger: 'manual' };
  const name = 'adaptiveCard/action';
  return {
    ...common,
    type: 'invoke',
    name,
    id: `f:${count}`,
    replyToId: 'sent-1',
    conversation: PERSONAL,
    value,
    ...more,
  };
}

/** A press of Action.Submit. */
export function submit(press: unknown, more: object = {}): object {
  count += 1;
  const value = { press };
  return {
    ...common,
    type: 'message',
    id: `message-${count}`,
    replyToId: 'sent-1',
    conversation: PERSONAL,
    value,
    ...more,
  };
}

export function installed(conversation: object = PERSONAL): object {
  return { ...common, type: 'installationUpdate', action: 'add', id: 'f:installed', conversation };
}

export function added(members: readonly { id: string }[] = [BOT], conversation: object = PERSONAL): object {
  return { ...common, type: 'conversationUpdate', membersAdded: members, id: 'f:added', conversation };
}
