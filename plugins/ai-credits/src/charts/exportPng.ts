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

const PADDING = 24;
const HEADER = 56;
const LEGEND = 28;
const SWATCH = 18;
const GAP = 22;
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'opacity',
] as const;

/** What stands above and below the drawing in the picture. */
export interface PictureText {
  title: string;
  subtitle: string;
  legend: { name: string; colour: string }[];
}

function withStyles(svg: SVGSVGElement): SVGSVGElement {
  const clone = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const to = [clone, ...clone.querySelectorAll<SVGElement>('*')];
  from.forEach((element, index) => {
    const computed = getComputedStyle(element);
    for (const name of STYLES) {
      const value = computed.getPropertyValue(name);
      if (value) {
        to[index].setAttribute(name, value);
      }
    }
  });
  const { width, height } = svg.getBoundingClientRect();
  clone.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  clone.setAttribute('width', String(width));
  clone.setAttribute('height', String(height));
  return clone;
}

function load(svg: SVGSVGElement): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('The chart could not be drawn'));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(
      new XMLSerializer().serializeToString(svg),
    )}`;
  });
}

/**
 * Places the names of a legend in lines that are not wider than the picture.
 *
 * @param measure - the width of a name, in pixels
 */
export function layOutLegend(
  items: PictureText['legend'],
  width: number,
  measure: (name: string) => number,
): { name: string; colour: string; line: number; x: number }[] {
  let line = 0;
  let x = 0;
  return items.map(({ name, colour }) => {
    const needed = measure(name) + SWATCH;
    if (x > 0 && x + needed > width) {
      line += 1;
      x = 0;
    }
    const placed = { name, colour, line, x };
    x += needed + GAP;
    return placed;
  });
}

/**
 * The drawings of a chart as one picture, twice the size of the screen's, in the
 * theme's own colours.
 */
export async function chartToPng(
  container: HTMLElement,
  text: PictureText,
  theme: {
    background: string;
    foreground: string;
    muted: string;
    fontFamily: string;
  },
): Promise<Blob> {
  const drawings = [
    ...container.querySelectorAll<SVGSVGElement>(
      'svg.recharts-surface, svg[data-chart]',
    ),
  ].filter(svg => svg.getBoundingClientRect().height > PADDING);
  if (!drawings.length) {
    throw new Error('There is no chart to draw');
  }
  const boxes = drawings.map(svg => svg.getBoundingClientRect());
  const width = Math.max(...boxes.map(box => box.width)) + 2 * PADDING;

  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error('This browser draws no pictures');
  }
  const small = `13px ${theme.fontFamily}`;
  context.font = small;
  const names = layOutLegend(
    text.legend,
    width - 2 * PADDING,
    name => context.measureText(name).width,
  );
  const legend = (names.length ? names[names.length - 1].line + 1 : 0) * LEGEND;
  const height =
    HEADER +
    legend +
    boxes.reduce((sum, box) => sum + box.height, 0) +
    2 * PADDING;

  canvas.width = width * 2;
  canvas.height = height * 2;
  context.scale(2, 2);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  context.fillStyle = theme.foreground;
  context.font = `bold 16px ${theme.fontFamily}`;
  context.fillText(text.title, PADDING, PADDING + 12);
  context.fillStyle = theme.muted;
  context.font = small;
  context.fillText(text.subtitle, PADDING, PADDING + 34);

  for (const { name, colour, line, x } of names) {
    const y = PADDING + HEADER - 8 + line * LEGEND;
    context.fillStyle = colour;
    context.fillRect(PADDING + x, y, 12, 12);
    context.fillStyle = theme.foreground;
    context.fillText(name, PADDING + x + 18, y + 11);
  }

  let top = PADDING + HEADER + legend;
  for (const [index, svg] of drawings.entries()) {
    const image = await load(withStyles(svg));
    context.drawImage(
      image,
      PADDING,
      top,
      boxes[index].width,
      boxes[index].height,
    );
    top += boxes[index].height;
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      blob =>
        blob ? resolve(blob) : reject(new Error('The picture is empty')),
      'image/png',
    ),
  );
}
