#!/usr/bin/env node
// The first file to run: old enough in its syntax to say on any Node what is needed.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 6)) {
  console.error(`paperboy needs Node 24.6 or newer; this is ${process.versions.node}. See https://nodejs.org`);
  process.exitCode = 2;
} else {
  await import('../dist/main.js');
}
