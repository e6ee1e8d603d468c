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

import { saveFile } from './download';

/** How much larger than on the screen a picture is drawn. */
const SCALE = 2;

/** The space around what is drawn, in pixels. */
const PADDING = 24;

/** What is for the pointer only says nothing in a picture. */
function isShown(node: Node): boolean {
  return !(
    node instanceof Element &&
    (node.getAttribute('aria-haspopup') === 'menu' ||
      node.getAttribute('data-picture') === 'no')
  );
}

/**
 * Draws a part of the page as a picture in its own colours, twice the size of
 * the screen's, and hands it to the reader.
 *
 * @throws Error when the browser cannot draw it
 */
export async function savePicture(
  element: HTMLElement,
  fileName: string,
  background: string,
): Promise<void> {
  // The library is needed by few and arrives when it is.
  const { toBlob } = await import('html-to-image');
  const picture = await toBlob(element, {
    backgroundColor: background,
    pixelRatio: SCALE,
    filter: isShown,
    // Letters are drawn with the fonts of the system that the portal names.
    skipFonts: true,
    width: element.scrollWidth + 2 * PADDING,
    height: element.scrollHeight + 2 * PADDING,
    style: { padding: `${PADDING}px`, margin: '0', boxSizing: 'border-box' },
  });
  if (!picture) {
    throw new Error('The picture is empty');
  }
  saveFile(fileName, picture);
}
