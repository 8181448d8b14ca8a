/** Tasks -> what the table says of them, with the version to use. */
import type { TaskRow } from '../../knowledge/schema.ts';
import { nameOf } from '../../knowledge/task-name.ts';
import type { Catalog } from '../match/catalog.ts';
import { nearestTask } from '../match/nearest-task.ts';
import { rowOf, versionsOf } from '../match/task-table.ts';
import type { Case } from '../memory.ts';
import type { Block, Button, RichText } from '../reply.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { addedBlocks, marked } from './organization.ts';
import { sourceLines, statementText } from './sources.ts';
import { fill, plain, strong } from './text.ts';
import { LABELS } from './wording.ts';

const WIF = 'workload identity federation';
const CONNECTIONS = { azure: 'an Azure service connection', 'docker-registry': 'a Docker registry service connection' };

/** The answer about one task, `Name@major` or `Name`, or about all that the message named. */
export function answerTask(of: Case, catalog: Catalog): Draft {
  const asked = of.findings.filter(({ kind }) => kind === 'task').map(({ id }) => id);
  const shown = of.shows.id;
  const others = asked.filter((id) => id !== shown);
  if (others.length > 0 && shown === of.first.id) return severalTasks(asked, of, catalog);
  const { verdict, blocks, now } = describe(shown, of, catalog);
  const row = rowOf(shown, catalog.tasks);
  return {
    verdict,
    blocks: [...readAs(of, shown), ...blocks, ...(row ? addedBlocks(row, of, catalog, true) : [])],
    answers: [...otherVersions(shown, now, of, catalog), checklistButton(of)],
    sources: sourceLines(row ? rowSources(row, catalog) : tableSources(catalog), catalog),
  };
}

function rowSources({ origin, notes, deprecated }: TaskRow, catalog: Catalog): string[] {
  const more = [...(deprecated?.source ? [deprecated.source] : []), ...notes.map(({ source }) => source)];
  return origin ? more : [...tableSources(catalog), ...more];
}

function tableSources({ knowledge: { tasks } }: Catalog): string[] {
  return [tasks.page, tasks.code];
}

interface Description {
  readonly verdict: string;
  readonly blocks: readonly Block[];
  /** The version to use instead. */
  readonly now?: string;
}

function describe(task: string, of: Case, catalog: Catalog): Description {
  const rows = versionsOf(task, catalog.tasks);
  if (rows.length === 0) return unknownTask(task, catalog);
  if (!task.includes('@')) return withoutVersion(rows, of, catalog);
  const row = rowOf(task, catalog.tasks);
  return row ? describeRow(row, catalog) : unknownVersion(task, rows);
}

function describeRow(row: TaskRow, catalog: Catalog): Description {
  const now = row.use ?? row.now;
  const notes = [
    ...deprecatedNote(row, catalog),
    ...otherConnectionsNote(row, catalog),
    ...row.notes.map((note) => statementText(note, catalog, {})),
  ];
  return {
    verdict: rowVerdict(row),
    blocks: notes.length > 0 ? [{ kind: 'list', items: notes }] : [],
    now,
  };
}

function deprecatedNote({ deprecated, origin }: TaskRow, catalog: Catalog): RichText[] {
  if (!deprecated) return [];
  const { since, source } = deprecated;
  const text = since === undefined ? 'Deprecated' : `Deprecated since ${since}`;
  return [
    origin && !source
      ? plain(`${text}.`)
      : statementText({ text: `${text}.`, source: source ?? catalog.knowledge.tasks.code }, catalog, {}),
  ];
}

/** Which connections it takes beside those of Azure, by the names that Azure DevOps has for their types. */
function otherConnectionsNote(row: TaskRow, catalog: Catalog): RichText[] {
  if (row.otherConnections.length === 0 || row.login === 'azure-devops') return [];
  const types = row.otherConnections.map((type) => `\`${type}\``).join(', ');
  const text = `${row.inputs.length > 0 ? 'Other types of connection that it takes' : 'Types of connection that it takes'}: ${types}.`;
  return [row.origin ? fill(text, {}) : statementText({ text, source: catalog.knowledge.tasks.code }, catalog, {})];
}

/** One line about a task, whether or not the table has it. */
export function describeTask(task: string, of: Case, catalog: Catalog): string {
  return describe(task, of, catalog).verdict;
}

/** One line about a row, with the better version. */
function rowVerdict(row: TaskRow): string {
  return marked(said(row), row);
}

function said(row: TaskRow): string {
  const { task, use, now, deprecated } = row;
  const instead = deprecated
    ? now
      ? ` It is deprecated, though: use ${now} or newer.`
      : ' It is deprecated, without a successor.'
    : '';
  if (row.login === 'azure-devops') {
    return `${task} logs in with an "Azure DevOps" service connection: another kind, which is always federated.`;
  }
  switch (row.support) {
    case 'yes':
      return `Yes, ${task} supports ${WIF}${row.login === 'docker-registry' ? ' (with a registry connection)' : ''}.${instead}`;
    case 'no':
      return `No, ${task} does not support ${WIF}.${now ? ` Use ${now}.` : ''}`;
    case 'use': {
      const deadEnd = deprecated && !now ? ', which is deprecated too' : '';
      const condition = row.connections?.find(({ supported }) => supported);
      return `No, ${task} does not: the table says to use ${use}${condition ? ` with ${CONNECTIONS[condition.type]}` : ''}${deadEnd}.`;
    }
    case 'by-connection': {
      const say = (supported: boolean): string =>
        (row.connections ?? [])
          .filter((one) => one.supported === supported)
          .map((one) => CONNECTIONS[one.type])
          .join(' and ');
      return `${task}: yes with ${say(true)}${say(false) ? `, no with ${say(false)}` : ''}.`;
    }
    case 'not-listed':
      return `Microsoft's table does not list ${task}; this is what its source code shows.`;
  }
}

function withoutVersion(rows: readonly TaskRow[], of: Case, catalog: Catalog): Description {
  const name = nameOf(rows[0]?.task ?? '');
  const good = rows.filter(
    ({ support, deprecated }) => (support === 'yes' || support === 'by-connection') && !deprecated,
  );
  const items = rows.map((row): RichText => plain(rowVerdict(row)));
  const newest = good.at(-1);
  const only = rows.length === 1 && rows[0];
  if (only) {
    const described = describeRow(only, catalog);
    return { ...described, blocks: [...described.blocks, askedWithout(of)] };
  }
  const from = good.length === rows.length ? `Yes, every version of ${name} supports ${WIF}.` : undefined;
  return {
    verdict:
      from ??
      (newest
        ? `${name}: use ${newest.task}, which supports ${WIF}.`
        : `${name}: no version is sure to work. Look at each.`),
    blocks: [{ kind: 'list', title: 'By version', items }],
    now: newest?.task,
  };
}

function askedWithout(of: Case): Block {
  return {
    kind: 'paragraph',
    tone: 'muted',
    text: plain(`You named no version of ${of.shows.id}; this is the one that the table has.`),
  };
}

function unknownVersion(task: string, rows: readonly TaskRow[]): Description {
  return {
    verdict: `I don't know ${task}.`,
    blocks: [{ kind: 'list', title: 'The versions that I know', items: rows.map((row) => plain(rowVerdict(row))) }],
    now: rows.at(-1)?.task,
  };
}

/** What to say of a name that the table does not have. */
export function unknownTask(task: string, catalog: Catalog): Description {
  const nearest = nearestTask(nameOf(task), catalog);
  return {
    verdict: `I don't know ${task}.`,
    blocks: [
      {
        kind: 'paragraph',
        text: plain(
          "Microsoft's table has no such task; it holds those that Azure DevOps brings along. For one from the Marketplace, ask its publisher.",
        ),
      },
      {
        kind: 'paragraph',
        tone: 'muted',
        text: plain(nearest ? `The nearest name that I have: ${nearest}.` : 'No name that I have is close to it.'),
      },
    ],
    now: nearest,
  };
}

function severalTasks(asked: readonly string[], of: Case, catalog: Catalog): Draft {
  const described = asked.map((task) => ({ task, ...describe(task, of, catalog) }));
  const troubled = described.filter(({ task, verdict }) => !isFine(task, catalog) && verdict !== '');
  return {
    verdict:
      troubled.length === 0
        ? `All ${asked.length} tasks support ${WIF}.`
        : `${troubled.length} of ${asked.length} tasks ${troubled.length === 1 ? 'needs' : 'need'} a look: ${troubled.map(({ task }) => task).join(', ')}.`,
    blocks: [
      { kind: 'list', items: described.map(({ task, verdict }): RichText => [strong(task), { text: `: ${verdict}` }]) },
    ],
    answers: [...troubled.slice(0, 2).map(({ task }) => button(of, task, { do: 'task', task })), checklistButton(of)],
    sources: sourceLines(tableSources(catalog), catalog),
  };
}

function isFine(task: string, catalog: Catalog): boolean {
  const row = rowOf(task, catalog.tasks);
  return row?.support === 'yes' && !row.deprecated;
}

function readAs(of: Case, task: string): Block[] {
  const finding = of.findings.find(({ kind, id }) => kind === 'task' && id === task);
  return finding?.certainty === 'likely' ? [{ kind: 'paragraph', tone: 'muted', text: plain(`${finding.why}.`) }] : [];
}

function otherVersions(shown: string, now: string | undefined, of: Case, catalog: Catalog): Button[] {
  const newest = versionsOf(shown, catalog.tasks).at(-1)?.task;
  return [...new Set([now, newest])]
    .filter((task): task is string => task !== undefined && task !== shown)
    .map((task) => button(of, `What about ${task}?`, { do: 'task', task }))
    .slice(0, 2);
}

function checklistButton(of: Case): Button {
  return button(of, LABELS.checklist, { do: 'open', id: 'checklist' });
}
