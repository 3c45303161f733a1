// The embedded stack's process. It lives as long as the channel to its parent does.
import type { Order, Report } from './message.ts';
import { openStack, type RunningStack } from './running.ts';

// However the parent ends, SIGKILL included, its end of the channel closes.
process.on('disconnect', () => {
  process.exit(0);
});

// Ctrl-C reaches every process of the terminal, and checks that are under way still need their target.
process.on('SIGINT', () => undefined);

let running: RunningStack | undefined;

process.on('message', (order: Order) => {
  obey(order).then(report, (problem: unknown) => {
    report({
      kind: 'failed',
      message: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem),
    });
  });
});

async function obey(order: Order): Promise<Report> {
  if (order.kind === 'advance') {
    running?.clock.advance(order.seconds);
    return { kind: 'advanced' };
  }
  if (order.kind === 'open-twin') {
    if (!running) throw new Error('there is no stack that could have a twin');
    return { kind: 'twin-listening', port: await running.openTwin(order.twin) };
  }
  await running?.close();
  running = undefined;
  running = await openStack(order.behaviour, order.canary);
  const { ports, ca, addresses, clients } = running;
  return { kind: 'listening', ...ports, ca, addresses, ...(clients && { clients }) };
}

function report(message: Report): void {
  process.send?.(message);
}
