import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { builtinsByValue } from '../../images/plugins/builtins-by-value.ts'
import { bundleModule } from './bundle-module.ts'

/** Where `.ci/run` puts AWS's runtime client for Node, the npm package `aws-lambda-ric`. */
const fetched = resolve('node_modules/.cache/aws-lambda-ric/package/index.mjs')

export const hasAwsRuntime = existsSync(fetched)
export const noAwsRuntime = 'aws-lambda-ric has not been fetched, as .ci/run does'

/** AWS's runtime as its base image has it in `/var/runtime`, but for its native part. */
export async function copyAwsRuntime(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await copyFile(fetched, join(folder, 'index.mjs'))
  // `require('./rapid-client.node')` finds this where there is nothing compiled.
  await copyFile(
    join(import.meta.dirname, 'rapid-client.cjs'),
    join(folder, 'rapid-client.node.js'),
  )
}

/** The runtime of our own, which needs nothing fetched. */
export const plainRuntime = join(import.meta.dirname, 'plain-runtime.ts')

/** The same as one file of JavaScript, which loads no more of Node than it needs; its path. */
export const bundlePlainRuntime = (folder: string): Promise<string> =>
  bundleModule(join(folder, 'plain-runtime.mjs'), {
    entryPoints: [plainRuntime],
    plugins: [builtinsByValue],
  })

interface Function {
  runtime: string
  /** The folder of its bundle. */
  code: string
  /** Of the Runtime API. */
  address: string
  env: Record<string, string>
}

/** Starts a function in a plain Node process, as Lambda's base image would in a container. */
export function startFunction({ runtime, code, address, env }: Function) {
  const process_ = spawn(process.execPath, [runtime], {
    env: { ...lambdaEnvironment, LAMBDA_TASK_ROOT: code, AWS_LAMBDA_RUNTIME_API: address, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { pid: process_.pid ?? 0, stop: () => void process_.kill('SIGKILL') }
}

/** What Lambda sets for every function. */
export const lambdaEnvironment = {
  _HANDLER: 'handler.handler',
  AWS_LAMBDA_FUNCTION_NAME: 'test',
  AWS_LAMBDA_FUNCTION_VERSION: '1',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1536',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/test',
  AWS_LAMBDA_LOG_STREAM_NAME: 'test',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
}
