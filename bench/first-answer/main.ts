import { table } from '../figures.ts'
import { firstAnswer } from './first-answer.ts'

/** This table alone: `node --import ./local/require-node.js bench/first-answer/main.ts`. */
Object.assign(process.env, {
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_REGION: 'us-east-1',
})
process.stdout.write(table('First answer of a process', 'bare requests', await firstAnswer()))
