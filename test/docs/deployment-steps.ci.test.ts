import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { answer } from '../deploy/company-answers.ts'
import { type BehindProxy, behindProxy } from '../outbound/behind-proxy.ts'
import { type Engine, pulumiCli, startEngine } from '../pulumi/engine.ts'
import { ownRepository } from '../stacks/own-checkout.ts'

/**
 * docs/deployment.md, followed by its letter: every line of its blocks in the order of the page, by the real
 * CLI, in a repository of one's own; AWS, the registry and the issuer are stand-ins.
 */
describe('whoever follows docs/deployment.md', function () {
  this.timeout(600_000)
  let engine: Engine
  let network: BehindProxy
  let folder: string
  let env: NodeJS.ProcessEnv

  before(async function () {
    const cli = await pulumiCli()
    const made = cli === undefined ? undefined : await behindProxy(answered)
    if (cli === undefined || made === undefined) {
      process.stdout.write('    skipped: there is no Pulumi CLI here, or no openssl\n')
      return this.skip()
    }
    network = made
    engine = await startEngine(cli)
    folder = await ownRepository()
    for (const stack of ['dev', 'prod']) {
      const file = join(folder, `Pulumi.${stack}.yaml`)
      const own = (await readFile(file, 'utf8'))
        .replace('us-east-1', 'eu-west-1')
        .replace('us.anthropic', 'eu.anthropic')
        .replace('https://acme.okta.com/oauth2/default', 'https://issuer.acme.test')
      await writeFile(file, own)
    }
    await makeDocker()
    env = await personsOwn()
  })
  after(async () => {
    await engine?.close()
    await network?.close()
    if (folder !== undefined) await rm(folder, { recursive: true })
  })

  it('deploys, hands out, updates and takes down what is there', async () => {
    const page = await readFile('docs/deployment.md', 'utf8')
    const said = new Map<string, string>()
    for (const line of linesOf(page)) {
      if (elsewhere.some(([start]) => line.startsWith(start))) continue
      said.set(line, await run(line))
    }
    const of = (start: string) =>
      [...said].find(([line]) => line.startsWith(start))?.[1] ?? assert.fail(`not run: ${start}`)

    assert.match(of('npm run base-image'), /nodejs:24 is sha256:[0-9a-f]{64}.*It had no digest/)
    assert.match(of('npm run preflight'), /^✓ issuer of tokens/m)
    assert.match(of("npm exec -c 'pulumi up --stack dev --policy-pack"), /\+ \d{2} created/)
    const outputs = JSON.parse(await readFile(join(folder, 'aws-operations-agent.json'), 'utf8'))
    assert.equal(outputs.environment, 'dev')
    assert.match(of('aws-ops configure'), /dev/)
    assert.match(of("npm exec -c 'pulumi destroy"), /- \d{2} deleted/)
    // A line of the page that is there no more.
    for (const [start, why] of elsewhere) assert.ok(page.includes(start), `${start} (${why})`)
  })

  async function personsOwn(): Promise<NodeJS.ProcessEnv> {
    const own = await engine.environment()
    const home = join(network.folder, 'home')
    await mkdir(home)
    return {
      ...process.env,
      ...own,
      PATH: [join(network.folder, 'bin'), own.PATH].join(delimiter),
      HOME: home,
      // What a person says yes to.
      PULUMI_SKIP_CONFIRMATIONS: 'true',
      HTTPS_PROXY: network.address,
      NO_PROXY: '127.0.0.1,localhost',
      AWS_CA_BUNDLE: network.authority,
      ...{ AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 's' },
      AWS_EC2_METADATA_DISABLED: 'true',
    }
  }

  async function makeDocker(): Promise<void> {
    const docker = join(network.folder, 'bin', 'docker')
    await mkdir(join(network.folder, 'bin'))
    await writeFile(docker, '#!/bin/sh\necho \'{"ServerVersion":"28.5.2"}\'\n')
    await chmod(docker, 0o755)
  }

  function run(line: string): Promise<string> {
    // The stand-in of the language host starts no policy pack: test/policies/pack.ci.test.ts does.
    const command = line
      .replace(/^aws-ops/, 'npm run -s client --')
      .replace(' --policy-pack policies', '')
    return new Promise((resolve, reject) =>
      execFile('bash', ['-ec', command], { cwd: folder, env }, (error, out, err) =>
        error === null
          ? resolve(`${out}${err}`)
          : reject(new Error(`${line}\n${out}${err}`, { cause: error })),
      ),
    )
  }
})

const answered: Parameters<typeof behindProxy>[0] = (path, host, body, headers) =>
  answer({ path, host, form: new URLSearchParams(body), headers, isWell: true })

/** Each line of the page's blocks once, without what is said of it. */
function linesOf(page: string): string[] {
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, lines = '']) =>
    lines.split('\n'),
  )
  const lines = blocks.map((line) => line.replace(/ +#.*$/, '')).filter((line) => line !== '')
  // The page begins with all in short; below it comes again step by step.
  return [...new Set(lines.slice(inShort))]
}

const inShort = 4

/** What is followed by other tests, or by nobody on a machine alone. */
const elsewhere: [start: string, why: string][] = [
  ['aws ', 'AWS itself, by AWS’s command line: test/docs/commands.test.ts reads them'],
  ['npm install --global', 'of the packed client: test/services/client/package.test.ts'],
  ['npm run client:pack', 'the same'],
  ['aws-ops login', 'signs in at an issuer: test/services/client'],
  ['aws-ops ask', 'asks an agent: test/journeys'],
  ['npm run restore', 'test/deploy/restore.test.ts, on moto'],
  [
    "npm exec -c 'pulumi preview --stack prod'",
    'of the restored table: test/pulumi/engine.ci.test.ts',
  ],
  ["npm exec -c 'pulumi up --stack prod'", 'the same'],
  ["npm exec -c 'pulumi config set --stack prod", 'the same'],
  ['git commit', 'of the restored table'],
]
