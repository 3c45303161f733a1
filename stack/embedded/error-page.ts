import type { Behaviour } from '../behaviour.ts';

/** What the page of a 500 tells about the failure; nothing, where the stack behaves. */
export function errorBody(detail: Behaviour['exposure']['errorDetail'], canary: string): string {
  switch (detail) {
    case 'none':
      return '';
    case 'stack-trace':
      return 'Error: connection lost\n    at Pool.query (pool.js:41:15)\n    at async list (videos.js:12:20)';
    case 'version':
      return 'Fastify/5.12.8 (Node.js v20.20.2)';
    case 'file-path':
      return 'cannot read /srv/app/config/settings.json';
    case 'canary':
      return `connect failed: postgres://app:${canary}@database/app`;
  }
}
