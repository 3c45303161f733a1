import type { ControlId } from '../../controls/index.ts';
import type { SocketSettings } from '../../stack/native/internal-socket.ts';

/** A mistake in how a service has its socket, and the controls that must tell of it. */
interface SocketMistake {
  readonly mistake: string;
  readonly settings: SocketSettings;
  readonly fails: readonly ControlId[];
}

/** The mistakes that prove the controls of local-socket able to fail, as the embedded stack has no socket. */
export const SOCKET_MISTAKES: readonly SocketMistake[] = [
  {
    mistake: 'mode 0666',
    settings: { mode: '0666' },
    fails: ['SOCKET-ACCESS-01', 'SOCKET-MODE-01'],
  },
  {
    mistake: 'mode 0660, and so everybody else in the group of nobody',
    settings: { mode: '0660' },
    fails: ['SOCKET-ACCESS-01', 'SOCKET-MODE-01'],
  },
  {
    // The folder keeps others out, until somebody opens it.
    mistake: 'mode 0666 in a folder of mode 0700',
    settings: { mode: '0666', folderMode: 0o700 },
    fails: ['SOCKET-MODE-01'],
  },
  {
    mistake: 'a folder of mode 0777',
    settings: { folderMode: 0o777 },
    fails: ['SOCKET-FOLDER-01'],
  },
  {
    mistake: 'a TCP port beside the socket',
    settings: { port: true },
    fails: ['SOCKET-TCP-01'],
  },
];
