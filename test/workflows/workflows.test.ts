import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { z } from 'zod'

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']))
const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
})
const job = z.object({
  if: z.string().optional(),
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  environment: z.string().optional(),
  permissions: permissions.optional(),
  uses: z.string().optional(),
  secrets: z.record(z.string(), z.string()).optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  strategy: z.object({ matrix: z.record(z.string(), z.array(z.unknown())) }).optional(),
  steps: z.array(step).default([]),
})
const workflow = z.object({
  // A bare key is null: `pull_request:`.
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.record(z.string(), z.unknown()).optional(),
  jobs: z.record(z.string(), job),
})

const folder = '.github/workflows'
const files = (await readdir(folder)).toSorted()
const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')))
const all = texts.map((text) => workflow.parse(parse(text)))

describe('the workflows', () => {
  it('are these', () => {
    assert.deepEqual(files, [
      'audit.yml',
      'base-image.yml',
      'check.yml',
      'deploy-environment.yml',
      'deploy.yml',
      'lists.yml',
      'preview.yml',
    ])
  })

  for (const [index, file] of files.entries()) {
    const text = texts[index] ?? ''

    it(`pins every action of ${file} to a commit, and says its version`, () => {
      const used = [...text.matchAll(/uses: (\S+.*)$/gm)].map(([, action]) => action ?? '')
      const loose = used.filter(
        (action) =>
          !action.startsWith('./') &&
          !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action),
      )
      assert.deepEqual(loose, [])
    })

    it(`keeps keys of AWS out of ${file}`, () => {
      assert.doesNotMatch(text, /access.?key|secrets\.AWS|session.?token|AKIA/i)
    })

    it(`runs no text of a pull request in ${file} as a command`, () => {
      const commands = Object.values(all[index]?.jobs ?? {}).flatMap(({ steps }) =>
        steps.flatMap(({ run }) => run ?? []),
      )
      assert.deepEqual(
        commands.filter((command) => command.includes('${{')),
        [],
      )
    })

    it(`leaves no token in the checkout of ${file}`, () => {
      const checkouts = Object.values(all[index]?.jobs ?? {})
        .flatMap(({ steps }) => steps)
        .filter(({ uses }) => uses?.startsWith('actions/checkout@'))
      assert.deepEqual(
        checkouts.filter((checkout) => checkout.with['persist-credentials'] !== false),
        [],
      )
    })
  }

  it('gives each job no more than it needs', () => {
    const given = files.flatMap((file, index) => {
      const { permissions: common, jobs } = all[index] ?? workflow.parse({})
      return Object.entries(jobs).map(([name, own]) => [
        `${file} ${name}`,
        own.permissions ?? common,
      ])
    })
    const deploys = { contents: 'read', 'id-token': 'write' }
    assert.deepEqual(Object.fromEntries(given), {
      'audit.yml audit': { contents: 'read' },
      'base-image.yml look': { contents: 'read' },
      'base-image.yml propose': { contents: 'write', 'pull-requests': 'write' },
      'check.yml check': { contents: 'read' },
      'deploy-environment.yml deploy': deploys,
      'deploy.yml check': { contents: 'read' },
      'deploy.yml dev': deploys,
      'deploy.yml gamma': deploys,
      'deploy.yml prod': deploys,
      'lists.yml lists': { contents: 'read' },
      'lists.yml tell': { issues: 'write' },
      'preview.yml preview': deploys,
      'preview.yml comment': { 'pull-requests': 'write' },
    })
  })

  it('starts none with the rights of the base branch on the code of a pull request', () => {
    const started = all.flatMap(({ on }) => Object.keys(on))
    const allowed = ['pull_request', 'push', 'schedule', 'workflow_call']
    assert.deepEqual([...new Set(started)].toSorted(), allowed)
  })

  it('looks for advisories every week, and where a lockfile changes, in both packages', () => {
    assert.deepEqual(workflowOf('audit.yml').on, {
      schedule: [{ cron: '23 5 * * 1' }],
      pull_request: { paths: ['**/package-lock.json'] },
    })
    assert.deepEqual(commandsOf(jobOf('audit.yml', 'audit')).split('\n'), [
      'npm audit --package-lock-only',
      'npm audit --package-lock-only --prefix policies',
    ])
  })

  it('proposes a newer base image as one pull request, by a job that runs none of the code', async () => {
    const { steps } = jobOf('base-image.yml', 'propose')
    assert.deepEqual(
      steps.flatMap(({ uses }) => uses ?? []),
      [],
    )
    const folder = await mkdtemp(join(tmpdir(), 'propose-'))
    // The first time there is neither branch nor pull request.
    const gh = `#!/bin/bash
printf '%s|' "$@" | tr '\\n' '~' >> calls
echo >> calls
case "$*" in *PATCH*|'pr edit'*) exit 1;; *) echo "sha-of-$(wc -l < calls)";; esac
`
    await writeFile(join(folder, 'gh'), gh)
    await chmod(join(folder, 'gh'), 0o755)
    const held = '{\n  "tag": "24"\n}'
    const env = {
      PATH: `${folder}:${process.env.PATH}`,
      ...{ GH_REPO: 'acme/agent', BASE: 'base-sha', SAID: 'It was another before.', FILE: held },
    }
    const script = commandsOf(jobOf('base-image.yml', 'propose'))
    await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', script], { cwd: folder, env })
    const calls = (await readFile(join(folder, 'calls'), 'utf8')).trimEnd().split('\n')
    await rm(folder, { recursive: true })
    const title = 'Build on the newest base image'
    const at = 'repos/acme/agent/git'
    const file =
      'tree[][path]=images/base-image.json|-f|tree[][mode]=100644|-f|tree[][type]=blob|-f|tree[][content]={~  "tag": "24"~}~|'
    assert.deepEqual(calls, [
      `api|${at}/commits/base-sha|--jq|.tree.sha|`,
      `api|${at}/trees|--jq|.sha|-f|base_tree=sha-of-1|-f|${file}`,
      `api|${at}/commits|--jq|.sha|-f|message=${title}|-f|tree=sha-of-2|-f|parents[]=base-sha|`,
      `api|--silent|--method|PATCH|${at}/refs/heads/base-image|-f|sha=sha-of-3|-F|force=true|`,
      `api|--silent|${at}/refs|-f|ref=refs/heads/base-image|-f|sha=sha-of-3|`,
      'pr|edit|base-image|--body|It was another before.|',
      `pr|create|--head|base-image|--title|${title}|--body|It was another before.|`,
    ])
  })

  it('signs in to AWS by a role that GitHub’s own token takes', () => {
    const signIns = all
      .flatMap(({ jobs }) => Object.values(jobs))
      .flatMap(({ steps }) => steps)
      .filter(({ uses }) => uses?.startsWith('aws-actions/'))
    const role = {
      'role-to-assume': expression('vars.AWS_ROLE_ARN'),
      'aws-region': expression('vars.AWS_REGION'),
    }
    assert.deepEqual(
      signIns.map((signIn) => signIn.with),
      [role, role],
    )
  })

  it('previews all three environments with the policy pack, and nothing of a fork', () => {
    const preview = jobOf('preview.yml', 'preview')
    assert.deepEqual(preview.strategy?.matrix, { environment: ['dev', 'gamma', 'prod'] })
    assert.equal(preview.environment, `${expression('matrix.environment')}-preview`)
    assert.match(commandsOf(preview), /pulumi preview --stack "\$STACK" --policy-pack policies /)
    assert.match(
      preview.if ?? '',
      /github\.event\.pull_request\.head\.repo\.full_name == github\.repository/,
    )
  })

  it('comments without running code of the pull request', () => {
    const comment = jobOf('preview.yml', 'comment')
    const used = comment.steps.flatMap(({ uses }) => uses?.split('@')[0] ?? [])
    assert.deepEqual(used, ['actions/download-artifact'])
    assert.match(commandsOf(comment), /gh pr comment .* --edit-last --create-if-none/)
  })

  it('comments what a preview printed, and none of it as Markdown', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'preview-'))
    const hostile = [
      '~~~~~~',
      '~~~~~~~~~~~~',
      '```',
      '</details>',
      '# Approved',
      '[x](https://evil.example)',
    ]
    const printed = [
      ...hostile,
      ...hostile.map((line) => `a\r${line}\r\n\u001b[0m   ${line}`),
    ].join('\n')
    await writeFile(join(folder, 'dev.txt'), `${printed}\n`)
    await writeFile(join(folder, 'gamma.txt'), `${'x'.repeat(50)}\n~~~~~~\n`.repeat(2_000))
    await writeFile(join(folder, 'gh'), '#!/bin/sh\n')
    await chmod(join(folder, 'gh'), 0o755)
    const script = jobOf('preview.yml', 'comment')
      .steps.flatMap(({ run }) => run ?? [])
      .join('\n')
    const env = { PATH: `${folder}:${process.env.PATH}`, RUN: 'https://run', PULL_REQUEST: '1' }
    await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', script], { cwd: folder, env })
    const comment = await readFile(join(folder, 'comment.md'), 'utf8')
    await rm(folder, { recursive: true })
    const own = comment.split(/\r\n|\n|\r/).filter((line) => !line.startsWith('    '))
    const ofOne = (environment: string) => [
      `<details><summary>${environment}</summary>`,
      '',
      '~~~~~~',
      '',
      '~~~~~~',
      '</details>',
    ]
    assert.deepEqual(own, [
      '### Pulumi preview ([whole output](https://run))',
      ...['dev', 'gamma', 'prod'].flatMap(ofOne),
      '',
    ])
    assert.ok(
      comment.includes('    </details>\n') && comment.includes('    No output: see the run.\n'),
    )
    assert.ok(comment.length < 65_536)
  })

  it('installs one version of Pulumi, by its number', () => {
    const versions = texts.flatMap((text) => text.match(/pulumi-version: .*/g) ?? [])
    assert.ok(versions.length > 1)
    for (const version of versions) assert.match(version, /^pulumi-version: \d+\.\d+\.\d+$/)
    assert.equal(new Set(versions).size, 1)
  })

  it('deploys what is merged, checked, an environment after the other, never two at a time', () => {
    const deploy = workflowOf('deploy.yml')
    assert.deepEqual(deploy.on, { push: { branches: ['main'] } })
    assert.deepEqual(deploy.concurrency, { group: 'deploy', 'cancel-in-progress': false })
    const order = Object.entries(deploy.jobs).map(
      ([name, { needs, uses, with: given, secrets }]) => [
        name,
        needs,
        uses,
        given.environment,
        secrets,
      ],
    )
    const one = './.github/workflows/deploy-environment.yml'
    const secrets = Object.fromEntries(named.map((name) => [name, expression(`secrets.${name}`)]))
    assert.deepEqual(order, [
      ['check', undefined, './.github/workflows/check.yml', undefined, undefined],
      ['dev', 'check', one, 'dev', secrets],
      ['gamma', 'dev', one, 'gamma', secrets],
      ['prod', 'gamma', one, 'prod', secrets],
    ])
  })

  it('gives no job secrets but those that it names, nor names one that its workflow does not use', () => {
    const given = all.flatMap(({ jobs }) => Object.values(jobs)).map(({ secrets }) => secrets)
    assert.ok(given.every((secrets) => secrets === undefined || typeof secrets === 'object'))
    const called = texts[files.indexOf('deploy-environment.yml')] ?? ''
    const used = [...called.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name)
    const { on } = workflowOf('deploy-environment.yml')
    const { secrets: declared } = z
      .object({ secrets: z.object({}).loose() })
      .parse(on.workflow_call)
    assert.deepEqual([used.toSorted(), Object.keys(declared).toSorted()], [named, named])
  })

  it('deploys with the policy pack and the approval of the environment, and then asks a question', () => {
    const deploy = jobOf('deploy-environment.yml', 'deploy')
    assert.equal(deploy.environment, expression('inputs.environment'))
    assert.match(
      commandsOf(deploy),
      /pulumi up --stack "\$STACK" --policy-pack policies [\s\S]*npm run smoke -- --stack "\$STACK"/,
    )
  })
})

const named = ['PULUMI_CONFIG_PASSPHRASE', 'SMOKE_OKTA_TOKEN']

/** As GitHub fills it in. */
const expression = (name: string) => `\${{ ${name} }}`

const commandsOf = ({ steps }: z.infer<typeof job>) =>
  steps.flatMap(({ run }) => run ?? []).join('\n')

function workflowOf(file: string) {
  const found = all[files.indexOf(file)]
  assert.ok(found, `There is no ${file}`)
  return found
}

function jobOf(file: string, name: string) {
  const found = workflowOf(file).jobs[name]
  assert.ok(found, `There is no job ${name} in ${file}`)
  return found
}
