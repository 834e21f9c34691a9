import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { table } from '../figures.ts'
import { firstAnswer } from './first-answer.ts'

/**
 * This table alone: `node --import ./local/require-node.js bench/first-answer/main.ts`. With `--beside
 * OTHER/dist/agent` also one beside the agent that `npm run bundle` has made in another checkout.
 */
const { values } = parseArgs({
  options: { beside: { type: 'string' }, rounds: { type: 'string' } },
})
if (values.beside !== undefined && !existsSync(join(values.beside, 'handler.mjs'))) {
  process.stderr.write(
    `No agent in ${values.beside}: --beside takes the folder dist/agent that npm run bundle makes.\n`,
  )
  process.exit(2)
}
Object.assign(process.env, {
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_REGION: 'us-east-1',
})
const { bare, nothing, beside } = await firstAnswer({
  beside: values.beside && resolve(values.beside),
  rounds: Number(values.rounds ?? 15),
})
process.stdout.write(table('First answer of a process', 'bare requests', bare))
process.stdout.write(table('Start of the agent', 'a handler that is nothing', nothing))
if (beside !== undefined) {
  process.stdout.write(table('First answer of a process', `that in ${values.beside}`, beside))
}
