/** Colours of a picture, in light and dark; without custom properties, which not all readers of SVG know. */

interface Palette {
  readonly paper: string;
  readonly ink: string;
  /** Of the frame and its ticks. */
  readonly frame: string;
  /** Of the lines through the origin. */
  readonly zero: string;
  readonly positive: string;
  readonly negative: string;
  readonly limit: string;
  readonly reference: string;
  readonly marked: string;
  /** Of sectors: the separable region, a region W_J, nothing active. */
  readonly separable: string;
  readonly part: string;
  readonly dead: string;
  /** Of the neurons' paths, in turn. */
  readonly neurons: readonly string[];
}

const LIGHT: Palette = {
  paper: '#ffffff',
  ink: '#1c1c1c',
  frame: '#a8a8a8',
  zero: '#e6e6e6',
  positive: '#1f6fb4',
  negative: '#c8442b',
  limit: '#2e8540',
  reference: '#8a6d00',
  marked: '#c2185b',
  separable: '#e2f3e5',
  part: '#fdf3d8',
  dead: '#f0f0f2',
  neurons: ['#333333', '#6a3d9a', '#0f7c86', '#9a6a00'],
};

const DARK: Palette = {
  paper: '#16181c',
  ink: '#e6e6e6',
  frame: '#70757e',
  zero: '#33373e',
  positive: '#6cb4f0',
  negative: '#ff8a70',
  limit: '#63c97c',
  reference: '#e0b04c',
  marked: '#ff7eb0',
  separable: '#1c3323',
  part: '#332d1b',
  dead: '#25282d',
  neurons: ['#cfcfcf', '#c39be8', '#58c4cf', '#e0b04c'],
};

/** Paths beyond this many take their colours again from the first. */
export const NEURON_STYLES = LIGHT.neurons.length;

const SHAPES = `
.claimcheck-picture text { font: 13px sans-serif; }
.claimcheck-picture .small { font-size: 12px; }
.claimcheck-picture .heading { font-weight: bold; }
.claimcheck-picture .name { paint-order: stroke; stroke-width: 3px; stroke-linejoin: round; }
.claimcheck-picture .frame, .claimcheck-picture .path, .claimcheck-picture .iterate, .claimcheck-picture .landscape { fill: none; }
.claimcheck-picture .iterate { stroke-width: 3.4px; stroke-linecap: round; }
.claimcheck-picture .kink { stroke-width: 1.6px; stroke-dasharray: 2 5; }
.claimcheck-picture .kink.negative { stroke-dashoffset: 3.5px; }
.claimcheck-picture .lead { stroke-width: 0.7px; }
.claimcheck-picture .start { stroke-width: 1.5px; }
.claimcheck-picture .ray { stroke-width: 2px; }
.claimcheck-picture .ray.reference line { stroke-dasharray: 7 5; }
.claimcheck-picture .marked { fill: none; stroke-width: 2px; }
.claimcheck-picture .curve { fill: none; stroke-width: 1.6px; }
.claimcheck-picture polygon { stroke: none; }
`;

function colours({
  paper,
  ink,
  frame,
  zero,
  positive,
  negative,
  limit,
  reference,
  marked,
  separable,
  part,
  dead,
  neurons,
}: Palette): string {
  return `
.claimcheck-picture .paper, .claimcheck-picture .start { fill: ${paper}; }
.claimcheck-picture text { fill: ${ink}; }
.claimcheck-picture .name { stroke: ${paper}; }
.claimcheck-picture .frame, .claimcheck-picture .tick { stroke: ${frame}; }
.claimcheck-picture .zero { stroke: ${zero}; }
.claimcheck-picture .kink.either, .claimcheck-picture .lead { stroke: ${ink}; }
.claimcheck-picture .landscape { stroke: ${reference}; }
.claimcheck-picture .kink.positive { stroke: ${positive}; }
.claimcheck-picture .kink.negative { stroke: ${negative}; }
.claimcheck-picture .sample { stroke: ${paper}; }
.claimcheck-picture .sample.positive { fill: ${positive}; }
.claimcheck-picture .sample.negative { fill: ${negative}; }
.claimcheck-picture .ray.limit { stroke: ${limit}; fill: ${limit}; }
.claimcheck-picture .ray.reference { stroke: ${reference}; fill: ${reference}; }
.claimcheck-picture .marked { stroke: ${marked}; }
.claimcheck-picture .cell.separable { fill: ${separable}; }
.claimcheck-picture .cell.part { fill: ${part}; }
.claimcheck-picture .cell.dead { fill: ${dead}; }
${neurons
  .map((colour, neuron) => {
    const of = `.claimcheck-picture .neuron-${neuron}`;
    return `${of}.path, ${of}.start, ${of}.iterate, ${of}.curve { stroke: ${colour}; }`;
  })
  .join('\n')}
`;
}

/** The style sheet of a picture; its rules hold for pictures alone, should one stand in a page. */
export const STYLE = `${SHAPES}${colours(LIGHT)}@media (prefers-color-scheme: dark) {${colours(DARK)}}\n`;
