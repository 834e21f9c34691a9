const { appendFileSync } = require('node:fs')
const { relative } = require('node:path')
const { reporters, Runner } = require('mocha')

const { EVENT_RUN_END, EVENT_TEST_END, EVENT_TEST_FAIL } = Runner.constants

/**
 * mocha's own `spec`, and after it the ten files that took longest. Files in which a test failed are
 * added to the one that FAILED_FILES names, a line each, so that they can be run once more alone.
 */
module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    const ended = new Map()
    const failed = new Set()
    let last = Date.now()
    runner.on(EVENT_TEST_END, ({ file }) => {
      ended.set(file, (ended.get(file) ?? 0) + Date.now() - last)
      last = Date.now()
    })
    runner.on(EVENT_TEST_FAIL, ({ file }) => failed.add(file))
    runner.once(EVENT_RUN_END, () => {
      const slowest = [...ended].sort(([, one], [, other]) => other - one).slice(0, 10)
      for (const [file, ms] of slowest)
        process.stdout.write(`  ${Math.round(ms / 1000)} s ${relative('.', file)}\n`)
      if (process.env.FAILED_FILES)
        for (const file of failed)
          appendFileSync(process.env.FAILED_FILES, `${relative('.', file)}\n`)
    })
  }
}
