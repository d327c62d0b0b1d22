/**
 * A hidden window lets go of its stream after this long: over HTTP/1.1 a browser opens only six connections
 * to one server, for all its windows together. It catches up when it is looked at again.
 */
const HIDDEN_MILLISECONDS = 30_000;

/** After the browser has given up on a stream, which it does when a request is refused. */
const RETRY_MILLISECONDS = 2_000;

/** One stream at most, as long as somebody looks. */
export interface SingleStream {
  shown(): void;
  hidden(): void;
  end(): void;
}

/** @param open begins a stream, tells when it was given up, and returns how to end it */
export function createSingleStream(open: (onGivenUp: () => void) => () => void): SingleStream {
  let end: (() => void) | undefined;
  let retrying: ReturnType<typeof setTimeout> | undefined;
  let closing: ReturnType<typeof setTimeout> | undefined;

  /** Whoever begins one ends what was there, or was to come. */
  function begin(): void {
    close();
    end = open(() => {
      end = undefined;
      retrying = setTimeout(begin, RETRY_MILLISECONDS);
    });
  }

  function close(): void {
    clearTimeout(retrying);
    end?.();
    end = undefined;
  }

  return {
    shown() {
      clearTimeout(closing);
      if (!end) begin();
    },
    hidden() {
      clearTimeout(closing);
      closing = setTimeout(close, HIDDEN_MILLISECONDS);
    },
    end() {
      clearTimeout(closing);
      close();
    },
  };
}
