/** A way to write a path that some applications take for the path itself. */
export type PathVariant =
  'case' | 'trailing-slash' | 'doubled-slash' | 'encoding' | 'dot-segment' | 'matrix-parameter' | 'query';

/** A way to ask for another method than that of the request line; `head`: HEAD stands for GET. */
export type MethodOverride = 'x-http-method-override' | 'x-method-override' | '_method' | 'head';

/** Whose budget a request spends, and for what. */
export interface ClientIdentityBehaviour {
  /** Request fields that the limiter takes the client's address from, by lower-case name; the first that is there. */
  readonly believedFields: readonly string[];
  /** Which of several addresses in such a field. */
  readonly believedElement: 'first' | 'last';
  /** What the application takes for a route, and the limiter does not. */
  readonly uncountedPaths: readonly PathVariant[];
  /** How the application lets a client choose another method, which the limiter does not know. */
  readonly uncountedMethods: readonly MethodOverride[];
}

/** A limiter that goes by the address of the connection, and by what the application makes of a request. */
export function clientIdentityFor(): ClientIdentityBehaviour {
  return { believedFields: [], believedElement: 'first', uncountedPaths: [], uncountedMethods: [] };
}
