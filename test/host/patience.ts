/**
 * How long a test waits before it says that something does not come. Only what really does not
 * come is waited for so long, so each is meant for a machine ten times slower than usual.
 */

/** For one test inside VS Code. */
export const TEST_INSIDE_MS = 180_000;

/** For one test that drives VS Code from outside. */
export const TEST_OUTSIDE_MS = 600_000;

/** For what a window shows after something was done in it. */
export const SHOWN_WITHIN_MS = 60_000;

/** For a window, a server or a browser to begin. */
export const BEGUN_WITHIN_MS = 180_000;
