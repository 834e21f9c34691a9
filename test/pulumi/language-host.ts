import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/*
 * A stand-in for Pulumi's language host for Node (the CLI brings the real one where it is installed
 * whole): it has the SDK's own runner, cmd/run, run index.ts, as that does.
 */

const require = createRequire(import.meta.url)
const sdk = dirname(require.resolve('@pulumi/pulumi/package.json'))
const grpc = createRequire(join(sdk, 'package.json'))('@grpc/grpc-js')
const { LanguageRuntimeService } = require('@pulumi/pulumi/proto/language_grpc_pb.js')
const { GetRequiredPluginsResponse, RunResponse } = require('@pulumi/pulumi/proto/language_pb.js')
const { PluginInfo } = require('@pulumi/pulumi/proto/plugin_pb.js')
const engineAddress = process.argv.slice(2).find((arg) => /^[\w.]+:\d+$/.test(arg)) ?? ''

interface RunRequest {
  project: string
  stack: string
  parallel: number
  monitorAddress: string
  dryrun: boolean
  organization: string
  configMap: [string, string][]
  info?: { programDirectory: string; entryPoint: string }
}

type Answer = (error: Error | undefined, response?: unknown) => void

const server = new grpc.Server()
server.addService(LanguageRuntimeService, {
  getPluginInfo: (_call: unknown, answer: Answer) => answer(undefined, new PluginInfo()),
  getRequiredPlugins: (_call: unknown, answer: Answer) =>
    answer(undefined, new GetRequiredPluginsResponse()),
  run: (call: { request: { toObject(): RunRequest } }, answer: Answer) => {
    const child = runProgram(call.request.toObject())
    child.on('exit', (code) => {
      const response = new RunResponse()
      if (code !== 0) response.setError(`the program ended with ${code}`)
      answer(undefined, response)
    })
  },
})
server.bindAsync(
  '127.0.0.1:0',
  grpc.ServerCredentials.createInsecure(),
  (_: unknown, port: number) => process.stdout.write(`${port}\n`),
)

function runProgram(request: RunRequest) {
  const { programDirectory = process.cwd(), entryPoint = '.' } = request.info ?? {}
  const args = [
    join(sdk, 'cmd/run/index.js'),
    ...['--monitor', request.monitorAddress, '--engine', engineAddress],
    ...['--project', request.project, '--stack', request.stack, '--pwd', programDirectory],
    ...['--organization', request.organization, '--parallel', String(request.parallel)],
    ...(request.dryrun ? ['--dry-run'] : []),
    entryPoint,
  ]
  const env = {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.configMap)),
    PULUMI_CONFIG_SECRET_KEYS: '[]',
    // What `typescript: false` in Pulumi.yaml says.
    PULUMI_NODEJS_TYPESCRIPT: 'false',
  }
  return spawn(process.execPath, args, { env, stdio: 'inherit' })
}
