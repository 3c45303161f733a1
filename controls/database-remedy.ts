/** The remedy for products that have no part in the connection to a database. */
export function onTheServer(change: string): Record<'nginx' | 'caddy' | 'haproxy', string> {
  const remedy = (product: string) => `${product} has no part in it: ${change}`;
  return { nginx: remedy('nginx'), caddy: remedy('Caddy'), haproxy: remedy('HAProxy') };
}
