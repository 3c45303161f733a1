import { control, expect, test } from '../../fixtures/index.ts';

test.describe('The local socket', () => {
  // unix(7), "Pathname socket ownership and permissions": connecting takes write permission on the socket.
  test('has the mode that is asked for', control('SOCKET-MODE-01'), async ({ localSocket, required }) => {
    expect(await localSocket.file()).toGrantNoMoreThan(required('localSocket.mode'));
  });

  // connect(2): EACCES where the caller has no write permission, or none to search a folder on the way.
  test('is closed to other users', control('SOCKET-ACCESS-01'), async ({ localSocket, required }) => {
    const strangers = await localSocket.strangers(required('localSocket.route'));
    expect(strangers).toBeRefusedUnlessIn(required('localSocket.mode'));
  });

  // unlink(2): who may write to a folder may replace what is in it.
  test('cannot be replaced', control('SOCKET-FOLDER-01'), async ({ localSocket }) => {
    expect(await localSocket.file()).toBeInProtectedFolders();
  });

  // A TCP port has no owner: every process of the machine may connect.
  test('is the only way to the service', control('SOCKET-TCP-01'), async ({ localSocket }) => {
    expect(await localSocket.server()).toServeNothingElse();
  });
});
