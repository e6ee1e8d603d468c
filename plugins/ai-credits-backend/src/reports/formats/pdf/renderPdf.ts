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

import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { ReportContents } from 'backstage-plugin-ai-credits-common';
import { dirname } from 'path';
import { Worker } from 'worker_threads';
import { ink } from './colours';
import { documentOf } from './document';

/** What takes longer is given up. */
const TIMEOUT_MS = 30_000;
/** The most memory that one document may take. */
const MEMORY_MB = 256;
/** Documents that are set at a time; others wait for their turn. */
const AT_A_TIME = 2;
const WAITING = 20;

/** The name of the second font in documents. */
const OTHER = 'Other';

/** Sets reports as PDF. */
export type RenderPdf = (contents: ReportContents) => Promise<Buffer>;

/**
 * A press that sets documents in threads of their own, in bounded time and
 * memory, a few at a time.
 *
 * @param fonts - files of a second font, for letters that the bundled one lacks
 */
export function createPdfPress(fonts?: {
  normal: string;
  bold: string;
}): RenderPdf {
  const folder = dirname(require.resolve('pdfmake/fonts/Roboto.js'));
  const dictionary = {
    Roboto: {
      normal: `${folder}/Roboto/Roboto-Regular.ttf`,
      bold: `${folder}/Roboto/Roboto-Medium.ttf`,
    },
    ...(fonts ? { [OTHER]: fonts } : {}),
  };
  let running = 0;
  const queue: Array<() => void> = [];

  return async contents => {
    if (running >= AT_A_TIME) {
      if (queue.length >= WAITING) {
        throw new ServiceUnavailableError(
          'Too many documents are being made; try again in a moment',
        );
      }
      await new Promise<void>(resolve => {
        queue.push(resolve);
      });
    }
    running += 1;
    try {
      const { definition, footer, header } = documentOf(
        contents,
        fonts ? { otherFont: OTHER } : {},
      );
      return await inThread({
        definition,
        footer,
        header,
        ink,
        fonts: dictionary,
      });
    } finally {
      running -= 1;
      queue.shift()?.();
    }
  };
}

function inThread(workerData: object): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(
      resolvePackagePath(
        'backstage-plugin-ai-credits-backend',
        'workers/renderPdf.js',
      ),
      {
        workerData,
        resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
        // Hooks that load TypeScript are of no use to it.
        execArgv: [],
      },
    );
    const timer = setTimeout(() => {
      reject(
        new ServiceUnavailableError(
          `The document took longer than ${TIMEOUT_MS / 1_000} seconds`,
        ),
      );
      worker.terminate();
    }, TIMEOUT_MS);
    worker.once('message', (bytes: Uint8Array) => {
      resolve(Buffer.from(bytes));
    });
    worker.once('error', reject);
    worker.once('exit', code => {
      clearTimeout(timer);
      reject(new Error(`The document could not be set (${code})`));
    });
  });
}
