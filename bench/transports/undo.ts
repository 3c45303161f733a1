const undone: (() => void | Promise<void>)[] = [];

/** Keeps what takes something back; the last is taken back first. */
export function undoLater(undo: () => void | Promise<void>): void {
  undone.push(undo);
}

/** Takes everything back, whatever fails on the way. */
export async function undoAll(): Promise<void> {
  for (let undo = undone.pop(); undo; undo = undone.pop()) {
    try {
      await undo();
    } catch (problem) {
      process.stderr.write(`${String(problem)}\n`);
    }
  }
}
