// Serves this folder, and asks the gateway at its side for development tokens.
//
//   node server.js [http://localhost:8080]

import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const GATEWAY = process.argv[2] ?? 'http://localhost:8080';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const server = createServer(async (request, response) => {
  const { pathname, search } = new URL(request.url, 'http://localhost');
  if (pathname === '/dev/token') {
    const answer = await fetch(GATEWAY + pathname + search);
    response.writeHead(answer.status).end(await answer.text());
    return;
  }
  const file = join(import.meta.dirname, normalize(pathname === '/' ? '/index.html' : pathname));
  const type = TYPES[extname(file)];
  if (type && existsSync(file)) {
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` });
    createReadStream(file).pipe(response);
  } else {
    response.writeHead(404).end();
  }
});

server.listen(8090, '127.0.0.1', () =>
  console.log(`http://localhost:8090/?user=alice&gateway=${GATEWAY}`),
);
