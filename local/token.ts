import { openDataFolder, type RunningStack } from './data-folder.ts'
import { signIn } from './sign-in.ts'
import { tokenArguments } from './token-arguments.ts'

const usage = `npm run -s local:token -- LOGIN [--port N] [--data FOLDER]

Prints an access token of that user from the local stack that runs (npm run local, else npm start).
Where several do: that of --port, else the one that runs longest.
`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const parsed = tokenArguments(args)
  if (parsed === undefined) {
    process.stderr.write(usage)
    return 2
  }
  const { login, data, port } = parsed
  const stacks = await (await openDataFolder(data)).running()
  const wanted = stacks.filter((stack) => port === undefined || portOf(stack) === port)
  for (const stack of wanted) {
    const token = await signIn({ ...stack.addresses, login }).catch(() => undefined)
    if (token === undefined) continue
    process.stdout.write(`${token}\n`)
    sayWhich(stack, wanted)
    return 0
  }
  const where = port === undefined ? 'here' : `on port ${port}`
  const other = data === undefined ? ' One that was started with --data needs it here too.' : ''
  process.stderr.write(
    `error: no local stack runs ${where}. Start one with \`npm run local\`.${other}\n`,
  )
  return 1
}

/** Where several run: whose token this is, and how to have another's. */
function sayWhich(stack: RunningStack, stacks: readonly RunningStack[]): void {
  const others = stacks.filter((other) => other !== stack).map(portOf)
  if (others.length === 0) return
  process.stderr.write(
    `Of the stack on port ${portOf(stack)}. Others run: --port ${others.join(', --port ')}.\n`,
  )
}

function portOf({ addresses }: RunningStack): string {
  return new URL(addresses.functionUrl).port
}
