import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { imageNames } from '../../images/bundle.ts'

const dockerfiles = imageNames.map((name) => `images/${name}/Dockerfile`)

describe('the Dockerfiles', () => {
  it('pass hadolint', function () {
    const { error, status, stdout } = spawnSync('hadolint', dockerfiles, { encoding: 'utf8' })
    if (error !== undefined) {
      process.stderr.write('    skipped: hadolint is not installed, as .ci/run does\n')
      return this.skip()
    }
    assert.deepEqual({ status, stdout }, { status: 0, stdout: '' })
  })

  it("start from AWS's Node 24 base image, and say nothing of a user", async () => {
    for (const file of dockerfiles) {
      const lines = (await readFile(file, 'utf8')).split('\n')
      assert.ok(lines.includes('ARG BASE_IMAGE=public.ecr.aws/lambda/nodejs:24'))
      assert.ok(!lines.some((line) => line.startsWith('USER')))
    }
  })
})
