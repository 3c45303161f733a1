import type { Versioned } from './version.ts';

/** What the configurations under `stack/` are written for. */
export const NGINX = {
  name: 'nginx',
  binary: '/usr/sbin/nginx',
  package: 'nginx-light',
  version: { args: ['-v'], says: /nginx\/(\d+[.\d]*)/, from: '1.22' },
} as const satisfies Versioned;

export const HAPROXY = {
  name: 'HAProxy',
  binary: '/usr/sbin/haproxy',
  package: 'haproxy',
  version: { args: ['-v'], says: /^HA-?Proxy version (\d+[.\d]*)/, from: '2.6' },
} as const satisfies Versioned;

export const CADDY = {
  name: 'Caddy',
  binary: '/usr/bin/caddy',
  package: 'caddy',
  version: { args: ['version'], says: /^v?(\d+[.\d]*)/, from: '2.6', below: '3' },
} as const satisfies Versioned;
