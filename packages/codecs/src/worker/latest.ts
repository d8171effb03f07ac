/** One call of a session. */
export interface Turn {
  /** Whether it can be ended when it has begun. */
  readonly endable: boolean;
  begin(): void;
  /** A later call has taken its place: nobody needs its result. */
  overtaken(): void;
}

/** Calls of which only the latest counts: one is at work, and one waits at most. */
export interface Latest {
  /** A call comes. It takes the place of the one that waits, and of the one at work if that can be ended. */
  add(turn: Turn): void;
  /** A call is over, or nobody wants it any more. */
  remove(turn: Turn): void;
}

export function createLatest(): Latest {
  let current: Turn | undefined;
  let waiting: Turn | undefined;

  const begin = (turn: Turn | undefined) => {
    current = turn;
    waiting = undefined;
    turn?.begin();
  };
  return {
    add(turn) {
      waiting?.overtaken();
      waiting = turn;
      if (current && !current.endable) return;
      const ended = current;
      ended?.overtaken();
      begin(turn);
    },
    remove(turn) {
      if (turn === waiting) waiting = undefined;
      if (turn === current) begin(waiting);
    },
  };
}
