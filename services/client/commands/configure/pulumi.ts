import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ClientError } from '../../errors.ts'

interface Stack {
  stack: string
  cwd: string
  env: Readonly<Record<string, string | undefined>>
}

/** What the Pulumi CLI says of a stack, as JSON text. */
export async function outputsOfStack({ stack, cwd, env }: Stack): Promise<string> {
  const args = ['stack', 'output', '--json', '--non-interactive', `--stack=${stack}`]
  try {
    const { stdout } = await promisify(execFile)('pulumi', args, { cwd, env: { ...env } })
    return stdout
  } catch (cause) {
    throw new ClientError('bad_configuration', explain(cause), { cause })
  }
}

function explain(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
    return (
      'There is no pulumi on the PATH, or no such folder. Where it is, run: pulumi stack output ' +
      '--json > FILE; and here: aws-ops configure FILE'
    )
  }
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
  return `pulumi did not give the stack's outputs: ${said.slice(0, 500)}`
}
