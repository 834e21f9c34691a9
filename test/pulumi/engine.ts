import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { automation } from '@pulumi/pulumi'
import { ownStackFile } from '../stacks/own-checkout.ts'

export interface Engine {
  /** A stack of the program on the real engine, its state in a folder, its providers stand-ins. */
  stack(name: string, program: automation.PulumiFn): Promise<automation.Stack>
  /** The same of this project as it lies here, run as `pulumi` runs it for people. */
  project(name: string): Promise<automation.Stack>
  /** The same of a project that lies in a folder of its own. */
  projectIn(folder: string, name: string): Promise<automation.Stack>
  /** With which a person's own `pulumi` runs on it, wherever the project lies. */
  environment(): Promise<Record<string, string>>
  /** A table beside those of its stacks, as AWS would describe it to the provider. */
  makeTable(inputs: { name: string } & Record<string, unknown>): Promise<void>
  close(): Promise<void>
}

/** Pulumi's CLI, of the PATH or unpacked from beside the checkout; undefined where there is none. */
export async function pulumiCli(): Promise<automation.PulumiCommand | undefined> {
  if (runs('pulumi')) return automation.PulumiCommand.get()
  const root = resolve('node_modules/.cache/pulumi')
  const bin = join(root, 'bin')
  const unpack = () => spawnSync('sh', ['../shared/pulumi/install.sh', bin], { stdio: 'ignore' })
  if (runs(join(bin, 'pulumi')) || unpack().status === 0) {
    return automation.PulumiCommand.get({ root })
  }
  return undefined
}

/** With more variables for the program and its providers. */
export async function startEngine(
  pulumiCommand: automation.PulumiCommand,
  variables: Record<string, string> = {},
): Promise<Engine> {
  const home = await mkdtemp(join(tmpdir(), 'pulumi-'))
  const plugins = await Promise.all(packages.map((name) => plugIn(name, home)))
  const providers = startProviders(plugins, variables)
  const workDir = join(home, 'work')
  const state = join(home, 'state')
  const bin = join(home, 'bin')
  await Promise.all([mkdir(workDir), mkdir(state), mkdir(bin)])
  await writeScript(join(bin, 'pulumi-language-nodejs'), 'test/pulumi/language-host.ts')
  const envVars = {
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: 'of the test',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    // The state is written once an update, not once a step.
    PULUMI_EXPERIMENTAL: 'true',
    PULUMI_SKIP_CHECKPOINTS: 'true',
    ...variables,
  }
  const attached = async () => ({
    ...envVars,
    PULUMI_DEBUG_PROVIDERS: await providers.addresses(),
  })
  const projectIn = (folder: string, stackName: string, variables = envVars) =>
    automation.LocalWorkspace.createOrSelectStack(
      { stackName, workDir: folder },
      { envVars: variables, pulumiHome: home, pulumiCommand },
    )
  return {
    stack: async (stackName, program) =>
      automation.LocalWorkspace.createOrSelectStack(
        { stackName, projectName: 'aws-operations-agent', program },
        { envVars: await attached(), pulumiHome: home, pulumiCommand, workDir },
      ),
    project: async (stackName) =>
      projectIn(await projectFolder(home, stackName), stackName, await attached()),
    projectIn: (folder, stackName) => projectIn(folder, stackName),
    environment: async () => ({
      ...(await attached()),
      PATH: [bin, dirname(pulumiCommand.command), process.env.PATH].join(delimiter),
      PULUMI_HOME: home,
    }),
    makeTable: async (inputs) => {
      await mkdir(join(home, 'registry/tables'), { recursive: true })
      await writeFile(join(home, 'registry/tables', inputs.name), JSON.stringify(inputs))
    },
    close: () => {
      providers.stop()
      return rm(home, { recursive: true })
    },
  }
}

function runs(command: string): boolean {
  return spawnSync(command, ['version'], { stdio: 'ignore' }).status === 0
}

/** Pulumi writes into the file of a stack: this project again, with files of its own for that. */
async function projectFolder(home: string, stackName: string): Promise<string> {
  const folder = join(home, 'project')
  await mkdir(folder)
  await copyFile('Pulumi.yaml', join(folder, 'Pulumi.yaml'))
  await writeFile(join(folder, `Pulumi.${stackName}.yaml`), await ownStackFile(stackName))
  for (const name of ['index.ts', 'package.json', 'images']) {
    await symlink(resolve(name), join(folder, name))
  }
  return folder
}

const packages = ['aws', 'awsx', 'docker']

/**
 * The same plugins, started once: the engine attaches to them in place of starting three with each step.
 * What they are told of folders is of this one, so projects that lie elsewhere have theirs started.
 */
function startProviders(plugins: readonly string[], variables: Record<string, string>) {
  const started: ChildProcess[] = []
  let addresses: Promise<string> | undefined
  const address = async (plugin: string, at: number) => {
    const child = spawn(plugin, [], {
      env: { ...process.env, ...variables },
      // What goes wrong is told to the engine, too.
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    started.push(child)
    const [port]: Buffer[] = await once(child.stdout, 'data')
    return `${packages[at]}:${String(port).trim()}`
  }
  return {
    addresses: () => {
      addresses ??= Promise.all(plugins.map(address)).then((all) => all.join(','))
      return addresses
    },
    stop: () => {
      for (const child of started) child.kill()
    },
  }
}

/** A plugin is a program in a folder of its name and version; its path. */
async function plugIn(name: string, home: string): Promise<string> {
  const { version } = createRequire(import.meta.url)(`@pulumi/${name}/package.json`)
  const folder = join(home, 'plugins', `resource-${name}-v${version}`)
  await mkdir(folder, { recursive: true })
  const script = join(folder, `pulumi-resource-${name}`)
  await writeScript(script, 'test/pulumi/stand-in-provider.ts', version, join(home, 'registry'))
  return script
}

async function writeScript(path: string, program: string, ...args: string[]): Promise<void> {
  const words = [process.execPath, resolve(program), ...args].map((word) => `'${word}'`)
  // Plugins may start with each step: what Node compiles of them is kept.
  const compiled = `NODE_COMPILE_CACHE='${join(dirname(path), 'compiled')}'`
  await writeFile(path, `#!/bin/sh\n${compiled} exec ${words.join(' ')} "$@"\n`)
  await chmod(path, 0o755)
}
