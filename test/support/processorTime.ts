/** What this process has had of the processors, in milliseconds: other programs do not add to it. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
