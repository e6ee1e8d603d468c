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

/** On paper there is the page without the portal around it, and all of it. */
const PAPER = `
@page { size: A4 landscape; margin: 10mm; }
@media print {
  /* Pale figures on a dark ground are no use on paper without the ground. */
  body { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body :not(:has(main), main, main *) { display: none !important; }
  body :has(main), main {
    display: block !important;
    position: static !important;
    width: 100% !important;
    height: auto !important;
    min-height: 0 !important;
    margin: 0 !important;
    padding: 0 !important;
    overflow: visible !important;
  }
  /* Charts stay as wide as they are on a screen. */
  main { zoom: 0.7; }
  main [data-picture='no'] { display: none !important; }
  /* Nobody can scroll there. */
  main [class*='MuiTableContainer-root'] {
    max-height: none !important;
    overflow: visible !important;
  }
}`;

/**
 * Opens the browser's dialog for printing, which makes PDFs, too. Only while it
 * is open, the portal around the page is left out.
 *
 * @param fileName - what the browser proposes as the name of the PDF
 */
export function printPage(fileName: string) {
  const { title } = document;
  const style = document.createElement('style');
  style.textContent = PAPER;
  document.head.append(style);
  // Browsers add the extension to the title.
  document.title = fileName.replace(/\.pdf$/, '');
  window.addEventListener(
    'afterprint',
    () => {
      style.remove();
      document.title = title;
    },
    { once: true },
  );
  window.print();
}
