import { mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** A stack's file as a company has it: its own in place of what the example names. */
export async function ownStackFile(stack: string): Promise<string> {
  const text = await readFile(`Pulumi.${stack}.yaml`, 'utf8')
  return text
    .replaceAll('your-org.okta.com', 'acme.okta.com')
    .replaceAll('0oa0000000your0client', '0oa0000000acme')
    .replaceAll('your-portal.example.com', 'portal.acme.com')
}

/** This checkout with such files for its stacks, which may be written to; all else is linked. */
export async function ownCheckout(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'own-'))
  for (const name of await readdir('.')) {
    const [, stack] = /^Pulumi\.(\w+)\.yaml$/.exec(name) ?? []
    if (name === '.git') continue
    if (stack === undefined) await symlink(resolve(name), join(folder, name))
    else await writeFile(join(folder, name), await ownStackFile(stack))
  }
  return folder
}
