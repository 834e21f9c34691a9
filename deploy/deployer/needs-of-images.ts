import { z } from 'zod'
import { arnIn } from '../../stacks/place.ts'
import { type Asked, changes, looks, type Need, throughService } from './need.ts'

/** awsx makes of it a repository and its lifecycle policy. */
export function ofRepository({ inputs, place }: Asked): Need[] {
  const repository = [arnIn(place, 'ecr', `repository/${inputs.name}`)]
  const [encryption] = encryptions.parse(inputs.encryptionConfigurations)
  return [
    looks(
      'ReadRepositories',
      [
        'ecr:DescribeRepositories',
        'ecr:GetLifecyclePolicy',
        // Which the program asks, for tags that are there already.
        'ecr:ListImages',
        'ecr:ListTagsForResource',
      ],
      repository,
    ),
    changes(
      'ChangeRepositories',
      [
        'ecr:CreateRepository',
        'ecr:DeleteLifecyclePolicy',
        'ecr:DeleteRepository',
        'ecr:PutImageScanningConfiguration',
        'ecr:PutImageTagMutability',
        'ecr:PutLifecyclePolicy',
        'ecr:TagResource',
        'ecr:UntagResource',
        // By which Lambda lets itself pull, in the name of who makes the function.
        'ecr:GetRepositoryPolicy',
        'ecr:SetRepositoryPolicy',
        // A push, which looks first for what is there.
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:CompleteLayerUpload',
        'ecr:GetDownloadUrlForLayer',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ],
      repository,
    ),
    ...throughService(
      'RepositoryKey',
      'ecr',
      ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'],
      { inputs: { kmsKeyArn: encryption?.kmsKey }, place },
    ),
  ]
}

/** Docker's own; its token takes no resource, and opens only what else is allowed. */
export const ofImage = (): Need[] => [
  looks('SignInToRegistry', ['ecr:GetAuthorizationToken'], ['*']),
]

const encryptions = z.array(z.looseObject({ kmsKey: z.string().optional() })).default([])
