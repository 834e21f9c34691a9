/**
 * How long this thread has worked, in ms. What other processes do does not add to it, so that a test
 * may say how much something may cost on a machine that is busy.
 */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
