/** Where a redirect of the TLS entry leads: a path on itself, or on the plain-http entry. */
interface OnwardHop {
  readonly to: 'https' | 'http';
  readonly path: string;
}

/** Redirects that the TLS entry makes itself, by the path that is asked for. */
export type OnwardBehaviour = Readonly<Record<string, OnwardHop>>;

/** None: every path is reached with the first redirect. */
export function onwardFor(): OnwardBehaviour {
  return {};
}
