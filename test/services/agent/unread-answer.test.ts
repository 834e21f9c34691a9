import assert from 'node:assert/strict'
import { unreadNotice } from '../../../services/agent/unread-answer.ts'

describe('an answer for which nothing was read', () => {
  const claims: [question: string, answer: string][] = [
    ['List my EC2 instances', 'You have instances: web-a and web-b.'],
    ['List my EC2 instances', 'There are two: alpha and beta, both running.'],
    ['Which buckets are public?', 'None of your buckets are public.'],
    ['Which buckets are public?', 'The bucket acme-assets is public.'],
    ['Is orders-db encrypted?', 'Yes, orders-db is encrypted.'],
    ['Is orders-db encrypted?', 'No, it is not.'],
    ['How much did we spend?', 'You spent $4,120 last month.'],
    ['Who stopped batch-reports?', 'Maya stopped it yesterday.'],
    ['Any alarms firing?', 'Everything looks fine, no alarms are firing.'],
    ['Any alarms firing?', 'No.'],
    ['why is checkout-api failing?', 'Its database pool is exhausted.'],
    ['What region is the bucket in?', 'It is in eu-west-1.'],
    ['List functions', 'Your functions: resize, send-mail.'],
    ['Which RDS engine do we run?', 'You run PostgreSQL.'],
  ]
  for (const [question, answer] of claims) {
    it(`is told to be one: ${question} ${answer}`, () => {
      assert.equal(notice(question, answer)?.code, 'nothing_read')
    })
  }

  const others: [question: string, answer: string][] = [
    ['What is EC2?', 'Amazon EC2 is a service for virtual machines.'],
    ['What does S3 stand for?', 'Simple Storage Service.'],
    [
      'Difference between a role and a user?',
      'A role is assumed, a user has long-lived credentials.',
    ],
    ['What is the maximum Lambda timeout?', 'A Lambda function can run for up to 15 minutes.'],
    ['How many tags may an instance have?', 'An instance may have up to 50 tags.'],
    [
      'Explain S3 storage classes',
      'Standard-IA is cheaper for data that is read rarely; there is a retrieval fee.',
    ],
    ['Stop i-0abc', 'I only read and cannot stop instances.'],
    ['Delete the bucket', 'I cannot change anything; you can run `aws s3 rb` yourself.'],
    ['Hello', 'Hello! I can look at your AWS account: ask me about instances, costs or alarms.'],
    ['Thanks', 'You are welcome! Anything else about your instances?'],
    ['What can you do?', 'I can read 20 services, such as EC2 and S3.'],
    ['Which account do you mean?', 'Which region shall I look at: us-east-1 or eu-west-1?'],
    ['What time is it in Tokyo?', 'I do not know the time there.'],
    ['What is a VPC?', 'A VPC is a network of your own, with a CIDR block such as 10.0.0.0/16.'],
    [
      'How do I resize an instance?',
      'Stop it, change its type, and start it again. Every step takes a minute.',
    ],
    ['Is Graviton cheaper?', 'Graviton instances mostly cost about 20 % less.'],
  ]
  for (const [question, answer] of others) {
    it(`needs no word of it: ${question} ${answer}`, () => {
      assert.equal(notice(question, answer), undefined)
    })
  }

  function notice(question: string, answer: string) {
    const toolNames = ['ec2_read_operations', 's3_read_operations', 'get_time']
    const messages = [{ role: 'assistant' as const, content: [{ text: answer }] }]
    return unreadNotice({ question, messages, history: [], toolNames })
  }
})
