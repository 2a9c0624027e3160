/**
 * How long nothing may be heard of a run before it is ended. Longer than any single test may take,
 * and than any single step of an install takes on a machine ten times slower than usual.
 */
export const SILENCE_MS = 20 * 60_000;

/** What a watch on silence is told. */
export interface SilenceOptions {
  /** What is watched, for the message: `the suites in VS Code`. */
  readonly of: string;
  readonly silenceMs?: number | undefined;
  /** Asked now and then: whatever differs from the answer before is a sign of life. */
  readonly look?: (() => string | undefined) | undefined;
  /** Called once, with a sentence that names the last sign of life. */
  readonly onSilence: (message: string) => void;
}

/** A watch that was set. */
export interface SilenceWatch {
  /** Something was heard: the silence begins anew. */
  readonly heard: (sign: string) => void;
  /** Ends the watch; `onSilence` is not called any more. */
  readonly stop: () => void;
}

const LOOKS = 20;

/**
 * Watches something that may take as long as it likes and may not be silent for long. Silence is
 * counted in looks, not by the clock: neither a machine that slept nor a process that got no turn
 * ends a run.
 */
export function watchSilence(options: SilenceOptions): SilenceWatch {
  const silenceMs = options.silenceMs ?? SILENCE_MS;
  let last: string | undefined;
  let seen = options.look?.();
  let silentLooks = 0;
  const heard = (sign: string) => {
    last = sign.trim().split('\n').at(-1);
    silentLooks = 0;
  };
  const timer = setInterval(() => {
    const now = options.look?.();
    if (now !== undefined && now !== seen) heard(now);
    seen = now;
    silentLooks += 1;
    if (silentLooks <= LOOKS) return;
    clearInterval(timer);
    options.onSilence(
      `Nothing was heard of ${options.of} for ${silenceMs / 1000} s. ` +
        (last === undefined ? 'There was no sign of life.' : `The last sign of life: ${last}`),
    );
  }, silenceMs / LOOKS);
  return {
    heard,
    stop: () => {
      clearInterval(timer);
    },
  };
}

/**
 * Waits for `work`, which is given the function that takes its signs of life. Throws an Error that
 * names the last of them when none comes for long.
 */
export async function whileHeard<T>(
  options: Omit<SilenceOptions, 'onSilence'>,
  work: (heard: (sign: string) => void) => PromiseLike<T>,
): Promise<T> {
  let watch: SilenceWatch | undefined;
  const silent = new Promise<never>((_resolve, reject) => {
    watch = watchSilence({
      ...options,
      onSilence: message => {
        reject(new Error(message));
      },
    });
  });
  try {
    return await Promise.race([work(sign => watch?.heard(sign)), silent]);
  } finally {
    watch?.stop();
  }
}
