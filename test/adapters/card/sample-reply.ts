/** An answer with a block of every kind. */
import { PRESS_VERSION } from '../../../bot/press.ts';
import type { Reply } from '../../../bot/reply.ts';

const common = { v: PRESS_VERSION, case: 'case-1', rev: 0 } as const;
const answer = (id: string) => ({ ...common, do: 'answer', check: 'renamed', answer: id }) as const;

export const SAMPLE: Reply = {
  effect: 'post',
  verdict: 'The identity has no federated credential for this subject (AADSTS700213).',
  blocks: [
    { kind: 'paragraph', tone: 'warning', text: [{ text: 'Your text held a secret. Make a new one.' }] },
    {
      kind: 'read',
      title: 'What your log shows',
      compared: true,
      rows: [
        {
          label: 'subject',
          presented: [{ text: 'sc://contoso/shop/prod-azure', style: 'code' }, { text: ' (line 1)' }],
          expected: [{ text: 'not in your text' }],
        },
        { label: 'issuer', presented: [{ text: 'https://login.microsoftonline.com/00000000/v2.0', style: 'code' }] },
      ],
    },
    { kind: 'read', title: 'Also', compared: false, rows: [{ label: 'task', presented: [{ text: 'AzureCLI@2' }] }] },
    { kind: 'paragraph', text: [{ text: 'Why: ', style: 'strong' }, { text: 'it was made for another subject.' }] },
    {
      kind: 'steps',
      title: 'Do this (owner of the app registration)',
      items: [
        [{ text: 'Open the service connection.' }],
        [
          { text: 'Copy both values ', style: 'strong' },
          { text: 'here', href: 'https://learn.microsoft.com/azure/' },
        ],
      ],
    },
    { kind: 'list', items: [[{ text: 'AADSTS700016 too, line 9' }]] },
    { kind: 'code', title: 'Command', text: 'az ad app federated-credential list \\\n  --id 00000000' },
    { kind: 'answered', items: [{ question: 'Renamed?', answer: 'Yes' }] },
    {
      kind: 'check',
      question: [{ text: 'Was the organization renamed?' }],
      how: [[{ text: 'Compare it with the name in the address bar.' }]],
    },
    { kind: 'paragraph', tone: 'muted', text: [{ text: 'This issuer stops on 1 July 2027.' }] },
  ],
  buttons: {
    answers: [
      { label: 'Yes', press: answer('yes') },
      { label: 'No', press: answer('no') },
      { label: 'Not sure', press: answer('unsure') },
    ],
    follow: [
      { label: 'This solved it', press: { ...common, do: 'solved' } },
      { label: 'Still failing', press: { ...common, do: 'failing' } },
      { label: 'Start over', press: { ...common, do: 'restart' } },
    ],
    more: [{ label: 'Why this?', press: { ...common, do: 'show', what: 'why' } }],
  },
  sources: [
    {
      title: 'Conversion of service connections',
      href: 'https://learn.microsoft.com/a',
      checked: '2026-11-23',
      mark: 'documented',
    },
    {
      title: 'The task',
      href: 'https://github.com/microsoft/azure-pipelines-tasks',
      checked: '2026-08-21',
      mark: 'code',
    },
  ],
  findings: [],
};
