import type { Interval } from '../../fixtures/binomial.ts';
import type { Figures } from './figures.ts';
import { GUESSES, type Guess, type Range } from './guesses.ts';

interface Panel {
  readonly title: string;
  readonly neutral: number;
  readonly measured: (figures: Figures) => Interval;
  readonly guessed: (guess: Guess) => Range;
  readonly show: (value: number) => string;
}

const PANELS: readonly Panel[] = [
  {
    title: 'Latency p50, ms more',
    neutral: 0,
    measured: ({ relative }) => relative.p50,
    guessed: ({ latency }) => latency,
    show: (value) => `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(Math.abs(value) < 0.1 ? 3 : 2)}`,
  },
  {
    title: 'Throughput, % of plain',
    neutral: 1,
    measured: ({ relative }) => relative.throughput,
    guessed: ({ throughput }) => throughput,
    show: (value) => (value * 100).toFixed(0),
  },
  {
    title: 'CPU a request, % of plain',
    neutral: 1,
    measured: ({ relative }) => relative.cpu,
    guessed: ({ cpu }) => cpu,
    show: (value) => (value * 100).toFixed(0),
  },
];

const [LEFT, PANEL, GAP, TOP, ROW] = [110, 240, 30, 70, 54];

/**
 * What was guessed and what was measured, side by side. Black on white: a filled bar with its interval is measured, a
 * hatched one guessed.
 */
export function chart(measured: readonly Figures[]): string {
  const ways = measured.slice(1);
  const height = TOP + ways.length * ROW + 50;
  const width = LEFT + PANELS.length * (PANEL + GAP);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="12" fill="black">`,
    '<title id="title">Transports against plain HTTP, guessed and measured</title>',
    `<desc id="desc">${ways.map(described).join(' ')}</desc>`,
    '<defs><pattern id="guess" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V5" stroke="black" stroke-width="1.5"/></pattern></defs>',
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...ways.map(({ name }, row) => text(LEFT - 12, TOP + row * ROW + 30, name, 'text-anchor="end"')),
    ...PANELS.flatMap((panel, index) => drawn(panel, ways, LEFT + index * (PANEL + GAP))),
    `<g transform="translate(${LEFT} ${height - 24})"><rect width="22" height="10" fill="#aaa" stroke="black"/>${text(28, 10, 'measured, with its interval')}<rect x="210" width="22" height="10" fill="url(#guess)" stroke="black"/>${text(238, 10, 'guessed')}</g>`,
    '</svg>',
    '',
  ].join('\n');
}

function drawn(panel: Panel, ways: readonly Figures[], left: number): string[] {
  const { neutral, measured, guessed, show, title } = panel;
  const values = ways.flatMap((way) => {
    const { value, low, high } = measured(way);
    const guess = GUESSES[way.name];
    return [neutral, value, low, high, ...(guess ? guessed(guess) : [])];
  });
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // Room for the figure behind the longest bar.
  const x = (value: number) => left + 6 + ((value - least) / (most - least)) * (PANEL - 60);
  const bottom = TOP + ways.length * ROW;
  return [
    text(left, TOP - 18, title, 'font-weight="bold"'),
    `<path d="M${px(x(neutral))} ${TOP - 8}V${bottom}" stroke="black"/>`,
    text(x(neutral), bottom + 14, neutral === 0 ? '0' : show(neutral), 'text-anchor="middle"'),
    ...ways.flatMap((way, row) => {
      const y = TOP + row * ROW;
      const interval = measured(way);
      const guess = GUESSES[way.name];
      return [
        bar(x(neutral), x(interval.value), y + 8, 'fill="#aaa" stroke="black"'),
        `<path d="M${px(x(interval.low))} ${y + 15}H${px(x(interval.high))}M${px(x(interval.low))} ${y + 11}v8M${px(x(interval.high))} ${y + 11}v8" stroke="black" stroke-width="1.5"/>`,
        text(Math.max(x(interval.high), x(neutral)) + 5, y + 19, show(interval.value)),
        ...(guess ? guessBar(panel, guessed(guess), { x, y }) : []),
      ];
    }),
  ];
}

function guessBar(
  { neutral, show }: Panel,
  [low, high]: Range,
  { x, y }: { readonly x: (value: number) => number; readonly y: number },
): string[] {
  const far = Math.abs(high - neutral) > Math.abs(low - neutral) ? high : low;
  const label = low === high ? show(low) : `${show(low)}–${show(high)}`;
  return [
    bar(x(neutral), x(far), y + 26, 'fill="url(#guess)" stroke="black"'),
    text(Math.max(x(far), x(neutral)) + 5, y + 37, label),
  ];
}

function bar(from: number, to: number, y: number, look: string): string {
  return `<rect x="${px(Math.min(from, to))}" y="${y}" width="${px(Math.max(1, Math.abs(to - from)))}" height="14" ${look}/>`;
}

function text(x: number, y: number, content: string, more = ''): string {
  return `<text x="${px(x)}" y="${y}" ${more}>${content}</text>`;
}

function px(value: number): string {
  return value.toFixed(1);
}

function described(figures: Figures): string {
  const guess = GUESSES[figures.name];
  const parts = PANELS.map(({ title, measured, guessed, show }) => {
    const guesses = guess ? `, guessed ${guessed(guess).map(show).join(' to ')}` : '';
    return `${title}: measured ${show(measured(figures).value)}${guesses}`;
  });
  return `${figures.name}. ${parts.join('; ')}.`;
}
