import assert from 'node:assert/strict'
import { imageFindings } from '../../../../tools/recipes/security/image-findings.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, rowsOf, sampleClients } from '../sample-answer.ts'

const image = (tag: string, counts?: Record<string, number>) => ({
  repositoryName: 'app',
  imageTags: [tag],
  imageDigest: `sha256:${tag}`,
  ...(counts && { imageScanFindingsSummary: { findingSeverityCounts: counts } }),
})

describe('images with findings', () => {
  it('are told the worst first, with what was found and where they run', async () => {
    const answer = await answerOf(imageFindings, { region: 'in use' })
    assert.equal(
      answer.summary,
      '1 of 8 container images in us-east-1 and eu-west-1 has findings of HIGH or worse:\n' +
        '- checkout-api:4.12.0 (us-east-1), 1 critical, 2 high, 2 medium and 1 low, runs in checkout-api (prod) and checkout-api (staging): ' +
        'CVE-2023-45853 (CRITICAL, zlib), CVE-2023-44487 (HIGH, nghttp2, fixed in 1.52.0-1+deb12u1) \n\n' +
        '1 image in us-east-1 and eu-west-1 is without a scan, so what is in it is not known: of order-worker.',
    )
    assert.equal(rowsOf(answer, 'Image that was not scanned').length, 1)
  })

  it('count from a severity on, of one repository, as asked', async () => {
    const low = await answerOf(imageFindings, { parameters: { severity: 'LOW' } })
    assert.ok(low.items.length > 3)
    const one = await answerOf(imageFindings, {
      parameters: { severity: 'LOW', name: 'catalog-api' },
    })
    assert.deepEqual(new Set(membersOf(one, 'Repository')), new Set(['catalog-api']))
    const none = await answerOf(imageFindings, { parameters: { name: 'nothing-like-it' } })
    assert.match(none.summary ?? '', /^No image repository in us-east-1 is called nothing-like-it/)
    await assert.rejects(answerOf(imageFindings, { parameters: { severity: 'AWFUL' } }), /severity/)
  })

  it('are looked for in every page, those that run first', async () => {
    const { clients } = scriptedClients(({ operation, input }) => {
      if (operation === 'DescribeRepositories')
        return { repositories: [{ repositoryName: 'app', repositoryUri: 'x.amazonaws.com/app' }] }
      if (operation === 'DescribeImages')
        return input.nextToken === undefined
          ? { imageDetails: [image('1', { CRITICAL: 9 })], nextToken: 'more' }
          : { imageDetails: [image('2', { HIGH: 1 }), image('3')] }
      if (operation === 'ListClusters')
        return { clusterArns: ['arn:aws:ecs:us-east-1:1:cluster/main'] }
      if (operation === 'ListServices')
        return { serviceArns: ['arn:aws:ecs:us-east-1:1:service/main/web'] }
      if (operation === 'DescribeServices')
        return { services: [{ serviceName: 'web', status: 'ACTIVE', taskDefinition: 'web:1' }] }
      if (operation === 'DescribeTaskDefinition')
        return { taskDefinition: { containerDefinitions: [{ image: 'x.amazonaws.com/app:2' }] } }
      return {}
    })
    const answer = await answerOf(imageFindings, { clients })
    assert.deepEqual(membersOf(answer, 'Tag'), ['2', '1', '3'])
    assert.deepEqual(membersOf(answer, 'RunsIn'), ['web (main)', undefined, undefined])
  })

  it('are those of newer basic scans too, which no list of images tells', async () => {
    const scans: Record<string, Record<string, unknown>> = {
      'sha256:1': {
        imageScanStatus: { status: 'COMPLETE' },
        imageScanFindings: { findingSeverityCounts: { CRITICAL: 2 } },
      },
      'sha256:2': {
        imageScanStatus: { status: 'COMPLETE' },
        imageScanFindings: { imageScanCompletedAt: new Date(0) },
      },
    }
    const answering = (images: readonly string[]) =>
      scriptedClients(({ operation, input }) => {
        if (operation === 'DescribeRepositories')
          return { repositories: [{ repositoryName: 'app', repositoryUri: 'x.amazonaws.com/app' }] }
        if (operation === 'DescribeImages')
          return {
            imageDetails: images.map((tag) => ({
              ...image(tag),
              ...(tag === '4' && { imageScanStatus: { status: 'UNSUPPORTED_IMAGE' } }),
            })),
          }
        if (operation !== 'DescribeImageScanFindings') return {}
        const scan = scans[Object.values(input.imageId ?? {}).join()]
        if (scan === undefined) throw awsError('ScanNotFoundException', 'no scan', 400)
        return scan
      }).clients
    const of = (...images: string[]) =>
      answerOf(imageFindings, { clients: answering(images), services: ['ecr'] })
    assert.equal(
      (await of('1', '2', '3', '4')).summary,
      '1 of 4 container images in us-east-1 has findings of HIGH or worse:\n' +
        '- app:1, 2 critical, where it runs is not known \n\n' +
        '2 images in us-east-1 are without a scan, so what is in them is not known: of app (1 unsupported image).',
    )
    assert.match(
      (await of('2', '3')).summary ?? '',
      /^No container image in us-east-1 that was scanned has findings of HIGH or worse \(1 of 2 were\)\./,
    )
    assert.match(
      (await of('3', '4')).summary ?? '',
      /^None of 2 container images in us-east-1 was scanned\./,
    )
  })

  it('are not said to be none where something was not read, nor in an empty account made up', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'DescribeImages') throw awsError('AccessDeniedException', 'no', 400)
      return undefined
    })
    const { summary } = await answerOf(imageFindings, { clients })
    assert.match(
      summary ?? '',
      /^Incomplete, without ecr:DescribeImages of 4 of 4 ECR repos\. 0 container images could be seen/,
    )
    const empty = await answerOf(imageFindings, { clients: scriptedClients(() => ({})).clients })
    assert.equal(empty.summary, 'There is no container image in ECR in us-east-1.')
  })
})
