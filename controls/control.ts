export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** Server products for which a control carries a remedy. */
export type Product = 'nginx' | 'caddy' | 'haproxy' | 'fastify' | 'fastapi';

/** One requirement, declared once. Specs, mutants and reports all read it from the catalogue. */
export interface Control {
  /** Indicative sentence that says what holds when the control passes. */
  readonly title: string;
  /** Group under which the summary and the reports show the control. */
  readonly family: string;
  readonly severity: Severity;
  /**
   * Dotted path of the profile entry that makes the control applicable, e.g. `headers.hsts.maxAge`; `*` is any
   * entry of a map. Of several, all have to be there.
   */
  readonly section: string | readonly [string, string, ...string[]];
  /** What an attacker gains, or a user loses, where the control does not hold. */
  readonly why: string;
  /** What to change, one line per product. */
  readonly remedy: Readonly<Record<Product, string>>;
  /** Where the requirement is written down: RFC section, OWASP ASVS id, guideline. */
  readonly references: readonly [string, ...string[]];
}
