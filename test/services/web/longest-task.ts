import type { Browser, Page } from 'playwright-core'

interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** Microseconds that it took of a processor; `dur`, those of the clock, grow on a busy machine. */
  tdur?: number
  args: { name?: string }
}

/** Milliseconds of the page's longest task while something is done, waits for a processor left out. */
export async function longestTask(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<number> {
  const categories = ['disabled-by-default-devtools.timeline', '__metadata']
  await browser.startTracing(page, { categories })
  await act()
  const trace = (await browser.stopTracing()).toString()
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(trace)
  const placeOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(placeOf),
  )
  const tasks = traceEvents.filter(
    (event) => event.name.endsWith('RunTask') && mains.has(placeOf(event)),
  )
  if (tasks.length === 0) throw new Error('This browser tells nothing of its tasks.')
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000
}
