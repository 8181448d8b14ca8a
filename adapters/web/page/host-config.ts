/** How the adaptivecards library draws: the page's own colours and sizes, for a light and for a dark screen. */

interface Palette {
  readonly text: string;
  readonly subtle: string;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
  readonly line: string;
  readonly emphasisGround: string;
  readonly warningGround: string;
}

/** Every text colour has a contrast of at least 4.5 to 1 on each of the grounds. */
const LIGHT: Palette = {
  text: '#1b2428',
  subtle: '#55636a',
  accent: '#0f5f78',
  good: '#1c6b3a',
  warning: '#7a4b00',
  attention: '#9c1c1c',
  line: '#d3dbdf',
  emphasisGround: '#f1f5f6',
  warningGround: '#fff5e0',
};

const DARK: Palette = {
  text: '#e6ecee',
  subtle: '#a6b3b9',
  accent: '#6cc3dd',
  good: '#83d6a3',
  warning: '#ffcf80',
  attention: '#ffb4ac',
  line: '#313d43',
  emphasisGround: '#222c31',
  warningGround: '#3a2f1a',
};

const SIZES = { small: 13, default: 15, medium: 17, large: 20, extraLarge: 24 };
const MONOSPACE_SIZES = { small: 12, default: 13.5, medium: 15, large: 18, extraLarge: 22 };
const WEIGHTS = { lighter: 300, default: 400, bolder: 600 };

/** The host config of https://learn.microsoft.com/adaptive-cards/rendering-cards/host-config (read 2026-11-23); `quiet` without headlines. */
export function hostConfig(dark: boolean, quiet: boolean): object {
  const palette = dark ? DARK : LIGHT;
  const sizes = quiet ? { ...SIZES, medium: SIZES.default } : SIZES;
  const weights = quiet ? { ...WEIGHTS, bolder: WEIGHTS.default } : WEIGHTS;
  const fonts = getComputedStyle(document.documentElement);
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors: foreground(palette) });
  return {
    supportsInteractivity: true,
    fontTypes: {
      default: { fontFamily: fonts.getPropertyValue('--sans').trim(), fontSizes: sizes, fontWeights: weights },
      monospace: {
        fontFamily: fonts.getPropertyValue('--mono').trim(),
        fontSizes: MONOSPACE_SIZES,
        fontWeights: WEIGHTS,
      },
    },
    lineHeights: { small: 20, default: 23, medium: 25, large: 28, extraLarge: 32 },
    spacing: { small: 6, default: 10, medium: 16, large: 22, extraLarge: 30, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.line },
    textStyles: { heading: { weight: 'Bolder', size: 'Default' } },
    // The page has the headings of levels 1 and 2.
    textBlock: { headingLevel: 3 },
    containerStyles: {
      default: style('transparent'),
      emphasis: style(palette.emphasisGround),
      warning: style(palette.warningGround),
    },
    actions: {
      maxActions: 6,
      actionsOrientation: 'Horizontal',
      actionAlignment: 'Left',
      // The style sheet sets it, for rows that wrap too.
      buttonSpacing: 0,
      allowTitleToWrap: true,
      spacing: 'Default',
    },
  };
}

function foreground(palette: Palette): object {
  const colour = (name: 'text' | 'accent' | 'good' | 'warning' | 'attention') => ({
    default: palette[name],
    subtle: name === 'text' ? palette.subtle : palette[name],
  });
  return {
    default: colour('text'),
    accent: colour('accent'),
    good: colour('good'),
    warning: colour('warning'),
    attention: colour('attention'),
  };
}
