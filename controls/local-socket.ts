import type { Control } from './control.ts';

/** A Unix domain socket between two services of one machine, where the kernel decides who may speak to whom. */
export const localSocket = {
  'SOCKET-MODE-01': {
    title: "The socket's file has no more permissions than declared",
    family: 'local-socket',
    severity: 'high',
    section: 'localSocket.mode',
    why: 'The mode of the file is all the authentication that there is: with 0666 every process of the machine is a trusted client.',
    remedy: {
      nginx:
        'nginx makes the sockets that it listens on with mode 0666: put them into a folder of mode 0700. One that it connects to is made by the service.',
      caddy:
        'bind unix//run/app/service.sock|0600 where Caddy listens; one that it connects to is made by the service.',
      haproxy:
        'bind /run/app/service.sock user app mode 600 where HAProxy listens; one that it connects to is made by the service.',
      fastify: 'process.umask(0o177) before listen({ path }), without readableAll and writableAll.',
      fastapi:
        'gunicorn --umask 0o177 --bind unix:/run/app/service.sock; uvicorn --uds alone gives it mode 0666.',
    },
    references: ['unix(7), Pathname socket ownership and permissions', 'CWE-732', 'ASVS v5.0.0-13.2.1'],
  },
  'SOCKET-ACCESS-01': {
    title: 'The kernel refuses other users at the socket',
    family: 'local-socket',
    severity: 'critical',
    section: ['localSocket.mode', 'localSocket.route'],
    why: 'Any process of the machine, however it got there, could do what the one trusted client does.',
    remedy: {
      nginx: 'The user of nginx (user …;) owns the socket, with mode 0600, or shares its group, with 0660.',
      caddy:
        'The user of Caddy (User= of its unit) owns the socket, with mode 0600, or shares its group, with 0660.',
      haproxy:
        'The user of HAProxy (user … in global) owns the socket, with mode 0600, or shares its group, with 0660.',
      fastify: 'User= of the unit is the owner, and process.umask(0o177) precedes listen({ path }).',
      fastapi: 'User= of the unit is the owner, and --umask 0o177 of gunicorn makes the socket 0600.',
    },
    references: [
      'unix(7), Pathname socket ownership and permissions',
      'connect(2), EACCES',
      'CWE-284',
      'ASVS v5.0.0-13.2.1',
    ],
  },
  'SOCKET-FOLDER-01': {
    title: "Nobody else can put another socket in the socket's place",
    family: 'local-socket',
    severity: 'high',
    section: 'localSocket.protectedFolder',
    why: 'Who may write to the folder removes the socket, listens in its place, and gets every request that was meant for the service.',
    remedy: {
      nginx: "The upstream's socket in a folder of its own below /run, of mode 0755 or less; never in /tmp.",
      caddy: "The upstream's socket in a folder of its own below /run, of mode 0755 or less; never in /tmp.",
      haproxy: "The server's socket in a folder of its own below /run, of mode 0755 or less; never in /tmp.",
      fastify: 'RuntimeDirectory=app and RuntimeDirectoryMode=0755 in the unit, and listen({ path }) there.',
      fastapi: 'RuntimeDirectory=app and RuntimeDirectoryMode=0755 in the unit, and --bind unix: there.',
    },
    references: ['unlink(2), EACCES and EPERM', 'CWE-379', 'ASVS v5.0.0-13.2.2'],
  },
  'SOCKET-TCP-01': {
    title: 'The service behind the socket listens on no TCP port',
    family: 'local-socket',
    severity: 'high',
    section: 'localSocket.alone',
    why: 'A port, of loopback too, has no owner and no mode: every process of the machine goes round the socket.',
    remedy: {
      nginx:
        'nginx has no part in it: the service is started with its socket alone; proxy_pass http://unix:/run/app/service.sock;',
      caddy:
        'Caddy has no part in it: the service is started with its socket alone; reverse_proxy unix//run/app/service.sock.',
      haproxy:
        'HAProxy has no part in it: the service is started with its socket alone; server app unix@/run/app/service.sock.',
      fastify: 'One listen({ path }), and none with a port.',
      fastapi: 'One --bind unix:/run/app/service.sock of gunicorn, and none with a port.',
    },
    references: ['unix(7)', 'CWE-668', 'ASVS v5.0.0-13.2.1'],
  },
} as const satisfies Record<string, Control>;
