#!/usr/bin/env node
const leastNode = 22
const [node = 0] = process.versions.node.split('.').map(Number)

if (node < leastNode) {
  process.stderr.write(
    `aws-ops needs Node ${leastNode} or newer, but runs on ${process.versions.node} (${process.execPath}).\n`,
  )
  process.exit(1)
}

// All else is loaded only now: an older Node may not even read it.
const [{ default: module }, { join }, { default: envPaths }] = await Promise.all([
  import('node:module'),
  import('node:path'),
  import('env-paths'),
])
// Compiled code is kept between runs, in a folder of the user's own: others must not write to it.
module.enableCompileCache(join(envPaths('aws-ops', { suffix: '' }).cache, 'compiled'))

const { runProgram } = await import('./program.ts')
const exitCode = await runProgram(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  async openContext(options) {
    const [{ openContext }, { setUpOutbound }] = await Promise.all([
      import('./open-context.ts'),
      import('../../outbound/set-up.ts'),
    ])
    await setUpOutbound(process.env)
    return openContext(options, process.env)
  },
})
// What is left open by then (keep-alive connections, say) must not hold the terminal.
process.stdout.write('', () => process.exit(exitCode))
