/** The one message that the bot sends unasked: when it is installed or added. */
import { NO_BUTTONS, type Reply } from '../../bot/reply.ts';
import type { Incoming } from './activity.ts';

/** Whether the activity says that the bot itself was installed or added. Teams often sends both. */
export function isArrival({ type, action, membersAdded, recipient }: Incoming): boolean {
  if (type === 'installationUpdate') return action === 'add';
  if (type !== 'conversationUpdate' || recipient?.id === undefined) return false;
  return membersAdded?.some(({ id }) => id === recipient.id) ?? false;
}

/** What it does, how to ask, and what becomes of what is pasted. */
export const WELCOME: Reply = {
  effect: 'post',
  verdict: 'WIF Doctor finds out why an Azure DevOps pipeline can no longer log in to Azure.',
  blocks: [
    {
      kind: 'list',
      title: 'How to ask',
      items: [
        [{ text: 'Paste the error, or the part of the log around it. In a team or a group chat, mention me first.' }],
        [
          { text: 'Ask whether a task works with workload identity federation: ' },
          { text: 'AzureCLI@1', style: 'code' },
        ],
        [{ text: 'Write ' }, { text: 'help', style: 'code' }, { text: ' for everything else.' }],
      ],
    },
    {
      kind: 'paragraph',
      tone: 'muted',
      text: [
        {
          text: 'Answers come from fixed knowledge with its sources, without a language model. What you paste is sent nowhere, and its text is not stored; a thread keeps the names and IDs read in it.',
        },
      ],
    },
  ],
  buttons: NO_BUTTONS,
  sources: [],
  findings: [],
};
