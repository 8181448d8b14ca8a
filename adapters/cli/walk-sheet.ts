/** An entry or a guide, all of it -> the blocks of a sheet to read from top to bottom. */
import { marked, ownTitle } from '../../bot/answer/organization.ts';
import { code, fill, fillCommand, plain, strong } from '../../bot/answer/text.ts';
import { HANDOVER, MARK_NAMES, SAYS } from '../../bot/answer/wording.ts';
import type { Block, RichText, SourceLine } from '../../bot/reply.ts';
import type {
  Check,
  ErrorEntry,
  Knowledge,
  Outcome,
  Signature,
  Statement,
  Step,
  Walk,
} from '../../knowledge/schema.ts';

export interface Sheet {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sources: readonly SourceLine[];
}

/** Everything that the knowledge says in an entry or a guide. Placeholders stand by their general names. */
export function walkSheet(walk: Walk, knowledge: Knowledge): Sheet {
  return {
    title: `${walk.id}: ${marked(walk.title, walk)}`,
    blocks: [
      ...addedSheet(walk, knowledge),
      ...('happened' in walk ? errorBlocks(walk, knowledge) : walk.intro.map(paragraph)),
      ...walk.checks.flatMap((check) => [
        checkBlock(check, walk),
        ...commandBlock(check.file?.name ?? '', check.file?.holds),
      ]),
      ...walk.outcomes.flatMap((outcome) => outcomeBlocks(outcome, knowledge)),
      ...roleBlocks(walk, knowledge),
      ...statementBlocks(walk.statements, knowledge),
    ],
    sources: sourcesOf(walk, knowledge),
  };
}

/** What an organization adds, whatever the text shows: here there is none. */
function addedSheet({ added }: Walk, knowledge: Knowledge): Block[] {
  if (!added) return [];
  const notes = added.notes.map(({ text, source }): RichText => {
    const found = knowledge.sources.find(({ id }) => id === source);
    return found ? [...filled(text), { text: ` ${found.title}`, href: found.url }] : filled(text);
  });
  const title = ownTitle(knowledge);
  return [
    ...(notes.length > 0 ? [{ kind: 'list', title, items: notes } as const] : []),
    ...(added.steps.length > 0 ? stepBlocks(title, added.steps, added.who, knowledge) : []),
  ];
}

function errorBlocks(entry: ErrorEntry, knowledge: Knowledge): Block[] {
  return [
    {
      kind: 'list',
      title: 'Recognised by',
      items: [
        ...entry.codes.map((id) => [code(id)]),
        ...entry.signatures.map(signatureText),
        ...(entry.requires ? [plain(`only where the text shows ${entry.requires.join(' or ')}`)] : []),
      ],
    },
    { kind: 'paragraph', text: [strong('What happened: '), ...fill(entry.happened, {})] },
    { kind: 'paragraph', text: [strong('Why: '), ...fill(entry.why, {})] },
    ...stepBlocks('Do this', entry.steps, entry.who, knowledge),
    { kind: 'paragraph', text: plain(`Step of the checklist: ${entry.checklist}`) },
  ];
}

function signatureText({ says, near, unless }: Signature): RichText {
  const text = says.map((part) => `"${part}"`).join(' … ');
  const conditions = [
    ...(near ? [`close to ${near.join(' or ')}`] : []),
    ...(unless ? [`not close to ${unless.join(' or ')}`] : []),
  ];
  return plain([text, ...conditions].join(', '));
}

function checkBlock(check: Check, walk: Walk): Block {
  const leadsTo = (id: string) => walk.outcomes.find((outcome) => outcome.id === id)?.verdict;
  return {
    kind: 'list',
    title: `Check "${check.id}": ${check.ask}`,
    items: [
      ...(check.how ?? []).map((how) => fill(how, {})),
      ...(check.see === undefined ? [] : [[strong(SAYS.see), ...fill(check.see, {})]]),
      ...(check.carry === undefined ? [] : [[strong(SAYS.carry), ...fill(check.carry, {})]]),
      ...check.answers.map((answer): RichText => {
        const outcome = leadsTo(answer.then);
        const next = outcome === undefined ? plain(`check "${answer.then}"`) : fill(outcome, {});
        return [strong(answer.label), { text: ' → ' }, ...next];
      }),
    ],
  };
}

function outcomeBlocks(outcome: Outcome, knowledge: Knowledge): Block[] {
  return [
    { kind: 'paragraph', text: [strong('Outcome: '), ...fill(outcome.verdict, {})] },
    ...(outcome.why === undefined ? [] : [paragraph(outcome.why)]),
    ...stepBlocks('Do this', outcome.steps, outcome.who, knowledge),
    ...(outcome.add === undefined
      ? []
      : [{ kind: 'paragraph', text: [strong(HANDOVER.lacks), ...fill(outcome.add, {})] } as const]),
    ...(outcome.open ? [{ kind: 'paragraph', text: plain(`Leads on to: ${outcome.open.join(', ')}`) } as const] : []),
  ];
}

/** The steps, then their commands: a command stands apart from the sentence, so that it can be copied whole. */
function stepBlocks(
  title: string,
  steps: readonly Step[],
  who: string | undefined,
  { roles, sources }: Knowledge,
): Block[] {
  const role = roles.find(({ id }) => id === who);
  const linkOf = (step: Step) => sources.find(({ id }) => id === step.link);
  return [
    {
      kind: 'steps',
      title: who === undefined ? title : `${title} (${role?.name ?? who})`,
      items: steps.map((step) => {
        const link = linkOf(step);
        return [
          ...fill(step.do, {}),
          ...(step.see === undefined ? [] : [{ text: ` ${SAYS.see}` }, ...fill(step.see, {})]),
          ...(link === undefined ? [] : [{ text: ` ${link.title}`, href: link.url }]),
        ];
      }),
    },
    ...steps.flatMap(({ run, powershell }, index): Block[] => [
      ...commandBlock(`To copy, for step ${index + 1}`, run),
      ...commandBlock(`To copy, for step ${index + 1}, in PowerShell`, powershell),
    ]),
  ];
}

function commandBlock(title: string, command: string | undefined): Block[] {
  return command === undefined ? [] : [{ kind: 'code', title, text: fillCommand(command, {}).trimEnd() }];
}

/** How to find the people that the steps name, each once. */
function roleBlocks(walk: Walk, { roles }: Knowledge): Block[] {
  const named = new Set([...('who' in walk ? [walk.who] : []), ...walk.outcomes.map(({ who }) => who)]);
  return roles
    .filter(({ id }) => named.has(id))
    .map(({ name, find }) => ({ kind: 'list', title: `Who is the ${name}?`, items: find.map(filled) }));
}

function statementBlocks(statements: readonly Statement[], { sources }: Knowledge): Block[] {
  if (statements.length === 0) return [];
  const items = statements.map((statement): RichText => {
    const source = sources.find(({ id }) => id === statement.source);
    const mark = statement.mark ?? source?.mark;
    const words = [
      ...(mark ? [MARK_NAMES[mark]] : []),
      ...(statement.page ? ['what the page says, out of date'] : []),
      ...(source ? [source.title, `checked ${source.checked}`] : []),
    ];
    return [...fill(statement.text, {}), { text: ` (${words.join('; ')})` }];
  });
  return [{ kind: 'list', title: 'Statements', items }];
}

/** The sources that anything in it names, each once. */
function sourcesOf(walk: Walk, { sources }: Knowledge): SourceLine[] {
  const steps = [...('steps' in walk ? walk.steps : []), ...walk.outcomes.flatMap((outcome) => outcome.steps)];
  const named = new Set([
    ...walk.sources,
    ...steps.flatMap(({ link }) => link ?? []),
    ...walk.statements.map(({ source }) => source),
  ]);
  return sources
    .filter(({ id }) => named.has(id))
    .map((source) => ({
      title: marked(source.title, source),
      href: source.url,
      checked: source.checked,
      mark: source.mark,
    }));
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text: filled(text) };
}

function filled(text: string): RichText {
  return fill(text, {});
}
