import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { table } from '../figures.ts'
import { firstAnswer } from './first-answer.ts'

/**
 * This table alone: `node --import ./local/require-node.js bench/first-answer/main.ts`. With `--beside
 * <folder>` also one beside the agent that `npm run bundle` has put there, in `dist/agent` of another checkout.
 */
const { values } = parseArgs({
  options: { beside: { type: 'string' }, rounds: { type: 'string' } },
})
Object.assign(process.env, {
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_REGION: 'us-east-1',
})
const { bare, beside } = await firstAnswer({
  beside: values.beside && resolve(values.beside),
  rounds: Number(values.rounds ?? 15),
})
process.stdout.write(table('First answer of a process', 'bare requests', bare))
if (beside !== undefined) {
  process.stdout.write(table('First answer of a process', `that in ${values.beside}`, beside))
}
