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
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { npm } = require('./toolchain');

function workspaceFiles(root) {
  const files = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const folder of ['packages', 'plugins']) {
    for (const name of fs.readdirSync(path.join(root, folder)).sort()) {
      const file = path.join(folder, name, 'package.json');
      if (fs.existsSync(path.join(root, file))) {
        files.push(file);
      }
    }
  }
  return files;
}

/** What the installed packages depend on: the same fingerprint needs no new install. */
function fingerprint(root, nodeVersion) {
  const hash = createHash('sha256');
  hash.update(`${nodeVersion} ${process.platform} ${process.arch}`);
  for (const file of workspaceFiles(root)) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

/** Settings that npm knows and yarn needs: a mirror, a proxy, a place for its cache. */
function networkSettings(env) {
  const settings = {};
  const { status, stdout } = npm(['config', 'ls'], {
    cwd: os.tmpdir(),
    encoding: 'utf8',
  });
  const mirror = status === 0 && /^registry = "(.+)"/m.exec(stdout)?.[1];
  if (mirror && !env.YARN_NPM_REGISTRY_SERVER) {
    settings.YARN_NPM_REGISTRY_SERVER = mirror.replace(/\/$/, '');
  }
  const httpsProxy = env.HTTPS_PROXY ?? env.https_proxy;
  const httpProxy = env.HTTP_PROXY ?? env.http_proxy;
  if (httpsProxy && !env.YARN_HTTPS_PROXY) {
    settings.YARN_HTTPS_PROXY = httpsProxy;
  }
  if (httpProxy && !env.YARN_HTTP_PROXY) {
    settings.YARN_HTTP_PROXY = httpProxy;
  }
  return settings;
}

function cacheSettings(root, env) {
  try {
    fs.accessSync(os.homedir(), fs.constants.W_OK);
    return {};
  } catch {
    return env.YARN_GLOBAL_FOLDER
      ? {}
      : { YARN_GLOBAL_FOLDER: path.join(root, '.cache/yarn') };
  }
}

/**
 * Installs the packages when they are missing or what they depend on has changed.
 *
 * @param {string} root the repository
 * @param {{ env: NodeJS.ProcessEnv, nodeVersion: string }} options
 * @throws Error when yarn fails; its own messages stand above
 */
function ensureInstalled(root, { env, nodeVersion }) {
  const stampFile = path.join(root, 'node_modules/.cache/ai-credits-install');
  const wanted = fingerprint(root, nodeVersion);
  const stamp = fs.existsSync(stampFile)
    ? fs.readFileSync(stampFile, 'utf8')
    : undefined;
  if (stamp === wanted) {
    return;
  }
  console.log(
    stamp
      ? 'The list of packages has changed: updating them'
      : 'Installing packages; this takes a minute or two the first time',
  );
  const { status, error } = spawnSync('yarn', ['install', '--immutable'], {
    cwd: root,
    env: { ...env, ...networkSettings(env), ...cacheSettings(root, env) },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    throw new Error(
      `Installing the packages failed${
        error ? `: ${error.message}` : ''
      }; see yarn's messages above. Once the cause is removed, the same command goes on from here.`,
    );
  }
  fs.mkdirSync(path.dirname(stampFile), { recursive: true });
  fs.writeFileSync(stampFile, wanted);
}

module.exports = { ensureInstalled };
