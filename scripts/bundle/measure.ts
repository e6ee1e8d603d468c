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
import { build } from 'esbuild';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const ROOT = path.resolve(__dirname, '../..');
const SOURCES = 'plugins/ai-credits/src';
const ENTRY = path.join(ROOT, SOURCES, 'index.ts');

/**
 * What every portal has loaded before this plugin: React, the router, Material
 * UI and Backstage's own packages. Whatever else the plugin needs is its weight.
 */
const OF_THE_HOST = [
  'react',
  'react-dom',
  'react-router',
  'react-router-dom',
  '@material-ui/*',
  '@backstage/*',
];

/** A file that the browser loads. */
export interface Chunk {
  name: string;
  gzip: number;
  /** Packages that it holds something of. */
  packages: string[];
}

/** What the plugin adds to a portal's app. */
export interface Bundle {
  /** The chunk that the app loads at once, and what it cannot do without. */
  initial: Chunk[];
  /** Chunks that are loaded when a page or a chart is opened. */
  lazy: Chunk[];
  gzip: number;
  /**
   * The chunks that the browser has once some modules were loaded, the initial
   * ones among them.
   *
   * @param modules - what is imported when needed, by its path below the plugin's `src`
   */
  opened(modules: readonly string[]): Chunk[];
}

/** The bytes of some chunks. */
export function weightOf(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, { gzip }) => sum + gzip, 0);
}

function packageOf(input: string): string | undefined {
  const parts = input.split('node_modules/').pop()!.split('/');
  if (!input.includes('node_modules/')) {
    return undefined;
  }
  return parts[0].startsWith('@') ? `${parts[0]}/${parts[1]}` : parts[0];
}

/** Bundles the plugin as an app does, minified and split, and weighs it with gzip. */
export async function measureBundle(): Promise<Bundle> {
  const result = await build({
    entryPoints: [ENTRY],
    absWorkingDir: ROOT,
    outdir: path.join(ROOT, 'dist-bundle'),
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    external: OF_THE_HOST,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const { outputs } = result.metafile;
  const chunks = new Map<string, Chunk>();
  for (const file of result.outputFiles) {
    const name = path.relative(ROOT, file.path).split(path.sep).join('/');
    const packages = Object.entries(outputs[name].inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .flatMap(([input]) => packageOf(input) ?? []);
    chunks.set(name, {
      name,
      gzip: gzipSync(file.contents).length,
      packages: [...new Set(packages)].sort(),
    });
  }

  /** The chunk that begins with a module, and those that it imports at once. */
  const closureOf = (modules: readonly string[]) => {
    const found = new Set<string>();
    const follow = (name: string) => {
      if (!found.has(name)) {
        found.add(name);
        outputs[name].imports
          .filter(
            ({ kind, external }) => kind === 'import-statement' && !external,
          )
          .forEach(({ path: next }) => follow(next));
      }
    };
    for (const module of modules) {
      const entry = Object.keys(outputs).find(
        name => outputs[name].entryPoint === `${SOURCES}/${module}`,
      );
      if (!entry) {
        throw new Error(`${module} has no chunk of its own`);
      }
      follow(entry);
    }
    return found;
  };
  const all = [...chunks.values()];
  const opened = (modules: readonly string[]) => {
    const names = closureOf(['index.ts', ...modules]);
    return all.filter(({ name }) => names.has(name));
  };
  const initial = opened([]);
  return {
    initial,
    lazy: all.filter(chunk => !initial.includes(chunk)),
    gzip: weightOf(all),
    opened,
  };
}
