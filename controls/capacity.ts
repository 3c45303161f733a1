import type { Control } from './control.ts';

/** What the target still does under the load that it was built for. */
export const capacity = {
  'CAP-THROUGHPUT-01': {
    title: 'The target answers as many requests a second as it has to',
    family: 'capacity',
    severity: 'medium',
    section: 'capacity.throughput',
    why: 'A stack that saturates below its expected load is taken down by its own users, or by anyone with one machine.',
    remedy: {
      nginx:
        'worker_processes auto; worker_connections 4096; and in upstream keepalive 32; so that connections are used again.',
      caddy:
        'reverse_proxy { transport http { keepalive_idle_conns_per_host 32 } } and more than one upstream.',
      haproxy: 'http-reuse safe; raise maxconn of frontend and server, and look for a queue in show stat.',
      fastify:
        'Run one process per core behind the proxy; set disableRequestLogging where logs go to a slow disk.',
      fastapi: 'uvicorn --workers with one per core; call what blocks with run_in_threadpool().',
    },
    references: ['ASVS v5.0.0-15.2.2', 'CWE-400'],
  },
  'CAP-ERRORS-01': {
    title: 'Under load hardly a request fails',
    family: 'capacity',
    severity: 'medium',
    section: 'capacity.errorRate',
    why: 'Errors under an expected load are an outage for some, and hide those that an attacker causes.',
    remedy: {
      nginx:
        'Read the error log for "worker_connections are not enough" and upstream timeouts; raise worker_rlimit_nofile.',
      caddy:
        'Read the error log for dial and timeout errors of reverse_proxy; add lb_try_duration 2s and a second upstream.',
      haproxy:
        'option redispatch, retries 3, and a timeout queue above the longest wait that show stat reports.',
      fastify:
        'Return the cause of each 5xx to its handler: exhausted database pools first (max of the pool).',
      fastapi:
        'Raise pool_size and max_overflow of the engine, and --limit-concurrency of uvicorn where it answers 503.',
    },
    references: ['ASVS v5.0.0-15.2.2', 'CWE-400'],
  },
  'CAP-P95-01': {
    title: 'Under load 95 % of the answers come in time',
    family: 'capacity',
    severity: 'medium',
    section: 'capacity.p95Milliseconds',
    why: 'Answers that take long hold connections and memory, so a small excess of load grows into an outage.',
    remedy: {
      nginx:
        'Log $request_time and $upstream_response_time, and cure whichever is long; ssl_session_cache shared:SSL:10m;.',
      caddy:
        'Compare duration in the access log with that of the application; switch on keepalive to the upstream.',
      haproxy: 'Compare %Tw, %Tc and %Tr in the log: a queue, a slow connect, a slow application.',
      fastify: 'Look for blocked event loops with node --cpu-prof; move synchronous work to a worker thread.',
      fastapi: 'Look for blocking calls in async def routes with py-spy, and make them def or async.',
    },
    references: ['ASVS v5.0.0-15.2.2', 'CWE-400'],
  },
  'CAP-P99-01': {
    title: 'Under load 99 % of the answers come in time',
    family: 'capacity',
    severity: 'low',
    section: 'capacity.p99Milliseconds',
    why: 'One answer in a hundred is on every other page of fifty parts: a slow tail is what most users meet.',
    remedy: {
      nginx:
        'Look in $upstream_response_time for the slow one in a hundred; proxy_next_upstream_timeout bounds it.',
      caddy:
        'Bound it with transport http { response_header_timeout 2s }, and find it in the access log by duration.',
      haproxy: 'Bound it with timeout server, and find it in the log by %Tr.',
      fastify:
        'Trace garbage collection (node --trace-gc) and slow queries; bound the handler with a timeout.',
      fastapi:
        'Trace slow queries and garbage collection (gc.freeze() after start); bound calls with asyncio.timeout().',
    },
    references: ['ASVS v5.0.0-15.2.2', 'CWE-400'],
  },
} as const satisfies Record<string, Control>;
