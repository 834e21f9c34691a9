import type { Rate, Report } from './figures.ts'

/** `82.1 % (79.0 to 84.9), 420 of 512` */
export function shown({ right, of, from, to }: Rate): string {
  if (of === 0) return 'none asked'
  return `${percent(right / of)} % (${percent(from)} to ${percent(to)}), ${right} of ${of}`
}

const percent = (part: number) => (part * 100).toFixed(1)

/** The report for people. Intervals are Clopper and Pearson's, of 95 %. */
export function markdown(report: Report): string {
  const { attempts, planned, ended, list } = report
  return [
    `# ${report.model}${report.modelId === report.model ? '' : ` (${report.modelId})`} on the sample company`,
    '',
    `${report.date}, commit ${report.commit}, task version ${report.taskVersion}, seeds ${report.seeds.join(', ')}, ${report.phrasings} phrasings, ${report.repeats} ${report.repeats === 1 ? 'time' : 'times'} each.`,
    attempts === planned
      ? `All ${planned} attempts were made.`
      : `**${attempts} of ${planned} attempts were made: ${ended}.** What follows is of these alone.`,
    '',
    '| | |',
    '|---|---|',
    `| answers with an invention | ${shown(report.inventing)} |`,
    `| right (pass@1) | ${shown(report.right)} |`,
    `| right each of ${report.repeats} (pass^${report.repeats}) | ${shown(report.rightEachTime)} |`,
    `| tasks right in all phrasings | ${shown(report.rightInAllPhrasings)} |`,
    ...Object.entries(report.bySeed).map(
      ([seed, rate]) => `| right, seed ${seed} | ${shown(rate)} |`,
    ),
    `| tokens in, out, from cache | ${report.tokens.input.toLocaleString('en')}, ${report.tokens.output.toLocaleString('en')}, ${report.tokens.cached.toLocaleString('en')} |`,
    `| cost | ${report.usd === undefined ? 'unknown: no price of this model is known' : `$${report.usd.toFixed(4)} in all, $${(report.usd / Math.max(1, attempts)).toFixed(5)} a question`} |`,
    `| first text, P50 and P95 | ${report.firstTextMs.p50} ms, ${report.firstTextMs.p95} ms |`,
    `| whole answer, P50 and P95 | ${report.wholeMs.p50} ms, ${report.wholeMs.p95} ms |`,
    `| tool calls a question | ${report.callsPerAttempt.toFixed(2)} |`,
    '',
    '| kind | right | with an invention |',
    '|---|---|---|',
    ...Object.entries(report.byKind).map(
      ([kind, { right, inventing }]) => `| ${kind} | ${shown(right)} | ${shown(inventing)} |`,
    ),
    '',
    ...reasons(list),
  ].join('\n')
}

/** What went wrong most, and each task that failed, with one of its reasons. */
function reasons(list: Report['list']): string[] {
  const failed = list.filter(({ isRight }) => !isRight)
  if (failed.length === 0) return ['Nothing was wrong.', '']
  const byTask = [...Map.groupBy(failed, ({ task }) => task)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  )
  return [
    '## What was wrong',
    '',
    '| task | wrong | for example |',
    '|---|---|---|',
    ...byTask.map(([task, some]) => {
      const all = list.filter((one) => one.task === task).length
      const example = (some[0]?.wrong[0] ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ')
      return `| ${task} | ${some.length} of ${all} | ${example.slice(0, 160)} |`
    }),
    '',
  ]
}
