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

// @ts-check

/**
 * Sets one document, in a thread of its own: layout takes a good part of a
 * second that no request should wait for. Plain JavaScript, so that a thread
 * can load it in development and once it is installed.
 */
const { parentPort, workerData } = require('worker_threads');
const pdfmake = require('pdfmake');

/**
 * Tables have lines between their rows and none between their columns.
 *
 * @param {{ top: string, rows: string, bottom: string }} colours
 */
function layout({ bottom, rows, top }) {
  return {
    hLineWidth: () => 0.6,
    vLineWidth: () => 0,
    hLineColor: (
      /** @type {number} */ i,
      /** @type {{ table: { body: unknown[] } }} */ node,
    ) => {
      if (i === 0) {
        return top;
      }
      return i === node.table.body.length ? bottom : rows;
    },
    paddingLeft: (/** @type {number} */ i) => (i === 0 ? 0 : 6),
    paddingRight: (
      /** @type {number} */ i,
      /** @type {{ table: { widths: unknown[] } }} */ node,
    ) => (i === node.table.widths.length - 1 ? 0 : 6),
    paddingTop: () => 3,
    paddingBottom: () => 3,
  };
}

async function main() {
  const { definition, fonts, footer, header, ink } = workerData;
  pdfmake.setTableLayouts({
    stats: layout({ top: ink.line, rows: ink.line, bottom: ink.line }),
    facts: layout({ top: ink.faint, rows: ink.faint, bottom: ink.faint }),
    rows: layout({ top: '#ffffff', rows: ink.line, bottom: ink.line }),
  });
  pdfmake.setFonts(fonts);
  // A document refers to nothing outside of it but its fonts.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(path =>
    Object.values(fonts).some(font => Object.values(font).includes(path)),
  );
  // Clear of what stands above it.
  const margin = [48, 14, 48, 0];
  const buffer = await pdfmake
    .createPdf({
      ...definition,
      // A heading at the foot of a page belongs on the next.
      pageBreakBefore: (
        /** @type {{ headlineLevel?: number, startPosition: { verticalRatio: number } }} */ node,
      ) =>
        (node.headlineLevel === 1 && node.startPosition.verticalRatio > 0.84) ||
        (node.headlineLevel === 2 && node.startPosition.verticalRatio > 0.87),
      header: (/** @type {number} */ page) =>
        page === 1
          ? undefined
          : {
              margin: [48, 26, 48, 0],
              columns: [
                { text: header.left, style: 'running' },
                { text: header.right, style: 'running', alignment: 'right' },
              ],
            },
      footer: (/** @type {number} */ page, /** @type {number} */ pages) => ({
        margin,
        columns: [
          { text: footer, style: 'running', width: '*' },
          {
            text: `${page} / ${pages}`,
            style: 'running',
            alignment: 'right',
            width: 60,
          },
        ],
      }),
    })
    .getBuffer();
  parentPort?.postMessage(buffer);
}

main().catch(error => {
  throw error;
});
