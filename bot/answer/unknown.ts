/** Nothing was recognised: what was seen, the nearest entries as guesses, and where to look. */
import type { Catalog } from '../match/catalog.ts';
import type { Case } from '../memory.ts';
import type { Part } from '../read/parts.ts';
import type { Block, RichText } from '../reply.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { marked } from './organization.ts';
import { failureBlock, failureIn } from './seen-failure.ts';
import { plain, strong } from './text.ts';
import { HELP, LABELS, SAYS } from './wording.ts';

/** The entry about log-ins to Azure DevOps itself. */
const TO_AZURE_DEVOPS = 'azure-devops-connection';

/** The answer for a message without a finding. `parts` are there only for the turn that brought it. */
export function answerUnknown(of: Case, catalog: Catalog, parts: readonly Part[] = []): Draft {
  const guesses = of.findings.filter(({ certainty }) => certainty === 'guess');
  const seen = failureIn(parts);
  const blocks: Block[] = [];
  if (seen) blocks.push(failureBlock(seen));
  if (seen?.azureDevOps) blocks.push({ kind: 'paragraph', text: plain(SAYS.azureDevOpsCode(seen.azureDevOps)) });
  if (guesses.length > 0) {
    blocks.push({
      kind: 'list',
      title: 'Guesses, no diagnosis: the entries that share words with it',
      items: guesses.map(
        ({ id }): RichText => [
          strong(id),
          { text: `: ${marked(catalog.walks.get(id)?.title ?? '', catalog.walks.get(id))}` },
        ],
      ),
    });
  }
  blocks.push({
    kind: 'paragraph',
    text: [
      {
        text: seen
          ? 'If the log-in to Azure fails too, paste the lines around it. A code that begins with AADSTS can be looked up at '
          : `${HELP.empty} A code that begins with AADSTS can be looked up at `,
      },
      { text: 'login.microsoftonline.com/error', href: 'https://login.microsoftonline.com/error' },
      { text: '.' },
    ],
  });
  const toAzureDevOps = seen?.azureDevOps ? catalog.walks.get(TO_AZURE_DEVOPS) : undefined;
  return {
    verdict: seen ? 'I see no Azure log-in error here that I know.' : 'I don\u2019t recognise this.',
    blocks,
    answers: [
      button(of, LABELS.checklist, { do: 'open', id: 'checklist' }),
      button(of, LABELS.help, { do: 'open', id: 'help' }),
      ...(toAzureDevOps?.label ? [button(of, toAzureDevOps.label, { do: 'open', id: toAzureDevOps.id })] : []),
      ...guesses.slice(0, toAzureDevOps ? 0 : 1).map(({ id }) => button(of, `Read ${id}`, { do: 'open', id })),
    ],
  };
}
