// In the place of the native part of AWS's runtime, which is compiled for its base image: asks for
// invocations and sends buffered answers, each after the one before it. All else is AWS's own.
const { Agent, request } = require('node:http')

const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':')
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

module.exports = {
  next: () => call('GET', 'next'),
  done: (id, body) => void call('POST', `${id}/response`, body),
  error: (id, body) =>
    void call('POST', `${id}/error`, body, {
      'lambda-runtime-function-error-type': JSON.parse(body).errorType,
    }),
}

function call(method, path, body = '', headers = {}) {
  const address = { hostname, port, path: `/2018-06-01/runtime/invocation/${path}` }
  return new Promise((resolve, reject) => {
    const sent = request({ ...address, method, agent, headers }, async (response) => {
      const chunks = await response.toArray()
      resolve({ bodyJson: Buffer.concat(chunks).toString(), headers: response.headers })
    })
    sent.once('error', reject).end(body)
  })
}
