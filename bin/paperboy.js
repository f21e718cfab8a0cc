#!/usr/bin/env node
// The first file to run: old enough in its syntax to say on any Node what is needed.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(`paperboy needs Node 24 or newer; this is ${process.versions.node}. See https://nodejs.org`);
  process.exitCode = 2;
} else {
  await import('../dist/main.js');
}
