import assert from 'node:assert/strict'
import { changeRequest } from '../../../tools/questions/change-request.ts'
import orderedElsewhere from './change-requests.json' with { type: 'json' }

describe('changeRequest', () => {
  const orders: [question: string, verb: string][] = [
    ['stop i-0123456789abcdef0', 'stop'],
    ['Please terminate all instances in us-east-1', 'terminate'],
    ['Can you reboot the bastion?', 'reboot'],
    ['delete the bucket logs', 'delete'],
    ['I want you to resize the web fleet', 'resize'],
    ['list the instances and then stop them', 'stop'],
    ['find unattached volumes and delete them', 'delete'],
    ['Which volumes are unattached? Delete them.', 'delete'],
    ['open port 22 to the world', 'open'],
    ['tag i-0123456789abcdef0 with Owner=alice', 'tag'],
    ['could you please make the bucket public', 'make'],
    ['shut down the staging environment', 'shut'],
    ['turn off versioning on bucket logs', 'turn off'],
    ['roll back checkout-api', 'roll back'],
    ['add a rule to sg-0123456789abcdef0', 'add'],
    ['empty the bucket logs', 'empty'],
    ['restart the checkout-api service', 'restart'],
    ['create a bucket', 'create'],
    ['scale the web group to 10', 'scale'],
    ['revoke the access keys of bob', 'revoke'],
  ]
  for (const [question, verb] of orders) {
    it(`hears an order in “${question}”`, () => assert.equal(changeRequest(question), verb))
  }

  for (const question of [
    ...orderedElsewhere,
    'get rid of the old snapshots',
    'nuke staging',
    'we should delete the volumes',
    'take a snapshot of orders-db',
    'can you pull the plug on search-1?',
    'isolate that instance',
    'quarantine i-0123456789abcdef0',
    'invalidate the CloudFront cache',
    're-run the pipeline',
    'acknowledge the alarm',
    "take away bob's permissions",
    'kick out mallory',
    'buy a savings plan',
    'request a quota increase for GPUs',
    'file a support ticket',
    'double the capacity',
    'log everyone out',
    'get those deleted',
    "I'd like web-1 rebooted",
    'please see to it that the queue is emptied',
  ]) {
    it(`hears an order in “${question}”`, () => assert.ok(changeRequest(question)))
  }

  const questions = [
    'launch templates',
    'change history of the stack',
    'open incidents',
    'stop reason of the tasks',
    'give me a list of instances',
    'make a list of buckets',
    'update status',
    'which instances are running in us-east-1?',
    'which instances are stopped?',
    'show me the running tasks',
    'what changed in prod in the last hour?',
    'what is open to the internet?',
    'show security groups open to the world',
    'who created the bucket logs?',
    'list launch templates',
    'which buckets allow public access?',
    'when was i-0123456789abcdef0 launched?',
    'list scheduled changes',
    'how many instances start with web?',
    'show the set of subnets',
    'is versioning enabled on bucket logs?',
    'what will break soon?',
    'list placement groups',
    'what is about to expire?',
    'did any stack fail to deploy?',
    'who is allowed to delete buckets?',
    'get the volumes that are not encrypted',
    'do we have the buckets encrypted?',
    'I want to know whether those are encrypted',
    'order the buckets by size',
    'request count of the load balancer',
    'file systems',
    'double check the backups',
    'resolve the name pay.quillmarket.example',
  ]
  for (const question of questions) {
    it(`hears none in “${question}”`, () => assert.equal(changeRequest(question), undefined))
  }
})
