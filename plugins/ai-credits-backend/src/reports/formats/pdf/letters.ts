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

/** What stands for a letter that no font has. */
const MISSING = '\ufffd';

/**
 * The letters of the bundled font: Latin with all its accents, Greek,
 * Cyrillic, punctuation and signs of currencies.
 */
const BUNDLED =
  /^[\u0020-\u007e\u00a0-\u017f\u018f\u0192\u01a0\u01a1\u01af\u01b0\u01f0\u01fa-\u01ff\u0218-\u021b\u0237\u0259\u02bc\u02c6\u02c7\u02d8-\u02dd\u0300\u0301\u0303\u0309\u0323\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0486\u0488-\u0513\u1e9e\u1ea0-\u1ef9\u2000-\u200b\u2010\u2011\u2013-\u2015\u2017-\u201e\u2020-\u2022\u2025-\u2027\u2030\u2032\u2033\u2039\u203a\u2044\u2070\u2074-\u208e\u20a3-\u20a9\u20aa-\u20ac\u20b1\u20b9\u20ba\u20bd\u2116\u2122\u2202\u2211\u2212\u221a\u221e\u2248\u2260\u2264\u2265\u25cf\ufb01-\ufb04\ufffd\n]$/u;

/** Whether the bundled font can write a text. */
export function isBundled(text: string): boolean {
  return [...text.normalize('NFC')].every(letter => BUNDLED.test(letter));
}

/** A piece of text in one font; absent is the bundled one. */
export interface Run {
  text: string;
  font?: string;
}

/**
 * Parts a text by which font can write it. Without a second font, letters that
 * the bundled one lacks are replaced by a sign that says so: a document that
 * shows nothing in their place would hide that there was a name.
 *
 * @param other - the name of a second font, where one is configured
 */
export function runsOf(text: string, other?: string): Run[] {
  const runs: Run[] = [];
  // Composed forms first: fonts have far more of these than of loose accents.
  for (const letter of text.normalize('NFC')) {
    const bundled = BUNDLED.test(letter);
    const font = bundled ? undefined : other;
    const written = bundled || other !== undefined ? letter : MISSING;
    const last = runs[runs.length - 1];
    if (last && last.font === font) {
      last.text += written;
    } else {
      runs.push({ text: written, ...(font === undefined ? {} : { font }) });
    }
  }
  return runs.length ? runs : [{ text: '' }];
}
