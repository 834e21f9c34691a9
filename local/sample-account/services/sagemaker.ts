import type { Answers, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { arn, company, mainRegion, tags } from '../facts/company.ts'
import {
  endpoints,
  models,
  notebooks,
  sagemakerArn,
  trainingJobs,
} from '../facts/machine-learning.ts'
import { equals, find, listing } from '../listing.ts'

const missing = {
  name: 'ValidationException',
  message: (id: string) => `Could not find "${id}".`,
}

export const answers: Answers = {
  ListEndpoints: listing({
    as: 'Endpoints',
    from: (at) => here(at, endpoints).map((one) => endpoint(one, at)),
    where: equals('StatusEquals', 'EndpointStatus'),
  }),
  DescribeEndpoint: (input, at) => {
    const all = here(at, endpoints)
    const found = find(all, text(input, 'EndpointName'), { by: ['name'], missing })
    return {
      ...endpoint(found, at),
      EndpointConfigName: found.model,
      ProductionVariants: [
        { VariantName: 'all', CurrentInstanceCount: found.count, CurrentWeight: 1 },
      ],
    }
  },
  ListEndpointConfigs: listing({
    as: 'EndpointConfigs',
    from: (at) => here(at, endpoints).map((one) => endpointConfig(one, at)),
  }),
  DescribeEndpointConfig: (input, at) => {
    const all = here(at, endpoints)
    const found = find(all, text(input, 'EndpointConfigName'), { by: ['model'], missing })
    return {
      ...endpointConfig(found, at),
      ProductionVariants: [
        {
          VariantName: 'all',
          ModelName: found.model,
          InitialInstanceCount: found.count,
          InstanceType: found.type,
        },
      ],
    }
  },
  ListModels: listing({
    as: 'Models',
    from: (at) => here(at, models).map((one) => model(one, at)),
  }),
  DescribeModel: (input, at) => {
    const found = find(here(at, models), text(input, 'ModelName'), { by: ['name'], missing })
    return {
      ...model(found, at),
      ExecutionRoleArn: arn('iam', '', 'role/sagemaker-execution'),
      // Looks secret, and is planted: what reads it must redact it.
      PrimaryContainer: {
        Image: `${company.accountId}.dkr.ecr.us-east-1.amazonaws.com/recommendations:7`,
        Environment: { FEATURE_STORE_TOKEN: 'sample-only-feature-token' },
      },
    }
  },
  ListTrainingJobs: listing({
    as: 'TrainingJobSummaries',
    from: (at) => here(at, trainingJobs).map((one) => trainingJob(one, at)),
    where: equals('StatusEquals', 'TrainingJobStatus'),
  }),
  DescribeTrainingJob: (input, at) => {
    const all = here(at, trainingJobs)
    const found = find(all, text(input, 'TrainingJobName'), { by: ['name'], missing })
    return {
      ...trainingJob(found, at),
      SecondaryStatus: found.status,
      ...('reason' in found && { FailureReason: found.reason }),
      RoleArn: arn('iam', '', 'role/sagemaker-execution'),
      ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 100 },
      ModelArtifacts: {
        S3ModelArtifacts: `s3://quillmarket-backups/models/${found.name}/model.tar.gz`,
      },
      StoppingCondition: { MaxRuntimeInSeconds: 14_400 },
      BillableTimeInSeconds: found.minutes * 60,
    }
  },
  ListNotebookInstances: listing({
    as: 'NotebookInstances',
    from: (at) => here(at, notebooks).map((one) => notebook(one, at)),
  }),
  DescribeNotebookInstance: (input, at) => {
    const name = text(input, 'NotebookInstanceName')
    const found = find(here(at, notebooks), name, { by: ['name'], missing })
    return { ...notebook(found, at), RoleArn: arn('iam', '', 'role/sagemaker-execution') }
  },
  ListTags: () => ({ Tags: tags('', { env: 'prod', owner: 'priya.raman' }).slice(1) }),
}

const here = <T>(at: Place, all: readonly T[]) => (at.region === mainRegion ? all : [])

const times = (created: Date, modified = created) => ({
  CreationTime: created,
  LastModifiedTime: modified,
})

function endpoint({ name, createdDaysAgo }: (typeof endpoints)[number], at: Place) {
  return {
    EndpointName: name,
    EndpointArn: sagemakerArn(`endpoint/${name}`),
    EndpointStatus: 'InService',
    ...times(daysAgo(at, createdDaysAgo)),
  }
}

function endpointConfig({ model: name, createdDaysAgo }: (typeof endpoints)[number], at: Place) {
  return {
    EndpointConfigName: name,
    EndpointConfigArn: sagemakerArn(`endpoint-config/${name}`),
    CreationTime: daysAgo(at, createdDaysAgo),
  }
}

function model({ name, createdDaysAgo }: (typeof models)[number], at: Place): Output {
  return {
    ModelName: name,
    ModelArn: sagemakerArn(`model/${name}`),
    CreationTime: daysAgo(at, createdDaysAgo),
  }
}

function trainingJob(one: (typeof trainingJobs)[number], at: Place) {
  const ended = daysAgo(at, one.startedDaysAgo - one.minutes / (24 * 60))
  return {
    TrainingJobName: one.name,
    TrainingJobArn: sagemakerArn(`training-job/${one.name}`),
    TrainingJobStatus: one.status,
    ...times(daysAgo(at, one.startedDaysAgo), ended),
    TrainingEndTime: ended,
  }
}

function notebook(one: (typeof notebooks)[number], at: Place) {
  return {
    NotebookInstanceName: one.name,
    NotebookInstanceArn: sagemakerArn(`notebook-instance/${one.name}`),
    NotebookInstanceStatus: 'InService',
    InstanceType: one.type,
    ...times(daysAgo(at, one.createdDaysAgo), daysAgo(at, one.touchedDaysAgo)),
  }
}
