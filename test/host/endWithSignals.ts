/**
 * Lets a signal end this process like any other end, so that what it started is ended too. Programs
 * in groups of their own do not see the Ctrl+C that a terminal sends.
 */
export function endWithSignals(): void {
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.once(signal, () => process.exit(128 + number));
  }
}
