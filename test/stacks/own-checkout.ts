import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
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

/** The same as a repository of its own, in which a test may change and commit everything. */
export async function ownRepository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-'))
  const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const files = execFileSync('git', listed, { encoding: 'utf8' }).split('\0').filter(Boolean)
  for (const file of files) await cp(file, join(folder, file))
  for (const stack of ['dev', 'gamma', 'prod']) {
    await writeFile(join(folder, `Pulumi.${stack}.yaml`), await ownStackFile(stack))
  }
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  execFileSync('git', ['-C', folder, 'init', '--quiet'])
  return folder
}
