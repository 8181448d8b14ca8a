/**
 * The part of Adaptive Cards 1.5 that answers use, as types.
 * https://adaptivecards.io/explorer/, read 2026-11-23
 */
import type { Press } from '../../bot/press.ts';
import type { CARD_LIMITS } from './limits.ts';

type Spacing = 'None' | 'Small' | 'Medium' | 'Large';

interface Placed {
  readonly spacing?: Spacing;
  readonly separator?: boolean;
}

export interface OpenUrl {
  readonly type: 'Action.OpenUrl';
  readonly url: string;
}

export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly size?: 'Small' | 'Default' | 'Medium';
  readonly weight?: 'Bolder';
  readonly isSubtle?: boolean;
  readonly underline?: boolean;
  readonly fontType?: 'Monospace';
  readonly selectAction?: OpenUrl;
}

export interface RichTextBlock extends Placed {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
}

/** Only for headings whose text Markdown leaves alone: every other text is a RichTextBlock. */
export interface Heading extends Placed {
  readonly type: 'TextBlock';
  readonly style: 'heading';
  readonly text: string;
  readonly size: 'Default' | 'Medium';
  readonly weight: 'Bolder';
  readonly wrap: true;
}

export interface Column {
  readonly type: 'Column';
  readonly width: 'auto' | 'stretch' | `${number}px`;
  readonly items: readonly Element[];
}

export interface ColumnSet extends Placed {
  readonly type: 'ColumnSet';
  readonly columns: readonly Column[];
}

export interface Container extends Placed {
  readonly type: 'Container';
  readonly style?: 'emphasis' | 'warning';
  readonly items: readonly Element[];
}

/** What a pressed button sends back: `press` is checked by the engine, as it may come from anyone. */
export interface PressData {
  readonly press: Press;
}

export interface Submit {
  readonly type: 'Action.Submit';
  readonly title: string;
  readonly data: PressData;
  readonly mode?: 'secondary';
}

export interface Execute {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly tooltip?: string;
  readonly verb: typeof PRESS_VERB;
  readonly data: PressData;
  readonly mode?: 'secondary';
  /** For clients that do not know Action.Execute. */
  readonly fallback: Submit;
}

export interface ActionSet extends Placed {
  readonly type: 'ActionSet';
  readonly id: 'answers' | 'follow';
  readonly actions: readonly Execute[];
}

export type Element = RichTextBlock | Heading | ColumnSet | Container | ActionSet;

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly version: typeof CARD_LIMITS.version;
  readonly body: readonly Element[];
  /** Shown where the card cannot be. */
  readonly fallbackText: string;
  /** Read aloud. */
  readonly speak: string;
  readonly msteams: { readonly width: 'Full' };
}

export const CARD_CONTENT_TYPE = 'application/vnd.microsoft.card.adaptive';
export const PRESS_VERB = 'press';
