/** The knowledge, arranged once for looking things up. */
import type { EntraCode, ErrorEntry, Knowledge, Role, Source, TaskRow, Walk } from '../../knowledge/schema.ts';
import { nameOf } from '../../knowledge/task-name.ts';
import { fold } from '../read/fold.ts';
import type { KnownCodes } from '../read/read.ts';
import { group } from './group.ts';
import { prepareSignatures, type Signatures } from './signatures.ts';
import { type RowsByName, rowsByName, titlesOf } from './task-table.ts';
import { prepareWords, type Vocabulary } from './vocabulary.ts';

export interface Catalog {
  readonly knowledge: Knowledge;
  /** Errors and guides by id. */
  readonly walks: ReadonlyMap<string, Walk>;
  readonly errors: ReadonlyMap<string, ErrorEntry>;
  readonly errorsByCode: ReadonlyMap<string, readonly ErrorEntry[]>;
  readonly entraCodes: ReadonlyMap<string, EntraCode>;
  readonly known: KnownCodes;
  readonly signatures: Signatures;
  readonly tasks: RowsByName;
  /** Rows by the task's display name and by what its steps are called, as `squashedName` writes it. */
  readonly taskTitles: ReadonlyMap<string, readonly TaskRow[]>;
  /** All beginnings of the tasks' names and display names: whether it is worth reading on. */
  readonly taskPrefixes: ReadonlySet<string>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly vocabulary: Vocabulary;
}

/** Arranges the knowledge. Takes a few milliseconds; done once. */
export function createCatalog(knowledge: Knowledge): Catalog {
  const { errors, guides, entraCodes, tasks, sources, roles } = knowledge;
  const errorsByCode = group(errors.flatMap((entry) => entry.codes.map((code) => [code, entry] as const)));
  const entraByCode = new Map(entraCodes.codes.map((entry) => [entry.code, entry]));
  return {
    knowledge,
    walks: new Map<string, Walk>([...errors, ...guides].map((walk) => [walk.id, walk])),
    errors: new Map(errors.map((entry) => [entry.id, entry])),
    errorsByCode,
    entraCodes: entraByCode,
    known: { all: new Set([...errorsByCode.keys(), ...entraByCode.keys()]), federation: new Set(errorsByCode.keys()) },
    signatures: prepareSignatures(errors, entraCodes.codes),
    tasks: rowsByName(tasks.tasks),
    taskTitles: group(tasks.tasks.flatMap((row) => titlesOf(row).map((title) => [squashedName(title), row] as const))),
    taskPrefixes: new Set(
      tasks.tasks
        .flatMap((row) => [nameOf(row.task).toLowerCase(), ...titlesOf(row).map(squashedName)])
        .flatMap((name) => Array.from(name, (_, length) => name.slice(0, length + 1))),
    ),
    sources: new Map(sources.map((source) => [source.id, source])),
    roles: new Map(roles.map((role) => [role.id, role])),
    vocabulary: prepareWords(knowledge.words),
  };
}

/** A display name by its letters and digits alone, in lower case. */
export function squashedName(title: string): string {
  return fold(title).replaceAll(' ', '');
}
