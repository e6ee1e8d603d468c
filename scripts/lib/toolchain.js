/*
 * Copyright 2026 The AI Credits Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { childEnvironment } = require('./environment');

const NODE_VERSION = '24.21.0';
const YARN_VERSION = '4.13.0';

/** Whether Backstage supports this version of Node. */
function isSupportedNode(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 12);
}

function yarnVersion(root) {
  const { status, stdout } = spawnSync('yarn', ['--version'], {
    cwd: root,
    env: childEnvironment(process.env, []),
    encoding: 'utf8',
    timeout: 30_000,
    shell: process.platform === 'win32',
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** Runs npm: the one that runs this script where there is one, else the one on PATH. */
function npm(args, options) {
  const cli = process.env.npm_execpath;
  return cli && /npm-cli\.c?js$/.test(cli) && fs.existsSync(cli)
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, {
        ...options,
        shell: process.platform === 'win32',
      });
}

function installTool(folder, specs, description) {
  console.log(`Installing ${description} into .cache/toolchain`);
  fs.mkdirSync(folder, { recursive: true });
  // Without a package.json of its own npm would look for one further up.
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    `${JSON.stringify({ name: 'toolchain', private: true }, undefined, 2)}\n`,
  );
  const flags = ['--prefix', folder, '--save=false', '--package-lock=false'];
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
  let output = '';
  // The exact version first; where a registry lacks it, the newest of the same line.
  for (const spec of specs) {
    const { status, error, stdout, stderr } = npm(
      ['install', ...flags, ...quiet, '--loglevel=error', spec],
      { cwd: folder, encoding: 'utf8' },
    );
    if (status === 0) {
      return;
    }
    output += `${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`;
  }
  throw new Error(
    `Could not install ${description}. npm said:\n${output.trim()}\n\n` +
      `Check the network and npm's registry setting, or put Node 24 (or 22.12 and later) and yarn 4 on PATH yourself.`,
  );
}

function ensureNode(folder) {
  if (isSupportedNode(process.version)) {
    return { node: process.execPath, nodeVersion: process.version };
  }
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = path.join(folder, 'node_modules', name, 'bin', executable);
  const installed = () => {
    const run = spawnSync(node, ['--version'], { encoding: 'utf8' });
    return run.status === 0 ? run.stdout.trim() : undefined;
  };
  if (!installed()) {
    installTool(
      path.join(folder),
      [`${name}@${NODE_VERSION}`, `${name}@24`],
      `Node ${NODE_VERSION} (this is Node ${process.version}, the portal needs 22.12 or later)`,
    );
  }
  const nodeVersion = installed();
  if (!nodeVersion) {
    throw new Error(
      `The Node that npm installed at ${node} does not run on this machine. Put Node 24 on PATH and start again.`,
    );
  }
  return { node, nodeVersion };
}

function ensureYarn(root, folder) {
  const present = yarnVersion(root);
  if (present && Number(present.split('.')[0]) >= 4) {
    return [];
  }
  const cli = path.join(folder, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js');
  if (!fs.existsSync(cli)) {
    installTool(
      folder,
      [`@yarnpkg/cli-dist@${YARN_VERSION}`, '@yarnpkg/cli-dist@4'],
      `yarn ${YARN_VERSION}`,
    );
  }
  // npm's package ships yarn.js without the executable bit.
  const bin = path.join(folder, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  fs.writeFileSync(
    path.join(bin, 'yarn'),
    `#!/bin/sh\nexec node "${cli}" "$@"\n`,
    { mode: 0o755 },
  );
  fs.writeFileSync(path.join(bin, 'yarn.cmd'), `@node "${cli}" %*\r\n`);
  return [bin];
}

/**
 * Finds or installs a supported Node and yarn 4.
 *
 * @param {string} root the repository
 * @returns {{ node: string, nodeVersion: string, pathEntries: string[] }}
 *   pathEntries go first on PATH
 * @throws Error saying what npm said when something cannot be installed
 */
function ensureToolchain(root) {
  const nodeFolder = path.join(root, '.cache/toolchain/node');
  const yarnFolder = path.join(root, '.cache/toolchain/yarn');
  const { node, nodeVersion } = ensureNode(nodeFolder);
  return {
    node,
    nodeVersion,
    pathEntries: [...ensureYarn(root, yarnFolder), path.dirname(node)],
  };
}

module.exports = { ensureToolchain, isSupportedNode, npm };
