import { expect, test } from '@playwright/test';
import { listingIn } from '../../fixtures/matchers/listing.ts';

const LISTINGS: Readonly<Record<string, string>> = {
  nginx:
    '<html><head><title>Index of /static/</title></head><body><h1>Index of /static/</h1><hr><pre><a href="../">../</a>',
  Apache: '<title>Index of /static</title><h1>Index of /static</h1><a href="/">Parent Directory</a>',
  lighttpd: '<title>Index of /static/</title><h2>Index of /static/</h2>',
  Caddy: '<span class="meta-item"><b>3</b> directories</span>',
  'Python http.server': '<h1>Directory listing for /static/</h1>',
  Tomcat: '<title>Directory Listing For [/static/]</title>',
  Jetty: '<title>Directory: /static/</title>',
  IIS: '<pre><A HREF="/">[To Parent Directory]</A><br>',
  'serve-index': '<title>listing directory /static/</title>',
  serve: '<title>Files within static/</title>',
  'Go http.FileServer':
    '<!doctype html>\n<meta name="viewport">\n<pre>\n<a href="app.js">app.js</a>\n<a href="old/">old/</a>\n</pre>\n',
  'a link upwards': '<ul><li><a href="../">..</a></li></ul><a href="../">Parent Directory</a>',
  'object store': '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
};

const OTHERS: Readonly<Record<string, string>> = {
  'an ordinary page': '<html><head><title>Videos</title></head><body><a href="/">Home</a></body></html>',
  'an index in prose': '<title>Index of refraction</title><p>Index of /static/ is what servers write.</p>',
  'code with one link': '<pre>npm install <a href="/x">x</a></pre>',
  'an empty body': '',
};

for (const [name, body] of Object.entries(LISTINGS)) {
  test(`fires on ${name}`, () => {
    expect(listingIn(body)).toBeDefined();
  });
}

for (const [name, body] of Object.entries(OTHERS)) {
  test(`does not fire on ${name}`, () => {
    expect(listingIn(body)).toBeUndefined();
  });
}
