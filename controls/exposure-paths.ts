import type { Control } from './control.ts';

/** Paths that scanners ask for first: each group of the profile's list is one control. */
export const exposurePaths = {
  'EXP-ENV-01': {
    title: 'Environment files are not served',
    family: 'exposure',
    severity: 'critical',
    section: 'exposure.paths.environment',
    why: 'They hold the passwords of the database and the keys of every service that the application uses.',
    remedy: {
      nginx: 'location ~ /\\. { return 404; }, and a root that holds only what is meant to be served.',
      caddy: '@hidden path */.* */docker-compose.yml followed by respond @hidden 404.',
      haproxy: 'http-request deny deny_status 404 if { path,url_dec -m reg /\\.env }, in the frontend.',
      fastify: "@fastify/static with root set to the build's output folder, dotfiles: 'ignore'.",
      fastapi: 'Mount StaticFiles on a folder of its own, never on the project folder.',
    },
    references: ['ASVS v5.0.0-13.4.7', 'WSTG-CONF-04'],
  },
  'EXP-VCS-01': {
    title: 'Version control data is not served',
    family: 'exposure',
    severity: 'high',
    section: 'exposure.paths.versionControl',
    why: 'From a .git folder the whole source can be rebuilt, with every secret that was ever committed.',
    remedy: {
      nginx: 'location ~ /\\.(git|svn|hg) { return 404; }, and deploy an export instead of a clone.',
      caddy: '@vcs path */.git/* */.svn/* */.hg/* followed by respond @vcs 404; deploy an export.',
      haproxy: 'http-request deny deny_status 404 if { path,url_dec -m reg /\\.(git|svn|hg)(/|$) }.',
      fastify: "@fastify/static with dotfiles: 'ignore', and .git left out of the image by .dockerignore.",
      fastapi: 'Leave .git out of the image by .dockerignore, and mount StaticFiles on a folder of its own.',
    },
    references: ['ASVS v5.0.0-13.4.1', 'WSTG-CONF-04'],
  },
  'EXP-KEYS-01': {
    title: 'Private keys are not served',
    family: 'exposure',
    severity: 'critical',
    section: 'exposure.paths.keys',
    why: 'Whoever has the key can be the server: no browser sees a difference.',
    remedy: {
      nginx:
        'Keep keys in /etc/nginx/tls, outside every root and alias; location ~ \\.(key|pem)$ { return 404; }.',
      caddy: 'Keep keys outside the root of file_server, and add hide *.key *.pem to its block.',
      haproxy: 'http-request deny deny_status 404 if { path,url_dec -m end .key .pem id_rsa }.',
      fastify: 'Keep keys outside the root of @fastify/static, as mounted secrets.',
      fastapi: 'Keep keys outside the folder that StaticFiles serves, as mounted secrets.',
    },
    references: ['ASVS v5.0.0-13.4.7', 'WSTG-CONF-04'],
  },
  'EXP-BACKUP-01': {
    title: 'Backups and dumps are not served',
    family: 'exposure',
    severity: 'high',
    section: 'exposure.paths.backups',
    why: 'A dump is the database without its access control; a .bak file is source that the server shows as text.',
    remedy: {
      nginx: 'location ~* \\.(bak|old|orig|sql|zip|tar|gz)$ { return 404; }, and backups outside every root.',
      caddy:
        'Keep backups outside the root of file_server, and add hide *.bak *.old *.sql *.zip to its block.',
      haproxy: 'http-request deny deny_status 404 if { path,url_dec -m end .bak .old .sql .zip }.',
      fastify: '@fastify/static with an allowedPath function that lets only known extensions through.',
      fastapi: 'Build into a fresh folder and mount StaticFiles there; write backups elsewhere.',
    },
    references: ['ASVS v5.0.0-13.4.7', 'WSTG-CONF-04'],
  },
  'EXP-METRICS-01': {
    title: 'Metrics are not served to the public',
    family: 'exposure',
    severity: 'medium',
    section: 'exposure.paths.metrics',
    why: 'They tell versions, routes, customers and load, and when an attack begins to hurt.',
    remedy: {
      nginx: 'location = /metrics { allow 10.0.0.0/8; deny all; proxy_pass http://app; }.',
      caddy:
        'respond /metrics* 404 in the public site, and the route in a site that binds an internal address.',
      haproxy: 'http-request deny deny_status 404 if { path,url_dec -m beg /metrics } !{ src 10.0.0.0/8 }.',
      fastify: 'Serve them from a second Fastify instance that listens on an internal address.',
      fastapi:
        'prometheus_client.start_http_server(9000, addr="127.0.0.1") instead of app.mount("/metrics").',
    },
    references: ['ASVS v5.0.0-13.4.5'],
  },
  'EXP-STATUS-01': {
    title: 'Status and debugging pages are not served to the public',
    family: 'exposure',
    severity: 'medium',
    section: 'exposure.paths.status',
    why: "They show other users' requests, internal addresses and, with pprof, the memory of the process.",
    remedy: {
      nginx: 'location = /nginx_status { stub_status; allow 127.0.0.1; deny all; }.',
      caddy: 'Keep the admin endpoint on localhost:2019, and do not reverse_proxy to it.',
      haproxy: 'Put stats enable into a frontend that binds 127.0.0.1 only.',
      fastify: 'Register status routes on a second instance that listens on an internal address.',
      fastapi: 'Mount debugging routers on a second application that listens on an internal address.',
    },
    references: ['ASVS v5.0.0-13.4.2', 'ASVS v5.0.0-13.4.5', 'WSTG-CONF-05'],
  },
  'EXP-LISTING-01': {
    title: 'Directories show no listing',
    family: 'exposure',
    severity: 'medium',
    section: 'exposure.directories',
    why: 'A listing leads to every file that nothing links to.',
    remedy: {
      nginx: 'autoindex off; (the default) in every location.',
      caddy: 'file_server without browse.',
      haproxy: 'HAProxy serves no files: switch the listing off on the server behind it.',
      fastify: '@fastify/static with list: false (the default).',
      fastapi: 'StaticFiles makes no listings: remove the route or the server in front that does.',
    },
    references: ['ASVS v5.0.0-13.4.3', 'WSTG-CONF-04'],
  },
} as const satisfies Record<string, Control>;
