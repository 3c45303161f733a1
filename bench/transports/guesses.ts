/** From the least to the most. */
export type Range = readonly [low: number, high: number];

/** What a document said of a way without measuring it, against plain HTTP. */
export interface Guess {
  /** Milliseconds more. */
  readonly latency: Range;
  /** Shares of what plain HTTP does. */
  readonly throughput: Range;
  readonly cpu: Range;
}

/** The table "Performance Comparison" of the notes on how to secure an internal connection, by way. */
export const GUESSES: Readonly<Record<string, Guess>> = {
  TLS: { latency: [0.5, 1], throughput: [0.85, 0.95], cpu: [1.05, 1.1] },
  'Unix socket': { latency: [-0.2, -0.2], throughput: [1.05, 1.1], cpu: [0.95, 0.95] },
  'SSH tunnel': { latency: [1, 2], throughput: [0.7, 0.85], cpu: [1.1, 1.15] },
  WireGuard: { latency: [0.3, 0.3], throughput: [0.95, 0.98], cpu: [1.02, 1.05] },
};
