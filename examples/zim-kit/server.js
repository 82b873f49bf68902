// Serves this folder, and asks the gateway at its side for development tokens.
//
//   node server.js [gateway's address [port]]

import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const [gateway = 'http://127.0.0.1:8080', port = '8090'] = process.argv.slice(2);
const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const server = createServer(async (request, response) => {
  const { pathname, search } = new URL(request.url, 'http://localhost');
  const file = join(FOLDER, normalize(pathname === '/' ? '/index.html' : pathname));
  const type = TYPES[extname(file)];
  if (pathname === '/token') {
    await token(search, response);
  } else if (type && existsSync(file)) {
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` });
    createReadStream(file).pipe(response);
  } else {
    response.writeHead(404).end();
  }
});

/** An application signs one for the user who is signed in to it. */
async function token(search, response) {
  try {
    const answer = await fetch(new URL(`/dev/token${search}`, gateway));
    response.writeHead(answer.status).end(await answer.text());
  } catch {
    response.writeHead(502).end(`No gateway at ${gateway}\n`);
  }
}

server.listen(Number(port), '127.0.0.1', () => {
  const page = `http://127.0.0.1:${server.address().port}/`;
  console.log(`${page}?${new URLSearchParams({ gateway })}`);
});
