'use strict';

// The log API: POST /visits notes one, GET /visits tells how many there have been, and of the last one.
const http = require('http');
const Visits = require('visits');

const visits = new Visits();

function answer(response, status, value) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}

const server = http.createServer(async (request, response) => {
  if (request.url !== '/visits') {
    answer(response, 404, { error: 'There are only /visits here.' });
  } else if (request.method === 'POST') {
    let visitor = '';
    for await (const chunk of request) {
      visitor += chunk;
    }
    console.log(`visit of ${visitor}`);
    answer(response, 200, visits.add(visitor));
  } else {
    answer(response, 200, visits.summary());
  }
});

server.listen(80, () => console.log('The log API listens'));
process.on('SIGTERM', () => process.exit(0));
