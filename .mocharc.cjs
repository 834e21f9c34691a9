const { existsSync } = require('node:fs')

/**
 * A file (where there is none, mocha says so), a folder or a pattern of files; not what an option
 * is set to (`--grep region`).
 */
const isFile = (word) =>
  existsSync(word) || /\.test\.ts$/.test(word) || (word.includes('*') && word.includes('/'))

const named = process.argv.slice(2).some((word) => !word.startsWith('-') && isFile(word))

/**
 * `npm test` runs all tests that need only Node and that a person waits for; `npm test -- FILE` runs
 * that file. What needs a browser, an engine or a deployment's tools is named `*.ci.test.ts`, and is run
 * by `npm run test:all`, as .ci/run does.
 */
module.exports = {
  require: ['./local/require-node.js'],
  spec: named ? [] : ['test/**/*.test.ts'],
  ignore: named ? [] : ['test/**/*.ci.test.ts'],
  timeout: 60_000,
  exit: true,
}
