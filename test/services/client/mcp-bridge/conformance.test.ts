import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const suite = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'))
const client = fileURLToPath(new URL('conformance-client.ts', import.meta.url))

/**
 * Of the suite's client scenarios, those about the protocol. The others do not apply: `auth/*` look at
 * a client that finds its way to a token by itself, where the bridge brings the one of `aws-ops
 * login`; `elicitation-…` at a client that a server may ask, where the gateway never asks.
 */
const scenarios = ['initialize', 'tools_call', 'sse-retry']

describe("MCP's own conformance suite", () => {
  it('finds in the bridge what it asks of a client that calls tools', async () => {
    const command = `"${process.execPath}" "${client}"`
    const runs = scenarios.map((scenario) =>
      run('client', '--command', command, '--scenario', scenario),
    )
    for (const { code, output } of await Promise.all(runs)) {
      assert.equal(code, 0, output)
      assert.match(output, /OVERALL: PASSED/)
    }
  })
})

function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [suite, ...args], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, output: stdout + stderr })
    })
  })
}
