import { internalService } from './internal.ts';

/**
 * The services server behind a Unix domain socket, as a process of its own: path and mode of the socket, and a TCP
 * port where it listens on one besides, which it should not.
 */
const [path = '', mode = '', port] = process.argv.slice(2);

// What is made from now on never has more permissions, not even for a moment, as it would with chmod afterwards.
process.umask(0o777 & ~parseInt(mode, 8));
await internalService().listen({ path });
if (port !== undefined) await internalService().listen({ host: '127.0.0.1', port: Number(port) });
